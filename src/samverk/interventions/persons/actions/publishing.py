"""Publishes a delivery's year: tables that have stood every attack, with the proof of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from samverk.exchange.queries import peer_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.interventions import queries as catalogue
from samverk.interventions.actions.doors import SENT_COUNTS, hold
from samverk.interventions.models import Delivery, PublishedStatistics, YearSubject
from samverk.interventions.persons.actions.telling_statistics import tell_statistics
from samverk.interventions.persons.models import PublishedCounts
from samverk.interventions.persons.queries.asked_statistics import (
    PublishingStanding,
    publishing_of,
)
from samverk.interventions.persons.queries.beside import (
    has_kept_exact,
    has_sent,
    year_out,
    year_out_in_open,
)
from samverk.interventions.persons.queries.kept_counts import has_kept_counts
from samverk.interventions.persons.queries.outcome_tables import counted_outcomes, outcome_tables
from samverk.interventions.persons.queries.outcomes import Outcomes, outcomes_in_open, outcomes_of
from samverk.interventions.persons.queries.party_year import protected_with_all, year_together
from samverk.interventions.persons.queries.return_tables import return_tables
from samverk.interventions.persons.queries.returned import Returned, returned_in, returned_in_open
from samverk.interventions.persons.queries.statistics import (
    YearTables,
    counted_tables,
    year_tables,
)
from samverk.interventions.persons.reading_grounds import mark_at
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, Desk, authority
from samverk.rules.interventions.hands import Hand

PUBLISHED = acts.kind("persons.statistics_published", "Statistik publicerad")
SEEN = acts.kind("persons.statistics_seen", "Statistik och resultat uttagna", is_reading=True)
TELLS = (
    "Tabellerna skulle avslöja någon, tillsammans med det som redan är publicerat och skickat för året."
    " De publiceras inte."
)
NOBODY = {
    YearSubject.TOOK_PART: "Ingen deltog {} som kan räknas.",
    YearSubject.OUTCOMES: "Ingen som följs upp avslutade sitt deltagande {}.",
    YearSubject.RETURNS: "Ingen remiss som kan räknas kom tillbaka {}.",
}


@dataclass(frozen=True, slots=True)
class YearAsked:
    """Which delivery (id) and year."""

    delivery: int
    year: int


def check_may_see(actor: Actor, home: Authority, of: Delivery) -> None:
    """Let through who may see a delivery's year. Raises NotAllowedError, InputError for others'."""
    right = Desk(home.body, Hand.COORDINATOR).right
    require(may(actor, right, organisation=home.organisation, body=home.body))
    if of.provider_id != home.organisation:
        raise InputError(f"{of} ges av {of.provider}, inte av er.")


class YearPart(Enum):
    """A part of a delivery's year as its coordinator sees it (del); the value stands in addresses."""

    TOOK_PART = "deltog"
    OUTCOMES = "resultat"
    RETURNS = "aterremisser"
    EXACT = "exakt"


@dataclass(frozen=True, slots=True)
class YearSeen:
    """A delivery's year as its coordinator sees it (årets tabeller): what may be told, and what is exact.

    What was not looked at is None. ``returned`` are the exact counts behind ``returns``; ``asked`` is how
    far what was asked for has come.
    """

    asked: dict[str, PublishingStanding]
    statistics: YearTables | None = None
    outcomes: YearTables | None = None
    returns: YearTables | None = None
    exact: Outcomes | None = None
    returned: Returned | None = None


def look_at_year(
    actor: Actor, home: Authority, of: Delivery, year: int, part: YearPart
) -> YearSeen:
    """Give a part of a year as it would be published, or for the party alone what became of people.

    That it was looked at is logged.
    """
    check_may_see(actor, home, of)
    bodies = [home.body]
    mark = mark_at(actor, home.organisation, home.body, Right.COORDINATE_PERSONS)
    act = acts.Act(actor, SEEN, "", of.provider_id, body=home.body, mark=mark)
    acts.log_readings(act, [of])
    today = clock.today()
    with unread(bodies):
        became = part in (YearPart.OUTCOMES, YearPart.EXACT)
        exact = outcomes_in_open(of, year, today) if became else None
        returned = returned_in_open(of, year, today) if part is YearPart.RETURNS else None
        out = year_out_in_open(of, year, bodies)
        asked = publishing_of(home.body, of.pk, of.intervention_id, year)
    told = exact if part is YearPart.OUTCOMES else None
    return YearSeen(
        asked,
        year_tables(of, year, bodies, out) if part is YearPart.TOOK_PART else None,
        outcome_tables(of, told, bodies, out) if told else None,
        return_tables(of, returned, bodies, out) if returned else None,
        exact,
        returned,
    )


