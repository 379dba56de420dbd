"""Tells the council of a quarter: a case in the board's diary, and a memo with the figures.

What is told is numbers alone (``QuarterFigures``): no person and no day of a decision can come into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from samverk.execution.quarter_texts import figures_text, heading
from samverk.execution.queries.quarters import QuarterFigures, figures
from samverk.execution.zone import entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.memos import actions as memos
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import MemoLayout, Part
from samverk.rules.memos.proposals import Point
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.quarters import Quarter

TOLD = acts.kind("execution.quarter_told", "Kvartalsrapport till fullmäktige påbörjad")
# The auditors are owed each decision by itself, which is another report
RECIPIENTS = ("Kommunfullmäktige",)


@dataclass(frozen=True, slots=True)
class NewQuarterReport:
    """A quarter to tell of (kvartalsrapport), counted by one of the definitions."""

    quarter: Quarter
    definition: Definition


def tell_quarter(actor: Actor, body: int, new: NewQuarterReport, *, key: str) -> models.Model:
    """Begin a memo with a quarter's figures, in a case of its own in the board's diary.

    Raises InputError for a quarter whose figures are unknown: it has not ended, or ended before the
    register begins. Also whoever works with the register needs the right to open cases and to write memos
    at the board.
    """
    with entered(actor, body) as home:
        content = f"{new.quarter.code}/{new.definition}"
        act = acts.Act(actor, TOLD, key, home.organisation, body=body, content=content)
        return acts.carry_out(act, lambda: _tell(actor, body, new, key))


def _tell(actor: Actor, body: int, new: NewQuarterReport, key: str) -> models.Model:
    found = figures(body, new.quarter, clock.today())[new.definition]
    if found.told.value.tally is None:
        raise InputError(f"{found.unknown} Välj ett annat kvartal.", field="quarter")
    title = heading(new.quarter)
    case = registry.open_case(
        actor, registry.NewCase(body, title, clock.today()), key=f"{key}/ärende"
    )
    memo = memos.begin_memo(actor, memos.NewMemo(case.pk, title), key=f"{key}/utkast")
    for part, content in _parts(memo.layout, new.quarter, found).items():
        if memo.layout.has(part):
            memos.save_part(actor, memo, memos.NewPart(part, content, 0), key=f"{key}/{part}")
    return memo


def _parts(
    layout: MemoLayout, quarter: Quarter, found: QuarterFigures
) -> dict[Part, memos.Content]:
    points = (Point(f"Nämnden lämnar rapporten för {quarter} till kommunfullmäktige."),)
    # Every layout has one of them, and the figures stand once
    where = next(part for part in (Part.BACKGROUND, Part.SUMMARY) if layout.has(part))
    return {
        Part.PROPOSAL: memos.Points(points),
        where: memos.Words(figures_text(quarter, found)),
        Part.RECIPIENTS: memos.Names(RECIPIENTS),
    }
