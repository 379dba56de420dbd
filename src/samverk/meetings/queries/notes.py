"""A reader's own notes, as their pages show them. Read inside what opens the items to the reader."""

from __future__ import annotations

from samverk.foundation.barring import barred_now
from samverk.foundation.own_rows import own_rows
from samverk.meetings.models import AgendaItem, Meeting, PrivateNote


def note_of(item: AgendaItem, user: int | None) -> PrivateNote | None:
    """Give the note that an account (id) has on an item, if any."""
    with own_rows(user):
        return PrivateNote.objects.filter(item=item).first()


def notes_of(meeting: Meeting, user: int | None) -> list[PrivateNote]:
    """List the notes that an account (id) has on a meeting, in the order of the agenda.

    Those on an item that jäv keeps the reader from are left out, also of an open one.
    """
    with own_rows(user):
        rows = PrivateNote.objects.filter(item__meeting=meeting).exclude(text="")
        rows = rows.exclude(item__in=barred_now().items)
        return list(rows.select_related("item").order_by("item__position"))
