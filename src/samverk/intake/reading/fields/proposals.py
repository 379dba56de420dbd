"""Proposals: put by members at the meeting, and those the paragraph sends to the next body."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from samverk.intake.reading.fields.mentions import Mention, mentions_in
from samverk.intake.reading.fields.name_runs import BETWEEN, run_before
from samverk.intake.reading.fields.passages import Told
from samverk.intake.reading.fields.support import (
    Claim,
    Put,
    claims_in,
    named,
    seconded,
    supported,
)
from samverk.intake.reading.model import Person, Proposal
from samverk.intake.reading.organs import rank
from samverk.intake.reading.prose import Prose, in_small_letters
from samverk.intake.reading.sections import Section

_VERB = re.compile(
    r"\b(?:yrkar|yrkade|föreslår|föreslog|hemställer|hemställde|tillstyrker|begär att|biträder"
    r"|(?:lägger|lade|lämnar|lämnade|framställer|framställde)(?: fram| in)? (?:\w+ ){0,2}?"
    r"(?:\w*yrkanden?|förslag(?:et)?|motförslag))\b"
)
# "Rita Ek (V): avslag" under the heading "Yrkanden"; others may stand between.
_SAYS = re.compile(r"[^.\n]{0,160}?:(?=\s)")
_CHAIR_PROPOSES = re.compile(r"(?:Mötes)?[Oo]rdföranden? $")
# What may stand before the first name of a sentence, and between the last and the verb.
_LEAD = re.compile(
    r"(?:\d{1,2}[.)] )?(?:(?:(?:(?:mötes)?ordföranden?|ledamoten|ledamöterna|ersättaren|vice"
    r"|\d:[ae]|förste|andre|från|även|också|hela|samtliga|ledamöter|för|tjänstgörande)[ ,]*){0,5}|[(\s])$",
    re.IGNORECASE,
)
_RIGHT_BEFORE = re.compile(r",? (?:(?:har|också|även|ordförande|ledamot),? )?")
_SUPPORT = re.compile(r"(?:instämmande|biträde|stöd|bifall) (?:av|från)|\binstämmer\b")
# What the chair does then, and the vote, is no part of the proposal.
_CHAIR = re.compile(
    r"(?:(?<=\n)|(?<=[.!?] ))(?:Ordföranden (?:frågar|ställer|finner|konstaterar|redogör)"
    r"|(?:Omröstning|Votering)(?:en)? (?:begär|verkställ|genomför|sker|utfaller))"
)
# "2. Bo Ek": the figure of a point ends no sentence.
# More proposals than any matter has: whose is supported is then not looked for.
_MOST = 80
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\n\d\.)(?<!\n\d\d\.)(?<!^\d\.)\s+(?=[A-ZÅÄÖ])|\n")


def at_meeting(sections: Sequence[Section]) -> list[Proposal]:
    """Answer the proposals put at the meeting, one per sentence that says who proposes what."""
    found: list[Proposal] = []
    for section in sections:
        if section.concept in ("proposals_at_meeting", "handling_by"):
            found += _put(section.prose())
    return found


def _put(prose: Prose) -> Iterator[Proposal]:
    text = prose.text
    people = mentions_in(text, in_small_letters(text), 0, len(text))
    sentences = _sentences(text, people)
    told = [
        Put(start, end, verb, tuple(_named(text, people, start, verb)))
        for start, end in sentences
        if (verb := _verb(text, people, start, end))
    ]
    if not told:
        return
    puts, support = _parted(text, told)
    # Where something else begins that is no part of the proposal before it.
    edges = [put.start for put in told]
    for claim in claims_in(text, people, sentences):
        meant = _meant(text, claim, puts) if len(puts) < _MOST else []
        for put in meant:
            support[put] += claim.supporters
        before = bisect_right(puts, claim.start, key=lambda p: p.start)
        if before and puts[before - 1] not in meant and puts[before - 1].start < claim.start:
            edges.append(claim.start)
    edges = [*sorted(edges), len(text)]
    for put in puts:
        end = edges[bisect_right(edges, put.start)]
        chair = _CHAIR.search(text, put.start + 1, end)
        yield Proposal(
            "at_meeting",
            text[put.start : chair.start() if chair else end].strip(),
            prose.place(put.start),
            by=tuple(_person(prose, p) for p in put.by),
            supported_by=tuple(_person(prose, p) for p in dict.fromkeys(support[put])),
        )


def _parted(text: str, told: Sequence[Put]) -> tuple[list[Put], dict[Put, list[Mention]]]:
    """Tell those who only ask to have another's proposal granted from those who propose."""
    puts = list(told)
    if len(told) >= _MOST:
        return puts, {put: [] for put in told}
    support: dict[Put, list[Mention]] = {put: [] for put in told}
    for put in told:
        meant = seconded(text, put, [other for other in puts if other is not put])
        for other in meant:
            support[other] += put.by
        if meant:
            puts.remove(put)
    return puts, support


