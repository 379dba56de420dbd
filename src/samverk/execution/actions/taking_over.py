"""Gives protected decisions a handler again when no main reporter handles them: they must be reported.

Roles end without asking whom they leave behind. Two persons together name the new one: a main reporter
asks, and another, the log's auditor or the archivist agrees. Neither is shown which decisions they are
before that.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from samverk.execution.models import RegisterHandler, RegisterTakeover
from samverk.execution.numbers import hold_register
from samverk.execution.queries.protected import asked_takeover, left_to_nobody
from samverk.execution.walls import counting
from samverk.execution.zone import boards_of, entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import ConflictError, NotAllowedError
from samverk.foundation.people import holders_of
from samverk.foundation.permissions import Right

TAKEOVER_ASKED = acts.kind("execution.takeover_asked", "Begäran att bli handläggare", is_quiet=True)
TAKEOVER_AGREED = acts.kind(
    "execution.takeover_agreed", "Handläggare för beslut utan handläggare", is_quiet=True
)
MAY_AGREE = (Right.REPORT_EXECUTION, Right.REVIEW_READINGS, Right.DECIDE_DISPOSAL)


def ask_takeover(actor: Actor, body: int, *, key: str) -> RegisterTakeover:
    """Ask to handle what no main reporter of a board handles. Raises ConflictError when there is none."""
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        user = actor.user
        if user is None:
            raise NotAllowedError("Logga in för att begära det.")
        act = acts.Act(actor, TAKEOVER_ASKED, key, home.organisation, body=body, content=body)

        def work() -> RegisterTakeover:
            if not left_to_nobody(body, clock.today()).exists():
                raise ConflictError("Alla skyddade beslut har en handläggare som rapporterar.")
            try:
                with transaction.atomic():
                    return RegisterTakeover.objects.create(controller_id=body, asked_by_id=user)
            except IntegrityError as fault:
                raise ConflictError("Någon har redan begärt det, och väntar på svar.") from fault

        return acts.carry_out(act, work)


def agree_takeover(actor: Actor, body: int, *, key: str) -> RegisterTakeover:
    """Agree that whoever asked handles what is left to nobody: they are named for all of it.

    Raises ConflictError when nobody has asked or reports any longer, NotAllowedError for who asked.
    """
    held = [right for right in MAY_AGREE if body in boards_of(actor, right)]
    with entered(actor, body, held[0] if held else Right.REPORT_EXECUTION) as home:
        act = acts.Act(actor, TAKEOVER_AGREED, key, home.organisation, body=body, content=body)
        return acts.carry_out(act, lambda: _agree(actor, body))


def _agree(actor: Actor, body: int) -> RegisterTakeover:
    hold_register(body)
    row = asked_takeover(body)
    if row is None:
        raise ConflictError("Ingen har begärt att bli handläggare.")
    if actor.user is None or actor.user == row.asked_by_id:
        raise NotAllowedError("En annan än den som begärde det måste godkänna.")
    row.agreed_by_id, row.agreed_at = actor.user, clock.now()
    row.save(update_fields=["agreed_by", "agreed_at"])
    if row.asked_by_id not in {one.pk for one in holders_of(Role.MAIN_REPORTER, body)}:
        return row
    with counting():
        left = left_to_nobody(body, clock.today()).values_list("decision", flat=True)
        RegisterHandler.objects.bulk_create(
            RegisterHandler(
                controller_id=body,
                decision_id=one,
                user_id=row.asked_by_id,
                named_by_id=actor.user,
            )
            for one in left
        )
    return row
