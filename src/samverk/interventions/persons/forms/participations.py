"""Forms of the case worker: what is done with a participation, and who came to a session."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions import (
    Ending,
    NewHold,
    NewMeasurement,
    NewPlan,
    NewSession,
    NewTerms,
)
from samverk.interventions.persons.forms.people import HappenedForm, decided_by, prose, words
from samverk.interventions.persons.models.outcomes import (
    Blank,
    Education,
    Livelihood,
    Missing,
    Occupation,
    ToldBy,
)
from samverk.interventions.persons.models.struck import SessionFault
from samverk.rules.interventions.participation import (
    END_REASONS,
    GOAL_RESULTS,
    HOLD_REASONS,
    EndReason,
)

REASONS = [(one.value, text) for one, text in END_REASONS.items()]
RESULTS = [(one.value, text) for one, text in GOAL_RESULTS.items()]
AS_PLANNED = "as_planned"
CHOOSE = [("", "välj")]


def percent() -> forms.IntegerField:
    """Build a field for an extent in percent."""
    return forms.IntegerField(
        label="Omfattning i procent",
        initial=100,
        min_value=1,
        max_value=100,
        error_messages={
            "invalid": "Skriv ett helt tal.",
            "min_value": "Omfattningen är mellan 1 och 100 procent.",
            "max_value": "Omfattningen är mellan 1 och 100 procent.",
        },
    )


def _share(label: str) -> forms.IntegerField:
    faults = {
        "invalid": "Skriv ett helt tal.",
        "min_value": "Delen är mellan 1 och 100 procent.",
        "max_value": "Delen är mellan 1 och 100 procent.",
    }
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=100, error_messages=faults
    )


class DayActForm(ActForm):
    """Do something that happened on a day."""

    day = DayField(label="Vilken dag?")

    def __init__(self, data: QueryDict | None, **options: Any) -> None:
        options.setdefault("initial", {"day": clock.today()})
        super().__init__(data, **options)


class GoalForm(ActForm):
    """Write down a goal."""

    text = prose("Vad vill personen nå?", 3)


class HoldForm(HappenedForm):
    """Let a participation stand still."""

    reason = forms.ChoiceField(
        label="Varför?",
        choices=[(one.value, text) for one, text in HOLD_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför."},
    )
    planned_return = DayField(label="Planerad återkomst")
    keeps_place = forms.BooleanField(
        label="Personen behåller platsen",
        required=False,
        initial=True,
        help_text="Annars blir platsen ledig, och dagarna räknas inte.",
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["day"].label = "Vilken dag började uppehållet?"

    def new_hold(self, values: dict[str, Any]) -> NewHold:
        """Give what was written, for the action."""
        return NewHold(values["reason"], values["planned_return"], values["keeps_place"])


class TermsForm(ActForm):
    """Change extent and planned end."""

    extent = percent()
    planned_end = DayField(label="Planerat slut", required=False)
    why = words("Varför?", 300, required=False)

    def terms(self, values: dict[str, Any]) -> NewTerms:
        """Give what was written, for the action."""
        return NewTerms(**values)


class MeasureForm(ActForm):
    """Measure a status, or say why it is missing."""

    measured_on = DayField(label="Vilken dag?")
    occupation = forms.ChoiceField(
        label="Sysselsättning", required=False, choices=[*CHOOSE, *Occupation.choices]
    )
    hours = forms.IntegerField(
        label="Timmar i veckan",
        required=False,
        min_value=0,
        max_value=168,
        error_messages={
            "invalid": "Skriv ett helt tal.",
            "min_value": "Skriv 0 eller mer.",
            "max_value": "En vecka har 168 timmar.",
        },
    )
    livelihood = forms.ChoiceField(
        label="Försörjning", required=False, choices=[*CHOOSE, *Livelihood.choices]
    )
    share = _share("Hur stor del av försörjningen är det, i procent?")
    second = forms.ChoiceField(
        label="Annan försörjning vid sidan av",
        required=False,
        choices=[("", "ingen"), *Livelihood.choices],
    )
    second_share = _share("Den andras del i procent")
    source = forms.ChoiceField(
        label="Varifrån kommer uppgifterna?",
        required=False,
        choices=[*CHOOSE, *ToldBy.choices],
    )
    education = forms.ChoiceField(
        label="Utbildning", required=False, choices=[*CHOOSE, *Education.choices]
    )
    blank = forms.ChoiceField(
        label="Varför timmar eller utbildning saknas",
        required=False,
        choices=[("", "inget av dem saknas"), *Blank.choices],
    )
    missing = forms.ChoiceField(
        label="Varför hela statusen saknas",
        required=False,
        choices=[("", "den saknas inte"), *Missing.choices],
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"measured_on": clock.today(), "share": 100})
        # Not required by the form, as why it is missing may stand instead
        for name in ("occupation", "hours", "livelihood", "education", "source"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]

    def new_measurement(self, point: str, values: dict[str, Any]) -> NewMeasurement:
        """Give what was written, for the action."""
        told = {"share": None} if values["missing"] else {}
        return NewMeasurement(point, **(values | told))


class EndForm(DayActForm):
    """End a participation with its report, and judge each goal."""

    how = forms.ChoiceField(
        label="Hur slutade det?",
        choices=[
            (AS_PLANNED, "enligt plan"),
            *((one, f"i förtid: {text}") for one, text in REASONS),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur deltagandet slutade."},
    )
    is_own = decided_by("Om i förtid: vem bestämde det?")
    report = prose("Slutrapport", 6, help_text="Vad som gjordes, och vad personen behöver nu.")

    def __init__(self, data: QueryDict | None, goals: list[tuple[uuid.UUID, str]]) -> None:
        super().__init__(data)
        self.goals = {f"goal_{number}": pk for number, (pk, _) in enumerate(goals, 1)}
        for name, (_, text) in zip(self.goals, goals, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=f"Mål: {text}",
                choices=RESULTS,
                widget=forms.RadioSelect,
                error_messages={"required": "Bedöm målet."},
            )

    def ending(self, values: dict[str, Any]) -> Ending:
        """Give what was written, for the action."""
        how = values["how"]
        goals = tuple((str(pk), values[name]) for name, pk in self.goals.items())
        reason = "" if how == AS_PLANNED else how
        return Ending(values["day"], values["report"], reason, goals, values["is_own"])


class LeftBehindForm(EndForm):
    """End a participation where the delivery has ended: on its last day, as the provider left."""

    missing = forms.ChoiceField(
        label="Varför saknas status vid avslut?",
        choices=Missing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför status vid avslut saknas."},
    )

    def __init__(
        self,
        data: QueryDict | None,
        goals: list[tuple[uuid.UUID, str]],
        last: date,
        *,
        is_measured: bool,
    ) -> None:
        super().__init__(data, goals)
        self.fields["how"].choices = REASONS  # type: ignore[attr-defined]
        self.initial.update(how=EndReason.PROVIDER_LEFT.value, day=last)
        if is_measured:
            del self.fields["missing"]


class PlanForm(DayActForm):
    """Plan a participation without referral."""

    delivery = forms.TypedChoiceField(
        label="Verksamhet",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en verksamhet."},
    )
    planned_end = DayField(label="Planerat slut", required=False)
    extent = percent()
    field_order = ("key", "delivery", "day", "planned_end", "extent")

    def __init__(self, data: QueryDict | None, deliveries: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["day"].label = "Börjar"
        self.fields["delivery"].choices = deliveries  # type: ignore[attr-defined]

    def new_plan(self, person: uuid.UUID, values: dict[str, Any]) -> NewPlan:
        """Give what was written, for the action."""
        end, extent = values["planned_end"], values["extent"]
        return NewPlan(person, values["delivery"], values["day"], end, extent)


class SessionForm(DayActForm):
    """Register a session."""

    title = words("Vad?", 120, help_text="Till exempel: studiebesök. Skriv inget om en person.")
    minutes = forms.IntegerField(
        label="Minuter",
        initial=60,
        min_value=1,
        max_value=1440,
        error_messages={
            "invalid": "Skriv ett helt tal.",
            "min_value": "En träff är minst 1 minut.",
            "max_value": "En träff är högst ett dygn.",
        },
    )
    field_order = ("key", "title", "day", "minutes")

    def __init__(self, data: QueryDict | None) -> None:
        initial = {"day": clock.today(), "minutes": 60}
        super().__init__(data, initial=initial)

    def new_session(self, delivery: int, values: dict[str, Any]) -> NewSession:
        """Give what was written, for the action."""
        return NewSession(delivery, values["day"], values["title"], values["minutes"])


class FaultForm(ActForm):
    """Say what was wrong with a session."""

    fault = forms.ChoiceField(
        label="Vad blev fel?",
        choices=SessionFault.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad som blev fel."},
    )


class AttendanceForm(ActForm):
    """Note who came, of all who were under way."""

    came = forms.TypedMultipleChoiceField(
        label="Vilka kom?",
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Den som inte är ikryssad noteras som frånvarande.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        people: list[tuple[uuid.UUID, str]],
        noted: dict[uuid.UUID, bool],
    ) -> None:
        super().__init__(data, initial={"came": [str(pk) for pk, there in noted.items() if there]})
        self.fields["came"].choices = [(str(pk), name) for pk, name in people]  # type: ignore[attr-defined]
        self.people = [pk for pk, _ in people]

    def attendance(self, values: dict[str, Any]) -> tuple[tuple[uuid.UUID, bool], ...]:
        """Give who came and who did not, for the action."""
        there = set(values["came"])
        return tuple((pk, pk in there) for pk in self.people)
