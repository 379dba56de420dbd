"""What a team has to keep to, and from when."""

from __future__ import annotations

from datetime import date

from samverk.interventions.persons.models import Team, TeamTerms


def take_up_days(team: Team, day: date) -> int:
    """Answer within how many days a team is to take up a referral that comes on a day."""
    terms = TeamTerms.objects.filter(team=team, from_date__lte=day)
    found = terms.order_by("-from_date", "-recorded_at").first()
    return found.take_up_days if found else team.take_up_days


def terms_to_come(team: Team, day: date) -> list[TeamTerms]:
    """List the terms that a team will have after a day, the first first; the last registered of each day."""
    rows = TeamTerms.objects.filter(team=team, from_date__gt=day).order_by(
        "from_date", "recorded_at"
    )
    return list({row.from_date: row for row in rows}.values())
