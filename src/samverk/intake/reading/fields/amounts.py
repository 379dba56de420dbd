"""Money in running text: "639 tkr", "1,5 mnkr", "10 000 kronor"."""

from __future__ import annotations

import re
from decimal import Decimal

from samverk.intake.reading.figures import decimal_of
from samverk.intake.reading.model import Amount
from samverk.intake.reading.prose import Prose

_UNITS = (
    (r"tkr|tusen kronor|kkr|tsek", 1_000),
    (r"mnkr|mkr|mkronor|miljoner kronor|miljoner kr|miljon kronor|msek", 1_000_000),
    (r"mdkr|mdr kronor|miljarder kronor", 1_000_000_000),
    (r"kronor|kr|sek|:-", 1),
)
_AMOUNT = re.compile(
    r"(?<![\d,.§-])(?P<figure>[-−]?\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d{1,3})?|[-−]?\d{1,12}(?:[,.]\d{1,3})?)"
    rf" ?(?:{'|'.join(f'(?P<u{i}>{unit})' for i, (unit, _) in enumerate(_UNITS))})(?![a-zåäö])",
    re.IGNORECASE,
)


def amounts_in(prose: Prose) -> list[Amount]:
    """Answer every amount printed in the text, in order, in integer öre."""
    text = prose.text
    if "kr" not in text and "sek" not in text.lower() and ":-" not in text:
        return []
    found = []
    for match in _AMOUNT.finditer(text):
        factor = next(f for i, (_, f) in enumerate(_UNITS) if match[f"u{i}"])
        ore = _ore(match["figure"], factor)
        if ore is not None:
            found.append(Amount(match[0], ore, prose.place(match.start())))
    return found


def _ore(figure: str, factor: int) -> int | None:
    number = decimal_of(figure)
    if number is None:
        return None
    ore = number * factor * Decimal(100)
    return int(ore) if ore == ore.to_integral_value() else None
