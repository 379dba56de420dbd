"""Forms of the log's monthly review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from samverk.foundation.forms import ActForm
from samverk.interventions.persons.forms.people import prose
from samverk.interventions.persons.models import Verdict
from samverk.rules.interventions.log_review import Terms
from samverk.rules.wording import month_and_year


class DrawForm(ActForm):
    """Draw a month's readings for review."""

    month = forms.TypedChoiceField(
        label="Månad", coerce=date.fromisoformat, error_messages={"required": "Välj månad."}
    )

    def __init__(self, data: Any, months: Iterable[date]) -> None:
        super().__init__(data)
        field: Any = self.fields["month"]
        field.choices = [(one.isoformat(), month_and_year(one)) for one in months]


def _number(label: str, least: int, most: int, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text)


class TermsForm(ActForm):
    """Decide how an authority reviews its log."""

    share = _number("Lottad andel, i tusendelar", 1, 1000, "20 är två av hundra lästillfällen.")
    least = _number("Minst så många lottade", 1, 1000, "Är de färre tas alla.")
    opens = _number("Arbetstiden börjar klockan", 0, 23, "Läsningar före dras alltid.")
    closes = _number(
        "Arbetstiden slutar klockan", 1, 24, "Läsningar efter, och på helger, dras alltid."
    )
    days_after = _number(
        "Dagar efter ett avslutat ärende",
        0,
        366,
        "Så länge är det vanligt att läsa för att avsluta.",
    )
    deviations = _number(
        "Standardavvikelser över det vanliga", 1, 10, "Den som läser om fler på en dag dras."
    )

    def __init__(self, data: Any, now: Terms) -> None:
        super().__init__(data)
        for name in self.NUMBERS:
            self.fields[name].initial = getattr(now, name)

    NUMBERS = ("share", "least", "opens", "closes", "days_after", "deviations")


class JudgeForm(ActForm):
    """Judge a drawn reading."""

    verdict = forms.ChoiceField(
        label="Hade läsningen en grund i arbetet?",
        choices=[
            (Verdict.JUSTIFIED.value, "Motiverad"),
            (Verdict.INVESTIGATE.value, "Att utreda"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en bedömning."},
    )
    note = prose(
        "Anteckning",
        3,
        required=False,
        max_length=500,
        help_text="Behövs om läsningen ska utredas. Skriv inget om personen.",
    )


class SignForm(ActForm):
    """Sign a round."""

    note = prose(
        "Sammanfattning",
        4,
        required=False,
        max_length=1000,
        help_text="Vad granskningen visade. Skriv inget om någon person: årsrapporten visar det.",
    )
