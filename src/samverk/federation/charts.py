"""Charts of a budget year: what is budgeted, spent and expected, and costs month by month."""

from __future__ import annotations

from itertools import accumulate

from samverk.federation.models import RowKind
from samverk.federation.queries.budget_year import Line, YearView
from samverk.rules.forecasts import MONTHS_A_YEAR
from samverk.rules.wording import MONTHS
from samverk.web.charts.series import Chart, Series

TKR = 100_000
KINDS = (
    (RowKind.REVENUE, "Intäkter"),
    (RowKind.ADMINISTRATION, "Administration"),
    (RowKind.INTERVENTION, "Insatser"),
)


def kinds_chart(view: YearView) -> Chart:
    """Draw each kind of row: budget, outcome and what is expected."""
    groups = [[one for one in view.lines if one.key.kind == kind] for kind, _ in KINDS]
    columns = (
        ("Budget", [_sum([one.budgeted for one in group]) for group in groups]),
        ("Utfall", [_sum([one.outcome for one in group]) for group in groups]),
        ("Väntat", [_sum([one.expected for one in group]) for group in groups]),
    )
    return Chart(
        "slag",
        f"Budget och utfall {view.year}",
        "Intäkter, administration och insatser: budget, utfall hittills och vad året väntas sluta på.",
        "tkr",
        tuple(name for _, name in KINDS),
        tuple(Series(name, tuple(values)) for name, values in columns),
    )


def _sum(values: list[int | None]) -> float | None:
    known = [each for each in values if each is not None]
    return sum(known) / TKR if len(known) == len(values) else None


def months_chart(view: YearView) -> Chart:
    """Draw the costs so far, added up month by month, against the budget spread evenly."""
    costs = {one.key for one in view.lines if _is_cost(one)}
    monthly = [0] * MONTHS_A_YEAR
    for (key, month), amount in view.outcome.by_month.items():
        if key in costs:
            monthly[month - 1] += amount
    through = view.outcome.through
    so_far = [
        each / TKR if month <= through else None
        for month, each in enumerate(accumulate(monthly), start=1)
    ]
    whole = view.costs.budgeted / TKR
    even = [whole * month / MONTHS_A_YEAR for month in range(1, MONTHS_A_YEAR + 1)]
    return Chart(
        "manader",
        f"Kostnader under {view.year}",
        "Kostnaderna sammanlagt månad för månad, mot budgeten jämnt fördelad över året.",
        "tkr",
        tuple(month[:3] for month in MONTHS),
        (Series("Utfall", tuple(so_far)), Series("Budget, jämnt fördelad", tuple(even))),
    )


def _is_cost(line: Line) -> bool:
    return line.key.kind != RowKind.REVENUE
