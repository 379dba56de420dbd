"""The votes of a locked paragraph, as Popolo has them: each voter's choice, and the count."""

from __future__ import annotations

from typing import Any

from samverk.meetings.queries.telling import ToldItem, ToldMeeting
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.rules.wording import NO_BREAK

# A paragraph has fewer votes than this
PLACES = 1000


def votes_of(told: ToldMeeting, each: ToldItem) -> list[Draft]:
    """Give the votes that were counted in a locked paragraph; of a secret one there are none."""
    locked = each.locked or {}
    if locked.get("secret") or "commitment" in locked:
        return []
    return [
        _vote(told, each, number, vote)
        for number, vote in enumerate(locked.get("votes", ()), start=1)
    ]


def _vote(told: ToldMeeting, each: ToldItem, number: int, vote: dict[str, Any]) -> Draft:
    item = each.item
    which = f" nr {number}" if number > 1 else ""
    ballots = [
        {"person": name, "party": party_in(name), "option": choice}
        for name, choice in vote.get("ballots", {}).items()
    ]
    return Draft(
        Kind.VOTE,
        item.pk * PLACES + number,
        f"Omröstning{which}, §{NO_BREAK}{item.paragraph}",
        organisation=told.meeting.body.organisation_id,
        body=told.meeting.body_id,
        meeting=told.meeting.pk,
        day=told.meeting.day,
        status=str(vote.get("outcome", "")),
        number=f"§{NO_BREAK}{item.paragraph}",
        data={
            "item": item.pk,
            "n": number,
            "yes": vote.get("yes"),
            "no": vote.get("no"),
            "abstain": vote.get("abstain"),
            "yesMeans": vote.get("yes_means", ""),
            "noMeans": vote.get("no_means", ""),
            "outcome": vote.get("outcome", ""),
            "decidedBy": vote.get("decided_by", ""),
            "ballots": ballots,
        },
        links=(("vote", Kind.ITEM, item.pk),),
    )


def parties_of(locked: dict[str, Any], votes: list[Draft]) -> tuple[str, ...]:
    """List the parties that are named in a paragraph: "Anna Ek (S)" belongs to S."""
    names = [one.get("person", "") for one in locked.get("reservations", ())]
    names += [ballot["person"] for vote in votes for ballot in vote.data["ballots"]]
    found = map(party_in, names)
    return tuple(sorted({party for party in found if party}))


def party_in(name: str) -> str:
    """Answer which party stands after a name, as minutes write it; "" for none."""
    head, mark, tail = name.rpartition("(")
    return tail.rstrip(")").strip()[:12] if mark and head and tail.endswith(")") else ""
