"""The basis of a year's invoices as the renderers take it: sheets, and vouchers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from samverk.directory.queries import OrganisationRef
from samverk.documents.sie import SieFile, SieRow, SieVoucher
from samverk.documents.xlsx import Sheet, Workbook
from samverk.federation.queries import Payment, YearShares

HEAD = ("Betalare", "Organisationsnummer", "Part", "Kronor")


def as_sheets(
    home: OrganisationRef, found: YearShares, payments: Sequence[Payment], made: datetime
) -> Workbook:
    """Lay out who pays what, with how it was computed on a sheet of its own."""
    rows = tuple((one.name, one.number, one.part, one.amount) for one in payments)
    total = ("Summa", "", "", sum(one.amount for one in payments))
    amount = found.amounts[0]
    notes = [f"{home.name}: bidrag {found.year}", f"Statens belopp enligt: {_paper(amount)}"]
    if amount.note:
        notes.append(amount.note)
    if found.unsure:
        notes.append(f"Medlemskapet är okänt, kontrollera före fakturan: {', '.join(found.unsure)}")
    reasons = tuple(
        (reason.text, str(reason.statute or ""))
        for ruling in (found.shares, found.split)
        if ruling
        for reason in (*ruling.reasons, *ruling.remarks)
    )
    return Workbook(
        f"Fakturaunderlag {found.year}",
        home.name,
        made,
        (
            Sheet(f"Underlag {found.year}", HEAD, rows, total, tuple(notes)),
            Sheet("Beräkning", ("Skäl", "Lagrum"), reasons),
        ),
    )


def _paper(row: Any) -> str:
    return str(row.decision or row.document)


def as_vouchers(
    home: OrganisationRef,
    found: YearShares,
    payments: Sequence[Payment],
    chosen: Mapping[str, Any],
    made: date,
) -> SieFile:
    """Lay out a voucher for each payer: a claim in debit, the income in credit."""
    claim, income = chosen["claim"], chosen["income"]
    vouchers = tuple(
        SieVoucher(
            chosen["series"],
            "",
            chosen["day"],
            f"Bidrag {found.year} {one.name}",
            (
                SieRow(claim, one.amount * 100, one.name),
                SieRow(income, -one.amount * 100, one.name),
            ),
        )
        for one in payments
    )
    return SieFile(
        home.name,
        home.number,
        made,
        (date(found.year, 1, 1), date(found.year, 12, 31)),
        ((claim, "Fordringar på medlemmar"), (income, "Bidrag från medlemmar")),
        vouchers,
    )
