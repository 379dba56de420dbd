from samverk.foundation import migrating
from samverk.interventions.persons.removing import RemovePersons


class Migration(migrating.Migration):

    dependencies = [
        ('persons', '0022_take_up_days'),
    ]

    operations = [
        RemovePersons(
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
