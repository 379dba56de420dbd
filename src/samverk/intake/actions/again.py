"""Reading a file again: after a fault, or with a reader that has learnt more since."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import Allowed, Denied, Permission, require
from samverk.intake.access import may_review
from samverk.intake.actions.upload import have_read
from samverk.intake.models import RecordState, Source, SourceState

READ_AGAIN = acts.kind("intake.read_again", "Fil lämnad till ny läsning")
REVIEWED = "Något i filen är redan granskat: det som sagts om den står kvar och läses inte om."


def may_read_again(actor: Actor, source: Source) -> Permission:
    """Answer whether a file may be read again: not once a person has said something of its records."""
    permission = may_review(actor, source)
    if not permission:
        return permission
    return Denied(REVIEWED) if _is_reviewed(source) else Allowed()


def read_again(actor: Actor, source: Source, *, key: str) -> Source:
    """Take away what was read of a file and put it in the queue as if it had just come.

    Raises ConflictError when something in it has been reviewed.
    """
    require(may_review(actor, source))
    home, body = source.organisation_id, source.body_id
    act = acts.Act(actor, READ_AGAIN, key, home, content=source.pk, body=body)
    return acts.carry_out(act, lambda: _begin_again(source.pk, key))


def _begin_again(pk: int, batch: str) -> Source:
    source = Source.objects.select_related("body").select_for_update(of=("self",)).get(pk=pk)
    # Locked, so that nobody confirms a record while it is taken away.
    list(source.records.select_for_update())
    if _is_reviewed(source):
        raise ConflictError(REVIEWED)
    source.findings.all().delete()
    source.records.all().delete()
    source.state, source.message, source.lines = SourceState.WAITING, "", None
    source.parts, source.personal_numbers = [], []
    source.turn, source.batch = source.turn + 1, batch
    source.save()
    have_read(source.body_id)
    return source


def _is_reviewed(source: Source) -> bool:
    return source.records.exclude(state=RecordState.PROPOSED).exists()
