"""The forms for what happened between a member and the federation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.federation.actions import NewFact
from samverk.foundation import clock
from samverk.foundation.files.kinds import (
    FILE_KINDS,
    MOST_TOLD,
    accept,
    allowed,
    file_fault,
    size_fault,
)
from samverk.foundation.forms import ActForm, DayField
from samverk.registry.actions import NewFile
from samverk.thread.kinds import EventForm, PaperOf
from samverk.thread.papers import Papers

ASKS_DAY = (PaperOf.LETTER, PaperOf.NOTHING)
NOT_YET = "Dagen har inte varit än."


class StrikeForm(ActForm):
    """Strike a fact that was recorded wrongly."""

    why = forms.CharField(
        label="Varför är uppgiften fel?",
        max_length=300,
        help_text="Skälet syns för alla som läser kedjan.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks about: which event, shown by which papers.

    ``is_new`` asks for a document to register; else one already registered is chosen. The reason
    for striking is asked for when the fact ``replaces`` one.
    """

    event: EventForm
    papers: Papers
    is_new: bool = False
    replaces: bool = False


class FactForm(StrikeForm):
    """Record one kind of event with its paper: only the fields that belong to that kind are there."""

    paper = forms.ChoiceField(
        label="Vilken handling visar det?",
        error_messages={"required": "Välj den handling som visar det."},
    )
    happened_on = DayField(validators=[MinValueValidator(date(1990, 1, 1), "Välj en senare dag.")])
    accepted = forms.TypedChoiceField(
        label="Godtog förbundet återtagandet?",
        choices=[("ja", "Ja, återtagandet godtogs"), ("nej", "Nej, det godtogs inte")],
        coerce={"ja": True, "nej": False}.get,
        widget=forms.RadioSelect,
    )
    dated_on = DayField(label="Vilken dag är handlingen från?")
    correspondent = forms.CharField(
        label="Vem har skrivit handlingen?",
        max_length=200,
        help_text="Nämnd, förvaltning eller myndighet. Syns i det öppna diariet.",
    )
    case = forms.TypedChoiceField(label="I vilket ärende ska handlingen registreras?", coerce=int)
    subject = forms.CharField(
        label="Vad handlingen gäller", max_length=300, help_text="Syns i det öppna diariet."
    )
    file = forms.FileField(
        label="Fil",
        required=False,
        allow_empty_file=True,
        help_text=f"{allowed(FILE_KINDS)}, högst {MOST_TOLD}.",
        widget=forms.FileInput(attrs={"accept": accept(FILE_KINDS)}),
    )
    states_exit = DayField(
        label="Utträdesdag som står i handlingen",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. Bara om den är utskriven: Samverk räknar själv och jämför.",
    )
    note = forms.CharField(label="Anteckning", max_length=300, required=False)
    field_order = (
        "paper",
        "happened_on",
        "accepted",
        "dated_on",
        "correspondent",
        "case",
        "subject",
        "file",
        "states_exit",
        "note",
        "why",
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any] | None,
        question: Question,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"subject": question.event.subject} | (initial or {}))
        self.event, self.papers, self.is_new = question.event, question.papers, question.is_new
        for name, applies in self._applies(replaces=question.replaces).items():
            if not applies:
                del self.fields[name]
        self._ask()

    def _applies(self, *, replaces: bool) -> dict[str, bool]:
        """Answer for each field whether the event asks for it."""
        event, new = self.event, self.is_new
        proposed = new and event.papers is PaperOf.PROPOSAL
        return {
            "why": replaces,
            "paper": not new and event.papers is not PaperOf.NOTHING,
            "happened_on": event.papers in ASKS_DAY or proposed,
            "accepted": event.asks_answer,
            "dated_on": new and event.has_own_day,
            "correspondent": new and event.asks_sender,
            "case": new,
            "subject": new,
            "file": new,
            "states_exit": event.asks_exit,
        }

    def _ask(self) -> None:
        """Word the questions for the event, and fill the choices."""
        if "happened_on" in self.fields:
            self.fields["happened_on"].label = self.event.day
        for name, choices in (("paper", self.papers.choices), ("case", self._cases())):
            if field := self.fields.get(name):
                assert isinstance(field, forms.ChoiceField)
                # The only decision at hand need not be the right one; the only case is
                chosen = len(choices) == 1 and self.event.papers is not PaperOf.COUNCIL
                field.choices = choices if chosen else [("", "Välj"), *choices]
        if self.event.papers is PaperOf.NOTHING:
            self.fields["note"].required = True
            self.fields["note"].label = "Vad visar det?"

    def _cases(self) -> list[tuple[str, str]]:
        return [(str(case.pk), f"{case}, {case.body}") for case in self.papers.cases]

    def clean(self) -> dict[str, Any]:
        """Refuse days that have not been, and say that a file must be chosen again after a fault."""
        cleaned = super().clean() or {}
        for name in ("happened_on", "dated_on"):
            if (day := cleaned.get(name)) and day > clock.today():
                self.add_error(name, NOT_YET)
        return cleaned

    def clean_file(self) -> NewFile | None:
        """Read the uploaded file; one that may not be stored is refused before the act."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        fault = size_fault(upload.size)
        content = b"" if fault else upload.read()
        if fault := fault or file_fault(upload.name, content, FILE_KINDS):
            raise forms.ValidationError(f"Filen {fault}")
        return NewFile(upload.name, content)

    def ask_for_file_again(self) -> None:
        """Say that the browser does not send a chosen file twice, when something else was wrong."""
        if self.errors and "file" in self.files and "file" not in self.errors:
            self.add_error(
                "file", "Välj filen på nytt: den följer inte med när något annat är fel."
            )

    def new_fact(self, values: dict[str, Any], membership: int) -> NewFact:
        """Build the fact; a decision carries its own day, and so does a memo that proposes."""
        paper: str = values.get("paper", "")
        number = int(paper[1:]) if paper else None
        return NewFact(
            membership=membership,
            kind=self.event.kind,
            happened_on=values.get("happened_on") or self.papers.days.get(paper),
            decision=number if paper.startswith("b") else None,
            document=number if paper.startswith("h") else None,
            accepted=values.get("accepted"),
            states_exit=values.get("states_exit"),
            note=values["note"],
        )
