"""Interpellations and questions as they are handed in, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.meetings.actions import NewHandling, NewQuestion
from samverk.meetings.forms.presence import people_of
from samverk.meetings.models import AnswerWay, Meeting
from samverk.meetings.queries.questions import Addressee, QuestionRow
from samverk.registry import queries as registry
from samverk.rules.questions import Fate, QuestionKind
from samverk.rules.serving import Roster
from samverk.rules.wording import sentence

CASES = 100
# Stands for somebody who is no chair
OTHER = 0


def _long(label: str, rows: int, help_text: str = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


class QuestionForm(ActForm):
    """Register an interpellation or a question for a meeting."""

    kind = forms.ChoiceField(
        label="Vad är det?",
        choices=[(each.value, sentence(each.label)) for each in QuestionKind],
        widget=forms.RadioSelect,
        initial=QuestionKind.INTERPELLATION.value,
    )
    asker = forms.TypedChoiceField(
        label="Vem ställer den?", coerce=int, help_text="En ersättare bara när hen tjänstgör."
    )
    body = forms.TypedChoiceField(label="Till vem?", coerce=int)
    other = forms.CharField(
        label="Om någon annan: namn och uppdrag", max_length=300, required=False
    )
    let_by = forms.CharField(
        label="Fullmäktiges beslut som tillåter det",
        max_length=300,
        required=False,
        help_text="Om någon annan, till exempel 31\N{NO-BREAK SPACE}§ arbetsordningen.",
    )
    about = forms.CharField(
        label="Vad gäller den?", max_length=200, help_text="Kort, till föredragningslistan."
    )
    text = _long("Frågan, så som den är skriven", 5)
    reasons = _long("Motivering", 6, "En interpellation ska ha en.", required=False)
    handed_in_on = DayField(label="Dagen då den lämnades in", initial=clock.today)
    case = forms.TypedChoiceField(label="Ärende", required=False, coerce=int, empty_value=None)
    is_free_of_authority = forms.BooleanField(
        label="Jag har sett efter: den rör inte myndighetsutövning mot någon enskild",
        help_text="Det är förbjudet enligt 5 kap. 59–62 och 64 §§ kommunallagen.",
        error_messages={
            "required": "Den får inte röra myndighetsutövning mot någon enskild. Se efter det och"
            " bekräfta, eller lämna tillbaka den."
        },
    )

    def __init__(
        self,
        data: QueryDict | None,
        meeting: Meeting,
        roster: Roster,
        addressees: Sequence[Addressee],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        chairs = [(one.body, sentence(one.words)) for one in addressees]
        cases = registry.cases_to_take_up(meeting.body_id, limit=CASES)
        self._choose("asker", [("", "Välj"), *people_of(roster)])
        self._choose("body", [("", "Välj"), *chairs, (OTHER, "Någon annan")])
        self._choose("case", [("", "Inget ärende"), *((one.pk, str(one)) for one in cases)])

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at the field what the rule asks for, before the act says it of the whole."""
        values = super().clean() or self.cleaned_data
        is_interpellation = values.get("kind") == QuestionKind.INTERPELLATION.value
        if is_interpellation and not values.get("reasons"):
            self.add_error("reasons", "En interpellation ska vara försedd med motivering.")
        if values.get("body") == OTHER:
            values["body"] = None
            if not values.get("other"):
                self.add_error("other", "Skriv vem den går till: namn och uppdrag.")
            if not values.get("let_by"):
                self.add_error("let_by", "Skriv det beslut av fullmäktige som tillåter det.")
        return values

    @staticmethod
    def question(values: dict[str, Any]) -> NewQuestion:
        """Make what the action asks for of the form's fields."""
        return NewQuestion(**values)


class HandlingForm(ActForm):
    """Note what became of an interpellation or a question."""

    fate = forms.ChoiceField(
        label="Vad hände?",
        choices=[(each.value, sentence(each.label)) for each in Fate],
        widget=forms.RadioSelect,
    )
    answered_by = forms.CharField(
        label="Vem svarade?", max_length=200, required=False, help_text="Om den besvarades."
    )
    way = forms.ChoiceField(
        label="Hur?",
        required=False,
        choices=[(value, sentence(str(label))) for value, label in AnswerWay.choices],
        widget=forms.RadioSelect,
    )
    answer = _long(
        "Svaret",
        8,
        "Trycks i protokollet. Lämna tomt om svaret bara gavs muntligt.",
        required=False,
    )

    def __init__(self, data: QueryDict | None, row: QuestionRow) -> None:
        super().__init__(data, initial={"answered_by": row.question.addressee[:200]})
        if row.was_let_before:
            left = (Fate.ANSWERED, Fate.WAITS, Fate.WITHDRAWN)
            ends = [(each.value, sentence(each.again)) for each in left]
            self.fields["fate"].choices = ends  # type: ignore[attr-defined]

    @staticmethod
    def handling(values: dict[str, Any]) -> NewHandling:
        """Make what the action asks for of the form's fields."""
        return NewHandling(**values)
