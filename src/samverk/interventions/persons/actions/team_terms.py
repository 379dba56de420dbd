"""Changes what a team has to keep to, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.interventions.persons.actions.steps import Doing, done, step_kind
from samverk.interventions.persons.models import Team, TeamTerms
from samverk.interventions.persons.queries.teams import take_up_days
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.unanswered import LEAST_DAYS
from samverk.rules.wording import running_date

TEAM_CHANGED = step_kind("team_changed", "Mottagande teamets villkor ändrade")


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Within how many days a team (of a delivery, by id) is to take a referral up, from a day on."""

    delivery: int
    days: int
    from_date: date


def change_team(actor: Actor, body: int, new: NewTerms, *, key: str) -> TeamTerms:
    """Give a team another time to take referrals up. What has come before the day keeps its own.

    Raises NotFoundError for a team that is not the authority's, InputError for a day that has passed,
    too few days to warn twice, and days that are the same as before.
    """
    today = clock.today()
    if new.from_date < today:
        raise InputError("Ändringen kan gälla tidigast från i dag.", field="from_date")
    if new.days < LEAST_DAYS:
        raise InputError(f"Ge teamet minst {LEAST_DAYS} dagar.", field="days")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:

        def work() -> TeamTerms:
            team = Team.objects.filter(delivery=new.delivery, controller=body).first()
            if team is None:
                raise NotFoundError("Sidan finns inte.")
            if take_up_days(team, new.from_date) == new.days:
                day = running_date(new.from_date)
                raise InputError(f"Teamet har redan {new.days} dagar {day}.", field="days")
            return TeamTerms.objects.create(
                controller_id=body, team=team, from_date=new.from_date, take_up_days=new.days
            )

        doing = Doing(actor, Hand.COORDINATOR, home, today)
        return done(TEAM_CHANGED, doing, key, new, work)
