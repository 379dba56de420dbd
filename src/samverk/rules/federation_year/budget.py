"""The budget and the consultation before it (19 och 23 §§ lag 2003:1210)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from samverk.rules.budget_meeting import LAST
from samverk.rules.federation_year.chosen import chosen_duty
from samverk.rules.federation_year.duties import Basis, Duty, DutyKind, YearTerms
from samverk.rules.ruling import Reason
from samverk.rules.statutes.finsam import FINSAM_BUDGET, FINSAM_NOTICE_BOARDS
from samverk.rules.statutes.provision import because, unknown_wordings


class BudgetSays(StrEnum):
    """What a decided budget says of the duty of a year (budgetbeslutets betydelse)."""

    CLOSES = "fastställer nästa års budget"
    REVISES = "ändrar en annan budget"
    UNKNOWN = "vilket år den gäller är inte registrerat"


def budget_says(year: int, decided_for: Collection[int]) -> BudgetSays:
    """Answer what budgets decided on a day, for the years ``decided_for``, say of the duty of ``year``.

    Only one for the year after closes it (23 §): a revision of the running year's does not, in whatever
    month it is made. None registered leaves it open, since nobody can tell which year it was for.
    """
    if year + 1 in decided_for:
        return BudgetSays.CLOSES
    return BudgetSays.REVISES if decided_for else BudgetSays.UNKNOWN


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
