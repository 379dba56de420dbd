"""Votes by name in running text: "A (V), B (S) och ordföranden C (S) röstar Ja (7)."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samverk.intake.reading.fields.name_runs import run_after, run_before
from samverk.intake.reading.fields.vote_counts import no_abstention
from samverk.intake.reading.model import Ballot, Option
from samverk.intake.reading.names import WORD
from samverk.intake.reading.persons import PersonMention, people_of
from samverk.intake.reading.prose import Prose, in_small_letters
from samverk.intake.reading.statements import statement_at, statements_of

_OPTIONS: dict[str, Option] = {"ja": "yes", "nej": "no"}
# "Hade röstat nej om ...", "ville ha röstat ja": nobody did.
_MARK = re.compile(
    r"\b(?:röstar|röstade|(?<=har )röstat) (?:för )?[\"”“]?(?P<after>ja|nej)\b"
    r"|\b(?:ja|nej)-?röst(?:er|ar)?(?: (?:avges av|avgavs av|lämnas av))?:?"
    r"|\b(?:ja|nej):|\b(?:ja|nej) (?:röstar|röstade)\b:?"
    r"|\b(?P<abstain>avstår|avstod|(?:lägger|lade) (?:ned|ner) sina? röst(?:er)?)\b"
    r"(?: från (?:att rösta|röstning|omröstningen))?:?"
)
_COUNT = re.compile(r"[\"”]? ?\(\d{1,3}\):?")
_LEAD = re.compile(
    r"\s*[:–-]?\s*(?:gör |gjorde )?(?:följande:?\s+)?(?:[Ll]edamöterna\s+)?(?:[Oo]rdföranden?\s+)?"
    rf"(?={WORD})"
)
# "Anna Alm (S), ordförande, röstar ja"; in "... Anna Alms (S) förslag röstar ja" she does not.
_VOTES_NEXT = re.compile(
    r"[ ,–:-]*(?:(?:som|har|båda|alla|samtliga|vilka|också|även|därutöver|ordförande|vice|ersättare|ledamot"
    r"|tjänstgörande|\d:[ae]|m\.? ?fl\.?|med flera|ledamöter)[ ,]*){0,4}"
)
_WORD = re.compile(r"\b(ja|nej)")
_ROLE = re.compile(
    r"\b(ordförande|vice ordförande|ersättare|tjänstgörande ersättare)n?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RollCall:
    """The names that voted one way (namnupprop i löpande text), and where they stand."""

    option: Option
    ballots: tuple[Ballot, ...]
    start: int
    end: int


def roll_calls_in(prose: Prose) -> list[RollCall]:
    """Answer the lists of names that are said to have voted yes, no or abstained."""
    text = prose.text
    people = people_of(text)
    return list(_calls(prose, people)) if people else []


def _calls(prose: Prose, people: Sequence[PersonMention]) -> Iterator[RollCall]:
    text = prose.text
    edge = 0
    lowered = in_small_letters(text)
    for mark in _MARK.finditer(lowered):
        is_other = mark["abstain"] and no_abstention(lowered, mark.end("abstain"))
        if is_other or _is_casting(prose, mark):
            continue
        option = _option(mark)
        end = _after_count(text, mark.end())
        names = _named_after(text, people, mark, end) if _is_heading(mark) else []
        if not names and not _is_noun(mark):
            before = run_before(text, people, mark.start(), leads_on=_VOTES_NEXT)
            names = [p for p in before if p.start >= edge] or _named_after(text, people, mark, end)
        if names:
            start, end = min(names[0].start, mark.start()), max(names[-1].end, end)
            edge = end
            yield RollCall(option, tuple(_ballot(prose, p, option) for p in names), start, end)


def _is_casting(prose: Prose, mark: re.Match[str]) -> bool:
    """Answer whether the chair's casting vote is told: it is no ballot more."""
    if "utslagsröst" not in mark.string:
        return False
    return "utslagsröst" in mark.string[slice(*statement_at(statements_of(prose), mark.start()))]


def _option(mark: re.Match[str]) -> Option:
    if mark["abstain"]:
        return "abstain"
    word = _WORD.search(mark[0])
    return _OPTIONS[word[1]] if word else "yes"


def _after_count(text: str, end: int) -> int:
    """Step over the count after an option: "röstar Ja (7): ..."."""
    count = _COUNT.match(text, end)
    return count.end() if count else end


def _is_heading(mark: re.Match[str]) -> bool:
    """Answer whether the names stand after: "Ja-röster: ...", "Nej röstar ..."."""
    return _is_noun(mark) or mark[0].endswith(":")


def _is_noun(mark: re.Match[str]) -> bool:
    return not (mark["after"] or mark["abstain"])


def _named_after(
    text: str, people: Sequence[PersonMention], mark: re.Match[str], end: int
) -> list[PersonMention]:
    """Answer the list of names that begins right after: only a sign or a short word is between.

    The next block is another matter, unless the mark stands alone as its heading.
    """
    lead = _LEAD.match(text, end)
    names = run_after(text, people, end) if lead else []
    if not names or lead is None or names[0].start != lead.end():
        return []
    is_alone = mark.start() == 0 or text[mark.start() - 1] == "\n"
    return (
        names if is_alone or ":" in text[mark.start() : lead.end()] or "\n" not in lead[0] else []
    )


def _ballot(prose: Prose, person: PersonMention, option: Option) -> Ballot:
    role = _ROLE.search(prose.text[max(0, person.start - 30) : person.start])
    return Ballot(
        person.name,
        person.party,
        role[1].lower() if role else None,
        option,
        prose.place(person.start),
    )
