"""What a search that somebody follows finds, as the search page itself would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import BigIntegerField, QuerySet
from django.http import QueryDict

from samverk.foundation import clock
from samverk.publishing.models import Kind, OpenRecord
from samverk.publishing.queries.asked import Asked, Choice, ask, chosen_status
from samverk.publishing.queries.searching import newest
from samverk.rules.searching.asking import LONGEST, read_question
from samverk.rules.wording import running_date

# What the search page asks for, by the names in its address
FIELDS = ("q", "organisation", "organ", "slag", "status", "parti", "fran", "till")
# As they are told of a search: of which kind, and between which days
BIGGEST = BigIntegerField.MAX_BIGINT
WITHIN = "begränsad till det du valde"


def found_by(query: str) -> QuerySet[OpenRecord]:
    """Choose what a search finds, the newest of it when it is more than the search page would show."""
    asked, choice = _read(query)
    ids = newest(asked, choice, clock.today()) if _asks(asked, choice) else []
    return OpenRecord.objects.filter(pk__in=ids)


def changed_and_found(query: str, moment: datetime, kinds: Sequence[Kind]) -> list[OpenRecord]:
    """List what a search finds among what has changed since a moment, without the texts."""
    asked, choice = _read(query)
    if not _asks(asked, choice):
        return []
    rows = OpenRecord.objects.filter(kind__in=kinds, modified_at__gt=moment)
    if asked.query:
        rows = rows.extra(where=["words @@ %s::tsquery"], params=[asked.query])
    if choice.since:
        rows = rows.filter(day__gte=choice.since)
    if choice.until:
        rows = rows.filter(day__lte=choice.until)
    return list(rows.defer("text", "words").order_by("modified_at", "id"))


def described(query: str) -> str:
    """Say in words what a search asks for."""
    given = QueryDict(query)
    words = given.get("q", "")
    named = [f"”{words}”"] if words else []
    if kind := given.get("slag", ""):
        named.append(f"({Kind(kind).label})" if kind in set(Kind) else "")
    for name, before in (("fran", "från och med"), ("till", "till och med")):
        if day := _day(given, name):
            named.append(f"{before} {running_date(day)}")
    if any(given.get(name) for name in ("organisation", "organ", "status", "parti")):
        named.append(WITHIN)
    return " ".join(named) or "utan ord"


def _asks(asked: Asked, choice: Choice) -> bool:
    """Answer whether anything is asked for: small words alone are nothing."""
    return bool(asked.query or choice.since or choice.until)


def _read(query: str) -> tuple[Asked, Choice]:
    given = QueryDict(query)
    choice = Choice(
        organisation=_number(given, "organisation"),
        body=_number(given, "organ"),
        kind=given.get("slag", ""),
        **chosen_status(given.get("status", "")),
        party=given.get("parti", ""),
        since=_day(given, "fran"),
        until=_day(given, "till"),
    )
    question = read_question(given.get("q", "")[:LONGEST])
    asked = ask(question, choice)
    return (asked if asked.words or not question.terms else Asked("", "", frozenset(), ())), choice


def _number(given: QueryDict, name: str) -> int | None:
    text = given.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < len(str(BIGGEST))
    return int(text) if is_number else None


def _day(given: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None
