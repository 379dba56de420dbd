"""Statutes cited as they no longer, or do not yet, read on the document's day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from samverk.intake.lints.lint import Found, Lint, in_record, label
from samverk.intake.lints.provisions import ACTS, SUBJECTS, Act, Subject
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Paragraph
from samverk.intake.reading.prose import Prose
from samverk.rules.ruling import Statute

_SECTIONS = (
    r"\d{1,3}(?: [a-z])?(?:(?: ?[-–,] ?| och )(?:\d{1,3}(?: [a-z])?|[a-z])(?![a-zåäö])){0,6}"
)
_NAMES = "|".join(
    sorted({re.escape(name) for act in ACTS for name in act.names}, key=len, reverse=True)
)
_NUMBER = r"(?: ?\(?(?P<number>(?:19|20)?\d\d:\d{1,4})\)?)?"
_SECTION_FIRST = re.compile(
    rf"(?<![\d.])(?:(?P<chapter>\d{{1,2}}) kap\.? )?(?P<sections>{_SECTIONS}) ?§{{1,2}} (?:i )?"
    rf"(?:den )?(?P<act>{_NAMES})(?![a-zåäö]){_NUMBER}",
    re.IGNORECASE,
)
_ACT_FIRST = re.compile(
    rf"(?<![\wåäö])(?P<act>{_NAMES})(?![a-zåäö]){_NUMBER},? (?P<chapter>\d{{1,2}}) kap\.? "
    rf"(?P<sections>{_SECTIONS}) ?§",
    re.IGNORECASE,
)
# The longest act name with chapter and sections stands within this of the paragraph sign.
_SIGN = re.compile(r"§{1,2}")
_BEFORE, _AFTER = 110, 110
# What stands before is looked at second: so the engine finds the first figure fast.
_ACT_NUMBER = re.compile(r"(?P<number>(?:19|20)(?<!\w(?:19|20))\d\d:\d{1,4})\b")
# A text may speak of older law as such.
_AS_PAST = re.compile(r"tidigare|upphävd|dåvarande|då gällande|äldre|ersatt|gamla", re.IGNORECASE)
# "Förbundet bildades 2006 med stöd av": a year, not one of an act's number, and what was done then.
_YEAR = re.compile(r"(?<![\d:/-])(?:19|20)\d\d(?![\d:/])")
_WAS_DONE = re.compile(
    r"\w(?:ades?|ats|togs?|slöts?|lät|ddes?|ndes?|ldes?|rdes?|ttes?|kom|gavs?|fick|blev|skedde|hade)\b"
)


class StatuteCitation(NamedTuple):
    """A provision as cited: the act's names, its SFS number if printed, chapter, sections."""

    act: str
    number: str | None
    chapter: str | None
    sections: frozenset[str]
    text: str
    start: int
    end: int


def statute_citations(prose: Prose) -> Iterator[StatuteCitation]:
    """Yield the provisions of known acts cited in a text."""
    for sign in _SIGN.finditer(prose.text):
        begin, end = max(0, sign.start() - _BEFORE), sign.end() + _AFTER
        for pattern in (_SECTION_FIRST, _ACT_FIRST):
            match = pattern.search(prose.text, begin, end)
            if match and match.start() <= sign.start() < match.end():
                yield _citation(match)


def _citation(match: re.Match[str]) -> StatuteCitation:
    return StatuteCitation(
        match["act"].lower(),
        match["number"],
        match["chapter"],
        expand(match["sections"]),
        match[0],
        match.start(),
        match.end(),
    )


def expand(text: str) -> frozenset[str]:
    """Read "6 f-h" as 6 f, 6 g, 6 h, and "1, 2 och 4" as 1, 2, 4."""
    found: list[str] = []
    number = ""
    for joint, part in re.findall(r"(^|[-–,]|och)\s*(\d{1,3}(?: [a-z])?|[a-z])(?![a-zåäö])", text):
        whole = part if part[0].isdigit() else f"{number} {part}"
        number = whole.split(" ")[0]
        if joint in "-–" and joint and found:
            found += _between(found[-1], whole)
        found.append(whole)
    return frozenset(found)


