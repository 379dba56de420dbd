"""The search of what is published: words, and choices that narrow them. Nothing is written by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.decisions.queries import DecisionKind
from samverk.foundation.forms import DayField, PageForm
from samverk.publishing.queries.asked import Choice, chosen_status
from samverk.publishing.queries.staff import KINDS as STAFF_KINDS
from samverk.publishing.words import FORCES, FOUND
from samverk.rules.minutes.facts import Outcome
from samverk.rules.searching.asking import LONGEST

ANY = ("", "Alla")
KINDS = (ANY, *((kind.value, kind.label.capitalize()) for kind in FOUND))
# What is chosen by, under what it is said of; an outcome is of an item's own column
STATUSES = (
    ANY,
    ("Ärenden", (("open", "Pågår"), ("closed", "Avslutat"))),
    (
        "Paragrafer",
        (
            ("called", "Kallad, ännu inte justerad"),
            ("adjusted", "Justerad"),
            *(
                (f"sort:{one.value}", f"Utgång: {one.value}")
                for one in (Outcome.DECIDED, Outcome.TABLED, Outcome.REFERRED_BACK, Outcome.NOTED)
            ),
        ),
    ),
    ("Beslut", tuple((f"sort:{one.value}", one.label.capitalize()) for one in DecisionKind)),
    ("Besluts laga kraft", tuple((f"force:{one.value}", label) for one, label in FORCES.items())),
    ("Sammanträden", (("planned", "Planerat"), ("held", "Hållet"), ("cancelled", "Inställt"))),
    ("Anslag", (("up", "Sitter uppe"), ("down", "Nedtaget"))),
)
ORDERS = (("", "Mest träffande först"), ("dag", "Senaste först"))
HOW = "Ord, ”ord i följd” inom citattecken, -utan, det ena ELLER det andra, början*."
CHOICES = ("organisation", "organ", "slag", "status", "fran", "till", "parti")


@dataclass(frozen=True, slots=True)
class Places:
    """What may be chosen among: organisations and bodies, by their ids as they are published."""

    organisations: Sequence[tuple[int, str]]
    bodies: Sequence[tuple[int, str]]


def without_nul(data: QueryDict) -> QueryDict:
    """Give what was asked without a sign that no text has: it is no fault of whoever searches."""
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [value.replace("\0", "") for value in values])
    return cleaned


def _say_nothing_of_choice(form: PageForm) -> None:
    """Leave out "(frivilligt)": every field narrows a search, and nobody must fill in any."""
    for field in form.fields.values():
        setattr(field, "is_needed", True)  # noqa: B010  (Django's class has no such name)


class SearchForm(PageForm):
    """Search words and choices (``?q=``)."""

    q = forms.CharField(
        label="Sök i det som är publicerat",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Skriv högst {LONGEST} tecken."},
        help_text=HOW,
    )
    organisation = forms.TypedChoiceField(
        label="Organisation", required=False, coerce=int, empty_value=None
    )
    organ = forms.TypedChoiceField(label="Organ", required=False, coerce=int, empty_value=None)
    slag = forms.ChoiceField(label="Slag", required=False, choices=KINDS)
    status = forms.ChoiceField(label="Läge", required=False, choices=STATUSES)
    parti = forms.RegexField(
        label="Parti",
        required=False,
        regex=r"^\w{1,12}$",
        help_text="Förkortningen, till exempel S eller M",
        error_messages={"invalid": "Skriv partiets förkortning, till exempel S eller M."},
    )
    fran = DayField(label="Från och med", required=False)
    till = DayField(label="Till och med", required=False)
    ordning = forms.ChoiceField(label="Ordning", required=False, choices=ORDERS)

    def __init__(self, data: QueryDict, places: Places) -> None:
        super().__init__(without_nul(data))
        _say_nothing_of_choice(self)
        for name, rows in (("organisation", places.organisations), ("organ", places.bodies)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [ANY, *rows]
            if len(rows) < 2 and name not in data:
                del self.fields[name]

    @property
    def choice(self) -> Choice:
        """What is chosen, of a form that is valid."""
        given: dict[str, Any] = self.cleaned_data
        return Choice(
            organisation=given.get("organisation"),
            body=given.get("organ"),
            kind=given["slag"],
            **chosen_status(given["status"]),
            party=given["parti"],
            since=given["fran"],
            until=given["till"],
        )

    @property
    def chosen(self) -> int:
        """Count what is chosen besides words: folded, so that what was found is near the top."""
        return sum(bool(self.data.get(name, "").strip()) for name in CHOICES)

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """Give the fields that narrow what is found."""
        return [self[name] for name in (*CHOICES, "ordning") if name in self.fields]


class StaffSearchForm(PageForm):
    """Search words and choices of those who work here (``?fraga=``)."""

    fraga = forms.CharField(
        label="Sök efter",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Skriv högst {LONGEST} tecken."},
        help_text=HOW,
    )
    slag = forms.ChoiceField(
        label="Slag",
        required=False,
        choices=[ANY, *((kind, kind.capitalize()) for kind in STAFF_KINDS)],
    )
    fran = DayField(label="Från och med", required=False)
    till = DayField(label="Till och med", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(without_nul(data))
        _say_nothing_of_choice(self)

    @property
    def chosen(self) -> int:
        """Count what is chosen besides words."""
        return sum(bool(self.data.get(name, "").strip()) for name in ("slag", "fran", "till"))
