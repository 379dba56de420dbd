"""Who may serve at a meeting: seats, substitutes, and the order they are called in.

People are known by numbers that the caller chooses; names are for the texts only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.remote import NOT_DECIDED, RemoteTerms


class OrderKind(StrEnum):
    """By what order substitutes are called (inkallelseordning).

    ``PARTY_LIST`` is the council's; ``FIXED`` one that is decided beforehand, as for most boards;
    ``SAME_MEMBER`` that of a federation, whose members answer each for their own seats.
    """

    PARTY_LIST = "party_list"
    FIXED = "fixed"
    SAME_MEMBER = "same_member"


@dataclass(frozen=True, slots=True)
class Seat:
    """Plats: a member's seat. ``person`` is None when it is vacant.

    ``rank`` is the seat's place among the party's in the constituency (first, second ...).
    ``substitutes`` are the persons chosen to substitute for this member, in their order, where
    such a list exists. ``called`` is the substitute who was called in to the seat before the meeting.
    """

    id: int
    person: int | None
    name: str = ""
    party: str = ""
    constituency: str = ""
    organisation: str = ""
    rank: int = 0
    substitutes: tuple[int, ...] = ()
    called: int | None = None

    @property
    def holder(self) -> str:
        """The member's name with party or organisation, for texts."""
        return _titled(self.name, self.party or self.organisation)


@dataclass(frozen=True, slots=True)
class Substitute:
    """Ersättare. ``order`` is the place in the whole order, lowest first."""

    person: int
    name: str
    party: str = ""
    constituency: str = ""
    organisation: str = ""
    order: int = 0

    @property
    def title(self) -> str:
        """The name with party or organisation, for texts."""
        return _titled(self.name, self.party or self.organisation)


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """Villkor för ersättarnas tjänstgöring, with the council's rules as visible defaults.

    ``parties`` says for a seat's party which parties' substitutes are called, in turn; empty means
    that the whole order applies to every seat. ``constituencies`` says for a party where its votes
    are most, highest first. ``source`` names the by-laws in Swedish, such as "8 § reglementet".
    """

    kind: OrderKind
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constituencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begun_keeps_priority: bool = True
    late_member_takes_over: bool = True
    broken_off_stays_out: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """Upprop: the seats and substitutes of a meeting, and the terms that hold that day.

    ``unfilled`` counts the seats that the by-laws state and nobody has been chosen to: they count in
    the base of the quorum. ``left_out`` names who holds a seat beyond the by-laws' number.
    ``questions_by_fewer`` says that the council has decided that interpellations and questions are
    answered also without a quorum (KL 5:45).

    ``seat_of_member`` finds a member's own seat by the person; the other two find by the number.
    Raises ValueError when a person or a seat stands twice, when there is no seat, and when a
    council is given other terms than the act's own.
    """

    assembly: Assembly
    day: date
    seats: tuple[Seat, ...]
    substitutes: tuple[Substitute, ...]
    terms: OrderTerms
    remote: RemoteTerms = NOT_DECIDED
    unfilled: int = 0
    left_out: tuple[str, ...] = ()
    questions_by_fewer: bool = False
    seat_of_id: Mapping[int, Seat] = field(init=False, repr=False, compare=False)
    seat_of_member: Mapping[int, Seat] = field(init=False, repr=False, compare=False)
    substitute_of_id: Mapping[int, Substitute] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_member = {seat.person: seat for seat in self.seats if seat.person is not None}
        object.__setattr__(self, "seat_of_id", {seat.id: seat for seat in self.seats})
        object.__setattr__(self, "seat_of_member", by_member)
        substitutes = {each.person: each for each in self.substitutes}
        object.__setattr__(self, "substitute_of_id", substitutes)
        if not self.seats:
            raise ValueError("Organet har inga platser.")
        people = [seat.person for seat in self.seats if seat.person is not None]
        people += [each.person for each in self.substitutes]
        if len(set(people)) < len(people):
            raise ValueError("Samma person står två gånger bland ledamöter och ersättare.")
        if len(self.seat_of_id) < len(self.seats):
            raise ValueError("Samma plats står två gånger.")
        own = (
            self.terms.begun_keeps_priority,
            self.terms.late_member_takes_over,
            self.terms.broken_off_stays_out,
        )
        if self.assembly is Assembly.COUNCIL and not all(own):
            raise ValueError("I fullmäktige gäller kommunallagens villkor, som inte kan ändras.")

    @property
    def base(self) -> int:
        """How many seats the body has that day, those never filled among them."""
        return len(self.seats) + self.unfilled

    def title(self, person: int) -> str:
        """Name a member or substitute. Raises ValueError for anybody else."""
        if person in self.seat_of_member:
            return self.seat_of_member[person].holder
        if person in self.substitute_of_id:
            return self.substitute_of_id[person].title
        raise ValueError("Personen är varken ledamot eller ersättare i organet.")


def _titled(name: str, belonging: str) -> str:
    return f"{name} ({belonging})" if belonging else name
