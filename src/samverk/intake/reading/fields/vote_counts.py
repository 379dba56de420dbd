"""How many voted what, in running text: every count with the option it is printed beside.

A count never belongs to an option in another statement. Where the words allow two readings
("avstår 2 ja 1 nej") none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from samverk.intake.reading.figures import COUNT_PATTERN, count_of
from samverk.intake.reading.prose import Prose, in_small_letters
from samverk.intake.reading.statements import Span, statement_at, statements_of

CountedOption = Literal["yes", "no", "abstain", "absent"]

# All are matched against the text in small letters. Those that run over the whole of it begin
# with a letter, which is found fast, and look at what stands before after that.
_N = rf"(?:{COUNT_PATTERN}|inga)"
_NOUN = (
    r"(?:(?:st|stycken|tjänstgörande|närvarande) )?"
    r"(?:ledamöter(?:na)?|ledamot|röster|röst|personer|person|st|stycken)"
)
_MARKS = "[\"”“'’]?"
_ABSTAIN = (
    r"avst(?:år|od|ått|ående)|nedlagda?(?: röst(?:er)?)?"
    r"|(?:lade|la|lägger|lagt) (?:ned|ner)(?: sin(?:a)? röst(?:er)?)?|lades (?:ned|ner)"
)
_ABSENT = r"(?:är )?frånvarande(?: ledamöter)?|ej närvarande"
# "35 ledamöter röstar Ja", "18 ja-röster", "6 röster för nej", "21 av 41 röstar ja"
_COUNT_FIRST = re.compile(
    rf"(?<![\w,.§:=-])(?<!\d/)(?P<count>{_N})(?: av (?:de |totalt |samtliga )?{COUNT_PATTERN})?"
    rf" (?:{_NOUN} )?(?P<verb>(?:som )?(?:har )?(?:röstar|röstade|röstat|avges|avgavs|lades|lämnades) )?"
    rf"(?:för |på )?{_MARKS}(?P<o>ja|nej)(?P<noun>(?:-| )?röst(?:er|ar)?)?\b(?!-\w|/[^\W\d]| ?=)"
)
# "3 avstår", "fem ledamöter avstår från att rösta", "1 frånvarande"
_COUNT_OTHER = re.compile(
    rf"(?<![\w,.§:=-])(?<!\d/)(?P<count>{_N}) (?:{_NOUN} )?"
    rf"(?:(?:som|är|var|har|valde att|väljer att) )?(?P<o>{_ABSTAIN}|avstå|{_ABSENT})\b(?! ?[=:])"
)
# "Ja: 43", "Nej-röster 38", "röstar Ja (7)", "Avstår – 0", "avstår från att rösta (1)"
_OPTION_FIRST = re.compile(
    r"(?<![\w/-])(?P<o>ja|nej|avst\.|frånv\.|avst\b|frånv\b"
    rf"|{_ABSTAIN}|{_ABSENT})(?:(?:-| )?röst(?:er)?)?"
    r"(?: från (?:att rösta|röstning|omröstningen))?"
    r"(?: (?:är|var|blev|gör|gjorde|avges av|avgavs av|lämnas av|uppgår till|uppgick till))?"
    r" ?[:=–]?(?: - )? ?\(?(?:antal )?"
    r"(?:(?P<count>\d{1,3})\b(?![\d.,/–-]\d)"
    rf"|(?<=[:=(] )(?P<word>{COUNT_PATTERN})(?=[.,;)]|$| (?:ledam|röst|pers|st\b|och|samt)))"
    r"(?! ?(?:kap|§|%|procent|år\b|kr|tkr|mnkr|minut|gång|jan|feb|mars|apr|maj|jun|jul|aug|sep|okt"
    r"|nov|dec))"
)
# "Ja: Anna Alm (S), Bo Ek (V) = 2", "Nej: Cia Dal (M) (1)"
_SUMMED = re.compile(
    rf"(?<![\w/-])(?P<o>ja|nej|{_ABSTAIN}|{_ABSENT})(?:(?:-| )?röst(?:er|ar)?)?:"
    r"(?P<names>[^=:]{1,9000}?)(?: ?= ?|(?<=\))(?:,? (?:summa|totalt)[: ] ?| \())"
    r"(?P<count>\d{1,3})\b"
)
# "med 21 ja-röster mot 18": what stands against yes is no.
_AGAINST = re.compile(
    rf"(?P<o>ja|nej)(?:-?röst(?:er)?)? mot (?P<count>{COUNT_PATTERN})(?: röst(?:er)?)?"
    r"(?=[.,;:)]|$| (?:och|att|beslut|bifall|avsl|antar|antas|så)\w*)"
)
_OPTION_WORD = re.compile(r"ja(?<!\wja)\b|nej(?<!\wnej)\b|avst|nedl|från|ned\b|ner\b|ej närv")
_ANY_OPTION = re.compile(r"\b(?:ja|nej|avstår|avstod|frånvarande)\b")
# "bilaga 3 nej", "röstande 41 ja 21": the number is another's.
_OTHERS_NUMBER = re.compile(
    r"(?:\b(?:nr|nummer|p|bilaga|sid(?:a|an)?|kl|mom|kap|röstande|avgivna|röstberättigade|närvarande"
    r"|mandat|summa)[:.]?|[§=]"
    r"|\b(?:punkt(?:en|erna)?|ärende|paragraf|den|år|steg|\w{0,12}omröstning(?:en)?|\w{0,12}votering(?:en)?"
    r"|proposition|alternativ|yrkande|förslag|av(?: de| totalt| samtliga)?)) $"
)
# Who abstains from another thing than the vote, or does not abstain.
_NO_ABSTENTION = re.compile(
    r" (?:inte|ej)\b| (?:från )?(?:sitt|sin|sina|ordet|arvode)\b"
    r"| från (?!att rösta|röstning|omröstning|att delta i (?:omröstning|votering))"
)
# The longest count with its words stands within this of the option.
_AROUND = 90


class Count(NamedTuple):
    """A number of votes, and where it is printed; ``at`` is where its digits begin."""

    start: int
    end: int
    option: CountedOption
    number: int
    at: int
    is_number_first: bool


class Told(NamedTuple):
    """The counts of one statement, in order."""

    statement: Span
    counts: tuple[Count, ...]


def counts_in(prose: Prose) -> Iterator[Told]:
    """Yield the statements that tell how many voted what."""
    text = in_small_letters(prose.text)
    statements: Sequence[Span] = ()
    end = 0
    for word in _OPTION_WORD.finditer(text):
        if word.start() < end:
            continue
        statements = statements or statements_of(prose)
        statement = statement_at(statements, word.start())
        end = statement.end
        if counts := _settled(_summed(text, statement), list(_counts(text, statement))):
            yield Told(statement, counts)


def option_of(word: str) -> CountedOption:
    """Answer which option a word in small letters stands for."""
    if word == "ja":
        return "yes"
    if word == "nej":
        return "no"
    return "absent" if "frånv" in word or "ej närv" in word else "abstain"


def no_abstention(text: str, end: int) -> bool:
    """Answer whether what follows "avstår" says that it is not from the vote."""
    return _NO_ABSTENTION.match(text, end) is not None


def _summed(text: str, statement: Span) -> list[Count]:
    """Read the sum after a list of names: it is the option's before them."""
    if text.find(":", *statement) < 0:
        return []
    found = _SUMMED.finditer(text, *statement)
    return [_count(m) for m in found if not _ANY_OPTION.search(m["names"])]


