"""A member's report in words: the years as rows, the same for the page, the PDF and the Excel file."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.federation.member_report.gathering import MemberReport, ReportYear
from samverk.federation.telling import Told, kronor
from samverk.rules.figures import Known
from samverk.rules.member_report import Amount, Net
from samverk.web import swedish

HEAD = ("År", "Avgift", "Går tillbaka", "Netto", "Insatser", "Kronor per insats")
PRELIMINARY = "preliminärt"
AT_LEAST = "minst"
LABELS = (
    "Känt står i en handling, räknat följer av modellen eller ett antagande, saknas är inte"
    " registrerat och är inte ifyllt."
)


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year as cells, in the order of :data:`HEAD`."""

    year: int
    cells: tuple[Told, ...]


def told_years(report: MemberReport) -> tuple[ToldYear, ...]:
    """Tell each year."""
    return tuple(
        ToldYear(
            one.year,
            (_amount(one.fee), _amount(one.back), _net(one), _interventions(one), _each(one)),
        )
        for one in report.years
    )


def _amount(amount: Amount) -> Told:
    figure = amount.figure
    if figure.span is None:
        return Told("", Known.MISSING)
    text = kronor(figure) if amount.stated is None else swedish.kronor(amount.stated)
    text = f"{AT_LEAST} {text}" if amount.at_least else text
    return Told(f"{text}, {PRELIMINARY}" if amount.preliminary else text, figure.known)


def _net(one: ReportYear) -> Told:
    net = one.net.value
    if net is None:
        return Told("", Known.MISSING)
    text = f"{AT_LEAST} {signed(net)}" if net.at_least else signed(net)
    return Told(f"{text}, {PRELIMINARY}" if net.preliminary else text, net.known)


def signed(net: Net) -> str:
    """Write a net with its sign: by the stated figures, else the span."""
    if net.stated is not None:
        return _signed(net.stated)
    low, high = _signed(net.low), _signed(net.high)
    return low if low == high else f"{low} till {high}"


def _signed(kronor_: int) -> str:
    return f"+{swedish.kronor(kronor_)}" if kronor_ > 0 else swedish.kronor(kronor_)


def _interventions(one: ReportYear) -> Told:
    if one.interventions is None:
        return Told("", Known.MISSING)
    text = swedish.number(one.interventions)
    return Told(f"{text}, {PRELIMINARY}" if one.back.preliminary else text, Known.KNOWN)


def _each(one: ReportYear) -> Told:
    if one.each is None or one.each.value is None:
        return Told("", Known.MISSING)
    text = swedish.kronor(one.each.value)
    return Told(f"{text}, {PRELIMINARY}" if one.back.preliminary else text, Known.MODELLED)


def period(report: MemberReport) -> str:
    """Name the years: one, or from and to."""
    if report.first == report.last:
        return str(report.first)
    return f"{report.first} till {report.last}"
