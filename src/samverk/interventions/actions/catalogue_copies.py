"""Keeping a copy of a federation's catalogue: what a newer message tells replaces what an older told.

Nothing is removed: what somebody was referred to stays, and ends.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from samverk.directory import queries as directory
from samverk.exchange.ports import Incoming
from samverk.exchange.queries import newer_has_come
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError
from samverk.interventions.actions.organisations_told import organisation_named
from samverk.interventions.models import (
    CapacityRow,
    CohortStart,
    Delivery,
    IntakeWindow,
    PriorityClass,
    RequiredHome,
    RequiredParty,
    Requirement,
    TimeLimit,
)
from samverk.interventions.queries.telling import CATALOGUE, DELIVERY, PLACES, REQUIREMENT, told

CATALOGUE_TAKEN = acts.kind("interventions.catalogue_taken", "Insatskatalogen uppdaterad")
DOOR = system("Meddelandeväxlingen")
Row = dict[str, Any]
# What the versions before the third say nothing of
NOT_ASKED: Row = {"incomes": [], "horizon": ""}
HELD = ("homes", "parties")
NUMBERS = ("funded", "maximum", "out_of_service")
DAYS = ("from_date", "to_date", "last_day", "starts_on", "apply_by")


def take_catalogue(came: Incoming) -> Delivery | None:
    """Keep a copy of a catalogue that has come; one that is older than what is kept changes nothing.

    Raises InputError when the sender is no federation, or tells of another federation's delivery.
    """
    sender = directory.organisation_by_id(came.sender)
    if sender.kind != "federation":
        raise InputError("En insatskatalog kommer från ett samordningsförbund.")
    if newer_has_come(CATALOGUE[0], came.sender, came.created):
        return None
    if not came.payload["deliveries"]:
        return None
    key = f"meddelande/{came.message}/katalog"
    act = acts.Act(DOOR, CATALOGUE_TAKEN, key, came.recipient)
    return acts.carry_out(act, lambda: _Copy(came).keep())


class _Copy:
    """The copy of one federation's catalogue, while it is written."""

    def __init__(self, came: Incoming) -> None:
        self.home, self.payload = came.sender, came.payload
        self.key = f"meddelande/{came.message}"
        self.interventions: dict[str, int] = {}
        self.deliveries: dict[str, Delivery] = {}

    def keep(self) -> Delivery:
        """Write it all; answer the last delivery."""
        for row in self.payload["interventions"]:
            self._intervention(row)
        for row in self.payload["deliveries"]:
            self.deliveries[row["code"]] = self._delivery(row)
        for row in self.payload["deliveries"]:
            made = self.deliveries[row["code"]]
            self._requirements(made, row["requirements"])
            self._intakes(made, row["intakes"])
            _places(made, row["places"])
            _classes(made, row["priorities"])
            _starts(made, row.get("starts", []))
            _limits(made, row.get("limits", []))
        return made

    def _intervention(self, row: Row) -> None:
        known = {one.name: one for one in federation.interventions_of(self.home)}
        key = f"{self.key}/insats/{row['name']}"
        if found := known.get(row["name"]):
            facts = federation_actions.InterventionFacts(
                row["name"],
                row["target_groups"],
                row["description"],
                found.starts_on,
                found.ends_on,
            )
            if (found.target_groups, found.description) != (facts.target_groups, facts.description):
                federation_actions.change_intervention(DOOR, found.pk, facts, key=key)
        else:
            new = federation_actions.NewIntervention(
                self.home,
                row["name"],
                row["orientation"],
                target_groups=row["target_groups"],
                description=row["description"],
            )
            found = federation_actions.register_intervention(DOOR, new, key=key)
        self.interventions[row["name"]] = found.pk

    def _delivery(self, row: Row) -> Delivery:
        if row["intervention"] not in self.interventions:
            raise InputError(f"Insatsen {row['intervention']} finns inte i meddelandet.")
        found = Delivery.objects.filter(code=row["code"]).select_related("intervention").first()
        if found is None:
            found = Delivery(
                code=UUID(row["code"]),
                intervention_id=self.interventions[row["intervention"]],
                provider_id=self._organisation(row["provider"]),
            )
        elif found.intervention.federation_id != self.home:
            raise InputError(f"Verksamheten {row['name']} hör till ett annat förbund.")
        town = row["municipality"]
        found.municipality_id = self._organisation(town) if town else None
        _write(found, {name: row[name] for name in DELIVERY})
        return found

    def _organisation(self, row: Row) -> int:
        return organisation_named(row, key=self.key)

    def _requirements(self, made: Delivery, rows: list[Row]) -> None:
        """Add what is new, end what is ended, and end what the message no longer tells of."""
        left = list(Requirement.objects.filter(delivery=made).prefetch_related(*HELD))
        for row in rows:
            homes = {self._organisation(one) for one in row["homes"]}
            parties = {self._organisation(one) for one in row.get("parties", ())}
            kept = {name: (NOT_ASKED | row)[name] for name in REQUIREMENT}
            same = next((one for one in left if _is_same(one, kept, homes, parties)), None)
            if same is None:
                same = Requirement(delivery=made)
                _write(same, kept)
                RequiredHome.objects.bulk_create(
                    RequiredHome(requirement=same, municipality_id=home) for home in homes
                )
                RequiredParty.objects.bulk_create(
                    RequiredParty(requirement=same, organisation_id=party) for party in parties
                )
            else:
                left.remove(same)
                _write(same, kept)
        for one in left:
            if one.to_date is None:
                _write(one, {"to_date": _day_before(clock.today(), one.from_date)})

    def _intakes(self, made: Delivery, rows: list[Row]) -> None:
        for row in rows:
            kept = {name: row[name] for name in ("from_date", "to_date", "why_closed")}
            window = IntakeWindow.objects.filter(delivery=made, from_date=row["from_date"]).first()
            window = window or IntakeWindow(delivery=made)
            successor = self.deliveries.get(row["successor"] or "")
            window.successor = successor
            _write(window, kept)


