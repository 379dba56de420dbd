"""Reports that were made: what each told then, and what the register says now."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samverk.execution.models import GrantedDecision, KeptReport, KeptReportRow, Recipient
from samverk.execution.models.decisions import ENDS
from samverk.execution.queries.checking import Earlier
from samverk.execution.queries.codes import kind_name
from samverk.execution.queries.report_figures import (
    Changed,
    Figures,
    changes,
    for_council,
    from_json,
)
from samverk.execution.queries.report_rows import Counted, Gathered
from samverk.execution.queries.settings import book_of
from samverk.execution.records import place, sealed
from samverk.execution.walls import counting
from samverk.execution.zone import MISSING, note
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.sealing import unseal
from samverk.rules.unexecuted.code_books import CodeBook
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.waits import End

MOST_LISTED = 200
_FIELDS = {
    "kind": "insats",
    "decided_on": "beslutsdag",
    "began_on": "väntan började",
    "ended_on": "slutade",
    "end": "utfall",
    "days": "dagar",
}


def earlier_of(body: int, quarter: Quarter) -> Earlier | None:
    """Find what the latest report of a quarter before told that waits, also of whom the reader may not know.

    Ids alone, to compare with: none of them is shown.
    """
    rows = KeptReport.objects.filter(controller=body, quarter__lt=quarter.code)
    found = rows.order_by("-quarter", "-number").first()
    if found is None:
        return None
    with counting():
        told = KeptReportRow.objects.filter(report=found, waits_at_end=True)
        decisions = frozenset(told.values_list("decision_id", flat=True))
    waiting = from_json(found.figures).waiting_at_end
    return Earlier(found.of_quarter, found.made_on, decisions, waiting, found.pk)


def kept_reports_of(body: int) -> list[tuple[KeptReport, Figures]]:
    """List the reports of a board (id) with their figures, the latest first."""
    rows = KeptReport.objects.filter(controller=body).order_by("-number")[:MOST_LISTED]
    return [(one, from_json(one.figures)) for one in rows]


def kept_report_at(body: int, pk: uuid.UUID) -> KeptReport:
    """Find a report of a board (id). Raises NotFoundError."""
    found = KeptReport.objects.filter(controller=body, pk=pk).select_related("corrects").first()
    if found is None:
        raise NotFoundError(MISSING)
    return found


def latest_report(body: int, figures: Figures, recipient: str) -> KeptReport | None:
    """Find the latest report that told just these figures to somebody; None when none did."""
    rows = KeptReport.objects.filter(
        controller=body,
        recipient=recipient,
        quarter=figures.quarter.code,
        definition=figures.definition,
    )
    found = rows.order_by("-number").first()
    asked = for_recipient(recipient, figures)
    return found if found is not None and from_json(found.figures) == asked else None


def latest_to(body: int, quarter: Quarter, recipient: str) -> KeptReport | None:
    """Find the latest report of a quarter to somebody, by whatever definition it was counted."""
    rows = KeptReport.objects.filter(controller=body, recipient=recipient, quarter=quarter.code)
    return rows.order_by("-number").first()


def is_same(report: KeptReport, figures: Figures, now: Gathered) -> bool:
    """Answer whether a report told just what would be told now, of everybody; nothing of it is shown."""
    if from_json(report.figures) != figures:
        return False
    with counting():
        rows = list(KeptReportRow.objects.filter(report=report).select_related("decision"))
    told = {(one.decision_id, one.nth): (_flags(one), _content(one)) for one in rows}
    return told == {
        (one.row.decision_id, one.row.nth): (_flags(one), content_of(one)) for one in now.all
    }


def _flags(one: KeptReportRow | Counted) -> tuple[bool, bool, bool]:
    return one.is_counted, one.is_ended, one.waits_at_end


def _content(row: KeptReportRow) -> dict[str, Any]:
    """Open what a report told of a wait."""
    decision = row.decision
    where = bytes(decision.key), decision.controller_id, place(row)
    return unseal(*where, bytes(row.sealed))


def for_recipient(recipient: str, figures: Figures) -> Figures:
    """Give the figures as somebody is told them."""
    return for_council(figures) if recipient == Recipient.COUNCIL else figures


def content_of(one: Counted) -> dict[str, Any]:
    """Say what a report tells of a wait, to be sealed with its decision's key."""
    wait = one.wait
    return {
        "kind": wait.kind,
        "decided_on": wait.decided_on.isoformat(),
        "began_on": wait.began_on.isoformat(),
        "ended_on": wait.ended_on.isoformat() if wait.ended_on else "",
        "end": wait.end.value if wait.end else "",
        "reason": one.row.decision.reason,
        "days": one.days,
    }


