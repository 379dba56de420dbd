"""Forms of exchange."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from samverk.exchange.queries import organisations_without_a_peer
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField

KEY_HELP = "44 tecken. Be motparten om den och jämför fingeravtrycket över telefon."


class PeerForm(ActForm):
    """Add an organisation that messages are exchanged with."""

    organisation = forms.TypedChoiceField(label="Organisation", coerce=int)
    code = forms.CharField(
        label="Beteckning",
        max_length=40,
        help_text="Som den kallas i meddelanden på båda sidor, helst organisationsnumret.",
    )
    address = forms.CharField(
        label="Adress",
        max_length=300,
        required=False,
        help_text="Dit meddelanden sänds. Lämna tom för en organisation i den här installationen.",
    )
    public_key = forms.CharField(
        label="Öppen nyckel",
        max_length=60,
        required=False,
        help_text=f"{KEY_HELP} Lämna tom för en organisation i den här installationen.",
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["organisation"].choices = organisations_without_a_peer()  # type: ignore[attr-defined]


class KeyForm(ActForm):
    """Believe in one more key of a peer."""

    public_key = forms.CharField(
        label="Öppen nyckel", max_length=60, required=False, help_text=KEY_HELP
    )
    from_date = DayField(label="Gäller från", initial=clock.today)
    to_date = DayField(label="Gäller till", required=False)


class AddressForm(ActForm):
    """Change where a peer receives messages."""

    address = forms.CharField(label="Adress", max_length=300)


class RevokeForm(ActForm):
    """Say why a key is no longer believed."""

    why = forms.CharField(
        label="Varför spärras nyckeln?",
        max_length=300,
        help_text="Det som redan kommit med nyckeln står kvar. Inget nytt tas emot med den.",
    )


class AsideForm(ActForm):
    """Say why a message that did not get through is let be."""

    why = forms.CharField(
        label="Varför läggs det åt sidan?",
        max_length=300,
        help_text="Till exempel: utdraget är lämnat på papper.",
    )


class PressForm(ActForm):
    """A button: nothing but its key."""
