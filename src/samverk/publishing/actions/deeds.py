"""How anything is done with a publication: by whoever may, once, and while nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import Right
from samverk.publishing.models import Release, ReleaseState
from samverk.publishing.reaching import reach_release


def in_state(found: Release, state: ReleaseState) -> None:
    """Raise ConflictError when a publication stands otherwise."""
    if found.state != state:
        raise ConflictError(
            f"Publiceringen är {found.get_state_display()}. Öppna den på nytt och se hur den står."
        )


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done with a release, and by which right."""

    kind: str
    right: Right
    key: str
    content: object = None


def do(actor: Actor, deed: Deed, release: int, work: Callable[[Release], None]) -> Release:
    """Do something with a release, which is held until it is done."""
    body = reach_release(actor, release, deed.right).body
    content = (release, deed.content)
    act = acts.Act(actor, deed.kind, deed.key, body.organisation_id, body=body.pk, content=content)

    def do() -> Release:
        found = Release.objects.select_for_update().get(pk=release)
        work(found)
        return found

    return acts.carry_out(act, do)
