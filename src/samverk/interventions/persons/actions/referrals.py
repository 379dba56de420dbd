"""The referrer's side: a draft that is saved as it is written, sent in, completed and taken back."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.crossing import disclose, tell_other_side
from samverk.interventions.persons.actions.disclosing import Basis, check_basis, check_tellable
from samverk.interventions.persons.actions.in_error import drop_places
from samverk.interventions.persons.actions.people import person_in
from samverk.interventions.persons.actions.proposal_rows import drop_proposals
from samverk.interventions.persons.actions.steps import Doing, done, locked, move, step_kind
from samverk.interventions.persons.models import Person, Referral, Side
from samverk.interventions.persons.queries.candidates import candidate_of
from samverk.interventions.persons.queries.consents import Carried, carried, giver_of, holds
from samverk.interventions.persons.queries.grounds import ends
from samverk.interventions.persons.records import edition, identity, sealed, told
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.consent import Ground, Purpose
from samverk.rules.interventions.disclosure import ALWAYS, EVERYTHING, Crossing
from samverk.rules.interventions.eligibility import TestDay, Tried, may_refer, try_candidate
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralEvent, ReferralState
from samverk.rules.ruling import Ruling

REFERRAL_DRAFTED = step_kind("referral_drafted", "Remiss påbörjad")
REFERRAL_SAVED = step_kind("referral_saved", "Remissutkast sparat")
REFERRAL_SENT = step_kind("referral_sent", "Remiss inskickad")
REFERRAL_ANSWERED = step_kind("referral_answered", "Remiss kompletterad")
REFERRAL_WITHDRAWN = step_kind("referral_withdrawn", "Remiss återtagen")
REFERRAL_CORRECTED = step_kind("referral_corrected", "Remiss markerad som felregistrerad")
CHANGED = (
    "Svaren har ändrats sedan du öppnade sidan. Läs dem som de står nu, och skicka om de stämmer."
)
NEEDED = {"need": "Skriv vad personen behöver.", "aim": "Skriv vad personen vill nå."}


@dataclass(frozen=True, slots=True)
class Content:
    """What a referral says (remissens innehåll): it is sealed, and saved as it is written."""

    need: str = ""
    aim: str = ""
    livelihood: str = ""
    reached_by: str = ""
    horizon: str = ""
    support: str = ""
    health: str = ""

    def __repr__(self) -> str:
        """Say nothing of the person."""
        return "Content()"


@dataclass(frozen=True, slots=True)
class NewReferral:
    """A referral to begin: of whom, to which delivery (id), with the sender's own case number."""

    person: uuid.UUID
    delivery: int
    case_number: str = ""


def draft_referral(actor: Actor, body: int, new: NewReferral, *, key: str) -> Referral:
    """Begin a referral of a person to a delivery.

    Raises InputError where intake is closed, and when others alone may refer there.
    """
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        found, to = person_in(new.person), catalogue.delivery_by_id(new.delivery)
        check_intake(to, clock.today())
        check_may_refer(to, home.organisation, clock.today())
        doing = Doing(actor, Hand.REFERRER, home, clock.today())

        def make() -> Referral:
            row = Referral(
                controller_id=body,
                side=Side.SENT,
                person=found,
                delivery=to,
                sender_id=home.organisation,
                case_number=new.case_number.strip(),
            )
            row.sealed = sealed(found, row, asdict(Content()))
            move(row, ReferralEvent.CREATE, doing)
            return row

        return done(REFERRAL_DRAFTED, doing, key, new, make)


def check_intake(delivery: Delivery, day: date) -> None:
    """Raise InputError when a delivery takes nobody in on a day, and say where to go instead."""
    if not delivery.needs_referral:
        raise InputError(f"{delivery} behöver ingen remiss: så söker man står i katalogen.")
    if catalogue.intake_on(delivery.pk, day):
        return
    ended = catalogue.last_intake(delivery.pk, day)
    if ended is None:
        raise InputError(f"{delivery} tar inte emot än.")
    after = f" Remittera till {ended.successor} i stället." if ended.successor else ""
    why = f": {ended.why_closed.rstrip('.')}." if ended.why_closed else "."
    raise InputError(f"Intaget till {delivery} stängdes {ended.to_date}{why}{after}")


def check_may_refer(delivery: Delivery, party: int, day: date) -> None:
    """Raise InputError when an organisation (id) may not refer to a delivery, and say who may."""
    name = directory.organisation_by_id(party).short_name
    found = may_refer(name, catalogue.rules_of(delivery.pk), day)
    if not found.value:
        raise InputError(" ".join(reason.text for reason in found.reasons), field="delivery")


def save_referral(  # noqa: PLR0913
    actor: Actor, body: int, referral: uuid.UUID, content: Content, *, key: str, only: str = ""
) -> Referral:
    """Save a draft as it stands, or ``only`` the answer of one field: the others stay as they are now.

    Raises ConflictError once it is sent in.
    """
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today())

        def save() -> Referral:
            row = locked(Referral, referral)
            if row.state != ReferralState.DRAFT:
                raise ConflictError(
                    "Remissen är inskickad och ändras inte. Komplettera den i stället."
                )
            said = asdict(content)
            if only:
                said = told(row.person, row) | {only: said[only]}
            row.sealed = sealed(row.person, row, said)
            row.save(update_fields=["sealed"])
            return row

        return done(REFERRAL_SAVED, doing, key, (str(referral), asdict(content), only), save)


def eligibility(
    person: Person, delivery: Delivery, at: TestDay, day: date, referral: Referral | None = None
) -> Ruling[Tried]:
    """Answer whether a person fits who a delivery is for, on a day, and as a referral tells of them."""
    candidate = candidate_of(person, identity(person), referral)
    return try_candidate(candidate, catalogue.rules_of(delivery.pk), at, day)


