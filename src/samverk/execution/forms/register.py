"""Forms of the register: a decision, what happens to it, and who handles it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory import queries as directory
from samverk.execution.actions import NewDecision
from samverk.execution.models import Recipient, Sex
from samverk.execution.queries.codes import offered
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField, PageForm
from samverk.rules.unexecuted.code_books import STANDARD_BOOK, CodeBook, CodeList
from samverk.rules.unexecuted.counting import WORDS, Definition
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import DETAILS, OFFER_ANSWERS, ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter, read_quarter

BLIND = {"autocomplete": "off"}
CHOOSE = [("", "Välj")]
E = ExecutionEvent
NO_EARLIER = "Inget tidigare beslut hittades på det numret, eller på namnet om nummer saknas."


def _line(label: str, most: int = 200, **options: Any) -> forms.CharField:
    """Build a line of text that no browser remembers."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs=BLIND), **options
    )


def _prose(label: str, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, **BLIND})
    return forms.CharField(label=label, max_length=4000, widget=widget, **options)


class FindForm(PageForm):
    """Find decisions by whom they concern. Sent, never put in an address."""

    REQUIRED = "Skriv ett namn, ett nummer eller källans nyckel."
    sok = _line(
        "Namn, personnummer eller källans nyckel",
        100,
        help_text="Hela ord. Det går inte att söka på något annat.",
    )


class NumberForm(PageForm):
    """Name whoever an extract is about by number. Sent, never put in an address."""

    REQUIRED = "Skriv numret."
    number = _line(
        "Personnummer eller det som står i stället",
        20,
        help_text="ÅÅÅÅMMDD-NNNN, eller ÅÅÅÅMMDD-T123.",
    )


class DecisionForm(ActForm):
    """Register a decision, or put right what was registered."""

    decided_on = DayField(label="Beslutsdag")
    ground = forms.ChoiceField(label="Lagrum")
    kind = forms.ChoiceField(label="Insats")
    area = forms.ChoiceField(label="Inriktning", required=False)
    first_name = _line("Förnamn", 100)
    last_name = _line("Efternamn", 100)
    number = _line(
        "Personnummer eller samordningsnummer",
        20,
        required=False,
        help_text="ÅÅÅÅMMDD-NNNN. Saknas det: födelsedagen och T med tre siffror, ÅÅÅÅMMDD-T123.",
    )
    sex = forms.ChoiceField(
        label="Kön",
        choices=Sex.choices,
        required=False,
        help_text="Ett personnummer visar det; då behöver du inte välja.",
    )
    stay_municipality = forms.TypedChoiceField(
        label="Vistelsekommun som ska verkställa",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Bara om en annan kommun har fått i uppdrag att verkställa beslutet.",
    )

    def __init__(
        self, data: QueryDict | None, book: CodeBook = STANDARD_BOOK, **options: Any
    ) -> None:
        super().__init__(data, **options)
        today = clock.today()
        kinds = [
            (code, f"{words} ({act})") for code, words, act in offered(book, CodeList.TYPE, today)
        ]
        areas = [(code, words) for code, words, _ in offered(book, CodeList.AREA, today)]
        towns = [
            (one.id, one.short_name)
            for one in directory.organisations()
            if one.kind == "municipality"
        ]
        self._offer("ground", [(one.code, one.text) for one in GROUNDS])
        self._offer("kind", kinds)
        self._offer("area", areas)
        self._offer("stay_municipality", towns, first="ingen")

    def _offer(self, name: str, choices: list[tuple[Any, str]], first: str = "Välj") -> None:
        self.fields[name].choices = [("", first), *choices]  # type: ignore[attr-defined]

    @staticmethod
    def new_decision(values: dict[str, Any]) -> NewDecision:
        """Give what was written, for the action."""
        return NewDecision(**values)


class NewDecisionForm(DecisionForm):
    """Register a decision."""

    has_earlier = forms.BooleanField(
        label="Beslutet ersätter ett tidigare",
        required=False,
        help_text="Du väljer vilket i nästa steg, bland den enskildes egna beslut.",
    )
    replaces = forms.TypedChoiceField(
        label="Vilket beslut ersätter det?",
        coerce=uuid.UUID,
        error_messages={"required": "Välj vilket beslut det ersätter."},
    )
    keeps_clock = forms.BooleanField(
        label="Räkna väntan från det tidigare beslutets dag",
        required=False,
        help_text="Ingen regel om det är känd. Nämnden väljer, och valet visas.",
    )
    is_protected = forms.BooleanField(
        label="Den enskilde har skyddade personuppgifter",
        required=False,
        help_text="Då ser bara du, huvudrapportören och de ni namnger beslutet.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        earlier: list[tuple[uuid.UUID, str]] | None,
        book: CodeBook = STANDARD_BOOK,
        **options: Any,
    ) -> None:
        """Offer what the person has ``earlier``; None before it is asked for."""
        super().__init__(data, book, **options)
        if earlier is None:
            del self.fields["replaces"], self.fields["keeps_clock"]
        else:
            self._offer("replaces", [(pk, name) for pk, name in earlier])

    def clean(self) -> dict[str, Any]:
        """Say at the box when there is nothing that it could replace."""
        values = super().clean() or {}
        if "replaces" in self.fields and len(self.fields["replaces"].choices) == 1:  # type: ignore[attr-defined]
            del self.fields["replaces"], self.fields["keeps_clock"]
            self.errors.pop("replaces", None)
            self.add_error("has_earlier", NO_EARLIER)
        return values

    @staticmethod
    def new_decision(values: dict[str, Any]) -> NewDecision:
        """Give what was written, for the action."""
        return NewDecision(**{name: one for name, one in values.items() if name != "has_earlier"})


