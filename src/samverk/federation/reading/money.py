"""How an amount is written: kronor with öre after a comma, spaces between thousands."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}")
_AMOUNT = re.compile(r"(?P<kronor>\d{1,11})(?:[.,](?P<ore>\d{1,2}))?", re.ASCII)
HOW = "Skriv beloppet i kronor, med öre efter kommat: 12 500,50."


def ore_in(value: object) -> int:
    """Read an amount as öre. Raises ValueError, in Swedish, for what is no amount."""
    if isinstance(value, (float, int, Decimal)) and not isinstance(value, bool):
        exact = Decimal(str(value)) * 100
        if exact != exact.to_integral_value() or exact < 0:
            raise ValueError(f"{value} är inget belopp. {HOW}")
        return int(exact)
    text = str(value).translate(_SPACES).removesuffix("kr")
    read = _AMOUNT.fullmatch(text)
    if read is None:
        raise ValueError(f"{str(value)[:40]!r} är inget belopp. {HOW}")
    return int(read["kronor"]) * 100 + int((read["ore"] or "0").ljust(2, "0"))
