"""What is written in the minutes: running text as it is typed, reservations, statements, adjusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold, hold_item
from samverk.meetings.actions.inside import carry_out, controller_of
from samverk.meetings.actions.locks import hold_unsent, refuse_closed
from samverk.meetings.models import (
    Adjuster,
    AgendaItem,
    MadeReservation,
    MadeStatement,
    Meeting,
    Recipients,
    RunningText,
    StatementKind,
)
from samverk.meetings.queries.adjustment import left_to_adjust
from samverk.meetings.queries.present import opinions_noted, waiting_at
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.reserving import judged_reservation
from samverk.meetings.queries.roster import roster_of
from samverk.rules.minutes.layouts import WRITTEN
from samverk.rules.reservation import ReservationState, noted_opinion

TEXT_SAVED = acts.kind("meetings.text_saved", "Protokolltext sparad")
RESERVED = acts.kind("meetings.reserved", "Reservation antecknad")
RESERVED_TOGETHER = acts.kind("meetings.reserved_together", "Reservation av flera antecknad")
RESERVATION_JUDGED = acts.kind("meetings.reservation_judged", "Reservation prövad av ordföranden")
STATED = acts.kind("meetings.stated", "Yttrande antecknat")
RECIPIENTS_SET = acts.kind("meetings.recipients_set", "Mottagare antecknade")
ADJUSTERS_CHOSEN = acts.kind("meetings.adjusters_chosen", "Justerare utsedda")


@dataclass(frozen=True, slots=True)
class NewText:
    """The secretary's words in a part of a paragraph; ``version`` is the one they began from, 0 for none."""

    part: str
    text: str
    version: int


def save_text(actor: Actor, item: AgendaItem, new: NewText, *, key: str) -> RunningText:
    """Save the secretary's words.

    Raises InputError for a part that is not written, and ConflictError when somebody has saved
    another text since: both stand then, and the writer chooses.
    """
    if new.part not in {one.value for one in WRITTEN}:
        raise InputError("Den delen av protokollet skrivs inte för hand.")
    act = act_on(actor, TEXT_SAVED, key, item.meeting, (item.pk, new))

    def save() -> RunningText:
        found = hold_unsent(item.pk)
        known = RunningText.objects.filter(item=found, part=new.part).first()
        if (known.version if known else 0) != new.version:
            raise ConflictError(
                "Någon annan har ändrat texten sedan du öppnade den. Din text står kvar här: jämför"
                " med den som är sparad, och spara igen."
            )
        row = known or RunningText(item=found, part=new.part, controller_id=controller_of(found))
        row.text, row.saved_by, row.version = new.text, actor.name, new.version + 1
        row.save()
        return row

    return carry_out(actor, item, act, save)


@dataclass(frozen=True, slots=True)
class NewReservation:
    """A reservation as it is announced: by whom (id) and against which decision, in words."""

    person: int
    against: str


def reserve(actor: Actor, item: AgendaItem, new: NewReservation, *, key: str) -> MadeReservation:
    """Note a reservation while the meeting goes on.

    Raises InputError with the rule's reason when it cannot stand, and ConflictError before the item
    has an outcome or when it is noted already. Where the recorded vote speaks against it, it waits
    for the chair (``judge_reservation``).
    """
    act = act_on(actor, RESERVED, key, item.meeting, (item.pk, new))

    def write() -> MadeReservation:
        found = hold_item(item.pk)
        refuse_closed(found.meeting, [found])
        if found.settled_at is None:
            raise ConflictError(
                "Anteckna först hur punkten slutade: reservationen gäller beslutet."
            )
        made = MadeReservation(
            item=found,
            person_id=new.person,
            against=new.against.strip(),
            announced_at=clock.now(),
            controller_id=controller_of(found),
        )
        judged = judged_reservation(proceeding_of(found), made)
        if judged.value.state is ReservationState.REFUSED:
            raise InputError(judged.reasons[0].text)
        return _once(made, "Reservationen är redan antecknad.")

    return carry_out(actor, item, act, write)


@dataclass(frozen=True, slots=True)
class NewReservations:
    """A reservation that several people (ids) announce together, against one decision."""

    people: tuple[int, ...]
    against: str


def reserve_together(
    actor: Actor, item: AgendaItem, new: NewReservations, *, key: str
) -> AgendaItem:
    """Note the same reservation of each of several people, all or none of them.

    Raises InputError without people, and as ``reserve`` does.
    """
    if not new.people:
        raise InputError("Välj vem som reserverar sig.", field="people")
    act = act_on(actor, RESERVED_TOGETHER, key, item.meeting, (item.pk, new))

    def write() -> AgendaItem:
        for person in new.people:
            reserve(actor, item, NewReservation(person, new.against), key=f"{key}/{person}")
        return item

    return carry_out(actor, item, act, write)


