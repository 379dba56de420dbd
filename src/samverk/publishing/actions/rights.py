"""Says which files of a publication are the authority's own work: of the others no licence is given."""

from __future__ import annotations

from collections.abc import Collection

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import Right
from samverk.publishing.actions.deeds import Deed, do, in_state
from samverk.publishing.models import OwnWork, Release, ReleaseState
from samverk.publishing.queries.rights import files_in, own_works
from samverk.publishing.sources import drafts_of

OWN_MARKED = acts.kind("publishing.own_work_marked", "Egna verk angivna inför publicering")


def mark_own_works(actor: Actor, release: int, own: Collection[int], *, key: str) -> Release:
    """Say which files (ids) of a publication are the authority's own work; the others are not.

    Raises NotFoundError for a file that is not in it, ConflictError when it is not being looked through.
    """

    def mark(found: Release) -> None:
        in_state(found, ReleaseState.DRAFT)
        files = files_in(found, drafts_of(found.kind, found.subject))
        if set(own) - set(files):
            raise NotFoundError("Handlingen finns inte i publiceringen.")
        before = own_works(files)
        OwnWork.objects.bulk_create(
            OwnWork(source=source, is_own=source in own, made_by=actor.name)
            for source in files
            if (source in own) != (source in before)
        )

    deed = Deed(OWN_MARKED, Right.PUBLISH, key, sorted(own))
    return do(actor, deed, release, mark)
