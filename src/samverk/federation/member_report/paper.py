"""A member's report as a PDF for an agenda, and as an Excel file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from samverk.documents.memo import PaperSection, Table
from samverk.documents.report import Report
from samverk.documents.xlsx import Cell, Sheet, Workbook
from samverk.federation.member_report.gathering import MemberReport, ReportYear
from samverk.federation.member_report.telling import (
    AT_LEAST,
    HEAD,
    LABELS,
    PRELIMINARY,
    period,
    told_years,
)
from samverk.federation.queries import CountTable, FactRow
from samverk.federation.shown_counts import ShownCounts, ShownRow, Split
from samverk.federation.telling import NOT_SHOWN, WORDS
from samverk.rules.figures import Known
from samverk.rules.member_report import Amount, Net

KIND = "Medlemsrapport"
NO_COUNTS = "Inget antal deltagare är registrerat för perioden."
NO_WAITING = "Antal i kö och väntetid är inte registrerade för perioden."
COUNTED = ("Insats", "Kvinnor", "Män", "Alla")
MONEY = (
    "År",
    "Avgift",
    "hur känd",
    "Går tillbaka",
    "hur känt",
    "Netto",
    "hur känt netto",
    "Insatser",
    "Kronor per insats",
    "hur känt per insats",
)


def as_report(report: MemberReport, made: datetime) -> Report:
    """Lay the report out for print: money, counts, what happened, and what it rests on."""
    years = told_years(report)
    money = Table(
        HEAD, tuple((str(y.year), *(cell.plain for cell in y.cells)) for y in years), left=len(HEAD)
    )
    lines = [f"{r.text} [{r.statute}]" if r.statute else r.text for r in report.reasons.reasons]
    member = report.member.membership
    return Report(
        KIND,
        f"{member.member.name} i {member.federation.name}",
        member.federation.name,
        made,
        (("Medlem", member.member.name), ("Period", period(report))),
        (
            PaperSection("Så läses talen", paragraphs=(LABELS,)),
            PaperSection("Pengar", table=money),
            *_counted(report),
            *_happened(report),
            PaperSection("Vad talen vilar på", bullets=tuple(lines)),
        ),
    )


def _counted(report: MemberReport) -> Iterator[PaperSection]:
    if not report.tables:
        yield PaperSection("Deltagare", paragraphs=(NO_COUNTS,))
    for table in report.tables:
        heading = f"Antal som {table.measure.label.replace('perioden', table.period)}"
        yield PaperSection(
            heading,
            paragraphs=(table.unit_told, f"Källa: {'; '.join(table.sources)}"),
            table=Table(COUNTED, tuple(_row(cells) for cells in counted_rows(table)), left=1),
            bullets=tuple(reason.text for reason in table.shown.reasons),
        )
    if not report.has_waiting:
        yield PaperSection("Kö", paragraphs=(NO_WAITING,))


def _row(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(NOT_SHOWN if cell is None else str(cell) for cell in cells)


def counted_rows(table: CountTable) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of a table of counts as it may be shown; None in what may not."""
    shown = table.shown.value
    for row in shown.rows:
        yield _shown(row)
    if shown.rows:
        yield _sum(shown)


def _shown(row: ShownRow) -> tuple[Cell, ...]:
    return (" och ".join(row.names), *_split(row.split), row.total)


def _sum(shown: ShownCounts) -> tuple[Cell, ...]:
    return ("Summa", *_split(shown.split), shown.total)


def _split(split: Split | None) -> tuple[Cell, Cell]:
    return (split.women, split.men) if split else (None, None)


def _happened(report: MemberReport) -> Iterator[PaperSection]:
    lines = [_fact(row) for row in (*report.facts, *report.undated)]
    if lines:
        yield PaperSection("Beslut och händelser", bullets=tuple(lines))


def _fact(row: FactRow) -> str:
    day = row.fact.day.isoformat() if row.fact.day else "Dag saknas"
    return f"{day}: {row.row.get_kind_display()}. {row.fact.label}"


def as_workbook(report: MemberReport, made: datetime) -> Workbook:
    """Lay the report out as sheets: money in whole kronor with how it is known, then the counts."""
    member = report.member.membership
    notes = (f"{member.member.name} i {member.federation.name}, {period(report)}", LABELS)
    money = Sheet("Pengar", MONEY, tuple(_money(one) for one in report.years), notes=notes)
    counts = tuple(
        Sheet(
            f"Antal {number}",
            COUNTED,
            tuple(counted_rows(table)),
            notes=(
                f"Antal som {table.measure.label}: {table.period}",
                table.unit_told,
                "; ".join(table.sources),
            ),
        )
        for number, table in enumerate(report.tables, start=1)
    )
    why = tuple((r.text, str(r.statute or "")) for r in report.reasons.reasons)
    basis = Sheet("Vad talen vilar på", ("Skäl", "Lagrum"), why)
    return Workbook(KIND, member.federation.name, made, (money, *counts, basis))


def _money(one: ReportYear) -> tuple[Cell, ...]:
    each = one.each.value if one.each else None
    return (
        one.year,
        *_amount(one.fee),
        *_amount(one.back),
        *_net(one.net.value),
        one.interventions,
        each,
        None if each is None else _word(Known.MODELLED, preliminary=one.back.preliminary),
    )


def _amount(amount: Amount) -> tuple[Cell, Cell]:
    """Give an amount to the krona, or its lowest where a model gives a span, and how it is known."""
    span = amount.figure.span
    if span is None:
        return None, WORDS[Known.MISSING]
    word = _word(amount.figure.known, preliminary=amount.preliminary)
    if amount.at_least:
        word = f"{word}, {AT_LEAST}"
    if amount.stated is None and span.low != span.high:
        return span.low, f"{word}, {span.low} till {span.high}"
    return (span.low if amount.stated is None else amount.stated), word


def _net(net: Net | None) -> tuple[Cell, Cell]:
    """Give the net in the same way."""
    if net is None:
        return None, WORDS[Known.MISSING]
    word = _word(net.known, preliminary=net.preliminary)
    if net.at_least:
        word = f"{word}, {AT_LEAST}"
    if net.stated is None and net.low != net.high:
        return net.low, f"{word}, {net.low} till {net.high}"
    return (net.low if net.stated is None else net.stated), word


def _word(known: Known, *, preliminary: bool) -> str:
    return PRELIMINARY if preliminary else WORDS[known]
