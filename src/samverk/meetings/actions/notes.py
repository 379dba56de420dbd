"""A reader's own notes on an item: saved as they are typed, shown to nobody else, removed for good.

They are working material and no part of the case (minnesanteckningar, TF 2 kap. 12 §). The log tells
that one was saved or removed, and never what it said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import User
from samverk.foundation.own_rows import own_rows
from samverk.foundation.permissions import Permission, require
from samverk.meetings.actions.doors import may_read_along
from samverk.meetings.actions.inside import controller_of, may_handle
from samverk.meetings.actions.secret_reading import may_read_item
from samverk.meetings.models import AgendaItem, Meeting, PrivateNote

NOTE_SAVED = acts.kind("meetings.note_saved", "Egen anteckning sparad", is_quiet=True)
NOTE_REMOVED = acts.kind("meetings.note_removed", "Egen anteckning borttagen", is_quiet=True)
NOTES_CLEARED = acts.kind("meetings.notes_cleared", "Egna anteckningar gallrade", is_quiet=True)
LONGEST = 20_000
LONGEST_TOLD = f"{LONGEST:,}".replace(",", "\N{NO-BREAK SPACE}")
CLEARER = system("Gallringen")
REMOVED = "Anteckningen är borttagen. Det du skrev står kvar här: spara igen om den ska finnas."
ELSEWHERE = (
    "Du har ändrat anteckningen på en annan enhet eller flik sedan du öppnade den här. Det du skrev"
    " står kvar: jämför med det som är sparat, och spara igen."
)


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note's words; ``version`` is the one they began from, 0 for none."""

    text: str
    version: int


def may_keep_note(actor: Actor, item: AgendaItem) -> Permission:
    """Answer whether ``actor`` may keep a note on an item: who may read it, and has no jäv in it."""
    return (
        may_read_along(actor, item.meeting)
        and may_read_item(actor, item)
        and may_handle(actor, item)
    )


def save_note(actor: Actor, item: AgendaItem, new: NewNote, *, key: str) -> PrivateNote:
    """Save the actor's own note on an item.

    Raises InputError for one that is too long, and ConflictError when the actor has saved another
    since, or removed it: what was written stands, and the writer chooses.
    """
    require(may_keep_note(actor, item))
    if len(new.text) > LONGEST:
        raise InputError(
            f"Anteckningen är {len(new.text) - LONGEST} tecken för lång: högst {LONGEST_TOLD} får"
            " plats. Korta den, eller dela den på flera punkter.",
            field="text",
        )
    act = _act(actor, item, NOTE_SAVED, key, new)
    with _own(actor, item):
        try:
            return acts.carry_out(act, lambda: _save(actor, item, new))
        except NotFoundError as fault:
            raise ConflictError(REMOVED) from fault


def _save(actor: Actor, item: AgendaItem, new: NewNote) -> PrivateNote:
    known = PrivateNote.objects.select_for_update().filter(item=item).first()
    if known is None and new.version:
        raise ConflictError(REMOVED)
    if known and known.version != new.version:
        raise ConflictError(ELSEWHERE)
    assert actor.user is not None
    row = known or PrivateNote(
        item=item, user_id=actor.user, version=0, controller_id=controller_of(item)
    )
    row.text, row.version = new.text, row.version + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise ConflictError(ELSEWHERE) from fault
    return row


def remove_note(actor: Actor, item: AgendaItem, *, key: str) -> AgendaItem:
    """Remove the actor's own note on an item, for good. Raises NotFoundError when there is none."""
    if actor.user is None:
        raise NotAllowedError("Logga in för att ta bort egna anteckningar.")
    act = _act(actor, item, NOTE_REMOVED, key, None)
    with _own(actor, item):
        found = PrivateNote.objects.filter(item=item).first()
        if found is None and not acts.was_carried_out(actor, key):
            require(may_keep_note(actor, item))
            raise NotFoundError("Du har ingen anteckning på punkten.")
        try:
            acts.carry_out(act, lambda: _remove(item, found))
        except NotFoundError:
            # The same form has removed it already
            return item
    return item


def _remove(item: AgendaItem, note: PrivateNote | None) -> PrivateNote:
    if note is None:
        raise ConflictError("Anteckningen är redan borttagen.")
    PrivateNote.objects.filter(item=item).delete()
    return note


@contextmanager
def _own(actor: Actor, item: AgendaItem) -> Iterator[None]:
    """Let the block see the actor's own row on an item, also behind the item's wall.

    Nothing that others wrote is shown, so that there is no reading to note in the log.
    """
    with opened([item.meeting.body_id] if item.secret else []), own_rows(actor.user):
        yield


def _act(actor: Actor, item: AgendaItem, kind: str, key: str, new: NewNote | None) -> acts.Act:
    body = item.meeting.body
    return acts.Act(actor, kind, key, body.organisation_id, content=(item.pk, new), body=body.pk)


def clear_notes(today: date | None = None) -> int:
    """Remove the notes whose time is out (docs/decisions/0015), and answer how many accounts had any.

    Those of meetings a year back, and all of an account that is closed. The database shows each
    account's notes under its own name alone, so they are asked for one account at a time.
    """
    until = _a_year_before(today or clock.today())
    bodies = Meeting.objects.values_list("body", flat=True).distinct()
    compartments = list(bodies)
    accounts = User.objects.order_by("pk")
    return sum(_cleared(user, until, compartments) for user in accounts)


def _cleared(user: User, until: date, compartments: list[int]) -> bool:
    with opened(compartments), own_rows(user.pk):
        found = PrivateNote.objects.all()
        if user.is_active:
            found = found.filter(item__meeting__day__lt=until)
        if not found.exists():
            return False

        def clear() -> User:
            found.delete()
            return user

        key = f"gallring/anteckningar/{user.pk}/{clock.now().isoformat()}"
        acts.carry_out(acts.Act(CLEARER, NOTES_CLEARED, key[:100]), clear)
    return True


def _a_year_before(day: date) -> date:
    """Give the same day a year before; for 29 February the day after."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, month=3, day=1)
