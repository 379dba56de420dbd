# The database judges by itself whose time is out, whatever it is told
from samverk.foundation import migrating
from samverk.interventions.persons.guarding import GuardRows
from samverk.interventions.persons.removing import RemovePersonsWhenDue



class Migration(migrating.Migration):

    dependencies = [
        ('persons', '0035_disclosures'),
    ]

    operations = [
        GuardRows(),
        RemovePersonsWhenDue(
            'attendance',
            'changeproposal',
            'consent',
            'consentreceiver',
            'disclosure',
            'disposalhold',
            'emergencygrant',
            'farwait',
            'goal',
            'hold',
            'measurement',
            'namedhandler',
            'numberreveal',
            'participation',
            'participationstep',
            'placeoffer',
            'proposalstep',
            'protection',
            'queueentry',
            'queuepause',
            'queuestep',
            'referral',
            'referralstep',
            'subjectrequest',
            'support',
        ),
    ]
