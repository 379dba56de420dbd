"""What is news of a published thing, and what is said of it: in feeds, in letters, in one place.

A thing is changed for many reasons. News of it is what its followers wait for: that it is called,
cancelled, adjusted, decided, put up. ``mark_of`` is alike until there is such news.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samverk.publishing.addresses import address_of
from samverk.publishing.models import Kind, OpenRecord
from samverk.publishing.moves import MOVES

NEWS = (Kind.MEETING, Kind.ITEM, Kind.DECISION, Kind.NOTICE, Kind.FILE, Kind.CASE)
ADJUSTED, UP = "adjusted", "up"
PLAIN = {Kind.NOTICE: "Anslag: ", Kind.FILE: "Handling: "}
SUMMARY = 400
MARK = 16
# What XML 1.0 has no place for: control characters, and what is no character
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news (nyhet): of what, what it says, where it stands, and when it became so."""

    kind: str
    source: int
    title: str
    summary: str
    path: str
    published_at: datetime
    modified_at: datetime

    @property
    def name(self) -> str:
        """Name the thing for good, however its page is called."""
        return f"{self.kind}/{self.source}"


def news_of(record: OpenRecord, beginning: str) -> News:
    """Tell what is published of a thing, whose text begins so, without signs that a reader chokes on."""
    return News(
        record.kind,
        record.source,
        one_line(headline(record)) or "Utan rubrik",
        _summary(beginning),
        address_of(record.kind, record.source),
        record.published_at,
        record.modified_at,
    )


def headline(record: OpenRecord) -> str:
    """Say in a line what is published."""
    number = f" {record.number}" if record.number else ""
    match Kind(record.kind):
        case Kind.MEETING:
            before = f"{_meeting_word(record)}: "
        case Kind.ITEM:
            is_adjusted = record.status == ADJUSTED
            before = f"{record.number} " if is_adjusted else "På föredragningslistan: "
        case Kind.DECISION:
            before = f"Beslut{number}: "
        case Kind.CASE:
            before = f"Ärende{number}: "
        case other:
            before = PLAIN.get(other, "")
    return before + record.title


def _meeting_word(record: OpenRecord) -> str:
    told: dict[str, Any] = record.data
    if record.status == "cancelled":
        return "Inställt"
    if told.get("minutes") == "adjusted":
        return "Justerat protokoll"
    if told.get("minutes") == "partly":
        return "Delvis justerat protokoll"
    if told.get(MOVES) and record.status == "planned":
        return "Flyttat"
    if told.get("calledOn") and record.status == "planned":
        return "Kallelse"
    return "Sammanträde"


def _meeting_news(record: OpenRecord) -> str:
    """Say what of a meeting is news: that it was held as it was called is none."""
    word = _meeting_word(record)
    told: dict[str, Any] = record.data
    if word != "Sammanträde" or record.status != "held":
        return word
    return "Flyttat" if told.get(MOVES) else "Kallelse" if told.get("calledOn") else word


def mark_of(record: OpenRecord) -> str:
    """Digest what of a thing is news: another mark is another piece of news."""
    told: dict[str, Any] = record.data
    match Kind(record.kind):
        case Kind.MEETING:
            new: object = [_meeting_news(record), told.get("start"), told.get("place")]
        case Kind.ITEM:
            new = [record.status, len(told.get("corrections") or ())]
        case Kind.DECISION:
            new = (told.get("force") or {}).get("status", "")
        case Kind.FILE:
            new = told.get("sha512", "")
        case Kind.CASE:
            new = record.status
        case _:
            new = ""
    return hashlib.sha256(json.dumps(new, default=str).encode()).hexdigest()[:MARK]


def is_of_a_body(record: OpenRecord) -> bool:
    """Answer whether the news of a body has this: its meetings, minutes, decisions and notices.

    A paragraph when it is adjusted, and a decision that stands in no paragraph: none is told twice.
    """
    match Kind(record.kind):
        case Kind.MEETING:
            return True
        case Kind.NOTICE:
            return record.status == UP
        case Kind.ITEM:
            return record.status == ADJUSTED
        case Kind.DECISION:
            return not record.data.get("item")
        case _:
            return False


def one_line(text: str) -> str:
    """Give a text in one line, without what XML and letters have no place for."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Take away the signs that XML 1.0 has no place for."""
    return _NOT_IN_XML.sub("", text)


def _summary(beginning: str) -> str:
    whole = one_line(beginning)
    if len(whole) <= SUMMARY:
        return whole
    return f"{whole[:SUMMARY].rpartition(' ')[0] or whole[:SUMMARY]} …"
