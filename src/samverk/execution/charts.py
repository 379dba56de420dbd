"""Charts of a board's quarters: stock, flow and age. A quarter that is unknown is not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samverk.execution.queries.quarters import Elapsed, QuarterLine
from samverk.rules.unexecuted.quarters import Quarter
from samverk.web.charts.series import Chart, Series

# What there is room for with a value at each bar
DRAWN = 8
UNIT = "beslut"


def charts_of(
    series: Iterable[QuarterLine], classes: Sequence[Elapsed], quarter: Quarter
) -> list[tuple[str, Chart]]:
    """Give a board's charts, each with its form; none of what nothing is known."""
    known = [one for one in series if one.tally is not None][-DRAWN:]
    found = [("stack", _stock(known)), ("bars", _flow(known))] if known else []
    return [*found, ("stack", _age(classes, quarter))] if classes else found


def _names(lines: Iterable[QuarterLine]) -> tuple[str, ...]:
    return tuple(f"{one.quarter.year}:{one.quarter.number}" for one in lines)


def _stock(lines: Sequence[QuarterLine]) -> Chart:
    tallies = [one.tally for one in lines if one.tally is not None]
    return Chart(
        "bestand",
        "Väntar vid kvartalets slut",
        "Beslut som är kvar vid slutet av varje kvartal: ej verkställda och avbrutna.",
        UNIT,
        _names(lines),
        (
            Series("Ej verkställda", tuple(one.not_executed for one in tallies)),
            Series("Avbrutna", tuple(one.interrupted for one in tallies)),
        ),
    )


def _flow(lines: Sequence[QuarterLine]) -> Chart:
    tallies = [one.tally for one in lines if one.tally is not None]
    return Chart(
        "flode",
        "Nya och slutade under kvartalet",
        "Beslut som räknas för första gången, och som har verkställts eller avslutats sedan de räknats.",
        UNIT,
        _names(lines),
        (
            Series("Nya", tuple(one.new for one in lines)),
            Series("Verkställda", tuple(one.executed for one in tallies)),
            Series("Slutade på annat sätt", tuple(one.ended - one.executed for one in tallies)),
        ),
    )


def _age(classes: Sequence[Elapsed], quarter: Quarter) -> Chart:
    return Chart(
        "alder",
        f"Tid sedan beslutet, {quarter}",
        "Beslut som är kvar vid kvartalets slut, efter hur lång tid som har gått sedan beslutet.",
        UNIT,
        tuple(one.label.replace("månader", "mån") for one in classes),
        (
            Series("Ej verkställda", tuple(one.not_executed for one in classes)),
            Series("Avbrutna", tuple(one.interrupted for one in classes)),
        ),
    )
