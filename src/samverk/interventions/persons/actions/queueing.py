"""The queue: pauses, confirmations, offers in order, transfers, and those who leave it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db.models import Q

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import hold_series
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.actions.crossing import hold_referrer
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.far import is_far
from samverk.interventions.persons.actions.far_waits import tell_wait
from samverk.interventions.persons.actions.joining import moved
from samverk.interventions.persons.actions.moving import move_away
from samverk.interventions.persons.actions.offering import (
    NewOffer,
    called_off,
    check_stands,
    dated,
)
from samverk.interventions.persons.actions.planning import plan
from samverk.interventions.persons.actions.referrals import check_intake
from samverk.interventions.persons.actions.steps import (
    Doing,
    check_day,
    done,
    locked,
    move,
    step_kind,
)
from samverk.interventions.persons.actions.transferring import is_received_by
from samverk.interventions.persons.models import (
    OfferAnswer,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    Referral,
    Side,
)
from samverk.interventions.persons.records import sealed
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import Crossing, tellable
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.moving import MOVE_GROUNDS
from samverk.rules.interventions.queue import (
    REMOVAL_REASONS,
    DeclineReason,
    QueueEvent,
    QueueState,
    RemovalReason,
    may_leave,
)
from samverk.rules.wording import running_date

CONFIRMED = step_kind("queue_confirmed", "Köplats bekräftad")
OFFERED = step_kind("queue_offered", "Plats erbjuden")
ANSWERED = step_kind("queue_answered", "Erbjudande besvarat")
TAKEN_BACK = step_kind("queue_offer_taken_back", "Erbjudande taget tillbaka")
LAPSED = step_kind("queue_lapsed", "Erbjudande gick ut")
MOVED = step_kind("queue_moved", "Köplats flyttad")
REMOVED = step_kind("queue_removed", "Avförd ur kö")


def offer_place(
    actor: Actor, body: int, entry: uuid.UUID, new: NewOffer, *, key: str
) -> PlaceOffer:
    """Offer a free place: to who stands first, or with a written reason to somebody else.

    Raises InputError when no place is free from the first day, the person no longer fits, somebody
    stands before or the last day to apply has passed without a reason given, and for days that cannot be.
    """
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, clock.today())
        if new.answer_by < doing.day:
            raise InputError("Dagen att svara har redan passerat.", field="answer_by")

        def work() -> PlaceOffer:
            # Two who offer the last place at the same time wait for each other here. Whoever joins holds
            # the queue before a place in it, so it is done in that order here too
            place = QueueEntry.objects.filter(pk=entry).values_list("delivery", flat=True).first()
            hold_series(f"queue/{place}")
            row = locked(QueueEntry, entry)
            whole = dated(row, new, doing.day)
            late = f"Efter sista dag att söka: {whole.late}" if whole.late else ""
            move(row, QueueEvent.OFFER, replace(doing, note=late))
            offer = _offer(row, whole, doing.day)
            tell_wait(row)
            return offer

        return done(OFFERED, doing, key, (str(entry), asdict(new)), work)


def _offer(row: QueueEntry, new: NewOffer, day: date) -> PlaceOffer:
    offer = PlaceOffer(
        controller_id=row.controller_id,
        person_id=row.person_id,
        entry=row,
        number=row.offers.count() + 1,
        made_on=day,
        answer_by=new.answer_by,
        first_day=new.first_day,
    )
    if why := new.out_of_order.strip():
        offer.out_of_order = sealed(row.person, offer, {"text": why})
    offer.save(force_insert=True)
    return offer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to an offer; of a no the coded reason, and why if they told.

    ``is_own`` when it was the person's own word, and not somebody's for them.
    """

    answer: str
    why: str = ""
    reason: str = ""
    is_own: bool = False

    def hand(self, clerk: Hand) -> Hand:
        """Answer in whose capacity the answer is given: the person's own, or that of who notes it."""
        return Hand.PARTICIPANT if self.is_own else clerk

    def __repr__(self) -> str:
        """Leave out why."""
        return f"Answer({self.answer})"


def answer_offer(  # noqa: PLR0913
    actor: Actor, body: int, entry: uuid.UUID, said: Answer, *, key: str, day: date | None = None
) -> QueueEntry:
    """Note what a person answered, today or on a ``day`` before: yes plans the participation.

    No keeps the place in the queue. An answer that came in time counts also when it is noted later, while
    nobody has let the offer go.
    """
    check_answer(said)
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        on = day or clock.today()
        doing = Doing(actor, said.hand(Hand.RECEIVER), home, on, said.reason, said.why)

        def work() -> QueueEntry:
            return answered(locked(QueueEntry, entry), said.answer, doing)

        return done(ANSWERED, doing, key, (str(entry), said), work)


