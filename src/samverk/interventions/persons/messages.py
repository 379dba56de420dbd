"""The messages about persons that travel between parties' installations.

Neither type exists in a federation's installation: it has no room that tells of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from samverk.exchange.ports import Incoming, MessageType
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.interventions.persons import message_schemas as schemas
from samverk.interventions.persons.actions.arriving import take_in_referral, take_in_step
from samverk.interventions.persons.actions.far import REFERRAL, STEP

# The first version was bound to no sender: until this day it is taken from who has not updated
FIRST_UNTIL = date(2027, 6, 30)
TOO_OLD = "Avsändarens installation måste uppdateras: meddelandet är inte bundet till avsändaren."


def _while_old(handle: Callable[[Incoming], object]) -> Callable[[Incoming], object]:
    """Take a message of the first version, for as long as that is believed."""

    def take(came: Incoming) -> object:
        if clock.today() > FIRST_UNTIL:
            raise InputError(TOO_OLD)
        return handle(came)

    return take


_REFERRAL, _STEP = "Remiss", "Besked om remiss"
TYPES = (
    MessageType(
        REFERRAL,
        1,
        _REFERRAL,
        schemas.FIRST_REFERRAL,
        _while_old(take_in_referral),
        is_confidential=True,
    ),
    MessageType(STEP, 1, _STEP, schemas.FIRST_STEP, _while_old(take_in_step), is_confidential=True),
    MessageType(REFERRAL, 2, _REFERRAL, schemas.REFERRAL, take_in_referral, is_confidential=True),
    MessageType(STEP, 2, _STEP, schemas.STEP, take_in_step, is_confidential=True),
)
