"""A member's page, and the consequences reports that were frozen for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.federation import queries
from samverk.federation.models import Share
from samverk.federation.panels import MEMBER_PANELS
from samverk.federation.queries import Frozen, Member
from samverk.federation.telling import Told, figure_told
from samverk.federation.views.setup import federation_at
from samverk.federation.what_if import Grounds, money_grounds_of
from samverk.federation.what_if.frozen import LATE
from samverk.federation.what_if.hesitation import Hesitation, hesitation_of
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Reading
from samverk.rules.figures import Known, added
from samverk.rules.membership import IsMember, NoticeState
from samverk.rules.wording import running_date

CANNOT_LEAVE = "Statens medlemmar ska delta enligt sin instruktion och kan inte lämna."
NO_LAWS = "Förbundsordningens villkor för i dag är inte registrerade: utan dem kan det inte räknas."
NOT_SPLIT = "Hur mycket medlemmen ska betala de andra åren är inte känt."
YEARS_AHEAD = 3
CANNOT_BE_READ = "Innehållet kan inte läsas: det är ändrat sedan det frystes."


@dataclass(frozen=True, slots=True)
class WaitedRow:
    """A day of notice as the table shows it."""

    notice: date
    effective: date
    owed: Told
    more: Told


@require_GET
def member(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Show a member: its facts and state, what it pays, what waiting costs, and frozen reports."""
    home = federation_at(slug)
    grounds = money_grounds_of(home.id, queries.members(home.id))
    found = next((one for one in grounds.members if one.membership.pk == membership), None)
    if found is None:
        raise NotFoundError("Medlemskapet finns inte.")
    today = clock.today()
    ruling = found.status_on(today)
    reading = Reading(membership, home.id, today, actor_of(request))
    context = {
        "home": home,
        "member": found,
        "facts": sorted(found.facts, key=lambda one: (one.fact.day or date.max, one.row.pk)),
        "ruling": ruling,
        "frozen": queries.frozen_of(membership),
        "panels": MEMBER_PANELS.on(reading),
        **_fees(grounds, found, today),
        **_hesitation(grounds, found, today),
    }
    return render(request, "federation/member.html", context)


def _fees(grounds: Grounds, found: Member, today: date) -> dict[str, Any]:
    """List the fees that papers state, and this year's and some years' after as far as is known."""
    years = {fee.year for fee in found.fees} | {today.year + n for n in range(YEARS_AHEAD + 1)}
    figures = [(year, grounds.fee_of(found, year)) for year in sorted(years)]
    known = [(year, figure_told(one), one.basis) for year, one in figures if one.span]
    lacks = next((one.basis for _, one in figures if one.span is None), "")
    return {"fees": known, "lacking": f"{NOT_SPLIT} {lacks}" if lacks else ""}


def _hesitation(grounds: Grounds, found: Member, today: date) -> dict[str, Any]:
    if found.membership.share == Share.STATE:
        return {"no_hesitation": CANNOT_LEAVE}
    status = found.status_on(today).value
    if status.notice is NoticeState.RUNNING and status.effective:
        return {"no_hesitation": _until(grounds, found, today.year, status.effective)}
    if found.is_member_on(today) is IsMember.NO:
        return {"no_hesitation": f"{found.name} är inte medlem i dag."}
    waited = hesitation_of(grounds, found, today)
    if waited is None:
        return {"no_hesitation": NO_LAWS}
    return {"hesitation": _rows(waited), "hesitation_why": waited.why}


def _until(grounds: Grounds, found: Member, first: int, last: date) -> str:
    """Say what is still to be paid by a member whose notice runs."""
    years = range(min(first, last.year), last.year + 1)
    owed = added([grounds.fee_of(found, year) for year in years], f"{years[0]} till {years[-1]}")
    told = figure_told(owed)
    span = f"{years[0]} till och med {years[-1]}" if len(years) > 1 else str(years[0])
    return (
        f"Uppsägningen löper: medlem till utgången av {running_date(last)}. Avgifter för {span}:"
        f" {told.text} ({told.word})."
    )


def _rows(waited: Hesitation) -> list[WaitedRow]:
    return [
        WaitedRow(row.notice, row.effective, figure_told(row.owed), figure_told(row.more))
        for row in waited.rows
    ]


def _frozen(slug: str, report: int) -> Frozen:
    """Find a report of the federation at this address; raises NotFoundError."""
    home = federation_at(slug)
    found = queries.frozen_by_id(report)
    if found.row.membership.federation_id != home.id:
        raise NotFoundError("Rapporten finns inte.")
    return found


@require_GET
def frozen(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Show a frozen report, as it was written then."""
    found = _frozen(slug, report)
    told = (found.content.get("report") or {}).get("questions", [])
    questions = [
        {
            "question": group["question"],
            "answers": [
                (row["label"], Told(row["text"], Known(row["known"]) if row["known"] else None))
                for row in group["answers"]
            ],
        }
        for group in told
    ]
    context = {
        "home": federation_at(slug),
        "row": found.row,
        "content": found.content or {"lacks": CANNOT_BE_READ},
        "is_whole": found.is_whole,
        "questions": questions,
        "late": LATE if found.row.fact.day and found.row.fact.day < _day_of(found) else "",
    }
    return render(request, "federation/frozen.html", context)


def _day_of(found: Frozen) -> date:
    return localtime(found.row.made_at).date()


@require_GET
def frozen_pdf(_: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Send a frozen report as it was printed then."""
    found = _frozen(slug, report)
    return in_hand(bytes(found.row.pdf), f"konsekvensrapport-{report}.pdf", "application/pdf")


@require_GET
def frozen_json(_: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Send a frozen report as the data that its digest is of."""
    found = _frozen(slug, report)
    content = found.row.content.encode()
    return in_hand(content, f"konsekvensrapport-{report}.json", "application/json")
