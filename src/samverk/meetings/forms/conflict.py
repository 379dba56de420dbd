"""Noting jäv: who, on which ground of the body's own law, and who settled the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import NewConflict, NewConflictQuestion, NewPresence
from samverk.meetings.forms.presence import people_of
from samverk.meetings.models import ConflictSettled
from samverk.meetings.queries.conflict import grounds_of
from samverk.rules.assembly import Assembly
from samverk.rules.conflict import Excuse
from samverk.rules.serving import EventKind, Roster

EXCUSES = {
    Excuse.IMMATERIAL: "frågan om opartiskhet saknar uppenbart betydelse",
    Excuse.MUNICIPAL_COMPANY: "bara knytning till kommunens bolag eller stiftelse",
    Excuse.OTHER_BOARD: "har bara handlagt ärendet i en annan nämnd",
}


class ConflictForm(ActForm):
    """Note that somebody does not take part in the item in hand for jäv."""

    turn = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    person = forms.TypedChoiceField(label="Vem?", coerce=int)
    ground = forms.ChoiceField(label="Jävsgrund", widget=forms.RadioSelect)
    excuse = forms.ChoiceField(
        label="Undantag som åberopas",
        required=False,
        choices=[("", "Inget"), *((each.value, text) for each, text in EXCUSES.items())],
    )
    exercises_authority = forms.BooleanField(
        label="Ärendet är myndighetsutövning mot enskild", required=False
    )
    may_debate = forms.BooleanField(
        label="Vid ansvarsfrihet: anmärkning kan riktas mot personen, som får delta i överläggningen",
        required=False,
    )
    settled = forms.ChoiceField(
        label="Hur avgjordes jävsfrågan?",
        choices=ConflictSettled.choices,
        widget=forms.RadioSelect,
        initial=ConflictSettled.ADMITTED.value,
    )
    decided_how = forms.CharField(
        label="Hur beslutades det?",
        max_length=300,
        required=False,
        help_text="Till exempel: Beslutet fattades med acklamation. Trycks med punkten.",
    )
    took_part = forms.BooleanField(
        label="Personen deltog själv när jävsfrågan prövades", required=False
    )
    note = forms.CharField(
        label="Anteckning",
        max_length=300,
        required=False,
        help_text="Läses av dem som håller mötet, och trycks inte. Skriv inget sekretessbelagt.",
    )

    def __init__(self, data: QueryDict | None, roster: Roster, **options: Any) -> None:
        super().__init__(data, **options)
        grounds = [(each.value, each.label) for each in grounds_of(roster.assembly)]
        self.fields["person"].choices = people_of(roster)  # type: ignore[attr-defined]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        if roster.assembly is Assembly.COUNCIL:
            del self.fields["excuse"], self.fields["exercises_authority"]
        else:
            del self.fields["may_debate"]

    @staticmethod
    def presence(values: dict[str, Any]) -> NewPresence:
        """Make what the action asks for of the form's fields."""
        given = {k: v for k, v in values.items() if k not in {"turn", "person", "note"}}
        return NewPresence(
            EventKind.STEPPED_ASIDE.value,
            values["person"],
            turn=values["turn"],
            ground=values["note"],
            conflict=NewConflict(**given),
        )


class ConflictQuestionForm(ActForm):
    """Note how the body decided a question of jäv in the item in hand."""

    person = forms.TypedChoiceField(
        label="Vem gäller frågan?",
        coerce=int,
        error_messages={"required": "Välj vem frågan gäller."},
    )
    raised_by = forms.TypedChoiceField(
        label="Vem väckte frågan?", required=False, coerce=int, empty_value=None
    )
    ground = forms.ChoiceField(label="Jävsgrund som prövas", widget=forms.RadioSelect)
    is_disqualified = forms.TypedChoiceField(
        label="Vad beslutades?",
        choices=[("no", "Jäv föreligger inte"), ("yes", "Jäv föreligger")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad som beslutades."},
    )
    why = forms.CharField(
        label="Skäl",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Trycks i protokollet.",
    )
    decided_how = forms.CharField(
        label="Hur beslutades det?",
        max_length=300,
        required=False,
        help_text="Till exempel: Beslutet fattades med acklamation.",
    )
    took_part = forms.BooleanField(
        label="Personen deltog själv när jävsfrågan prövades",
        required=False,
        help_text="Tillåtet bara när organet annars inte är beslutsfört och ingen annan kan tillkallas.",
    )
    may_debate = forms.BooleanField(
        label="Vid ansvarsfrihet: anmärkning kan riktas mot personen, som får delta i överläggningen",
        required=False,
    )

    def __init__(self, data: QueryDict | None, roster: Roster, here: Sequence[int]) -> None:
        super().__init__(data)
        people = [(who, roster.title(who)) for who in here]
        grounds = [(each.value, each.label) for each in grounds_of(roster.assembly)]
        self.fields["person"].choices = [("", "Välj"), *people]  # type: ignore[attr-defined]
        self.fields["raised_by"].choices = [("", "Personen själv"), *people]  # type: ignore[attr-defined]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        if roster.assembly is not Assembly.COUNCIL:
            del self.fields["may_debate"]

    @staticmethod
    def question(values: dict[str, Any]) -> NewConflictQuestion:
        """Make what the action asks for of the form's fields."""
        return NewConflictQuestion(**values)
