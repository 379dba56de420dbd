"""How the review page shows votes, reservations and the like: as folded tables of a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from samverk.decisions.queries import VoteOption
from samverk.intake.forms import ReviewForm
from samverk.intake.forms.details import VoteRows
from samverk.intake.forms.rows import Row, Rows
from samverk.intake.review.excerpt import Excerpt, PlaceLink
from samverk.intake.review.offered import ShownOffer, offers_for


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: its fields, the one that strikes it, where it is printed, and what to call it."""

    fields: tuple[BoundField, ...]
    dropped: BoundField | None
    place: PlaceLink | None
    name: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The rows of one kind, with how many were read; open when a row has a fault."""

    id: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    read: int
    is_open: bool
    is_table: bool
    offers: tuple[ShownOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownVote:
    """One division: ``number`` counts it, 0 for the one to add."""

    number: int
    told: str
    counts: ShownRow
    ballots: ShownGroup
    listed: str
    beyond: int
    more: BoundField
    is_open: bool
    offers: tuple[ShownOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownDetails:
    """All of it, in the order that minutes have."""

    votes: tuple[ShownVote, ...]
    groups: tuple[ShownGroup, ...]
    adjustment: BoundField | None
    adjusted_at: PlaceLink | None

    @property
    def is_there(self) -> bool:
        """Answer whether a record of this kind has such details at all."""
        return bool(self.votes or self.groups)


def shown_details(form: ReviewForm, excerpt: Excerpt, offers: Sequence[ShownOffer]) -> ShownDetails:
    """Lay out what was read beside the decision itself."""
    details = form.details
    name = "immediate_adjustment"
    return ShownDetails(
        tuple(_vote(form, rows, at, excerpt, offers) for at, rows in enumerate(details.votes, 1)),
        tuple(_group(form, rows, excerpt, offers) for rows in details.groups),
        form[name] if details.has_adjustment else None,
        excerpt.link(form.record.fields.get("places", {}).get(name)),
    )


def _group(
    form: ReviewForm, rows: Rows, excerpt: Excerpt, offers: Sequence[ShownOffer] = ()
) -> ShownGroup:
    shown = tuple(_row(form, row, excerpt) for row in rows.all)
    columns, own = rows.group.columns, offers_for(offers, rows.group.name)
    return ShownGroup(
        rows.stem,
        rows.group.label,
        tuple(column.label for column in columns),
        shown,
        len(rows.read),
        bool(own) or any(field.errors for row in shown for field in row.fields),
        is_table=len(columns) <= 4,
        offers=own,
    )


def _row(form: ReviewForm, row: Row, excerpt: Excerpt) -> ShownRow:
    read: dict[str, Any] = row.read or {}
    fields = tuple(form[row.name(column.name)] for column in row.columns)
    place = excerpt.link(read.get("place"))
    name = str(read.get("name") or read.get("text") or read.get("party") or "").strip()
    return ShownRow(
        fields,
        form[row.dropped] if row.at is not None else None,
        place,
        (name[:60] or (place.name if place else "raden")) if row.at is not None else "ny rad",
    )


def _vote(
    form: ReviewForm, rows: VoteRows, number: int, excerpt: Excerpt, offers: Sequence[ShownOffer]
) -> ShownVote:
    counts, ballots = _row(form, rows.counts, excerpt), _group(form, rows.ballots, excerpt)
    more = form[rows.more]
    own = offers_for(offers, *(field.name for field in counts.fields))
    faulty = ballots.is_open or bool(more.errors) or any(field.errors for field in counts.fields)
    read: dict[str, Any] = rows.counts.read or {}
    return ShownVote(
        number if rows.counts.at is not None else 0,
        _told(read),
        counts,
        ballots,
        _listed(read),
        len(rows.beyond),
        more,
        faulty or bool(own),
        own,
    )


def _told(read: dict[str, Any]) -> str:
    """Write the counts as read: "35 ja, 12 nej, 3 avstår"."""
    names = (("yes", "ja"), ("no", "nej"), ("abstain", "avstår"), ("absent", "frånvarande"))
    found = [f"{read[name]} {word}" for name, word in names if read.get(name) is not None]
    sides = " mot ".join(str(side["votes"]) for side in read.get("sides") or [])
    return ", ".join(found) or (f"{sides}, utan ja och nej" if sides else "inget röstetal läst")


def _listed(read: dict[str, Any]) -> str:
    """Write what the list of votes adds up to."""
    counted = Counter(one.get("option") or "" for one in read.get("ballots") or [])
    words = [f"{counted[o]} {o.label.lower()}" for o in VoteOption if counted[o] and o]
    if unread := counted[VoteOption.UNREAD]:
        words.append(f"{unread} vars röst inte gick att läsa")
    return ", ".join(words)
