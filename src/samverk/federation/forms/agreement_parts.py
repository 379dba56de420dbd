"""Forms that add something to an agreement, and that settle what was added."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from samverk.federation import actions
from samverk.federation.forms.agreements import OreField, ask_both, text_area
from samverk.federation.forms.contributions import IN_TIME
from samverk.federation.forms.setup import papers, whole
from samverk.federation.models import Agreement, ProposalEnd, Share, Side
from samverk.federation.queries import Member
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.agreements.agreement import AgreementState


class TermForm(ActForm):
    """A form that adds something to an agreement; ``TERM`` is what the action takes."""

    TERM: ClassVar[type[Any]]
    AMENDS: ClassVar[bool] = False

    def __init__(self, data: QueryDict | None, found: Agreement, members: list[Member]) -> None:
        super().__init__(data)
        self.found, self.members = found, members
        self.prepare()
        if self.AMENDS and found.state != AgreementState.DRAFT:
            ask_both(self, found)

    def prepare(self) -> None:
        """Offer what depends on the agreement."""

    def term(self, values: dict[str, Any]) -> tuple[actions.Term, actions.Behind]:
        """Give what was written, and the decisions behind it, for the action."""
        chosen = [values.pop(name, None) for name in ("decision", "payee_decision")]
        return self.TERM(**values), actions.Behind(*chosen)


class TariffForm(TermForm):
    """Register a tariff."""

    TERM = actions.NewTariff
    AMENDS = True
    from_date = DayField(label="Gäller från och med", validators=IN_TIME)
    amount = OreField(label="Kronor per enhet, eller fast belopp")


class PlacesForm(TermForm):
    """Register how many places are funded from a day on."""

    TERM = actions.NewPlaces
    AMENDS = True
    from_date = DayField(label="Gäller från och med", validators=IN_TIME)
    places = whole("Finansierade platser", 1, 10_000)


class ClosingForm(TermForm):
    """Register closed days."""

    TERM = actions.NewClosing
    from_date = DayField(label="Från och med", validators=IN_TIME)
    to_date = DayField(label="Till och med", validators=IN_TIME)
    reason = forms.CharField(label="Varför", max_length=200)


class OptionForm(TermForm):
    """Register an option."""

    TERM = actions.NewOption
    AMENDS = True
    prolongs_to = DayField(label="Förlänger till och med", validators=IN_TIME)
    use_by = DayField(label="Sista dag att använda den", validators=IN_TIME)


def _document(found: Agreement, field: Any) -> None:
    offered = papers([found.federation_id, found.payee.member_id])
    field.choices = [("", "Inte registrerad"), *offered]


class SignatureForm(TermForm):
    """Register that a side has signed."""

    TERM = actions.NewSignature
    side = forms.ChoiceField(label="Vem", choices=Side.choices, widget=forms.RadioSelect)
    signed_on = DayField(label="Undertecknad den", validators=IN_TIME)
    signatory = forms.CharField(label="Av", max_length=200, help_text="Firmatecknarens namn.")
    document = forms.TypedChoiceField(
        label="Undertecknad handling", coerce=int, empty_value=None, required=False
    )

    def prepare(self) -> None:
        """Offer the open documents of both sides."""
        _document(self.found, self.fields["document"])


class ProposalForm(TermForm):
    """Put a proposal of change."""

    TERM = actions.NewProposal
    text = text_area("Vad ska ändras?")
    proposed_on = DayField(label="Lagt den", validators=IN_TIME)


class DutyForm(TermForm):
    """Register a report that is owed."""

    TERM = actions.NewDuty
    name = forms.CharField(label="Redovisning", max_length=200)
    due_on = DayField(label="Lämnas senast", validators=IN_TIME)


class PurchaseForm(TermForm):
    """Register places that a state agency buys outside the agreement."""

    TERM = actions.NewPurchase
    buyer = forms.TypedChoiceField(label="Köpare", coerce=int)
    places = whole("Platser", 1, 10_000)
    from_date = DayField(label="Från och med", validators=IN_TIME)
    to_date = DayField(label="Till och med", validators=IN_TIME)
    note = forms.CharField(label="Anteckning", max_length=300, required=False)

    def prepare(self) -> None:
        """Offer the state's agencies."""
        state = [
            (one.membership.pk, one.membership.member.name)
            for one in self.members
            if one.membership.share == Share.STATE
        ]
        self.fields["buyer"].choices = [("", "Välj"), *state]  # type: ignore[attr-defined]


class SettleForm(ActForm):
    """Settle a proposal."""

    outcome = forms.ChoiceField(
        label="Utgång", choices=ProposalEnd.choices, widget=forms.RadioSelect
    )
    settled_on = DayField(label="Avgjort den", validators=IN_TIME)
    note = forms.CharField(label="Anteckning", max_length=300, required=False)


class StrikeForm(ActForm):
    """Strike what was entered in error."""

    why = forms.CharField(
        label="Varför stryks den?", max_length=300, help_text="Den står kvar, märkt som struken."
    )


class ReceivedForm(ActForm):
    """Register that a report has come in."""

    received_on = DayField(label="Lämnad den", validators=IN_TIME)
    document = forms.TypedChoiceField(
        label="Handling", coerce=int, empty_value=None, required=False
    )
    note = forms.CharField(label="Anteckning", max_length=300, required=False)

    def __init__(self, data: QueryDict | None, found: Agreement) -> None:
        super().__init__(data)
        _document(found, self.fields["document"])
