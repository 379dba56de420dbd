"""The memos of a case, for a page that has room for a line of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from samverk.memos.content import digest
from samverk.memos.models import Memo, MemoPart, MemoVersion
from samverk.memos.queries.reading import version_fact
from samverk.rules.memos.standing import MemoState, memo_state

_SAID = JSONObject(part="part", content="content")
_SENT = JSONObject(number="number", digest="digest", verdict="judgment__verdict")


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A memo, and how far it has come. A secret one is a draft for those outside its compartment."""

    memo: Memo
    state: MemoState


def memos_of_case(case: int) -> list[MemoLine]:
    """List a case's memos, latest first, in one query."""
    parts = MemoPart.objects.filter(memo=OuterRef("pk")).values(row=_SAID)
    versions = MemoVersion.objects.filter(memo=OuterRef("pk")).order_by("number").values(row=_SENT)
    rows = Memo.objects.filter(case=case).annotate(
        said=ArraySubquery(parts), sent=ArraySubquery(versions)
    )
    return [_line(memo, memo.said, memo.sent) for memo in rows.order_by("-id")]


def _line(
    memo: Memo, said: list[dict[str, dict[str, object]]], sent: list[dict[str, str]]
) -> MemoLine:
    written = {str(part["part"]): part["content"] for part in said}
    facts = [version_fact(int(v["number"]), v["digest"], v["verdict"]) for v in sent]
    return MemoLine(memo, memo_state(facts, digest(memo.title, written)).value)
