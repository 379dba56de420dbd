"""Forms of the party's coordinator."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField, PageForm
from samverk.interventions.persons.forms.people import words
from samverk.interventions.persons.queries.coordination import LIST_NAMES, Choice, Listed
from samverk.rules.interventions.unanswered import LEAST_DAYS, TAKE_UP_DAYS


class ListForm(PageForm):
    """Choose which list is shown, of which delivery and in which state."""

    lista = forms.ChoiceField(
        label="Lista", choices=[(one.value, name) for one, name in LIST_NAMES.items()]
    )
    verksamhet = forms.TypedChoiceField(
        label="Verksamhet", coerce=int, empty_value=None, required=False
    )
    lage = forms.ChoiceField(label="Läge", required=False)

    def __init__(
        self, data: QueryDict, deliveries: list[tuple[int, str]], states: list[tuple[str, str]]
    ) -> None:
        chosen = data.copy()
        chosen.setdefault("lista", Listed.RECEIVED.value)
        super().__init__(chosen)
        self.fields["verksamhet"].choices = [("", "alla"), *deliveries]  # type: ignore[attr-defined]
        self.fields["lage"].choices = [("", "alla"), *states]  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """What was chosen; what could not be read is left open."""
        self.is_valid()
        found = self.cleaned_data
        listed = Listed(found.get("lista") or Listed.RECEIVED)
        return Choice(listed, found.get("verksamhet"), found.get("lage") or "")


class WrongForm(ActForm):
    """Mark something as entered in error."""

    why = words("Vad blev fel?", 300)


class OtherForm(PageForm):
    """Find the other record of a person. Sent, never put in an address."""

    REQUIRED = "Skriv ett nummer eller ett ärendenummer."
    sok = words(
        "Den andra postens nummer, eller ett ärendenummer",
        100,
        help_text="Hela personnumret, samordningsnumret eller ärendenumret. Namn går inte att söka på här.",
    )


# What the number of the record that is emptied is
NUMBER_THEIRS, NUMBER_WRONG = "deras", "fel"


class JoinForm(ActForm):
    """Join two records of one person; with two numbers it is asked what the one that goes is."""

    why = words("Hur vet du att det är samma person?", 300)
    numret = forms.ChoiceField(
        label="Vad är numret i posten som töms?",
        choices=[
            (NUMBER_THEIRS, "Också personens, till exempel ett samordningsnummer från förut"),
            (NUMBER_WRONG, "Fel: det är inte personens nummer"),
        ],
        widget=forms.RadioSelect,
        help_text=(
            "Är det personens leder en ny remiss eller registrering med det numret hit. Är det fel kan"
            " det vara någon annans, och leder ingenstans."
        ),
        error_messages={"required": "Välj vad numret i posten som töms är."},
    )
    sure = forms.BooleanField(
        label="Jag har jämfört posterna, och vet att det inte går att ångra.",
        error_messages={"required": "Bekräfta att du har jämfört posterna."},
    )

    def __init__(self, data: QueryDict | None, *, two_numbers: bool) -> None:
        super().__init__(data)
        if not two_numbers:
            del self.fields["numret"]


class GroundForm(ActForm):
    """Open or shut a ground."""

    reference = words("Beslut", 300, help_text="Var lagen är prövad: beslut, dag och diarienummer.")


DAYS_FAULTS = {
    "required": "Skriv antalet dagar.",
    "min_value": f"Ge teamet minst {LEAST_DAYS} dagar.",
    "max_value": "Skriv högst 365 dagar.",
}


class TeamForm(ActForm):
    """Name the receiving team of a delivery."""

    delivery = forms.TypedChoiceField(
        label="Verksamhet",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en verksamhet."},
    )
    days = forms.IntegerField(
        label="Inom hur många dagar ska en remiss börja bedömas?",
        min_value=LEAST_DAYS,
        max_value=365,
        initial=TAKE_UP_DAYS,
        help_text="Annars förfaller den, efter två varningar. Remittenten får veta det.",
        error_messages=DAYS_FAULTS,
    )

    def __init__(self, data: QueryDict | None, deliveries: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["delivery"].choices = deliveries  # type: ignore[attr-defined]


class TeamTermsForm(ActForm):
    """Give a team another time to take referrals up."""

    days = forms.IntegerField(
        label="Inom hur många dagar ska en remiss börja bedömas?",
        min_value=LEAST_DAYS,
        max_value=365,
        error_messages=DAYS_FAULTS,
    )
    from_date = DayField(
        label="Från och med", help_text="Gäller remisser som kommer från den dagen."
    )

    def __init__(self, data: QueryDict | None, days: int) -> None:
        super().__init__(data, initial={"days": days, "from_date": clock.today()})


class MoveForm(ActForm):
    """Move all who wait to another queue."""

    successor = forms.TypedChoiceField(
        label="Till vilken kö?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en kö."},
    )

    def __init__(
        self, data: QueryDict | None, deliveries: list[tuple[int, str]], first: int | None
    ) -> None:
        super().__init__(data, initial={"successor": first})
        self.fields["successor"].choices = deliveries  # type: ignore[attr-defined]


class CountsChoiceForm(PageForm):
    """Choose a delivery and a period to count."""

    REQUIRED = "Fyll i fältet."
    verksamhet = forms.TypedChoiceField(label="Verksamhet", coerce=int)
    fran = DayField(label="Från och med")
    till = DayField(label="Till och med")

    def __init__(self, data: QueryDict | None, deliveries: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["verksamhet"].choices = deliveries  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Refuse a period that is turned around, or longer than five years."""
        found = super().clean() or {}
        first, last = found.get("fran"), found.get("till")
        if first and last and last < first:
            self.add_error("till", "Perioden slutar före sin början.")
        if first and last and (last - first).days > 5 * 366:
            self.add_error("till", "Välj högst fem år.")
        return found
