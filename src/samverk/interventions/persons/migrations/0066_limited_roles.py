# Keeps whoever's role is limited to some deliveries to the rows of these, table by table
import django.contrib.postgres.fields
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.interventions.persons.reach import AskWithin, KeepToDeliveries

OF_A_DELIVERY = (
    "dayentry",
    "participation",
    "queueentry",
    "session",
    "team",
    "waitreport",
    "whatif",
)
# Whether somebody is protected, and for whom, is asked by the other wall: it tells nothing by itself
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
}


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0064_joined_records"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="registered_for",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="registrerad för",
            ),
        ),
        AskWithin(),
        *(KeepToDeliveries(f"persons_{table}") for table in ("person", "referral", *OF_A_DELIVERY)),
        *(
            KeepToDeliveries(
                f"persons_{table}", *((column, f"persons_{over}") for column, over in above)
            )
            for table, above in UNDER.items()
        ),
    ]
