"""A proportional election in the room, by lag (2022:629): asked for, held, and settled by lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import carry_out, hold_in_hand
from samverk.meetings.actions.steps import check_meeting
from samverk.meetings.models import AgendaItem, ElectionHeld, ElectionRequested
from samverk.meetings.queries.elections import page_of
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.rules.propositions import MatterKind

ELECTION_REQUESTED = acts.kind("meetings.election_requested", "Proportionellt val begärt")
ELECTION_HELD = acts.kind("meetings.election_held", "Proportionellt val hållet")


@dataclass(frozen=True, slots=True)
class NewElectionRequest:
    """What is elected ("ledamöter i valberedningen"), to how many seats, and how many ask for it."""

    what: str
    seats: int
    requesters: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group's name, its valid ballots, and the names on its list in order."""

    name: str
    votes: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewElection:
    """The ballots by group and those that are not valid; ``lots`` are tied groups as drawn."""

    groups: tuple[Group, ...]
    invalid: int = 0
    lots: Sequence[str] = ()


def request_election(
    actor: Actor, item: AgendaItem, new: NewElectionRequest, *, key: str
) -> ElectionRequested:
    """Note that so many ask for a proportional election; whether they are enough follows.

    Those present are counted from who serves in the item. Raises InputError without seats, for more
    who ask than are present, and for an item that is no election; ConflictError when its ballots are
    noted already.
    """
    act = act_on(actor, ELECTION_REQUESTED, key, item.meeting, (item.pk, new))

    def write() -> ElectionRequested:
        handled = hold_in_hand(item.pk)
        if handled.matter != MatterKind.ELECTION.value or handled.secret:
            raise InputError("Proportionellt val begärs i ett ärende om val: ändra punktens slag.")
        if ElectionHeld.objects.filter(request__item=handled).exists():
            raise ConflictError("Rösterna i valet är redan antecknade.")
        found = proceeding_of(handled, in_full=False)
        check_meeting(found)
        _check_request(new, len(found.in_room))
        return ElectionRequested.objects.create(
            item=handled,
            what=new.what.strip(),
            seats=new.seats,
            present=len(found.in_room),
            requesters=new.requesters,
        )

    return carry_out(actor, item, act, write)


def _check_request(new: NewElectionRequest, present: int) -> None:
    if not new.what.strip():
        raise InputError("Skriv vad valet gäller.", field="what")
    if new.seats < 1:
        raise InputError("Skriv hur många platser valet gäller, minst 1.", field="seats")
    if not 0 <= new.requesters <= present:
        raise InputError(
            f"Skriv ett antal från 0 till {present}, de närvarande.", field="requesters"
        )


def hold_election(
    actor: Actor, request: ElectionRequested, new: NewElection, *, key: str
) -> ElectionHeld:
    """Note the ballots of each group, as numbers alone; again with the order that the lot drew.

    Raises InputError in the rule's words for ballots that cannot be, and ConflictError when the
    request does not stand, or is not the item's last.
    """
    item = request.item
    act = act_on(actor, ELECTION_HELD, key, item.meeting, (request.pk, new))

    def write() -> ElectionHeld:
        handled = hold_in_hand(item.pk)
        found = handled.elections_requested.order_by("-id")[0]
        if found.pk != request.pk:
            raise ConflictError("Begäran har antecknats på nytt. Läs in sidan igen.")
        made = ElectionHeld(
            request=found,
            groups=[[g.name.strip(), g.votes, list(g.names)] for g in new.groups],
            invalid=new.invalid,
            lots=list(new.lots),
        )
        _check(found, made, handled)
        made.save()
        return made

    return carry_out(actor, item, act, write)


def _check(request: ElectionRequested, made: ElectionHeld, item: AgendaItem) -> None:
    if not page_of(request, None, item).asked.value.stands:
        raise ConflictError("Begäran räcker inte: valet är inte proportionellt.")
    names = [name for name, _, _ in made.groups]
    if not names or not all(names) or len(set(names)) < len(names):
        raise InputError("Skriv varje grupp en gång, med sitt namn.", field="groups")
    votes = sum(number for _, number, _ in made.groups) + made.invalid
    if votes > request.present:
        raise InputError(
            f"Det är {votes} sedlar men {request.present} närvarande: räkna om dem.", field="groups"
        )
    try:
        page = page_of(request, made, item)
    except ValueError as fault:
        raise InputError(str(fault), field="groups") from fault
    short = [row for row in page.groups if row.seats > len(row.chosen)]
    if short:
        raise InputError(
            f"{short[0].name} får {short[0].seats} platser: skriv minst så många namn på dess lista.",
            field="groups",
        )