def _counts(text: str, statement: Span) -> Iterator[Count]:
    for start, end in _near_options(text, statement):
        for pattern in (_COUNT_FIRST, _COUNT_OTHER):
            for match in pattern.finditer(text, start, end):
                if _is_own(text, match, end):
                    yield _count(match)
                    if against := _AGAINST.match(text, match.start("o"), end):
                        yield _other_side(against)
        for match in _OPTION_FIRST.finditer(text, start, end):
            yield _count(match)


def _is_own(text: str, match: re.Match[str], end: int) -> bool:
    """Answer whether a number before an option is the option's count."""
    if _OTHERS_NUMBER.search(text, max(0, match.start() - 24), match.start()):
        return False
    if match["o"] not in ("ja", "nej"):
        return not no_abstention(text, match.end())
    is_told = match["verb"] or match["noun"]
    return bool(is_told) or not text.startswith((" till ", " för "), match.end(), end)


def _count(match: re.Match[str]) -> Count:
    groups = match.groupdict()
    group = "count" if groups["count"] else "word"
    number = count_of(match[group]) or 0
    at = match.start(group)
    return Count(*match.span(), option_of(match["o"]), number, at, at < match.start("o"))


def _other_side(match: re.Match[str]) -> Count:
    told = _count(match)
    other: CountedOption = "no" if match["o"] == "ja" else "yes"
    return told._replace(start=told.at, option=other, is_number_first=True)


def _near_options(text: str, statement: Span) -> Iterator[tuple[int, int]]:
    """Yield the stretches that hold an option's word, widened to blanks and not overlapping.

    Looking for counts is slow, and they stand by such words only.
    """
    begin = end = -1
    for word in _OPTION_WORD.finditer(text, *statement):
        wide = word.start() - _AROUND
        start = text.find(" ", wide, word.start()) if wide > statement.start else statement.start
        if start > end:
            if end >= 0:
                yield begin, end
            begin = start
        found = text.find(" ", word.end() + _AROUND, statement.end)
        end = statement.end if found < 0 else found
    if end >= 0:
        yield begin, end


def _settled(summed: Sequence[Count], found: Sequence[Count]) -> tuple[Count, ...]:
    """Keep the counts that can be read in one way only."""
    taken = {count.at for count in summed}
    rest = sorted(c for c in found if c.at not in taken)
    kept = [*summed]
    cluster: list[Count] = []
    end = 0
    for count in rest:
        if cluster and count.start >= end:
            kept += _of_cluster(cluster)
            cluster = []
        cluster.append(count)
        end = max(end, count.end)
    kept += _of_cluster(cluster)
    return tuple(sorted(kept))


def _of_cluster(cluster: Sequence[Count]) -> list[Count]:
    """Choose among readings that share words: "ja 21 nej 18 avstår 2" leaves no number out."""
    ways = [[c for c in cluster if c.is_number_first is first] for first in (True, False)]
    if not all(ways):
        return list(cluster)
    first, last = ({c.at for c in way} for way in ways)
    if first > last:
        return ways[0]
    if last > first:
        return ways[1]
    # "41 ja 21 nej 18": the first number is the sum of the others.
    total = next(c.number for c in ways[0])
    is_total = cluster[0].is_number_first and total == sum(c.number for c in ways[1])
    return ways[1] if is_total else []
