"""Put what is secret about a memo behind the wall, and what a secret one says; its history too."""


from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):
    dependencies = [("memos", "0001_initial")]

    operations = [
        ForceRowSecurity("memos_memosecret"),
        ForceRowSecurity("memos_memosecretevent"),
        *(
            ForceRowSecurity(f"memos_{table}{history}", open_rows=True)
            for table in ("memopart", "memoversion", "judgment", "proposedpoint")
            for history in ("", "event")
        ),
    ]