def check_answer(said: Answer) -> None:
    """Raise InputError for what is no answer, or no reason of a no."""
    if said.answer not in (OfferAnswer.ACCEPTED, OfferAnswer.DECLINED):
        raise InputError("Välj ja eller nej.", field="answer")
    says_no = said.answer == OfferAnswer.DECLINED
    if said.reason and not (says_no and said.reason in set(DeclineReason)):
        raise InputError("Välj ett skäl bara när personen tackar nej.", field="reason")
    if says_no and not said.reason:
        raise InputError("Välj varför personen tackar nej.", field="reason")


def answered(row: QueueEntry, answer: str, doing: Doing) -> QueueEntry:
    """Let a locked place take an answer: yes plans the participation, no keeps it in the queue."""
    check_day(row, doing.day)
    says_yes = answer == OfferAnswer.ACCEPTED
    offer = PlaceOffer.objects.filter(entry=row, answer="").first()
    if offer is not None and offer.answer_by < doing.day:
        raise ConflictError(
            f"Tiden att svara gick ut {running_date(offer.answer_by)}. Platsen är inte reserverad"
            " längre: erbjud den till den som står i tur."
        )
    if offer is not None and says_yes:
        check_stands(offer)
    _close_offer(row, answer, doing.day)
    move(row, QueueEvent.ACCEPT if says_yes else QueueEvent.DECLINE, doing)
    if says_yes:
        day = offer.first_day if offer else None
        plan(row, Doing(doing.actor, Hand.SYSTEM, doing.home, doing.day), day or doing.day)
    tell_wait(row)
    return row


def _close_offer(row: QueueEntry, answer: str, day: date) -> None:
    open_offers = PlaceOffer.objects.filter(entry=row, answer="")
    if not open_offers.update(answer=answer, answered_on=day):
        raise ConflictError("Det finns inget öppet erbjudande.")


def lapse_offer(actor: Actor, body: int, entry: uuid.UUID, *, key: str) -> QueueEntry:
    """Let an offer that nobody answered in time go: the first time the place in the queue stays."""
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.SYSTEM, home, clock.today())

        def work() -> QueueEntry:
            row = locked(QueueEntry, entry)
            offer = PlaceOffer.objects.filter(entry=row, answer="").first()
            if offer is None or not is_over(offer, doing.day):
                raise ConflictError("Tiden att svara har inte gått ut.")
            return lapsed(row, doing)

        return done(LAPSED, doing, key, str(entry), work)


def is_over(offer: PlaceOffer, day: date) -> bool:
    """Answer whether an open offer stands no longer: nobody answered in time, or its start is called off."""
    return offer.answer_by < day or bool(called_off(offer))


def lapsed(row: QueueEntry, doing: Doing) -> QueueEntry:
    """Let the offer of a locked place go: who does not answer twice leaves the queue.

    One whose start is called off is taken back: that the person did not answer it counts as nothing.
    """
    offer = PlaceOffer.objects.filter(entry=row, answer="").first()
    if offer is not None and (why := called_off(offer)):
        return taken_back(row, replace(doing, note=f"Starten är inställd: {why}"))
    before = PlaceOffer.objects.filter(entry=row, answer=OfferAnswer.NO_ANSWER).first()
    again = before is not None
    _close_offer(row, OfferAnswer.NO_ANSWER, doing.day)
    if before is not None:
        row.left_on, row.removal = doing.day, RemovalReason.UNREACHABLE
        first = running_date(before.made_on)
        last = running_date(row.offers.latest("number").made_on)
        doing = replace(doing, note=f"Svarade inte på erbjudandena {first} och {last}.")
    move(row, QueueEvent.NO_ANSWER_AGAIN if again else QueueEvent.NO_ANSWER, doing)
    tell_wait(row)
    return row


def taken_back(row: QueueEntry, doing: Doing) -> QueueEntry:
    """Take back the open offer of a locked place: the person waits as before."""
    _close_offer(row, OfferAnswer.TAKEN_BACK, doing.day)
    move(row, QueueEvent.TAKE_BACK, doing)
    tell_wait(row)
    return row


