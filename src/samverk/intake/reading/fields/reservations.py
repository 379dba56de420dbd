"""Who reserved against the decision: one entry per person, or per party that reserves as one.

A denied, supposed or withdrawn reservation is none; nor is one told of another body.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samverk.intake.reading.fields.mentions import Mention, mentions_in
from samverk.intake.reading.fields.name_runs import LEADS_ON
from samverk.intake.reading.model import Reservation
from samverk.intake.reading.prose import Prose, in_small_letters
from samverk.intake.reading.statements import Span, statement_at, statements_of

_HANDED_IN = (
    r"(?:anmäls|anmäldes|anmälts|lämnas|lämnades|lämnats|avges|avgavs|anförs|anfördes|inlämnas"
    r"|inlämnades|ges|gavs)(?: in)?"
)
_QUALITY = (
    r"(?:(?:en|sin|sina|egen|egna|följande|gemensam|gemensamma|muntlig|muntliga|skriftlig"
    r"|skriftliga) ){0,4}"
)
# "Avvikande mening" is what dissent is called in the administrative procedure act.
_DISSENT = r"(?:reservation(?:er)?|avvikande mening(?:ar)?)"
_AGAINST = r"(?: (?:e?mot|i|över) [^.,;:()\n]{1,60}?)?"
_VERB = re.compile(
    r"\b(?:reserverar|reserverade|(?<=har )reserverat) (?:sig|oss)\b"
    rf"|\b{_DISSENT}{_AGAINST} (?:har )?(?:{_HANDED_IN}|inkommer|inkommit|inkom|föreligger|finns)"
    r" (?:av|från)\b"
    rf"|\b{_HANDED_IN} {_QUALITY}{_DISSENT}{_AGAINST} (?:av|från)\b"
    r"|\b(?:anmäler|anmälde|(?<=har )anmält|lämnar|lämnade|(?<=har )lämnat|avger|avgav|inger|ingav"
    rf"|inkommer med|inkom med|(?<=\) )har|antecknar)(?: in)? {_QUALITY}{_DISSENT}\b"
    rf"|(?:(?<=\n)|^)(?:skriftlig |muntlig )?{_DISSENT} (?:av|från)\b"
)
_WITHDRAWS = re.compile(
    r"\b(?:återkallar|återkallade|återtar|återtog|drar tillbaka|drog tillbaka)"
    rf" {_QUALITY}reservation(?:er|en|erna)?\b"
    r"|\breservation(?:en|erna)? (?:återkallas|återkallades|återtas|återtogs|dras tillbaka"
    r"|drogs tillbaka)(?: av)?\b"
)
_DENIED_AFTER = re.compile(r" (?:\w+ )?(?:inte|ej|icke|aldrig)\b")
_DENIED_BEFORE = re.compile(
    r"\b(?:ingen|inga|varken|utan att|inte heller|skulle|ifall|därest)\b|^\W*om\b|, om\b"
    r"|\b(?:inte|ej|icke|aldrig) $|\b(?:den|ledamot|ledamöter|envar) som $"
)
_IN_OTHER_BODY = re.compile(
    r"reserverade sig\b[^.]{0,80}?\b(?:i|vid) \w*(?:nämnd|styrelse|utskott|fullmäktige|beredning)"
)
# "Mot beslutet reserverar sig ...": those who do are named after.
_NAMES_AFTER = re.compile(r"\W*(?:e?mot|häremot|härvid|till förmån för)\b[^()]*$")
# "... till förmån för yrkandet från Moderaterna" names no reserver.
_OTHERS_CAUSE = re.compile(r"\b(?:förmån|yrkande\w*|förslag\w*|till|gentemot|motivering\w*)\b")
# What stands between a name without a party and the verb, which must be near.
_PLAIN_BEFORE = re.compile(r",? (?:(?:har|också|även|ordförande|ledamot|ersättare),? )?")
_PLAIN_AFTER = re.compile(r"(?: (?:e?mot|häremot) (?:beslutet|detta|återremissen))?:?\s(?:\w+en )?")
_OF_PARTY = re.compile(r"\b(?:från|för) $", re.IGNORECASE)
_WORDS_BETWEEN = (
    r"(?:och|samt|liksom|även|ordföranden?|\d:[ae]|förste|andre|vice|ledamoten|ledamöterna|ledamöter"
    r"|ersättaren|tjänstgörande|därutöver|samtliga|alla|hela|övriga|från|i|för|gruppen|partigruppen"
    r"|genom|respektive|m\.? ?fl\b\.?|med flera)"
)
_BETWEEN = re.compile(rf"[\s,;:•–-]*(?:{_WORDS_BETWEEN}[\s,:]*){{0,7}}", re.IGNORECASE)
# A party that acts through a named member, or whose members are listed, is told by them.
_THROUGH = re.compile(r"\bgenom\b|:")
# "Anna Alm (S) m.fl. från Socialdemokraterna": the party tells only where she belongs.
_BELONGS = re.compile(
    r"(?: m\.? ?fl\b\.?| med flera)?,?(?: ledamöter(?:na)?)? (?:från|i|för) ", re.IGNORECASE
)
# What may follow the names under the heading "Reservation".
_AFTER_LISTED = re.compile(
    r"(?:,? (?:m\.? ?fl\b\.?|med flera))?[\s,.;:–-]*"
    r"(?:$|(?:skriftlig|muntlig|bilaga|se |till förmån|mot beslut|enligt|bifog|reservation|\()"
    r"|för (?:eget|egna|det egna))",
    re.IGNORECASE,
)
_BEFORE_LISTED = re.compile(
    r"[\s•–-]*(?:(?:muntlig|skriftlig|gemensam|reservation\w*|från|av|för|ordföranden?|vice|\d:[ae]|och"
    r"|ledamöterna|ledamoten|samtliga|ledamöter|i)[\s:,]*){0,6}",
    re.IGNORECASE,
)
# More names than any assembly has members.
_LONGEST = 500
_LONGEST_CLAUSE = 600
# A party that reserves is named within this of the word for it.
_REACH = 600
_WORDS = ("reserv", "avvikande mening")
# The longest of the patterns begins and ends within this of them.
_AHEAD = 160


class _Text(NamedTuple):
    prose: Prose
    lowered: str
    mentions: Sequence[Mention]
    statements: Sequence[Span]
    verbs: Sequence[re.Match[str]]
    withdrawals: Sequence[re.Match[str]]
    is_section: bool = False


def reservations_in(prose: Prose, listed: Sequence[Prose] = ()) -> list[Reservation]:
    """Answer the reservations told in the text, and those listed under the heading.

    ``listed`` are the sections headed "Reservation": there the names alone count.
    """
    found: dict[tuple[str | None, str | None], Reservation] = {}
    gone: set[tuple[str | None, str | None]] = set()
    for text in (_whole(prose), *(_section(part) for part in listed)):
        if text is None:
            continue
        for reservation in (*_told(text), *(_listed(text) if text.is_section else ())):
            found.setdefault((reservation.name, reservation.party), reservation)
        gone |= _withdrawn(text, found)
    return [entry for key, entry in found.items() if key not in gone]


def _whole(prose: Prose) -> _Text | None:
    """Answer a paragraph's text, with the names that stand near a word of reserving."""
    lowered = in_small_letters(prose.text)
    verbs, withdrawals = _matches(_VERB, lowered), _matches(_WITHDRAWS, lowered)
    if not verbs and not withdrawals:
        return None
    both = verbs + withdrawals
    start, end = min(v.start() for v in both) - _REACH, max(v.end() for v in both) + _REACH
    mentions = mentions_in(prose.text, lowered, max(0, start), end)
    return _Text(prose, lowered, mentions, statements_of(prose), verbs, withdrawals)


