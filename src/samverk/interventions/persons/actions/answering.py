"""A person's answer to an offer, by way of the referrer: noted at the team, here or far away.

One answer counts, the first in time. What comes late, or against one that is noted, changes nothing,
and the referrer is told why.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from samverk.exchange.ports import Incoming
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.crossing import entries_behind
from samverk.interventions.persons.actions.disclosing import by, check_tellable, told_to
from samverk.interventions.persons.actions.far import read_sealed, send_sealed
from samverk.interventions.persons.actions.queueing import (
    Answer,
    answered,
    check_answer,
    is_elsewhere,
)
from samverk.interventions.persons.actions.steps import (
    Doing,
    done,
    last_day,
    locked,
    step_kind,
)
from samverk.interventions.persons.models import (
    FarWait,
    PlaceOffer,
    QueueEntry,
    Referral,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing, tellable
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import (
    REFUSED_ANSWERS,
    Coming,
    DeclineReason,
    Offered,
    QueueState,
    answer_comes,
)
from samverk.rules.ruling import Ruling

ANSWERED = step_kind("offer_answered_for", "Erbjudande besvarat av remittenten")
# What they are called among the steps of a referral
OFFER_ANSWER, OFFER_REFUSED = "offer_answer", "offer_refused"


def answer_for_person(  # noqa: PLR0913
    actor: Actor, body: int, referral: uuid.UUID, said: Answer, *, key: str, day: date | None = None
) -> Referral:
    """Answer an offer, as the referrer, with what the person said today or on a ``day`` before.

    Raises InputError for no answer or a no without reason, ConflictError when there is no open offer,
    the time is out, or another answer is noted.
    """
    check_answer(said)
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        on = day or clock.today()
        if on > clock.today():
            raise InputError("Dagen är i framtiden. Registrera det när det har hänt.", field="day")
        doing = Doing(actor, Hand.REFERRER, home, on, said.reason, said.why)

        def work() -> Referral:
            sent = locked(Referral, referral)
            if is_elsewhere(sent):
                _answer_far(sent, said, doing)
                return sent
            receiver, number = entries_behind(referral)
            check_tellable(sent, Crossing.OFFER_ANSWER, said.reason)
            with unread([receiver]):
                _answer_here(locked(QueueEntry, number), said, doing)
            told = replace(doing, day=clock.today())
            told_to(sent, Crossing.OFFER_ANSWER, receiver, told, reason=said.reason)
            return sent

        return done(ANSWERED, doing, key, (str(referral), said), work)


def _answer_here(entry: QueueEntry, said: Answer, doing: Doing) -> None:
    offer = PlaceOffer.objects.filter(entry=entry).order_by("-number").first()
    if offer is None:
        raise ConflictError("Ingen plats är erbjuden. Ring teamet.")
    coming = _comes(offer, said.answer, doing)
    if coming.value is Coming.TAKEN:
        answered(entry, said.answer, replace(doing, hand=said.hand(doing.hand)))
    elif coming.value is not Coming.SAME:
        raise ConflictError(coming.reasons[0].text)


def _comes(offer: PlaceOffer | FarWait, said: str, doing: Doing) -> Ruling[Coming]:
    if offer.answer_by is None:
        raise ConflictError("Ingen plats är erbjuden. Ring teamet.")
    return answer_comes(Offered(offer.answer_by, offer.answer), said, doing.day)


def _answer_far(row: Referral, said: Answer, doing: Doing) -> None:
    """Send an answer to the team's installation: what it answers is what stands here afterwards."""
    wait = FarWait.objects.select_for_update().filter(referral=row).first()
    if wait is None or wait.state != QueueState.OFFERED or wait.offer is None:
        raise ConflictError("Mottagaren har inte berättat om något erbjudande. Ring teamet.")
    coming = _comes(wait, said.answer, doing)
    if coming.value is Coming.SAME:
        return
    if coming.value is not Coming.TAKEN:
        raise ConflictError(coming.reasons[0].text)
    check_tellable(row, Crossing.OFFER_ANSWER, said.reason)
    wait.answer, wait.answered_on, wait.refusal = said.answer, doing.day, ""
    wait.save(update_fields=["answer", "answered_on", "refusal"])
    hidden = {
        "offer": str(wait.offer),
        "answer": said.answer,
        "reason": said.reason,
        "note": said.why.strip(),
        "own": said.is_own,
    }
    to, nth = row.delivery.provider_id, str(wait.offer)
    who, on = by(doing), doing.day
    send_sealed(row, OFFER_ANSWER, hidden, to, nth, who=who, reason=said.reason, day=on)


def take_in_answer(row: Referral, came: Incoming, said: Doing) -> None:
    """Take in what a referrer elsewhere answers to our offer; one that does not count is told back.

    Raises InputError for what cannot be read, or is of no offer of ours.
    """
    hidden = read_sealed(came)
    pk, answer, doing = _read(hidden, said)
    ours = Q(entry__referral=row) | Q(entry__also_for=row)
    offer = PlaceOffer.objects.filter(ours, pk=pk).first()
    if offer is None:
        raise InputError("Erbjudandet finns inte här.")
    entry = locked(QueueEntry, offer.entry_id)
    offer.refresh_from_db()
    coming = _comes(offer, answer, doing).value
    doing = replace(doing, day=max(doing.day, last_day(entry) or doing.day))
    if coming is Coming.TAKEN:
        try:
            with transaction.atomic():
                answered(entry, answer, doing)
        except ConflictError:
            coming = Coming.GONE
    if coming in REFUSED_ANSWERS and tellable(row.shared, Crossing.OFFER_REFUSED).value:
        told = {"offer": str(pk), "why": coming.value}
        send_sealed(row, OFFER_REFUSED, told, row.sender_id, f"{pk}/{answer}/{coming}")


def _read(hidden: dict[str, Any], said: Doing) -> tuple[uuid.UUID, str, Doing]:
    """Read which offer, what was answered, and the step with its reason and note."""
    try:
        pk, answer = uuid.UUID(hidden["offer"]), str(hidden["answer"])
        reason = DeclineReason(hidden["reason"]).value if hidden["reason"] else ""
        note = str(hidden["note"])
        # An installation that has not been updated does not tell it
        told = Answer(answer, note, reason, hidden.get("own") is True)
        check_answer(told)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Svaret på erbjudandet går inte att läsa.") from fault
    doing = Doing(said.actor, told.hand(said.hand), said.home, said.day, reason, note)
    return pk, answer, doing


def take_in_refusal(row: Referral, came: Incoming) -> None:
    """Keep why an answer of ours did not count. Of an offer that is no longer the last, nothing."""
    hidden = read_sealed(came)
    try:
        pk, why = uuid.UUID(hidden["offer"]), Coming(hidden["why"])
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Beskedet om svaret går inte att läsa.") from fault
    if why in REFUSED_ANSWERS:
        FarWait.objects.filter(referral=row, offer=pk).update(refusal=why.value)
