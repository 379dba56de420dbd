"""Accounts, audit and discharge for the year before (24-26 §§ lag 2003:1210)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from samverk.rules.federation_year.chosen import chosen_duty, duty_of
from samverk.rules.federation_year.duties import Basis, Duty, DutyKind, Interim, Party, YearTerms
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason
from samverk.rules.statutes.finsam import FINSAM_ANNUAL_REPORT, FINSAM_AUDITORS, FINSAM_DISCHARGE
from samverk.rules.statutes.provision import because, unknown_wordings

# 24 §: within three months after the end of the year
REPORT_MONTHS = 3


def audit_duties(year: int, terms: YearTerms, members: Sequence[Party]) -> Iterator[Duty]:
    """List what the accounts of the year before ask for; each of ``members`` decides on its own."""
    before = year - 1
    yield _annual_report(year)
    yield chosen_duty(
        year,
        DutyKind.TO_AUDITORS,
        f"Lämna årsredovisningen för {before} till revisorerna och medlemmarna",
        terms,
        (
            because(
                "Revisorerna granskar räkenskaperna, årsredovisningen och förvaltningen.",
                FINSAM_AUDITORS,
                date(year, 1, 1),
            ),
        ),
    )
    yield chosen_duty(
        year,
        DutyKind.AUDIT_REPORT,
        f"Ta emot revisionsberättelsen för {before}",
        terms,
        (
            because(
                "Revisionsberättelsen lämnas till styrelsen, medlemmarna och Arbetsförmedlingen.",
                FINSAM_DISCHARGE,
                date(year, 1, 1),
            ),
        ),
    )
    for one in members:
        yield _discharge(year, terms, one)
    yield from _interim(year, terms)


def _annual_report(year: int) -> Duty:
    last = add_months(date(year - 1, 12, 31), REPORT_MONTHS)
    reason = because(
        "Årsredovisningen upprättas inom tre månader från räkenskapsårets utgång.",
        FINSAM_ANNUAL_REPORT,
        last,
    )
    return Duty(
        DutyKind.ANNUAL_REPORT.value,
        DutyKind.ANNUAL_REPORT,
        f"Årsredovisning för {year - 1}",
        last,
        Basis.LAW,
        (reason,),
        unknown_wordings(last, FINSAM_ANNUAL_REPORT),
    )


def _discharge(year: int, terms: YearTerms, one: Party) -> Duty:
    reason = because(
        "Varje medlem prövar för sig frågan om ansvarsfrihet.", FINSAM_DISCHARGE, date(year, 1, 1)
    )
    found = chosen_duty(year, DutyKind.DISCHARGE, f"Ansvarsfrihet för {year - 1}", terms, (reason,))
    return duty_of(found, one)


def _interim(year: int, terms: YearTerms) -> Iterator[Duty]:
    """Ask for an interim report where the by-laws do; the act does not."""
    if terms.interim is not Interim.YES:
        return
    reasons = (
        Reason("Lagen kräver ingen delårsrapport. Förbundsordningen gör det."),
        *([Reason(f"Den står i {terms.section}.")] if terms.section else []),
    )
    yield chosen_duty(year, DutyKind.INTERIM, f"Delårsrapport för {year}", terms, reasons)
