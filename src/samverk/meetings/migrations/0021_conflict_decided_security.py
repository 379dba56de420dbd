"""Put how a question of jäv was decided behind the wall, as what else is told of a secret item."""

from samverk.foundation import migrating
from samverk.foundation.compartments import BarConflicted, ForceRowSecurity

TABLES = ("meetings_conflictdecided", "meetings_conflictdecidedevent")


class Migration(migrating.Migration):
    dependencies = [("meetings", "0020_struck_calls_handovers_and_paper_text")]

    operations = [
        *(ForceRowSecurity(table, open_rows=True) for table in TABLES),
        *(BarConflicted(table, "item_id", "items") for table in TABLES),
    ]
