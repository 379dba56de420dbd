"""The budget and the consultation before it (19 och 23 §§ lag 2003:1210)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from samverk.rules.budget_meeting import LAST
from samverk.rules.federation_year.chosen import chosen_duty
from samverk.rules.federation_year.duties import Basis, Duty, DutyKind, YearTerms
from samverk.rules.ruling import Reason
from samverk.rules.statutes import (
    FINSAM_BUDGET,
    FINSAM_NOTICE_BOARDS,
    because,
    unknown_wordings,
)


def budget_duties(year: int, terms: YearTerms) -> Iterator[Duty]:
    """List what the budget of the year after asks for."""
    last = date(year, *LAST)
    yield _consultation(year, terms, last)
    yield Duty(
        DutyKind.BUDGET.value,
        DutyKind.BUDGET,
        f"Fastställ budgeten för {year + 1}",
        last,
        Basis.LAW,
        (
            because(
                "Styrelsen fastställer budgeten senast den 30 november, efter samråd med medlemmarna.",
                FINSAM_BUDGET,
                last,
            ),
            because(
                "Sammanträdet då den fastställs är offentligt och tillkännages.",
                FINSAM_NOTICE_BOARDS,
                last,
            ),
        ),
        unknown_wordings(last, FINSAM_BUDGET, FINSAM_NOTICE_BOARDS),
    )


def _consultation(year: int, terms: YearTerms, last: date) -> Duty:
    reason = because("Samråd hålls med medlemmarna före budgeten.", FINSAM_BUDGET, last)
    found = chosen_duty(
        year,
        DutyKind.CONSULTATION,
        f"Samråd med medlemmarna om budgeten för {year + 1}",
        terms,
        (reason,),
    )
    if found.due <= last:
        return found
    text = "Den valda dagen är efter den sista dagen för budgeten: samrådet ska hållas före."
    return replace(found, remarks=(Reason(text),))
