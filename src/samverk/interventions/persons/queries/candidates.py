"""Who is tried against what a delivery asks for, with what a referral tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from samverk.interventions.persons.models import Participation, Person, Point, Referral
from samverk.interventions.persons.queries.measured import measured_in_turn
from samverk.interventions.persons.records import Identity, identity, told
from samverk.rules.interventions.eligibility import Candidate
from samverk.rules.interventions.facts import LIVELIHOODS, Horizon


def candidate_of(
    person: Person, who: Identity, referral: Referral | None = None, *, party: str | None = None
) -> Candidate:
    """Gather what a person is tried by. The caller has noted that they are read.

    ``party`` refers where there is no referral yet; without either, nobody refers.
    """
    home = person.home.short_name if person.home else None
    if referral is None:
        return Candidate(who.birth_date, home, party)
    said = told(referral.person, referral)
    sender = referral.sender.short_name
    return Candidate(who.birth_date, home, sender, income_in(said), horizon_in(said))


def starting(row: Participation) -> Candidate:
    """Gather what a start is tried by: what the person lives on as it is measured then."""
    behind = row.entry.referral if row.entry else None
    found = candidate_of(row.person, identity(row.person), behind)
    measured = measured_in_turn(row, Point.ENTRY).last()
    return replace(found, income=measured.livelihood or found.income) if measured else found


def income_in(said: Mapping[str, Any]) -> str | None:
    """Read what somebody lives on, as a referral tells it; None for no code."""
    code = str(said.get("livelihood", ""))
    return code if code in LIVELIHOODS else None


def horizon_in(said: Mapping[str, Any]) -> Horizon | None:
    """Read how soon somebody is thought to work, as a referral tells it; None when it does not."""
    code = str(said.get("horizon", ""))
    return Horizon(code) if code in set(Horizon) else None
