"""Claiming participant-days out of a payee's ledger: each sum in one claim line, and let go when it falls.

A claim of such days is for whole months that the payee has closed: of other days the number is not told.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from samverk.federation.models import (
    Agreement,
    Claim,
    ClaimedDays,
    ClaimLine,
    ClaimVersion,
    DayReport,
)
from samverk.federation.queries.agreements import last_day
from samverk.federation.queries.told_days import (
    as_told,
    has_day_price,
    left_to_claim,
    months_told,
)
from samverk.foundation.errors import ConflictError, InputError
from samverk.rules.agreements.day_price import ToldDays
from samverk.rules.agreements.stretches import Span, month_end, months_of
from samverk.rules.wording import month_and_year


def days_to_claim(
    agreement: Agreement, span: Span, claim: int | None = None
) -> tuple[ToldDays, ...]:
    """Answer which days a claim of a period is of; () where the payee tells none, and figures are entered.

    Raises InputError where it tells of some month in the period and the period is not of whole months that it
    has closed.
    """
    if not has_day_price(agreement):
        return ()
    closed, months = months_told(agreement), months_of(span)
    if not closed & {one.from_date.replace(day=1) for one in months}:
        return ()
    last = last_day(agreement)
    is_whole = (span.from_date.day == 1 or span.from_date == agreement.starts_on) and (
        span.to_date == month_end(span.to_date) or span.to_date == last
    )
    if not is_whole:
        raise InputError(
            "Utföraren har bokfört sina deltagardagar månad för månad. Välj hela kalendermånader.",
            field="from_date",
        )
    open_ones = [one for one in months if one.from_date.replace(day=1) not in closed]
    if open_ones:
        told = " och ".join(month_and_year(one.from_date) for one in open_ones)
        raise InputError(
            f"Utföraren har inte bokfört deltagardagarna för {told}. Vänta tills de är bokförda, eller välj"
            " månader som är det.",
            field="to_date",
        )
    return tuple(as_told(one) for one in left_to_claim(agreement, span, claim))


def check_sum(total: int, told: Sequence[ToldDays]) -> None:
    """Refuse a claim of days that comes to less than nothing. Raises InputError."""
    if told and total < 0:
        raise InputError(
            "Rättelserna av tidigare månader är större än periodens dagar. Välj en längre period, så att"
            " de räknas av mot fler dagar."
        )


def tie_days(claim: Claim, version: ClaimVersion, told: Sequence[ToldDays]) -> None:
    """Remember of each line which days it is of, and let go of those of the version before.

    Raises ConflictError for days that stand in another claim.
    """
    let_go(claim)
    reports = dict(
        DayReport.objects.filter(code__in=[one.code for one in told]).values_list("code", "pk")
    )
    by_code = {str(code): pk for code, pk in reports.items()}
    lines = ClaimLine.objects.filter(version=version).order_by("position")
    try:
        with transaction.atomic():
            ClaimedDays.objects.bulk_create(
                ClaimedDays(claim=claim, line=line, report_id=by_code[one.code])
                for line, one in zip(lines, told, strict=True)
            )
    except IntegrityError as fault:
        raise ConflictError(
            "Några av dagarna står redan i en annan rekvisition. En deltagardag rekvireras en gång."
        ) from fault


def let_go(claim: Claim) -> None:
    """Let a claim's days be claimed again: it has a newer version, or is cancelled or expired."""
    ClaimedDays.objects.filter(claim=claim, is_let_go=False).update(is_let_go=True)
