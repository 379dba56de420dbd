"""What is handed to the ledger, as the renderers take it: a voucher for each claim, and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from samverk.directory.queries import OrganisationRef
from samverk.documents.sie import SieFile, SieRow, SieVoucher
from samverk.documents.xlsx import Sheet, Workbook
from samverk.federation.claim_sheets import in_kronor
from samverk.federation.models import Claim, CostShare
from samverk.rules.agreements.booking import Booking

HEAD = ("Rekvisition", "Överenskommelse", "Insats", "Mottagare", "Organisationsnummer", "Kronor")


def as_vouchers(
    home: OrganisationRef, found: Sequence[Claim], booking: Booking, made: date
) -> SieFile:
    """Lay out a voucher for each claim: the cost in debit, what is owed in credit."""
    vouchers = tuple(
        SieVoucher(
            booking.series,
            "",
            booking.day,
            f"{one}, {one.agreement.payee.member.short_name}",
            (
                SieRow(booking.cost, one.approved or 0, one.agreement.name),
                SieRow(booking.debt, -(one.approved or 0), one.agreement.payee.member.name),
            ),
        )
        for one in found
    )
    year = booking.day.year
    accounts = ((booking.cost, "Ersättning till utförare"), (booking.debt, "Skulder till utförare"))
    days = (date(year, 1, 1), date(year, 12, 31))
    return SieFile(home.name, home.number, made, days, accounts, vouchers)


def as_sheets(
    home: OrganisationRef,
    found: Sequence[Claim],
    shares: Sequence[CostShare],
    booking: Booking,
    made: datetime,
) -> Workbook:
    """Lay out the claims, and who bears them on a sheet of its own."""
    rows = tuple(
        (
            str(one),
            one.agreement.name,
            one.agreement.intervention.name,
            one.agreement.payee.member.name,
            one.agreement.payee.member.number,
            in_kronor(one.approved or 0),
        )
        for one in found
    )
    total = ("Summa", "", "", "", "", in_kronor(sum(one.approved or 0 for one in found)))
    notes = (
        f"{home.name}: bokföringsdag {booking.day}, serie {booking.series or 'ingen'}",
        f"Debet {booking.cost}, kredit {booking.debt}. SIE-filen har en verifikation för varje rad.",
    )
    borne = tuple(
        (str(one.step.claim), one.step.claim.agreement.name, one.part, in_kronor(one.amount))
        for one in shares
    )
    split_head = ("Rekvisition", "Överenskommelse", "Bärs av", "Kronor")
    sheets = (
        Sheet("Underlag", HEAD, rows, total, notes),
        Sheet("Kostnadsdelning", split_head, borne),
    )
    return Workbook("Bokföringsunderlag", home.name, made, sheets)
