# Keeps limited readers out of what came beside: which records were joined, and the terms of teams
from samverk.foundation import migrating
from samverk.interventions.persons.reach import KeepToDeliveries


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0070_queue_rule"),
    ]

    operations = [
        KeepToDeliveries("persons_joinedrecord", ("person_id", "persons_person")),
        KeepToDeliveries("persons_teamterms", ("team_id", "persons_team")),
    ]
