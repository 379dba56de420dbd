"""A meeting and a paragraph of its minutes, as everybody may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from samverk.foundation.errors import NotFoundError
from samverk.publishing.addresses import VOTES_OF_AN_ITEM, vote_anchor
from samverk.publishing.models import Kind
from samverk.publishing.queries.open_reading import Read, read_in
from samverk.publishing.queries.open_rows import (
    Row,
    full,
    lines,
    linked,
    named,
    one,
    published,
    rows_in,
    those,
    whole,
)

# How many items a page of a meeting shows; a council's longest agendas have some two hundred
SHOWN = 150
# What a meeting's paper is, by the sort of its file
CALLING, MINUTES = "calling", "minutes"


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting: a page of its items in order, its papers, and what is posted about it."""

    meeting: Row
    turned: Page[Row]
    files: list[Row]
    notices: list[Row]

    @property
    def minutes(self) -> list[Row]:
        """List the files of its minutes."""
        return [row for row in self.files if row.sort == MINUTES]

    @property
    def papers(self) -> list[Row]:
        """List its other files, the calling first."""
        others = [row for row in self.files if row.sort != MINUTES]
        return sorted(others, key=lambda row: row.sort != CALLING)


def meeting_page(source: int, page: int = 1) -> MeetingPage:
    """Read a meeting. Three questions. Raises NotFoundError for a page of items that is none."""
    meeting = whole(Kind.MEETING, source)
    of_it = published(Kind.ITEM, Kind.FILE, Kind.NOTICE).filter(meeting=source)
    rows = lines(of_it.order_by("kind", "id"))
    meeting, *found = named([meeting, *rows])
    kinds = {kind: [row for row in found if row.kind == kind] for kind in Kind.values}
    items = sorted(kinds[Kind.ITEM], key=place)
    pages = Paginator(items, SHOWN)
    if page > pages.num_pages:
        raise NotFoundError("Sidan finns inte.")
    return MeetingPage(meeting, pages.page(page), kinds[Kind.FILE], kinds[Kind.NOTICE])


def place(item: Row) -> tuple[int, int, int]:
    """Order items as they were taken up, those without a paragraph last as they were called."""
    paragraph, position = item.data.get("paragraph"), item.data.get("position")
    at = position if isinstance(position, int) else 0
    return (0, paragraph, at) if isinstance(paragraph, int) else (1, 0, at)


@dataclass(frozen=True, slots=True)
class PartyCount:
    """How a party's members voted, in numbers."""

    party: str
    yes: int
    no: int
    abstain: int
    absent: int


@dataclass(frozen=True, slots=True)
class Side:
    """Those who voted alike, as the minutes name them."""

    words: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote: what yes and no meant, the count, by party, and who voted how."""

    row: Row
    parties: list[PartyCount]
    sides: list[Side]

    @property
    def outcome(self) -> str:
        """Say what the vote came to, in the words that yes or no stood for."""
        said = str(self.row.data.get("outcome") or "")
        if said not in ("yes", "no"):
            return said
        meant = str(self.row.data.get(f"{said}Means") or "")
        return f"{OPTIONS[said].lower()}{f' ({meant})' if meant else ''}"

    @property
    def anchor(self) -> str:
        """Name its place on the page."""
        return vote_anchor(self.row.source % VOTES_OF_AN_ITEM)


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A paragraph, or an item that is called: all that it says, and what it hangs together with."""

    item: Row
    meeting: Row | None
    case: Row | None
    read: Read
    votes: list[Vote]
    files: list[Row]
    decisions: list[Row]
    before: Row | None
    after: Row | None


def item_page(source: int, page: int = 1) -> ItemPage:
    """Read a paragraph. Five questions at most."""
    item = whole(Kind.ITEM, source)
    wanted = Q(id__in=linked(Kind.ITEM, source)) | those(Kind.MEETING, source=item.meeting)
    wanted |= those(Kind.CASE, source=item.case) | those(Kind.ITEM, meeting=item.meeting)
    first = source * VOTES_OF_AN_ITEM
    wanted |= Q(kind=Kind.VOTE, source__range=(first, first + VOTES_OF_AN_ITEM - 1))
    rows = lines(published().filter(wanted).order_by("kind", "source"))
    item, *found = named([item, *rows])
    votes = [row.id for row in found if row.kind == Kind.VOTE]
    beside = sorted((row for row in found if row.kind == Kind.ITEM), key=place)
    at = next((n for n, row in enumerate(beside) if row.source == source), None)
    return ItemPage(
        item,
        one(found, Kind.MEETING, item.meeting),
        one(found, Kind.CASE, item.case),
        read_in(item.data, item.text, page),
        _votes(votes) if votes else [],
        [row for row in found if row.kind == Kind.FILE],
        [row for row in found if row.kind == Kind.DECISION],
        beside[at - 1] if at else None,
        beside[at + 1] if at is not None and at + 1 < len(beside) else None,
    )


UNKNOWN = "–"
OPTIONS = {"yes": "Ja", "no": "Nej", "abstain": "Avstår", "absent": "Frånvarande"}


def _votes(records: list[int]) -> list[Vote]:
    """Read votes with their ballots, which a list does not have."""
    found = full(published(Kind.VOTE).filter(id__in=records).order_by("source"))
    return [_vote(row, rows_in(row.data.get("ballots"))) for row in found]


def _vote(row: Row, ballots: list[dict[str, Any]]) -> Vote:
    by_party: dict[str, dict[str, int]] = {}
    for ballot in ballots:
        counts = by_party.setdefault(_party(ballot), dict.fromkeys(OPTIONS, 0))
        if ballot.get("option") in counts:
            counts[ballot["option"]] += 1
    sides = [
        Side(words, [_voter(one) for one in ballots if one.get("option") == option])
        for option, words in OPTIONS.items()
    ]
    known = by_party if set(by_party) != {UNKNOWN} else {}
    parties = [PartyCount(party, **counts) for party, counts in sorted(known.items())]
    return Vote(row, parties, [side for side in sides if side.names])


def _party(ballot: dict[str, Any]) -> str:
    """Answer a voter's party: as told, else as it stands after the name in minutes, "Anna Ek (S)"."""
    head, _, tail = str(ballot.get("person", "")).rpartition("(")
    return str(ballot.get("party") or (tail.rstrip(")") if head else "") or UNKNOWN)


def _voter(ballot: dict[str, Any]) -> str:
    name, party = str(ballot.get("person", "")), str(ballot.get("party") or "")
    return name if not party or name.endswith(")") else f"{name} ({party})"
