"""Forms that write a memo's parts of words, points, names and documents."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm, fresh_key
from samverk.memos.content import Attached, Content, Names, Points, Words
from samverk.memos.queries.reading import PartRow
from samverk.rules.memos.proposals import Point

MORE_ROWS = 2


class PartForm(ActForm):
    """Write a part of a memo. ``version`` is the one that the writer began from.

    Every part has its form on one page, so its fields carry the part's name.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None, row: PartRow) -> None:
        begun = {"version": row.version} | self.initial_of(row.content)
        super().__init__(data, initial=begun, prefix=row.part.value)

    @staticmethod
    @abstractmethod
    def initial_of(content: Any) -> dict[str, Any]:
        """Give the form's fields as the part has them."""

    @abstractmethod
    def content(self, values: dict[str, Any]) -> Content:
        """Make the part of the form's fields. Raises InputError for what cannot be one."""

    def begin_from(self, version: int) -> None:
        """Let what was written be saved upon what somebody saved meanwhile."""
        self._renew(version=str(version))

    def _renew_key(self) -> None:
        self._renew(key=fresh_key())

    def _renew(self, **values: str) -> None:
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        for name, value in values.items():
            renewed[self.add_prefix(name)] = value
        self.data = renewed


class WordsForm(PartForm):
    """Write running text."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 100}),
    )

    def __init__(self, data: QueryDict | None, row: PartRow) -> None:
        super().__init__(data, row)
        self.fields["text"].label = row.label

    @staticmethod
    def initial_of(content: Words) -> dict[str, Any]:
        """Give the text."""
        return {"text": content.text}

    def content(self, values: dict[str, Any]) -> Content:
        """Make the text."""
        return Words(values["text"].replace("\r\n", "\n"))


class PointsForm(PartForm):
    """Write the points, each with who decides it; there are always empty places for more."""

    def __init__(
        self, data: QueryDict | None, row: PartRow, bodies: Sequence[tuple[int, str]], own: str
    ) -> None:
        super().__init__(data, row)
        known = len(row.content.points) if isinstance(row.content, Points) else 0
        self.places = max(known + MORE_ROWS, places_in(data, self.add_prefix("text-")))
        for place in range(self.places):
            self.fields[f"text-{place}"] = forms.CharField(
                label=f"Punkt {place + 1}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "cols": 44}),
            )
            self.fields[f"decider-{place}"] = forms.TypedChoiceField(
                label=f"Punkt {place + 1} beslutas av",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", own), *bodies],
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields, point by point, as the table shows them."""
        return [(self[f"text-{n}"], self[f"decider-{n}"]) for n in range(self.places)]

    @staticmethod
    def initial_of(content: Points) -> dict[str, Any]:
        """Give the points, each in its place."""
        found: dict[str, Any] = {}
        for place, point in enumerate(content.points):
            found |= {f"text-{place}": point.text, f"decider-{place}": point.decider}
        return found

    def content(self, values: dict[str, Any]) -> Content:
        """Make the points; empty places are left out."""
        rows = ((values[f"text-{n}"], values[f"decider-{n}"]) for n in range(self.places))
        return Points(tuple(Point(text.strip(), decider) for text, decider in rows if text.strip()))


class NamesForm(PartForm):
    """Write whom the decision is sent to."""

    names = forms.CharField(
        label="Mottagare",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="En mottagare på varje rad.",
    )

    @staticmethod
    def initial_of(content: Names) -> dict[str, Any]:
        """Give the names, one a line."""
        return {"names": "\n".join(content.names)}

    def content(self, values: dict[str, Any]) -> Content:
        """Make the names."""
        lines = (line.strip() for line in values["names"].splitlines())
        return Names(tuple(line for line in lines if line))


class AttachedForm(PartForm):
    """Choose which of the case's documents belong to the memo."""

    documents = forms.TypedMultipleChoiceField(
        label="Handlingar i ärendet",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None, row: PartRow, documents: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data, row)
        self.fields["documents"].choices = documents  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(content: Attached) -> dict[str, Any]:
        """Give what is chosen."""
        return {"documents": list(content.documents)}

    def content(self, values: dict[str, Any]) -> Content:
        """Make the list."""
        return Attached(tuple(values["documents"]))


def places_in(data: QueryDict | None, stem: str) -> int:
    """Count the places that a sent form has, so that none of what was written is left unread."""
    given = (name.removeprefix(stem) for name in data or () if name.startswith(stem))
    return max((int(n) + 1 for n in given if n.isdecimal() and len(n) < 4), default=0)
