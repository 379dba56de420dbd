"""What somebody may publish: asked so that nobody tells what is missing from what is not theirs."""

from __future__ import annotations

from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, NotAllowedError, NotFoundError
from samverk.foundation.permissions import RIGHTS, Right, may
from samverk.publishing.models import Release, ReleaseKind
from samverk.publishing.queries.releases import release_by_id
from samverk.publishing.sources import Subject, subject_of

NO_ROLE = "Sidan är för dem som granskar och godkänner det som publiceras för alla."
HIDDEN = "Det finns inte, eller så är det inte ditt att publicera. Välj på sidan Publicering."
NO_BODY = " Ett beslut måste ha ett organ: ange det på beslutets sida först."


def reach_subject(actor: Actor, kind: str, subject: int, *rights: Right) -> Subject:
    """Give what is to be published to whoever has one of some rights where it belongs.

    Raises NotAllowedError, alike for what is not theirs and what there is not; NotFoundError for a kind
    that there is not.
    """
    _require_somewhere(actor, rights)
    if kind not in ReleaseKind.values:
        raise NotFoundError("Sidan finns inte.")
    hidden = HIDDEN + (NO_BODY if kind == ReleaseKind.DECISION else "")
    try:
        found = subject_of(kind, subject)
    except (NotFoundError, ConflictError) as fault:
        raise NotAllowedError(hidden) from fault
    body = found.body
    if not any(may(actor, right, organisation=body.organisation, body=body.id) for right in rights):
        raise NotAllowedError(hidden)
    return found


def reach_release(actor: Actor, release: int, *rights: Right) -> Release:
    """Give a publication to whoever has one of some rights at its body. Raises NotAllowedError."""
    _require_somewhere(actor, rights)
    try:
        found = release_by_id(release)
    except NotFoundError as fault:
        raise NotAllowedError(HIDDEN) from fault
    owner = found.body.organisation_id
    if not any(may(actor, right, organisation=owner, body=found.body_id) for right in rights):
        raise NotAllowedError(HIDDEN)
    return found


def _require_somewhere(actor: Actor, rights: tuple[Right, ...]) -> None:
    """Refuse who has none of some rights anywhere, before anything is looked for."""
    if actor.is_system or any(
        right in RIGHTS[held.role] for held in actor.roles for right in rights
    ):
        return
    raise NotAllowedError(NO_ROLE)
