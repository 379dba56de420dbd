"""How long a referral is shared: as long as the consents that it rests on, to the day.

Both sides know the last day, so that each stops by itself. The night writes down that it came.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from samverk.directory import queries as directory
from samverk.exchange.ports import Incoming
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError, SamverkError
from samverk.interventions.persons.actions.crossing import others
from samverk.interventions.persons.actions.disclosing import By, write_down
from samverk.interventions.persons.actions.far import is_far, read_sealed, send_sealed, send_step
from samverk.interventions.persons.actions.proposal_rows import drop_proposals
from samverk.interventions.persons.actions.steps import Doing, hold_people, move
from samverk.interventions.persons.models import Consent, Person, Referral, Side
from samverk.interventions.persons.queries.consents import carried, ended_lately
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import Crossing, DataKind
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import OPEN, ReferralEvent, ReferralState
from samverk.rules.wording import running_date

RAN_OUT = acts.kind("persons.consent_ran_out", "Samtycket gick ut", is_quiet=True)
NARROWED = acts.kind("persons.consent_narrowed", "Samtycket omfattar mindre", is_quiet=True)
NIGHTLY = system("Samverk, samtyckets sista dag")
# What a new last day is called among the steps of a referral
SHARED_UNTIL = "shared_until"
SHARED = (*sorted(OPEN), ReferralState.ACCEPTED)


def renew_shares(person: uuid.UUID, day: date) -> None:
    """Let a person's shared referrals follow the consents there are now, at both sides.

    What has been shut stays shut: a new consent is for a new referral.
    """
    number = _counted(person, day)
    rows = Referral.objects.select_for_update(of=("self",)).filter(
        Q(shared_until__isnull=True) | Q(shared_until__gte=day),
        person=person,
        side=Side.SENT,
        ground=Ground.CONSENT,
        state__in=SHARED,
        unshared_on=None,
    )
    for row in rows.select_related("delivery"):
        provider = row.delivery.provider_id
        found = carried(person, provider, day)
        if found is None:
            continue
        if (found.until, [*found.kinds]) != (row.shared_until, row.shared):
            _set(row, found.until, [*found.kinds], number)
            _tell(row)


def _counted(person: uuid.UUID, day: date) -> int:
    """Count what has changed what is shared: each consent given, taken back, and ended by its date."""
    rows = Consent.objects.filter(person=person)
    ended = rows.filter(withdrawn_on__isnull=True, to_date__lt=day)
    return rows.count() + rows.filter(withdrawn_on__isnull=False).count() + ended.count()


def _set(row: Referral, until: date | None, shared: list[str], number: int) -> None:
    row.shared_until, row.shared, row.shared_nth = until, shared, number
    row.save(update_fields=["shared_until", "shared", "shared_nth"])


def _tell(row: Referral) -> None:
    """Tell the other side the last day. A consent is given and taken back whatever is wrong there."""
    try:
        with transaction.atomic():
            _told(row)
    except SamverkError:
        # What they send after the day is left unread here
        return


def _told(row: Referral) -> None:
    provider = row.delivery.provider_id
    if is_far(provider):
        until = row.shared_until.isoformat() if row.shared_until else ""
        said = {"until": until, "number": row.shared_nth, "shared": row.shared}
        send_sealed(row, SHARED_UNTIL, said, provider, str(row.shared_nth))
        return
    for copy in others(row):
        with unread([copy.controller_id]):
            _set(copy, row.shared_until, row.shared, row.shared_nth)
        if copy.controller_id != row.controller_id:
            who = By(None, NIGHTLY.name, clock.today())
            write_down(row, Crossing.SHARED_UNTIL, provider, who)


def take_in_last_day(row: Referral, came: Incoming) -> Referral:
    """Keep the last day that the referrer tells; what comes after something newer changes nothing."""
    said = read_sealed(came)
    try:
        number = int(said["number"])
        until = date.fromisoformat(said["until"]) if said["until"] else None
        # An installation that has not been updated tells the day alone
        shared = [one.value for one in DataKind if one in said.get("shared", row.shared)]
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Beskedet om samtycket går inte att läsa.") from fault
    kept = Referral.objects.select_for_update().get(pk=row.pk)
    if number > kept.shared_nth and kept.shut_on is None:
        _set(kept, until, shared, number)
    return kept


def end_shares() -> int:
    """Close every referral whose consent has come to its last day; answer how many. The night's work."""
    return sum(_end_at(one.id) for one in directory.bodies())


def _narrow(person: uuid.UUID, home: Authority) -> None:
    """Share no more of what only a consent that has ended let through, once for each day."""
    today = clock.today()

    def work() -> Person:
        hold_people([person])
        renew_shares(person, today)
        return Person.objects.get(pk=person)

    key = f"samtycke/smalnar/{person}/{today}"
    act = acts.Act(NIGHTLY, NARROWED, key, home.organisation, body=home.body)
    acts.carry_out(act, work)


def _end_at(body: int) -> int:
    with unread([body]):
        for person in ended_lately(clock.today()):
            _narrow(person, authority(body))
        rows = Referral.objects.filter(
            controller=body,
            shared_until__lt=clock.today(),
            unshared_on=None,
            state__in=SHARED,
        )
        due = list(rows.order_by("shared_until", "pk").values_list("pk", "shared_until"))
    for pk, last in due:
        _end_one(pk, f"samtycke/{pk}/{last}", authority(body))
    return len(due)


def _end_one(pk: uuid.UUID, key: str, home: Authority) -> None:
    act = acts.Act(NIGHTLY, RAN_OUT, key, home.organisation, body=home.body)
    with unread([home.body]):
        acts.carry_out(act, lambda: _end(pk))


def _end(pk: uuid.UUID) -> Referral:
    row = Referral.objects.select_for_update(of=("self",)).select_related("delivery").get(pk=pk)
    if row.shut_on is None or row.shared_until is None or row.unshared_on is not None:
        return row
    day = row.shared_until + timedelta(days=1)
    note = f"Samtycket gällde till och med {running_date(row.shared_until)}."
    doing = Doing(NIGHTLY, Hand.SYSTEM, authority(row.controller_id), day, note=note)
    event = ReferralEvent.WITHDRAW
    if row.state == ReferralState.ACCEPTED:
        event, row.unshared_on = ReferralEvent.UNSHARE, day
        drop_proposals(row, replace(doing, note=""))
    _tell_end(row, doing)
    move(row, event, doing)
    return row


def _tell_end(row: Referral, doing: Doing) -> None:
    """Say in the other installation that it is over, for one that was not told the last day."""
    provider = row.delivery.provider_id
    if row.side != Side.SENT or not is_far(provider):
        return
    try:
        with transaction.atomic():
            send_step(row, ReferralEvent.UNSHARE, doing, provider)
    except SamverkError:
        return
