# Guards what came since: an intervention's counts, and what is asked to be published
from samverk.foundation import migrating
from samverk.interventions.persons.guarding import GuardRows


class Migration(migrating.Migration):
    dependencies = [("persons", "0075_numbers_of_joined")]

    operations = [GuardRows()]
