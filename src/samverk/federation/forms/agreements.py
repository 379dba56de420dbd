"""Forms of agreements: drafting, each step, and what is added to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from samverk.federation import actions, queries
from samverk.federation.forms.contributions import IN_TIME
from samverk.federation.forms.setup import decision_papers, whole
from samverk.federation.models import (
    Agreement,
    AgreementKind,
    PriceChoice,
)
from samverk.federation.models.agreements import DEFAULT_NOTICE_MONTHS
from samverk.federation.queries import Member
from samverk.federation.reading.money import HOW, ore_asked
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.agreements.agreement import AgreementEvent
from samverk.rules.agreements.deadline import DEFAULT_CLAIM_DAYS
from samverk.rules.wording import kronor_and_ore

NEEDED_LATER = "Behövs innan den skickas till beslut."
WHOLE = "Med dag, paragraf och diarienummer."
AMENDING = f"{WHOLE} Behövs inte när en struken uppgift från samma dag skrivs om."
OURS, PAYEES = "Förbundets beslut", "Utförarens beslut"
OFFERED = ("name", "kind", "intervention", "payee", "parties", "price_model", "places")
DATED = ("starts_on", "ends_on", "longest_to", "notice_months", "claim_days")
WRITTEN = ("reporting", "data_processing")


class OreField(forms.CharField):
    """An amount in kronor with öre; gives öre."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Kronor, med öre efter kommat.")
        super().__init__(max_length=30, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """Read the amount. Raises ValidationError that says how it is written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return ore_asked(text)
        except ValueError as fault:
            raise forms.ValidationError(HOW) from fault


def text_area(label: str, rows: int = 3, *, required: bool = True, **more: Any) -> forms.CharField:
    """Make a field for some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, max_length=4000, **more)


class AgreementForm(ActForm):
    """Draft an agreement, or rewrite a draft."""

    name = forms.CharField(label="Överenskommelsens namn", max_length=200)
    kind = forms.ChoiceField(label="Slag", choices=AgreementKind.choices)
    intervention = forms.TypedChoiceField(label="Insats", coerce=int)
    payee = forms.TypedChoiceField(
        label="Utförare", coerce=int, help_text="Bara en medlem kan få medel (6 §)."
    )
    parties = forms.TypedMultipleChoiceField(
        label="Parter som samverkar",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Minst två. Kommuner räknas tillsammans som en part.",
    )
    price_model = forms.ChoiceField(label="Prismodell", choices=PriceChoice.choices)
    places = whole(
        "Finansierade platser", 1, 10_000, required=False, help_text="Om platser finansieras."
    )
    starts_on = DayField(label="Gäller från och med", validators=IN_TIME)
    ends_on = DayField(label="Gäller till och med", validators=IN_TIME)
    longest_to = DayField(
        label="Längst till och med",
        required=False,
        validators=IN_TIME,
        help_text="ÅÅÅÅ-MM-DD. Om optioner ska kunna förlänga.",
    )
    notice_months = whole("Uppsägningstid i månader", 0, 60, initial=DEFAULT_NOTICE_MONTHS)
    claim_days = whole(
        "Dagar att lämna in rekvisition efter periodens slut", 1, 730, initial=DEFAULT_CLAIM_DAYS
    )
    reporting = text_area(
        "Vad utföraren redovisar, och när", required=False, help_text=NEEDED_LATER
    )
    data_processing = text_area(
        "Personuppgifter: vem som är ansvarig och för vad",
        required=False,
        help_text=f"{NEEDED_LATER} Förbundet behandlar inga uppgifter om deltagare.",
    )
    field_order = ("key", *OFFERED, *DATED, *WRITTEN)

    def __init__(
        self,
        data: QueryDict | None,
        members: list[Member],
        home: int,
        found: Agreement | None,
        begun: Mapping[str, object] | None = None,
    ) -> None:
        names = (*OFFERED, *DATED, *WRITTEN)
        given = {name: getattr(found, name) for name in names} if found else dict(begun or {})
        given |= {"intervention": found.intervention_id, "payee": found.payee_id} if found else {}
        super().__init__(data, initial=given)
        offered = [(row.pk, row.name) for row in queries.interventions_of(home)]
        named = [(one.membership.pk, one.membership.member.name) for one in members]
        for field, choices in (
            ("intervention", [("", "Välj"), *offered]),
            ("payee", [("", "Välj"), *named]),
            ("parties", named),
        ):
            self.fields[field].choices = choices  # type: ignore[attr-defined]

    def new_agreement(self, federation: int, values: dict[str, Any]) -> actions.NewAgreement:
        """Give what was written, for the action."""
        parties = tuple(values.pop("parties"))
        return actions.NewAgreement(federation=federation, parties=parties, **values)


