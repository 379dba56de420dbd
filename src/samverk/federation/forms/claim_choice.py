"""Which claims a list shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from samverk.federation.models import Agreement
from samverk.federation.queries.claim_lists import Choice
from samverk.foundation.forms import DayField, PageForm
from samverk.rules.agreements.claim import CLAIM, COUNTED, UNDER_WAY, ClaimState

OPEN, CERTIFIED = "under-arbete", "alla-attesterade"
STATES: dict[str, tuple[str, frozenset[ClaimState]]] = {
    "": ("Alla", frozenset()),
    OPEN: ("Alla under arbete", UNDER_WAY),
    CERTIFIED: ("Alla attesterade, också betalda", COUNTED),
    **{
        slugify(name): (name.capitalize(), frozenset({state}))
        for state, name in CLAIM.state_names.items()
    },
}


class ClaimChoiceForm(PageForm):
    """Choose claims (``?lage=betald&avtal=3&fran=2026-01-01&till=2026-03-31``); all when nothing is."""

    lage = forms.ChoiceField(
        label="Läge",
        required=False,
        choices=[(slug, name) for slug, (name, _) in STATES.items()],
        error_messages={"invalid_choice": "Välj ett läge i listan."},
    )
    avtal = forms.TypedChoiceField(
        label="Överenskommelse",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Välj en överenskommelse i listan."},
    )
    fran = DayField(label="Period från och med", required=False)
    till = DayField(label="Period till och med", required=False)

    def __init__(self, data: QueryDict, agreements: Iterable[Agreement]) -> None:
        super().__init__(data)
        named = [
            (one.pk, f"{one.name}, {one.starts_on.year} till {one.ends_on.year}")
            for one in agreements
        ]
        self.fields["avtal"].choices = [("", "Alla"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("fran"), cleaned.get("till")
        if first and last and last < first:
            self.add_error("till", "Sista dagen är före den första. Rätta en av dem.")
        return cleaned

    @property
    def choice(self) -> Choice:
        """What is chosen; all claims while it cannot be read."""
        if not self.is_valid():
            return Choice()
        given = self.cleaned_data
        _, states = STATES[given["lage"]]
        return Choice(states, given["avtal"], given["fran"], given["till"])

    @property
    def told(self) -> list[str]:
        """What is chosen, in words; nothing while it cannot be read."""
        if not self.is_valid():
            return []
        given = self.cleaned_data
        state = STATES[given["lage"]][0] if given["lage"] else ""
        agreement = dict(self.fields["avtal"].choices).get(given["avtal"], "")  # type: ignore[attr-defined]
        first = f"från {given['fran']}" if given["fran"] else ""
        last = f"till {given['till']}" if given["till"] else ""
        return [one for one in (state, agreement if given["avtal"] else "", first, last) if one]

    @property
    def chosen(self) -> QueryDict:
        """What is written in it, as an address keeps it: not the page, nor what is left open."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            if value := self.data.get(name, ""):
                kept[name] = value
        return kept
