"""What a search that somebody follows finds, as the search page itself would."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import QueryDict

from samverk.publishing.models import OpenRecord

# What the search page asks for, by the names in its address
FIELDS = ("q", "organisation", "organ", "slag")
NUMBERS = {"organisation": "organisation", "organ": "body"}


def searched(query: str) -> QuerySet[OpenRecord]:
    """Choose what a search finds, among all that stands published."""
    given = QueryDict(query)
    rows = OpenRecord.objects.all()
    for word in given.get("q", "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    for name, field in NUMBERS.items():
        if value := given.get(name):
            rows = rows.filter(**{field: value}) if value.isdecimal() else rows.none()
    kinds = given.getlist("slag")
    return rows.filter(kind__in=kinds) if kinds else rows


def described(query: str) -> str:
    """Say in words what a search asks for."""
    words = QueryDict(query).get("q", "")
    return f"”{words}”" if words else "utan sökord"
