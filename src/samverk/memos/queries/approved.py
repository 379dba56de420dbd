"""What approved memos propose: data of the case, for the rooms above."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from samverk.memos.content import Attached
from samverk.memos.models import Judgment, Memo, ProposedPoint
from samverk.memos.queries.reading import content_of
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict


@dataclass(frozen=True, slots=True)
class ApprovedMemo:
    """An approved version of a memo (ids): what it proposes, and its document in the diary.

    ``home`` is the body whose diary the case stands in; ``attached`` are documents.
    """

    version: int
    number: int
    title: str
    case: int
    home: int
    document: int
    attached: tuple[int, ...]
    points: tuple[Point, ...]
    secret: bool


def approved_in(cases: Collection[int]) -> list[ApprovedMemo]:
    """List the last approved version of each memo in some cases, in two queries.

    What a secret memo proposes is there only inside an opened compartment.
    """
    rows = (
        Judgment.objects.filter(version__memo__case__in=list(cases), verdict=Verdict.APPROVED.value)
        .select_related("version__memo__case")
        .order_by("version__memo", "version__number")
    )
    last = {row.version.memo_id: row for row in rows}
    points: dict[int, list[Point]] = {}
    versions = [row.version_id for row in last.values()]
    for point in ProposedPoint.objects.filter(version__in=versions).order_by("number"):
        points.setdefault(point.version_id, []).append(Point(point.text, point.decider_id))
    return [_approved(row, tuple(points.get(row.version_id, ()))) for row in last.values()]


def approved_at(body: int) -> dict[int, datetime]:
    """Answer when a memo was last approved in each of a body's open cases (ids)."""
    rows = Judgment.objects.filter(
        verdict=Verdict.APPROVED.value,
        version__memo__case__body=body,
        version__memo__case__closed_on__isnull=True,
    )
    listed = rows.values_list("version__memo__case")
    return dict(listed.annotate(last=Max("judged_at")).order_by())


def cases_of_report(organisation: int, report: str) -> set[int]:
    """List the cases (ids) of an organisation (id) in which a report of that name is written.

    A secret memo and a secret case are left out.
    """
    rows = Memo.objects.filter(
        case__body__organisation=organisation,
        layout_name=report,
        secret=False,
        case__secret=False,
    )
    return set(rows.values_list("case", flat=True))


def _approved(row: Judgment, points: tuple[Point, ...]) -> ApprovedMemo:
    version, memo = row.version, row.version.memo
    attached = content_of(version.content, Part.ATTACHMENTS)
    assert isinstance(attached, Attached)
    assert row.document_id is not None
    return ApprovedMemo(
        version.pk,
        version.number,
        version.title,
        memo.case_id,
        memo.case.body_id,
        row.document_id,
        attached.documents,
        points,
        memo.secret,
    )
