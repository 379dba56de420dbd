"""Who supports which proposal put at the meeting: "Eva Ro (V) instämmer i Anna Eks yrkande".

Whose proposal it is the sentence tells by name, party or kind ("avslagsyrkandet"). Where several
are put and it tells none of them, nobody is said to be supported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from samverk.intake.reading.fields.mentions import Mention
from samverk.intake.reading.fields.name_runs import run_after, run_before
from samverk.intake.reading.parties import party_in_cell

# Begins with a letter, which is found fast, and looks at what stands before after that.
_AGREES = re.compile(
    r"[IiAaBbSs](?<!\w.)(?:nstäm(?:mer|de|t)\b|n(?:sluter|slöt) sig\b|iträd(?:er|de)\b|töd(?:j?er|de)\b"
    r"|täll(?:er|de) sig bakom\b"
    r"|(?P<noun>(?:nstämmande|iträde|töd|ifall) (?:av|från)\b))"
)
# One of them stands in all of those.
_WORDS = ("nstäm", "nslut", "nslöt", "iträd", "töd", "bakom", "ifall av", "ifall från")
# A proposal in form, support in fact where the other is put at the meeting.
_SECONDS = re.compile(
    r"\b(?:(?:yrkar|yrkade|föreslår|föreslog|tillstyrker)(?: också| även)? bifall till"
    r"|biträder|biträdde|tillstyrker)(?: också| även)? "
)
# "Instämmer i förslaget gör Bo Ek (M)."
_DOES = re.compile(r"\b(?:gör|gjorde)\b")
_STOP = re.compile(r"[.\n]| att ")
_OWN = r"(?:yrkande|förslag|linje|hemställan)"
# What is left of a sentence that only supports.
_ONLY = re.compile(rf"[^,;:]*?{_OWN}\w*(?: i sin helhet)?[.\s]*")
_OF = re.compile(
    rf"(?P<owner>[^\W\d_][\w:’'-]*s|\(\w+\):?s?) (?:\(\w+\) )?(?:m\.? ?fl\.? |med flera )?\w*{_OWN}"
)
_KINDS = r"(?:avslag|återremiss|bifall|bordläggning|tillägg|ändring)"
_KIND = re.compile(
    rf"\b(?P<kind>{_KINDS})s?{_OWN}|{_OWN}\w* (?:om|på) (?:\w+ )?(?P<about>{_KINDS})"
)
_LAST = re.compile(r"\b(?:detta|det|samma|föregående|sistnämnda|vilket|vilken|denna)\b")


class Put(NamedTuple):
    """A sentence that proposes: its span, its verb, and who it says proposes."""

    start: int
    end: int
    verb: int
    by: tuple[Mention, ...]


class Claim(NamedTuple):
    """What a sentence says of support: by whom, and the words for what."""

    start: int
    at: int
    supporters: tuple[Mention, ...]
    what: str
    is_noun: bool = False


def claims_in(
    text: str, people: Sequence[Mention], sentences: Sequence[tuple[int, int]]
) -> list[Claim]:
    """Answer the support that sentences tell, in order."""
    if not any(word in text for word in _WORDS):
        return []
    return [c for start, end in sentences if (c := _claim(text, people, start, end))]


def _claim(text: str, people: Sequence[Mention], start: int, end: int) -> Claim | None:
    """Answer the support a sentence tells; None where it tells none, or nobody."""
    verb = _AGREES.search(text, start, end)
    if verb is None:
        return None
    does = _DOES.search(text, verb.end(), end)
    is_noun = verb["noun"] is not None
    before = [] if is_noun or does else run_before(text, people, verb.start())
    before = [p for p in before if p.start >= start]
    if before:
        return Claim(start, verb.start(), tuple(before), text[verb.end() : end], is_noun)
    begin = does.end() if does else verb.end()
    stop = _STOP.search(text, begin, end)
    after = run_after(text, people, begin)
    who = tuple(p for p in after if p.start < (stop.start() if stop else end))
    what = text[verb.end() : does.start()] if does else text[start : verb.start()]
    return Claim(start, verb.start(), who, what, is_noun) if who else None


def seconded(text: str, put: Put, others: Sequence[Put]) -> list[Put]:
    """Answer whose proposals a sentence asks to have granted, where it proposes nothing besides."""
    verb = _SECONDS.search(text, put.start, put.end)
    if verb is None or verb.start() > put.verb or not _ONLY.fullmatch(text, verb.end(), put.end):
        return []
    own = {(p.name, p.party) for p in put.by}
    rest = [o for o in others if not own & {(p.name, p.party) for p in o.by}]
    return named(text, text[verb.end() : put.end], rest)


def supported(text: str, claim: Claim, puts: Sequence[Put]) -> list[Put]:
    """Answer the proposals that a claim means; none where its words leave that open."""
    own = {(p.name, p.party) for p in claim.supporters}
    rest = [p for p in puts if not own & {(b.name, b.party) for b in p.by}]
    if told := named(text, claim.what, rest):
        return told
    if owner := _OF.search(claim.what):
        # "Kommunstyrelsens förslag": those who ask to have it granted are supported.
        same = [p for p in rest if owner[0].lower() in text[p.start : p.end].lower()]
        granting = [p for p in same if "avslag" not in text[p.verb : p.end]]
        return granting if len(granting) == 1 else []
    before = [p for p in rest if p.start <= claim.at]
    is_open = len(before) > 1 and not _LAST.search(claim.what.lower())
    return [] if is_open else before[-1:]


def named(text: str, what: str, puts: Sequence[Put]) -> list[Put]:
    """Answer the proposals that words name by their proposer, party, chair or kind."""
    if owners := [p for p in puts if any(_is_named(one, what) for one in p.by)]:
        return owners
    lowered = what.lower()
    if "ordförandens" in lowered:
        found = [p for p in puts if "ordförande" in text[p.start : p.verb].lower()]
    elif owner := _OF.search(what):
        party = party_in_cell(owner["owner"].removesuffix("s").rstrip(":").strip())
        found = [p for p in puts if party and any(b.party == party for b in p.by)]
    elif kind := _KIND.search(lowered):
        word = (kind["kind"] or kind["about"])[:7]
        found = [p for p in puts if word in text[p.verb : p.end].lower()]
    else:
        return []
    return found if len(found) == 1 else []


def _is_named(person: Mention, what: str) -> bool:
    """Answer whether words name a person in the genitive, by surname at least: "Eks (S) yrkande"."""
    if person.name is None:
        return False
    last = re.escape(person.name.split()[-1])
    ending = "" if last.endswith(("s", "x", "z")) else "s"
    first = re.escape(person.name.split()[0])
    # Another of the same surname has another first name before it.
    pattern = (
        rf"(?:(?<![\w-])(?P<first>{first}) (?:[\w.’'-]+ )*?)?(?<![\w-]){last}:?{ending}(?![\w-])"
    )
    found = re.search(pattern, what)
    if found is None:
        return False
    before = what[: found.start()].split()
    is_other = found["first"] is None and bool(before) and before[-1][:1].isupper()
    return not is_other