def submit_referral(  # noqa: PLR0913
    actor: Actor, body: int, referral: uuid.UUID, ground: str | Basis, *, key: str, read: str = ""
) -> Referral:
    """Send a referral in: the clock starts, and the receiver gets its copy on the stated ground.

    Of what the consent leaves out the copy says that it was not given. Raises InputError when
    something is missing, the person does not fit a rule that blocks, the ground is not the sender's to
    use or lacks what it asks for, and when it is consent and none reaches the receiver; ConflictError
    when it is no more what was ``read`` (edition).
    """
    basis = Basis(ground) if isinstance(ground, str) else ground
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today())

        def submit() -> Referral:
            row = locked(Referral, referral)
            if read and read != edition(row.person, row):
                raise ConflictError(CHANGED)
            _check_sendable(row, doing.day)
            between = ends(home.organisation, row.delivery.provider_id)
            check_basis(row.controller_id, between, basis, doing.day)
            _rest_on(row, basis, doing.day)
            row.clock_start = row.clock_start or doing.day
            move(row, ReferralEvent.SUBMIT, doing)
            disclose(row, doing, basis)
            return row

        return done(REFERRAL_SENT, doing, key, (str(referral), asdict(basis)), submit)


def _rest_on(row: Referral, basis: Basis, day: date) -> None:
    """Write on a referral what it is sent on, and what may be told on that. Raises InputError."""
    row.ground, row.shared = basis.ground, [*EVERYTHING]
    if basis.ground == Ground.CONSENT:
        found = _carrying(row, day)
        row.shared_until, row.shared = found.until, [*found.kinds]
    if basis.reservation.strip():
        said = told(row.person, row) | {"reservation": basis.reservation.strip()}
        row.sealed = sealed(row.person, row, said)


def _carrying(row: Referral, day: date) -> Carried:
    """Find the consents behind a referral. Raises InputError when none lets the person be named."""
    held = holds(row.person_id, Purpose.INFORMATION_EXCHANGE, giver_of(row.delivery), day)
    found = carried(row.person_id, row.delivery.provider_id, day)
    if not held.value or found is None:
        raise InputError(held.reasons[0].text, field="ground")
    if ALWAYS not in found.kinds:
        raise InputError("Samtycket omfattar inte vem personen är.", field="ground")
    return found


def _check_sendable(row: Referral, day: date) -> None:
    content = told(row.person, row)
    for name, text in NEEDED.items():
        if not str(content.get(name, "")).strip():
            raise InputError(text, field=name)
    check_intake(row.delivery, day)
    tried = eligibility(row.person, row.delivery, TestDay.REFERRAL, day, row)
    if tried.value.blocks:
        raise InputError(" ".join(reason.text for reason in tried.reasons))


def answer_question(
    actor: Actor, body: int, referral: uuid.UUID, text: str, *, key: str
) -> Referral:
    """Complete a referral that the receiver has asked about."""
    if not text.strip():
        raise InputError("Skriv svaret.", field="text")
    what = _Step(ReferralEvent.ANSWER, REFERRAL_ANSWERED, text)
    return _step(actor, body, referral, what, key=key)


def withdraw_referral(  # noqa: PLR0913
    actor: Actor, body: int, referral: uuid.UUID, why: str, *, key: str, is_own: bool = False
) -> Referral:
    """Take a referral back, with why; ``is_own`` when the person wanted it."""
    if not why.strip():
        raise InputError("Skriv varför remissen återtas.", field="why")
    hand = Hand.PARTICIPANT if is_own else Hand.REFERRER
    what = _Step(ReferralEvent.WITHDRAW, REFERRAL_WITHDRAWN, why, hand)
    return _step(actor, body, referral, what, key=key)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the referrer's, and the note that goes with it."""

    event: ReferralEvent
    kind: str
    note: str
    hand: Hand = Hand.REFERRER


def _step(actor: Actor, body: int, referral: uuid.UUID, what: _Step, *, key: str) -> Referral:
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), note=what.note)

        def step() -> Referral:
            row = locked(Referral, referral)
            _check_may_tell(row, what.event, doing.day)
            # Whose word it was stands here; the other side is told by the referrer
            move(row, what.event, replace(doing, hand=what.hand))
            tell_other_side(row, what.event, doing)
            return row

        return done(what.kind, doing, key, str(referral), step)


def _check_may_tell(row: Referral, event: ReferralEvent, day: date) -> None:
    """Raise InputError when more would be told on a consent that no longer holds."""
    if event is not ReferralEvent.ANSWER or row.ground != Ground.CONSENT:
        return
    check_tellable(row, Crossing.ANSWER)
    held = holds(row.person_id, Purpose.INFORMATION_EXCHANGE, giver_of(row.delivery), day)
    if not held.value:
        raise InputError(held.reasons[0].text)


def correct_referral(
    actor: Actor, body: int, referral: uuid.UUID, why: str, *, key: str
) -> Referral:
    """Mark a referral as entered in error: it stays in the log and leaves all statistics.

    The sender's is one at the receiver too. What the receiver marks in its own rows stays there: the
    sender may have been right to refer.
    """
    if not why.strip():
        raise InputError("Skriv vad som blev fel.", field="why")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today(), note=why)

        def correct() -> Referral:
            row = locked(Referral, referral)
            was_sent = row.state != ReferralState.DRAFT
            move(row, ReferralEvent.CORRECT, doing)
            drop_proposals(row, replace(doing, note=""))
            if row.side == Side.RECEIVED:
                drop_places(row, doing)
            elif was_sent:
                tell_other_side(row, ReferralEvent.CORRECT, doing)
            return row

        return done(REFERRAL_CORRECTED, doing, key, str(referral), correct)
