"""Value added tax (lag 2005:807), invoices to the members, and the national follow-up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from samverk.rules.federation_year.chosen import chosen_duty
from samverk.rules.federation_year.duties import Basis, Duty, DutyKind, YearTerms
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.statutes.vat import VAT_APPLICATION, VAT_STATEMENT
from samverk.rules.wording import MONTHS

# 2 § names federations only since then; before it they got the same in practice (Ds 2011:41).
VAT_FROM = 2012
_YEARS_TO_APPLY = 2
_NAMES = {1: 12, 3: 4}


def money_duties(year: int, terms: YearTerms) -> Iterator[Duty]:
    """List what money comes in by, and what is reported of it."""
    yield chosen_duty(
        year,
        DutyKind.INVOICES,
        f"Fakturera medlemmarnas bidrag för {year}",
        terms,
        (Reason("När medlemmarna faktureras har förbundet kommit överens om."),),
    )
    yield chosen_duty(
        year,
        DutyKind.FOLLOW_UP,
        f"Rapportera {year - 1} i Uppföljning Finsam",
        terms,
        (Reason("När Försäkringskassan vill ha uppgifterna är inte bekräftat: fråga dem."),),
    )
    if year >= VAT_FROM:
        yield from _periods(year, terms.vat_months)
    if year > VAT_FROM:
        yield _statement(year)
    if year >= VAT_FROM + _YEARS_TO_APPLY:
        yield _last_application(year)


def _periods(year: int, months: int) -> Iterator[Duty]:
    """Apply for each period that ends in time to be applied for within ``year``.

    The last one of the year before comes first: its month of applying is January.
    """
    for number in range(_NAMES[months]):
        first = add_months(date(year, 1, 1), months * (number - 1))
        ends = add_months(first, months)
        due = add_months(ends, 1) - timedelta(days=1)
        last = MONTHS[(ends - timedelta(days=1)).month - 1]
        name = last if months == 1 else f"{MONTHS[first.month - 1]} till {last}"
        yield Duty(
            f"{DutyKind.VAT_PERIOD}-{first:%Y%m}-{months}",
            DutyKind.VAT_PERIOD,
            f"Sök ersättning för moms, {name} {first.year}",
            due,
            Basis.PROPOSED,
            (
                because(
                    "Ersättning söks hos Skatteverket för en månad eller för tre.",
                    VAT_APPLICATION,
                    due,
                ),
                Reason("Månaden efter perioden är Samverks förslag: sista dagen är två år senare."),
            ),
            unknown_wordings(due, VAT_APPLICATION),
        )


def _statement(year: int) -> Duty:
    due = date(year, 6, 30)
    return Duty(
        DutyKind.VAT_STATEMENT.value,
        DutyKind.VAT_STATEMENT,
        f"Årsuppgift om moms för {year - 1} till Skatteverket",
        due,
        Basis.LAW,
        (because("Uppgiften lämnas före utgången av juni året efter.", VAT_STATEMENT, due),),
        unknown_wordings(due, VAT_STATEMENT),
    )


def _last_application(year: int) -> Duty:
    due = date(year, 12, 31)
    for_year = year - _YEARS_TO_APPLY
    return Duty(
        DutyKind.VAT_LAST.value,
        DutyKind.VAT_LAST,
        f"Sista dag att söka ersättning för moms för {for_year}",
        due,
        Basis.LAW,
        (
            because(
                f"Ansökan för {for_year} lämnas senast andra året efter det kalenderåret.",
                VAT_APPLICATION,
                due,
            ),
        ),
        unknown_wordings(due, VAT_APPLICATION),
    )
