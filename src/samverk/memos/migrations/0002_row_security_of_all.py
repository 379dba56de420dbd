"""Put what is told of secret memos behind the wall."""

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity

TABLES = (
    "memos_memosecret",
    "memos_memosecretevent",
)
# Where the rows of what is open stand too
MIXED = (
    "memos_memopart",
    "memos_memopartevent",
    "memos_memoversion",
    "memos_memoversionevent",
    "memos_judgment",
    "memos_judgmentevent",
    "memos_proposedpoint",
    "memos_proposedpointevent",
)


class Migration(migrating.Migration):
    replaces = [
        ("memos", "0002_row_security"),
    ]

    dependencies = [("memos", "0001_tables")]

    operations = [
        *(ForceRowSecurity(table) for table in TABLES),
        *(ForceRowSecurity(table, open_rows=True) for table in MIXED),
    ]
