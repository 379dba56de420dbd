"""Put every table of persons behind the wall, and protected persons behind one more."""

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.walls import HideProtected

# Whose person column is which
OF_PERSON = (
    "attendance",
    "consent",
    "consentreceiver",
    "disclosure",
    "goal",
    "hold",
    "measurement",
    "numberreveal",
    "participation",
    "participationstep",
    "placeoffer",
    "queueentry",
    "queuepause",
    "queuestep",
    "referral",
    "referralstep",
    "support",
)
# Who is protected, and who may know: read when the others' policies are tried
WITHOUT_MORE = ("namedhandler", "protection", "session", "team")


class Migration(migrating.Migration):
    dependencies = [("persons", "0001_tables")]

    operations = [
        *(
            ForceRowSecurity(f"persons_{table}")
            for table in ("person", *OF_PERSON, *WITHOUT_MORE)
        ),
        HideProtected("persons_person", "id"),
        *(HideProtected(f"persons_{table}", "person_id") for table in OF_PERSON),
    ]
