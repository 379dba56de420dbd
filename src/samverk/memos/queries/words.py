"""What approved memos say, as plain text, for the rooms above to search."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from samverk.foundation.holding import Wanted, holding
from samverk.memos.content import Words, read
from samverk.memos.models import Judgment
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.standing import Verdict


def words_of(documents: Collection[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Give the text of approved memos by their documents in the diary (ids), in one query.

    Each part that says something, as its heading and its words. A secret memo is there only inside
    an opened compartment.
    """
    rows = Judgment.objects.filter(document__in=list(documents), verdict=Verdict.APPROVED.value)
    return {
        row.document_id: tuple(_parts(row))
        for row in rows.select_related("version__memo").order_by("id")
        if row.document_id is not None
    }


def words_with(
    wanted: Wanted, organisations: Collection[int], *, limit: int
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Give the text of open approved memos that may hold what is searched for, the latest, as ``words_of``.

    Only those of some organisations (ids): for their own people, who may open the paper itself.
    """
    rows = Judgment.objects.annotate(said=Cast("version__content", TextField())).filter(
        holding(wanted, "said"),
        verdict=Verdict.APPROVED.value,
        document__secret=False,
        document__case__secret=False,
        document__case__body__organisation__in=list(organisations),
        version__memo__secret=False,
    )
    return {
        row.document_id: tuple(_parts(row))
        for row in rows.select_related("version__memo").order_by("-id")[:limit]
        if row.document_id is not None
    }


def _parts(row: Judgment) -> list[tuple[str, str]]:
    version = row.version
    said = [
        (label, _words(part, version.content.get(part.value, {})))
        for part, label in version.memo.layout.parts
    ]
    return [(label, words) for label, words in said if words.strip()]


def _words(part: Part, given: Mapping[str, Any]) -> str:
    """Give what people have written in a part; figures and attachments have no words of their own."""
    match part:
        case Part.PROPOSAL:
            return "\n".join(each["text"] for each in given.get("points", ()))
        case Part.RECIPIENTS:
            return "\n".join(given.get("names", ()))
        case _:
            content = read(part, given)
            return content.text if isinstance(content, Words) else ""
