"""Which form a part is written in."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from samverk.memos.forms.figures import FiguresForm
from samverk.memos.forms.parts import AttachedForm, NamesForm, PartForm, PointsForm, WordsForm
from samverk.memos.queries.reading import PartRow
from samverk.rules.memos.layouts import Part


def form_of(
    data: QueryDict | None,
    row: PartRow,
    *,
    bodies: Sequence[tuple[int, str]],
    own: str,
    documents: Sequence[tuple[int, str]],
) -> PartForm:
    """Make the form that a part is written in."""
    match row.part:
        case Part.PROPOSAL:
            return PointsForm(data, row, bodies, own)
        case Part.RECIPIENTS:
            return NamesForm(data, row)
        case Part.ATTACHMENTS:
            return AttachedForm(data, row, documents)
        case Part.FIGURES:
            return FiguresForm(data, row)
        case _:
            return WordsForm(data, row)
