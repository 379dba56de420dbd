"""Results told without yes and no: "med 7 röster mot 4", "med röstsiffrorna 7–4", "7 röster för avslag".

The two numbers are printed, and sometimes what each side wanted; which of them voted yes is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverk.intake.reading.figures import COUNT_PATTERN, count_of
from samverk.intake.reading.model import Side, Vote
from samverk.intake.reading.prose import Prose, in_small_letters

# All are matched against the text in small letters.
_N = COUNT_PATTERN
_VOTES = r"(?:röst(?:er)?|ledamöter)"
_FOR = r"(?:(?:röstar|röstade|avges|avgavs|avgivna) )?för (?!ja\b|nej\b)"
_ENDS = (
    r"(?=[.,;\n]|$| (?:beslutar|beslutade|bifaller|bifalls|avslår|avslås|antar|antas|finner|har|blir"
    r"|i omröstningen|att)\b)"
)
# "7 röster för A:s förslag och 4 röster för B:s förslag", "7 för bifall mot 4 för avslag"
_WITH_CAUSES = re.compile(
    rf"(?<![\w,.§-])(?P<most>{_N}) {_VOTES} {_FOR}(?P<first>[^.;\n]{{3,160}}?)"
    rf",? (?:och|mot|samt|medan|gentemot) (?P<least>{_N}) (?:{_VOTES} )?{_FOR}"
    rf"(?P<second>[^.;\n]{{1,160}}?){_ENDS}"
)
# "med sju röster mot fyra", "7 röster för och 4 emot"
_AGAINST = re.compile(
    rf"(?<![\w,.§-])(?P<most>{_N}) (?:{_VOTES} )?(?:för )?(?:och |samt )?(?:e?mot )?(?P<least>{_N})"
    rf"(?: {_VOTES})?(?P<ends> e?mot\b)?(?![\w-]| (?:nej|ja)\b)"
)
# "röstsiffrorna 7–4", "röstetalet 7 mot 4"; a third number can be read in several ways.
_IN_FIGURES = re.compile(
    r"röst(?:siffror(?:na)?|e?tal(?:et|en)?)(?: blev| är|:)? ?(?P<most>\d{1,3}) ?(?:[-–—]|mot) ?"
    r"(?P<least>\d{1,3})(?![\w/]|[.,]\d| ?[-–—] ?\d)"
)
_WORD = re.compile(r"röst(?:er\b|siffr|e?tal|ar för|ade för)")
_OUTCOME = re.compile(r",? (?:att )?(?P<what>[^.;\n]{4,200})")
# What is said of a result besides its outcome.
_NO_OUTCOME = re.compile(r"\d|(?:en|ett|två|tre|fyra|fem|och|samt|med|varav|där) ")
_GOES_ON = (" mot ", " emot", " för ", " röst", " avg")
_NEAR = 24
# "7 ledamöter röstar för", "7 mot 4 röster"
_WORDS_BEFORE = 3


def sides_in(prose: Prose) -> Iterator[tuple[int, int, tuple[Side, Side]]]:
    """Yield the results told without yes and no: where each begins and ends, and its two sides."""
    text = in_small_letters(prose.text)
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        match = _match(text, word) if _may_tell(text, word) else None
        if match is None or match.start() < end:
            continue
        end = match.end()
        means = _means(prose.text, match)
        numbers = (count_of(match["most"]) or 0, count_of(match["least"]) or 0)
        first, second = (
            Side(number, meaning, prose.place(match.start(group)))
            for number, meaning, group in zip(numbers, means, ("most", "least"), strict=True)
        )
        yield match.start(), match.end(), (first, second)


def _may_tell(text: str, word: re.Match[str]) -> bool:
    """Answer whether a word for votes is worth the patterns: most stand by yes or no."""
    at, end = word.span()
    is_bare = word[0].endswith("er")
    return not is_bare or text.startswith(_GOES_ON, end) or text.find(" mot ", at - _NEAR, at) > 0


def _match(text: str, word: re.Match[str]) -> re.Match[str] | None:
    """Answer the result that a word for votes is part of: its first number stands just before."""
    if figures := _IN_FIGURES.match(text, word.start()):
        return figures
    at = word.start() - 1
    for _ in range(_WORDS_BEFORE):
        at = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
        for pattern in (_WITH_CAUSES, _AGAINST):
            match = pattern.match(text, at + 1)
            if (
                match
                and match.end() >= word.end()
                and (match.re is _WITH_CAUSES or "mot" in match[0])
            ):
                return match
        if at < 0:
            break
    return None


def _means(text: str, match: re.Match[str]) -> tuple[str | None, str | None]:
    """Answer what each side wanted, as printed; the outcome is what the winning side did."""
    if match.re is _WITH_CAUSES:
        first, second = (" ".join(text[slice(*match.span(g))].split()) for g in ("first", "second"))
        return first, second
    outcome = _OUTCOME.match(text, match.end())
    if outcome is None or _NO_OUTCOME.match(outcome["what"]):
        return None, None
    return " ".join(outcome["what"].split()), None


def is_told(sides: tuple[Side, Side], votes: Sequence[Vote]) -> bool:
    """Answer whether a vote has the result already, in yes and no or in sides."""
    numbers = sorted(side.votes for side in sides)
    for vote in votes:
        counted = [vote.yes, vote.no] if vote.yes is not None else [s.votes for s in vote.sides]
        if sorted(n for n in counted if n is not None) == numbers:
            return True
    return False
