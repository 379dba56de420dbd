"""Forms about who a person is, their consents and their protection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField, LeftField, PageForm
from samverk.interventions.persons.actions import NewConsent, NewPerson, RightNumber
from samverk.interventions.persons.models import Person, Sex
from samverk.interventions.persons.records import Identity, edition
from samverk.rules.interventions.disclosure import DATA_KINDS

BLIND = {"autocomplete": "off"}
NO_PLACE = "Lämna tomt för den som har skyddade personuppgifter."


def municipalities() -> list[tuple[int, str]]:
    """List the municipalities that somebody may live in (ids and short names)."""
    found = directory.organisations()
    return [(one.id, one.short_name) for one in found if one.kind == "municipality"]


def words(label: str, most: int = 200, **options: Any) -> forms.CharField:
    """Build a line of text that no browser remembers."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs=BLIND), **options
    )


def prose(label: str, rows: int = 5, **options: Any) -> forms.CharField:
    """Build a text of several lines."""
    options.setdefault("max_length", 4000)
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows, **BLIND}), **options
    )


class SearchForm(PageForm):
    """Search for a person. Sent, never put in an address."""

    REQUIRED = "Skriv ett namn, ett nummer eller ett ärendenummer."
    sok = words(
        "Namn, personnummer, samordningsnummer eller ärendenummer",
        100,
        help_text="Hela ord. Det går inte att söka på något annat.",
    )


class PersonForm(ActForm):
    """Register a person."""

    name = words("Namn")
    number = words(
        "Personnummer eller samordningsnummer",
        20,
        required=False,
        help_text="ÅÅÅÅMMDD-NNNN. Visas sedan med de fyra sista siffrorna dolda.",
    )
    born = DayField(label="Födelsedag", required=False)
    sex = forms.ChoiceField(
        label="Kön",
        choices=Sex.choices,
        initial=Sex.UNKNOWN,
        help_text="Ett personnummer visar det; då behöver du inte välja.",
    )
    home = forms.TypedChoiceField(label="Hemkommun", coerce=int, empty_value=None, required=False)
    phone = words("Telefon", 40, required=False, help_text=NO_PLACE)
    email = words("E-post", required=False, help_text=NO_PLACE)
    address = words("Adress", 300, required=False, help_text=NO_PLACE)
    protected = forms.BooleanField(
        label="Personen har skyddade personuppgifter",
        required=False,
        help_text="Då vet bara du, och de du namnger, att personen finns här.",
    )

    def __init__(self, data: QueryDict | None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["born"].help_text = "ÅÅÅÅ-MM-DD. Behövs om nummer saknas."
        self.fields["home"].choices = [("", "inte känd"), *municipalities()]  # type: ignore[attr-defined]

    def new_person(self, body: int, values: dict[str, Any]) -> NewPerson:
        """Give what was written, for the action."""
        return NewPerson(controller=body, **values)


class ReachForm(ActForm):
    """Change a person's name, home and how they are reached; the number stays."""

    name = words("Namn")
    home = forms.TypedChoiceField(label="Hemkommun", coerce=int, empty_value=None, required=False)
    phone = words("Telefon", 40, required=False)
    email = words("E-post", required=False)
    address = words("Adress", 300, required=False)
    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, person: Person, told: Identity, *, is_protected: bool
    ) -> None:
        known = {name: getattr(told, name) for name in ("name", "phone", "email", "address")}
        read = edition(person, person)
        super().__init__(data, initial={**known, "home": person.home_id, "read": read})
        self.fields["home"].choices = [("", "inte känd"), *municipalities()]  # type: ignore[attr-defined]
        if is_protected:
            # What tells where somebody is has no place to be written in
            for name in ("phone", "email", "address"):
                del self.fields[name]

    def new_person(self, body: int, values: dict[str, Any]) -> NewPerson:
        """Give what was written, for the action."""
        return NewPerson(
            controller=body, **{name: one for name, one in values.items() if name != "read"}
        )


class NumberForm(ActForm):
    """Give a person the right number, or none and the day of birth."""

    number = words(
        "Rätt personnummer eller samordningsnummer",
        20,
        required=False,
        help_text="ÅÅÅÅMMDD-NNNN. Lämna tomt om numret inte är känt.",
    )
    born = DayField(label="Födelsedag", required=False)
    why = words("Varför är numret fel?", 300)

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["born"].help_text = "ÅÅÅÅ-MM-DD. Behövs om numret inte är känt."

    def right(self, values: dict[str, Any]) -> RightNumber:
        """Give what was written, for the action."""
        return RightNumber(**values)


