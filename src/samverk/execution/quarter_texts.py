"""A quarter's figures in words, as a memo has them. Numbers alone: what is told of is ``Figures``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samverk.execution.queries.report_figures import FigureLine, Figures
from samverk.rules.ruling import Reason
from samverk.rules.unexecuted.quarters import Quarter

NONE = "Inget beslut har väntat mer än tre månader på att verkställas. Det här är en nollrapport."


def heading(quarter: Quarter) -> str:
    """Name the report of a quarter."""
    return f"Ej verkställda gynnande beslut, {quarter}"


def figures_text(figures: Figures, why: Iterable[Reason]) -> str:
    """Write a quarter's figures: number, types, time since the decisions, how it was counted and why."""
    return "\n\n".join(_paragraphs(figures, why))


def _paragraphs(figures: Figures, why: Iterable[Reason]) -> Iterator[str]:
    if figures.is_zero:
        yield NONE
    yield f"Antal {figures.quarter}: {_tally(figures.total)}. Nya: {figures.new}."
    yield from since_before(figures)
    if figures.kinds:
        yield "\n".join(["Insatser:", *map(_kind, figures.kinds)])
    if not figures.is_zero:
        lines = [f"– {one.label}: {_waiting(one)}" for one in figures.classes]
        yield "\n".join(["Tid sedan beslutet:", *lines])
    yield "\n".join(["Så är det räknat:", *(f"– {told(one)}" for one in why)])


def since_before(figures: Figures) -> Iterator[str]:
    """Say which report it is counted against, and what was put right since that one."""
    if not figures.against:
        return
    before = figures.quarter.plus(-1)
    yield (
        f"Räknat mot rapport nr {figures.against} för {before}: nya är de som inte stod där, och"
        " verkställda eller avslutade är de som stod där."
    )
    if figures.missed:
        yield f"Skulle ha räknats {before} men registrerades efter den rapporten: {figures.missed}."
    if figures.corrected:
        yield f"Räknades i den rapporten men är rättade sedan dess: {figures.corrected}."


def _kind(kind: FigureLine) -> str:
    return f"– {kind.label}: {_tally(kind) if kind.ended else _waiting(kind)}"


def _waiting(line: FigureLine) -> str:
    return f"{line.not_executed} ej verkställda, {line.interrupted} avbrutna"


def _tally(line: FigureLine) -> str:
    return (
        f"{_waiting(line)}, {line.ended} tidigare räknade som nu verkställts eller avslutats"
        f" ({line.executed} av dem verkställda)"
    )


def told(reason: Reason) -> str:
    """Write a reason with its statute."""
    return reason.text + (f" ({reason.statute})" if reason.statute else "")
