# Lets the policies of every table ask functions, which are planned once and not in each question, and
# finds the steps that close referrals by their day
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.interventions.persons.reach import AskReach
from samverk.interventions.persons.walls import RehideByFunction

OF_A_DELIVERY = (
    "dayentry",
    "participation",
    "queueentry",
    "session",
    "team",
    "waitreport",
    "whatif",
)
UNDER = {
    "changeproposal": (("referral_id", "referral"), ("participation_id", "participation")),
    "proposalstep": (("subject_id", "changeproposal"),),
    "referralstep": (("subject_id", "referral"),),
    "support": (("referral_id", "referral"),),
    "farwait": (("referral_id", "referral"),),
    "queuestep": (("subject_id", "queueentry"),),
    "queuepause": (("entry_id", "queueentry"),),
    "placeoffer": (("entry_id", "queueentry"),),
    "participationstep": (("subject_id", "participation"),),
    "participationextent": (("participation_id", "participation"),),
    "hold": (("participation_id", "participation"),),
    "measurement": (("participation_id", "participation"),),
    "goal": (("participation_id", "participation"),),
    "earlierend": (("participation_id", "participation"),),
    "earlierresult": (("goal_id", "goal"),),
    "attendance": (("session_id", "session"), ("participation_id", "participation")),
    "strucksession": (("session_id", "session"),),
    "struck": (
        ("measurement_id", "measurement"),
        ("goal_id", "goal"),
        ("support_id", "support"),
    ),
    "consent": (("person_id", "person"),),
    "consentreceiver": (("consent_id", "consent"),),
    "disclosure": (("person_id", "person"), ("referral_id", "referral")),
    "numberreveal": (("person_id", "person"),),
    "numbercorrection": (("person_id", "person"),),
    "disposalhold": (("person_id", "person"),),
    "subjectrequest": (("person_id", "person"),),
    "whatifperson": (("what_if_id", "whatif"),),
    "joinedrecord": (("person_id", "person"),),
    "teamterms": (("team_id", "team"),),
}
ABOVE: dict[str, tuple[tuple[str, str], ...]] = {
    **{f"persons_{table}": () for table in ("person", "referral", *OF_A_DELIVERY)},
    **{
        f"persons_{table}": tuple((column, f"persons_{over}") for column, over in above)
        for table, above in UNDER.items()
    },
}


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0072_intervention_counts"),
    ]

    operations = [
        RehideByFunction(),
        AskReach(ABOVE),
        migrations.AddIndex(
            model_name="referralstep",
            index=models.Index(
                condition=models.Q(
                    ("from_state__in", ["incomplete", "submitted", "under_assessment"])
                ),
                fields=["controller", "happened_on"],
                name="steps_from_open",
            ),
        ),
    ]
