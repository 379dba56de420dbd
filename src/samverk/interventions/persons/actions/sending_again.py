"""Sends again what did not get through of a person, for those who know of the person.

A registrar has no business with persons: what was told of one, and that it was, is theirs alone.
"""

from __future__ import annotations

import uuid

from samverk.exchange import actions as exchange
from samverk.foundation import clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError
from samverk.interventions.persons.actions.steps import Doing, done, locked, step_kind
from samverk.interventions.persons.models import Referral
from samverk.interventions.persons.queries.undelivered import undelivered
from samverk.interventions.persons.zone import Desk, entered

SENT_AGAIN = step_kind("sent_again", "Besked om person sänt igen")
CARRIER = system("Samverk, sänder igen")


def send_again(actor: Actor, desk: Desk, referral: uuid.UUID, *, key: str) -> Referral:
    """Ask for more attempts with all that did not get through of a referral, as it was signed.

    Raises ConflictError when there is nothing that somebody has to look at.
    """
    with entered(actor, desk) as home:
        doing = Doing(actor, desk.hand, home, clock.today())

        def again() -> Referral:
            row = locked(Referral, referral)
            found = undelivered(desk.body, row.thread)
            if not found:
                raise ConflictError("Allt om remissen är på väg eller mottaget.")
            for one in found:
                exchange.ask_again(CARRIER, one.message, key=f"{key}/{one.message}")
            return row

        return done(SENT_AGAIN, doing, key, str(referral), again)
