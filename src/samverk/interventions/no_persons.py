"""The catalogue is open to all and holds no person: a text that names one by number is refused."""

from __future__ import annotations

from samverk.foundation.acts import Act
from samverk.foundation.errors import InputError
from samverk.foundation.texts import texts_in
from samverk.rules.personal_numbers import has_personal_number

REFUSED = (
    "Texten innehåller ett personnummer. Insatskatalogen läses av alla: ta bort det och skriv inget"
    " om enskilda personer."
)


def refuse_persons(act: Act) -> None:
    """Raise InputError when any text of an act holds a personal identity number."""
    if any(has_personal_number(text) for text in texts_in((act.why, act.content))):
        raise InputError(REFUSED)
