"""Divisions told in running text: the result, and what yes and no stood for.

One paragraph may hold several: deferral, counter-proposal (motförslag), main vote, addition.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from samverk.intake.reading.fields.rollcalls import RollCall, roll_calls_in
from samverk.intake.reading.figures import COUNT_PATTERN, count_of
from samverk.intake.reading.model import Vote
from samverk.intake.reading.persons import persons_in
from samverk.intake.reading.prose import Prose, in_small_letters

# All are matched against the text in small letters. Those that run over the whole of it begin
# with a letter, which is found fast, and look at what stands before after that.
_O = r"(?P<o>ja|nej)"
# "35 ledamöter röstar Ja", "18 ja-röster", "6 röster för nej"
_COUNT_FIRST = re.compile(
    rf"(?<![\w,.§/-])(?P<count>{COUNT_PATTERN}) (?:av )?(?:(?:ledamöter|ledamot|röster|röst|personer) )?"
    rf"(?:(?:har )?(?:röstar|röstade|röstat|avges|lades) )?(?:för |på )?[\"”“'’]?{_O}\b(?! (?:till|för) )"
)
# "3 avstår", "fem ledamöter avstår från att rösta", "1 frånvarande"
_COUNT_OTHER = re.compile(
    rf"(?<![\w,.§/-])(?P<count>{COUNT_PATTERN}) (?:(?:ledamöter|ledamot|röster|röst|personer) )?"
    r"(?:(?:som|är|var|har) )?(?P<o>avstår|avstod|avstått|avstående|nedlagda|frånvarande)\b"
)
# "Ja: 43", "Nej-röster 38", "röstar Ja (7)", "Avstår – 0"
_OPTION_FIRST = re.compile(
    r"\b(?P<o>ja|nej|avstår|avst|frånvarande)(?:-?röst(?:er)?)?\.? ?[:=–]? ?"
    r"\(?(?P<count>\d{1,3})\b(?![\d.,/]\d)(?! (?:kap|§))"
)
_WHO_VOTES = re.compile(
    r"[dl](?<!\w.)(?:(?<=d)en?|(?<=l)edam(?:ot|öter)) som (?P<meaning>[^.\n]{3,300}?),?"
    rf" (?:(?:ska|skall) )?röstar?s? (?:för )?[\"”“]?{_O}\b"
)
_OTHER_WISE = re.compile(r"den(?<!\wden) det ej vill,? röstar?s? (?P<o>ja|nej)\b")
_OPTION_MEANS = re.compile(
    rf"{_O}(?<!\wja)(?<!\wnej)(?:-?röst(?:er)?|-proposition)? ?"
    r"(?:=|:|för|avges för|innebär(?: att)?|betyder(?: att)?|till|avser|står för|är) "
    r"?(?P<meaning>[^.;\n]{1,260}?)"
    r"(?=[.;\n]|,? (?:och |samt |medan |mot )?(?:nej|ja|avstår)(?:-?röst(?:er)?)?\b|$)"
)
_BARE_RESULT = re.compile(rf"med ({COUNT_PATTERN}) röster? mot ({COUNT_PATTERN})(?: röster?)?")
# "De som röstar för bifall röstar ja": the act of voting is no part of what yes means.
_AT_THE_VOTE = re.compile(r"^röstar för (?=\w)")
_OPTION_WORD = re.compile(r"ja(?<!\wja)\b|nej(?<!\wnej)\b|avst|nedl|från")
# The longest count with its words stands within this of the option.
_AROUND = 90
# A result and its parts stand near each other unless names fill the space between.
_NEAR = 160


class _Count(NamedTuple):
    start: int
    end: int
    option: str
    number: int


class _Meaning(NamedTuple):
    start: int
    end: int
    option: str
    text: str


@dataclass(slots=True)
class _Found:
    """A vote under way, with the span of text it was read from."""

    vote: Vote
    start: int
    end: int


def votes_in(prose: Prose) -> list[Vote]:
    """Answer the divisions told in the text, in order."""
    text = in_small_letters(prose.text)
    if "röst" not in text and "voter" not in text:
        return []
    calls = roll_calls_in(prose)
    found = _tallies(prose, calls)
    found = _with_calls(prose, found, calls)
    _take_bare_results(text, found)
    _give_meanings(prose, found)
    _take_abstentions(text, found)
    return [entry.vote for entry in found]


def _counts(text: str) -> Iterator[_Count]:
    for start, end in _near_options(text):
        for pattern in (_COUNT_FIRST, _COUNT_OTHER, _OPTION_FIRST):
            for match in pattern.finditer(text, start, end):
                number = count_of(match["count"])
                if number is not None:
                    yield _Count(match.start(), match.end(), _option(match["o"]), number)


def _near_options(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that hold an option's word, widened to blanks and not overlapping.

    Looking for counts is slow, and they stand by such words only.
    """
    begin = end = 0
    for word in _OPTION_WORD.finditer(text):
        wide = word.start() - _AROUND
        start = text.find(" ", wide, word.start()) if wide > 0 else 0
        if start > end or not end:
            if end:
                yield begin, end
            begin = max(start, end)
        found = text.find(" ", word.end() + _AROUND)
        end = len(text) if found < 0 else found
    if end:
        yield begin, end