def _is_same(one: Requirement, row: Row, homes: set[int], parties: set[int]) -> bool:
    fixed = [name for name in REQUIREMENT if name != "to_date"]
    same = told(one, fixed) == {name: row[name] for name in fixed}
    if not same or {home.municipality_id for home in one.homes.all()} != homes:
        return False
    return {party.organisation_id for party in one.parties.all()} == parties


def _places(made: Delivery, rows: list[Row]) -> None:
    """Write the places that are told; with none told, what is known here stays."""
    first = min((row["from_date"] for row in rows), default=None)
    if first is None:
        return
    told_days = {row["from_date"] for row in rows}
    for one in CapacityRow.objects.filter(delivery=made):
        begins = one.from_date.isoformat()
        if begins not in told_days and begins < first and told(one, ["to_date"])["to_date"] is None:
            _write(one, {"to_date": _day_before(date.fromisoformat(first), one.from_date)})
    for row in sorted(rows, key=lambda row: str(row["from_date"])):
        found = CapacityRow.objects.filter(delivery=made, from_date=row["from_date"]).first()
        kept = {name: row[name] for name in PLACES}
        if found and any(getattr(found, name) != row[name] for name in NUMBERS):
            kept["recorded_on"] = clock.today()
        _write(found or CapacityRow(delivery=made), kept)


def _classes(made: Delivery, rows: list[Row]) -> None:
    for row in rows:
        known = PriorityClass.objects.filter(delivery=made, rank=row["rank"]).first()
        if known is None:
            _write(PriorityClass(delivery=made), row)
        elif last_day := row.get("last_day"):
            _write(known, {"last_day": last_day})


def _starts(made: Delivery, rows: list[Row]) -> None:
    for row in rows:
        known = CohortStart.objects.filter(delivery=made, starts_on=row["starts_on"]).first()
        _write(known or CohortStart(delivery=made), row)


def _limits(made: Delivery, rows: list[Row]) -> None:
    # In order, so that the one before has ended when the next begins
    for row in sorted(rows, key=lambda row: str(row["from_date"])):
        known = TimeLimit.objects.filter(
            delivery=made, kind=row["kind"], from_date=row["from_date"]
        ).first()
        _write(known or TimeLimit(delivery=made), row)


def _day_before(day: date, earliest: date) -> date:
    return max(day - timedelta(days=1), earliest)


def _write(row: Any, values: Row) -> None:
    """Give a row its values and save it, if that changes anything."""
    before = None if row._state.adding else row.__class__.objects.get(pk=row.pk)
    for name, value in values.items():
        is_day = name in DAYS and isinstance(value, str)
        setattr(row, name, date.fromisoformat(value) if is_day else value)
    fields = [field.attname for field in row._meta.concrete_fields]
    if before is None or any(getattr(before, one) != getattr(row, one) for one in fields):
        row.save()
