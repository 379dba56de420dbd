"""A budget year, the template of outcome and the national sheet, as the renderers take them."""

from __future__ import annotations

from datetime import datetime

from samverk.directory.queries import OrganisationRef
from samverk.documents.semicolons import rows_csv
from samverk.documents.xlsx import Cell, Workbook
from samverk.documents.xlsx import Sheet as Page
from samverk.federation.models import RowKind
from samverk.federation.queries.budget_year import Line, Total, YearView
from samverk.federation.queries.national import Sheet
from samverk.federation.reading.outcome_files import HEAD
from samverk.federation.rows import Rows
from samverk.rules.amounts import kr, rounded
from samverk.rules.national_checks import SumCheck
from samverk.rules.wording import MONTHS

YEAR_HEAD = ("Slag", "Rad", "Budget", "Utfall", "Räknad prognos", "Prognos", "Avvikelse", "Skäl")
SHEET_HEAD = ("Grupp", "Uppgift", "Värde", "Enhet", "Källa")
CHECK_HEAD = (
    "Kontroll",
    "Bladet",
    "Belopp",
    "Källa",
    "Mot",
    "Motsvarande",
    "Dess källa",
    "Svar",
    "Skillnad",
)


def _kronor(ore: int | None) -> int | None:
    return None if ore is None else rounded(ore, 100)


def year_workbook(home: OrganisationRef, view: YearView, made: datetime) -> Workbook:
    """Lay out a year: rows, outcome month by month, and details, in whole kronor."""
    notes = [
        f"{home.name}: budget och utfall {view.year}, hela kronor",
        f"{view.shown or 'Ingen budget'}",
    ]
    if view.shown and view.shown.note:
        notes.append(view.shown.note)
    if view.outcome.read_in:
        notes.append(
            f"Utfall till och med {MONTHS[view.outcome.through - 1]}: {view.outcome.read_in.file_name}"
        )
    totals = tuple(_total(one) for one in (view.revenue, view.costs, view.result))
    pages = [
        Page(
            f"Budget {view.year}",
            YEAR_HEAD,
            (*(_line(one) for one in view.lines), *totals),
            notes=tuple(notes),
        ),
        Page("Utfall per månad", HEAD, tuple(_months(view, one) for one in view.lines)),
    ]
    if details := tuple(_details(view)):
        pages.append(Page("Detaljbudget", ("Rad", "Detalj", "Budget"), details))
    return Workbook(f"Budget {view.year}", home.name, made, tuple(pages))


def _label(kind: str) -> str:
    return str(RowKind(kind).label)


def _line(one: Line) -> tuple[Cell, ...]:
    found = one.deviation
    return (
        _label(one.key.kind),
        one.name,
        _kronor(one.budgeted),
        _kronor(one.outcome),
        _kronor(one.drawn.value if one.drawn else None),
        _kronor(one.forecast.amount if one.forecast else None),
        _kronor(found.value.amount if found else None),
        one.forecast.reason if one.forecast else "",
    )


def _total(one: Total) -> tuple[Cell, ...]:
    found = one.deviation
    return (
        "summa",
        one.name,
        _kronor(one.budgeted),
        _kronor(one.outcome),
        None,
        _kronor(one.expected),
        _kronor(found.value.amount if found else None),
        "",
    )


def _months(view: YearView, one: Line) -> tuple[Cell, ...]:
    months = range(1, len(MONTHS) + 1)
    amounts = (_kronor(view.outcome.by_month.get((one.key, month))) for month in months)
    return (_label(one.key.kind), one.name, *amounts)


def _details(view: YearView) -> list[tuple[Cell, ...]]:
    return [
        (one.name, each.name, _kronor(each.amount))
        for one in view.lines
        if one.budget
        for each in one.budget.details.all()
    ]


def template_workbook(home: OrganisationRef, rows: Rows, year: int, made: datetime) -> Workbook:
    """Lay out the template of a year's outcome: a row for each of the budget's, a column a month."""
    empty = (None,) * len(MONTHS)
    lines = tuple((_label(key.kind), name, *empty) for key, name in rows.names.items())
    note = "Fyll i kronor per månad: intäkter och kostnader utan minus. Ändra inte Slag och Rad."
    page = Page(f"Utfall {year}", HEAD, lines, notes=(f"{home.name}: utfall {year}", note))
    return Workbook(f"Utfall {year}", home.name, made, (page,))


def national_workbook(home: OrganisationRef, found: Sheet, made: datetime) -> Workbook:
    """Lay out the national sheet, in the order of the national form."""
    rows = tuple((one.group, one.name, one.value, one.unit, one.source) for one in found.figures)
    page = Page(f"Uppföljning Finsam {found.year}", SHEET_HEAD, rows)
    checks = Page("Kontroller", CHECK_HEAD, tuple(_check(one.value) for one in found.checks))
    return Workbook(f"Uppföljning Finsam {found.year}", home.name, made, (page, checks))


def _check(one: SumCheck) -> tuple[Cell, ...]:
    sides = (cell for s in (one.sheet, one.other) for cell in (s.name, s.told, s.source))
    apart = None if one.difference is None else kr(one.difference)
    return (one.name, *sides, one.checked.value, apart)


def national_csv(found: Sheet) -> bytes:
    """Write the national sheet as CSV."""
    rows = ((one.group, one.name, one.value, one.unit, one.source) for one in found.figures)
    return rows_csv(SHEET_HEAD, rows)
