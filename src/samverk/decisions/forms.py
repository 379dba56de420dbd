"""Forms of decisions."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.decisions.actions import NewAssignment, NewCitation
from samverk.decisions.actions.marking import mark_of
from samverk.decisions.models import (
    AppealForm,
    Decision,
    DecisionKind,
    ForceFactKind,
)
from samverk.decisions.step_forms import ActsOnFields
from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.forms import ActForm, DayField
from samverk.registry import queries as registry

NO_BODY = "Källan anger inget organ"
_CITED = re.compile(r"(?P<body>.*?)\s*§\s*(?P<paragraph>\d{1,6})\s*,?\s*(?P<day>\d{4}-\d\d-\d\d)?")


def _choose(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, help_text=help_text
    )


def _paragraph(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv paragrafens nummer som ett heltal."},
    )


class DecisionForm(ActsOnFields, ActForm):
    """Register a decision; what the source does not print is left empty."""

    body = _choose("Organ")
    decided_on = DayField(
        label="Beslutsdag",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. Lämna tomt om källan inte anger någon dag.",
    )
    paragraph = _paragraph("Paragraf")
    diary_number = forms.CharField(label="Diarienummer", max_length=60, required=False)
    title = forms.CharField(label="Rubrik", max_length=300)
    kind = forms.ChoiceField(
        label="Vad paragrafen gör", choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Beslutstext",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Syns för alla: skriv inget som är sekretessbelagt.",
    )
    appeal_form = forms.ChoiceField(
        label="Hur det överklagas",
        choices=[("", "Som följer av vad paragrafen gör"), *AppealForm.choices],
        required=False,
    )
    field_order = (
        "body",
        "decided_on",
        "paragraph",
        "diary_number",
        "title",
        "kind",
        "relation",
        "other",
    )
    citations = forms.CharField(
        label="Hänvisningar",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En per rad, som Kommunfullmäktige § 94 2021-05-26.",
    )
    documents = forms.TypedMultipleChoiceField(
        label="Handlingar som beslutet står i",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None, organisation: int, case: int | None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        known = directory.bodies(organisation=organisation)
        self.fields["body"].choices = [("", NO_BODY), *((b.id, b.name) for b in known)]  # type: ignore[attr-defined]
        self.offer(organisation)
        papers = registry.documents_of_case(case) if case else []
        if papers:
            self.fields["documents"].choices = [(p.pk, f"Handling {p.number}: {p}") for p in papers]  # type: ignore[attr-defined]
        else:
            del self.fields["documents"]

    def take_citations(self, values: dict[str, Any]) -> tuple[NewCitation, ...]:
        """Take the citations out of ``values``, one per row; a row that cannot be read is named."""
        rows = enumerate(values.pop("citations").splitlines(), start=1)
        return tuple(_citation(number, row.strip()) for number, row in rows if row.strip())


def _citation(number: int, row: str) -> NewCitation:
    found = _CITED.fullmatch(row)
    day = found["day"] if found else None
    if found is None or (day and not _is_day(day)):
        raise InputError(
            f"Rad {number} går inte att läsa. Skriv organ, § och dag,"
            " som Kommunfullmäktige § 94 2021-05-26.",
            field="citations",
        )
    decided_on = date.fromisoformat(day) if day else None
    return NewCitation(found["body"].strip(" ,"), decided_on, int(found["paragraph"]))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class ForceForm(ActForm):
    """Record what happened on the way to legal force."""

    kind = forms.ChoiceField(
        label="Vad som hände", choices=ForceFactKind.choices, widget=forms.RadioSelect
    )
    day = DayField(label="Dag", initial=clock.today)
    note = forms.CharField(label="Anteckning", max_length=300, required=False)


class StrikeForm(ActForm):
    """Strike what was recorded in error."""

    why = forms.CharField(label="Varför är uppgiften fel?", max_length=300)


class SourceForm(ActForm):
    """Say in which document of its case a decision is found."""

    document = forms.TypedChoiceField(label="Handling", coerce=int)
    place = forms.CharField(
        label="Ställe", max_length=60, required=False, help_text="Till exempel sida 3."
    )

    def __init__(self, data: QueryDict | None, decision: Decision) -> None:
        super().__init__(data)
        papers = registry.documents_of_case(decision.case_id) if decision.case_id else []
        self.fields["document"].choices = [(p.pk, f"Handling {p.number}: {p}") for p in papers]  # type: ignore[attr-defined]


class CitationForm(ActForm):
    """Add a decision that the text cites."""

    body_text = forms.CharField(label="Organ, som det är skrivet", max_length=200)
    paragraph = _paragraph("Paragraf")
    decided_on = DayField(label="Dag", required=False)

    def citation(self, values: dict[str, Any]) -> NewCitation:
        """Build the citation from the cleaned fields."""
        return NewCitation(**values)


class AssignmentForm(ActForm):
    """Add a task that the decision gives."""

    task = forms.CharField(label="Vad som ska göras", max_length=300)
    owner = forms.CharField(
        label="Vem som får uppdraget", max_length=200, help_text="Som det står i beslutet."
    )
    due_on = DayField(label="Senast", required=False)

    def assignment(self, values: dict[str, Any]) -> NewAssignment:
        """Build the assignment from the cleaned fields."""
        return NewAssignment(**values)


class ReportForm(ActForm):
    """Report that an assignment is done."""

    day = DayField(label="Återrapporterat", initial=clock.today)
    report = forms.CharField(
        label="Vad som återrapporterades", widget=forms.Textarea(attrs={"rows": 5})
    )


class ReadingForm(ActForm):
    """Confirm what others have read of a decision: the form knows which words it showed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, decision: Decision) -> None:
        self.shown = mark_of(decision)
        super().__init__(data, initial={"seen": self.shown})

    def _renew_key(self) -> None:
        """After a conflict the page shows the words as they stand now, and asks about those."""
        super()._renew_key()
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        renewed["seen"] = self.shown
        self.data = renewed
