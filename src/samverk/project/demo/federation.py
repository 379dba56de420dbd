"""What the demo's federation has beyond its history: its by-laws as far as they are known, and an example.

Of the by-laws only the section on leaving is known. The state's amount is an example, and says so.
"""

from __future__ import annotations

from typing import Any

from samverk.federation import actions as federation
from samverk.federation.queries import FederationTerms
from samverk.foundation.actors import Actor


def load_federation(
    actor: Actor, data: dict[str, Any], terms: FederationTerms, documents: dict[str, int]
) -> None:
    """Record where in the by-laws the known section stands, and the example of a year's contributions."""
    places = tuple((int(number), place) for number, place in data["federation"]["places"].items())
    reading = federation.NewReading(terms.pk, places)
    federation.record_reading(actor, reading, key="demo/genomgång")
    row = data["contribution"]
    home = terms.federation_id
    key = federation.NewKey(
        home, row["kind"], row["from_date"], row["counted_on"], document=documents[row["document"]]
    )
    federation.set_key(actor, key, key="demo/fördelningsnyckel")
    amount = federation.NewStateAmount(
        home, row["year"], row["state"], row["note"], document=documents[row["document"]]
    )
    federation.set_state_amount(actor, amount, key=f"demo/statens medel/{row['year']}")
