"""Which readings a log's auditor reviews: each room of persons says what is read in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from samverk.foundation.reads import SECRET_READ


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around what was read (omständigheter): days when it was in hand, and its names.

    ``in_hand`` and ``protected`` are from and to, with None for what lasts.
    """

    in_hand: tuple[tuple[date, date | None], ...]
    protected: tuple[tuple[datetime, datetime | None], ...] = ()
    name_keys: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A kind of thing whose readings are reviewed (granskad läsning).

    ``kinds`` is how the room's own acts begin, ``address`` the page of who has read one of them.
    ``around`` tells what is known around some (ids), out of the open compartment; ``word_key`` digests a
    word of a name at a body (id) as the room's rows have it.
    """

    label: str
    kinds: str
    address: str
    around: Callable[[Collection[str]], Mapping[str, Around]]
    word_key: Callable[[int, str], str]


REVIEWED: dict[str, Reviewed] = {}


def review(thing: Reviewed) -> None:
    """Let the readings of a kind of thing be reviewed."""
    REVIEWED[thing.label] = thing


def read_of(labels: Collection[str]) -> Q:
    """Pick the lines of the log that tell of readings, and of acts, with things of some kinds."""
    found = Q(pk=None)
    for label in labels:
        kinds = Q(kind=SECRET_READ) | Q(kind__startswith=REVIEWED[label].kinds)
        found |= kinds & Q(subject_type=label)
    return found
