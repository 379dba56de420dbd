"""Whose word a decision stands on: its own people's, or that of others who read it in a paper."""

from __future__ import annotations

import hashlib

from samverk.decisions.actions.permission import may_write
from samverk.decisions.models import Decision
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import Permission, require
from samverk.registry import queries as registry

READING_CONFIRMED = acts.kind("decisions.reading_confirmed", "Avläst beslut bekräftat av organet")
CHANGED = "Uppgifterna har ändrats sedan du läste dem. Läs dem på nytt innan du bekräftar."
# What the page shows of a decision when it asks, and on whose word it stands.
WORDS = (
    "body_id",
    "decided_on",
    "paragraph",
    "diary_number",
    "title",
    "kind",
    "text",
    "read_from",
)


def may_speak_for(actor: Actor, organisation: int, body: int | None) -> bool:
    """Answer whether ``actor`` speaks for the body, whatever paper they have read."""
    return bool(may_write(actor, organisation, body))


def done_for(
    actor: Actor, organisation: int, body: int | None, read_by: BodyRef | None
) -> int | None:
    """Answer for which body ``actor`` writes: the decision's own, or the one that read of it."""
    if read_by is None or may_speak_for(actor, organisation, body):
        return body
    return read_by.id


def paper_read(document: int | None, read_by: BodyRef | None) -> str:
    """Name the paper that a decision was read in, and whose diary holds it."""
    if read_by is None:
        return ""
    paper = str(registry.document_by_id(document)) if document else "en handling"
    return f"{paper} i diariet för {read_by.full_name}"


def may_confirm_reading(actor: Actor, decision: Decision) -> Permission:
    """Answer whether ``actor`` may confirm for the body what others have read of its decision."""
    return may_write(actor, decision.organisation_id, decision.body_id)


def mark_of(decision: Decision) -> str:
    """Answer a mark of a decision's words as they stand: another when one of them changes."""
    words = tuple(getattr(decision, name) for name in WORDS)
    return hashlib.sha256(repr(words).encode()).hexdigest()


def confirm_reading(actor: Actor, decision: Decision, seen: str, *, key: str) -> Decision:
    """Say for the body that what others have read of its decision is right.

    ``seen`` is the mark (``mark_of``) of the words that the person had before them. Raises
    ConflictError when they stand so no more: nobody confirms what they have not seen.
    """
    require(may_confirm_reading(actor, decision))

    def work() -> Decision:
        found = Decision.objects.select_for_update().get(pk=decision.pk)
        if mark_of(found) != seen:
            raise ConflictError(CHANGED)
        found.read_from = ""
        found.save(update_fields=["read_from"])
        return found

    content = (decision.pk, seen)
    act = acts.Act(
        actor,
        READING_CONFIRMED,
        key,
        decision.organisation_id,
        content=content,
        body=decision.body_id,
    )
    return acts.carry_out(act, work)
