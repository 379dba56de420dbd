"""A claim's basis of invoice, and the list of what waits to be certified, as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from samverk.directory.queries import OrganisationRef
from samverk.documents.xlsx import Sheet, Workbook
from samverk.federation.models import Claim, ClaimVersion
from samverk.rules.agreements.claim import CLAIM, ClaimState
from samverk.rules.wording import kronor_and_ore

LIST_HEAD = ("Nr", "Överenskommelse", "Mottagare", "Organisationsnummer", "Från", "Till")
AMOUNTS = ("Rekvirerat, kronor", "Att attestera, kronor")


def in_kronor(amount: int) -> Decimal:
    """Give an amount in öre as kronor."""
    return Decimal(amount) / 100


def claim_sheets(
    home: OrganisationRef, found: Claim, version: ClaimVersion, made: datetime
) -> Workbook:
    """Lay out a claim line by line, with what was claimed and what is to be paid."""
    payee = found.agreement.payee.member
    rows = [(line.text, in_kronor(line.amount)) for line in version.lines.order_by("position")]
    if found.corrects:
        rows.append(("Redan attesterat", in_kronor((found.amount or 0) - version.total)))
    approved = found.approved if found.approved is not None else found.amount or 0
    notes = (
        f"{home.name}: {found}",
        f"Överenskommelse: {found.agreement.name}",
        f"Mottagare: {payee.name}, {payee.number or 'organisationsnummer saknas'}",
        f"Läge: {CLAIM.state_names[ClaimState(found.state)]}, version {version.number}",
        f"Att betala: {kronor_and_ore(approved)}",
    )
    total = ("Rekvirerat", in_kronor(found.amount or 0))
    sheet = Sheet("Underlag", ("Beräkning", "Kronor"), tuple(rows), total, notes)
    return Workbook(str(found), home.name, made, (sheet,))


def certify_sheets(home: OrganisationRef, found: Sequence[Claim], made: datetime) -> Workbook:
    """Lay out the claims that wait to be certified, with a place for the certifier's name."""
    rows = tuple(
        (
            one.number,
            one.agreement.name,
            one.agreement.payee.member.name,
            one.agreement.payee.member.number,
            one.from_date,
            one.to_date,
            in_kronor(one.amount or 0),
            in_kronor(one.approved or 0),
            "",
        )
        for one in found
    )
    approved = in_kronor(sum(one.approved or 0 for one in found))
    total = ("Summa", "", "", "", "", "", "", approved, "")
    head = (*LIST_HEAD, *AMOUNTS, "Attesteras av")
    notes = (f"{home.name}: till attest {made:%Y-%m-%d}",)
    sheet = Sheet("Attestlista", head, rows, total, notes)
    return Workbook("Attestlista", home.name, made, (sheet,))
