"""What crosses between authorities: a copy at the receiver, made by a recorded disclosure.

Within one installation the copy is made at once; to another it goes as a signed message whose person
is sealed to the receiver. The compartments stay apart: what is sealed is sealed anew by whoever
answers for the copy.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet

from samverk.directory import queries as directory
from samverk.foundation.actors import system
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.copying import (
    MoveBasis,
    ReferralSaid,
    copy_referral,
    copy_to,
)
from samverk.interventions.persons.actions.disclosing import (
    Basis,
    as_told,
    by,
    check_tellable,
    content_told,
    identity_told,
    told_to,
    write_down,
)
from samverk.interventions.persons.actions.far import is_far, send_referral, send_step
from samverk.interventions.persons.actions.in_error import drop_places
from samverk.interventions.persons.actions.proposal_rows import drop_proposals
from samverk.interventions.persons.actions.steps import Doing, hold_people, move
from samverk.interventions.persons.models import MoveAnswer, Protection, Referral, Side, Team
from samverk.interventions.persons.queries.standing import place_behind
from samverk.interventions.persons.records import identity, told
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.disclosure import ASSESSED, Crossing
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import MOVE_TALK, OPEN, ReferralEvent, ReferralState

TELLER = system("Samverk, mellan parter")


def team_of(delivery: int, provider: int) -> Authority:
    """Answer which authority receives for a delivery (id). Raises InputError when none does here."""
    bodies = [one.id for one in directory.bodies(organisation=provider)]
    with unread(bodies):
        team = Team.objects.filter(delivery=delivery).first()
    if team is None:
        raise InputError("Verksamheten har inget mottagande team. Kontakta samordnaren.")
    return authority(team.controller_id)


def disclose(row: Referral, doing: Doing, basis: Basis) -> None:
    """Give the receiver its copy of a referral, and write down what was told on which ground."""
    said = all_said(row, row.shared)
    provider = row.delivery.provider_id
    if is_far(provider):
        send_referral(row, said, provider, by(doing), basis)
        return
    to = team_of(row.delivery_id, provider)
    with unread([to.body]):
        copy_referral(to, row.delivery, said, Doing(TELLER, doing.hand, doing.home, doing.day))
    if to.body != row.controller_id:
        write_down(row, Crossing.REFERRAL, provider, by(doing), basis=basis)


def all_said(row: Referral, shared: Sequence[str]) -> ReferralSaid:
    """Gather what a referral says, of these kinds of data, for whoever is to have a copy of it."""
    if row.clock_start is None:
        raise ValueError("a referral that is sent has a clock")
    return ReferralSaid(
        thread=row.thread,
        sender=row.sender_id,
        case_number=row.case_number,
        ground=row.ground,
        clock_start=row.clock_start,
        who=identity_told(identity(row.person), shared),
        content=content_told(told(row.person, row), shared),
        sex=row.person.sex,
        home=row.person.home_id,
        is_protected=Protection.objects.filter(person=row.person, lifted_at=None).exists(),
        shared_until=row.shared_until,
        shared=tuple(shared),
        on_paper=row.on_paper,
    )


def tell_other_side(
    row: Referral,
    event: ReferralEvent,
    doing: Doing,
    *,
    to: Delivery | None = None,
    basis: MoveBasis | None = None,
) -> None:
    """Let the other authority's copy take the same step, with the note that is meant for it.

    What the consent leaves out is not told; InputError is raised for what then has nothing left to say.
    Of a redirection another installation is also told ``to`` which delivery, and makes its own row; of
    a move to another authority, on which ``basis``.
    Once the consent that a referral rests on is taken back, or has run out, nothing more is told,
    either way, but that it was entered in error: who has been told is to know (GDPR art. 19).
    """
    if row.on_paper:
        return
    if row.shut_on is not None:
        if event is not ReferralEvent.CORRECT:
            return
        doing = replace(doing, note="")
    what = Crossing(event.value)
    check_tellable(row, what)
    other = row.delivery.provider_id if row.side == Side.SENT else row.sender_id
    said = as_told(row, what, doing)
    why = doing.reason or (ASSESSED if doing.beside else "")
    if is_far(other):
        send_step(row, event, said, other, to=to, reason=why, basis=basis)
        return
    for copy in others(row):
        with unread([copy.controller_id]):
            follow(copy.pk, event, replace(said, actor=TELLER), to=to, basis=basis)
        told_to(row, what, copy.controller_id, doing, reason=why)


def hold_referrer(rows: QuerySet[Referral]) -> None:
    """Let the sender's side of referrals that have come wait, before anything of ours is locked.

    Whoever writes at both sides begins with the person at the sender, so that two who meet never
    each hold what the other one waits for. There is nothing to hold when it is in another installation.
    """
    for row in rows.filter(side=Side.RECEIVED):
        if is_far(row.sender_id):
            continue
        with unread([one.id for one in directory.bodies(organisation=row.sender_id)]):
            sent = Referral.objects.filter(thread=row.thread, side=Side.SENT)
            hold_people(sent.values("person"))


def check_new_there(row: Referral, to: Delivery) -> None:
    """Raise InputError when a referral has been at a delivery before it is passed on there."""
    if Referral.objects.filter(thread=row.thread, side=row.side, delivery=to).exists():
        raise InputError(f"{to} har redan haft remissen. Välj en annan.", field="delivery")


def pass_on(row: Referral, to: Delivery, doing: Doing) -> Referral:
    """Pass a redirected referral on: the receiver's row, and the sender's when it lives here."""
    pass_on_sent(row, to, doing)
    return copy_to(row, to, doing)


def pass_on_sent(
    row: Referral, to: Delivery, doing: Doing, basis: MoveBasis | None = None
) -> list[Referral]:
    """Make the sender's own row of a referral that goes on, when the sender lives here.

    So the sender follows what becomes of it, and answers when it is asked about.
    """
    if is_far(row.sender_id) or row.is_silent:
        return []
    made = []
    for copy in others(row):
        with unread([copy.controller_id]):
            told_by = Doing(TELLER, Hand.REFERRER, doing.home, doing.day)
            made.append(copy_to(Referral.objects.get(pk=copy.pk), to, told_by, basis))
    return made


def follow(
    copy: uuid.UUID,
    event: ReferralEvent,
    said: Doing,
    *,
    to: Delivery | None = None,
    basis: MoveBasis | None = None,
) -> Referral:
    """Let a copy take the step that the other side took, in its open compartment.

    A consent that is taken back withdraws what is not accepted yet: which it is, is known here alone.
    """
    row = Referral.objects.select_for_update().get(pk=copy)
    if event is ReferralEvent.UNSHARE and row.unshared_on is not None:
        # It ran out by its date here too
        return row
    if event is ReferralEvent.UNSHARE and row.state in OPEN:
        event = ReferralEvent.WITHDRAW
    if event is ReferralEvent.CORRECT and row.state == ReferralState.ENTERED_IN_ERROR:
        return row
    _note_talk(row, event, to, basis)
    if event is ReferralEvent.RETURN:
        row.return_reason = said.reason
    if event is ReferralEvent.UNSHARE:
        row.unshared_on = said.day
        drop_proposals(row, replace(said, note=""))
    if event is ReferralEvent.CORRECT:
        drop_proposals(row, replace(said, note=""))
    move(row, event, said)
    if event is ReferralEvent.CORRECT:
        drop_places(row, said)
    return row


def _note_talk(
    row: Referral, event: ReferralEvent, to: Delivery | None, basis: MoveBasis | None
) -> None:
    """Keep what is asked and answered of a move to another authority. Raises ConflictError."""
    if event is ReferralEvent.ASK_MOVE:
        row.moving_to, row.move_answer, row.moving_until, row.moving_shared = to, "", None, []
    elif event in MOVE_TALK:
        if to is None or row.moving_to_id != to.pk:
            raise ConflictError("Flytten är inte aktuell längre.")
        yes = event is ReferralEvent.LET_MOVE
        row.move_answer = MoveAnswer.YES if yes else MoveAnswer.NO
        row.moving_until = basis.until if basis and yes else None
        row.moving_shared = [*basis.shared] if basis and yes else []


def others(row: Referral) -> list[Referral]:
    """Find the other side's copies of a referral that live in this installation."""
    side = Side.RECEIVED if row.side == Side.SENT else Side.SENT
    if side == Side.RECEIVED:
        bodies = [team_of(row.delivery_id, row.delivery.provider_id).body]
    else:
        bodies = [one.id for one in directory.bodies(organisation=row.sender_id)]
    with unread(bodies):
        rows = Referral.objects.filter(thread=row.thread, side=side, delivery=row.delivery)
        return list(rows.exclude(pk=row.pk))


def entries_behind(referral: uuid.UUID) -> tuple[int, uuid.UUID]:
    """Find the place in a queue that a referral sent from here led to: its authority and id.

    Raises ConflictError when nobody waits on it here.
    """
    row = Referral.objects.select_related("delivery").filter(pk=referral, side=Side.SENT).first()
    if row is None:
        raise NotFoundError("Sidan finns inte.")
    check_tellable(row, Crossing.QUEUE)
    if row.shut_on is not None:
        ended = "har gått ut" if row.ran_out else "är återtaget"
        raise ConflictError(
            f"Samtycket att utbyta uppgifter {ended}. Mottagaren frågar personen själv."
        )
    for other in others(row):
        with unread([other.controller_id]):
            entry = place_behind(other.pk)
        if entry is not None:
            return other.controller_id, entry.pk
    raise ConflictError("Personen står inte i kö.")
