"""Proposals to change a participation: the case worker proposes and takes back, the answer is carried out.

What those who give the intervention have noted is what stands. The referrer's row follows it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.actions.crossing import hold_referrer, others
from samverk.interventions.persons.actions.disclosing import (
    by,
    check_tellable,
    told_to,
)
from samverk.interventions.persons.actions.earlier import set_terms
from samverk.interventions.persons.actions.far import is_far, send_sealed
from samverk.interventions.persons.actions.lasting import check_stay
from samverk.interventions.persons.actions.proposal_rows import follow_proposal, said_of
from samverk.interventions.persons.actions.steps import Doing, done, locked, move, step_kind
from samverk.interventions.persons.models import (
    ChangeProposal,
    Participation,
    ProposalSide,
    Referral,
)
from samverk.interventions.persons.records import sealed
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing, tellable
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent, ParticipationState
from samverk.rules.interventions.proposal import (
    ProposalEvent,
    ProposalKind,
    ProposalState,
    RejectReason,
    TermsNow,
    may_propose,
)

TELLER = system("Samverk, mellan parter")
PROPOSED = step_kind("change_proposed", "Ändring föreslagen")
WITHDRAWN = step_kind("proposal_withdrawn", "Förslag återtaget")
# What it is called among the steps of a referral
PROPOSAL = "proposal"
GOES_ON = (ParticipationState.ACTIVE, ParticipationState.INTERRUPTED)
# Where a fault of each kind is shown
FIELDS = {
    ProposalKind.EXTENT: "extent",
    ProposalKind.DELIVERY: "delivery",
    ProposalKind.END_DATE: "planned_end",
    ProposalKind.ENDING: "planned_end",
}


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A change to propose and why; ``delivery`` is an id. What its kind does not have is left out."""

    kind: str
    why: str
    planned_end: date | None = None
    extent: int | None = None
    reason: str = ""
    delivery: int | None = None

    def __repr__(self) -> str:
        """Leave out why."""
        return f"NewProposal({self.kind})"


def propose_change(
    actor: Actor, body: int, participation: uuid.UUID, new: NewProposal, *, key: str
) -> ChangeProposal:
    """Propose a change to the referrer; an open proposal of the same kind is replaced.

    Raises InputError for what cannot be proposed, ConflictError for a participation that does not go
    on, has no referrer, or whose sides exchange nothing any more.
    """
    if new.kind not in set(ProposalKind):
        raise InputError("Välj vad du föreslår.")
    if not new.why.strip():
        raise InputError("Skriv varför. Remittenten läser det.", field="why")
    with entered(actor, Desk(body, Hand.CASE_WORKER)) as home:
        doing = Doing(actor, Hand.CASE_WORKER, home, clock.today())

        def work() -> ChangeProposal:
            part = held_of_both(participation)
            referral = _asked_of(part)
            row = _made(part, referral, new)
            _check(row, part, doing.day)
            _replace(part, new.kind, doing)
            row.sealed = sealed(part.person, row, {"text": new.why.strip()})
            move(row, ProposalEvent.PROPOSE, doing)
            tell_proposal(row, doing)
            return row

        return done(PROPOSED, doing, key, (str(participation), _plain(new)), work)


def held_of_both(participation: uuid.UUID) -> Participation:
    """Lock a participation, and before it the side of the referrer who is told."""
    behind = Participation.objects.filter(pk=participation).values("entry__referral")
    hold_referrer(Referral.objects.filter(pk__in=behind))
    return locked(Participation, participation)


def _plain(new: NewProposal) -> tuple[object, ...]:
    return (new.kind, new.why, new.planned_end, new.extent, new.reason, new.delivery)


def _asked_of(part: Participation) -> Referral:
    """Answer the referral whose sender is asked. Raises ConflictError when nobody may be."""
    if part.state not in GOES_ON:
        raise ConflictError("Förslag görs medan deltagandet pågår.")
    if part.entry is None:
        raise ConflictError("Ingen har remitterat personen. Ändra deltagandet själv.")
    if part.entry.referral.shut_on is not None:
        raise ConflictError("Samtycket att utbyta uppgifter har upphört. Ändra deltagandet själv.")
    check_tellable(part.entry.referral, Crossing.PROPOSAL)
    return part.entry.referral


def _made(part: Participation, referral: Referral, new: NewProposal) -> ChangeProposal:
    kind, extends = ProposalKind(new.kind), (ProposalKind.END_DATE, ProposalKind.ENDING)
    to = kind is ProposalKind.DELIVERY and new.delivery
    return ChangeProposal(
        controller_id=part.controller_id,
        person_id=part.person_id,
        side=ProposalSide.MADE,
        referral=referral,
        participation=part,
        kind=new.kind,
        state="",
        planned_end=new.planned_end if kind in extends else None,
        extent=new.extent if kind is ProposalKind.EXTENT else None,
        end_reason=new.reason if kind is ProposalKind.ENDING else "",
        delivery=catalogue.delivery_by_id(to) if to else None,
        proposed_on=clock.today(),
    )


