"""Put what is secret about an item, and the words of a secret one, behind the wall."""


from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        ForceRowSecurity("meetings_agendaitemsecret"),
        ForceRowSecurity("meetings_agendaitemsecretevent"),
        *(
            ForceRowSecurity(f"meetings_{table}{history}", open_rows=True)
            for table in ("draft", "motion", "steptaken", "itemoutcome")
            for history in ("", "event")
        ),
    ]
