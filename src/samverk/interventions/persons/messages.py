"""The messages about persons that travel between parties' installations.

Neither type exists in a federation's installation: it has no room that tells of them.
"""

from __future__ import annotations

from samverk.exchange.ports import ID, MessageType, day, one_of, record, words
from samverk.interventions.persons.actions.answering import OFFER_ANSWER, OFFER_REFUSED
from samverk.interventions.persons.actions.arriving import (
    take_in_move,
    take_in_referral,
    take_in_step,
)
from samverk.interventions.persons.actions.deciding import PROPOSAL_ANSWER
from samverk.interventions.persons.actions.far import REFERRAL, STEP
from samverk.interventions.persons.actions.far_moves import MOVE
from samverk.interventions.persons.actions.far_waits import IN_QUEUE, RECONFIRM
from samverk.interventions.persons.actions.proposing import PROPOSAL
from samverk.interventions.persons.actions.sharing import SHARED_UNTIL
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.referral import ReferralEvent

LARGE = 200_000
THREAD = ID | {"description": "Remissens tråd, densamma hos båda parter (UUID)."}
DELIVERY = ID | {"description": "Verksamhetens kod i insatskatalogen (UUID)."}
SEALED = words("Uppgifterna om personen, förseglade till mottagaren, base64.", LARGE, least=60)
TOLD = [
    ReferralEvent.TAKE_UP,
    ReferralEvent.ASK,
    ReferralEvent.ANSWER,
    ReferralEvent.ACCEPT,
    ReferralEvent.RETURN,
    ReferralEvent.REDIRECT,
    ReferralEvent.WITHDRAW,
    ReferralEvent.UNSHARE,
    ReferralEvent.CORRECT,
    # Of a move to another authority: the question, the answer, and that it went on
    ReferralEvent.ASK_MOVE,
    ReferralEvent.LET_MOVE,
    ReferralEvent.REFUSE_MOVE,
    ReferralEvent.TRANSFER,
    # That nobody takes it up: two warnings, and then it lapses
    ReferralEvent.WARN,
    ReferralEvent.LAPSE,
    # Of the place in the queue: how it stands, and that it is still wanted
    IN_QUEUE,
    RECONFIRM,
    # Of an offer: what the person answers, and why that did not count
    OFFER_ANSWER,
    OFFER_REFUSED,
    # Of a change of the participation: what is proposed and how it stands, and the answer
    PROPOSAL,
    PROPOSAL_ANSWER,
    # Of the consent: its new last day
    SHARED_UNTIL,
]

TYPES = (
    MessageType(
        REFERRAL,
        1,
        "Remiss",
        record(
            "En person remitteras. Det som rör personen är förseglat.",
            thread=THREAD,
            delivery=DELIVERY,
            ground=one_of("På vilken grund uppgifterna lämnas.", [one.value for one in Ground]),
            clock_start=day("När väntetiden började."),
            sealed=SEALED,
        ),
        take_in_referral,
    ),
    MessageType(
        MOVE,
        1,
        "Flyttad remiss",
        record(
            "En remiss, eller en plats i kö, går vidare till en annan myndighet. Det som rör personen, vem"
            " som remitterade och köplatsens pauser och prioritet är förseglat.",
            thread=THREAD,
            delivery=DELIVERY,
            ground=one_of("På vilken grund uppgifterna lämnas.", [one.value for one in Ground]),
            clock_start=day("När väntetiden började."),
            sealed=SEALED,
        ),
        take_in_move,
    ),
    MessageType(
        STEP,
        1,
        "Besked om remiss",
        record(
            "Vad som hände med en remiss. Skälet och anteckningen är förseglade.",
            thread=THREAD,
            delivery=DELIVERY,
            event=one_of("Vad som hände.", [str(one) for one in TOLD]),
            day=day("När det hände."),
            sealed=SEALED,
        ),
        take_in_step,
    ),
)
