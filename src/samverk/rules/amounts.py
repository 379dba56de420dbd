"""Amounts in öre for people, and parts of them, rounded half away from zero."""

from __future__ import annotations

from samverk.rules.wording import NO_BREAK

MINUS = "\N{MINUS SIGN}"


def kr(ore: int) -> str:
    """Write an amount in öre: "1 234 kr", with öre only where there are any."""
    kronor, rest = divmod(abs(ore), 100)
    text = f"{kronor:,}".replace(",", NO_BREAK) + (f",{rest:02}" if rest else "")
    return f"{MINUS if ore < 0 else ''}{text}{NO_BREAK}kr"


def rounded(numerator: int, denominator: int) -> int:
    """Divide, rounded half away from zero, so that a negative amount mirrors its positive.

    Raises ValueError unless the denominator is above zero.
    """
    if denominator < 1:
        raise ValueError("nämnaren ska vara större än 0")
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole
