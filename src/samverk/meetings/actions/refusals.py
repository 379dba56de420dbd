"""The chair refuses to put a proposal, and the council decides on it (KL 5:57)."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import carry_out, controller_of, hold_in_hand
from samverk.meetings.actions.motions import check_unchanged
from samverk.meetings.models import AgendaItem, Motion, MotionRefusal
from samverk.meetings.queries.proceeding import Proceeding, proceeding_of
from samverk.rules.body import Body
from samverk.rules.propositions import Admission, Objection, ProposalKind, StepKind, admission
from samverk.rules.wording import sentence

MOTION_REFUSED = acts.kind("meetings.motion_refused", "Proposition vägrad")
REFUSAL_DECIDED = acts.kind("meetings.refusal_decided", "Fullmäktiges beslut om vägrad proposition")
REFUSAL_STRUCK = acts.kind("meetings.refusal_struck", "Vägrad proposition struken")
# Only words of its own can raise a matter that the meeting was not called to
WITH_WORDS = {ProposalKind.AMENDMENT.value, ProposalKind.ADDITION.value}


@dataclass(frozen=True, slots=True)
class NewRefusal:
    """A refusal to note: a value of ``Objection``, and the chair's reason."""

    ground: str
    why: str


def refuse_motion(actor: Actor, motion: Motion, new: NewRefusal, *, key: str) -> MotionRefusal:
    """Note that the chair refuses to put a proposal.

    Raises InputError in a board, where the act has no such rule, without a ground or a reason, and for a
    new matter in a proposal that only answers the one that is put, or puts it off;
    ConflictError for one that is withdrawn, refused already or that the council has had put, and
    when a question that it stands in is being tried.
    """
    if new.ground not in {each.value for each in Objection}:
        raise InputError("Välj varför ordföranden vägrar.", field="ground")
    if not new.why.strip():
        raise InputError("Skriv skälet så som ordföranden angav det.", field="why")
    item = motion.item
    act = act_on(actor, MOTION_REFUSED, key, item.meeting, (motion.pk, new))

    def write() -> MotionRefusal:
        handled = hold_in_hand(item.pk)
        before = proceeding_of(handled)
        _check_council(before, new)
        found = _motion_of(handled, motion)
        if found.withdrawn_at:
            raise ConflictError("Yrkandet är taget tillbaka.")
        if new.ground == Objection.NEW_MATTER.value and found.kind not in WITH_WORDS:
            raise InputError(
                f"{sentence(found.get_kind_display())} väcker inget nytt ärende: det gör bara en ändring"
                " eller ett tillägg.",
                field="ground",
            )
        return _refused(handled, before, found, new)

    return carry_out(actor, item, act, write)


def _check_council(found: Proceeding, new: NewRefusal) -> None:
    ruling = admission(
        Objection(new.ground), body=found.matter.body, chair_refuses=True, day=found.matter.day
    )
    if found.matter.body is Body.BOARD:
        raise InputError(
            f"{ruling.reasons[0].text} Lagen har regeln i 5 kap. 57 § kommunallagen, som inte gäller"
            " nämnder: låt mötet pröva yrkandet."
        )


def _motion_of(item: AgendaItem, motion: Motion) -> Motion:
    return item.motions.select_related("refusal").get(pk=motion.pk)


def _refused(
    item: AgendaItem, before: Proceeding, motion: Motion, new: NewRefusal
) -> MotionRefusal:
    known = getattr(motion, "refusal", None)
    if known and not known.struck_why:
        raise ConflictError(
            "Fullmäktige har beslutat att proposition ska ställas på yrkandet."
            if known.overridden
            else "Ordföranden har redan vägrat proposition på yrkandet."
        )
    values = {
        "ground": new.ground,
        "why": new.why.strip(),
        "overridden": None,
        "decided_how": "",
        "struck_why": "",
        "controller_id": controller_of(item),
    }
    made = MotionRefusal.objects.update_or_create(motion=motion, defaults=values)[0]
    check_unchanged(before, item)
    return made


def decide_refusal(
    actor: Actor, motion: Motion, *, overridden: bool, decided_how: str = "", key: str
) -> MotionRefusal:
    """Note how the council decided on a refusal: an unlawful proposal may be put all the same.

    Raises InputError for a new matter, which nobody may have put; ConflictError when nothing is
    refused, when it is decided already, and once the order has been approved without the proposal.
    """
    item = motion.item
    content = (motion.pk, overridden, decided_how)
    act = act_on(actor, REFUSAL_DECIDED, key, item.meeting, content)

    def write() -> MotionRefusal:
        handled = hold_in_hand(item.pk)
        before = proceeding_of(handled)
        found = _standing(handled, motion)
        _check_may_decide(before, found)
        found.overridden, found.decided_how = overridden, decided_how.strip()
        found.save(update_fields=["overridden", "decided_how"])
        _check_put(before, handled)
        return found

    return carry_out(actor, item, act, write)


def _standing(item: AgendaItem, motion: Motion) -> MotionRefusal:
    found: MotionRefusal | None = getattr(_motion_of(item, motion), "refusal", None)
    if found is None or found.struck_why:
        raise ConflictError("Ordföranden har inte vägrat proposition på yrkandet.")
    return found


def _check_may_decide(before: Proceeding, row: MotionRefusal) -> None:
    ruling = admission(
        Objection(row.ground), chair_refuses=True, is_overridden=True, day=before.matter.day
    )
    if ruling.value is Admission.REFUSED:
        raise InputError(f"{ruling.reasons[0].text} Fullmäktige kan inte besluta annat.")
    if row.overridden is not None:
        raise ConflictError("Fullmäktiges beslut är redan antecknat. Stryk vägran om det är fel.")


def _check_put(before: Proceeding, item: AgendaItem) -> None:
    """Refuse a proposal that comes back when the order without it has been approved."""
    after = check_unchanged(before, item)
    waits = [one.progress.value.step.kind is StepKind.APPROVE_ORDER for one in (before, after)]
    if after.steps and waits == [False, True]:
        raise ConflictError(
            "Propositionsordningen är redan godkänd utan yrkandet. Ångra leden i beslutsgången först."
        )


def strike_refusal(actor: Actor, motion: Motion, why: str, *, key: str) -> MotionRefusal:
    """Strike a refusal that was noted in error or that the chair takes back: the proposal is put.

    Raises InputError without a reason; ConflictError as ``decide_refusal``, and when a question that
    it stands in is being tried.
    """
    if not why.strip():
        raise InputError("Skriv varför vägran stryks.", field="why")
    item = motion.item
    act = act_on(actor, REFUSAL_STRUCK, key, item.meeting, (motion.pk, why))

    def write() -> MotionRefusal:
        handled = hold_in_hand(item.pk)
        before = proceeding_of(handled)
        found = _standing(handled, motion)
        found.struck_why = why.strip()
        found.save(update_fields=["struck_why"])
        _check_put(before, handled)
        return found

    return carry_out(actor, item, act, write)
