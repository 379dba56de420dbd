"""Shut what is secret in a case and its documents to a reader with jäv in it, its history too."""


from samverk.foundation import migrating
from samverk.foundation.compartments import BarConflicted


class Migration(migrating.Migration):
    dependencies = [("registry", "0003_case_first_seen")]

    operations = [
        BarConflicted(f"registry_{table}{history}", column, barred)
        for table, column, barred in (
            ("casesecret", "case_id", "cases"),
            ("documentsecret", "document_id", "documents"),
        )
        for history in ("", "event")
    ]
