"""Who reserved against the decision: one entry per person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from samverk.intake.reading.model import Reservation
from samverk.intake.reading.persons import PersonMention, people_of, persons_in
from samverk.intake.reading.prose import Prose, in_small_letters, sentence_start

_VERB = re.compile(
    r"\b(?:reserverar|reserverade) (?:sig|oss)\b"
    r"|\breservation(?:er)? (?:anmäls|anmäldes|lämnas|lämnades|avges|avgavs|anförs|anfördes) av\b"
    r"|\b(?:anmäls|anmäldes|lämnas|lämnades|anförs|anfördes) (?:skriftlig )?reservation(?:er)? av\b"
    r"|\b(?:anmäler|anmälde|lämnar|lämnade|avger) (?:skriftlig |en )?reservation\b"
)
_PARTIES = {
    "socialdemokraterna": "S",
    "moderaterna": "M",
    "sverigedemokraterna": "SD",
    "centerpartiet": "C",
    "vänsterpartiet": "V",
    "kristdemokraterna": "KD",
    "liberalerna": "L",
    "miljöpartiet": "MP",
}
_PARTY_NAME = re.compile(rf"\b({'|'.join(_PARTIES)})(?!s\b)", re.IGNORECASE)
_PARTY_GROUP = re.compile(r"\b([A-ZÅÄÖ]{1,3})-(?:gruppen|ledamöterna)\b")
# "M, KD och L reserverar sig"
_ABBREVIATED = re.compile(r"(?<!\w)(?:[A-ZÅÄÖ]{1,3}(?:, | och | samt )){0,8}[A-ZÅÄÖ]{1,3} $")
# More names than any assembly has members.
_LONGEST = 500
# What may stand between two names of one list.
BETWEEN = re.compile(
    r"[\s,;•–-]*(?:(?:och|samt|ordförande[n]?|\d:[ae]|förste|andre|vice|ledamoten|ersättaren|ledamöterna"
    r"|tjänstgörande|därutöver)[\s,:]*){0,5}",
    re.IGNORECASE,
)

# What may stand between the last name and what is said of them; "m.fl." are others besides.
_LEADS_ON = re.compile(r"(?:,? (?:m\. ?fl\.?|med flera)(?: \w{1,12}){0,3})?[^.\n]{0,25}")


def reservations_in(prose: Prose, listed: Sequence[Prose] = ()) -> list[Reservation]:
    """Answer the reservations told in the text, and those listed under the heading.

    ``listed`` are the sections headed "Reservation": there the names alone count, unless a
    sentence tells who it is that reserves.
    """
    found: dict[tuple[str | None, str | None], Reservation] = {}
    for text in (prose, *listed):
        for reservation in _told(text):
            found.setdefault((reservation.name, reservation.party), reservation)
    for text in listed:
        if not _VERB.search(in_small_letters(text.text)):
            for person in persons_in(text.text):
                entry = Reservation(person.name, person.party, text.place(person.start))
                found.setdefault((person.name, person.party), entry)
    return list(found.values())


def _told(prose: Prose) -> list[Reservation]:
    text = prose.text
    if "eserv" not in text:
        return []
    people = people_of(text)
    found: list[Reservation] = []
    for verb in _VERB.finditer(in_small_letters(text)):
        names = run_before(text, people, verb.start()) or run_after(text, people, verb.end())
        found += (Reservation(p.name, p.party, prose.place(p.start)) for p in names)
        if not names:
            found += _by_party(prose, verb)
    return found


def run_before(text: str, people: Sequence[PersonMention], offset: int) -> list[PersonMention]:
    """Answer the list of names that ends at ``offset``: "A (S) och B (V) reserverar sig"."""
    run: list[PersonMention] = []
    edge = offset
    for person in reversed(people[: bisect_right(people, offset, key=lambda p: p.end)][-_LONGEST:]):
        gap = text[person.end : edge]
        if not (BETWEEN.fullmatch(gap) if run else _LEADS_ON.fullmatch(gap)):
            break
        run.insert(0, person)
        edge = person.start
    return run


def run_after(text: str, people: Sequence[PersonMention], offset: int) -> list[PersonMention]:
    """Answer the list of names that begins at ``offset``, a few words allowed before it."""
    run: list[PersonMention] = []
    edge = offset
    first = bisect_left(people, offset, key=lambda p: p.start)
    for person in people[first : first + _LONGEST]:
        gap = text[edge : person.start]
        if not (BETWEEN.fullmatch(gap) if run else len(gap) <= 60 and "." not in gap):
            break
        run.append(person)
        edge = person.end
    return run


def _by_party(prose: Prose, verb: re.Match[str]) -> list[Reservation]:
    """Read "Socialdemokraterna reserverar sig", where no person is named."""
    text = prose.text
    begin = sentence_start(text, verb.start())
    near = text[begin : verb.end() + 60].lstrip().split("\n")[0]
    found = [
        Reservation(None, _PARTIES[m[1].lower()], prose.place(begin))
        for m in _PARTY_NAME.finditer(near)
    ]
    if abbreviated := _ABBREVIATED.search(text, max(0, verb.start() - 40), verb.start()):
        parties = re.findall(r"[A-ZÅÄÖ]+", abbreviated[0])
        found += [Reservation(None, party, prose.place(abbreviated.start())) for party in parties]
    return found + [
        Reservation(None, m[1], prose.place(begin)) for m in _PARTY_GROUP.finditer(near)
    ]