def take_back_offer(actor: Actor, body: int, entry: uuid.UUID, why: str, *, key: str) -> QueueEntry:
    """Take back an open offer, as the team, with why. Raises InputError without, ConflictError of none."""
    if not why.strip():
        raise InputError("Skriv varför erbjudandet tas tillbaka.", field="why")
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, clock.today(), note=why)
        return done(
            TAKEN_BACK,
            doing,
            key,
            str(entry),
            lambda: taken_back(locked(QueueEntry, entry), doing),
        )


@dataclass(frozen=True, slots=True)
class Removal:
    """Why somebody leaves a queue, as a code, and what was done before."""

    reason: str
    note: str = ""

    def __repr__(self) -> str:
        """Leave out the note."""
        return f"Removal({self.reason})"


def check_removal(why: Removal, reasons: Collection[str], day: date) -> None:
    """Raise InputError for a reason that is none of these, and for too few attempts to reach by a day."""
    if why.reason not in reasons:
        raise InputError("Välj varför personen lämnar kön.", field="reason")
    ruling = may_leave(why.reason, why.note, day)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field="note")


def remove_from_queue(  # noqa: PLR0913
    actor: Actor, body: int, entry: uuid.UUID, why: Removal, *, key: str, day: date | None = None
) -> QueueEntry:
    """Take somebody out of a queue with a coded reason, from today or a ``day`` before.

    One who is not reached needs two attempts.
    """
    on = day or clock.today()
    check_removal(why, REMOVAL_REASONS, on)
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, on, why.reason, why.note)

        def work() -> QueueEntry:
            row = locked(QueueEntry, entry)
            check_day(row, doing.day)
            return left(row, QueueEvent.REMOVE, OfferAnswer.TAKEN_BACK, doing)

        return done(REMOVED, doing, key, (str(entry), why.reason), work)


def left(row: QueueEntry, event: QueueEvent, answer: str, doing: Doing) -> QueueEntry:
    """Let a locked place be left, for the reason of what is done; an open offer gets an ``answer``."""
    if row.state == QueueState.OFFERED:
        _close_offer(row, answer, doing.day)
    QueuePause.objects.filter(entry=row, to_date=None).update(to_date=doing.day)
    row.left_on, row.removal = doing.day, doing.reason
    move(row, event, doing)
    tell_wait(row)
    return row


def move_in_queue(  # noqa: PLR0913
    actor: Actor,
    body: int,
    entry: uuid.UUID,
    delivery: int,
    *,
    key: str,
    ground: str | Basis = Ground.CONSENT.value,
) -> QueueEntry:
    """Move somebody to a successor's queue with the same clock. Raises InputError when it is shut.

    To another authority's it goes on a stated ground. While the consent is missing that it needs, the
    referrers are asked to ask the person, and the place stays as it is.
    """
    to = catalogue.delivery_by_id(delivery)
    check_intake(to, clock.today())
    basis = Basis(ground) if isinstance(ground, str) else ground
    if basis.ground not in set(MOVE_GROUNDS):
        raise InputError("Välj på vilken grund uppgifterna lämnas.", field="ground")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today())

        def work() -> QueueEntry:
            hold_referrer(Referral.objects.filter(Q(entries=entry) | Q(tied_to=entry)))
            row = locked(QueueEntry, entry)
            if is_received_by(to, body):
                return moved(row, to, doing)
            return move_away(row, to, basis, doing)

        return done(MOVED, doing, key, (str(entry), delivery, asdict(basis)), work)


def confirm_with_person(actor: Actor, body: int, entry: uuid.UUID, *, key: str) -> QueueEntry:
    """Confirm, as the team, that a person still wants the place: they have been asked directly.

    Only when nothing may be exchanged with the referrer. Raises ConflictError otherwise: then the
    referrer confirms.
    """
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, clock.today())

        def work() -> QueueEntry:
            row = locked(QueueEntry, entry)
            told = tellable(row.referral.shared, Crossing.RECONFIRM).value
            if not row.referral.is_silent and told:
                raise ConflictError("Remittenten bekräftar väntan. Fråga remittenten.")
            row.confirmed_on = doing.day
            move(row, QueueEvent.RECONFIRM, doing)
            return row

        return done(CONFIRMED, doing, key, str(entry), work)


def is_elsewhere(row: Referral) -> bool:
    """Answer whether the queue is in another installation, and may be spoken of with it."""
    return row.shut_on is None and row.side == Side.SENT and is_far(row.delivery.provider_id)
