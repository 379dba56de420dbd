"""Two versions of a memo side by side, part by part and paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samverk.memos.lines import Naming, lines_of
from samverk.memos.models import Memo
from samverk.memos.queries.reading import content_of
from samverk.rules.memos.comparing import Mark, Paragraph, compared
from samverk.rules.memos.layouts import Part

Written = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part in two versions."""

    label: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def changed(self) -> int:
        """How many of its paragraphs are not the same."""
        return sum(one.mark is not Mark.SAME for one in self.paragraphs)


def changes_between(memo: Memo, before: Written, after: Written) -> tuple[PartChange, ...]:
    """Compare what two versions say; a part that neither has is left out."""
    naming = Naming.of([before, after])
    listed = (*memo.layout.parts, (Part.KEPT, memo.layout.label(Part.KEPT)))
    found = []
    for part, label in listed:
        old, new = ("\n".join(lines_of(content_of(x, part), naming)) for x in (before, after))
        if old or new:
            found.append(PartChange(label, compared(old, new)))
    return tuple(found)


def part_change(memo: Memo, part: Part, before: Written, after: Written) -> PartChange:
    """Compare one part of what two people have written."""
    naming = Naming.of([before, after])
    old, new = ("\n".join(lines_of(content_of(x, part), naming)) for x in (before, after))
    return PartChange(memo.layout.label(part), compared(old, new))
