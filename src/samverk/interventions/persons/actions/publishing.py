"""Publishes a delivery's year: tables that have stood every attack, with the proof of it."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.exchange.queries import peer_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import may, require
from samverk.interventions import queries as catalogue
from samverk.interventions.actions.doors import SENT_COUNTS, hold
from samverk.interventions.models import Delivery, PublishedStatistics
from samverk.interventions.persons.queries.kept_counts import has_kept_counts
from samverk.interventions.persons.queries.outcomes import Outcomes, outcomes_of
from samverk.interventions.persons.queries.sent_year import has_sent
from samverk.interventions.persons.queries.statistics import YearTables, year_tables
from samverk.interventions.persons.zone import Authority, Desk, authority
from samverk.rules.interventions.hands import Hand

PUBLISHED = acts.kind("persons.statistics_published", "Statistik publicerad")
SEEN = acts.kind("persons.statistics_seen", "Statistik och resultat uttagna", is_reading=True)


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


def look_at_year(
    actor: Actor, home: Authority, of: Delivery, year: int
) -> tuple[YearTables, Outcomes]:
    """Give a year's tables as they would be published, and for the party alone what became of people.

    That they were looked at is logged.
    """
    check_may_see(actor, home, of)
    acts.log_readings(acts.Act(actor, SEEN, "", of.provider_id, body=home.body), [of])
    return year_tables(of, year, [home.body]), outcomes_of(of, year, [home.body], clock.today())


def publish_statistics(
    actor: Actor, body: int, asked: YearAsked, *, key: str
) -> PublishedStatistics:
    """Publish a year that is over, once.

    Raises InputError when it is not over, when its counts have not been sent to a federation that gets
    such, and when something would leak.
    """
    home, of = authority(body), catalogue.delivery_by_id(asked.delivery)
    check_may_see(actor, home, of)
    if asked.year >= clock.today().year:
        raise InputError(f"{asked.year} är inte slut: statistiken publiceras för hela år.")
    act = acts.Act(actor, PUBLISHED, key, home.organisation, body=body, content=asked)
    return acts.carry_out(act, lambda: _publish(of, asked.year, home))


def _publish(of: Delivery, year: int, home: Authority) -> PublishedStatistics:
    # Counts that are sent meanwhile would not be weighed in
    hold(SENT_COUNTS, home.body)
    _check_first(of, year, home.body)
    found = year_tables(of, year, [home.body])
    if not found.tables:
        raise InputError(f"Ingen deltog {year} som kan räknas: det finns inget att visa.")
    if found.leaks:
        raise InputError("Tabellerna skulle avslöja någon. De publiceras inte.")
    return PublishedStatistics.objects.create(
        delivery=of,
        year=year,
        tables=found.tables,
        proof=found.proof,
        published_by=home.name,
        published_on=clock.today(),
    )


def _check_first(of: Delivery, year: int, body: int) -> None:
    if of.statistics.filter(year=year).exists():
        raise ConflictError(f"{year} är redan publicerat, och publiceras en gång.")
    if has_kept_counts(of.pk, year, body):
        raise InputError(
            f"Personer som räknades {year} är gallrade. Tabellerna skulle bli för låga och"
            " publiceras inte."
        )
    if peer_of(of.intervention.federation_id) and not has_sent(of, year, body):
        raise InputError(
            f"Skicka först antalen för hela {year} till förbundet. Statistiken prövas mot"
            " dem, och efter den skickas inga nya antal för året."
        )
