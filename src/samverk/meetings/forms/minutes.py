"""What is written in the minutes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import NewReservations
from samverk.meetings.models import StatementKind
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.roll_call import Voter


def _choose(form: ActForm, name: str, voters: Sequence[Voter]) -> None:
    form.fields[name].choices = [(v.person, v.name) for v in voters]  # type: ignore[attr-defined]


class Saved(Protocol):
    """A text as it was saved."""

    text: str
    version: int


class TextForm(ActForm):
    """Write a part of a paragraph. ``version`` is the one that the writer began from."""

    text = forms.CharField(
        label="Text", required=False, widget=forms.Textarea(attrs={"rows": 14}), strip=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any, known: Saved | None) -> None:
        begun = {"text": known.text, "version": known.version} if known else {"version": 0}
        super().__init__(data, initial=begun)

    def begin_from(self, version: int) -> None:
        """Let what was written be saved upon the text that somebody saved meanwhile."""
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        renewed["version"] = str(version)
        self.data = renewed


class NoteForm(TextForm):
    """Write a note of one's own. The box takes what is pasted: too long a note is told, and not cut."""

    text = forms.CharField(
        label="Anteckning",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Bara du ser den. Den hör inte till ärendet och går inte med i något utskick.",
    )


class ReservationForm(ActForm):
    """Note a reservation of one or more people."""

    people = forms.TypedMultipleChoiceField(
        label="Vilka reserverar sig?", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    against = forms.CharField(
        label="Mot vilket beslut?",
        max_length=300,
        help_text="Till exempel: beslutet att avgöra ärendet i dag.",
    )

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        decided = found.outcome.decisions if found.outcome else []
        super().__init__(data, initial={"against": decided[0] if len(decided) == 1 else ""})
        _choose(self, "people", found.voters)

    @staticmethod
    def reservations(values: dict[str, Any]) -> NewReservations:
        """Make what the action asks for of the form's fields."""
        return NewReservations(tuple(values["people"]), values["against"])


class JudgeForm(ActForm):
    """The chair decides on a reservation that the recorded vote speaks against."""

    accepts = forms.TypedChoiceField(
        label="Godtar ordföranden reservationen?",
        choices=[("yes", "Ja"), ("no", "Nej")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )


class StatementForm(ActForm):
    """Note a statement; ``waiting`` are those who do not serve and may have an opinion noted."""

    person = forms.TypedChoiceField(label="Vem?", coerce=int)
    kind = forms.ChoiceField(label="Vad är det?", choices=StatementKind.choices)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(
        self, data: QueryDict | None, found: Proceeding, waiting: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        serving = [(v.person, v.name) for v in found.voters]
        others = [(who, f"{name}, tjänstgör inte") for who, name in waiting]
        self.fields["person"].choices = [*serving, *others]  # type: ignore[attr-defined]


class RecipientsForm(ActForm):
    """Note whom the decision is sent to."""

    names = forms.CharField(
        label="Beslutet skickas till",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En mottagare på varje rad. Lämna tomt om det inte skickas till någon.",
    )


class AdjustersForm(ActForm):
    """Choose who adjusts the minutes beside the chair."""

    people = forms.TypedMultipleChoiceField(
        label="Vilka justerar jämte ordföranden?", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
