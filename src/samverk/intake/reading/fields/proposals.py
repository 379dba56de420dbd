"""Proposals: put by members at the meeting, and those the paragraph sends to the next body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from samverk.intake.reading.fields.name_runs import run_before
from samverk.intake.reading.fields.passages import Told
from samverk.intake.reading.model import Person, Proposal
from samverk.intake.reading.organs import rank
from samverk.intake.reading.persons import PersonMention, persons_in
from samverk.intake.reading.prose import Prose
from samverk.intake.reading.sections import Section

_VERB = re.compile(
    r"\b(?:yrkar|yrkade|föreslår|föreslog|hemställer|hemställde|tillstyrker|begär att|biträder)\b"
)
_SUPPORT = re.compile(r"(?:instämmande|biträde|stöd) (?:av|från)|\binstämmer\b")
# What the chair does then, and the vote, is no part of the proposal.
_CHAIR = re.compile(
    r"(?:(?<=\n)|(?<=[.!?] ))(?:Ordföranden (?:frågar|ställer|finner|konstaterar|redogör)"
    r"|(?:Omröstning|Votering)(?:en)? (?:begär|verkställ|genomför|sker|utfaller))"
)
_STOP = re.compile(r"[.\n]| att ")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")


def at_meeting(sections: Sequence[Section]) -> list[Proposal]:
    """Answer the proposals put at the meeting, one per sentence that says who proposes what."""
    found: list[Proposal] = []
    for section in sections:
        if section.concept in ("proposals_at_meeting", "handling_by"):
            found += _put(section.prose())
    return found


def _put(prose: Prose) -> Iterator[Proposal]:
    text = prose.text
    people = list(persons_in(text))
    starts = [s for s in _starts(text) if _proposer(text, people, s)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        verb = _VERB.search(text, start)
        if verb is None or verb.start() > end:
            continue
        by = _within(people, start, verb.start())
        support = _SUPPORT.search(text, verb.end(), end)
        others = _supporters(text, people, support, end) if support else []
        chair = _CHAIR.search(text, start + 1, end)
        yield Proposal(
            "at_meeting",
            text[start : chair.start() if chair else end].strip(),
            prose.place(start),
            by=tuple(_person(prose, p) for p in by),
            supported_by=tuple(_person(prose, p) for p in others),
        )


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _SENTENCE.finditer(text))]


def _proposer(text: str, people: Sequence[PersonMention], start: int) -> bool:
    """Answer whether the sentence at ``start`` names a person before it says "yrkar"."""
    ends = _SENTENCE.search(text, start)
    end = ends.start() if ends else len(text)
    verb = _VERB.search(text, start, end)
    return verb is not None and bool(_within(people, start, verb.start()))


def _within(people: Sequence[PersonMention], start: int, end: int) -> list[PersonMention]:
    """Answer those named from ``start`` to before ``end``; ``people`` stand in order."""
    first = bisect_left(people, start, key=lambda p: p.start)
    last = bisect_left(people, end, lo=first, key=lambda p: p.start)
    return list(people[first:last])


def _supporters(
    text: str, people: Sequence[PersonMention], support: re.Match[str], end: int
) -> list[PersonMention]:
    if support[0] == "instämmer":
        return run_before(text, people, support.start())
    stop = _STOP.search(text, support.end(), end)
    limit = stop.start() if stop else end
    return _within(people, support.end(), limit)


def _person(prose: Prose, mention: PersonMention) -> Person:
    return Person(mention.name, mention.party, prose.place(mention.start))


def to_next_body(told: Sequence[Told]) -> list[Proposal]:
    """Answer what is proposed to other bodies in a decision or a memo's proposal.

    Under "Förslag till beslut i X" the body is printed in the heading; else in the sentence
    "... föreslår kommunfullmäktige". A heading with nothing under it proposes nothing yet
    and is kept with the text of the next one. What the body decides itself is left out.
    """
    found: list[Proposal] = []
    for section, passages in told:
        to = section.label.to if section.label and section.concept == "proposal_to" else None
        if to and section.is_empty():
            found.append(Proposal("to_next_body", "", section.heading[0].place, to=to))
        for passage in (p for p in passages if p.is_proposal):
            # The place is where the body is printed: in the heading, or in the sentence.
            place = section.heading[0].place if to and passage.to == to else passage.place
            found.append(Proposal("to_next_body", passage.text, place, to=passage.to))
    return found


def highest(proposals: Sequence[Proposal]) -> Proposal | None:
    """Answer the proposal to the body that decides last."""
    sent = [p for p in proposals if p.to]
    return max(sent, key=lambda p: rank(p.to or ""), default=None)
