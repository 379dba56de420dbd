"""A vote from the members' own devices: opened, voted in, closed into the record, or broken off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import (
    Allowed,
    Denied,
    Permission,
    Right,
    may,
    may_open,
    require,
)
from samverk.meetings.actions.doors import hold_item
from samverk.meetings.actions.inside import M, controller_of, hold_in_hand, may_handle
from samverk.meetings.actions.participation import refuse_own_side
from samverk.meetings.actions.steps import Roll, check_meeting, note_vote, refuse_open_vote
from samverk.meetings.models import AgendaItem, DeviceBallot, DeviceVote, Meeting, StepTaken
from samverk.meetings.queries.devices import casts_of, electors_at
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.queries.turns import chair_at
from samverk.rules.own_device import last_cast, may_cast
from samverk.rules.propositions import StepKind
from samverk.rules.voting import Ballot

VOTE_OPENED = acts.kind("meetings.device_vote_opened", "Omröstning från egna enheter öppnad")
VOTE_CLOSED = acts.kind("meetings.device_vote_closed", "Omröstning från egna enheter avslutad")
VOTE_BROKEN_OFF = acts.kind("meetings.device_vote_broken_off", "Omröstning bruten")
BALLOT_CAST = acts.kind("meetings.ballot_cast", "Röst lämnad från egen enhet", is_quiet=True)


def may_lead(actor: Actor, item: AgendaItem) -> Permission:
    """Answer whether ``actor`` may open and close a vote in an item: who holds the meeting, or presides.

    In a secret item whoever holds the meeting must also be one who may open the body's compartment.
    """
    body = item.meeting.body
    if _presides(actor, item):
        return may_handle(actor, item)
    if not may(actor, Right.HOLD_MEETING, organisation=body.organisation_id, body=body.pk):
        return Denied(
            "Bara sekreteraren och den som är ordförande öppnar och avslutar en omröstning."
        )
    may_read = may_open(actor, body.pk) if item.secret else Allowed()
    return may_handle(actor, item) if may_read else may_read


def _presides(actor: Actor, item: AgendaItem) -> bool:
    return actor.person is not None and chair_at(item.meeting, item.turn or 1) == actor.person


def may_take_part(actor: Actor, meeting: Meeting) -> Permission:
    """Answer whether ``actor`` takes part in a meeting as one of the body's own people."""
    if actor.person is None:
        return Denied(
            "Ditt konto är inte kopplat till någon förtroendevald. Be sekreteraren koppla det: tills"
            " dess lämnar du din röst vid uppropet."
        )
    if directory.holds_seat(meeting.body_id, actor.person, meeting.day):
        return Allowed()
    return Denied("Bara den som har en plats i organet röstar vid dess möten.")


def _act(actor: Actor, kind: str, key: str, item: AgendaItem, content: object) -> acts.Act:
    meeting = item.meeting
    return acts.Act(
        actor,
        kind,
        key,
        meeting.body.organisation_id,
        effective_on=meeting.day,
        content=(item.pk, content),
        body=meeting.body_id,
    )


def _carry_out(item: AgendaItem, act: acts.Act, work: Callable[[], M]) -> M:
    """Carry out an act of those who take part: a secret item's compartment is open to them for it."""
    controller = controller_of(item)
    if controller is None:
        return acts.carry_out(act, work)
    with opened([controller]):
        return acts.carry_out(act, work)


def open_device_vote(actor: Actor, item: AgendaItem, step: str, *, key: str) -> DeviceVote:
    """Open the vote that waits (``step``) to the members' own devices.

    Raises NotAllowedError for others than the secretary and whoever presides, InputError when the
    meeting is not at that vote, the ballot is closed or the quorum fails, and ConflictError when a
    vote is open already.
    """
    require(may_lead(actor, item))

    def open_it() -> DeviceVote:
        held = hold_in_hand(item.pk)
        refuse_open_vote(held)
        found = proceeding_of(held, in_full=False)
        waiting = found.progress.value.step
        if waiting.kind is not StepKind.VOTE or waiting.key != step:
            raise InputError("Mötet är inte vid den omröstningen. Läs in sidan igen.")
        if waiting.is_closed:
            raise InputError("Omröstningen är sluten: sedlarna lämnas och räknas i rummet.")
        check_meeting(found)
        assert waiting.yes is not None
        assert waiting.no is not None
        return DeviceVote.objects.create(
            item=held,
            step=step,
            yes=waiting.yes.text,
            no=waiting.no.text,
            controller_id=controller_of(held),
        )

    return _carry_out(item, _act(actor, VOTE_OPENED, key, item, step), open_it)


