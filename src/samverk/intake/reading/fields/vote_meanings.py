"""What yes and no stood for (voteringsproposition), and where one division ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from samverk.intake.reading.figures import COUNT_PATTERN, count_of
from samverk.intake.reading.names import FULL_NAME
from samverk.intake.reading.parties import party_of
from samverk.intake.reading.persons import persons_in
from samverk.intake.reading.prose import Prose, in_small_letters
from samverk.intake.reading.statements import statement_at, statements_of

# All are matched against the text in small letters. Those that run over the whole of it begin
# with a letter, which is found fast, and look at what stands before after that.
_O = r"(?P<o>ja|nej)"
_WHO_VOTES = re.compile(
    r"[dl](?<!\w.)(?:(?<=d)en?|(?<=l)edam(?:ot|öter)) som (?P<meaning>[^.\n]{3,300}?),?"
    rf" (?:(?:ska|skall) )?röstar?s? (?:för )?[\"”“]?{_O}\b"
)
# "Den som röstar ja röstar för förslaget."
_TURNED = re.compile(
    rf"de(?<!\wde)n? som röstar {_O},? röstar (?:för|på) (?P<meaning>[^.\n]{{3,300}}?)(?=[.\n]|$|, den som)"
)
_OTHER_WISE = re.compile(r"den(?<!\wden) det ej vill,? röstar?s? (?P<o>ja|nej)\b")
_IF_WON = re.compile(
    r"[^.\n]{0,60}?\.? vinner (?P<o>ja|nej),? (?:så )?har (?P<meaning>[^.\n]{3,300})"
)
_OPTION_MEANS = re.compile(
    rf"{_O}(?<!\wja)(?<!\wnej)(?:-?röst(?:er)?|-proposition)? ?"
    r"(?:=|:|för|avges för|innebär(?: att)?|betyder(?: att)?|till|avser|står för|är) "
    r"?(?P<meaning>[^.;\n]{1,260}?)"
    r"(?=[.;\n]|,? (?:och |samt |medan |mot )?(?:nej|ja|avstår)(?:-?röst(?:er)?)?\b|$)"
)
# "Bifall = JA. Avslag = NEJ."
_EQUALS = re.compile(rf"(?P<meaning>[^.,;:=\n]{{3,120}}) = {_O}\b")
# "Ja: 28 (ärendet avgörs idag)", "12 nej (återremiss)"
_IN_BRACKETS = re.compile(r"\((?P<meaning>[^\W\d_][^()\n]{2,200})\)")
_ENDS_OF_COUNT = frozenset("0123456789aAjJrR")
_COUNTED_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<first>ja|nej)(?:-?röst(?:er)?)?(?: ?[:=–-])? ?\d{1,3}(?: röst(?:er)?)?"
    r"|(?<![\w,.-])\d{1,3} (?:ledamöter )?(?:röstar |röstade )?(?P<last>ja|nej)(?:-?röst(?:er)?)?) $"
)
# What a bracket says of the list, the share or who was there.
_OF_THE_COUNT = re.compile(
    r"bilag|list|procent|%|majoritet|enhällig|\bav \d|^(?:se|enl|samtliga|alla|varav|inkl|ordförande)\b"
    r"|utslagsröst|närvarande|frånvarande"
)
# A row that begins so is not what an option meant.
_OTHER_ROW = re.compile(
    r"[A-ZÅÄÖ][^\W\d_]*(?: [^\W\d_]+){0,3}:|(?:Utfall|Resultat|Röst|Omröst|Voter|Med \w+ (?:röst|ja\b|nej\b))"
)
# "... återremiss Utfall 7 ja": the count's own words.
_RESULT_AT_END = re.compile(rf"[ ,]+(?:Med|Utfall\w*|Resultat\w*|Antal)[: ]+{COUNT_PATTERN}$")
# "De som röstar för bifall röstar ja": the act of voting is no part of what yes means.
_AT_THE_VOTE = re.compile(r"^röstar för (?=\w)")
# Words that lead over to another division.
_NEXT = re.compile(
    r"huvudvotering|motförslag i huvud|motförslagsvotering|(?:som|till|om|utse) motförslag\b"
    r"|kontraproposition|voteringsproposition|slutvotering|slutomröstning|tilläggsyrkande"
    r"|(?:ny|nästa|andra|tredje|fjärde|ytterligare en|slutlig|första) (?:omröstning|votering)"
    r"|(?:omröstning|votering)(?:en)? (?:nr )?\d|(?:omröstning|votering) (?:begär|om |mellan |avseende )"
    r"|\n(?:omröstning|votering)(?!s)[^\n:.]{0,60}(?=\n)|\bdärefter\b|\bpunkt(?:en)? \d"
)
# What follows a name in a list of names.
_LISTS = re.compile(r"\s*(?:$|[,;=(–-]|och |samt |\d)")
_PARTS = re.compile(r",? (?:och|samt) |[,;] ?")
_SUM = re.compile(r"\s*[=(]?\s*\d{1,3}\)?$")
_NAME_ALONE = re.compile(FULL_NAME)
_VOTER = re.compile(rf"(?:{FULL_NAME}(?: \([^()]{{1,40}}\))?|[A-ZÅÄÖ]{{1,4}})")
# The halves of a proposition stand within this of each other.
_NEAR_HALF = 60


class Meaning(NamedTuple):
    """What an option stood for, as printed, and where."""

    start: int
    end: int
    option: Literal["yes", "no"]
    text: str


def meanings_in(prose: Prose) -> list[Meaning]:
    """Answer what yes and no are said to stand for, in order."""
    return sorted((*_meanings(prose), *_in_brackets(prose.text)))


def edges_in(prose: Prose, meanings: list[Meaning], start: int, end: int) -> list[int]:
    """Answer where, within a stretch, the text leads over to a division of its own, in order.

    A proposition counts once both its halves are told: "21 ja för bifall och 18 nej för avslag"
    is one division's result.
    """
    marks = [m.start() for m in _NEXT.finditer(in_small_letters(prose.text), start, end)]
    half: Meaning | None = None
    for meaning in meanings:
        if half and half.option != meaning.option and meaning.start - half.end < _NEAR_HALF:
            marks.append(half.start)
            half = None
        else:
            half = meaning
    return sorted(marks)


def _meanings(prose: Prose) -> Iterator[Meaning]:
    text = prose.text
    lowered = in_small_letters(text)
    for pattern in (_WHO_VOTES, _TURNED, _OPTION_MEANS):
        for match in pattern.finditer(lowered):
            start, end = match.span("meaning")
            cut = _row_end(prose, start, end) if pattern is _OPTION_MEANS else end
            meaning = _RESULT_AT_END.sub("", " ".join(text[start:cut].strip(' ,:–"”').split()))
            meaning = _AT_THE_VOTE.sub("", meaning)
            # "Ja: 43" is a count, and "nej till" in a speech has no end near.
            is_voter = text[start - 2 : start] == ": " and _NAME_ALONE.fullmatch(meaning)
            if not is_voter and _is_meaning(meaning) and not _is_counted(text, match.start()):
                end = match.end() if cut == end else cut
                yield Meaning(match.start(), end, _side(match["o"]), meaning)
    for match in _EQUALS.finditer(lowered) if "= ja" in lowered or "= nej" in lowered else ():
        printed = text[match.start("meaning") : match.end("meaning")].strip()
        yield Meaning(match.start(), match.end(), _side(match["o"]), printed)
    for match in _OTHER_WISE.finditer(lowered):
        won = _IF_WON.match(lowered, match.end())
        if won is None or won["o"] != match["o"]:
            yield Meaning(match.start(), match.end(), _side(match["o"]), "det ej vill")
            continue
        # "Vinner nej har fullmäktige avslagit förslaget" says what those wanted instead.
        printed = " ".join(text[won.start("meaning") : won.end("meaning")].split())
        yield Meaning(match.start(), won.end(), _side(match["o"]), printed)


def _row_end(prose: Prose, start: int, end: int) -> int:
    """Answer where a meaning ends that is set in rows: "Nej-röst: återremiss" above "Utfall: 7 ja"."""
    first, last = bisect_right(prose.starts, start), bisect_left(prose.starts, end)
    for row in prose.starts[first:last]:
        if (
            _OTHER_ROW.match(prose.text, row)
            or statement_at(statements_of(prose), row).start == row
        ):
            return row
    return end


def _in_brackets(text: str) -> Iterator[Meaning]:
    """Yield what a bracket after an option's count says that it stood for."""
    for match in _IN_BRACKETS.finditer(text):
        # "28", "ja", "nej", "röster"
        if text[match.start() - 2 : match.start() - 1] not in _ENDS_OF_COUNT:
            continue
        start = match.start()
        counted = _COUNTED_BEFORE.search(in_small_letters(text), max(0, start - 40), start)
        meaning = " ".join(match["meaning"].split()).removeprefix("för ")
        is_of_count = _OF_THE_COUNT.search(meaning.lower()) is not None
        if counted and not is_of_count and _is_meaning(meaning):
            side = _side(counted["first"] or counted["last"])
            yield Meaning(counted.start(), match.end(), side, meaning)


