"""Handing certified claims to the ledger: one file at a time, made once and kept as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from samverk.directory.queries import organisation_by_id
from samverk.documents.sie import sie_file
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation.actions.capacity import signed
from samverk.federation.actions.doors import LEDGER_OF_FEDERATION, hold
from samverk.federation.ledger_sheets import as_sheets, as_vouchers
from samverk.federation.models import Claim, ClaimStep, LedgerFile
from samverk.federation.queries.ledger import certified_claims, shares_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.agreements.booking import Booking, may_book
from samverk.rules.agreements.claim import ClaimEvent, ClaimState, claim_step
from samverk.rules.agreements.doers import Doer

LEDGER_MADE = acts.kind("federation.ledger_made", "Bokföringsunderlag skapat")


@dataclass(frozen=True, slots=True)
class NewLedger:
    """The certified claims (ids) to hand to a federation's ledger, and how they are booked."""

    federation: int
    claims: tuple[int, ...]
    booking: Booking


def send_claims(actor: Actor, new: NewLedger, *, key: str) -> LedgerFile:
    """Send certified claims to payment, in one file for the ledger with a voucher for each.

    Raises InputError for faulty accounts and no claims, ConflictError when one is not certified now.
    """
    require(may(actor, Right.REVIEW_CLAIM, organisation=new.federation))
    act = acts.Act(actor, LEDGER_MADE, key, new.federation, content=new)
    return acts.carry_out(act, lambda: _send(actor, new))


def _send(actor: Actor, new: NewLedger) -> LedgerFile:
    wanted = Claim.objects.select_for_update().filter(pk__in=new.claims).order_by("pk")
    ids = [row.pk for row in wanted if row.state == ClaimState.CERTIFIED]
    found = certified_claims(new.federation, ids)
    if len(found) != len(set(new.claims)):
        raise ConflictError("En rekvisition är inte längre attesterad. Öppna sidan på nytt.")
    made = ledger_file(actor, new.federation, found, new.booking)
    for row in found:
        ruled = claim_step(ClaimState(row.state), ClaimEvent.SEND, Doer.REVIEWER)
        row.state = ruled.value or row.state
        row.save(update_fields=["state"])
        ClaimStep.objects.create(
            claim=row, event=ClaimEvent.SEND, to_state=row.state, ledger=made, **signed(actor)
        )
    return made


def ledger_file(
    actor: Actor, federation: int, found: Sequence[Claim], booking: Booking
) -> LedgerFile:
    """Make the federation's next file of claims. Raises InputError when they may not be booked so."""
    amounts = tuple(one.approved or 0 for one in found)
    ruled = may_book(booking, amounts)
    if not ruled.value:
        raise InputError(" ".join(reason.text for reason in ruled.reasons))
    hold(LEDGER_OF_FEDERATION, federation)
    home = organisation_by_id(federation)
    sie = sie_file(as_vouchers(home, found, booking, clock.today())).content
    shares = shares_of(one.pk for one in found)
    xlsx = workbook_xlsx(as_sheets(home, found, shares, booking, clock.now())).content
    return LedgerFile.objects.create(
        federation_id=federation,
        number=LedgerFile.objects.filter(federation=federation).count() + 1,
        day=booking.day,
        total=sum(amounts),
        sie=sie,
        sie_sha256=sha256(sie).hexdigest(),
        xlsx=xlsx,
        xlsx_sha256=sha256(xlsx).hexdigest(),
        user_name=actor.name[:200],
    )


def sent_in(actor: Actor, row: Claim) -> LedgerFile | None:
    """Answer the file that a claim was handed to the ledger in, or make one of it alone today.

    A payment that failed and is sent again is booked already: its first file stays.
    """
    if row.state == ClaimState.FAILED:
        return LedgerFile.objects.filter(steps__claim=row).first()
    today: date = clock.today()
    found = certified_claims(row.agreement.federation_id, [row.pk])
    return ledger_file(actor, row.agreement.federation_id, found, Booking(today))
