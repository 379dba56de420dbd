"""Writes XML as a stream: what is written is not kept, so a large file takes no more memory than a small."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Protocol
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

# What XML 1.0 has no way to write: control signs, halves of signs, and the two that are no sign
UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNKNOWN = "\ufffd"
Attributes = Mapping[str, str | None]


class Sink(Protocol):
    """Somewhere that bytes are written to."""

    def write(self, content: bytes, /) -> object:
        """Take some bytes."""


def plain(text: str) -> str:
    """Give a text as XML can hold it: what cannot be written stands as the sign for the unknown."""
    return UNWRITABLE.sub(UNKNOWN, text.replace("\r\n", "\n").replace("\r", "\n"))


def moment(when: date | datetime) -> str:
    """Write a moment as ``xs:dateTime`` in UTC; a day is written as its beginning, without a zone."""
    if isinstance(when, datetime):
        return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return f"{when.isoformat()}T00:00:00"


class XmlWriter:
    """Writes elements one after another to ``out``, UTF-8."""

    def __init__(self, out: Sink) -> None:
        self._out = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """Write an element around what is written inside; attributes that are None are left out."""
        self._out.startElement(name, _written(attributes))
        yield
        self._out.endElement(name)

    def text(self, name: str, text: str, attributes: Attributes | None = None) -> None:
        """Write an element with a text."""
        with self.element(name, attributes):
            self._out.characters(plain(text))

    def empty(self, name: str, attributes: Attributes) -> None:
        """Write an element that has attributes alone."""
        with self.element(name, attributes):
            pass

    def end(self) -> None:
        """Write what is left."""
        self._out.endDocument()


def _written(attributes: Attributes | None) -> AttributesImpl[str]:
    given = {name: plain(value) for name, value in (attributes or {}).items() if value is not None}
    return AttributesImpl(given)
