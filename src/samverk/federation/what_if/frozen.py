"""A consequences report to freeze at a decision to leave, a notice, or its withdrawal: data and paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from samverk.documents.memo import PaperSection
from samverk.documents.report import Report
from samverk.federation import queries
from samverk.federation.models import MembershipFact, MembershipFactKind
from samverk.federation.queries import Member
from samverk.federation.what_if.as_json import as_json
from samverk.federation.what_if.asked import Asked
from samverk.federation.what_if.grounds import grounds_of
from samverk.federation.what_if.paper import KIND, as_report
from samverk.federation.what_if.scenario import Scenario, scenario_of
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.rules.membership import FactKind, MembershipStatus

VERSION = 1
# What a report is frozen at. A council's decision too: the notice itself may never be seen
FROZEN_AT: dict[str, str] = {
    MembershipFactKind.EXIT_DECIDED: "decision",
    MembershipFactKind.NOTICE_SENT: "notice",
    MembershipFactKind.NOTICE_RECEIVED: "notice",
    MembershipFactKind.NOTICE_WITHDRAWN: "withdrawal",
}
# Which day a report counts from, the best first
_DAYS = (FactKind.NOTICE_RECEIVED, FactKind.NOTICE_SENT, FactKind.COUNCIL_DECIDED_EXIT)
_FROM = {
    FactKind.NOTICE_RECEIVED: "dagen då förbundet tog emot uppsägningen",
    FactKind.NOTICE_SENT: "dagen då uppsägningen avsändes",
    FactKind.COUNCIL_DECIDED_EXIT: "fullmäktiges beslut, eftersom uppsägningens dag är okänd",
}
AS_NOTICE = "fullmäktiges beslut, som om uppsägningen kom samma dag"
LATE = "Händelsen registrerades senare än den dag den hände. Uppgifter som kom däremellan kan finnas med."
CITED = "känt bara genom hänvisningar"
NO_DAY = "den dag rapporten frystes, eftersom ingen annan dag är känd"


@dataclass(frozen=True, slots=True)
class Freezing:
    """What is frozen (underlag): the fact, the day counted from and why, and the scenario.

    ``scenario`` is None where it cannot be counted, and ``lacks`` says why.
    """

    fact: MembershipFact
    member: Member
    day: date
    counted_from: str
    scenario: Scenario | None
    lacks: str = ""

    @property
    def status(self) -> MembershipStatus:
        """The membership as it stands with the fact."""
        return self.member.status_on(clock.today()).value


def freezing_of(fact: MembershipFact) -> Freezing:
    """Compute what a fact's report says, by all that is registered at this moment."""
    membership = fact.membership
    member = queries.member_by_id(membership.pk)
    day, told = _counted_from(fact, member)
    try:
        grounds = grounds_of(membership.federation_id)
        found = scenario_of(grounds, Asked((membership.pk,), day))
    except InputError as fault:
        return Freezing(fact, member, day, told, None, fault.message)
    return Freezing(fact, member, day, told, found)


def _counted_from(fact: MembershipFact, member: Member) -> tuple[date, str]:
    """Find the day of the notice: the fact's own, else the latest of its round that is known before it.

    A decision to leave is taken to be the notice of its day, also where one came later. A round ends
    when its notice is withdrawn: what came before an earlier withdrawal is another's.
    """
    if fact.day and fact.kind == MembershipFactKind.EXIT_DECIDED:
        return fact.day, AS_NOTICE
    if fact.day and FROZEN_AT[fact.kind] == "notice":
        return fact.day, _FROM[FactKind(fact.kind)]
    until = fact.day or clock.today()
    ended = [
        row.fact.day
        for row in member.facts
        if row.fact.kind is FactKind.NOTICE_WITHDRAWN
        and row.row.pk != fact.pk
        and row.fact.day
        and row.fact.day <= until
    ]
    since = max(ended, default=date.min)
    for kind in _DAYS:
        known = [
            row.fact.day
            for row in member.facts
            if row.fact.kind is kind and row.fact.day and since <= row.fact.day <= until
        ]
        if known:
            return max(known), _FROM[kind]
    return clock.today(), NO_DAY


def as_content(one: Freezing) -> dict[str, Any]:
    """Lay out the report as data; dates are ISO, money whole kronor as [low, high]."""
    home = one.member.membership.federation
    found = as_json(home.name, [one.scenario])["scenarios"][0] if one.scenario else None
    status = one.status
    return {
        "version": VERSION,
        "frozen_at": FROZEN_AT[one.fact.kind],
        "frozen_on": clock.today().isoformat(),
        "federation": home.name,
        "member": one.member.membership.member.name,
        "fact": {
            "kind": one.fact.kind,
            "day": one.fact.day.isoformat() if one.fact.day else None,
            "paper": _paper(one.fact),
        },
        "counted_from": {"day": one.day.isoformat(), "what": one.counted_from},
        "status": {
            "headline": status.headline,
            "effective": status.effective.isoformat() if status.effective else None,
        },
        "report": found,
        "lacks": one.lacks,
    }


def _paper(fact: MembershipFact) -> str:
    """Name what shows the fact, and say where nobody has read the decision itself."""
    named = str(fact.decision or fact.document or fact.note)
    return f"{named}, {CITED}" if fact.decision and fact.decision.cited_only else named


def as_paper(one: Freezing) -> Report:
    """Lay out the report for print: what was frozen when, then the what-if itself."""
    home = one.member.membership.federation.name
    made = localtime(clock.now())
    title = f"{one.member.membership.member.name}: konsekvenser av utträde ur {home}"
    facts = (
        ("Fryst vid", one.fact.get_kind_display()),
        ("Händelsens dag", one.fact.day.isoformat() if one.fact.day else "okänd"),
        ("Visas av", _paper(one.fact)),
        ("Fryst den", made.date().isoformat()),
        ("Räknat från", f"{one.day.isoformat()}, {one.counted_from}"),
        ("Läget", one.status.headline),
    )
    told = "Rapporten säger det som var registrerat den dag den frystes. Den räknas aldrig om."
    late = (LATE,) if one.fact.day and one.fact.day < made.date() else ()
    intro = PaperSection("Fryst rapport", paragraphs=(told, *late))
    if one.scenario is None:
        lacks = PaperSection("Kan inte räknas", paragraphs=(one.lacks,))
        return Report(KIND, title, home, made, facts, (intro, lacks))
    found = as_report(home, [one.scenario], made)
    return replace(found, title=title, facts=facts, sections=(intro, *found.sections))