class ConsentForm(ActForm):
    """Register a consent for one purpose. Nothing is chosen beforehand."""

    receivers = forms.TypedMultipleChoiceField(
        label="Vem får uppgifterna lämnas till?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj vem uppgifterna får lämnas till."},
    )
    kinds = forms.MultipleChoiceField(
        label="Vilka uppgifter får utbytas?",
        choices=[(one.value, text[:1].upper() + text[1:]) for one, text in DATA_KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Åt båda håll. Det som inte kryssas i lämnas inte, och mottagaren ser att det saknas.",
        error_messages={"required": "Välj vilka uppgifter som får utbytas."},
    )
    note = words("Anteckning", 300, required=False, help_text="Om något mer sades.")
    way = forms.ChoiceField(
        label="Hur gavs samtycket?",
        choices=[("skriftligt", "skriftligt"), ("muntligt", "muntligt")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur samtycket gavs."},
    )
    language = words("På vilket språk?", 60, initial="svenska")
    from_date = DayField(label="Gavs den dag")
    to_date = DayField(label="Gäller till och med", required=False)
    yes = forms.BooleanField(
        label="Personen har själv sagt ja till just detta",
        error_messages={"required": "Kryssa i först när personen har sagt ja."},
    )

    def __init__(self, data: QueryDict | None, *, exchanges: bool) -> None:
        super().__init__(data)
        if not exchanges:
            # Nothing is told to anybody on the other purposes
            del self.fields["kinds"]
        self.fields["to_date"].help_text = "ÅÅÅÅ-MM-DD. Tomt: tills det tas tillbaka."
        self.fields["receivers"].choices = [  # type: ignore[attr-defined]
            (one.id, one.short_name)
            for one in directory.organisations()
            if one.kind != "federation"
        ]

    def new_consent(self, person: Person, purpose: str, values: dict[str, Any]) -> NewConsent:
        """Give what was written, for the action."""
        return NewConsent(
            person=person.pk,
            purpose=purpose,
            receivers=tuple(values["receivers"]),
            note=values["note"],
            form=values["way"],
            from_date=values["from_date"],
            to_date=values["to_date"],
            language=values["language"],
            kinds=tuple(values.get("kinds", ())),
        )


class YesForm(ActForm):
    """Do something that needs no words."""


def decided_by(label: str = "Vem bestämde det?", **options: Any) -> forms.TypedChoiceField:
    """Build the question of whose word it was: True for the person's own, False for what is not said."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("person", "personen själv"), ("other", "någon annan")],
        coerce=lambda said: said == "person",
        empty_value=False,  # type: ignore[arg-type]
        required=False,
        widget=forms.RadioSelect,
        **options,
    )


class WithdrawForm(ActForm):
    """Take a referral back, and say why."""

    why = words("Varför?", 300)
    is_own = decided_by()


class HappenedForm(ActForm):
    """Do something that happened today, or on a day before."""

    day = DayField(
        label="Vilken dag hände det?",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. I dag, om du inte skriver något annat.",
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"day": clock.today()})
        # It is asked last, and is always filled in
        self.fields["day"] = self.fields.pop("day")
        self.fields["day"].is_needed = True  # type: ignore[attr-defined]


class WhyForm(ActForm):
    """Do something and say why."""

    why = words("Varför?", 300)


class HandlerForm(ActForm):
    """Name somebody who may know of a protected person."""

    user = LeftField(label="Vem får veta?", error_messages={"required": "Välj en person."})

    def __init__(
        self, data: QueryDict | None, colleagues: list[tuple[int, str]], named: set[int]
    ) -> None:
        super().__init__(data)
        self.fields["user"].offer(colleagues, named, first="Välj")  # type: ignore[attr-defined]


class EndHandlerForm(ActForm):
    """Choose who is to know of a protected person no more."""

    user = LeftField(
        label="Vem ska inte längre veta?", error_messages={"required": "Välj en person."}
    )

    def __init__(self, data: QueryDict | None, named: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["user"].offer(named, (), first="Välj")  # type: ignore[attr-defined]


class ReviewForm(PageForm):
    """Choose which readings to list."""

    dag = DayField(label="Dag", required=False)
    anvandare = forms.TypedChoiceField(
        label="Vem som läste", coerce=int, empty_value=None, required=False
    )

    def __init__(self, data: QueryDict, readers: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["anvandare"].choices = [("", "alla"), *readers]  # type: ignore[attr-defined]