def _side(word: str) -> Literal["yes", "no"]:
    return "yes" if word == "ja" else "no"


def _is_meaning(text: str) -> bool:
    """Answer whether a text says what is voted on: no count, no list of names."""
    if not text or text[0].isdigit() or count_of(text) is not None or _is_list(text):
        return False
    people = list(persons_in(text))
    # "Bo Eks (V) yrkande" is voted on; "Bo Ek (V), Cia Dal (C)" vote, set in rows or not.
    if not people or people[0].start > 0:
        return True
    is_in_rows = len(people) > 1 and not text[people[0].end : people[1].start].strip()
    return not is_in_rows and not _LISTS.match(text, people[0].end)


def _is_list(text: str) -> bool:
    """Answer whether a text only names those who voted: "M, L och KD", "Anna Alm, Bo Ek"."""
    parts = [part for part in _PARTS.split(_SUM.sub("", text)) if part]
    if len(parts) == 1:
        return party_of(parts[0]) is not None
    return all(party_of(part) or _VOTER.fullmatch(part) for part in parts)


def _is_counted(text: str, start: int) -> bool:
    """Answer whether a count stands before: "2 ja-röster för förslaget" is a result."""
    words = text[max(0, start - 40) : start].rpartition("\n")[2].lower().split()
    while words and words[-1] in ("röstar", "röstade", "röstat", "ledamöter", "ledamot", "röster"):
        words.pop()
    if not words or count_of(words[-1]) is None:
        return False
    # In "Avstår: 3 Ja för bifall" the count is the option's before it.
    return len(words) < 2 or not words[-2].endswith((":", "=", "avstår", "frånvarande"))
