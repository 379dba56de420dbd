"""Swedish writing of numbers, money and paragraphs, as the interface prints them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from samverk.rules.wording import NO_BREAK

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

# Where long words of the field may break: the bar is the break
_COMPOUNDS = (
    "samordnings|förbund",
    "kommun|fullmäktige",
    "region|fullmäktige",
    "kommun|styrelse",
    "välfärds|nämnd",
    "social|nämnd",
    "försäkrings|kassan",
    "arbets|förmedling",
    "arbets|utskott",
    "förbunds|ordning",
    "laglighets|prövning",
    "förvaltnings|besvär",
    "verksamhets|plan",
    "uppsägnings|tid",
    "minoritets|återremiss",
    "minoritets|bordläggning",
    "diarie|nummer",
    "tjänste|skrivelse",
    "utslags|röst",
    "folk|mängd",
    "tillgänglighets|redogörelse",
)
_BREAKS = {word.replace("|", ""): word.index("|") for word in _COMPOUNDS}
_SIGN = re.compile(r"(§) (?=\d)")
_LONG_WORD = re.compile("|".join(_BREAKS), re.IGNORECASE)


def number(value: Decimal | float, decimals: int = 0) -> str:
    """Write a number with thousands apart, decimal comma and true minus, rounded half up."""
    if isinstance(value, int) and not decimals:
        # Most are whole, and a table has hundreds of them
        text = f"{abs(value):,}".replace(",", NO_BREAK)
        return MINUS + text if value < 0 else text
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,f}".replace(",", NO_BREAK).replace(".", ",")
    return MINUS + text if exact < 0 else text


def kronor(amount: Decimal | float) -> str:
    """Write whole kronor: "638 695 kr"."""
    return f"{number(amount)}{NO_BREAK}kr"


def tkr(amount: Decimal | float) -> str:
    """Write an amount in kronor as thousands of kronor: 638695 becomes "639 tkr"."""
    return f"{number(Decimal(str(amount)) / 1000)}{NO_BREAK}tkr"


def mnkr(amount: Decimal | float) -> str:
    """Write an amount in kronor as millions of kronor: 1500000 becomes "1,5 mnkr"."""
    return f"{number(Decimal(str(amount)) / 1_000_000, 1)}{NO_BREAK}mnkr"


def interval(low: str, high: str) -> str:
    """Write an interval, or the one value when both ends read the same."""
    return low if low == high else f"{low}{DASH}{high}"


def paragraph(value: int | str) -> str:
    """Write a paragraph's number with its sign held to it: "§ 243"."""
    return f"§{NO_BREAK}{str(value).removeprefix('§').strip()}"


def kept_together(text: str) -> str:
    """Let no line break between a § and its number."""
    return _SIGN.sub(rf"\1{NO_BREAK}", text)


def softened(text: str) -> str:
    """Give the field's long compounds a soft hyphen, so that headings fit a narrow screen."""

    def break_word(found: re.Match[str]) -> str:
        word = found.group()
        place = _BREAKS[word.lower()]
        return word[:place] + SOFT_HYPHEN + word[place:]

    return _LONG_WORD.sub(break_word, text)
