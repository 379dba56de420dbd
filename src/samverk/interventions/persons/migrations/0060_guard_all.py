# Guards every table of persons, and lets the database judge whose time is out: all that came since 0024
from samverk.foundation import migrating
from samverk.interventions.persons.guarding import GuardRows
from samverk.interventions.persons.removing import RemovePersonsWhenDue


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0053_struck"),
    ]

    operations = [
        GuardRows(),
        RemovePersonsWhenDue(
            "attendance",
            "changeproposal",
            "consent",
            "consentreceiver",
            "dayentry",
            "disclosure",
            "disposalhold",
            "earlierend",
            "earlierresult",
            "emergencygrant",
            "farwait",
            "goal",
            "hold",
            "measurement",
            "namedhandler",
            "numbercorrection",
            "numberreveal",
            "participation",
            "participationextent",
            "participationstep",
            "placeoffer",
            "proposalstep",
            "protection",
            "queueentry",
            "queuepause",
            "queuestep",
            "referral",
            "referralstep",
            "struck",
            "subjectrequest",
            "support",
            "whatifperson",
        ),
    ]
