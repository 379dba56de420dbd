"""What is said when a calling is sent, and where each is reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.queries.outgoing import Recipient
from samverk.meetings.queries.proposals import Proposal


class DispatchForm(ActForm):
    """Send the calling with its papers."""

    message = forms.CharField(
        label="Meddelande i brevet",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Går till alla med vanlig e-post: skriv inget sekretessbelagt.",
    )
    minutes = forms.IntegerField(
        label="Beräknad längd i minuter",
        initial=120,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Så länge visas mötet i mottagarnas kalender.",
        error_messages={"invalid": "Skriv längden i hela minuter."},
    )
    others = forms.CharField(
        label="Andra mottagare",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En på varje rad: Namn <adress>. Till exempel föredragande.",
    )


def others_of(text: str) -> tuple[tuple[str, str], ...]:
    """Read recipients beside the seats, one a line: "Namn <adress>" or the address alone."""
    return tuple(_other(line.strip()) for line in text.splitlines() if line.strip())


def _other(line: str) -> tuple[str, str]:
    name, bracket, rest = line.partition("<")
    address = rest.partition(">")[0].strip() if bracket else line
    return (name.strip() or address) if bracket else address, address


class AddressesForm(ActForm):
    """Note the addresses of those who are called."""

    def __init__(self, data: QueryDict | None, people: Sequence[Recipient]) -> None:
        super().__init__(data)
        for one in people:
            self.fields[f"person-{one.person}"] = forms.CharField(
                label=f"{one.name}, {one.role}",
                required=False,
                max_length=254,
                initial=one.address,
                widget=forms.TextInput(
                    attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}
                ),
            )

    @staticmethod
    def addresses(values: dict[str, Any]) -> dict[int, str]:
        """Give the addresses by person."""
        return {int(name.removeprefix("person-")): address for name, address in values.items()}


class AgainForm(ActForm):
    """Send a letter once more."""

    address = forms.CharField(label="E-postadress", max_length=254)


class OwnerForm(ActForm):
    """Say who answers for a step."""

    name = forms.CharField(label="Ansvarig", max_length=200)


class ProposalForm(ActForm):
    """Choose which approved memo an item's proposal is taken from."""

    version = forms.TypedChoiceField(
        label="Tjänsteskrivelse",
        coerce=int,
        widget=forms.RadioSelect,
        empty_value=None,
        error_messages={"required": "Välj en tjänsteskrivelse."},
    )

    def __init__(self, data: QueryDict | None, proposals: Sequence[Proposal]) -> None:
        only = proposals[0].memo.version if len(proposals) == 1 else None
        super().__init__(data, initial={"version": only})
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (one.memo.version, f"{one.memo.title}, version {one.memo.number}") for one in proposals
        ]
