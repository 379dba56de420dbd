"""A meeting as it is published: called first, and with its locked paragraphs when they are adjusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from samverk.meetings.queries.telling import Meeting, ToldItem, ToldMeeting
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.publishing.sources.votes import parties_of, votes_of
from samverk.rules.wording import NO_BREAK, running_date

SWEDEN = ZoneInfo("Europe/Stockholm")
# What a locked paragraph says beside its printed parts, by our name and the standard's
FACTS = ("decisions", "reservations", "deferrals", "elections", "order", "refusals", "conflicts")
CLOSED = "Paragrafen är sekretessbelagd."


def called_drafts(told: ToldMeeting) -> tuple[Draft, ...]:
    """Give a meeting and its items as they were called, with no word of what was decided."""
    items = [_called(told, each) for each in told.items if not each.item.struck_on]
    return (meeting_draft(told, minutes="none"), *items)


def minuted_drafts(told: ToldMeeting) -> tuple[Draft, ...]:
    """Give a meeting with its locked paragraphs and votes; items that are not adjusted as called."""
    state = "adjusted" if told.is_wholly_adjusted else "partly"
    found = [meeting_draft(told, minutes=state)]
    for each in told.items:
        if each.locked is None:
            found += [] if each.item.struck_on else [_called(told, each)]
            continue
        votes = votes_of(told, each)
        found += [_adjusted(told, each, each.locked, votes), *votes]
    return tuple(found)


def name_of(told: ToldMeeting) -> str:
    """Name a meeting as everybody is told of it."""
    return occasion_of(told.meeting).title


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where a meeting is held, and how far it has come: the closed fields of it, and its place."""

    title: str
    day: date
    status: str
    start: str
    end: str | None
    place: str


def occasion_of(meeting: Meeting) -> Occasion:
    """Give when and where a meeting is held as it stands now."""
    start = datetime.combine(meeting.day, meeting.starts_at, SWEDEN)
    held = meeting.ended_at is not None
    return Occasion(
        f"{meeting.body.name} {running_date(meeting.day)}",
        meeting.day,
        "cancelled" if meeting.cancelled_on else "held" if held else "planned",
        start.isoformat(),
        meeting.ended_at.isoformat() if meeting.ended_at else None,
        meeting.place,
    )


def meeting_draft(told: ToldMeeting, *, minutes: str) -> Draft:
    """Give the meeting itself."""
    meeting = told.meeting
    occasion = occasion_of(meeting)
    return Draft(
        Kind.MEETING,
        meeting.pk,
        occasion.title,
        organisation=meeting.body.organisation_id,
        body=meeting.body_id,
        day=occasion.day,
        status=occasion.status,
        data={
            "start": occasion.start,
            "end": occasion.end,
            "place": occasion.place,
            "public": told.public,
            "extra": meeting.extra,
            "cancelledWhy": meeting.cancelled_why,
            "announcedOn": told.announced_on.isoformat() if told.announced_on else None,
            "calledOn": told.called_on.isoformat() if told.called_on else None,
            "chair": meeting.chair.name if meeting.chair else "",
            "minutes": minutes,
        },
    )


def _item(told: ToldMeeting, each: ToldItem, **more: Any) -> Draft:
    """Give what an item has from its calling on, with ``more`` of what it says."""
    item = each.item
    links = [("treats", Kind.CASE, item.case_id)] if item.case_id else []
    links += [("paper", Kind.FILE, document) for document in each.documents]
    data = {
        "position": item.position,
        "paragraph": item.paragraph,
        "section": item.section,
        "secret": item.secret,
        "decider": item.decider_id,
    }
    return Draft(
        Kind.ITEM,
        item.pk,
        more.pop("title", item.title),
        organisation=told.meeting.body.organisation_id,
        body=told.meeting.body_id,
        meeting=told.meeting.pk,
        case=item.case_id,
        day=told.meeting.day,
        data=data | more.pop("data", {}),
        links=(*links, *more.pop("links", ())),
        **more,
    )


def _called(told: ToldMeeting, each: ToldItem) -> Draft:
    return _item(told, each, number=str(each.item.position), status="called")


def _adjusted(
    told: ToldMeeting, each: ToldItem, locked: dict[str, Any], votes: list[Draft]
) -> Draft:
    is_secret = "commitment" in locked or bool(locked.get("secret"))
    parts = [{"heading": "", "texts": [CLOSED], "points": [], "bullets": []}] if is_secret else []
    parts = parts or locked.get("parts", [])
    corrections = [{"text": c.text, "why": c.why, "day": c.day} for c in each.corrections]
    facts = {} if is_secret else {name: locked[name] for name in FACTS if name in locked}
    return _item(
        told,
        each,
        title=locked["title"],
        number=f"§{NO_BREAK}{locked['paragraph']}",
        status="adjusted",
        sort="" if is_secret else locked.get("outcome") or "",
        text="\n\n".join(_words(parts, corrections)),
        parties=() if is_secret else parties_of(locked, votes),
        data=facts
        | {
            "parts": parts,
            "corrections": corrections,
            "votes": [vote.source for vote in votes],
            "notTakingPart": [] if is_secret else locked.get("not_taking_part", []),
            "sealed": _place_in_chain(each),
            "adjustedOn": each.adjusted_on.isoformat() if each.adjusted_on else None,
        },
    )


def _place_in_chain(each: ToldItem) -> dict[str, Any] | None:
    """Tell where a paragraph is locked, without its digest: that is of words that may be masked here.

    Whoever has the rest of the paragraph could try every number of a person against it.
    """
    return {name: each.chain[name] for name in ("chain", "number")} if each.chain else None


def _words(parts: list[dict[str, Any]], corrections: list[dict[str, str]]) -> list[str]:
    """Give all that a paragraph says, for the index."""
    said = [
        words
        for part in parts
        for words in (part["heading"], *part["texts"], *part["points"], *part["bullets"])
        if words
    ]
    return [*said, *(f"Rättelse: {each['text']}" for each in corrections)]
