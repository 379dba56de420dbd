"""Forms of a move: where to, on which ground, and the person's no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.forms.people import prose
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.grounds import GroundRule

TO_REFERRER = "Remittenten läser det du skriver."


def names_of(deliveries: Sequence[Delivery]) -> list[tuple[int, str]]:
    """Name each delivery with who gives it: the ground hangs on who that is."""
    return [(one.pk, f"{one}, {one.provider}") for one in deliveries]


def _why() -> forms.CharField:
    return prose(
        "Varför får uppgifterna lämnas på den grunden?",
        3,
        required=False,
        help_text="Behövs för alla grunder utom samtycke. En uppgiftsskyldighet: skriv vilken lag.",
    )


class MoveForm(ActForm):
    """Move somebody on to one of some deliveries; to another authority's on a stated ground."""

    def offer(self, deliveries: Sequence[Delivery], grounds: Sequence[GroundRule]) -> None:
        """Let these deliveries and grounds be chosen; the reason is asked for where a ground needs it."""
        names = [(one.ground.value, one.text) for one in grounds]
        self.fields["delivery"].choices = names_of(deliveries)  # type: ignore[attr-defined]
        self.fields["ground"].choices = names  # type: ignore[attr-defined]
        if not any(one.needs for one in grounds):
            del self.fields["why"]

    @staticmethod
    def basis(values: dict[str, Any]) -> Basis:
        """Give the ground with what it asks for, for the action."""
        return Basis(values["ground"] or Ground.CONSENT.value, values.get("why", ""))


class MoveEntryForm(MoveForm):
    """Move a place in a queue; to another authority on a stated ground."""

    delivery = forms.TypedChoiceField(
        label="Till vilken kö?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en kö."},
    )
    ground = forms.ChoiceField(
        label="På vilken grund lämnas uppgifterna till den andra myndigheten?",
        widget=forms.RadioSelect,
        help_text=(
            "Välj en annan grund än samtycke bara om du har prövat den för just den här personen."
            " Grunden antecknas."
        ),
        error_messages={"required": "Välj på vilken grund uppgifterna lämnas."},
    )
    why = _why()

    def __init__(self, data: QueryDict | None, first: int | None) -> None:
        super().__init__(data, initial={"delivery": first, "ground": Ground.CONSENT.value})


class RedirectForm(MoveForm):
    """Pass a referral on to another delivery; to another authority's on a stated ground."""

    delivery = forms.TypedChoiceField(
        label="Till vilken verksamhet?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en verksamhet."},
    )
    ground = forms.ChoiceField(
        label="Om någon annan tar emot: på vilken grund lämnas uppgifterna?",
        initial=Ground.CONSENT.value,
        required=False,
        help_text="Saknas samtycke frågas remittenten, och remissen går vidare när det finns.",
    )
    why = _why()
    text = prose("Varför hänvisas remissen?", help_text=TO_REFERRER)


class RefuseMoveForm(ActForm):
    """Answer that the person does not want to move."""

    why = prose("Vill du skriva något mer?", 3, required=False, help_text="Teamet läser det.")
