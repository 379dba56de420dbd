"""Forms of the referrer: one question on each page, and what is done with a sent referral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions import Basis, NewSupport
from samverk.interventions.persons.forms.people import prose, words
from samverk.interventions.persons.models import SupportKind
from samverk.rules.interventions.facts import HORIZONS, LIVELIHOODS
from samverk.rules.interventions.grounds import GroundRule, Need
from samverk.rules.interventions.queue import CONFIRMED

ORE = 100
MOST_KRONOR = 10_000_000
NEEDED_FIELDS = {
    Need.WHY: "why",
    Need.HARM_TEST: "is_harmless",
    Need.RESERVATION: "reservation",
}
CAREFUL = "Skriv inget som visar var den som har skyddade personuppgifter finns."


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a referral (fråga): its place in the address, and the field that it fills."""

    slug: str
    field: str
    title: str
    help: str
    is_needed: bool = False


QUESTIONS = (
    Question(
        "behov",
        "need",
        "Vad behöver personen?",
        "Beskriv kort. Hälsan har en egen fråga.",
        True,
    ),
    Question("mal", "aim", "Vad vill personen nå?", "Med personens egna ord om det går.", True),
    Question(
        "halsa",
        "health",
        "Vad behöver teamet veta om personens hälsa?",
        "Bara det som behövs. Lämnas bara om personen har samtyckt till det.",
    ),
    Question("forsorjning", "livelihood", "Vad lever personen på nu?", "Det som ger mest."),
    Question(
        "arbete",
        "horizon",
        "När bedöms personen kunna arbeta eller studera?",
        "Er bedömning i dag. Lämna tomt om den inte är gjord.",
    ),
    Question("na", "reached_by", "Hur når teamet personen?", CAREFUL),
    Question(
        "stod",
        "support",
        "Vilket stöd får personen under tiden?",
        "Medan personen väntar.",
    ),
)


CODED = {
    "livelihood": list(LIVELIHOODS.items()),
    "horizon": [(one.value, text) for one, text in HORIZONS.items()],
}


class AnswerForm(ActForm):
    """Answer one question of a referral."""

    text = prose("Svar", 6)

    def __init__(self, data: QueryDict | None, question: Question, said: str) -> None:
        super().__init__(data, initial={"text": said})
        if question.field in CODED:
            self.fields["text"] = forms.ChoiceField(
                choices=CODED[question.field], widget=forms.RadioSelect
            )
        field = self.fields["text"]
        field.label, field.help_text, field.required = (
            question.title,
            question.help,
            question.is_needed,
        )


class DeliveryForm(ActForm):
    """Choose what a person is referred to."""

    delivery = forms.TypedChoiceField(
        label="Vart remitteras personen?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en verksamhet."},
    )
    case_number = words("Ert ärendenummer", 60, required=False, help_text="Inget personnummer här.")

    def __init__(self, data: QueryDict | None, deliveries: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["delivery"].choices = deliveries  # type: ignore[attr-defined]


class SendForm(ActForm):
    """Send a referral in, on one stated ground; ``read`` is which writing of it the page shows.

    What a ground asks for is asked of all, and said which: the page works without scripts.
    """

    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label="På vilken grund lämnas uppgifterna?",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj på vilken grund uppgifterna lämnas."},
    )
    why = prose(
        "Varför får uppgifterna lämnas på den grunden?",
        3,
        required=False,
        help_text="Behövs för alla grunder utom samtycke. En uppgiftsskyldighet: skriv vilken lag.",
    )
    is_harmless = forms.BooleanField(
        label="Jag har prövat att uppgifterna kan lämnas utan men för personen", required=False
    )
    reservation = prose(
        "Förbehåll",
        3,
        required=False,
        help_text="Hur den enskilda utföraren får använda uppgifterna.",
    )

    def __init__(
        self, data: QueryDict | None, read: str, grounds: tuple[GroundRule, ...] = ()
    ) -> None:
        super().__init__(data, initial={"read": read})
        self.fields["ground"].choices = [(one.ground.value, one.text) for one in grounds]  # type: ignore[attr-defined]
        asked = {need for one in grounds for need in one.needs}
        for need, name in NEEDED_FIELDS.items():
            if need not in asked:
                del self.fields[name]

    @staticmethod
    def basis(values: dict[str, Any]) -> Basis:
        """Give the ground with what it asks for, for the action."""
        return Basis(
            values["ground"],
            values.get("why", ""),
            values.get("is_harmless", False),
            values.get("reservation", ""),
        )

    def shows_what_is_read(self) -> None:
        """Name the writing that the page shows now, when it is shown again with a fault."""
        if self.is_bound:
            shown = QueryDict(mutable=True)
            shown.update(self.data)
            shown["read"] = self.initial["read"]
            self.data = shown


class ReplyForm(ActForm):
    """Answer the team's question."""

    text = prose("Svar")


class ConfirmForm(ActForm):
    """Confirm a wait: whether the need is the same, and what support the person has meanwhile."""

    says = forms.ChoiceField(
        label="Vad säger personen?",
        choices=[(one.value, text) for one, text in CONFIRMED.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad personen säger."},
    )
    change = prose(
        "Om behovet har ändrats: hur?", 4, required=False, help_text="Teamet läser det du skriver."
    )
    support = forms.ChoiceField(
        label="Vilket stöd ger ni under väntan?",
        choices=SupportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vilket stöd som ges."},
    )

    def __init__(self, data: QueryDict | None, given: str) -> None:
        super().__init__(data, initial={"support": given} if given else None)


class SupportForm(ActForm):
    """Note support that is given during the wait."""

    kind = forms.ChoiceField(
        label="Vilket stöd?",
        choices=SupportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vilket stöd som ges."},
    )
    from_date = DayField(label="Från och med")
    to_date = DayField(label="Till och med", required=False)
    cost = forms.IntegerField(
        label="Kostnad i kronor",
        required=False,
        min_value=0,
        max_value=MOST_KRONOR,
        help_text="Hela kronor. Lämna tomt om den inte är känd.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Skriv hela kronor med siffror.",
            "min_value": "Kostnaden kan inte vara negativ.",
            "max_value": "Kostnaden är orimligt hög. Skriv den i kronor.",
        },
    )

    def new_support(self, values: dict[str, Any]) -> NewSupport:
        """Give what was written, for the action; the cost in öre."""
        kronor = values["cost"]
        return NewSupport(**{**values, "cost": None if kronor is None else kronor * ORE})
