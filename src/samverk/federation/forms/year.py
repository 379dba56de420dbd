"""Forms of the year: its days, duties of one's own, and what is noted of a duty."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from samverk.federation.actions import NewDutyNote, NewOwnDuty, NewYearSettings
from samverk.federation.forms.setup import decision_papers, papers, whole
from samverk.federation.models import DutyState, Interim
from samverk.federation.queries import YearTask
from samverk.foundation.forms import ActForm, DayField
from samverk.foundation.people import colleagues_at
from samverk.rules.federation_year import ACT_FROM, CHOOSABLE, PROPOSED_DAYS, DutyKind, YearTerms

LAST_YEAR, MOST_DAYS = 2099, 365
IN_ACT = (
    MinValueValidator(date(ACT_FROM, 1, 1), f"Välj en dag från {ACT_FROM}."),
    MaxValueValidator(date(LAST_YEAR, 12, 31), f"Välj en dag till och med {LAST_YEAR}."),
)
LABELS = {
    DutyKind.INVOICES: "Medlemmarnas bidrag faktureras",
    DutyKind.FOLLOW_UP: "Rapport till Uppföljning Finsam",
    DutyKind.TO_AUDITORS: "Årsredovisningen till revisorerna",
    DutyKind.APPOINTMENT: "Medlemmarna har utsett ledamöter (valår)",
    DutyKind.NEW_BOARD: "Ny styrelse tillträder (året efter val)",
    DutyKind.AUDIT_REPORT: "Revisionsberättelsen",
    DutyKind.DISCHARGE: "Medlemmarna har prövat ansvarsfriheten",
    DutyKind.INTERIM: "Delårsrapporten",
    DutyKind.CONSULTATION: "Samråd om budgeten",
}
_MONTH_AND_DAY = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)


class YearForm(ActForm):
    """Choose the days that no law sets, from a year on."""

    from_year = whole("Gäller från och med år", ACT_FROM, LAST_YEAR)
    interim = forms.ChoiceField(
        label="Kräver förbundsordningen en delårsrapport?",
        choices=Interim.choices,
        widget=forms.RadioSelect,
    )
    section = forms.CharField(
        label="Paragraf i förbundsordningen",
        max_length=40,
        required=False,
        help_text="Bara när den kräver en delårsrapport.",
    )
    vat_months = forms.TypedChoiceField(
        label="Ersättning för moms söks för",
        choices=[(3, "tre månader i taget"), (1, "en månad i taget")],
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, year: int, terms: YearTerms) -> None:
        initial = {
            "from_year": year,
            "interim": terms.interim.value,
            "section": terms.section,
            "vat_months": terms.vat_months,
        }
        super().__init__(data, initial=initial)
        for kind in CHOOSABLE:
            known = terms.days.get(kind)
            self.fields[kind.value] = forms.CharField(
                label=LABELS[kind],
                required=False,
                max_length=5,
                initial=_written(known) if known else "",
                help_text=f"MM-DD. Tomt: {_whose(kind)}, {_written(PROPOSED_DAYS[kind])}.",
            )

    def clean(self) -> dict[str, Any]:
        """Read each day as a month and a day, each fault at its own field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for kind in CHOOSABLE:
            text = cleaned.get(kind.value, "").strip()
            read = _MONTH_AND_DAY.fullmatch(text)
            if text and read is None:
                self.add_error(kind.value, "Skriv dagen som MM-DD, till exempel 04-30.")
            cleaned[kind.value] = (int(read[1]), int(read[2])) if read else None
        return cleaned

    def settings(self, federation: int, values: dict[str, Any]) -> NewYearSettings:
        """Make the settings to save of the cleaned fields."""
        days = tuple((k.value, *values[k.value]) for k in CHOOSABLE if values[k.value])
        return NewYearSettings(
            federation,
            values["from_year"],
            days,
            values["interim"],
            values["section"],
            values["vat_months"],
        )


def _whose(kind: DutyKind) -> str:
    return "lagens dag" if kind is DutyKind.NEW_BOARD else "Samverks förslag"


def _written(day: tuple[int, int]) -> str:
    return f"{day[0]:02}-{day[1]:02}"


class OwnDutyForm(ActForm):
    """Add a duty of the federation's own."""

    text = forms.CharField(
        label="Vad ska göras?", max_length=200, help_text="Syns för alla som läser sidan."
    )
    due = DayField(label="Sista dag", validators=IN_ACT)
    why = forms.CharField(
        label="Vad kräver det?",
        max_length=300,
        required=False,
        help_text="Till exempel ett beslut eller en överenskommelse.",
    )

    def duty(self, federation: int, values: dict[str, Any]) -> NewOwnDuty:
        """Make the duty to add of the cleaned fields."""
        return NewOwnDuty(federation, values["text"], values["due"], values["why"])


class DutyForm(ActForm):
    """Note owner, reminder and state of a duty. Its state is not asked for where it is known."""

    owner = forms.TypedChoiceField(label="Ansvarig", coerce=int, empty_value=None, required=False)
    reminder_days = whole(
        "Påminn så här många dagar före",
        0,
        MOST_DAYS,
        required=False,
        help_text="Skickas som e-post till den ansvariga, en gång. Tomt: ingen påminnelse.",
    )
    state = forms.ChoiceField(label="Läge", choices=DutyState.choices, widget=forms.RadioSelect)
    done_on = DayField(
        label="Klar den", required=False, help_text="ÅÅÅÅ-MM-DD. Bara när uppgiften är klar."
    )
    paper = forms.ChoiceField(
        label="Beslut eller handling som visar det",
        required=False,
        help_text="Öppna handlingar hos förbundet och medlemmarna. Bara när uppgiften är klar.",
    )
    why = forms.CharField(
        label="Varför behövs den inte, eller anteckning",
        max_length=300,
        required=False,
        help_text="Syns för alla som läser sidan.",
    )

    def __init__(self, data: QueryDict | None, task: YearTask, organisations: list[int]) -> None:
        super().__init__(data, initial=_noted(task))
        people = [(one.pk, str(one)) for one in colleagues_at(organisations[0])]
        self.fields["owner"].choices = [("", "Ingen"), *people]  # type: ignore[attr-defined]
        if task.known and task.known.is_done:
            for name in ("state", "done_on", "paper", "why"):
                del self.fields[name]
            return
        decided = [(f"b{pk}", name) for pk, name in decision_papers(organisations)]
        written = [(f"h{pk}", name) for pk, name in papers(organisations)]
        self.fields["paper"].choices = [("", "Ingen"), *decided, *written]  # type: ignore[attr-defined]

    def note(self, federation: int, task: YearTask, values: dict[str, Any]) -> NewDutyNote:
        """Make the note of the cleaned fields."""
        paper = values.get("paper", "")
        number = int(paper[1:]) if paper else None
        return NewDutyNote(
            federation,
            task.year,
            task.duty.code,
            values["owner"],
            values["reminder_days"],
            values.get("state", DutyState.LEFT),
            values.get("done_on"),
            number if paper.startswith("b") else None,
            number if paper.startswith("h") else None,
            values.get("why", ""),
        )


def _noted(task: YearTask) -> dict[str, Any]:
    """Begin with what is noted; a new duty is left, without an owner."""
    note = task.note
    if note is None:
        return {"state": DutyState.LEFT}
    paper = f"b{note.decision_id}" if note.decision_id else ""
    return {
        "owner": note.owner_id,
        "reminder_days": note.reminder_days,
        "state": note.state,
        "done_on": note.done_on,
        "paper": f"h{note.document_id}" if note.document_id else paper,
        "why": note.why,
    }
