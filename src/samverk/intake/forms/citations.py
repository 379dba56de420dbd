"""The rows of a form where each citation is shown as read, and can be changed or taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from samverk.decisions.actions import NewCitation
from samverk.foundation.forms import DayField


@dataclass(frozen=True, slots=True)
class CitationRow:
    """The names of one row's fields; ``place`` numbers it among those read, from 0."""

    place: int

    @property
    def body(self) -> str:
        """The field with the cited body's name."""
        return f"cited_{self.place}_body"

    @property
    def organisation(self) -> str:
        """The field with the cited organisation's name, where it is another than the citing one."""
        return f"cited_{self.place}_organisation"

    @property
    def day(self) -> str:
        """The field with the cited decision's day."""
        return f"cited_{self.place}_day"

    @property
    def paragraph(self) -> str:
        """The field with the cited paragraph's number."""
        return f"cited_{self.place}_paragraph"

    @property
    def dropped(self) -> str:
        """The field that takes the row out."""
        return f"cited_{self.place}_dropped"


def add_citation_fields(form: forms.Form, read: int) -> list[CitationRow]:
    """Give a form one row for each citation read and an empty one to add another."""
    rows = [CitationRow(place) for place in range(read + 1)]
    for row in rows:
        form.fields[row.body] = forms.CharField(label="Organ", max_length=200, required=False)
        form.fields[row.organisation] = forms.CharField(
            label="I en annan kommun eller organisation", max_length=200, required=False
        )
        form.fields[row.day] = DayField(label="Dag", required=False)
        form.fields[row.paragraph] = forms.IntegerField(
            label="Paragraf", min_value=1, max_value=99_999, widget=forms.TextInput, required=False
        )
    for row in rows[:-1]:
        form.fields[row.dropped] = forms.BooleanField(label="Ta bort hänvisningen", required=False)
    return rows


def printed_citations(read: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Answer the rows' first values: each citation as it is printed."""
    values: dict[str, Any] = {}
    for place, cited in enumerate(read):
        row = CitationRow(place)
        values[row.body] = cited.get("body") or ""
        values[row.organisation] = cited.get("organisation") or ""
        values[row.day] = cited.get("date")
        values[row.paragraph] = cited.get("paragraph")
    return values


def citations_of(values: dict[str, Any], rows: Iterable[CitationRow]) -> tuple[NewCitation, ...]:
    """Answer the citations that are left, those with anything in them."""
    found = [
        NewCitation(
            values[row.body],
            values[row.day],
            values[row.paragraph],
            values.get(row.organisation) or "",
        )
        for row in rows
        if not values.get(row.dropped)
    ]
    return tuple(
        one for one in found if one != NewCitation(organisation_text=one.organisation_text)
    )
