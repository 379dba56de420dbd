"""On which grounds an authority may tell another of a person, as it has decided, and what was told."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverk.directory import queries as directory
from samverk.interventions.persons.models import Disclosure, GroundDecision
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import DATA_KINDS, DataKind
from samverk.rules.interventions.grounds import (
    IN_WORDS,
    NEEDS,
    Ends,
    GroundRule,
    Need,
    is_open,
    rule_of,
    usable,
)


def decided(body: int) -> Mapping[Ground, bool]:
    """Tell which grounds an authority (body id) has opened or shut; the latest decision of each counts."""
    return {one: row.is_open for one, row in latest_decisions(body).items()}


def latest_decisions(body: int) -> dict[Ground, GroundDecision]:
    """Give an authority's (body id) latest decision of each ground, in what is open."""
    rows = GroundDecision.objects.filter(controller=body).order_by("recorded_at", "pk")
    return {Ground(row.ground): row for row in rows}


def ends(sender: int, receiver: int) -> Ends:
    """Tell what kinds of organisations (ids) tell and are told."""
    return Ends(kind_of(sender), kind_of(receiver))


def kind_of(organisation: int) -> str:
    """Answer what kind of organisation (id) it is."""
    return str(directory.organisation_by_id(organisation).kind)


def usable_grounds(body: int, between: Ends, day: date) -> tuple[GroundRule, ...]:
    """List the grounds that an authority (body id) may use between two kinds of organisations."""
    return usable(between, day, decided(body))


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A ground as an authority's page shows it (grund): its row, and what was decided of it last."""

    rule: GroundRule
    is_open: bool
    may_use: bool
    last: GroundDecision | None

    @property
    def who(self) -> str:
        """Who may tell on it, in words."""
        return " eller ".join(text for kind, text in IN_WORDS.items() if kind in self.rule.senders)

    @property
    def needs(self) -> str:
        """What it asks for, in words."""
        asked = [NEEDS[one] for one in Need if one in self.rule.needs]
        return ", ".join(asked) or "inget mer"


def ground_lines(body: int, kind: str, day: date) -> list[GroundLine]:
    """List every ground of a day with how it stands at an authority (body id) of a kind."""
    latest = latest_decisions(body)
    shut = {one: row.is_open for one, row in latest.items()}
    rules = [found for found in (rule_of(one, day) for one in Ground) if found]
    return [
        GroundLine(one, is_open(one, shut), kind in one.senders, latest.get(one.ground))
        for one in rules
    ]


def disclosures_of(person: uuid.UUID) -> list[Disclosure]:
    """List what was told of a person, the latest first, in what is open."""
    rows = Disclosure.objects.filter(person=person).select_related("receiver")
    return list(rows.order_by("-told_on", "-recorded_at"))


def kinds_named(kinds: list[str]) -> str:
    """Name kinds of data in words, in the order of the closed list."""
    return ", ".join(DATA_KINDS[one] for one in DataKind if one.value in kinds)
