"""Reservations against decisions (reservationer): who may make one, until when, and the doubts.

A reservation is announced before the meeting ends and names the decision it is against. Where the
recorded vote speaks against it the chair decides; the rule only warns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_NOTED_OPINION, KL_RESERVATION
from samverk.rules.statutes.provision import because, unknown_wordings


class Stand(StrEnum):
    """Where a person stood in the decision (ställningstagande)."""

    AGAINST = "against"
    FOR = "for"
    ABSTAINED = "abstained"
    UNRECORDED = "unrecorded"


class ReservationState(StrEnum):
    """What becomes of a reservation (reservationens läge)."""

    STANDS = "stands"
    CHAIR_DECIDES = "chair_decides"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reservation:
    """By whom, against which decision and when (reservation).

    ``decision`` names the decision in words, "" when it was not said. ``took_part`` says whether
    the person took part in that decision. ``stand`` is the recorded vote in it, UNRECORDED after
    acclamation or a closed ballot. ``announced`` and the meeting's end are on the same clock.
    """

    name: str
    decision: str
    took_part: bool
    announced: datetime
    stand: Stand = Stand.UNRECORDED


@dataclass(frozen=True, slots=True)
class Reserving:
    """Prövad reservation (prövning av reservation); ``decided_by_chair`` where the chair had to."""

    state: ReservationState
    decided_by_chair: bool = False


def reservation(
    made: Reservation,
    *,
    meeting_ended: datetime | None = None,
    chair_accepts: bool | None = None,
    day: date | None = None,
) -> Ruling[Reserving]:
    """Answer whether a reservation stands, waits for the chair, or is refused.

    ``meeting_ended`` is None while the meeting goes on. ``chair_accepts`` is the chair's answer to
    a warning, None before it is given. One announced in the minute the meeting ended is in time.
    Raises ValueError when only one of the times has a zone.
    """
    refusal = _refusal(made, meeting_ended, day)
    if refusal is not None:
        value = Reserving(ReservationState.REFUSED)
        return Ruling(value, (refusal,), unknown_wordings(day, KL_RESERVATION))
    text = f"{made.name} deltog i beslutet och anmälde reservationen innan sammanträdet avslutades."
    reasons = (because(text, KL_RESERVATION, day),)
    remarks = (*unknown_wordings(day, KL_RESERVATION), _WRITTEN)
    doubt = _doubt(made)
    if doubt is None:
        return Ruling(Reserving(ReservationState.STANDS), reasons, remarks)
    value, answer = _by_chair(chair_accepts)
    return Ruling(value, (*reasons, doubt, answer), remarks)


_WRITTEN = Reason(
    "En skriftlig reservation ska ofta lämnas före justeringen. Det är en lokal regel; anmälan "
    "under sammanträdet räcker enligt lagen."
)


def _refusal(made: Reservation, meeting_ended: datetime | None, day: date | None) -> Reason | None:
    if not made.decision.strip():
        text = "Ange vilket beslut reservationen gäller: den ska stå vid det beslutet."
        return because(text, KL_RESERVATION, day)
    if not made.took_part:
        text = f"{made.name} deltog inte i beslutet och kan inte reservera sig mot det."
        return because(text, KL_RESERVATION, day)
    if meeting_ended is not None and _is_late(made.announced, meeting_ended):
        text = (
            "Reservationen anmäldes efter att sammanträdet avslutades. Att protokollet inte är "
            "justerat hjälper inte."
        )
        return because(text, KL_RESERVATION, day)
    return None


def _is_late(announced: datetime, ended: datetime) -> bool:
    if (announced.tzinfo is None) != (ended.tzinfo is None):
        raise ValueError("Anmälan och sammanträdets slut ska ha samma slags tid.")
    return announced > ended


def _doubt(made: Reservation) -> Reason | None:
    """Warn where the record speaks against; the provision asks only for taking part."""
    match made.stand:
        case Stand.FOR:
            return Reason(f"{made.name} röstade för beslutet enligt omröstningslistan.")
        case Stand.ABSTAINED:
            return Reason(
                f"{made.name} avstod i omröstningen. Att den som avstått inte deltagit i beslutet "
                "är Samverks läsning."
            )
        case _:
            return None


def _by_chair(chair_accepts: bool | None) -> tuple[Reserving, Reason]:
    if chair_accepts is None:
        return Reserving(ReservationState.CHAIR_DECIDES), Reason("Ordföranden avgör.")
    if chair_accepts:
        return Reserving(ReservationState.STANDS, True), Reason(
            "Ordföranden har godtagit reservationen."
        )
    return Reserving(ReservationState.REFUSED, True), Reason(
        "Ordföranden har inte godtagit reservationen."
    )


def noted_opinion(
    *, is_serving: bool, body_allows: bool | None, day: date | None = None
) -> Ruling[bool | None]:
    """Answer whether a statement (särskilt yttrande, protokollsanteckning) may be noted.

    ``body_allows`` is what the by-laws or the body have decided, None when that is not known; then
    the answer is None too. It is no reservation and needs no decision to be against.
    """
    if is_serving:
        text = "Lagen ger ledamöter rätt att reservera sig, inte att få ett yttrande antecknat."
        reasons = [Reason(f"{text} Det avgörs lokalt.")]
        remarks: tuple[Reason, ...] = ()
    else:
        text = "Den som närvarar utan att tjänstgöra får sin mening antecknad om det är beslutat."
        reasons = [because(text, KL_NOTED_OPINION, day)]
        remarks = unknown_wordings(day, KL_NOTED_OPINION)
    told = {
        True: "Det är tillåtet.",
        False: "Det är inte tillåtet.",
        None: "Beslutet är inte känt.",
    }
    return Ruling(body_allows, (*reasons, Reason(told[body_allows])), remarks)


_EVENING = datetime(2020, 6, 15, 20, 30)  # noqa: DTZ001

EXAMPLES = (
    Example(
        reservation,
        {
            "made": Reservation("Ek", "avgöra ärendet i dag", True, _EVENING, Stand.AGAINST),
            "meeting_ended": _EVENING.replace(hour=21),
        },
        Reserving(ReservationState.STANDS),
        "Härryda KF 2020-06-15 § 128: tio reserverade sig, alla hade röstat nej",
    ),
    Example(
        reservation,
        {"made": Reservation("Ek", "förslaget", True, _EVENING, Stand.ABSTAINED)},
        Reserving(ReservationState.CHAIR_DECIDES),
        "konstruerat: den som avstod reserverar sig",
    ),
)
