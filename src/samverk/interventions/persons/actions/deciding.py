"""A proposal as its referrer answers it: here at once, or in the installation of those who proposed."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from samverk.exchange.ports import Incoming
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.crossing import others
from samverk.interventions.persons.actions.disclosing import by, check_tellable, told_to
from samverk.interventions.persons.actions.far import is_far, read_sealed, send_sealed
from samverk.interventions.persons.actions.proposal_rows import follow_proposal
from samverk.interventions.persons.actions.proposing import Reply, check_reply, settle
from samverk.interventions.persons.actions.steps import Doing, done, locked, step_kind
from samverk.interventions.persons.models import (
    ChangeProposal,
    Participation,
    ProposalSide,
    Referral,
)
from samverk.interventions.persons.records import sealed
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.proposal import ProposalState

DECIDED = step_kind("proposal_answered", "Förslag besvarat")
# What it is called among the steps of a referral
PROPOSAL_ANSWER = "proposal_answer"
ANSWERS = {ProposalState.APPROVED.value: True, ProposalState.REJECTED.value: False}
NONE_OPEN = "Det finns inget öppet förslag att svara på. Utföraren kan ha tagit tillbaka det."


def answer_proposal(
    actor: Actor, body: int, asked: tuple[uuid.UUID, str], reply: Reply, *, key: str
) -> ChangeProposal:
    """Approve or reject what was ``asked``, as its referrer: of a referral (id) the open proposal of a kind.

    Raises InputError for a no without reason, ConflictError when there is none, another answer is
    sent, or the two exchange nothing any more.
    """
    check_reply(reply)
    referral, kind = asked
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), reply.reason, reply.note)

        def work() -> ChangeProposal:
            sent = locked(Referral, referral)
            if sent.shut_on is not None:
                raise ConflictError("Samtycket att utbyta uppgifter har upphört.")
            check_tellable(sent, Crossing.PROPOSAL_ANSWER)
            here = _made_here(sent, kind)
            row = _open(sent, kind)
            if _note(row, reply, doing):
                _give(sent, row, here, reply, doing)
            row.refresh_from_db()
            return row

        content = (str(referral), kind, reply.approved, reply.reason, reply.note)
        return done(DECIDED, doing, key, content, work)


def _made_here(sent: Referral, kind: str) -> list[ChangeProposal]:
    """Lock theirs before ours, when they are in this installation: so do those who take one back."""
    row = _ours(sent, kind).first()
    if row is None:
        raise ConflictError(NONE_OPEN)
    if is_far(sent.delivery.provider_id):
        return []
    found = []
    for copy in others(sent):
        with unread([copy.controller_id]):
            found.append(_made(copy, row.thread))
    return [one for one in found if one is not None]


def _ours(sent: Referral, kind: str) -> QuerySet[ChangeProposal]:
    return ChangeProposal.objects.filter(
        referral=sent, side=ProposalSide.RECEIVED, kind=kind, state=ProposalState.OPEN
    )


def _open(sent: Referral, kind: str) -> ChangeProposal:
    row = _ours(sent, kind).select_for_update(of=("self",)).first()
    if row is None:
        raise ConflictError(NONE_OPEN)
    return row


def _note(row: ChangeProposal, reply: Reply, doing: Doing) -> bool:
    """Note our answer on our row; answer False for the same one again. Raises ConflictError."""
    answer = (ProposalState.APPROVED if reply.approved else ProposalState.REJECTED).value
    if row.answer:
        if row.answer == answer:
            return False
        said = row.get_answer_display()
        raise ConflictError(f"Ni har redan svarat: {said}. Ring utföraren om det blev fel.")
    row.answer, row.answered_on, row.reject_reason = answer, doing.day, reply.reason
    if reply.note.strip():
        row.reply = sealed(row.person, row, {"text": reply.note.strip()})
    row.save(update_fields=["answer", "answered_on", "reject_reason", "reply"])
    return True


def _give(
    sent: Referral, row: ChangeProposal, here: list[ChangeProposal], reply: Reply, doing: Doing
) -> None:
    provider = sent.delivery.provider_id
    if is_far(provider):
        hidden = {
            "proposal": str(row.thread),
            "answer": row.answer,
            "reason": reply.reason,
            "note": reply.note.strip(),
        }
        nth = f"{row.thread}/{row.answer}"
        send_sealed(sent, PROPOSAL_ANSWER, hidden, provider, nth, who=by(doing))
        return
    for made in here:
        if made.thread != row.thread:
            raise ConflictError(NONE_OPEN)
        with unread([made.controller_id]):
            settle(made, reply, doing)
        told_to(sent, Crossing.PROPOSAL_ANSWER, made.controller_id, doing)


def _made(referral: Referral, thread: uuid.UUID) -> ChangeProposal | None:
    """Find and lock those who proposed's own row, its participation first."""
    rows = ChangeProposal.objects.filter(referral=referral, thread=thread, side=ProposalSide.MADE)
    found = rows.first()
    if found is None or found.participation_id is None:
        return None
    locked(Participation, found.participation_id)
    rows = rows.select_for_update(of=("self",))
    return rows.select_related("referral__delivery", "delivery").first()


def take_in_proposal(row: Referral, came: Incoming, said: Doing) -> None:
    """Keep a proposal that those who give the intervention tell us of, or how it stands now."""
    follow_proposal(row, read_sealed(came), said)


def take_in_reply(row: Referral, came: Incoming, said: Doing) -> None:
    """Take in what a referrer elsewhere answers to our proposal; it is told how it stands.

    Raises InputError for what cannot be read, or is of no proposal of ours.
    """
    hidden = read_sealed(came)
    thread, reply = _read(hidden)
    made = _made(row, thread)
    if made is None:
        raise InputError("Förslaget finns inte här.")
    doing = Doing(said.actor, said.hand, said.home, said.day, reply.reason, reply.note)
    settle(made, reply, doing)


def _read(hidden: dict[str, Any]) -> tuple[uuid.UUID, Reply]:
    try:
        approved = ANSWERS[hidden["answer"]]
        reply = Reply(approved, str(hidden["reason"]), str(hidden["note"]))
        thread = uuid.UUID(hidden["proposal"])
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Svaret på förslaget går inte att läsa.") from fault
    check_reply(reply)
    return thread, reply
