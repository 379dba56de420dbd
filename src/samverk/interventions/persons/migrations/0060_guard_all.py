# Guards the tables that came after 0036, and removes all of them with the person when the time is out
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