def _once(row: MadeReservation, taken: str) -> MadeReservation:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise ConflictError(taken) from fault
    return row


def judge_reservation(
    actor: Actor, made: MadeReservation, *, accepts: bool, key: str
) -> MadeReservation:
    """Note the chair's answer to a reservation that the recorded vote speaks against."""
    act = act_on(actor, RESERVATION_JUDGED, key, made.item.meeting, (made.pk, accepts))

    def write() -> MadeReservation:
        refuse_closed(hold(made.item.meeting_id), [made.item])
        found = MadeReservation.objects.select_for_update().get(pk=made.pk)
        if found.chair_accepts is not None:
            raise ConflictError("Ordföranden har redan avgjort det.")
        found.chair_accepts = accepts
        found.save(update_fields=["chair_accepts"])
        return found

    return carry_out(actor, made.item, act, write)


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement or a note: by whom (id), of which kind, in which words."""

    person: int
    kind: str
    text: str


def state(actor: Actor, item: AgendaItem, new: NewStatement, *, key: str) -> MadeStatement:
    """Note a statement. Raises InputError without words or for a kind that is none, and
    with the rule's reasons for one who does not serve and may not have an opinion noted.
    """
    if not new.text.strip():
        raise InputError("Skriv yttrandet.", field="text")
    if new.kind not in StatementKind.values:
        raise InputError("Välj vad det är.", field="kind")
    act = act_on(actor, STATED, key, item.meeting, (item.pk, new))

    def write() -> MadeStatement:
        found = hold_unsent(item.pk)
        _check_speaker(found, new)
        return MadeStatement.objects.create(
            item=found,
            person_id=new.person,
            kind=new.kind,
            text=new.text.strip(),
            controller_id=controller_of(found),
        )

    return carry_out(actor, item, act, write)


def _check_speaker(item: AgendaItem, new: NewStatement) -> None:
    """Refuse one who does not serve, but for a substitute in the room where the by-laws allow it."""
    is_opinion = new.kind == StatementKind.OPINION
    if new.person in {voter.person for voter in proceeding_of(item).voters}:
        if is_opinion:
            raise InputError(
                "Den som tjänstgör gör ett yttrande eller en anteckning.", field="kind"
            )
        return
    if new.person not in dict(waiting_at(item)):
        raise InputError("Personen är inte närvarande vid punkten.", field="person")
    allows = opinions_noted(item.meeting)
    found = noted_opinion(is_serving=False, body_allows=allows, day=item.meeting.day)
    if not found.value:
        raise InputError(" ".join(each.text for each in found.reasons), field="person")
    if not is_opinion:
        raise InputError("För den som inte tjänstgör: välj antecknad mening.", field="kind")


def set_recipients(actor: Actor, item: AgendaItem, names: Sequence[str], *, key: str) -> Recipients:
    """Note whom the decision is sent to; an empty list says nobody."""
    given = [name.strip() for name in names if name.strip()]
    act = act_on(actor, RECIPIENTS_SET, key, item.meeting, (item.pk, given))

    def write() -> Recipients:
        found = hold_unsent(item.pk)
        return Recipients.objects.update_or_create(item=found, defaults={"names": given})[0]

    return carry_out(actor, item, act, write)


def choose_adjusters(actor: Actor, meeting: Meeting, people: Sequence[int], *, key: str) -> Meeting:
    """Note who adjusts the minutes beside the chair.

    Raises InputError for nobody, for the chair, and for one with no seat in the body that day.
    """
    if not people:
        raise InputError("Välj vem som justerar.", field="people")
    act = act_on(actor, ADJUSTERS_CHOSEN, key, meeting, tuple(people))

    def write() -> Meeting:
        found = hold(meeting.pk)
        if found.ended_at and not left_to_adjust(found):
            refuse_closed(found)
        if found.chair_id in people:
            raise InputError("Ordföranden justerar ändå: välj någon annan.", field="people")
        if not set(people) <= _seated(found):
            raise InputError("Välj bland organets ledamöter och ersättare.", field="people")
        found.adjusters.exclude(person__in=people).delete()
        for person in people:
            Adjuster.objects.get_or_create(meeting=found, person_id=person)
        return found

    return acts.carry_out(act, write)


def _seated(meeting: Meeting) -> set[int | None]:
    roster = roster_of(meeting)
    return {seat.person for seat in roster.seats} | {one.person for one in roster.substitutes}
