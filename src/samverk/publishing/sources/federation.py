"""Coordination federations whose papers are here: who belongs to them, what each pays, what holds for them.

Everybody reads the same on the federation's own pages. What is not known is said to be, and nothing is
filled in: a sum that hangs on whether somebody is a member is told of nobody that year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from samverk.directory.queries import OrganisationRef
from samverk.federation import queries as federation
from samverk.federation.queries import ByLaws, FederationTerms, Member, YearShares
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.publishing.sources.interventions import listed_in
from samverk.rules.membership import FactKind, IsMember
from samverk.rules.wording import running_date

KINDS = (Kind.FEDERATION,)
UNKNOWN = "okänt, handling saknas"
Told = dict[str, Any]


def federation_drafts(organisations: Sequence[OrganisationRef], day: date) -> list[Draft]:
    """Give the federations among some organisations; as many questions for each, whatever it holds.

    One without members is somebody else's here, known by its name alone: nothing is told of it.
    """
    homes = [one for one in organisations if one.kind == "federation"]
    given: dict[int, list[int]] = {home.id: [] for home in homes}
    for one in listed_in(given, day):
        given[one.delivery.intervention.federation_id].append(one.delivery.pk)
    read = ((home, federation.members(home.id, with_fees=False)) for home in homes)
    return [_federation(home, of, sorted(given[home.id]), day) for home, of in read if of]


def _federation(
    home: OrganisationRef, members: Sequence[Member], interventions: list[int], day: date
) -> Draft:
    years = list(_years(home.id, members))
    laws = federation.by_laws_on(home.id, members, day)
    return Draft(
        Kind.FEDERATION,
        home.id,
        home.name,
        organisation=home.id,
        status=_counted(members, day),
        data={
            "members": [_member(one, day) for one in members],
            "contributions": [row for year in years for row in _paid(year)],
            "facts": [*_by_laws(laws), *(_lacking(year) for year in years if _lacks(year))],
            "interventions": interventions,
        },
    )


def _counted(members: Sequence[Member], day: date) -> str:
    """Count the members, those of whom it is not known by themselves."""
    found = [one.is_member_on(day) for one in members]
    sure, unsure = found.count(IsMember.YES), found.count(IsMember.UNKNOWN)
    words = f"{sure} {'medlem' if sure == 1 else 'medlemmar'}"
    return f"{words}, och {unsure} där det är okänt" if unsure else words


def _member(one: Member, day: date) -> Told:
    since, until = one.joined_on, _last_day(one, day)
    is_unknown = one.is_member_on(day) is IsMember.UNKNOWN
    return {
        "name": one.membership.member.name,
        "share": one.membership.get_share_display(),
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        **({"status": UNKNOWN} if is_unknown else {}),
    }


def _last_day(one: Member, day: date) -> date | None:
    """Answer the last day as member; None where it is not set, not known or only assumed."""
    status = one.status_on(day).value
    found = None if status.is_assumed else status.effective
    match one.is_member_on(day):
        case IsMember.UNKNOWN:
            return None
        case IsMember.NO:
            ended = (row.fact.day for row in one.facts if row.fact.kind is FactKind.ENDED)
            found = max((last for last in ended if last), default=found)
    # Who has left and comes back has a last day before the first
    return None if found and one.joined_on and found < one.joined_on else found


def _years(home: int, members: Sequence[Member]) -> Iterator[YearShares]:
    """Compute each year of which the state's amount is known, the latest version of it."""
    amounts = federation.state_amounts(home, with_papers=False)
    keys = federation.keys_of(home, with_papers=False)
    counted = federation.people_by_day(members)
    for year in sorted({row.year for row in amounts}):
        first = date(year, 1, 1)
        payers = federation.paying(members, first)
        own = tuple(row for row in amounts if row.year == year)
        yield federation.computed(year, own, federation.key_on(keys, first), payers, counted)


def _lacks(year: YearShares) -> str:
    """Say why nobody's part of a year is told; "" where it is."""
    if year.unsure:
        member = "medlem" if len(year.unsure) == 1 else "medlemmar"
        return f"det är okänt om {' och '.join(year.unsure)} är {member}"
    return year.lacks


def _paid(year: YearShares) -> list[Told]:
    if _lacks(year):
        return []
    paid = federation.payments(year)
    return [{"name": one.name, "year": year.year, "amount": one.amount} for one in paid]


def _lacking(year: YearShares) -> Told:
    return {"term": f"Bidrag {year.year}", "words": f"Okänt: {_lacks(year).rstrip('.')}."}


def _by_laws(found: ByLaws | None) -> Iterator[Told]:
    """Tell what the by-laws in force set (9 § lag 2003:1210)."""
    if found is None:
        yield {"term": "Förbundsordning", "words": "Ingen gällande är registrerad."}
        return
    terms = found.terms
    until = f" till och med {running_date(terms.to_date)}" if terms.to_date else ""
    held = f"Gäller från och med {running_date(terms.from_date)}{until}. Källa: {terms.source.rstrip('.')}."
    yield {"term": "Förbundsordning", "words": held}
    yield {"term": "Styrelse", "words": _board(found)}
    yield {"term": "Uppsägningstid", "words": _notice(terms)}
    if found.announced:
        yield {"term": "Anslår på", "words": ", ".join(found.announced)}


def _board(found: ByLaws) -> str:
    seats = found.board.value if found.board else None
    if seats is None or seats.needs is None or found.unsure:
        return "Hur många platser den har är inte känt."
    return (
        f"{seats.members} ledamöter och {seats.substitutes} ersättare, beslutsför med {seats.needs}"
    )


def _notice(terms: FederationTerms) -> str:
    if terms.notice_years is None:
        return "Förbundsordningen säger inget: lagens tre år gäller"
    return f"{terms.notice_years} år, {terms.get_counting_display()}, {terms.section}"
