"""Bodies named wrongly: another body's name in a paragraph, one body proposing to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverk.intake.lints.lint import Found, Lint, in_record, label
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Paragraph, Place
from samverk.intake.reading.organs import (
    ORGAN_PATTERN,
    OrganMention,
    canonical,
    is_same_organ,
    organs_in,
    rank,
)
from samverk.intake.reading.prose import Prose, sentence_start

_DECIDING = re.compile(
    rf"(?:finner(?: ordföranden?)?(?: att)?|frågar(?: ordföranden?)?(?: om)?|ordföranden konstaterar att) "
    rf"(?P<organ>{ORGAN_PATTERN}) (?:har |kan |ska |vill )?"
    r"(?:beslut|bifall|avslå|avslagit|godkän|anta|anser|ställ|återremitt|bordl)",
    re.IGNORECASE,
)
_ORDER = re.compile(r" godkänner (?:redovisad |denna |föreslagen )?(?:propositions|besluts)")
_VERBS = r"(?:beslutar|beslutade|beslöt|har beslutat|godkänner|antar|bifaller|avslår|fastställer)"
# What opens the decision: "Kommunstyrelsen beslutar att"
_OPENS = re.compile(rf"(?:\d{{1,2}}[.)] )?(?P<organ>{ORGAN_PATTERN}) {_VERBS}\b")
# "Med 7 ja-röster mot 4 nej-röster beslutar kommunstyrelsen": now, for what was is told as past.
_BY_VOTES = re.compile(
    rf"\bröst(?:er)?\b[^.\n]{{0,80}}? (?:beslutar|bifaller|avslår|antar) (?P<organ>{ORGAN_PATTERN})"
)
_ASKS = ("finner", "frågar", "konstaterar")
# It begins with a fixed word, which the engine finds fast.
_PROPOSES = re.compile(r"föreslår(?<!\wföreslår)\b")
_STOP = re.compile(r"[.\n]")
_REACH = 110
_SAID = "{}: {} sägs avgöra ärendet, men paragrafen är {}."


def _mismatch(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        if record.body is None or record.prose is None:
            continue
        for name, offset in _deciders(record.prose.text):
            if not is_same_organ(name, record.body):
                said = _SAID.format(label(record), name, _genitive(record.body))
                yield in_record(said, record, record.prose.place(offset))
        for name, place in _decided_by(record, record.prose):
            # What is for a body above to decide may be proposed in that one's words.
            if not is_same_organ(name, record.body) and rank(name) <= rank(record.body):
                said = _SAID.format(label(record), name, _genitive(record.body))
                yield in_record(said, record, place)


def _decided_by(record: Paragraph, prose: Prose) -> Iterator[tuple[str, Place]]:
    """Yield the bodies that the decision, or what came of the votes, is said to be of."""
    opens = _OPENS.match(record.decision_text or "")
    if opens and (name := canonical(opens["organ"])):
        yield name, record.places["decision_text"]
    for match in _BY_VOTES.finditer(prose.text) if "röst" in prose.text else ():
        if name := canonical(match["organ"]):
            yield name, prose.place(match.start("organ"))


def _deciders(text: str) -> Iterator[tuple[str, int]]:
    """Yield the bodies that are said to decide here, and where."""
    if any(word in text for word in _ASKS):
        for match in _DECIDING.finditer(text):
            if name := canonical(match["organ"]):
                yield name, match.start("organ")
    for match in _ORDER.finditer(text):
        begin = max(0, match.start() - 60)
        organs = list(organs_in(text[begin : match.start()]))
        if organs and begin + organs[-1].end == match.start():
            yield organs[-1].name, begin + organs[-1].start


def _genitive(name: str) -> str:
    return name if name.endswith("s") else name + "s"


MISMATCH = Lint(
    "organ-mismatch",
    "Fel organ i paragrafen",
    "Ordföranden finner vad det egna organet beslutat (5 kap. 53 § och 6 kap. 33 § "
    "kommunallagen); ett annat organs namn på den platsen är ett skrivfel.",
    "fault",
    _mismatch,
)


def _twice(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        if record.prose is None:
            continue
        text = record.prose.text
        last: tuple[int, str] | None = None
        for verb in _PROPOSES.finditer(text):
            subject = _subject(text, verb.start())
            begin = sentence_start(text, verb.start())
            target = _target(text, verb.end())
            name = subject.name if subject else None
            is_repeated = last == (begin, name) or (name is not None and target == name)
            if name and is_repeated and not (target == name and _proposes_next(text, verb.end())):
                said = (
                    f"{label(record)}: {name} föreslår att {name} själv ska föreslå eller besluta."
                )
                yield in_record(said, record, record.prose.place(verb.start()))
            last = (begin, name) if name else None


def _subject(text: str, verb: int) -> OrganMention | None:
    """Answer the body that proposes: the last before the verb, inserted clauses aside."""
    begin = max(sentence_start(text, verb), verb - _REACH)
    found = [o for o in organs_in(text[begin:verb]) if not o.in_genitive]
    if not found:
        return None
    between = text[begin + found[-1].end : verb].strip()
    is_next = not between or (between[0] == "," and between[-1] == ",")
    return found[-1] if is_next else None


def _target(text: str, end: int) -> str | None:
    window = re.sub(r"^ (?:att )?", "", text[end : end + 70])
    organ = next(organs_in(window), None)
    return organ.name if organ and organ.start == 0 and not organ.in_genitive else None


def _proposes_next(text: str, end: int) -> bool:
    """Answer whether another "föreslår" follows in the sentence: then that one is reported."""
    limit = min(len(text), end + 300)
    stop = _STOP.search(text, end, limit)
    return _PROPOSES.search(text, end, stop.start() if stop else limit) is not None


TWICE = Lint(
    "body-twice",
    "Organet föreslår för sig självt",
    "Ett förslag går till ett annat organ; samma organ två gånger i kedjan är ett skrivfel.",
    "fault",
    _twice,
)
LINTS = (MISMATCH, TWICE)
