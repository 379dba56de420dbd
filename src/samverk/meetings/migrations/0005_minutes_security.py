"""Put what is written in the minutes of a secret item behind the wall, its history too."""


from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):
    dependencies = [("meetings", "0004_minutes")]

    operations = [
        ForceRowSecurity(f"meetings_{table}{history}", open_rows=True)
        for table in ("runningtext", "madereservation", "madestatement")
        for history in ("", "event")
    ]
