"""Logs what the worker publishes by itself: an event when something was written, none when nothing was."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from samverk.foundation import acts
from samverk.foundation.actors import system
from samverk.publishing.actions.records import Name
from samverk.publishing.models import ByItself, HeldBack, SelfPublishing

PUBLISHED = acts.kind("publishing.self_published", "Publicerat av systemet", is_quiet=True)
PUBLISHER = system("Publiceringen")
LONGEST = 200


class _NothingNewError(Exception):
    """Everything stood as it should: what was begun is undone, and nothing is logged."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a work has written: what was told anew or taken away, and what was held back or let go."""

    told: Sequence[Name] = ()
    held: Sequence[Name] = field(default=())


def follow(what: ByItself, work: Callable[[], Written]) -> int:
    """Do a work that publishes by itself, in one transaction; answer how much was told anew.

    The rows it changes name its event in their history, and its event what was written.
    """
    found = Written()

    def write() -> SelfPublishing:
        nonlocal found
        found = work()
        if not found.told and not found.held:
            raise _NothingNewError
        told = {
            "told": [f"{kind}/{source}" for kind, source in found.told],
            "held": [f"{kind}/{source}" for kind, source in found.held],
            "written_at": timezone.now(),
        }
        row, _ = SelfPublishing.objects.update_or_create(what=what, defaults=told)
        return row

    try:
        acts.carry_out(acts.Act(PUBLISHER, PUBLISHED, f"följ/{what}/{uuid.uuid4()}"), write)
    except _NothingNewError:
        return 0
    return len(found.told)


def hold_back(kinds: Iterable[str], held: Mapping[Name, tuple[str, int | None]]) -> list[Name]:
    """Note what is held back, as what and of which body; let go of what has been put right.

    Name what is new of both.
    """
    known = {(row.kind, row.source): row.pk for row in HeldBack.objects.filter(kind__in=kinds)}
    gone = [name for name in known if name not in held]
    HeldBack.objects.filter(pk__in=[known[name] for name in gone]).delete()
    new = [name for name in held if name not in known]
    HeldBack.objects.bulk_create(
        HeldBack(kind=kind, source=source, body_id=body, what=what[:LONGEST])
        for (kind, source) in new
        for what, body in (held[kind, source],)
    )
    return [*new, *gone]
