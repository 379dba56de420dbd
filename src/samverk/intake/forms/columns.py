"""The columns of the review form's rows: how a reading's value stands in a field, and back again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from samverk.intake.actions.proceedings import named

_PERSON = re.compile(r"\s*(?P<name>[^(),;]*?)\s*(?:\((?P<party>[^)]*)\))?\s*(?:[,;]|$)")
NUMBER_FAULT = "Skriv ett helt tal, noll eller mer."


def _as_is(value: Any) -> Any:
    return "" if value is None else value


def _or_none(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row: its name in the reading, its label, and the field that it stands in.

    ``shown`` writes the reading's value as the field has it, ``kept`` the field's as the reading.
    """

    name: str
    label: str
    make: Callable[[], forms.Field]
    shown: Callable[[Any], Any] = _as_is
    kept: Callable[[Any], Any] = _or_none

    def field(self) -> forms.Field:
        """Make the form's field, with the column's label."""
        field = self.make()
        field.label, field.required = self.label, False
        return field


def text(name: str, label: str, longest: int) -> Column:
    """Make a column of one line."""
    return Column(name, label, lambda: forms.CharField(max_length=longest))


def passage(name: str, label: str, rows: int = 3) -> Column:
    """Make a column of several lines."""
    return Column(name, label, lambda: forms.CharField(widget=forms.Textarea(attrs={"rows": rows})))


def number(name: str, label: str) -> Column:
    """Make a column of a count."""

    def make() -> forms.Field:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        faults = dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER_FAULT)
        return forms.IntegerField(
            min_value=0, max_value=100_000, widget=widget, error_messages=faults
        )

    return Column(name, label, make)


def choice(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Column:
    """Make a column of one of some words."""
    given = list(choices)
    return Column(name, label, lambda: forms.ChoiceField(choices=given))


def people(name: str, label: str) -> Column:
    """Make a column of people, written "Elsa Vinterby (S), Bo Ek (M)"."""
    return Column(name, label, forms.CharField, shown=_named, kept=people_in)


def _named(found: Iterable[dict[str, Any]] | None) -> str:
    return named(found or ())


def people_in(words: str) -> list[dict[str, str | None]]:
    """Read people as minutes write them."""
    found = ((match["name"], match["party"]) for match in _PERSON.finditer(words or ""))
    return [
        {"name": name or None, "party": (party or "").strip() or None}
        for name, party in found
        if name or party
    ]


class KronorField(forms.DecimalField):
    """An amount in kronor as people write it: "639 000" or "12,50"."""

    def to_python(self, value: Any) -> Any:
        """Read the amount, blanks between the figures aside."""
        return super().to_python("".join(str(value or "").split()).replace(",", "."))


def money(name: str, label: str) -> Column:
    """Make a column of kronor, which the reading keeps as öre."""

    def make() -> forms.Field:
        return KronorField(
            max_digits=15,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"invalid": "Skriv beloppet i kronor, som 639000 eller 12,50."},
        )

    return Column(name, label, make, shown=_kronor, kept=_ore)


def _kronor(ore: int | None) -> str:
    if ore is None:
        return ""
    kronor, rest = divmod(ore, 100)
    return f"{kronor},{rest:02}" if rest else str(kronor)


def _ore(kronor: Decimal | str | None) -> int | None:
    if kronor in (None, ""):
        return None
    return int(Decimal(str(kronor).replace(",", ".")) * 100)