def _between(first: str, last: str) -> list[str]:
    a, b = first.rsplit(" ", maxsplit=1)[-1], last.rsplit(" ", maxsplit=1)[-1]
    if a.isdigit() and b.isdigit():
        return [str(n) for n in range(int(a) + 1, min(int(b), int(a) + 30))]
    if len(a) == 1 and len(b) == 1 and a.isalpha() and b.isalpha():
        number = last.split(" ", maxsplit=1)[0]
        return [f"{number} {chr(c)}" for c in range(ord(a) + 1, ord(b))]
    return []


def _moved(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        if record.date is None or record.prose is None:
            continue
        for citation in statute_citations(record.prose):
            sentence = record.prose.sentence(citation.start, citation.end)
            if _AS_PAST.search(sentence):
                continue
            then = _done_in(sentence)
            for subject in SUBJECTS:
                right = _right_section(subject, citation, sentence, record.date)
                if right is not None and not _was_right(subject, citation, then):
                    text = (
                        f"{label(record)} åberopar {citation.text} om {subject.name}; "
                        f"den {record.date} gällde {right}."
                    )
                    yield in_record(text, record, record.prose.place(citation.start))


def _right_section(
    subject: Subject, citation: StatuteCitation, sentence: str, day: date
) -> Statute | None:
    """Answer where the subject was regulated on the day; None if the citation is right.

    Only a section that holds the subject at another time is called wrong: any other may
    have been cited for a reason this table does not know.
    """
    if citation.act not in subject.act_names or not subject.words.search(sentence):
        return None
    today = subject.provision.on(day)
    if today is None or _cites(citation, today):
        return None
    others = (w for w in subject.provision.wordings if w is not today)
    return today if any(_cites(citation, other) for other in others) else None


def _was_right(subject: Subject, citation: StatuteCitation, years: Sequence[int]) -> bool:
    """Answer whether the section was the right one in a year the sentence tells of."""
    ends = (date(year, month, 1) for year in years for month in (1, 12))
    wordings = (subject.provision.on(day) for day in ends)
    return any(wording is not None and _cites(citation, wording) for wording in wordings)


def _done_in(sentence: str) -> list[int]:
    """Answer the years in which a sentence says that something was done."""
    if not _WAS_DONE.search(sentence):
        return []
    return [int(year) for year in _YEAR.findall(sentence)]


def _cites(citation: StatuteCitation, wording: Statute) -> bool:
    match = re.fullmatch(r"(?:(\d+) kap\. )?(.+) §", wording.section)
    if match is None or match[1] != citation.chapter:
        return False
    return bool(expand(match[2]) & citation.sections)


MOVED = Lint(
    "statute-section",
    "Lagrummet handlar om något annat",
    "Reglerna har flyttat mellan lagar och paragrafer; ett lagrum ska vara det som gällde "
    "den dag handlingen är daterad.",
    "fault",
    _moved,
)


def _repealed(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        if record.date is not None and record.prose is not None and ":" in record.prose.text:
            yield from _out_of_force(record, record.prose, record.date)


def _out_of_force(record: Paragraph, prose: Prose, day: date) -> Iterator[Found]:
    for match in _ACT_NUMBER.finditer(prose.text):
        act = next((a for a in ACTS if a.number == match["number"]), None)
        if act is None or act.in_force(day):
            continue
        sentence = prose.sentence(*match.span())
        if _AS_PAST.search(sentence) or _was_in_force(act, _done_in(sentence)):
            continue
        instead = _successor(act, day)
        text = f"{label(record)} åberopar {act.names[0]} ({act.number}), som inte gällde {day}{instead}."
        yield in_record(text, record, prose.place(match.start()))


def _was_in_force(act: Act, years: Sequence[int]) -> bool:
    return any(act.in_force(date(year, month, 1)) for year in years for month in (1, 12))


def _successor(act: Act, day: date) -> str:
    other = next((a for a in ACTS if a.names[0] == act.names[0] and a.in_force(day)), None)
    return f"; då gällde {other.number}" if other else ""


REPEALED = Lint(
    "statute-not-in-force",
    "Lagen gällde inte den dagen",
    "En handling ska vila på den lag som gällde när den skrevs.",
    "fault",
    _repealed,
)
LINTS = (MOVED, REPEALED)
