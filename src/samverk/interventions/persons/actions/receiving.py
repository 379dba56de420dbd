"""The receiving team's side: a referral is taken up, asked about, accepted, returned or passed on."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.crossing import (
    check_new_there,
    hold_referrer,
    pass_on,
    tell_other_side,
)
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.joining import Acceptance, join
from samverk.interventions.persons.actions.moving import CONSENT, ask_about, may_be_asked
from samverk.interventions.persons.actions.referrals import check_intake
from samverk.interventions.persons.actions.steps import Doing, done, locked, move, step_kind
from samverk.interventions.persons.actions.transferring import (
    check_move,
    is_received_by,
    passed_to,
)
from samverk.interventions.persons.models import QueueEntry, Referral, Side
from samverk.interventions.persons.queries.steps import ASSESSED_ON, CONDITIONS, NEXT_STEP, PARTY
from samverk.interventions.persons.queries.suggested import parties_to_suggest
from samverk.interventions.persons.walls import beyond_reach
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import (
    NextStep,
    QuestionAbout,
    ReferralEvent,
    ReturnReason,
)
from samverk.rules.wording import running_date

TAKEN_UP = step_kind("referral_taken_up", "Remiss börjar bedömas")
ASKED = step_kind("referral_asked", "Komplettering begärd")
ACCEPTED = step_kind("referral_accepted", "Remiss antagen")
RETURNED = step_kind("referral_returned", "Remiss återremitterad")
REDIRECTED = step_kind("referral_redirected", "Remiss hänvisad vidare")
KEPT = "Förbehållet är läst och följs."
UNKEPT = (
    "Läs förbehållet, och kryssa i att ni följer det. Annars: ring avsändaren, som tar tillbaka"
    " remissen."
)


@dataclass(frozen=True, slots=True)
class Return:
    """Why a referral comes back, as a code, and what is proposed instead.

    ``next_step`` is a code too, and ``party`` the organisation (id) that should take over; both may be
    left out.
    """

    reason: str
    advice: str
    next_step: str = ""
    party: int | None = None

    def __repr__(self) -> str:
        """Leave out the advice."""
        return f"Return({self.reason})"


def take_up_referral(
    actor: Actor, body: int, referral: uuid.UUID, *, key: str, keeps_reservation: bool = False
) -> Referral:
    """Begin to assess a referral that has come.

    With a reservation (OSL 10 kap. 14 §) whoever takes it up says first that it is kept: InputError
    is raised without, and the referrer is told.
    """
    what = _Step(ReferralEvent.TAKE_UP, TAKEN_UP, keeps_reservation=keeps_reservation)
    return _step(actor, body, referral, what, key=key)


def ask_referrer(  # noqa: PLR0913
    actor: Actor,
    body: int,
    referral: uuid.UUID,
    question: str,
    *,
    key: str,
    about: str = QuestionAbout.OTHER,
) -> Referral:
    """Ask the referrer to complete a referral: what is missing is coded, and said in words."""
    if about not in set(QuestionAbout):
        raise InputError("Välj vad som saknas.", field="about")
    if not question.strip():
        raise InputError("Skriv vad som saknas.", field="text")
    what = _Step(ReferralEvent.ASK, ASKED, question, about)
    return _step(actor, body, referral, what, key=key)


def return_referral(
    actor: Actor, body: int, referral: uuid.UUID, back: Return, *, key: str
) -> Referral:
    """Return a referral with a coded reason, and advise what to do next."""
    if back.reason not in set(ReturnReason):
        raise InputError("Välj varför remissen återremitteras.", field="reason")
    if not back.advice.strip():
        raise InputError("Skriv vad ni föreslår i stället.", field="text")
    if back.next_step and back.next_step not in set(NextStep):
        raise InputError("Välj ett nästa steg i listan.", field="next_step")
    if back.next_step == NextStep.OTHER_PARTY and back.party is None:
        raise InputError("Välj vilken part som bör ta över.", field="party")
    what = _Step(ReferralEvent.RETURN, RETURNED, back.advice, back.reason, back=back)
    return _step(actor, body, referral, what, key=key)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the team's, with the note that goes to the referrer and the coded reason."""

    event: ReferralEvent
    kind: str
    note: str = ""
    reason: str = ""
    keeps_reservation: bool = False
    back: Return | None = None


def _suggested(row: Referral, back: Return) -> dict[str, str]:
    """Name the next step and the party that a team suggests. Raises InputError for one that is none."""
    if back.party is None:
        return {NEXT_STEP: back.next_step}
    known = parties_to_suggest(row.delivery.intervention.federation_id)
    if back.party not in known:
        raise InputError("Välj en av parterna i listan.", field="party")
    return {NEXT_STEP: back.next_step, PARTY: known[back.party]}


