"""Which readings are the same record: an id from what is printed, the same in every source.

The § number with diary number and title make the id; body and day take the diary number's
place where none is printed. Page headers are left out: one copy of a paragraph has them,
another has not. Where two readings then share an id though body, day, municipality or text
speak against it, each gets one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256

from samverk.intake.reading.model import Paragraph
from samverk.intake.reading.organs import is_same_organ
from samverk.rules.diary import read_diary_number

# The word's beginning is looked for after its capital, which is found fast.
_MUNICIPALITY = re.compile(r"([A-ZÅÄÖ](?<!\w.)[a-zåäö]{2,20}) (?:kommun|stad)\b")
_NO_SIGN = re.compile(r"[\W_]")
_WORD = re.compile(r"[a-zåäö]{5,}")
# Two copies of one paragraph share nearly all words; an excerpt may be a part of the whole.
_ALIKE = 0.6


def give_record_ids(paragraphs: Iterable[Paragraph]) -> None:
    """Set ``record_id`` on every record; independent of the order they are given in."""
    groups: dict[tuple[str, ...], list[Paragraph]] = {}
    for paragraph in paragraphs:
        groups.setdefault(_key(paragraph), []).append(paragraph)
    for key, group in groups.items():
        classes = _classes(group)
        for same in classes:
            extra = same.mark() if len(classes) > 1 else ()
            for paragraph in same.members:
                paragraph.record_id = _hashed((*key, *extra))


def is_same_record(one: Paragraph, other: Paragraph) -> bool:
    """Answer whether two readings, perhaps made at different times, are one record."""
    if _key(one) != _key(other):
        return False
    first = _Class()
    first.add(one)
    return first.admits(other)


@lru_cache(maxsize=8192)
def diary_key(text: str | None) -> str:
    """Answer a diary number's identity: year, body and number; the class code is left out."""
    if not text:
        return ""
    number = read_diary_number(text).value
    if number is None:
        return re.sub(r"\W", "", text.upper())
    return f"{number.year}/{(number.body or '').upper()}/{number.number}/{number.sub or ''}"


def _key(paragraph: Paragraph) -> tuple[str, ...]:
    title = plain(paragraph.title)
    day = paragraph.date.isoformat() if paragraph.date else ""
    diary = diary_key(paragraph.diary)
    if paragraph.paragraph is None:
        return ("memo", diary, day, title, "" if diary or day else _text_mark(paragraph))
    number = str(paragraph.paragraph)
    if diary:
        return ("§", number, diary, title, plain(paragraph.own_body))
    body = plain(paragraph.body)
    alone = "" if day or body else _text_mark(paragraph)
    return ("§", number, body, day, title, alone)


@lru_cache(maxsize=8192)
def plain(text: str | None) -> str:
    """Answer a text's letters and digits alone, for comparing what is set differently."""
    return _NO_SIGN.sub("", (text or "").lower())


def _text_mark(paragraph: Paragraph) -> str:
    text = paragraph.prose.text if paragraph.prose else ""
    # A whole text is no use in the cache of names and titles.
    return sha256(plain.__wrapped__(text).encode()).hexdigest()[:16]


def _hashed(parts: Sequence[str]) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:20]


@dataclass(slots=True)
class _Class:
    """Readings that can be one record, and what they print together."""

    members: list[Paragraph] = field(default_factory=list)
    day: date | None = None
    body: str | None = None
    towns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def add(self, paragraph: Paragraph) -> None:
        """Take a reading in; facts it prints and the class lacks become the class's."""
        self.members.append(paragraph)
        self.day = self.day or paragraph.date
        self.body = self.body or paragraph.body
        self.towns = self.towns or _towns(paragraph)
        self.words = self.words or _words(paragraph)

    def admits(self, paragraph: Paragraph) -> bool:
        """Answer whether nothing printed speaks against the reading being this record."""
        if self.day and paragraph.date and self.day != paragraph.date:
            return False
        if self.body and paragraph.body and not is_same_organ(self.body, paragraph.body):
            return False
        towns = _towns(paragraph)
        if self.towns and towns and self.towns.isdisjoint(towns):
            return False
        return _are_alike(self.words, _words(paragraph))

    def mark(self) -> tuple[str, ...]:
        """Answer what tells this class from others with the same key."""
        day = self.day.isoformat() if self.day else ""
        body = min((plain(m.body) for m in self.members if m.body), default="")
        text = min(_text_mark(m) for m in self.members)
        return (day, body, "" if day else text, *sorted(self.towns))


def _classes(group: Sequence[Paragraph]) -> list[_Class]:
    """Part readings with one key into records.

    Those that print most come first, so that one that prints little joins a class only if
    no other could take it too: else nobody knows whose copy it is.
    """
    if len(group) == 1:
        return [_Class(list(group))]
    classes: list[_Class] = []
    for paragraph in sorted(group, key=_order):
        fitting = [c for c in classes if c.admits(paragraph)]
        if len(fitting) == 1:
            fitting[0].add(paragraph)
        else:
            classes.append(_Class())
            classes[-1].add(paragraph)
    return classes


def _order(paragraph: Paragraph) -> tuple[bool, bool, str, str]:
    day = paragraph.date.isoformat() if paragraph.date else ""
    return (paragraph.date is None, paragraph.body is None, day, paragraph.source)


def _towns(paragraph: Paragraph) -> frozenset[str]:
    text = paragraph.prose.text if paragraph.prose else ""
    return frozenset(_MUNICIPALITY.findall(text))


def _words(paragraph: Paragraph) -> frozenset[str]:
    text = paragraph.prose.text.lower() if paragraph.prose else ""
    return frozenset(_WORD.findall(text))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return True
    return len(one & other) >= _ALIKE * min(len(one), len(other))
