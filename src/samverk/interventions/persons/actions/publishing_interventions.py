"""Publishes an intervention's year over its deliveries: sums that have stood every attack, with the proof."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.federation.queries import intervention_by_id
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right, may, require
from samverk.interventions import queries as catalogue
from samverk.interventions.actions.doors import SENT_COUNTS, hold
from samverk.interventions.models import Delivery, InterventionStatistics
from samverk.interventions.persons.actions.publishing import PUBLISHED, TELLS
from samverk.interventions.persons.actions.telling_statistics import tell_intervention
from samverk.interventions.persons.models import InterventionCounts
from samverk.interventions.persons.queries.intervention_tables import (
    intervention_tables,
    placed,
    places_of,
    protected_intervention,
)
from samverk.interventions.persons.queries.kept_counts import has_kept_counts
from samverk.interventions.persons.queries.party_year import where_given, year_together
from samverk.interventions.persons.queries.together import OfDelivery, OfIntervention, Together
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority

NOTHING = (
    "Verksamhetens egna tabeller är insatsens: den är er enda verksamhet i insatsen med publicerad"
    " statistik för året, och allt gavs i en kommun. Det finns inget mer att publicera."
)


@dataclass(frozen=True, slots=True)
class InterventionYear:
    """Which intervention (id) and year."""

    intervention: int
    year: int


def publish_intervention(
    actor: Actor, body: int, asked: InterventionYear, *, key: str
) -> InterventionStatistics:
    """Publish an intervention's year over an authority's (body id) deliveries, once.

    Raises NotAllowedError, NotFoundError for one without deliveries of theirs, ConflictError when it is
    out, and InputError when its deliveries' own are not, when there is nothing more to tell, and when
    something would leak.
    """
    home = authority(body)
    check_may_publish(actor, home, asked)
    act = acts.Act(actor, PUBLISHED, key, home.organisation, body=body, content=asked)
    return acts.carry_out(act, lambda: publish_sums(asked, home))


def check_may_publish(actor: Actor, home: Authority, asked: InterventionYear) -> None:
    """Let through who may publish an intervention's year. Raises as ``publish_intervention``."""
    right = Right.COORDINATE_PERSONS
    require(may(actor, right, organisation=home.organisation, body=home.body))
    if not _given(asked.intervention, home):
        raise NotFoundError("Insatsen finns inte.")
    if asked.year >= clock.today().year:
        raise InputError(f"{asked.year} är inte slut: statistiken publiceras för hela år.")


def _given(intervention: int, home: Authority) -> list[Delivery]:
    return [
        one for one in catalogue.deliveries_of(intervention) if one.provider_id == home.organisation
    ]


def publish_sums(asked: InterventionYear, home: Authority) -> InterventionStatistics:
    """Publish what the deliveries' tables add up to, in the transaction of whoever asked."""
    hold(SENT_COUNTS, home.body)
    of, year = intervention_by_id(asked.intervention), asked.year
    with unread([home.body]):
        kept = InterventionCounts.objects.filter(controller=home.body, intervention=of, year=year)
        if kept.exists():
            raise ConflictError(f"Insatsens {year} är redan publicerat, och publiceras en gång.")
    every = year_together(home.body, of.federation_id, year)
    given = _given(of.pk, home)
    _check_first(of.pk, given, year, home.body, every)
    laid = _laid(given, year, home.body, every)
    if not laid.tables:
        raise InputError(NOTHING)
    found = protected_intervention(year, laid, every)
    if found.leaks:
        raise InputError(TELLS)
    with unread([home.body]):
        InterventionCounts.objects.create(
            controller_id=home.body,
            intervention=of,
            year=year,
            deliveries=[{"code": one.code, "town": one.town} for one in laid.deliveries],
            tables=found.kept,
        )
    made = InterventionStatistics.objects.create(
        intervention=of,
        provider_id=home.organisation,
        year=year,
        tables=found.tables,
        proof=found.proof,
        published_by=home.name,
        published_on=clock.today(),
    )
    tell_intervention(made, home)
    return made


def _check_first(
    intervention: int, given: list[Delivery], year: int, body: int, every: Together
) -> None:
    known = {one.code for one in every.deliveries if one.statistics}
    rest = [one for one in given if str(one.code) not in known]
    told = catalogue.told_of(intervention, year)
    if without := [one for one in rest if one.pk in told]:
        raise InputError(
            f"Statistiken för {year} publicerades innan antalen bakom den sparades"
            f" ({_listed(without)}). Insatsens tabeller kan inte prövas mot den och publiceras inte."
        )
    if gone := [one for one in rest if has_kept_counts(one.pk, year, body, of_referrals=False)]:
        raise InputError(
            f"Personer som räknades {year} i {_listed(gone)} är gallrade, och där är inget"
            " publicerat. Insatsens tabeller skulle bli för låga och publiceras inte."
        )
    if left := [one for one in rest if where_given(one, year, body)]:
        raise InputError(f"Publicera först statistiken för {year} för {_listed(left)}.")


def _listed(those: list[Delivery]) -> str:
    return ", ".join(str(one) for one in those)


def _laid(given: list[Delivery], year: int, body: int, every: Together) -> OfIntervention:
    """Lay out the tables of the deliveries that are published."""
    own = {str(one.code): one for one in given}
    deliveries: list[OfDelivery] = [
        one for one in every.deliveries if one.code in own and one.statistics
    ]
    if not deliveries:
        return OfIntervention([])
    where = {one.code: where_given(own[one.code], year, body) for one in deliveries}
    places = places_of(deliveries, where)
    deliveries = placed(deliveries, places)
    return OfIntervention(deliveries, intervention_tables(year, deliveries, places))
