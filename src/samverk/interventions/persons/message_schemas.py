"""The shape of the messages about persons: what each version told in the open, and what is sealed now.

In the second version thread and sealed content are all that can be read on the way: which step it
was, of which delivery and on which ground is sealed too.
"""

from __future__ import annotations

from samverk.exchange.ports import ID, day, one_of, record, words
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import COPIES, Crossing

LARGE = 200_000
THREAD = ID | {"description": "Remissens tråd, densamma hos båda parter (UUID)."}
DELIVERY = ID | {"description": "Verksamhetens kod i insatskatalogen (UUID)."}
SEALED = words("Uppgifterna om personen, förseglade till mottagaren, base64.", LARGE, least=60)
BOUND = words(
    "Allt som rör personen, förseglat till mottagaren och bundet till avsändaren: 2. och base64.",
    LARGE,
    least=60,
)
TOLD = [one.value for one in Crossing if one not in COPIES]
GROUNDS = [one.value for one in Ground]
GROUND = one_of("På vilken grund uppgifterna lämnas.", GROUNDS)
# The first version knows no ground that came after it
FIRST_GROUND = one_of(
    "På vilken grund uppgifterna lämnas.", [one for one in GROUNDS if one != Ground.WRONGFUL]
)
CLOCK = day("När väntetiden började.")
EVENT = one_of("Vad som hände.", TOLD)
# Nor any move to another authority, nor that a person leaves a queue
LATER = (
    Crossing.ASK_MOVE,
    Crossing.LET_MOVE,
    Crossing.REFUSE_MOVE,
    Crossing.TRANSFER,
    Crossing.LEAVE_WAIT,
)
FIRST_EVENT = one_of("Vad som hände.", [one for one in TOLD if one not in LATER])
HAPPENED = day("När det hände.")

FIRST_REFERRAL = record(
    "En person remitteras. Det som rör personen är förseglat.",
    thread=THREAD,
    delivery=DELIVERY,
    ground=FIRST_GROUND,
    clock_start=CLOCK,
    sealed=SEALED,
)
FIRST_STEP = record(
    "Vad som hände med en remiss. Skälet och anteckningen är förseglade.",
    thread=THREAD,
    delivery=DELIVERY,
    event=FIRST_EVENT,
    day=HAPPENED,
    sealed=SEALED,
)
REFERRAL = record("En person remitteras. Allt är förseglat.", thread=THREAD, sealed=BOUND)
MOVE = record(
    "En remiss, eller en plats i kö, går vidare till en annan myndighet. Allt är förseglat, också vem"
    " som remitterade.",
    thread=THREAD,
    sealed=BOUND,
)
STEP = record("Vad som hände med en remiss. Allt är förseglat.", thread=THREAD, sealed=BOUND)
# What is sealed beside what rests on the kind, tried when it is opened
INSIDE = {
    "remiss": record("", delivery=DELIVERY, ground=GROUND, clock_start=CLOCK),
    "remissteg": record("", delivery=DELIVERY, event=EVENT, day=HAPPENED),
    "remissflytt": record("", delivery=DELIVERY, ground=GROUND, clock_start=CLOCK),
}