class AmendForm(DecisionForm):
    """Put right what was registered. The number is not shown: it is written anew, or stays."""

    why = _prose("Varför rättas uppgifterna?")
    # How many steps there were when the page was drawn
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: QueryDict | None, book: CodeBook = STANDARD_BOOK, **options: Any
    ) -> None:
        super().__init__(data, book, **options)
        self.fields["number"].help_text = "Lämna tomt om numret är rätt. Annars ÅÅÅÅMMDD-NNNN."

    def _renew_key(self) -> None:
        """Let what was written be sent again, knowing of what somebody else wrote meanwhile."""
        super()._renew_key()
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        renewed["seen"] = str(self.initial["seen"])
        self.data = renewed


_CODES: dict[ExecutionEvent, tuple[str, dict[str, str]]] = {
    E.ANSWER: ("Svar", {str(code): text.capitalize() for code, text in OFFER_ANSWERS.items()}),
    E.SPECIFY: (
        "Vad skriver du om?",
        {str(code): text.capitalize() for code, text in DETAILS.items()},
    ),
}
_NOTES = {
    E.OFFER: "Vad erbjöds?",
    E.ANSWER: "Kommentar",
    E.SUPPORT: "Vilket stöd ges under väntan?",
    E.EXPLAIN: "Beskriv skälet",
    E.FOLLOW_UP: "Vad visade uppföljningen?",
    E.CONSEQUENCE: "Vilka konsekvenser har väntan?",
    E.SPECIFY: "Text i rapporten",
    E.EXECUTE_PARTLY: "Vilken del är inte verkställd?",
    E.REOPEN: "Varför öppnas beslutet igen?",
    E.UNDO_INTERRUPTION: "Varför är avbrottet fel?",
    E.CORRECT: "Vad är fel?",
}
_NEEDED = frozenset(
    {
        E.SUPPORT,
        E.FOLLOW_UP,
        E.CONSEQUENCE,
        E.SPECIFY,
        E.EXECUTE_PARTLY,
        E.REOPEN,
        E.UNDO_INTERRUPTION,
        E.CORRECT,
    }
)


class StepForm(ActForm):
    """Note something that happened to a decision; which fields there are goes by what it is."""

    day = DayField(label="Vilken dag hände det?")
    code = forms.ChoiceField(label="Kod")
    note = _prose("Kommentar", required=False)

    def __init__(
        self, data: QueryDict | None, event: ExecutionEvent, book: CodeBook = STANDARD_BOOK
    ) -> None:
        today = clock.today()
        super().__init__(data, initial={"day": today})
        reasons = offered(book, CodeList.REASON, today)
        closes = offered(book, CodeList.CLOSE, today)
        codes = dict(_CODES)
        codes[E.EXPLAIN] = ("Skäl", {code: f"{words} ({group})" for code, words, group in reasons})
        codes[E.CLOSE] = (
            "Varför avslutas beslutet?",
            {code: words for code, words, _ in closes},
        )
        if event in codes:
            label, choices = codes[event]
            self.fields["code"].label = label
            self.fields["code"].choices = [*CHOOSE, *choices.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["code"]
        self.fields["note"].label = _NOTES.get(event, "Kommentar")
        self.fields["note"].required = event in _NEEDED


class WhyForm(ActForm):
    """Say why something is done."""

    why = _prose("Varför?")


class QuarterForm(ActForm):
    """Choose whom a report is to, of which quarter that has ended, and how it is counted."""

    recipient = forms.TypedChoiceField(
        label="Rapport till",
        coerce=Recipient,
        choices=[(one.value, one.label.capitalize()) for one in Recipient],
        widget=forms.RadioSelect,
    )
    quarter = forms.TypedChoiceField(label="Kvartal", coerce=read_quarter)
    definition = forms.TypedChoiceField(
        label="Vilka räknas",
        coerce=Definition,
        choices=list(WORDS.items()),
        widget=forms.RadioSelect,
        initial=Definition.OPEN,
    )
    why = _prose(
        "Varför rapporten lämnas fast en kontroll inte stämmer",
        required=False,
        help_text="Bara om en kontroll hindrar rapporten. Skriv inget om någon enskild: texten sparas"
        " längre än besluten.",
    )

    def __init__(self, data: QueryDict | None, ended: list[Quarter], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["quarter"].choices = [(one.code, str(one).capitalize()) for one in ended]  # type: ignore[attr-defined]


class YesForm(ActForm):
    """Do something that needs nothing more said."""


class HandlerForm(ActForm):
    """Choose somebody among those who keep the register."""

    user = forms.TypedChoiceField(label="Handläggare", coerce=int)

    def __init__(self, data: QueryDict | None, users: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["user"].choices = [*CHOOSE, *users]  # type: ignore[attr-defined]
