"""What a thing would say when it is published, before anything in it is masked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from samverk.publishing.models import Kind
from samverk.rules.masking import Masks, hits_left, masked, masks_of, texts_in

# Digests, which are nobody's words: ten digits in a row may look like a number of somebody's
DIGESTS = frozenset({"sealed", "sha512"})
# How much of a page is read together with the next
EDGE = 80
# The lists of texts that a part has, in their order
LISTS = ("texts", "points", "bullets")
BETWEEN = "\n\n"
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

    def masked(self, literals: Iterable[str] | Masks) -> Draft:
        """Give it without the words that are masked, wherever they stand. A file is left out: it is
        made anew.
        """
        masks = masks_of(literals)
        words = masked(self._masked_over_pages(masks).words, masks)
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
    def texts(self) -> tuple[str, ...]:
        """Give every text in it that is looked through, in order, and last those over its pages."""
        return (*texts_in(self.words), *self.over_pages)

    @property
    def over_pages(self) -> list[str]:
        """Give the words on both sides of where a page or a list ends: a number may be cut there."""
        return [f"{one[-EDGE:]}\n{two[:EDGE]}" for one, two in self._edges()]

    def _edges(self) -> Iterator[tuple[str, str]]:
        """Give what stands last and first where two lists of texts meet."""
        parts = self.data.get("parts") or []
        lists = [part[name] for part in parts for name in LISTS if part.get(name)]
        for one, two in pairwise(lists):
            yield one[-1], two[0]

    def _masked_over_pages(self, masks: Masks) -> Draft:
        """Mask what begins on one page and ends on the next, in both, and in the running text."""
        if not any(_goes_over(*edge, masks) for edge in self._edges()):
            return self
        parts = [
            {name: list(value) if name in LISTS else value for name, value in part.items()}
            for part in self.data["parts"]
        ]
        text = self.text
        lists = [(nth, name) for nth, part in enumerate(parts) for name in LISTS if part.get(name)]
        for (nth, name), (after, next_name) in pairwise(lists):
            first, second = parts[nth][name], parts[after][next_name]
            one, two = first[-1], second[0]
            if not _goes_over(one, two, masks):
                continue
            heads = [
                str(part["heading"]) for part in parts[nth + 1 : after + 1] if part.get("heading")
            ]
            both: list[object] = [one, two]
            first[-1], second[0] = masked(both, masks)
            told = BETWEEN.join((str(first[-1]), *heads, str(second[0])))
            text = text.replace(BETWEEN.join((str(one), *heads, str(two))), told)
        return replace(self, text=text, data=self.data | {"parts": parts})


def _goes_over(one: str, two: str, masks: Masks) -> bool:
    """Answer whether something masked begins in one text and ends in the next."""
    end = len(one[-EDGE:])
    spans = masks.spans(f"{one[-EDGE:]}\n{two[:EDGE]}")
    return any(start < end < stop - 1 for start, stop in spans)


def digest_of(facts: Iterable[Any]) -> str:
    """Digest facts as canonical JSON."""
    told = json.dumps(list(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
