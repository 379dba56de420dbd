"""What is looked through before it is published: its texts, what was found in them, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, NotFoundError
from samverk.foundation.permissions import Right, may
from samverk.publishing.drafts import Draft, digest_of
from samverk.publishing.marking import Recalled, marks_told, recalled
from samverk.publishing.models import (
    Record,
    Release,
    ReleaseMark,
    ReleaseState,
)
from samverk.publishing.queries.shielded import SHIELDED_NAME, names_in, shielded_names
from samverk.publishing.sources import drafts_of, wordless_in
from samverk.rules.masking import Hit, hits_in, literals_left, masks_of, plain_of

# What stands in a record's data for machines, and has no words of anybody's
SILENT = frozenset(
    {
        "adjustedOn",
        "announcedOn",
        "appealForm",
        "calledOn",
        "closedOn",
        "decidedBy",
        "documentNumber",
        "end",
        "minutes",
        "openedOn",
        "option",
        "outcome",
        "paperKind",
        "sealed",
        "section",
        "start",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the texts that may tell of a person: how often, and what is done with it."""

    literal: str
    kind: str
    blocks: bool
    places: int
    handling: str
    why: str

    @property
    def is_left(self) -> bool:
        """Answer whether it must be judged before anything is published."""
        return self.blocks and not self.handling


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing of a publication as everybody would read it: its name, and its texts in order."""

    draft: Draft
    texts: tuple[str, ...]


@dataclass(frozen=True)
class ReleasePage:
    """A publication with what it would tell; ``fault`` says why that cannot be read now.

    ``wordless`` are the files that nothing is published of: number of the paper, file name, and why.
    """

    release: Release
    drafts: tuple[Draft, ...]
    marks: tuple[Recalled, ...]
    fault: str = ""
    wordless: tuple[tuple[str, str, str], ...] = ()
    # Of those with protected personal data
    names: tuple[str, ...] = ()

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """What may tell of a person, what must be judged first."""
        made = {plain_of(each): one.mark for one in self.marks for each in one.literals}
        hits: dict[str, list[Hit]] = {}
        for draft in self.drafts:
            for text in draft.texts:
                for hit in hits_in(text):
                    hits.setdefault(plain_of(hit.literal), []).append(hit)
        rows = [_found(some, made.get(plain)) for plain, some in hits.items()]
        rows += [_named(name, self.drafts, made.get(plain_of(name))) for name in self.names]
        return tuple(sorted(rows, key=lambda row: (not row.blocks, bool(row.handling))))

    @cached_property
    def more(self) -> tuple[str, ...]:
        """What somebody masks besides what was found."""
        found = {plain_of(row.literal) for row in self.found}
        masks = (one.literal for one in self.marks if one.is_mask and one.literals)
        return tuple(literal for literal in masks if plain_of(literal) not in found)

    @cached_property
    def lost(self) -> int:
        """How many marks are of words that no longer stand as they did: they must be made anew."""
        return 0 if self.fault else sum(one.is_mask and not one.literals for one in self.marks)

    @cached_property
    def left(self) -> int:
        """How many must be judged before it can be sent."""
        return sum(row.is_left for row in self.found)

    @property
    def digest(self) -> str:
        """The digest of what is shown, which whoever approves it has read."""
        told = marks_told(one.mark for one in self.marks)
        return digest_of([*(draft.facts for draft in self.drafts), told])

    @cached_property
    def has_changed(self) -> bool:
        """Answer whether the words are others than those that were sent for approval."""
        is_sent = self.release.state == ReleaseState.WAITING
        return is_sent and self.digest != self.release.digest

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """The texts as everybody would read them."""
        masks = masks_of(each for one in self.marks if one.is_mask for each in one.literals)
        return tuple(_shown(draft.masked(masks)) for draft in self.drafts)


def _found(hits: list[Hit], mark: ReleaseMark | None) -> Found:
    """Tell of one thing that was found, in whichever ways it is written."""
    first = hits[0]
    handling, why = (mark.handling, mark.why) if mark else ("", "")
    return Found(first.literal, first.kind.value, first.blocks, len(hits), handling, why)


def _named(name: str, drafts: Sequence[Draft], mark: ReleaseMark | None) -> Found:
    """Tell of somebody with protected personal data who is named in the texts."""
    places = len(literals_left([draft.words for draft in drafts], [name]))
    handling, why = (mark.handling, mark.why) if mark else ("", "")
    return Found(name, SHIELDED_NAME, True, places, handling, why)


def _shown(draft: Draft) -> Shown:
    beside = [words for words in _words(draft.data) if words not in draft.text]
    texts = [*draft.text.split("\n\n"), *dict.fromkeys(beside)]
    return Shown(draft, tuple(text for text in texts if text.strip()))


def _words(value: Any, name: str = "") -> Iterator[str]:
    """Give the words of data that has no running text."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in SILENT:
                yield from _words(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each, name)
    elif isinstance(value, str) and value:
        yield value


def release_by_id(release: int) -> Release:
    """Answer which publication this is; raises NotFoundError."""
    found = Release.objects.select_related("body__organisation").filter(pk=release).first()
    if found is None:
        raise NotFoundError("Publiceringen finns inte.")
    return found


def page_of(found: Release) -> ReleasePage:
    """Gather a publication's page: what it would tell today, and what is masked in it."""
    marks = list(found.marks.order_by("pk"))
    try:
        drafts = drafts_of(found.kind, found.subject)
    except (ConflictError, NotFoundError) as fault:
        return ReleasePage(found, (), tuple(Recalled(mark, ()) for mark in marks), str(fault))
    wordless = tuple(wordless_in(found.kind, found.subject))
    names = names_in(drafts, shielded_names())
    told = recalled(found.body_id, marks, drafts)
    return ReleasePage(found, drafts, told, wordless=wordless, names=names)


def decided_since(moment: datetime) -> bool:
    """Answer whether something was published since a moment: it may have masked what was told before."""
    return Release.objects.filter(decided_at__gte=moment).exists()


def releases_on(kind: str, subject: int) -> list[Release]:
    """List the publications of one thing, latest first."""
    return list(Release.objects.filter(kind=kind, subject=subject).order_by("-pk"))


def records_of(release: Release) -> list[Record]:
    """List what stands published by a publication."""
    return list(release.records.filter(withdrawn_at=None).order_by("kind", "source"))


def bodies_of(actor: Actor, *rights: Right) -> list[BodyRef]:
    """List the bodies where somebody has one of some rights."""
    return [
        body
        for body in directory.bodies()
        if any(may(actor, right, organisation=body.organisation, body=body.id) for right in rights)
    ]
