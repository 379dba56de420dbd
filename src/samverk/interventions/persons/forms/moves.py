"""Forms of a move: where to, on which ground, and the person's no."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.interventions.models import Delivery
from samverk.interventions.persons.forms.people import prose
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.moving import MOVE_GROUNDS

TO_REFERRER = "Remittenten läser det du skriver."


def names_of(deliveries: Sequence[Delivery]) -> list[tuple[int, str]]:
    """Name each delivery with who gives it: the ground hangs on who that is."""
    return [(one.pk, f"{one}, {one.provider}") for one in deliveries]


class MoveEntryForm(ActForm):
    """Move a place in a queue; to another authority on a stated ground."""

    delivery = forms.TypedChoiceField(
        label="Till vilken kö?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en kö."},
    )
    ground = forms.ChoiceField(
        label="På vilken grund lämnas uppgifterna till den andra myndigheten?",
        choices=[(one.value, text) for one, text in MOVE_GROUNDS.items()],
        widget=forms.RadioSelect,
        help_text=(
            "Välj en annan grund än samtycke bara om du har prövat den för just den här personen."
            " Grunden antecknas."
        ),
        error_messages={"required": "Välj på vilken grund uppgifterna lämnas."},
    )

    def __init__(
        self, data: QueryDict | None, deliveries: Sequence[Delivery], first: int | None
    ) -> None:
        super().__init__(data, initial={"delivery": first, "ground": Ground.CONSENT.value})
        self.fields["delivery"].choices = names_of(deliveries)  # type: ignore[attr-defined]


class RedirectForm(ActForm):
    """Pass a referral on to another delivery; to another authority's on a stated ground."""

    delivery = forms.TypedChoiceField(
        label="Till vilken verksamhet?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en verksamhet."},
    )
    ground = forms.ChoiceField(
        label="Om någon annan tar emot: på vilken grund lämnas uppgifterna?",
        choices=[(one.value, text) for one, text in MOVE_GROUNDS.items()],
        initial=Ground.CONSENT.value,
        required=False,
        help_text="Saknas samtycke frågas remittenten, och remissen går vidare när det finns.",
    )
    text = prose("Varför?", help_text=TO_REFERRER)

    def __init__(self, data: QueryDict | None, deliveries: Sequence[Delivery]) -> None:
        super().__init__(data)
        self.fields["delivery"].choices = names_of(deliveries)  # type: ignore[attr-defined]


class RefuseMoveForm(ActForm):
    """Answer that the person does not want to move."""

    why = prose("Vill du skriva något mer?", 3, required=False, help_text="Teamet läser det.")
