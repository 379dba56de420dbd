"""Votes from the members' own devices as they stand: what is open, who has voted, and one's own vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, DeviceBallot, DeviceVote, Meeting, PresenceEvent
from samverk.meetings.queries.roster import agreeing, events_of, roster_of
from samverk.meetings.queries.turns import away_from, chair_at, item_in_hand
from samverk.rules.body import Body
from samverk.rules.own_device import may_cast
from samverk.rules.roll_call import Cast, Voter
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.serving import Roster, serving_at
from samverk.rules.statutes.kl import KL_CONFLICT_EFFECT, KL_COUNCIL_CONFLICT
from samverk.rules.statutes.provision import because
from samverk.rules.voting import Ballot


@dataclass(frozen=True, slots=True)
class OwnVote:
    """A member's page at a meeting: the item in hand, the open vote if any, and the own vote in it.

    ``may`` is None while no vote is open. ``cast`` counts those who have voted, ``asked`` those who
    may. ``leads`` says that the reader presides.
    """

    item: AgendaItem | None
    vote: DeviceVote | None
    may: Ruling[bool] | None
    mine: DeviceBallot | None
    cast: int | None
    asked: int
    leads: bool

    @property
    def mark(self) -> str:
        """Name what the page shows: another name, and it is to be drawn anew."""
        return _mark(self.item, self.vote)


@dataclass(frozen=True, slots=True)
class DeviceRoll:
    """Who has voted from their own device in a vote, and who is waited for; names as the roll's."""

    vote: DeviceVote
    voted: tuple[Voter, ...]
    waiting: tuple[Voter, ...]


def electors_at(
    item: AgendaItem, roster: Roster, rows: Sequence[PresenceEvent]
) -> tuple[Voter, ...]:
    """List all who are there at an item: who serve, and those who do not, with what bars them."""
    turn = item.turn or 1
    with agreeing():
        found = serving_at(roster, events_of(rows), turn).value
    away, chair = away_from(item, rows), chair_at(item.meeting, turn)
    serving = [
        Voter(p, roster.title(p), is_serving=p not in away, is_chair=p == chair)
        for p in found.people
    ]
    waiting = [Voter(p, roster.title(p), is_serving=False) for p in found.waiting]
    aside = [Voter(p, roster.title(p), barred=_aside(roster, p)) for p in found.aside]
    return (*serving, *waiting, *aside)


def _aside(roster: Roster, person: int) -> Reason:
    provision = KL_COUNCIL_CONFLICT if roster.assembly.body is Body.COUNCIL else KL_CONFLICT_EFFECT
    text = f"{roster.title(person)} är antecknad som jävig i ärendet och deltar inte i det."
    return because(text, provision, roster.day)


def vote_by_id(vote: int) -> DeviceVote:
    """Answer which vote this is, with its item; raises NotFoundError."""
    rows = DeviceVote.objects.select_related("item__meeting__body__organisation")
    found = rows.filter(pk=vote).first()
    if found is None:
        raise NotFoundError("Omröstningen finns inte.")
    return found


def open_vote_of(item: AgendaItem | None) -> DeviceVote | None:
    """Find the vote that is open in an item; in a secret one only inside its compartment."""
    if item is None:
        return None
    return DeviceVote.objects.filter(item=item, closed_at__isnull=True).first()


def casts_of(vote: DeviceVote) -> tuple[Cast, ...]:
    """List the votes that came, in order, changed ones too."""
    rows = DeviceBallot.objects.filter(vote=vote).order_by("id")
    return tuple(Cast(p, Ballot(c)) for p, c in rows.values_list("person", "choice"))


def roll_of(vote: DeviceVote, voters: Sequence[Voter]) -> DeviceRoll:
    """Tell who has voted and who is waited for, of those who may vote now."""
    sent = {cast.person for cast in casts_of(vote)}
    asked = [voter for voter in voters if voter.may_vote]
    return DeviceRoll(
        vote,
        tuple(voter for voter in asked if voter.person in sent),
        tuple(voter for voter in asked if voter.person not in sent),
    )


def own_vote(meeting: Meeting, person: int) -> OwnVote:
    """Look at the item in hand with a member's (id) eyes; inside the body's compartment."""
    item = item_in_hand(meeting.items.all())
    vote = open_vote_of(item)
    if item is None or vote is None:
        leads = item is not None and chair_at(meeting, item.turn or 1) == person
        return OwnVote(item, None, None, None, None, 0, leads)
    item.meeting = meeting
    rows = tuple(meeting.presence.order_by("number"))
    voters = electors_at(item, roster_of(meeting), rows)
    roll = roll_of(vote, voters)
    mine = DeviceBallot.objects.filter(vote=vote, person=person).order_by("-id").first()
    return OwnVote(
        item,
        vote,
        may_cast(voters, person, day=meeting.day),
        mine,
        len(roll.voted),
        len(roll.voted) + len(roll.waiting),
        any(voter.is_chair and voter.person == person for voter in voters),
    )


@dataclass(frozen=True, slots=True)
class VoteState:
    """What a member's page asks for by itself: its mark, and how many have voted; None without a vote."""

    mark: str
    cast: int | None


def state_of(meeting: Meeting) -> VoteState:
    """Tell how the vote in the item in hand stands, in three questions; inside the compartment."""
    item = item_in_hand(meeting.items.all())
    vote = open_vote_of(item)
    cast = len({each.person for each in casts_of(vote)}) if vote else None
    return VoteState(_mark(item, vote), cast)


def _mark(item: AgendaItem | None, vote: DeviceVote | None) -> str:
    return f"{item.pk if item else 0}-{vote.pk if vote else 0}"