def _offer_each(form: ActForm, found: Agreement) -> None:
    """Offer each side its own decisions."""
    homes = (("decision", found.federation_id), ("payee_decision", found.payee.member_id))
    for name, home in homes:
        offered = [("", "Välj"), *decision_papers([home])]
        form.fields[name].choices = offered  # type: ignore[attr-defined]


def ask_both(form: ActForm, found: Agreement) -> None:
    """Ask for a decision of each side, which amending an agreement that holds needs."""
    for name, label in (("decision", OURS), ("payee_decision", PAYEES)):
        form.fields[name] = forms.TypedChoiceField(
            label=label, coerce=int, empty_value=None, required=False, help_text=AMENDING
        )
    _offer_each(form, found)


class AgreementStepForm(ActForm):
    """Take a step of an agreement: its day, and the decision, option or words that it needs."""

    day = DayField(label="Dag", validators=IN_TIME)
    decision = forms.TypedChoiceField(label="Beslut", coerce=int, help_text=WHOLE)
    payee_decision = forms.TypedChoiceField(label=PAYEES, coerce=int, help_text=WHOLE)
    option = forms.TypedChoiceField(label="Option", coerce=int)
    note = text_area("Anteckning", required=False)

    NEEDS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        AgreementEvent.DECIDE.value: ("decision", "payee_decision"),
        AgreementEvent.GIVE_NOTICE.value: ("decision",),
        AgreementEvent.REVOKE_NOTICE.value: ("decision",),
        AgreementEvent.USE_OPTION.value: ("option", "decision", "payee_decision"),
    }

    def __init__(self, data: QueryDict | None, found: Agreement, event: AgreementEvent) -> None:
        super().__init__(data)
        for name in ("decision", "payee_decision", "option"):
            if name not in self.NEEDS.get(event.value, ()):
                del self.fields[name]
        if "payee_decision" in self.fields:
            self.fields["decision"].label = OURS
            _offer_each(self, found)
        elif "decision" in self.fields:
            both = decision_papers([found.federation_id, found.payee.member_id])
            self.fields["decision"].choices = [("", "Välj"), *both]  # type: ignore[attr-defined]
        if "option" in self.fields:
            options = [(row.pk, str(row)) for row in found.options.filter(used=None)]
            self.fields["option"].choices = [("", "Välj"), *options]  # type: ignore[attr-defined]
        if event is AgreementEvent.TERMINATE:
            self.fields["note"].required, self.fields["note"].label = True, "Varför?"

    def move(self, event: AgreementEvent, values: dict[str, Any]) -> actions.AgreementMove:
        """Give what was written, for the action."""
        return actions.AgreementMove(event.value, **values)


class CostRuleForm(ActForm):
    """Say whether a kind of cost may be paid."""

    name = forms.CharField(label="Kostnadsslag", max_length=100)
    is_eligible = forms.BooleanField(label="Får betalas av förbundet", required=False)
    source = forms.CharField(
        label="Källa", max_length=300, help_text="Till exempel styrelsens beslut."
    )


class CommitmentForm(ActForm):
    """Register a commitment."""

    from_date = DayField(label="Från och med", validators=IN_TIME)
    to_date = DayField(label="Till och med", validators=IN_TIME)
    amount = OreField(label="Belopp som högst")
    note = forms.CharField(label="Anteckning", max_length=300, required=False)


class NoteForm(ActForm):
    """Take a step with a note."""

    note = text_area("Anteckning", required=False)


def as_written(amount: int) -> str:
    """Write öre as a field takes them back: "12 500,50"."""
    return kronor_and_ore(amount).removesuffix("kr").strip()