def row_of(report: KeptReport, one: Counted) -> KeptReportRow:
    """Make the row that keeps what a report tells of a wait. It is not saved."""
    row = KeptReportRow(
        controller_id=report.controller_id,
        decision=one.row.decision,
        report=report,
        nth=one.row.nth,
        is_counted=one.is_counted,
        is_ended=one.is_ended,
        waits_at_end=one.waits_at_end,
    )
    row.sealed = sealed(one.row.decision, row, content_of(one))
    return row


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as a report told it (skillnad): in which decision, and in which words."""

    decision: GrantedDecision
    text: str


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a report was made (sedan rapporten gjordes).

    ``hidden`` is how many decisions of it the reader may not see.
    """

    numbers: list[Changed]
    decisions: list[Difference]
    hidden: int


def since(actor: Actor, report: KeptReport, now: Gathered) -> Since:
    """Compare a report with what the register says of its quarter now; what is shown is noted as read."""
    told = from_json(report.figures)
    figures = now.figures or told
    numbers = changes(told, for_recipient(report.recipient, figures))
    rows = KeptReportRow.objects.filter(report=report)
    seen = list(rows.select_related("decision__controller__organisation"))
    with counting():
        hidden = rows.count() - len(seen)
    known = {one.pk: one for one in _visible(report.controller_id, now)}
    note(actor, {**known, **{one.decision_id: one.decision for one in seen}}.values())
    found = _differences(seen, now, known, book_of(report.controller_id))
    return Since(numbers, _by_decision(found), hidden)


def _by_decision(found: Iterable[Difference]) -> list[Difference]:
    """Tell all that differs in a decision on one line, in the order of the register."""
    texts: dict[uuid.UUID, list[str]] = defaultdict(list)
    decisions = {}
    for one in found:
        decisions[one.decision.pk] = one.decision
        texts[one.decision.pk].append(one.text)
    rows = sorted(decisions.values(), key=lambda row: row.number)
    return [Difference(row, "; ".join(texts[row.pk])) for row in rows]


def _visible(body: int, now: Gathered) -> list[GrantedDecision]:
    """Read the decisions of a quarter that the reader may see."""
    asked = [one.row.decision_id for one in now.all]
    rows = GrantedDecision.objects.filter(controller=body, pk__in=asked)
    return list(rows.select_related("controller__organisation"))


def _differences(
    seen: list[KeptReportRow],
    now: Gathered,
    known: Mapping[uuid.UUID, GrantedDecision],
    book: CodeBook,
) -> Iterator[Difference]:
    then = {(one.decision_id, one.nth): one for one in seen}
    listed = {(one.row.decision_id, one.row.nth): one for one in now.all}
    for at, row in then.items():
        one = listed.pop(at, None)
        if one is None:
            yield Difference(row.decision, "stod i rapporten, men räknas inte för kvartalet nu")
            continue
        if (row.is_counted, row.is_ended) != (one.is_counted, one.is_ended):
            yield Difference(row.decision, f"{_place(row)} i rapporten, {_place(one)} nu")
        yield from _changed(row, one, book)
    for decision, _ in listed:
        if decision in known:
            yield Difference(known[decision], "räknas för kvartalet nu, men stod inte i rapporten")


def _place(one: KeptReportRow | Counted) -> str:
    """Say in which list somebody is."""
    if one.is_counted:
        return "väntar" if not one.is_ended else "väntar, och är verkställt eller avslutat"
    return "verkställt eller avslutat"


def _changed(row: KeptReportRow, one: Counted, book: CodeBook) -> Iterator[Difference]:
    decision, then, now = row.decision, _content(row), content_of(one)
    for field, name in _FIELDS.items():
        before, after = (_word(field, told[field], book) for told in (then, now))
        # What ends after the quarter changes nothing of it
        if before != after and not (field in ("ended_on", "end") and one.waits_at_end):
            yield Difference(
                decision, f"{name}: {before or 'inget'} i rapporten, {after or 'inget'} nu"
            )


def _word(field: str, value: object, book: CodeBook) -> str:
    text = str(value)
    if field == "kind":
        return kind_name(text, book)
    return ENDS[End(text)] if field == "end" and text else text


def reports_of(rows: Iterable[GrantedDecision]) -> Mapping[uuid.UUID, list[KeptReport]]:
    """List the reports that told of each decision, the first first. The caller has noted what is read."""
    told = KeptReportRow.objects.filter(decision__in=list(rows)).select_related("report")
    found: dict[uuid.UUID, dict[int, KeptReport]] = defaultdict(dict)
    for one in told.order_by("report__number"):
        found[one.decision_id][one.report.number] = one.report
    return defaultdict(list, {pk: list(reports.values()) for pk, reports in found.items()})