def _check(row: ChangeProposal, part: Participation, day: date) -> None:
    check_tellable(row.referral, Crossing.PROPOSAL, row.end_reason)
    now = TermsNow(part.starts_on, part.planned_end, part.extent, str(part.delivery))
    ruling = may_propose(row.change, now, day)
    if row.planned_end is not None:
        check_stay(part, row.planned_end)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field=FIELDS[ProposalKind(row.kind)])


def _replace(part: Participation, kind: str, doing: Doing) -> None:
    for old in open_of(part, kind):
        move(old, ProposalEvent.REPLACE, doing)
        tell_proposal(old, doing)


def open_of(part: Participation, kind: str = "") -> list[ChangeProposal]:
    """List, locked, a participation's open proposals; of one kind alone when it is given."""
    rows = ChangeProposal.objects.select_for_update(of=("self",)).filter(
        participation=part, state=ProposalState.OPEN
    )
    rows = rows.filter(kind=kind) if kind else rows
    return list(rows.select_related("referral__delivery", "delivery"))


def withdraw_proposal(
    actor: Actor, body: int, participation: uuid.UUID, kind: str, *, key: str
) -> ChangeProposal:
    """Take the open proposal of a kind back. Raises ConflictError when there is none."""
    with entered(actor, Desk(body, Hand.CASE_WORKER)) as home:
        doing = Doing(actor, Hand.CASE_WORKER, home, clock.today())

        def work() -> ChangeProposal:
            part = held_of_both(participation)
            found = open_of(part, kind)
            if not found:
                raise ConflictError("Det finns inget öppet förslag att ta tillbaka.")
            row = found[0]
            move(row, ProposalEvent.WITHDRAW, doing)
            tell_proposal(row, doing)
            return row

        return done(WITHDRAWN, doing, key, (str(participation), kind), work)


def withdraw_all(part: Participation, doing: Doing) -> None:
    """Take back all that is open of a participation that turned out to be none, and say so."""
    for row in open_of(part):
        move(row, ProposalEvent.WITHDRAW, replace(doing, hand=Hand.SYSTEM, note=""))
        tell_proposal(row, doing)


def tell_proposal(row: ChangeProposal, doing: Doing) -> None:
    """Tell the referrer how a proposal of ours stands; nothing once the two exchange nothing more."""
    referral = row.referral
    if referral.shut_on is not None or not tellable(referral.shared, Crossing.PROPOSAL).value:
        return
    said = said_of(row)
    if is_far(referral.sender_id):
        nth = f"{row.thread}/{row.state}"
        to, why = referral.sender_id, row.end_reason
        send_sealed(referral, PROPOSAL, said, to, nth, who=by(doing), reason=why)
        return
    told_by = Doing(TELLER, Hand.CASE_WORKER, doing.home, doing.day)
    for copy in others(referral):
        with unread([copy.controller_id]):
            follow_proposal(Referral.objects.get(pk=copy.pk), said, told_by)
        told_to(referral, Crossing.PROPOSAL, copy.controller_id, doing, reason=row.end_reason)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a referrer answers: approved or not, the coded reason of a no, and a note."""

    approved: bool
    reason: str = ""
    note: str = ""

    def __repr__(self) -> str:
        """Leave out the note."""
        return f"Reply({self.approved}, {self.reason})"


def check_reply(reply: Reply) -> None:
    """Raise InputError for a no without a reason, or a reason of a yes."""
    if reply.approved and reply.reason:
        raise InputError("Välj ett skäl bara när förslaget avslås.", field="reason")
    if not reply.approved and reply.reason not in set(RejectReason):
        raise InputError("Välj varför förslaget avslås.", field="reason")


def settle(row: ChangeProposal, reply: Reply, doing: Doing) -> None:
    """Let our locked proposal take its answer, carry an approved one out, and say how it stands.

    One that is closed already stays as it is: it is told again.
    """
    if row.state == ProposalState.OPEN:
        row.answered_on, row.reject_reason = doing.day, reply.reason
        if reply.note.strip():
            row.reply = sealed(row.person, row, {"text": reply.note.strip()})
        event = ProposalEvent.APPROVE if reply.approved else ProposalEvent.REJECT
        # What was written lies on the row
        move(row, event, replace(doing, note=""))
        if reply.approved:
            _carry_out(row, doing)
    tell_proposal(row, doing)


def _carry_out(row: ChangeProposal, doing: Doing) -> None:
    """Change the participation as was approved; to another delivery nobody but the referrer refers."""
    if row.kind == ProposalKind.DELIVERY or row.participation_id is None:
        return
    part = locked(Participation, row.participation_id)
    if row.kind == ProposalKind.EXTENT:
        set_terms(part, (row.extent or part.extent, part.planned_end), doing.day)
    else:
        set_terms(part, (part.extent, row.planned_end), doing.day)
    move(part, ParticipationEvent.CHANGE, replace(doing, note=f"Godkänt förslag. {row.in_words}"))
