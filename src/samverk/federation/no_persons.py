"""A federation keeps no person: what somebody writes there is refused when it names one by number.

A federation gives no services to individuals (7 § lag 2003:1210), and its parties answer for their
own persons. Names cannot be told from other words; every form says that they do not belong there.
"""

from __future__ import annotations

from samverk.foundation.acts import Act
from samverk.foundation.errors import InputError
from samverk.foundation.texts import texts_in
from samverk.rules.personal_numbers import has_personal_number

REFUSED = (
    "Texten innehåller ett personnummer. Förbundet får inte ha uppgifter om personer: ta bort det och"
    " skriv bara antal."
)


def refuse_persons(act: Act) -> None:
    """Raise InputError when any text of an act holds a personal identity number."""
    if any(has_personal_number(text) for text in texts_in((act.why, act.content))):
        raise InputError(REFUSED)
