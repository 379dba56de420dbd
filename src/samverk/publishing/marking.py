"""What is marked in a publication, without its words: they are read where they stand in what is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samverk.foundation.sealing import search_key
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Handling, Release, ReleaseMark
from samverk.rules.masking import Masks, plain_forms_in, plain_of, size_of

# Kind and id of the thing, number of its text, start, end, and the digest of what stands there
Place = list[str | int]
# In as many ways something may be written in one publication
MOST_WAYS = 100


@dataclass(frozen=True, slots=True)
class Recalled:
    """A mark with its words, as they stand in the texts today: none where they have gone from there."""

    mark: ReleaseMark
    literals: tuple[str, ...] = field(repr=False)

    @property
    def literal(self) -> str:
        """The words, in the first way that they are written; "" where they are gone."""
        return self.literals[0] if self.literals else ""

    @property
    def is_mask(self) -> bool:
        """Whether the words are masked."""
        return self.mark.handling == Handling.MASK


def digest_of_words(body: int, literal: str) -> str:
    """Digest what some words have in common however they are written, with the installation's key."""
    return search_key(body, f"publishing/{plain_of(literal)}")


def _digest_of_place(body: int, literal: str) -> str:
    return search_key(body, f"publishing/place/{literal}")[:16]


def places_of(
    body: int, literals: Iterable[str], drafts: Sequence[Draft]
) -> dict[str, list[Place]]:
    """Tell where each of some words stands, one place for each way that it is written.

    As it was given comes first. What stands nowhere has no place.
    """
    masks = Masks(literals)
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for draft in drafts if masks else ():
        for nth, text in enumerate(draft.texts):
            for literal, start, end in masks.matches(text):
                way, ways = text[start:end], found[literal]
                if way not in ways and (len(ways) < MOST_WAYS or way == literal):
                    digest = _digest_of_place(body, way)
                    ways[way] = [draft.kind.value, draft.source, nth, start, end, digest]
    return {
        literal: [ways[way] for way in sorted(ways, key=lambda way: (way != literal, len(way)))]
        for literal, ways in found.items()
    }


def recalled(
    body: int, marks: Sequence[ReleaseMark], drafts: Sequence[Draft]
) -> tuple[Recalled, ...]:
    """Read the words of marks where they stand in what is published; where they moved, find them anew."""
    texts = {(draft.kind.value, draft.source): draft.texts for draft in drafts} if marks else {}
    found = {mark.pk: _at_places(body, mark, texts) for mark in marks}
    lost = [mark for mark in marks if not found[mark.pk]]
    if lost:
        anew = known_again(body, lost, drafts)
        found |= {mark.pk: anew.get(mark.digest, ()) for mark in lost}
    return tuple(Recalled(mark, found[mark.pk]) for mark in marks)


def _at_places(
    body: int, mark: ReleaseMark, texts: dict[tuple[str, int], tuple[str, ...]]
) -> tuple[str, ...]:
    """Read the words at the places of a mark; () when something else stands at one of them today."""
    found = []
    for kind, source, nth, start, end, digest in mark.places:
        some = texts.get((kind, source), ())
        words = some[nth][start:end] if nth < len(some) else ""
        if _digest_of_place(body, words) != digest:
            return ()
        found.append(words)
    return tuple(found)


def known_again(
    body: int, marks: Iterable[ReleaseMark], drafts: Sequence[Draft]
) -> dict[str, tuple[str, ...]]:
    """Find what was marked once in other texts, by digest: each way that it is written there."""
    sizes: dict[str, int] = {mark.digest: mark.size for mark in marks}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    digests: dict[str, str] = {}
    for text in dict.fromkeys(text for draft in drafts for text in draft.texts):
        for plain, start, end in plain_forms_in(text, set(sizes.values())):
            digest = digests.get(plain)
            if digest is None:
                digest = digests[plain] = search_key(body, f"publishing/{plain}")
            if digest in sizes:
                found[digest].setdefault(text[start:end])
    return {digest: tuple(ways) for digest, ways in found.items()}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words to mark: how, why, and by whom."""

    literal: str = field(repr=False)
    handling: Handling
    why: str = field(repr=False)
    by: str


def rows_of(
    release: Release, words: Sequence[Marked], drafts: Sequence[Draft]
) -> list[ReleaseMark]:
    """Make the rows of what is marked; what stands nowhere is left out.

    The same words written in two ways are one row: masked, if either of them is.
    """
    body = release.body_id
    places = places_of(body, [one.literal for one in words], drafts)
    rows: dict[str, ReleaseMark] = {}
    for one in sorted(words, key=lambda one: one.handling != Handling.MASK):
        if one.literal not in places:
            continue
        digest = digest_of_words(body, one.literal)
        row = rows.setdefault(digest, _row(release, one, digest))
        row.places += [place for place in places[one.literal] if place not in row.places]
    return list(rows.values())


def _row(release: Release, one: Marked, digest: str) -> ReleaseMark:
    why = one.why if one.handling == Handling.KEEP else ""
    return ReleaseMark(
        release=release,
        digest=digest,
        size=size_of(one.literal),
        handling=one.handling,
        why=why,
        made_by=one.by,
    )


def marks_told(marks: Iterable[ReleaseMark]) -> list[list[str]]:
    """Tell what is marked and how, for the digest of what was looked through."""
    return sorted([mark.digest, str(mark.handling)] for mark in marks)
