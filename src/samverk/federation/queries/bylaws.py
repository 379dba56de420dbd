"""The by-laws of a federation as they stood on a day: their contents, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samverk.federation.models import (
    BylawsReading,
    BylawsSettings,
    FederationTerms,
    MajorityRule,
)
from samverk.federation.queries.composition import part_members
from samverk.federation.queries.members import Member
from samverk.foundation.errors import NotFoundError
from samverk.foundation.periods import in_force
from samverk.rules.board_seats import BoardSeats, Seats, board_seats
from samverk.rules.bylaw_contents import Checklist, checklist
from samverk.rules.membership import IsMember
from samverk.rules.oversight import auditors
from samverk.rules.qualified_majority import votes_needed
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Majority:
    """A matter with the share it needs, and how many that is of all members of the board, if known."""

    matter: str
    share: Fraction
    needed: Ruling[int] | None


@dataclass(frozen=True, slots=True)
class ByLaws:
    """Förbundsordning: a version, judged on ``day``, a day within its time.

    ``settings`` is None until somebody has registered any. ``seats`` is by membership (id), and
    ``board`` None for a federation without members. ``unsure`` are counted in, though whether they
    are members is not known.
    """

    terms: FederationTerms
    day: date
    contents: Ruling[Checklist]
    settings: BylawsSettings | None
    seats: Mapping[int, Seats]
    board: Ruling[BoardSeats] | None
    majorities: tuple[Majority, ...]
    auditors: Ruling[int | None]
    unsure: tuple[str, ...] = ()

    @property
    def announced(self) -> list[str]:
        """The places of announcement; empty where the by-laws are not known to name any."""
        return self.settings.announced.splitlines() if self.settings else []


def by_laws_by_id(terms: int, members: Sequence[Member], today: date) -> ByLaws:
    """Answer a version of the by-laws, judged today or on the nearest day of its time."""
    found = FederationTerms.objects.filter(pk=terms).first()
    if found is None:
        raise NotFoundError("Förbundsordningen finns inte.")
    return _by_laws(found, members, _within(found, today))


def by_laws_on(federation: int, members: Sequence[Member], day: date) -> ByLaws | None:
    """Answer the by-laws in force on ``day``; None where none are registered."""
    found = FederationTerms.objects.filter(in_force(day), federation=federation).first()
    return _by_laws(found, members, day) if found else None


def _within(terms: FederationTerms, day: date) -> date:
    return max(terms.from_date, min(day, terms.to_date or day))


def _by_laws(terms: FederationTerms, members: Sequence[Member], day: date) -> ByLaws:
    reading = BylawsReading.objects.filter(terms=terms).order_by("-id").first()
    settings = (
        BylawsSettings.objects.filter(terms=terms)
        .select_related("archive")
        .prefetch_related("seats", "majorities")
        .order_by("-id")
        .first()
    )
    seats = {
        row.membership_id: Seats(row.members, row.substitutes)
        for row in (settings.seats.all() if settings else ())
    }
    board = _board(members, seats, day)
    rows = settings.majorities.all() if settings else ()
    places = {int(n): place for n, place in (reading.places if reading else {}).items()}
    return ByLaws(
        terms,
        day,
        checklist(places, day=day),
        settings,
        seats,
        board,
        tuple(_majority(row, board, day) for row in rows),
        auditors(part_members(members, day), settings.auditors if settings else None, day=day),
        tuple(one.name for one in members if one.is_member_on(day) is IsMember.UNKNOWN),
    )


def _board(
    members: Sequence[Member], seats: Mapping[int, Seats], day: date
) -> Ruling[BoardSeats] | None:
    counted = {
        one.name: seats.get(one.membership.pk)
        for one in members
        if one.is_member_on(day) is not IsMember.NO
    }
    return board_seats(counted, day=day) if counted else None


def _majority(row: MajorityRule, board: Ruling[BoardSeats] | None, day: date) -> Majority:
    share = Fraction(row.numerator, row.denominator)
    votes = board.value.members if board else None
    return Majority(row.matter, share, votes_needed(votes, share, day=day) if votes else None)
