"""Forms of the receiving team: the answer to a referral, and what is done with a place in the queue."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.http import QueryDict

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.forms.people import HappenedForm, decided_by, prose, words
from samverk.interventions.persons.queries.rooms import Group
from samverk.rules.interventions.queue import (
    DECLINE_REASONS,
    LEAVE_REASONS,
    NEVER_BEGUN_REASONS,
    NO_SHOW_REASONS,
    PAUSE_REASONS,
    REMOVAL_REASONS,
    RemovalReason,
)
from samverk.rules.interventions.referral import NEXT_STEPS, QUESTIONS_ABOUT, RETURN_REASONS
from samverk.rules.wording import running_date

# How long an offer stands, unless the team says otherwise
ANSWER_DAYS = 14
TO_REFERRER = "Remittenten läser det du skriver."


class TakeUpForm(ActForm):
    """Begin to assess a referral; one with a reservation once it is said to be kept."""

    keeps_reservation = forms.BooleanField(
        label="Vi har läst förbehållet och följer det",
        error_messages={"required": "Kryssa i att ni följer förbehållet."},
    )

    def __init__(self, data: QueryDict | None, *, has_reservation: bool) -> None:
        super().__init__(data)
        if not has_reservation:
            del self.fields["keeps_reservation"]


class QuestionForm(ActForm):
    """Ask the referrer."""

    about = forms.ChoiceField(
        label="Vad saknas?",
        choices=[(one.value, text) for one, text in QUESTIONS_ABOUT.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad som saknas."},
    )
    text = prose("Vad behöver ni veta?", help_text=TO_REFERRER)


CONDITIONS = (
    "Det som platsen kräver, till exempel tider eller stöd. Remittenten läser det, om samtycket"
    " omfattar bedömningen."
)


class AcceptForm(ActForm):
    """Accept a referral."""

    opinion = prose("Er bedömning", help_text="Stannar hos er: remittenten läser den inte.")
    conditions = prose("Villkor", 3, required=False, help_text=CONDITIONS)
    assessed_on = DayField(label="Bedömningen gjordes", required=False)
    priority = forms.TypedChoiceField(
        label="Prioritetsklass", coerce=int, empty_value=None, required=False
    )
    priority_ground = words("Varför den klassen?", 300, required=False)

    def __init__(self, data: QueryDict | None, classes: list[tuple[int, str]]) -> None:
        super().__init__(data, initial={"assessed_on": clock.today()})
        if classes:
            self.fields["priority"].choices = [("", "ingen"), *classes]  # type: ignore[attr-defined]
        else:
            del self.fields["priority"], self.fields["priority_ground"]


class ReturnForm(ActForm):
    """Return a referral with a reason and advice."""

    reason = forms.ChoiceField(
        label="Varför?",
        choices=[(one.value, text) for one, text in RETURN_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför remissen återremitteras."},
    )
    text = prose("Vad föreslår ni i stället?", help_text=TO_REFERRER)
    next_step = forms.ChoiceField(
        label="Föreslaget nästa steg",
        required=False,
        choices=[("", "inget särskilt"), *((one.value, text) for one, text in NEXT_STEPS.items())],
    )
    party = forms.TypedChoiceField(
        label="Vilken part bör ta vid?",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Remittenten får veta det. Parten får inte veta något om personen.",
    )

    def __init__(self, data: QueryDict | None, parties: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["party"].choices = [("", "ingen särskild"), *parties]  # type: ignore[attr-defined]


class OfferForm(ActForm):
    """Offer a place."""

    answer_by = DayField(label="Svar senast")
    first_day = DayField(
        label="Första dag",
        required=False,
        help_text="Dagen personen börjar. Remittenten får veta den. Tom: samma dag som svaret ska komma.",
    )
    out_of_order = words(
        "Varför utom turordningen?",
        300,
        required=False,
        help_text="Fyll i bara om någon står före.",
    )

    late = words(
        "Varför efter sista dag att söka?",
        300,
        required=False,
        help_text="Fyll i bara om sista dag att söka till starten har gått.",
    )

    def __init__(self, data: QueryDict | None, first_day: date | None, groups: list[Group]) -> None:
        until = clock.today() + timedelta(ANSWER_DAYS)
        # In a group that begins before then the answer comes before it does
        until = min(until, first_day) if first_day and groups else until
        super().__init__(data, initial={"answer_by": until, "first_day": first_day})
        if groups:
            self.fields["first_day"] = forms.TypedChoiceField(
                label="Vilken start?",
                coerce=date.fromisoformat,
                choices=[(one.start.day.isoformat(), group_words(one)) for one in groups],
                widget=forms.RadioSelect,
                initial=first_day and first_day.isoformat(),
                error_messages={"required": "Välj vilken start platsen gäller."},
            )
            self.order_fields(["answer_by", "first_day"])
        else:
            del self.fields["late"]


def group_words(group: Group) -> str:
    """Say when a group begins, by when to apply, and how many places are free."""
    told = running_date(group.start.day)
    if group.start.apply_by:
        told += f", sök senast {running_date(group.start.apply_by)}"
    if group.at_most is None:
        return f"{told}, antalet platser är inte registrerat"
    if not group.at_most:
        return f"{told}, fullt"
    places = "ledig plats" if group.at_most == 1 else "lediga platser"
    return f"{told}, högst {group.at_most} {places}"


class TakeBackForm(ActForm):
    """Take back an offer."""

    why = words("Varför tas erbjudandet tillbaka?", 300)


class OfferAnswerForm(HappenedForm):
    """Note what a person answered to an offer."""

    answer = forms.ChoiceField(
        label="Vad svarade personen?",
        choices=[("accepted", "ja"), ("declined", "nej, men står kvar i kön")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )
    reason = forms.ChoiceField(
        label="Om nej: vad är skälet?",
        required=False,
        help_text="Välj ett när personen tackar nej.",
        choices=[("", "välj"), *((one.value, text) for one, text in DECLINE_REASONS.items())],
    )
    why = prose("Vill du skriva något mer?", 3, required=False)
    is_own = decided_by("Vem bestämde svaret?", initial="person")


class PauseForm(HappenedForm):
    """Pause a wait."""

    reason = forms.ChoiceField(
        label="Varför?",
        choices=[(one.value, text) for one, text in PAUSE_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför väntan pausas."},
    )


class LeaveForm(ActForm):
    """Give up the place of a person who no longer wants it."""

    reason = forms.ChoiceField(
        label="Varför?",
        choices=[(one.value, text) for one, text in LEAVE_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför personen inte vill ha platsen längre."},
    )
    note = prose("Vill du skriva något mer?", 3, required=False, help_text="Teamet läser det.")


class RemovalForm(HappenedForm):
    """Take somebody out of the queue."""

    reason = forms.ChoiceField(
        label="Varför?",
        choices=[(one.value, text) for one, text in REMOVAL_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför personen avförs."},
    )
    note = prose(
        "Vad har gjorts innan?",
        3,
        required=False,
        help_text="För den som inte går att nå: dagarna för minst två försök, ÅÅÅÅ-MM-DD.",
    )


class NeverBegunForm(HappenedForm):
    """End what never began where the delivery has ended; that it ended is the reason chosen."""

    reason = forms.ChoiceField(
        label="Varför började personen aldrig?",
        choices=[(one.value, text) for one, text in NEVER_BEGUN_REASONS.items()],
        initial=RemovalReason.INTAKE_CLOSED.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför personen aldrig började."},
    )
    note = prose(
        "Vad har gjorts innan?",
        3,
        required=False,
        help_text="För den som inte går att nå: dagarna för minst två försök, ÅÅÅÅ-MM-DD.",
    )


class NoShowForm(HappenedForm):
    """Note why somebody never came."""

    reason = forms.ChoiceField(
        label="Varför kom personen aldrig?",
        choices=[(one.value, text) for one, text in NO_SHOW_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför personen aldrig kom."},
    )
    note = prose(
        "Vad har gjorts innan?",
        3,
        required=False,
        help_text="För den som inte går att nå: dagarna för minst två försök, ÅÅÅÅ-MM-DD.",
    )
