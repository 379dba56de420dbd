"""Statistics that are published in the background: asked for, tried by a job, and told how it went.

Each table is tried beside all that is out of the year, which takes time where much is out. One that a
crash stopped is taken up again by the next minute's job.
"""

from __future__ import annotations

from django.db.models import F, Model
from procrastinate.contrib.django import app as jobs

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import InputError, SamverkError
from samverk.interventions import queries as catalogue
from samverk.interventions.actions.doors import ASKED_STATISTICS, SENT_COUNTS, hold
from samverk.interventions.models import YearSubject
from samverk.interventions.persons.actions.publishing import (
    PUBLISHED,
    YearAsked,
    check_may_see,
    publish_year,
)
from samverk.interventions.persons.actions.publishing_interventions import (
    InterventionYear,
    check_may_publish,
    publish_sums,
)
from samverk.interventions.persons.models import StatisticsAsked, StatisticsTried
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority

STATISTICS_ASKED = acts.kind(
    "persons.statistics_asked", "Publicering av statistik beställd", is_quiet=True
)
STATISTICS_TRIED = acts.kind(
    "persons.statistics_tried", "Beställd publicering prövad", is_quiet=True
)
PUBLISHER = system("Samverk, publicering av statistik")
PUBLISH_JOB = "samverk.interventions.persons.jobs.publish_statistics"
BROKEN = "Ett fel stoppade publiceringen. Försök igen, eller tala med den som sköter systemet."


def ask_statistics(
    actor: Actor, body: int, asked: YearAsked, subject: YearSubject, *, key: str
) -> StatisticsAsked:
    """Ask for a subject of a delivery's year to be published. While that is on its way, it is the answer.

    Raises NotAllowedError, and InputError for a year that is not over and another's delivery.
    """
    home, of = authority(body), catalogue.delivery_by_id(asked.delivery)
    check_may_see(actor, home, of)
    if asked.year >= clock.today().year:
        raise InputError(f"{asked.year} är inte slut: statistiken publiceras för hela år.")
    new = StatisticsAsked(delivery=of, subject=subject, year=asked.year)
    return _asked(actor, home, new, key, (asked, subject.value))


def ask_intervention(
    actor: Actor, body: int, asked: InterventionYear, *, key: str
) -> StatisticsAsked:
    """Ask for an intervention's year to be published, in the same way.

    Raises as ``publish_intervention`` of who may and of which.
    """
    home = authority(body)
    check_may_publish(actor, home, asked)
    new = StatisticsAsked(intervention_id=asked.intervention, year=asked.year)
    return _asked(actor, home, new, key, asked)


def _asked(
    actor: Actor, home: Authority, new: StatisticsAsked, key: str, content: object
) -> StatisticsAsked:
    act = acts.Act(actor, STATISTICS_ASKED, key, home.organisation, body=home.body, content=content)
    with unread([home.body]):
        return acts.carry_out(act, lambda: _ask(home, new, actor.name))


def _ask(home: Authority, new: StatisticsAsked, name: str) -> StatisticsAsked:
    hold(ASKED_STATISTICS, home.body)
    running = StatisticsAsked.objects.filter(
        controller=home.body,
        delivery=new.delivery,
        intervention=new.intervention,
        subject=new.subject,
        year=new.year,
        tried=None,
    ).first()
    if running is not None:
        return running
    new.controller_id, new.asked_by = home.body, name
    new.save()
    # In the transaction that asked for it
    jobs.configure_task(PUBLISH_JOB, lock=f"statistik/{home.body}").defer(body=home.body)
    return new


def publish_all_asked() -> None:
    """Publish what is left at every authority: what a crash stopped. Each minute's work."""
    for one in directory.bodies():
        publish_asked(one.id)


def publish_asked(body: int) -> int:
    """Publish what has been asked at an authority (body id) and is not tried; answer how many were tried.

    Those of deliveries first: an intervention's are sums of them. Again publishes none twice.
    """
    first = F("intervention").asc(nulls_first=True)
    with unread([body]):
        rows = StatisticsAsked.objects.filter(controller=body, tried=None)
        left = list(
            rows.select_related("delivery", "intervention").order_by(first, "recorded_at", "pk")
        )
    for row in left:
        _try_one(row, authority(body))
    return len(left)


def _try_one(row: StatisticsAsked, home: Authority) -> None:
    try:
        _tried(row, home)
    except SamverkError as fault:
        _tried(row, home, fault.message[:400])
    except Exception:
        # What is not published is never left as if it were on its way
        _tried(row, home, BROKEN)
        raise


def _tried(row: StatisticsAsked, home: Authority, fault: str = "") -> None:
    """Publish and write down how it went, in one transaction; with a fault only that is written down."""
    act = acts.Act(
        PUBLISHER, STATISTICS_TRIED, f"statistik/{row.pk}", home.organisation, body=home.body
    )
    with unread([home.body]):
        acts.carry_out(act, lambda: _once(row, home, fault))


def _once(row: StatisticsAsked, home: Authority, fault: str) -> StatisticsTried:
    # Who sends counts and who publishes wait for each other
    hold(SENT_COUNTS, home.body)
    if earlier := StatisticsTried.objects.filter(asked=row).first():
        return earlier
    if not fault:
        act = acts.Act(
            PUBLISHER, PUBLISHED, f"publicera/{row.pk}", home.organisation, body=home.body
        )
        acts.carry_out(act, lambda: _published(row, home))
    return StatisticsTried.objects.create(controller_id=home.body, asked=row, fault=fault)


def _published(row: StatisticsAsked, home: Authority) -> Model:
    if row.delivery_id is not None:
        of = catalogue.delivery_by_id(row.delivery_id)
        return publish_year(of, row.year, home, YearSubject(row.subject))
    # The database keeps that it is one or the other
    return publish_sums(InterventionYear(row.intervention_id or 0, row.year), home)