def _meant(text: str, claim: Claim, puts: Sequence[Put]) -> list[Put]:
    """Answer what a claim supports; within the sentence of a proposal that one, if no other is named."""
    own = next((p for p in puts if p.start == claim.start), None)
    if own is None:
        return supported(text, claim, puts)
    if claim.is_noun:
        return [own]
    others = named(text, claim.what, [p for p in puts if p is not own])
    return others or ([own] if claim.at > own.verb else [])


def _sentences(text: str, people: Sequence[Mention]) -> list[tuple[int, int]]:
    """Answer where sentences begin and end; the point of "Bo A. Ek" ends none."""
    found: list[tuple[int, int]] = []
    start = 0
    for edge in _SENTENCE.finditer(text):
        at = bisect_left(people, edge.start(), key=lambda p: p.end)
        within = people[at] if at < len(people) and people[at].start < edge.start() else None
        # "alternativ B. Anna Alm": what can be an initial may have ended the sentence.
        if within is None or (
            within.start != start and text.rfind(" ", within.start, edge.start()) < 0
        ):
            found.append((start, edge.start()))
            start = edge.end()
    return [*found, (start, len(text))]


def _verb(text: str, people: Sequence[Mention], start: int, end: int) -> int | None:
    """Answer where a sentence says that somebody proposes; None where it does not.

    A name without a party and the chair must stand right before the word.
    """
    first = next(iter(_within(people, start, end)), None)
    verb = _VERB.search(text, start, end)
    if verb is None:
        is_first = (
            first is not None and first.party and not _LEAD.sub("", text[start : first.start])
        )
        says = _SAYS.match(text, first.end, end) if first and is_first else None
        return says.end() - 1 if says else None
    if any(p.name and p.party for p in _within(people, start, verb.start())):
        return verb.start()
    if _CHAIR_PROPOSES.fullmatch(text, start, verb.start()):
        return verb.start()
    run = run_before(text, people, verb.start(), leads_on=_RIGHT_BEFORE)
    is_whole = bool(run) and not _LEAD.sub("", text[start : run[0].start])
    return verb.start() if is_whole else None


def _named(text: str, people: Sequence[Mention], start: int, verb: int) -> list[Mention]:
    """Answer those named before the verb: with "med stöd av" those who support come after it."""
    support = _SUPPORT.search(text, start, verb)
    return _run(text, people, start, support.start() if support else verb)


def _run(text: str, people: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Answer those named in a stretch; who has no party or is one only among the others."""
    found: list[Mention] = []
    edge = start
    for mention in _within(people, start, end):
        gap = text[edge : mention.start]
        is_person = mention.name and mention.party
        if is_person or not _LEAD.sub("", gap) or (found and BETWEEN.fullmatch(gap)):
            found.append(mention)
            edge = mention.end
    return found


def _within(people: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Answer those named from ``start`` to before ``end``; ``people`` stand in order."""
    first = bisect_left(people, start, key=lambda p: p.start)
    last = bisect_left(people, end, lo=first, key=lambda p: p.start)
    return list(people[first:last])


def _person(prose: Prose, mention: Mention) -> Person:
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
