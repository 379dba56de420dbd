"""Noting who serves in an item and takes no part in its decision (KL 4:25)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import carry_out, controller_of
from samverk.meetings.actions.locks import hold_unsent
from samverk.meetings.models import AgendaItem, NotTakingPart
from samverk.meetings.queries.devices import open_vote_of
from samverk.meetings.queries.participation import named_out, took_a_side
from samverk.meetings.queries.proceeding import Proceeding, proceeding_of
from samverk.rules.participation import StandingOut, may_stand_out
from samverk.rules.propositions import StepKind
from samverk.rules.roll_call import Cast
from samverk.rules.voting import Ballot

STOOD_OUT = acts.kind("meetings.stood_out", "Antecknat vilka som inte deltar i beslutet")
STANDING_OUT_STRUCK = acts.kind(
    "meetings.standing_out_struck", "Uppgift om vem som inte deltar struken som felaktig"
)


@dataclass(frozen=True, slots=True)
class NewStandingOut:
    """Who (ids) take no part; ``is_authority`` as ``rules.participation.StandingOut``."""

    people: tuple[int, ...]
    is_authority: bool = False


def note_standing_out(
    actor: Actor, item: AgendaItem, new: NewStandingOut, *, key: str
) -> AgendaItem:
    """Note that some who serve in an item take no part in its decision, all or none of them.

    Until its minutes go out. Raises InputError without people and with the rule's own reason
    (``rules.participation``), ConflictError for one who has reserved or is noted already, before the item
    is taken up, and while the members vote from their own devices.
    """
    if not new.people:
        raise InputError("Välj vilka som inte deltar i beslutet.", field="people")
    act = act_on(actor, STOOD_OUT, key, item.meeting, (item.pk, new))

    def write() -> AgendaItem:
        found = hold_unsent(item.pk)
        proceeding = proceeding_of(found)
        _check(proceeding, new)
        NotTakingPart.objects.bulk_create(
            NotTakingPart(item=found, person_id=each, controller_id=controller_of(found))
            for each in new.people
        )
        return found

    return carry_out(actor, item, act, write)


def _check(found: Proceeding, new: NewStandingOut) -> None:
    if open_vote_of(found.item):
        raise ConflictError("Ledamöterna röstar från egna enheter: avsluta omröstningen först.")
    names = {voter.person: voter.name for voter in found.voters}
    out = frozenset(row.person_id for row in found.out)
    if again := out & set(new.people):
        raise ConflictError(f"{_listed(names, again)} är redan antecknad som att inte delta.")
    reserved = found.item.reservations.filter(person__in=new.people)
    if who := set(reserved.values_list("person", flat=True)):
        raise ConflictError(
            f"{_listed(names, who)} har reserverat sig mot beslutet och har därmed deltagit i det."
        )
    standing = StandingOut(
        frozenset(names),
        out | set(new.people),
        took_a_side(found),
        new.is_authority,
        names,
    )
    ruled = may_stand_out(standing, body=found.matter.body, day=found.matter.day)
    if not ruled.value:
        raise InputError(" ".join(reason.text for reason in ruled.reasons), field="people")


def _listed(names: dict[int, str], people: Collection[int]) -> str:
    return ", ".join(names.get(each, "Personen") for each in sorted(people))


def strike_standing_out(actor: Actor, row: NotTakingPart, why: str, *, key: str) -> NotTakingPart:
    """Strike one noted in error: it stays with its reason, and the person took part after all.

    Raises InputError without a reason, ConflictError when it is struck already.
    """
    why = why.strip()
    if not why:
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    act = act_on(actor, STANDING_OUT_STRUCK, key, row.item.meeting, (row.pk, why))

    def strike() -> NotTakingPart:
        hold_unsent(row.item.pk)
        found = NotTakingPart.objects.select_for_update().get(pk=row.pk)
        if found.struck_why:
            raise ConflictError("Uppgiften är redan struken.")
        found.struck_why = why
        found.save(update_fields=["struck_why"])
        return found

    return carry_out(actor, row.item, replace(act, why=why), strike)


def refuse_sides(found: Proceeding, cast: Collection[Cast]) -> None:
    """Refuse a yes or no on the matter itself from one who is noted as taking no part in it.

    Raises InputError that says what to do; to abstain is what such a member does.
    """
    step = found.progress.value.step
    if step.kind is not StepKind.VOTE or step.question is None or step.question.formal:
        return
    sides = {each.person for each in cast if each.ballot is not Ballot.ABSTAIN}
    if names := [name for row, name in named_out(found) if row.person_id in sides]:
        raise InputError(
            f"{', '.join(names)} är antecknad som att inte delta i beslutet: anteckna avstår, eller stryk"
            " uppgiften först."
        )


def refuse_own_side(item: AgendaItem, person: int, choice: str) -> None:
    """Refuse a member's own yes or no (``choice``) as ``refuse_sides`` does, before it is taken in."""
    if choice == Ballot.ABSTAIN.value:
        return
    if item.not_taking_part.filter(person=person, struck_why="").exists():
        refuse_sides(proceeding_of(item, in_full=False), [Cast(person, Ballot(choice))])
