"""Popolo: votes, with each voter's choice and the counts."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from samverk.publishing.standards.rows import Around, Row, head, moment, told

SWEDEN = ZoneInfo("Europe/Stockholm")
OPTIONS = ("yes", "no", "abstain")
# Yes is the first of two proposals: Popolo's word tells whether that one passed
RESULTS = {"yes": "pass", "no": "fail"}


def vote_event(row: Row, around: Around) -> dict[str, Any]:
    """Give a vote: what yes and no meant, the counts, and who voted how.

    Which hour it began is not published: ``start_date`` is the beginning of its day.
    """
    made = head(row, around, "vote-event")
    data = row.data
    start = datetime.combine(row.day, time(), SWEDEN).isoformat() if row.day else None
    return told(
        {
            "id": made["id"],
            "type": made["type"],
            "identifier": row.title,
            "organization_id": around.ref("body", row.body),
            "start_date": start,
            "result": RESULTS.get(row.status),
            "counts": counts(row),
            "votes": votes(row, around),
            "created_at": made["created"],
            "updated_at": made["modified"],
            "samverk:date": row.day.isoformat() if row.day else None,
            "samverk:web": made["web"],
            "samverk:agendaItem": around.ref("item", data.get("item")),
            "samverk:meeting": around.ref("meeting", row.meeting),
            "samverk:body": around.ref("organisation", row.organisation),
            "samverk:outcome": row.status,
            "samverk:yesMeans": data.get("yesMeans"),
            "samverk:noMeans": data.get("noMeans"),
            "samverk:decidedBy": data.get("decidedBy"),
        }
    )


def counts(row: Row) -> list[dict[str, Any]]:
    """List how many chose what; what was not counted is left out."""
    found = ((option, row.data.get(option)) for option in OPTIONS)
    return [{"option": option, "value": value} for option, value in found if value is not None]


def votes(row: Row, around: Around) -> list[dict[str, Any]]:
    """List who chose what. A voter is named as the minutes have it; the group is the party."""
    event = around.names.of("vote-event", row.source)
    return [
        told(
            {
                "id": f"{event}/votes#{place}",
                "vote_event_id": event,
                "voter": {"name": ballot.get("person")},
                "option": ballot.get("option"),
                "group": {"name": ballot["party"]} if ballot.get("party") else None,
            }
        )
        for place, ballot in enumerate(row.data.get("ballots") or (), start=1)
    ]


def gone_vote(row: Row, around: Around) -> dict[str, Any]:
    """Give what is left of a vote that was withdrawn, by Popolo's words and OParl's."""
    made = head(row, around, "vote-event", page="")
    return {
        "id": made["id"],
        "type": made["type"],
        "created_at": moment(row.published_at),
        "updated_at": moment(row.modified_at),
        "deleted": True,
    }
