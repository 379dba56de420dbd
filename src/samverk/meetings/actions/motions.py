"""What is proposed in an item: the prepared proposal, and those put at the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import (
    carry_out,
    controller_of,
    hold_in_hand,
    hold_unsettled,
)
from samverk.meetings.models import AgendaItem, Draft, Motion, Support
from samverk.meetings.queries.proceeding import Proceeding, proceeding_of
from samverk.rules.propositions import ProposalKind

DRAFT_SET = acts.kind("meetings.draft_set", "Förslag till beslut antecknat")
MOTION_MADE = acts.kind("meetings.motion_made", "Yrkande antecknat")
MOTION_SUPPORTED = acts.kind("meetings.motion_supported", "Instämmande antecknat")
MOTION_WITHDRAWN = acts.kind("meetings.motion_withdrawn", "Yrkande taget tillbaka")


@dataclass(frozen=True, slots=True)
class NewMotion:
    """A proposal put at the meeting; ids of the directory. ``target`` is another proposal's id."""

    kind: str
    mover: int
    text: str = ""
    point: int | None = None
    target: int | None = None


def set_draft(
    actor: Actor, item: AgendaItem, name: str, points: Sequence[str], *, key: str
) -> Draft:
    """Note the prepared proposal with its points, as it is put to the meeting.

    Raises InputError without a name or a point, and when a point that somebody has moved about would
    be gone; ConflictError once a step has been taken.
    """
    given = tuple(point.strip() for point in points if point.strip())
    if not name.strip():
        raise InputError(
            "Skriv vems förslaget är, till exempel förvaltningens förslag.", field="name"
        )
    if not given:
        raise InputError("Skriv minst en beslutspunkt.", field="points")
    act = act_on(actor, DRAFT_SET, key, item.meeting, (item.pk, name, given))

    def write() -> Draft:
        found = hold_unsettled(item.pk)
        if found.steps.filter(undone=False).exists():
            raise ConflictError("Beslutsgången har börjat: ångra dess led först.")
        values = {
            "name": name.strip(),
            "points": list(given),
            "controller_id": controller_of(found),
        }
        written = Draft.objects.update_or_create(item=found, defaults=values)[0]
        _gathered(hold_unsettled(found.pk))
        return written

    return carry_out(actor, item, act, write)


def make_motion(actor: Actor, item: AgendaItem, new: NewMotion, *, key: str) -> Motion:
    """Note a proposal of somebody who serves in the item.

    Raises InputError for a mover who does not serve, an amendment without text, or one that does
    not hang together with the others; ConflictError before the item is taken up, when it is settled,
    and when it would change a question that is being tried.
    """
    act = act_on(actor, MOTION_MADE, key, item.meeting, (item.pk, new))
    return carry_out(actor, item, act, lambda: _make(hold_in_hand(item.pk), new))


def _make(item: AgendaItem, new: NewMotion) -> Motion:
    if new.kind not in {one.value for one in ProposalKind}:
        raise InputError("Välj vad yrkandet går ut på.", field="kind")
    before = proceeding_of(item)
    if new.mover not in {voter.person for voter in before.in_room}:
        raise InputError("Bara den som tjänstgör i ärendet får yrka.", field="mover")
    if new.target is not None and new.target not in {each.pk for each in before.motions}:
        raise InputError("Välj ett av punktens yrkanden: det är ett yrkande som inte finns här.")
    writes = {ProposalKind.AMENDMENT.value, ProposalKind.ADDITION.value}
    if new.kind in writes and not new.text.strip():
        raise InputError("Skriv vad som ska ändras eller läggas till.", field="text")
    last = item.motions.aggregate(last=Max("number"))["last"] or 0
    made = Motion.objects.create(
        item=item,
        number=last + 1,
        kind=new.kind,
        mover_id=new.mover,
        text=new.text.strip(),
        point=new.point,
        target_id=new.target,
        controller_id=controller_of(item),
    )
    check_unchanged(before, item)
    return made


def support_motion(actor: Actor, motion: Motion, person: int, *, key: str) -> Support:
    """Note that somebody who serves in the item supports a proposal.

    Raises InputError for the mover and for one who does not serve or has left, ConflictError when it
    is noted already or the proposal is withdrawn.
    """
    item = motion.item
    act = act_on(actor, MOTION_SUPPORTED, key, item.meeting, (motion.pk, person))

    def write() -> Support:
        handled = hold_in_hand(item.pk)
        if person not in {voter.person for voter in proceeding_of(handled).in_room}:
            raise InputError("Bara den som tjänstgör i ärendet kan instämma.", field="person")
        found = handled.motions.get(pk=motion.pk)
        if found.mover_id == person:
            raise InputError(
                "Den som har yrkat instämmer inte i sitt eget yrkande.", field="person"
            )
        if found.withdrawn_at:
            raise ConflictError("Yrkandet är taget tillbaka.")
        if found.supports.filter(person=person).exists():
            raise ConflictError("Instämmandet är redan antecknat.")
        return Support.objects.create(
            motion=found, person_id=person, controller_id=controller_of(handled)
        )

    return carry_out(actor, item, act, write)


def withdraw_motion(actor: Actor, motion: Motion, *, key: str) -> Motion:
    """Take a proposal back: it stays in the record and is not put.

    Raises InputError when another proposal is about it; ConflictError when it is withdrawn already,
    and when a question that it stands in is being tried.
    """
    item = motion.item
    act = act_on(actor, MOTION_WITHDRAWN, key, item.meeting, motion.pk)

    def write() -> Motion:
        handled = hold_in_hand(item.pk)
        before = proceeding_of(handled)
        found = handled.motions.get(pk=motion.pk)
        if found.withdrawn_at:
            raise ConflictError("Yrkandet är redan taget tillbaka.")
        found.withdrawn_at = clock.now()
        found.save(update_fields=["withdrawn_at"])
        check_unchanged(before, handled)
        return found

    return carry_out(actor, item, act, write)


def _gathered(item: AgendaItem) -> Proceeding:
    """Gather the item anew; refuse proposals that do not hang together, in the rule's own words."""
    try:
        return proceeding_of(item)
    except ValueError as fault:
        raise InputError(str(fault)) from fault


def check_unchanged(before: Proceeding, item: AgendaItem) -> Proceeding:
    """Refuse a change to a question that has begun to be tried: what was found there was another.

    Gives the item as it is after the change.
    """
    found = _gathered(item)
    after = {each.key: each for each in found.order.value.questions}
    tried = {taken.step.partition("/")[0] for taken in before.steps}
    for question in before.order.value.questions:
        if question.key in tried and after.get(question.key) != question:
            raise ConflictError(
                f"{question.label} prövas redan. Ångra leden i beslutsgången först, om mötet är ense."
            )
    return found