def _option(word: str) -> str:
    match word:
        case "ja":
            return "yes"
        case "nej":
            return "no"
        case "frånvarande":
            return "absent"
        case _:
            return "abstain"


def _tallies(prose: Prose, calls: Sequence[RollCall]) -> list[_Found]:
    """Join counts that stand near each other to results; a repeated option starts the next."""
    groups: list[list[_Count]] = []
    for count in sorted(_counts(in_small_letters(prose.text))):
        if groups and groups[-1][-1].end > count.start:
            continue
        group = groups[-1] if groups else None
        if group is None or not _belongs(count, group, calls):
            groups.append([count])
        else:
            group.append(count)
    found: list[_Found] = []
    for group in groups:
        if not {"yes", "no"} & {c.option for c in group}:
            continue
        if len(group) == 1 and not _touches(group[0], calls):
            continue
        entry = _as_vote(prose, group)
        if not (found and _is_same_result(found[-1].vote, entry.vote)):
            found.append(entry)
    return found


def _belongs(count: _Count, group: Sequence[_Count], calls: Sequence[RollCall]) -> bool:
    if count.option in {c.option for c in group}:
        return False
    gap_start = group[-1].end
    first = bisect_left(calls, gap_start, key=lambda c: c.end)
    last = bisect_right(calls, count.start, key=lambda c: c.start)
    named = sum(c.end - c.start for c in calls[first:last])
    return count.start - gap_start <= _NEAR + named


def _touches(count: _Count, calls: Sequence[RollCall]) -> bool:
    """Answer whether a count stands by a list of names: "röstar Ja (7)"."""
    first = bisect_left(calls, count.start - 30, key=lambda c: c.end)
    return first < len(calls) and calls[first].start - 30 <= count.start


def _as_vote(prose: Prose, group: Sequence[_Count]) -> _Found:
    vote = Vote(prose.place(group[0].start))
    for count in group:
        setattr(vote, count.option, count.number)
    return _Found(vote, group[0].start, group[-1].end)


def _is_same_result(one: Vote, other: Vote) -> bool:
    """Answer whether a result only repeats the one before: "Med 8 ja mot 5 nej beslutar ..."."""
    return one.yes == other.yes and one.no == other.no and other.abstain in (None, one.abstain)


def _with_calls(prose: Prose, found: list[_Found], calls: Sequence[RollCall]) -> list[_Found]:
    """Give each vote its names: those read in the text around its result."""
    for call in calls:
        at = bisect_left(found, call.start, key=lambda f: f.start)
        near = found[max(0, at - 1) : at + 2]
        entry = min(near, key=lambda f: _gap(f, call), default=None)
        if entry is None or _gap(entry, call) > _NEAR * 2 or _has_option(entry, call):
            entry = _Found(Vote(prose.place(call.start)), call.start, call.end)
            found.insert(at, entry)
        entry.vote.ballots += call.ballots
        entry.start, entry.end = min(entry.start, call.start), max(entry.end, call.end)
    return found


