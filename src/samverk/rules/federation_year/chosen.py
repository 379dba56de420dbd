"""A duty on a day that no law sets: the federation's own, else a proposal."""

from __future__ import annotations

from dataclasses import replace

from samverk.rules.federation_year.duties import (
    PROPOSED_DAYS,
    Basis,
    Duty,
    DutyKind,
    Party,
    YearTerms,
    given_day,
)
from samverk.rules.ruling import Reason

UNSURE = "Om medlemmen är med är okänt: uppgiften står här till dess att det är känt."
_SAID = {
    Basis.CHOSEN: "Ingen lag sätter dagen. Förbundet har valt den.",
    Basis.PROPOSED: "Ingen lag sätter dagen. Den är Samverks förslag: välj en egen under inställningar.",
}


def chosen_duty(
    year: int,
    kind: DutyKind,
    text: str,
    terms: YearTerms,
    reasons: tuple[Reason, ...],
) -> Duty:
    """Make a duty of ``kind`` on the day that is chosen or proposed."""
    basis = Basis.CHOSEN if kind in terms.days else Basis.PROPOSED
    day = given_day(year, terms.days.get(kind, PROPOSED_DAYS[kind]))
    return Duty(kind.value, kind, text, day, basis, (*reasons, Reason(_SAID[basis])))


def duty_of(duty: Duty, party: Party) -> Duty:
    """Make the duty one of several, each with its own party."""
    unsure = () if party.is_sure else (Reason(UNSURE),)
    return replace(
        duty,
        code=f"{duty.code}-{party.id}",
        text=f"{duty.text}: {party.name}",
        remarks=(*duty.remarks, *unsure),
    )
