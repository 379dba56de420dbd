"""What a thing would say when it is published, before anything in it is masked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from samverk.publishing.models import Kind
from samverk.rules.masking import hits_left, masked

# Digests, which are nobody's words: ten digits in a row may look like a number of somebody's
DIGESTS = frozenset({"sealed", "sha512"})
# How much of a page is read together with the next
EDGE = 40
# How the records of one publication stand to each other: relation, kind and id of the other end
LinkTo = tuple[str, Kind, int]


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that goes with a draft: made anew from its masked words by whoever publishes."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def told(self) -> dict[str, Any]:
        """Give what is told of the bytes."""
        return {"size": len(self.content), "sha512": hashlib.sha512(self.content).hexdigest()}


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing as it would be published (utkast); the fields are those of ``Record``."""

    kind: Kind
    source: int
    title: str
    text: str = ""
    organisation: int | None = None
    body: int | None = None
    meeting: int | None = None
    case: int | None = None
    day: date | None = None
    sort: str = ""
    status: str = ""
    number: str = ""
    parties: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    links: tuple[LinkTo, ...] = ()
    file: DraftFile | None = None

    @property
    def words(self) -> dict[str, Any]:
        """Give all that somebody could read in it, the words of its data among them."""
        data = {name: value for name, value in self.data.items() if name not in DIGESTS}
        return {"title": self.title, "text": self.text, "number": self.number, "data": data}

    @property
    def facts(self) -> dict[str, Any]:
        """Give all that is told of it, as canonical JSON can hold it."""
        return self.words | {
            "data": self.data,
            "kind": str(self.kind),
            "source": self.source,
            "of": [self.organisation, self.body, self.meeting, self.case],
            "day": self.day.isoformat() if self.day else None,
            "sort": self.sort,
            "status": self.status,
            "parties": list(self.parties),
            "links": sorted([relation, str(kind), source] for relation, kind, source in self.links),
            "file": hashlib.sha512(self.file.content).hexdigest() if self.file else None,
        }

    @property
    def digest(self) -> str:
        """Digest all that is told of it."""
        return digest_of([self.facts])

    def masked(self, literals: Iterable[str]) -> Draft:
        """Give it without the words that are masked, wherever they stand. A file is left out: it is
        made anew.
        """
        words = masked(self.words, literals)
        return replace(
            self,
            title=words["title"],
            text=words["text"],
            number=words["number"],
            data={name: self.data[name] for name in DIGESTS & self.data.keys()} | words["data"],
            file=None,
        )

    def numbers_left(self, kept: Iterable[str] = ()) -> list[str]:
        """List what looks like a number of a person and nobody has judged."""
        judged = list(kept)
        hits = (*hits_left(self.words, judged), *hits_left({"at": self.over_pages}, judged))
        return [hit.literal for hit in hits if hit.blocks]

    @property
    def over_pages(self) -> list[str]:
        """Give the words on both sides of where a page ends: a number may be cut there."""
        pages = [part["texts"] for part in self.data.get("parts") or () if part.get("texts")]
        return [f"{one[-1][-EDGE:]}\n{two[0][:EDGE]}" for one, two in pairwise(pages)]


def digest_of(facts: Iterable[Any]) -> str:
    """Digest facts as canonical JSON."""
    told = json.dumps(list(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
