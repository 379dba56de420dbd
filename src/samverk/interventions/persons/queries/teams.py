"""What a team has to keep to, and from when."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from samverk.interventions.persons.models import Team, TeamTerms


def take_up_days(team: Team, day: date) -> int:
    """Answer within how many days a team is to take up a referral that comes on a day."""
    days: int = (
        Team.objects.annotate(now=days_now(day)).values_list("now", flat=True).get(pk=team.pk)
    )
    return days


def days_now(day: date) -> Coalesce:
    """Build the same for each team that is read, in its own question."""
    terms = TeamTerms.objects.filter(team=OuterRef("pk"), from_date__lte=day)
    last = terms.order_by("-from_date", "-recorded_at").values("take_up_days")[:1]
    return Coalesce(Subquery(last), "take_up_days")


def terms_to_come(team: Team, day: date) -> list[TeamTerms]:
    """List the terms that a team will have after a day, the first first; the last registered of each day."""
    rows = TeamTerms.objects.filter(team=team, from_date__gt=day).order_by(
        "from_date", "recorded_at"
    )
    return list({row.from_date: row for row in rows}.values())
