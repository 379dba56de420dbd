"""The parts of a memo, as the demo's history writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samverk.memos.content import Content, Figures, Names, Points, Words
from samverk.rules.memos.economy import CostKind, CostRow, Economy
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point

WORDS = (Part.SUMMARY, Part.BACKGROUND, Part.ECONOMY, Part.ASSESSMENT)


def parts_of(row: dict[str, Any]) -> Iterator[tuple[Part, Content]]:
    """Give a memo's parts."""
    yield Part.PROPOSAL, Points(tuple(Point(text) for text in row["points"]))
    for part in WORDS:
        yield part, Words(row[part.value].strip())
    yield Part.RECIPIENTS, Names(tuple(row["recipients"]))
    yield Part.FIGURES, Figures(_economy(row))


def _economy(row: dict[str, Any]) -> Economy:
    rows = tuple(
        CostRow(each["label"], CostKind(each["kind"]), tuple(k * 100 for k in each["kronor"]))
        for each in row["rows"]
    )
    return Economy(row["first_year"], len(rows[0].ore), rows)
