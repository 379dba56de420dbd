"""Put what is told of secret cases and documents behind the wall, with what a conflict of interest bars."""

from samverk.foundation import migrating
from samverk.foundation.compartments import BarConflicted, ForceRowSecurity

TABLES = (
    "registry_casesecret",
    "registry_casesecretevent",
    "registry_documentsecret",
    "registry_documentsecretevent",
    "registry_secretfile",
)
# A table, its column, and whose id that is
BARRED = (
    ("registry_casesecret", "case_id", "cases"),
    ("registry_casesecretevent", "case_id", "cases"),
    ("registry_documentsecret", "document_id", "documents"),
    ("registry_documentsecretevent", "document_id", "documents"),
    ("registry_secretfile", "document_id", "documents"),
)


class Migration(migrating.Migration):
    replaces = [
        ("registry", "0002_row_security"),
        ("registry", "0004_barred_for_conflict"),
        ("registry", "0005_secret_reading"),
    ]

    dependencies = [("registry", "0001_tables")]

    operations = [
        *(ForceRowSecurity(table) for table in TABLES),
        *(BarConflicted(*barred) for barred in BARRED),
    ]
