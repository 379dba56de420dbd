"""A board and a case that are published, with what is news of them, for the tests of following."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, Record

TOWN, BOARD, CASE, MEETING = 7, 12, 70, 31
NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
SCRIPT = '<script>alert("å")</script> & ]]> \x0b\x00'.replace("\x00", "")


def put(*drafts: Draft, at: datetime = NOON) -> None:
    """Publish drafts at a moment."""
    write(drafts, at)


def take_back(kind: Kind, source: int, at: datetime = NOON + timedelta(hours=1)) -> None:
    """Take back what was published."""
    withdraw(Record.objects.filter(kind=kind, source=source), at)


def town() -> Draft:
    return Draft(Kind.ORGANISATION, TOWN, "Ekby kommun")


def board() -> Draft:
    return Draft(Kind.BODY, BOARD, "Socialnämnden", organisation=TOWN)


def case(status: str = "open") -> Draft:
    return Draft(
        Kind.CASE,
        CASE,
        "Avgifter",
        organisation=TOWN,
        body=BOARD,
        number="SN 2026/4",
        status=status,
    )


def item(source: int, title: str, **given: Any) -> Draft:
    told: dict[str, Any] = {
        "status": "adjusted",
        "number": f"§ {source}",
        "text": f"Nämnden beslutar. {title}.",
        "body": BOARD,
    }
    return Draft(
        Kind.ITEM,
        source,
        title,
        organisation=TOWN,
        meeting=MEETING,
        day=date(2026, 3, 3),
        **{**told, **given},
    )


def meeting(source: int = MEETING, day: date = date(2026, 3, 20), **given: Any) -> Draft:
    told = {"start": f"{day}T13:00", "end": f"{day}T16:30", "place": "Sal A; Torget 1, Ekby"}
    data = told | given.pop("data", {})
    given.setdefault("status", "planned")
    return Draft(
        Kind.MEETING,
        source,
        given.pop("title", f"Socialnämnden den {day.day} mars 2026"),
        organisation=TOWN,
        body=given.pop("body", BOARD),
        day=day,
        data=data,
        **given,
    )


def notice(source: int, title: str, status: str = "up", organisation: int = TOWN) -> Draft:
    return Draft(Kind.NOTICE, source, title, organisation=organisation, body=BOARD, status=status)


def decision(source: int, title: str, **data: Any) -> Draft:
    return Draft(
        Kind.DECISION, source, title, organisation=TOWN, body=BOARD, number="§ 4", data=data
    )


def stage() -> None:
    """Publish the town, the board and the case."""
    put(town(), board(), case(), at=NOON - timedelta(days=9))