def _section(prose: Prose) -> _Text:
    lowered = in_small_letters(prose.text)
    mentions = mentions_in(prose.text, lowered, 0, len(lowered))
    verbs, withdrawals = _matches(_VERB, lowered), _matches(_WITHDRAWS, lowered)
    return _Text(
        prose, lowered, mentions, statements_of(prose), verbs, withdrawals, is_section=True
    )


def _matches(pattern: re.Pattern[str], lowered: str) -> list[re.Match[str]]:
    """Find a pattern around the words for dissent: each holds one of them."""
    places = [p for word in _WORDS for p in (lowered.find(word), lowered.rfind(word)) if p >= 0]
    if not places:
        return []
    return list(pattern.finditer(lowered, max(0, min(places) - _AHEAD), max(places) + _AHEAD))


def _told(text: _Text) -> list[Reservation]:
    found: list[Reservation] = []
    for verb in text.verbs:
        if not _is_denied(text, verb):
            found += (_reservation(text, m) for m in _subjects(text, verb))
    return found


def _reservation(text: _Text, mention: Mention) -> Reservation:
    return Reservation(mention.name, mention.party, text.prose.place(mention.start))


def _is_denied(text: _Text, verb: re.Match[str]) -> bool:
    """Answer whether a sentence says that somebody did not reserve, or only might."""
    before = _said_before(text, verb)
    if _DENIED_BEFORE.search(before) or _DENIED_AFTER.match(text.lowered, verb.end()):
        return True
    return _IN_OTHER_BODY.match(text.lowered, verb.start()) is not None


