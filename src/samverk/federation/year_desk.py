"""The pile that a federation's year lays on the start page: the duties that the reader answers for."""

from __future__ import annotations

from django.urls import reverse

from samverk.directory import queries as directory
from samverk.federation import queries
from samverk.federation.queries import YearTask
from samverk.federation.year_words import told
from samverk.foundation.desk import Pile, Task, Visit
from samverk.rules.federation_year import Urgency

PRESSING = (Urgency.OVERDUE, Urgency.PASSED, Urgency.NEAR)
WHY = "Uppgifter under förbundets år som du svarar för, med sista dag efter lag eller egen inställning."


def own_duties(visit: Visit) -> Pile:
    """Lay the reader's own duties that are overdue, near, or past the day of their reminder."""
    found: list[tuple[YearTask, str]] = []
    if visit.actor.user is not None:
        owned = queries.years_owned_by(visit.actor.user, visit.organisations)
        for federation in sorted({home for home, _ in owned}):
            years = [year for home, year in owned if home == federation]
            found += _of(visit, federation, range(min(years), max(years) + 1))
    found.sort(key=lambda one: one[0].duty.due)
    return Pile("Förbundets år", "forbundets-ar", WHY, tuple(_task(*one) for one in found))


def _of(visit: Visit, federation: int, years: range) -> list[tuple[YearTask, str]]:
    members = queries.members(federation, with_fees=False)
    slug = directory.organisation_by_id(federation).slug
    return [
        (one, reverse("federation_duty", args=[slug, one.name]))
        for year in queries.years_of(federation, members, years, visit.day)
        for one in year.tasks
        if one.owner and one.owner.pk == visit.actor.user and one.standing.urgency in PRESSING
    ]


def _task(one: YearTask, url: str) -> Task:
    row = told(one)
    return Task(one.duty.text, url, row.tone, row.words.capitalize(), f"Senast {one.duty.due}.")
