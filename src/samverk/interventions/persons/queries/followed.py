"""Whom groups may be told of: those who consent to follow-up and have no protected identity.

Protected persons count in sums alone; those who do not consent by sex and year of start alone.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from samverk.interventions.persons.models import Consent, Participation, Protection
from samverk.rules.interventions.consent import Purpose


def is_protected() -> Exists:
    """Answer of a row about a person whether the identity is protected."""
    return Exists(Protection.objects.filter(person=OuterRef("person"), lifted_at=None))


def consents(day: date, provider: int) -> Exists:
    """Answer of a row about a person whether follow-up by a provider is consented to on a day."""
    return Exists(
        Consent.objects.filter(
            Q(to_date=None) | Q(to_date__gte=day),
            person=OuterRef("person"),
            purpose=Purpose.FOLLOW_UP,
            from_date__lte=day,
            withdrawn_on=None,
            reaches__organisation=provider,
        )
    )


def may_be_grouped(day: date, provider: int, entry: str, of: str = "pk") -> Q:
    """Answer of a row about a person whether they may be counted in groups.

    ``entry`` is the way from a participation to the row, and ``of`` its id. Where one has taken part it
    is what was decided of that participation; before then it is the consent of the day.
    """
    own = Participation.objects.filter(**{entry: OuterRef(of)})
    follows = Q(Exists(own.filter(is_followed=True)))
    waits = ~Q(Exists(own)) & Q(consents(day, provider))
    return (follows | waits) & ~Q(is_protected())
