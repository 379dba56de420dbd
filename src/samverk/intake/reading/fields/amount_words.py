"""Money in words: "en miljon kronor", "femtio tusen kr"; and "miljoner" that are of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from samverk.intake.reading.figures import NUMBER_WORDS, count_of
from samverk.intake.reading.prose import sentence_start

_SCALES = {"tusen": 1_000, "miljon": 1_000_000, "miljard": 1_000_000_000}
_WORDS = "|".join(sorted(NUMBER_WORDS.keys() - {"ingen"}, key=len, reverse=True))
# Not "hundra" alone: "några hundra kronor", "2 hundra kronor".
_COUNT = rf"(?:(?:ett)?hundra)?(?:{_WORDS})|ett ?hundra"
# Each begins with fixed letters, which the engine finds fast.
_LAST = (
    re.compile(r"milj(?:on|ard)(?:er)?(?![a-zåäö])"),
    re.compile(r"kr(?:onor|ona)?(?![a-zåäö])"),
)
_WORDED = re.compile(
    rf"(?<!\w)(?:(?P<half>(?:en|ett|två|tre) och en halv|en halv)|(?P<count>{_COUNT}))"
    r"(?: ?(?P<scale>tusen|miljon|miljard)(?:er)?)?(?P<unit> kron(?:or|a)| kr)?$",
    re.IGNORECASE,
)
# "2,3 miljoner per år", "en miljon.": what is counted is not named, as persons or euros are.
_COUNTS_NOTHING = re.compile(
    r"[.,;:)\n]|$| (?:per|till|om|för|i|år|årligen|och|som|under|från|mer|mindre|att|varav|lägre"
    r"|högre|vilket|jämfört|utöver|samt|eller|respektive|inklusive|exklusive)(?![a-zåäö])"
)
_OF_MONEY = re.compile(
    r"kost|avgift|budget|anslag|anslå|medel|bidrag|intäkt|avsätt|finansi|spar|underskott|överskott"
    r"|belopp|utgift|invest|resultat|kronor|\bt?kr\b|mnkr|mkr|pris|lån|skuld|ersättning",
    re.IGNORECASE,
)
_UNIT = re.compile(r" (?:kronor|kr)(?![a-zåäö])")
_SENTENCE_END = re.compile(r"\.(?= [A-ZÅÄÖ])|\n|$")
_REACH = 60


class Worded(NamedTuple):
    """An amount in words: the span that prints it, and its whole kronor."""

    start: int
    end: int
    kronor: int


def worded(text: str) -> Iterator[Worded]:
    """Yield the amounts written in words."""
    taken = 0
    ends = (last for pattern in _LAST for last in pattern.finditer(text))
    for last in sorted(ends, key=lambda match: match.start()):
        begin, end = max(taken, last.end() - _REACH), last.end()
        if text[max(0, last.start() - 2) : last.start()].rstrip()[-1:].isdigit():
            continue
        match = _WORDED.search(text, begin, end)
        if match is None or _goes_on(text, end) or not _is_whole(text, match):
            continue
        kronor = _kronor(match)
        if kronor is not None:
            taken = end
            yield Worded(match.start(), end, kronor)


def is_money(text: str, start: int, end: int) -> bool:
    """Answer whether "miljoner" from ``start`` to ``end`` counts kronor and not something named."""
    if not _COUNTS_NOTHING.match(text, end):
        return False
    stop = _SENTENCE_END.search(text, end)
    return (
        _OF_MONEY.search(text, sentence_start(text, start), stop.start() if stop else end)
        is not None
    )


def _goes_on(text: str, end: int) -> bool:
    """Answer whether the unit follows: "en miljon" of "en miljon kronor"."""
    return _UNIT.match(text, end) is not None


def _is_whole(text: str, match: re.Match[str]) -> bool:
    return bool(match["unit"]) or (
        match["scale"] is not None and is_money(text, match.start(), match.end())
    )


def _kronor(match: re.Match[str]) -> int | None:
    factor = _SCALES[match["scale"].lower()] if match["scale"] else 1
    if match["half"]:
        whole = count_of(match["half"].split(" och ")[0]) or 0
        is_mixed = " och " in match["half"]
        return whole * factor + factor // 2 if is_mixed else factor // 2
    count = count_of(match["count"].replace(" ", ""))
    return None if count is None else count * factor
