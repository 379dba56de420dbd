"""A quarter's figures in words, as the memo to the council has them. Numbers alone."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.execution.queries.quarters import Kind, QuarterFigures
from samverk.rules.ruling import Reason
from samverk.rules.unexecuted.counting import Tally
from samverk.rules.unexecuted.quarters import Quarter

NONE = "Inget beslut har väntat mer än tre månader på att verkställas. Det här är en nollrapport."


def heading(quarter: Quarter) -> str:
    """Name the report of a quarter."""
    return f"Ej verkställda gynnande beslut, {quarter}"


def figures_text(quarter: Quarter, found: QuarterFigures) -> str:
    """Write a quarter's figures: number, types, time since the decisions, how it was counted and why.

    The quarter has ended.
    """
    return "\n\n".join(_paragraphs(quarter, found))


def _paragraphs(quarter: Quarter, found: QuarterFigures) -> Iterator[str]:
    snapshot = found.told.value
    assert snapshot.tally is not None
    if not snapshot.tally.waiting:
        yield NONE
    yield f"Antal {quarter}: {_tally(snapshot.tally)}. Nya: {snapshot.new}."
    # A type in which one has ended says what became of that one: the act asks for those who wait
    waiting = [one for one in found.kinds if one.tally.waiting]
    if waiting:
        yield "\n".join(["Insatser:", *map(_kind, waiting)])
    if snapshot.tally.waiting:
        lines = [
            f"– {one.label}: {one.not_executed} ej verkställda, {one.interrupted} avbrutna"
            for one in found.classes
        ]
        yield "\n".join(["Tid sedan beslutet:", *lines])
    why = [*found.told.reasons, *found.told.remarks]
    if found.elapsed_why:
        why += [*found.elapsed_why.reasons, *found.elapsed_why.remarks]
    yield "\n".join(["Så är det räknat:", *map(_reason, dict.fromkeys(why))])


def _kind(kind: Kind) -> str:
    return f"– {kind.name}: {_waiting(kind.tally)}"


def _waiting(tally: Tally) -> str:
    return f"{tally.not_executed} ej verkställda, {tally.interrupted} avbrutna"


def _tally(tally: Tally) -> str:
    return (
        f"{_waiting(tally)}, {tally.ended} tidigare räknade som nu verkställts eller avslutats"
        f" ({tally.executed} av dem verkställda)"
    )


def _reason(reason: Reason) -> str:
    return f"– {reason.text}" + (f" ({reason.statute})" if reason.statute else "")
