"""A memo as it is read: its parts, its versions, and how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.memos.content import Content, digest, empty, read
from samverk.memos.models import BodyLayout, Judgment, Memo, MemoPart, MemoVersion
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.standing import MemoState, Verdict, VersionFact, memo_state
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part with its heading, what it holds, and the row that keeps it; None before it is written."""

    part: Part
    label: str
    content: Content
    row: MemoPart | None

    @property
    def version(self) -> int:
        """The version that is saved; 0 before it is written."""
        return self.row.version if self.row else 0


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version with the manager's answer, None while it waits."""

    version: MemoVersion
    judgment: Judgment | None


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo in a list, and how far it has come."""

    memo: Memo
    state: Ruling[MemoState]
    versions: tuple[VersionRow, ...]

    @property
    def approved(self) -> VersionRow | None:
        """The last version that was approved."""
        return next((row for row in reversed(self.versions) if _is_approved(row)), None)


@dataclass(frozen=True, slots=True)
class MemoPage:
    """A memo with all its parts, in the order of its layout, what was kept apart last."""

    memo: Memo
    title: str
    row: MemoRow
    parts: tuple[PartRow, ...]


def _is_approved(row: VersionRow) -> bool:
    return row.judgment is not None and row.judgment.verdict == Verdict.APPROVED.value


def _memos() -> QuerySet[Memo]:
    """Fetch what a row needs; in a secret memo it is there only inside an opened compartment."""
    versions = MemoVersion.objects.select_related("judgment").order_by("number")
    return Memo.objects.select_related("case__body__organisation", "kept_secret").prefetch_related(
        "parts", Prefetch("versions", versions)
    )


def memo_by_id(memo: int) -> Memo:
    """Answer which memo this is, by what is public; raises NotFoundError."""
    found = Memo.objects.select_related("case__body__organisation").filter(pk=memo).first()
    if found is None:
        raise NotFoundError("Tjänsteskrivelsen finns inte.")
    return found


def version_of(memo: int, number: int) -> MemoVersion:
    """Answer a memo's version; raises NotFoundError, as for one behind the wall."""
    rows = MemoVersion.objects.select_related("memo__case__body__organisation", "judgment")
    found = rows.filter(memo=memo, number=number).first()
    if found is None:
        raise NotFoundError("Den versionen finns inte.")
    return found


def page_of(memo: int) -> MemoPage:
    """Gather a memo with its parts; raises NotFoundError."""
    found = _memos().filter(pk=memo).first()
    if found is None:
        raise NotFoundError("Tjänsteskrivelsen finns inte.")
    known = {row.part: row for row in found.parts.all()}
    listed = list(found.layout.parts)
    if Part.KEPT.value in known:
        listed.append((Part.KEPT, found.layout.label(Part.KEPT)))
    parts = tuple(_part(part, label, known.get(part.value)) for part, label in listed)
    return MemoPage(found, title_of(found), _row(found), parts)


def _part(part: Part, label: str, row: MemoPart | None) -> PartRow:
    return PartRow(part, label, read(part, row.content) if row else empty(part), row)


def _row(memo: Memo) -> MemoRow:
    versions = tuple(
        VersionRow(version, getattr(version, "judgment", None)) for version in memo.versions.all()
    )
    facts = [
        version_fact(
            row.version.number,
            row.version.digest,
            row.judgment.verdict if row.judgment else None,
        )
        for row in versions
    ]
    return MemoRow(memo, memo_state(facts, digest(title_of(memo), written_parts(memo))), versions)


def version_fact(number: int, digest_of: str, verdict: str | None) -> VersionFact:
    """Give a version as the rules read it."""
    return VersionFact(number, digest_of, Verdict(verdict) if verdict else None)


def title_of(memo: Memo) -> str:
    """Answer a memo's true title inside its compartment, else the one that everybody may read."""
    kept = getattr(memo, "kept_secret", None)
    return kept.title if kept else memo.title


def written_parts(memo: Memo) -> dict[str, dict[str, Any]]:
    """Give what is written, part by part, as it is kept in a version."""
    return {row.part: row.content for row in sorted(memo.parts.all(), key=lambda row: row.part)}


def content_of(parts: Mapping[str, Mapping[str, Any]], part: Part) -> Content:
    """Read one part out of a version's content."""
    return read(part, parts.get(part.value, {}))


def memos_waiting(bodies: Collection[int]) -> list[MemoRow]:
    """List the open memos that wait for approval in some bodies' diaries, oldest first."""
    rows = (
        _memos()
        .filter(
            case__body__in=list(bodies),
            secret=False,
            versions__isnull=False,
            versions__judgment__isnull=True,
        )
        .distinct()
    )
    found = [_row(memo) for memo in rows.order_by("id")]
    return [row for row in found if row.state.value is MemoState.WAITING]


def layout_on(body: int, day: date) -> str:
    """Answer which layout a body's new memos get on a day; "" for the usual one."""
    rows = BodyLayout.objects.filter(body=body, from_date__lte=day).order_by("-from_date")
    chosen = rows.first()
    return chosen.layout if chosen else ""