def cast_ballot(actor: Actor, vote: DeviceVote, choice: str, *, key: str) -> DeviceBallot:
    """Vote from one's own device; once more while it is open changes the vote.

    Raises NotAllowedError for an account that belongs to nobody with a seat in the body. Raises
    InputError with the rule and the way out for one who does not serve, has jäv or is noted as taking no
    part in the decision, and ConflictError
    when the vote has been closed: nothing is taken in after that.
    """
    require(may_take_part(actor, vote.item.meeting))
    assert actor.person is not None
    person = actor.person
    if choice not in {each.value for each in Ballot}:
        raise InputError("Välj Ja, Nej eller Avstår.", field="choice")
    act = _act(actor, BALLOT_CAST, key, vote.item, (vote.pk, choice))

    def cast() -> DeviceBallot:
        item = hold_item(vote.item_id)
        if not DeviceVote.objects.filter(pk=vote.pk, closed_at__isnull=True).exists():
            raise ConflictError(
                "Omröstningen är avslutad: rösten togs inte emot. Säg till i rummet."
            )
        rows = tuple(item.meeting.presence.order_by("number"))
        voters = electors_at(item, roster_of(item.meeting), rows)
        answer = may_cast(voters, person, day=item.meeting.day)
        if not answer.value:
            raise InputError(" ".join(reason.text for reason in answer.reasons))
        refuse_own_side(item, person, choice)
        return DeviceBallot.objects.create(
            vote=vote, person_id=person, choice=choice, controller_id=controller_of(item)
        )

    return _carry_out(vote.item, act, cast)


def close_device_vote(
    actor: Actor, vote: DeviceVote, others: Mapping[int, str] | Roll, *, key: str
) -> StepTaken:
    """Close a vote: the last vote of each becomes the record, as if the secretary had called the roll.

    ``others`` are the votes that the secretary takes of those who sent none, perhaps with how many
    asked for deferral; a vote from one's own device goes before one noted for that person. Raises
    NotAllowedError as ``open_device_vote``, InputError for one who has neither voted nor been noted,
    and ConflictError when it is closed.
    """
    require(may_lead(actor, vote.item))
    roll = others if isinstance(others, Roll) else Roll(others)
    content: tuple[object, ...] = (vote.pk, tuple(sorted(roll.ballots.items())))
    if roll.requesters is not None:
        content += (roll.requesters,)
    act = _act(actor, VOTE_CLOSED, key, vote.item, content)

    def close() -> StepTaken:
        item = hold_in_hand(vote.item_id)
        found = _close(vote)
        rows = tuple(item.meeting.presence.order_by("number"))
        voters = electors_at(item, roster_of(item.meeting), rows)
        kept = last_cast(voters, casts_of(found), day=item.meeting.day).value
        sent = {cast.person: cast.ballot.value for cast in kept}
        return note_vote(item, found.step, replace(roll, ballots={**roll.ballots, **sent}))

    return _carry_out(vote.item, act, close)


def _close(vote: DeviceVote, why: str = "") -> DeviceVote:
    found = DeviceVote.objects.select_for_update().get(pk=vote.pk)
    if found.closed_at:
        raise ConflictError("Omröstningen är redan avslutad.")
    found.closed_at, found.broken_off_why = clock.now(), why
    found.save(update_fields=["closed_at", "broken_off_why"])
    return found


def break_off_device_vote(actor: Actor, vote: DeviceVote, why: str, *, key: str) -> DeviceVote:
    """Break a vote off: what was sent stays and counts for nothing, and the vote is held anew.

    Raises NotAllowedError as ``open_device_vote``, InputError without a reason, ConflictError when
    it is closed.
    """
    require(may_lead(actor, vote.item))
    if not why.strip():
        raise InputError("Skriv varför omröstningen bryts.", field="why")
    act = _act(actor, VOTE_BROKEN_OFF, key, vote.item, (vote.pk, why.strip()))

    def break_off() -> DeviceVote:
        hold_in_hand(vote.item_id)
        return _close(vote, why.strip())

    return _carry_out(vote.item, replace(act, why=why.strip()), break_off)