def publish_statistics(
    actor: Actor,
    body: int,
    asked: YearAsked,
    *,
    key: str,
    subject: YearSubject = YearSubject.TOOK_PART,
) -> PublishedStatistics:
    """Publish a subject of a year that is over, once: how many took part, or what became of them.

    Raises InputError when it is not over, when its counts have not been sent to a federation that gets
    such, and when something would leak.
    """
    home, of = authority(body), catalogue.delivery_by_id(asked.delivery)
    check_may_see(actor, home, of)
    if asked.year >= clock.today().year:
        raise InputError(f"{asked.year} är inte slut: statistiken publiceras för hela år.")
    act = acts.Act(
        actor, PUBLISHED, key, home.organisation, body=body, content=(asked, subject.value)
    )
    return acts.carry_out(act, lambda: publish_year(of, asked.year, home, subject))


def publish_year(
    of: Delivery, year: int, home: Authority, subject: YearSubject
) -> PublishedStatistics:
    """Publish a subject of a year, in the transaction of whoever asked. Raises as ``publish_statistics``."""
    # Counts that are sent meanwhile would not be weighed in
    hold(SENT_COUNTS, home.body)
    _check_first(of, year, home.body, subject)
    found = _tables(of, year, home.body, subject)
    if not found.tables:
        raise InputError(f"{NOBODY[subject].format(year)} Det finns inget att visa.")
    if found.leaks:
        raise InputError(TELLS)
    with unread([home.body]):
        PublishedCounts.objects.create(
            controller_id=home.body, delivery=of, year=year, subject=subject, tables=found.kept
        )
    made = PublishedStatistics.objects.create(
        delivery=of,
        year=year,
        subject=subject,
        tables=found.tables,
        proof=found.proof,
        published_by=home.name,
        published_on=clock.today(),
    )
    tell_statistics(made, home)
    return made


def _tables(of: Delivery, year: int, body: int, subject: YearSubject) -> YearTables:
    """Protect a subject's tables beside all that is out of the authority's year, other deliveries' too."""
    today = clock.today()
    if subject is YearSubject.RETURNS:
        return return_tables(of, returned_in(of, year, [body], today), [body])
    found = outcomes_of(of, year, [body], today) if subject is YearSubject.OUTCOMES else None
    every = year_together(body, of.intervention.federation_id, year, own=of)
    if all(one.code == str(of.code) for one in every.deliveries):
        return outcome_tables(of, found, [body]) if found else year_tables(of, year, [body])
    counted = counted_outcomes(found) if found else counted_tables(of, year, [body])
    if not counted:
        return YearTables(year, [], {}, 0, 0, [])
    made = protected_with_all(
        year, subject, counted, year_out(of, year, [body]).beside(subject), every
    )
    return replace(made, counted=found.counted) if found else made


def _check_first(of: Delivery, year: int, body: int, subject: YearSubject) -> None:
    out = {one.subject for one in of.statistics.filter(year=year)}
    if subject in out:
        raise ConflictError(f"{year} är redan publicerat, och publiceras en gång.")
    if out and not has_kept_exact(of, year, body):
        raise InputError(
            f"Statistiken för {year} publicerades innan antalen bakom den sparades. Resultaten kan"
            " inte prövas mot den och publiceras inte."
        )
    if has_kept_counts(of.pk, year, body, of_referrals=subject is YearSubject.RETURNS):
        raise InputError(
            f"Personer som räknades {year} är gallrade. Tabellerna skulle bli för låga och"
            " publiceras inte."
        )
    if peer_of(of.intervention.federation_id) and not has_sent(of, year, body):
        raise InputError(
            f"Skicka först antalen för hela {year} till förbundet. Statistiken prövas mot"
            " dem, och efter den står de som de är skickade."
        )
