"""Consents: given, one for each purpose, and taken back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, SamverkError
from samverk.interventions.persons.actions.crossing import tell_other_side
from samverk.interventions.persons.actions.following import follow_no_more
from samverk.interventions.persons.actions.moving import let_moves_go_on, stop_moves
from samverk.interventions.persons.actions.people import person_in
from samverk.interventions.persons.actions.proposal_rows import drop_proposals
from samverk.interventions.persons.actions.sharing import renew_shares
from samverk.interventions.persons.actions.steps import Doing, hold_people, locked, move
from samverk.interventions.persons.models import (
    Consent,
    ConsentReceiver,
    Referral,
    Side,
)
from samverk.interventions.persons.queries.consents import consent_behind
from samverk.interventions.persons.walls import beyond_reach
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.consent import Ground, Purpose
from samverk.rules.interventions.disclosure import ALWAYS, DATA_KINDS, EVERYTHING, DataKind
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import OPEN, ReferralEvent, ReferralState

CONSENT_GIVEN = acts.kind("persons.consent_given", "Samtycke registrerat", is_quiet=True)
CONSENT_WITHDRAWN = acts.kind("persons.consent_withdrawn", "Samtycke återtaget", is_quiet=True)

TAKEN_BACK = "Samtycket att lämna uppgifter är återtaget."


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent as it was given: for one purpose, to named organisations (ids).

    ``kinds`` are the kinds of data that may be told: secrecy is waived wholly or in part (OSL 10
    kap. 1 §). ``note`` is what else was said.
    """

    person: uuid.UUID
    purpose: str
    receivers: tuple[int, ...]
    note: str
    form: str
    from_date: date
    to_date: date | None = None
    language: str = "svenska"
    kinds: tuple[str, ...] = EVERYTHING


def give_consent(actor: Actor, desk: Desk, new: NewConsent, *, key: str) -> Consent:
    """Register a consent. Raises InputError for no receiver and days in the wrong order."""
    if new.purpose not in set(Purpose):
        raise InputError("Välj vad samtycket gäller.", field="purpose")
    if not new.receivers:
        raise InputError("Välj vem uppgifterna får lämnas till.", field="receivers")
    if new.purpose == Purpose.INFORMATION_EXCHANGE and ALWAYS not in new.kinds:
        raise InputError(
            f"Utan att få lämna {DATA_KINDS[ALWAYS]} går det inte att utbyta något.", field="kinds"
        )
    if set(new.kinds) - set(DataKind):
        raise InputError("Välj uppgifter i listan.", field="kinds")
    if new.to_date and new.to_date < new.from_date:
        raise InputError("Sista dagen är före den första.", field="to_date")
    if new.from_date > clock.today():
        raise InputError("Ett samtycke gäller tidigast från i dag.", field="from_date")
    with entered(actor, desk) as home:
        person_in(new.person)
        act = acts.Act(actor, CONSENT_GIVEN, key, home.organisation, body=home.body, content=new)
        doing = Doing(actor, Hand.REFERRER, home, clock.today())
        return acts.carry_out(act, lambda: _give(new, doing))


def _give(new: NewConsent, doing: Doing) -> Consent:
    hold_people([new.person])
    kept = {"controller_id": doing.home.body, "person_id": new.person}
    consent = Consent.objects.create(
        purpose=new.purpose,
        kinds=_kinds(new),
        note=new.note.strip(),
        form=new.form.strip(),
        language=new.language.strip(),
        from_date=new.from_date,
        to_date=new.to_date,
        **kept,
    )
    ConsentReceiver.objects.bulk_create(
        ConsentReceiver(consent=consent, organisation_id=one, **kept)
        for one in dict.fromkeys(new.receivers)
    )
    if new.purpose == Purpose.INFORMATION_EXCHANGE:
        # It is the person's: also referrals that the reader's role does not reach rest on it
        with beyond_reach(doing.home.body):
            renew_shares(new.person, doing.day)
            let_moves_go_on(new.person, doing)
    return consent