def _take_bare_results(text: str, found: Sequence[_Found]) -> None:
    """Read "med 3 röster mot 2" where the names tell which side had three."""
    silent = [f.vote for f in found if f.vote.yes is None and f.vote.no is None and f.vote.ballots]
    for match in _BARE_RESULT.finditer(text) if silent else ():
        sides = (count_of(match[1]), count_of(match[2]))
        for vote in silent:
            cast = [sum(b.option == option for b in vote.ballots) for option in ("yes", "no")]
            if sorted(cast) == sorted(s for s in sides if s is not None):
                vote.yes, vote.no = cast


def _take_abstentions(text: str, found: Sequence[_Found]) -> None:
    """Read who abstained beside "med 35 röster mot 12"; the sides themselves are not told."""
    silent = [f.vote for f in found if f.vote.yes is None and f.vote.no is None]
    results = list(_BARE_RESULT.finditer(text)) if silent else []
    if len(silent) != 1 or len(results) != 1 or silent[0].ballots:
        return
    near = _COUNT_OTHER.search(text, results[0].end(), results[0].end() + _NEAR)
    if near and _option(near["o"]) == "abstain":
        silent[0].abstain = count_of(near["count"])


def _gap(entry: _Found, call: RollCall) -> int:
    return max(call.start - entry.end, entry.start - call.end, 0)


def _has_option(entry: _Found, call: RollCall) -> bool:
    return any(b.option == call.option for b in entry.vote.ballots)


def _meanings(text: str) -> Iterator[_Meaning]:
    lowered = in_small_letters(text)
    for pattern in (_WHO_VOTES, _OPTION_MEANS):
        for match in pattern.finditer(lowered):
            printed = text[match.start("meaning") : match.end("meaning")]
            meaning = _AT_THE_VOTE.sub("", " ".join(printed.strip(' ,:–"”').split()))
            # "Ja: 43" is a count, and "nej till" in a speech has no end near.
            if _is_meaning(meaning) and not _is_counted(text, match.start()):
                yield _Meaning(match.start(), match.end(), _option(match["o"]), meaning)
    for match in _OTHER_WISE.finditer(lowered):
        yield _Meaning(match.start(), match.end(), _option(match["o"]), "det ej vill")


def _is_meaning(text: str) -> bool:
    """Answer whether a text says what is voted on: no count, no list of names."""
    if not text or text[0].isdigit() or count_of(text) is not None:
        return False
    return not any(person.start == 0 for person in persons_in(text))


def _is_counted(text: str, start: int) -> bool:
    """Answer whether a count stands before: "2 ja-röster för förslaget" is a result."""
    before = text[max(0, start - 24) : start].split()
    return bool(before) and count_of(before[-1]) is not None


def _give_meanings(prose: Prose, found: list[_Found]) -> None:
    """Give each vote the meanings put before it; what is left waits for its voting list."""
    meanings = sorted(_meanings(prose.text))
    previous = 0
    for entry in found:
        first = bisect_left(meanings, previous, key=lambda m: m.start)
        mine = meanings[first : bisect_left(meanings, entry.end, key=lambda m: m.start)]
        _assign(entry.vote, mine)
        previous = entry.end
    rest = [m for m in meanings if m.start >= previous]
    if found and found[-1].vote.yes_means is None and rest and rest[0].start - previous < _NEAR:
        _assign(found[-1].vote, rest)
    elif {m.option for m in rest} >= {"yes", "no"}:
        found.append(_Found(Vote(prose.place(rest[0].start)), rest[0].start, rest[-1].end))
        _assign(found[-1].vote, rest)


def _assign(vote: Vote, meanings: Sequence[_Meaning]) -> None:
    for meaning in meanings:
        if meaning.option == "yes":
            vote.yes_means = meaning.text
        elif meaning.option == "no":
            vote.no_means = meaning.text
