"""Delivering what is in the outbox: one attempt at a time, each noted with how it went."""

from __future__ import annotations

import json
import uuid

from samverk.exchange import keys
from samverk.exchange.actions.receiving import receive
from samverk.exchange.envelope import read_receipt
from samverk.exchange.models import Attempt, Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.queries import key_in_force, sent_row, unfinished
from samverk.exchange.states import Outcome
from samverk.exchange.transport import Answer, NoAnswerError, over_http, within
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.forms import fresh_key

ATTEMPTED = acts.kind("exchange.attempted", "Försök att leverera meddelande", is_quiet=True)
TRIED_SEALED = acts.kind(
    "exchange.tried_sealed", "Försök att leverera förseglat meddelande", is_quiet=True
)
CARRIER = system("Meddelandeväxlingen")
# What will be no other the next time, before somebody has done something about it
FINAL = {400, 403, 404, 409, 413, 422}
TRANSPORT = {"remote": over_http, "local": within(receive)}


def deliver(message: uuid.UUID) -> Attempt | None:
    """Try once to deliver a message; None when nothing more is to be tried.

    Two at the same time do no harm: the other side takes a message once and answers the same.
    """
    row = sent_row(message)
    if row.standing.is_over:
        return None
    found = Sent.objects.select_related("sender", "recipient").get(pk=message)
    try:
        post = TRANSPORT["local" if found.recipient.is_local else "remote"]
        answer = post(found.recipient.address, found.wire.encode("utf-8"))
    except NoAnswerError as fault:
        return _note(found, Attempt(outcome=Outcome.FAILED.value, reason=str(fault)))
    return _note(found, _judged(found, answer))


def deliver_due() -> int:
    """Try what is due, oldest first; answer how many. A job that was lost is made up for here."""
    now = clock.now()
    due = [r for r in unfinished() if r.standing.next_try and r.standing.next_try <= now]
    for row in due:
        deliver(row.message.pk)
    return len(due)


def _judged(found: Sent, answer: Answer) -> Attempt:
    if answer.status == 200:
        return _receipted(found, answer.body)
    if answer.status in FINAL:
        return Attempt(outcome=Outcome.REFUSED.value, reason=_reason(answer))
    return Attempt(outcome=Outcome.FAILED.value, reason=_reason(answer))


def _receipted(found: Sent, body: bytes) -> Attempt:
    """Try the receipt: theirs, for this message and no other, with a key that is believed."""
    try:
        given = read_receipt(body)
    except ValueError:
        return Attempt(outcome=Outcome.DELIVERED.value, reason="Svaret är inget kvitto.")
    named = (given.content["message"], given.content["digest"], given.content["recipient"])
    if named != (str(found.pk), found.digest, found.recipient.code):
        return Attempt(outcome=Outcome.DELIVERED.value, reason="Kvittot gäller något annat.")
    is_theirs = key_in_force(found.recipient, given.key) is not None
    if not is_theirs or not keys.is_signed(given.text, given.signature, given.key, keys.RECEIPT):
        reason = "Kvittot är inte underskrivet med en nyckel som gäller för mottagaren."
        return Attempt(outcome=Outcome.DELIVERED.value, reason=reason)
    return Attempt(outcome=Outcome.RECEIVED.value, receipt=body.decode("utf-8"))


def _reason(answer: Answer) -> str:
    """Take the other side's reason, as far as it is words; it is shown as theirs."""
    try:
        told = json.loads(answer.body)["reason"]
    except (ValueError, KeyError, TypeError, RecursionError):
        told = ""
    words = " ".join(str(told).split()) if isinstance(told, str) else ""
    return (words or f"Mottagaren svarade {answer.status}.")[:300]


def _note(found: Sent, made: Attempt) -> Attempt:
    made.message, made.made_at = found, clock.now()
    is_confidential = MESSAGE_TYPES.is_confidential(found.type)
    act = acts.Act(
        CARRIER,
        TRIED_SEALED if is_confidential else ATTEMPTED,
        fresh_key(),
        found.sender.organisation_id,
        why=made.reason,
        body=found.body_id,
    )

    def write() -> Attempt:
        made.save()
        return made

    return acts.carry_out(act, write)
