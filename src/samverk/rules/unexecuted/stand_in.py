"""The number that stands for a missing personal number in a report (ersättningsnummer).

It is the day of birth and four characters: T and three digits, or TF and two digits. The third of the four
tells the sex, even for a woman and odd for a man. The same number is used every time.
"""

from __future__ import annotations

import re
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

_FORM = re.compile(r"(?P<day>\d{8})-?(?P<end>T\d{3}|TF\d{2})", re.ASCII)
_SEX_AT = 2
SOURCE = "Tillsynsmyndighetens anvisning om personer utan personnummer."


def read_stand_in(text: str, today: date, *, is_woman: bool | None = None) -> Ruling[str | None]:
    """Read "20100102-T123" to twelve characters; None with the reason when it is no such number.

    ``is_woman`` is what the register says of the sex, None when it says nothing.
    """
    found = _FORM.fullmatch(text.strip().upper())
    if found is None:
        told = "Skriv födelsedagen och fyra tecken: T och tre siffror, eller TF och två."
        return Ruling(None, (Reason(f"{told} {SOURCE}"),))
    day = found["day"]
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return Ruling(None, (Reason("Födelsedagen finns inte i kalendern."),))
    if born > today:
        return Ruling(None, (Reason("Födelsedagen har inte varit än."),))
    told_woman = int(found["end"][_SEX_AT]) % 2 == 0
    if is_woman is not None and told_woman != is_woman:
        says = "kvinna" if told_woman else "man"
        told = f"Det tredje av de fyra tecknen säger {says}: jämnt för en kvinna, udda för en man."
        return Ruling(None, (Reason(f"{told} {SOURCE}"),))
    return Ruling(day + found["end"], (Reason(f"Numret står för ett personnummer. {SOURCE}"),))


_TODAY = date(2023, 10, 11)
EXAMPLES = (
    Example(
        lambda **given: Ruling(read_stand_in(**given).value, ()),
        {"text": "20100102-t123", "today": _TODAY, "is_woman": True},
        "20100102T123",
        "konstruerat: det tredje tecknet är 2",
    ),
    Example(
        lambda **given: Ruling(read_stand_in(**given).value, ()),
        {"text": "20100102-TF12", "today": _TODAY, "is_woman": True},
        None,
        "konstruerat: det tredje tecknet är 1, alltså en man",
    ),
)