def _kinds(new: NewConsent) -> list[str]:
    """List what is told on a consent, in the order of the closed list; for other purposes nothing is."""
    exchanged = new.purpose == Purpose.INFORMATION_EXCHANGE
    return [one.value for one in DataKind if exchanged and one in new.kinds]


def withdraw_consent(actor: Actor, desk: Desk, consent: uuid.UUID, *, key: str) -> Consent:
    """Take a consent back: what rests on it is shared no more, each purpose by itself.

    Of information exchange: a referral that is open is taken back, and of one that was accepted
    nothing more is told either way; the place stays, for the receiver answers for its own copy. Of
    follow-up: the person is counted by sex and year of start alone. Of a survey: nothing else.
    """
    with entered(actor, desk) as home:
        act = acts.Act(
            actor, CONSENT_WITHDRAWN, key, home.organisation, body=home.body, content=str(consent)
        )
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), note=TAKEN_BACK)
        return acts.carry_out(act, lambda: _withdraw(consent, doing))


def _withdraw(consent: uuid.UUID, doing: Doing) -> Consent:
    row = locked(Consent, consent)
    if row.withdrawn_on is not None:
        raise ConflictError(f"Samtycket återtogs redan {row.withdrawn_on}.")
    row.withdrawn_on, row.withdrawn_at = doing.day, clock.now()
    row.withdrawn_by = doing.actor.name
    row.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_by"])
    # It is the person's: also what the reader's role does not reach rests on it
    with beyond_reach(doing.home.body):
        match row.purpose:
            case Purpose.INFORMATION_EXCHANGE:
                for referral in _resting_on(row, doing.day):
                    _close(referral, doing)
                renew_shares(row.person_id, doing.day)
                stop_moves(row.person_id, doing)
            case Purpose.FOLLOW_UP:
                follow_no_more(row.person_id, doing.day)
    return row


def _close(referral: Referral, doing: Doing) -> None:
    """Take back a referral that is open, and share no more of one that is accepted."""
    is_open = referral.state in OPEN
    event = ReferralEvent.WITHDRAW if is_open else ReferralEvent.UNSHARE
    note = _told_other_side(referral, doing)
    if not is_open:
        referral.unshared_on = doing.day
        drop_proposals(referral, replace(doing, note=""))
    move(referral, event, replace(doing, note=note))


def close_without_consent(referral: Referral, doing: Doing) -> None:
    """Close a referral that was moved on a consent which has been taken back on the way."""
    provider = referral.delivery.provider_id
    if provider == referral.sender_id:
        # It came back to whoever referred
        return
    if consent_behind(referral.person_id, provider, doing.day) is None:
        _close(referral, replace(doing, note=TAKEN_BACK))


def _told_other_side(referral: Referral, doing: Doing) -> str:
    """Tell the receiver, and answer what stands in the referral's history.

    Taking a consent back is never hindered by what is wrong with the way there.
    """
    try:
        with transaction.atomic():
            tell_other_side(referral, ReferralEvent.UNSHARE, doing)
    except SamverkError as fault:
        return f"{TAKEN_BACK} Mottagaren kunde inte meddelas, ring dem: {fault.message}"
    return TAKEN_BACK


def _resting_on(consent: Consent, day: date) -> list[Referral]:
    """List the referrals that were sent on this consent, are shared yet, and that no other one carries."""
    rows = Referral.objects.select_for_update(of=("self",)).filter(
        person=consent.person_id,
        side=Side.SENT,
        ground=Ground.CONSENT,
        state__in=[*sorted(OPEN), ReferralState.ACCEPTED, ReferralState.REDIRECTED],
        unshared_on=None,
        delivery__provider__in=consent.reaches.values("organisation"),
    )
    # Of one that was passed on within the authority, the row that it led to is told of alone
    elsewhere = Referral.objects.filter(thread=OuterRef("thread"), side=Side.SENT).exclude(
        delivery__provider=OuterRef("delivery__provider")
    )
    rows = rows.filter(~Q(state=ReferralState.REDIRECTED) | Exists(elsewhere))
    return [
        row
        for row in rows.select_related("delivery")
        if consent_behind(row.person_id, row.delivery.provider_id, day) is None
    ]
