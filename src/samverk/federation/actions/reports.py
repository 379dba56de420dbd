"""Drafting a year's plan or annual report: a case in the board's diary, and a memo to go on in."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.federation.actions.board import board_of
from samverk.federation.actions.doors import REPORT_OF_FEDERATION, hold
from samverk.federation.drafting import drafted
from samverk.federation.models import YearReport
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.memos import actions as memos
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import REPORTS

REPORT_DRAFTED = acts.kind(
    "federation.report_drafted", "Utkast till plan eller årsredovisning gjort"
)
EARLIEST, LATEST = 1990, 2099


@dataclass(frozen=True, slots=True)
class NewYearReport:
    """A year's report to draft: ``kind`` is one of ``rules.memos.layouts.REPORTS``."""

    federation: int
    kind: str
    year: int


def draft_report(actor: Actor, new: NewYearReport, *, key: str) -> YearReport:
    """Draft a report from what is recorded, as a memo in a case of its own in the board's diary.

    Raises InputError for a kind or a year that cannot be; ConflictError when the year has one, and
    when the federation has no board to keep the diary.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if new.kind not in REPORTS:
        raise InputError("Välj vad som ska skrivas.", field="kind")
    if not EARLIEST <= new.year <= LATEST:
        raise InputError(f"Ange ett år från {EARLIEST} till {LATEST}.", field="year")
    act = acts.Act(actor, REPORT_DRAFTED, key, new.federation, content=new)
    return acts.carry_out(act, lambda: _draft(actor, new, key))


def _draft(actor: Actor, new: NewYearReport, key: str) -> YearReport:
    hold(REPORT_OF_FEDERATION, new.federation)
    if YearReport.objects.filter(federation=new.federation, kind=new.kind, year=new.year).exists():
        name = REPORTS[new.kind].name
        raise ConflictError(f"{name} {new.year} är redan påbörjad. Öppna den i listan.")
    found = drafted(new.federation, new.kind, new.year)
    case = registry.open_case(
        actor,
        registry.NewCase(board_of(new.federation), found.title, clock.today()),
        key=f"{key}/ärende",
    )
    memo = memos.begin_memo(
        actor, memos.NewMemo(case.pk, found.title, report=new.kind), key=f"{key}/utkast"
    )
    for part, content in found.parts.items():
        written = memos.NewPart(part, content, 0)
        memos.save_part(actor, memo, written, key=f"{key}/{part}")
    return YearReport.objects.create(
        federation_id=new.federation, kind=new.kind, year=new.year, memo=memo
    )
