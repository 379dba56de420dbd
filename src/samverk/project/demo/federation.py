"""What the demo's federation has beyond its history: its by-laws as far as they are known, and an example.

Of the by-laws only the section on leaving is known. The state's amount is an example, and says so.
"""

from __future__ import annotations

from typing import Any

from samverk.directory import queries as directory
from samverk.federation import actions as federation
from samverk.federation import queries
from samverk.federation.queries import FederationTerms
from samverk.foundation.actors import Actor
from samverk.project.demo.budget import load_budget


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
    _load_returns(actor, home, data, documents)
    _load_interventions(actor, home, data)
    _load_application(actor, home, dict(data["application"]))
    load_budget(actor, home, directory.bodies(organisation=home)[0].id)


def _load_application(actor: Actor, home: int, row: dict[str, Any]) -> None:
    """Write and send an application that is an example, and says so."""
    members = {one.membership.member.slug: one.membership for one in queries.members(home)}
    applicant = members[row.pop("member")]
    row["parties"] = tuple(members[slug].pk for slug in row["parties"])
    row["amounts"] = tuple((year, amount) for year, amount in row["amounts"])
    made = federation.write_application(
        actor, applicant, federation.Content(**row), key="demo/ansökan"
    )
    federation.send_application(actor, made, key="demo/ansökan/inlämnad")


def _load_returns(actor: Actor, home: int, data: dict[str, Any], documents: dict[str, int]) -> None:
    """Record what goes back to members as papers state it."""
    members = {one.membership.member.slug: one.membership.pk for one in queries.members(home)}
    for row in data["return"]:
        new = federation.NewReturn(
            members[row["member"]],
            row["year"],
            row["amount"],
            row["precision"],
            row["interventions"],
            row["preliminary"],
            document=documents[row["document"]],
        )
        federation.state_return(actor, new, key=f"demo/åter/{row['member']}/{row['year']}")


def _load_interventions(actor: Actor, home: int, data: dict[str, Any]) -> None:
    """Register the interventions that the sources name, and how many took part as they tell it."""
    period = data["counts"]
    town = directory.organisation_by_slug(period["home"]).id
    for row in data["intervention"]:
        new = federation.NewIntervention(
            home,
            row["name"],
            "individual",
            target_groups=row.get("target_groups", ""),
            description=row.get("description", ""),
        )
        made = federation.register_intervention(actor, new, key=f"demo/insats/{row['name']}")
        women, men = row["took_part"]
        counts = federation.NewCounts(
            made.pk,
            "took_part",
            period["from_date"],
            period["to_date"],
            women,
            men,
            0,
            period["source"],
            home=town,
        )
        federation.enter_counts(actor, counts, key=f"demo/antal/{row['name']}")