def _step(actor: Actor, body: int, referral: uuid.UUID, what: _Step, *, key: str) -> Referral:
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, clock.today(), what.reason, what.note)

        def step() -> Referral:
            row = received(referral)
            if what.event is ReferralEvent.TAKE_UP:
                row.assignee_id = actor.user
            if what.event is ReferralEvent.TAKE_UP and row.ground == Ground.RESERVATION:
                if not what.keeps_reservation:
                    raise InputError(UNKEPT, field="keeps_reservation")
                return _took(row, ReferralEvent.TAKE_UP, replace(doing, note=KEPT))
            if what.back is not None:
                row.return_reason = what.reason
                return _took(row, what.event, replace(doing, beside=_suggested(row, what.back)))
            return _took(row, what.event, doing)

        content: object = str(referral)
        if what.back is not None and (what.back.next_step or what.back.party):
            content = (str(referral), what.back.next_step, what.back.party)
        return done(what.kind, doing, key, content, step)


def _took(row: Referral, event: ReferralEvent, doing: Doing) -> Referral:
    move(row, event, doing)
    tell_other_side(row, event, doing)
    return row


def received(referral: uuid.UUID) -> Referral:
    """Lock a referral that has come to the open compartment, and its sender's side before it."""
    hold_referrer(Referral.objects.filter(pk=referral))
    row = locked(Referral, referral)
    if row.side != Side.RECEIVED:
        raise InputError("Remissen är skickad härifrån: mottagaren bedömer den.")
    return row


def accept_referral(
    actor: Actor, body: int, referral: uuid.UUID, how: Acceptance, *, key: str
) -> QueueEntry:
    """Accept a referral: the person joins the queue with the referral's clock.

    One who waits there already keeps that place: the referral is tied to it, and the earliest clock
    counts. Raises ConflictError for one who takes part there already.
    """
    if not how.opinion.strip():
        raise InputError("Skriv er bedömning.", field="opinion")
    day = how.assessed_on or clock.today()
    if day > clock.today():
        raise InputError("Dagen för bedömningen är i framtiden.", field="assessed_on")
    if how.priority is not None and not how.priority_ground.strip():
        raise InputError("Skriv varför prioritetsklassen gäller.", field="priority_ground")
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        beside = {CONDITIONS: how.conditions, ASSESSED_ON: day.isoformat()}
        doing = Doing(actor, Hand.RECEIVER, home, clock.today(), "", how.opinion, beside)

        def work() -> QueueEntry:
            row = received(referral)
            _check_class(row, how, doing.day)
            if row.clock_start and day < row.clock_start:
                came = running_date(row.clock_start)
                raise InputError(
                    f"Remissen kom {came}: bedömningen är senare.", field="assessed_on"
                )
            move(row, ReferralEvent.ACCEPT, doing)
            # The opinion stays with the team: the referrer is told that it was accepted
            told_on = replace(doing, note="")
            tell_other_side(row, ReferralEvent.ACCEPT, told_on)
            return join(row, how, Doing(actor, Hand.SYSTEM, home, doing.day))

        return done(ACCEPTED, doing, key, (str(referral), asdict(how)), work)


def _check_class(row: Referral, how: Acceptance, day: date) -> None:
    open_to = [one.pk for one in catalogue.classes_on(row.delivery_id, day)]
    if how.priority is not None and how.priority not in open_to:
        raise InputError(
            "Prioritetsklassen gäller inte här längre. Välj en annan.", field="priority"
        )


@dataclass(frozen=True, slots=True)
class Redirection:
    """Where a referral is passed on (delivery id), why, and to another authority on which ground.

    ``why`` is told to the referrer.
    """

    delivery: int
    why: str
    basis: Basis = CONSENT

    def __repr__(self) -> str:
        """Leave out why."""
        return f"Redirection({self.delivery}, {self.basis})"


def redirect_referral(
    actor: Actor, body: int, referral: uuid.UUID, to_other: Redirection, *, key: str
) -> Referral:
    """Pass a referral on to another delivery; the clock goes on.

    To another authority's it goes on a stated ground. While the consent is missing that it needs, the
    referrer is asked to ask the person, and it stays. Raises InputError for a delivery that takes
    nobody in or has had the referral, and where the referrer cannot be asked, with what to do.
    """
    to = catalogue.delivery_by_id(to_other.delivery)
    check_intake(to, clock.today())
    if not to_other.why.strip():
        raise InputError("Skriv varför remissen hänvisas vidare.", field="text")
    with entered(actor, Desk(body, Hand.RECEIVER)) as home:
        doing = Doing(actor, Hand.RECEIVER, home, clock.today(), note=to_other.why)

        def work() -> Referral:
            row = received(referral)
            # It goes where the team itself may not reach
            with beyond_reach(body):
                if not is_received_by(to, body):
                    return _to_another(row, to, to_other.basis, doing)
                check_new_there(row, to)
                move(row, ReferralEvent.REDIRECT, doing)
                tell_other_side(row, ReferralEvent.REDIRECT, doing, to=to)
                return pass_on(row, to, Doing(actor, Hand.REFERRER, home, doing.day))

        return done(REDIRECTED, doing, key, (str(referral), asdict(to_other)), work)


def _to_another(row: Referral, to: Delivery, basis: Basis, doing: Doing) -> Referral:
    check_move(row.delivery, to, row.controller_id, basis, doing.day)
    if basis.ground == Ground.CONSENT and may_be_asked([row], to, doing.day):
        ask_about([row], to, doing)
        return row
    return passed_to(row, to, basis, doing)