def _said_before(text: _Text, verb: re.Match[str]) -> str:
    """Answer what the sentence says before its verb."""
    statement = statement_at(text.statements, verb.start())
    return text.lowered[max(statement.start, verb.start() - _LONGEST_CLAUSE) : verb.start()]


def _subjects(text: _Text, verb: re.Match[str]) -> list[Mention]:
    """Answer who it is that does what the verb says: named before it, else after."""
    is_after = _NAMES_AFTER.match(_said_before(text, verb)) is not None
    before = [] if is_after else _run_before(text, verb.start())
    if before and before[-1].name is None and _OF_PARTY.search(text.lowered, 0, before[0].start):
        # "Från S reserverar sig Anna Alm och Bo Ek."
        named = [m for m in _run_after(text, verb.end()) if m.name]
        party = before[0].party if len(before) == 1 else None
        before = [m if m.party else m._replace(party=party) for m in named] or before
    return before or _run_after(text, verb.end())


def _run_before(text: _Text, offset: int) -> list[Mention]:
    run: list[Mention] = []
    edge = offset
    last = bisect_right(text.mentions, offset, key=lambda m: m.end)
    for mention in reversed(text.mentions[max(0, last - _LONGEST) : last]):
        gap = text.prose.text[mention.end : edge]
        if not (_BETWEEN.fullmatch(gap) if run else _leads_on(mention, gap)):
            break
        if run and mention.name and run[0].name is None and _BELONGS.fullmatch(gap):
            run.pop(0)
        if mention.name or not (run and _THROUGH.search(gap)):
            run.insert(0, mention)
        edge = mention.start
    return run


def _leads_on(mention: Mention, gap: str) -> bool:
    """Answer whether a name's verb follows; a party's must follow at once."""
    if mention.name and mention.party is None:
        return _PLAIN_BEFORE.fullmatch(gap) is not None
    if mention.name:
        return LEADS_ON.fullmatch(gap) is not None
    return re.fullmatch(r",? (?:(?:har|som|gruppen|partigruppen) )?", gap) is not None


def _run_after(text: _Text, offset: int) -> list[Mention]:
    run: list[Mention] = []
    edge = offset
    first = bisect_left(text.mentions, offset, key=lambda m: m.start)
    for mention in text.mentions[first : first + _LONGEST]:
        gap = text.prose.text[edge : mention.start]
        if not (_BETWEEN.fullmatch(gap) if run else _opens(mention, gap)):
            break
        if run and run[-1].name is None and _THROUGH.search(gap):
            run.pop()
        edge = mention.end
        if not (run and run[-1].name and mention.name is None and _BELONGS.fullmatch(gap)):
            run.append(mention)
    return run


def _opens(mention: Mention, gap: str) -> bool:
    """Answer whether a list of names may begin after a verb and some words more."""
    if mention.name and mention.party is None:
        return _PLAIN_AFTER.fullmatch(gap) is not None
    return len(gap) <= 60 and "." not in gap and not _OTHERS_CAUSE.search(gap.lower())


def _withdrawn(
    text: _Text, found: dict[tuple[str | None, str | None], Reservation]
) -> set[tuple[str | None, str | None]]:
    """Answer whose reservations are taken back; a lone one needs no name."""
    gone: set[tuple[str | None, str | None]] = set()
    for verb in text.withdrawals:
        if _DENIED_AFTER.match(text.lowered, verb.end()):
            continue
        who = {(m.name, m.party) for m in _subjects(text, verb)}
        gone |= who or (set(found) if len(found) == 1 else set())
    return gone


def _listed(text: _Text) -> Iterator[Reservation]:
    """Yield those whose names stand alone under the heading, before any other text."""
    is_open = not text.verbs
    for statement in text.statements:
        run = _opening_run(text, statement)
        if run and is_open:
            yield from (_reservation(text, mention) for mention in run)
        elif text.lowered[slice(*statement)].strip():
            at = bisect_left(text.verbs, statement.start, key=lambda v: v.start())
            is_open = at < len(text.verbs) and text.verbs[at].start() < statement.end


def _opening_run(text: _Text, statement: Span) -> list[Mention]:
    """Answer the names a statement consists of, but for how they reserve."""
    run: list[Mention] = []
    edge = statement.start
    first = bisect_left(text.mentions, statement.start, key=lambda m: m.start)
    last = bisect_left(text.mentions, statement.end, key=lambda m: m.start)
    for mention in text.mentions[first:last]:
        gap = text.prose.text[edge : mention.start]
        if not (_BETWEEN if run else _BEFORE_LISTED).fullmatch(gap):
            break
        if run and run[-1].name is None and _THROUGH.search(gap):
            run.pop()
        run.append(mention)
        edge = mention.end
    return run if run and _AFTER_LISTED.match(text.prose.text[edge : statement.end]) else []
