"""How far a meeting's decisions have been sent to those who are to have them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from samverk.meetings.models import (
    AgendaItem,
    ExtractDispatch,
    Meeting,
    SealedKind,
    SealedRecord,
)
from samverk.meetings.queries.tasks import Facts, Subject, gathers
from samverk.rules.meeting_tasks import Count
from samverk.rules.minutes.facts import Outcome

ONE_LEFT, NONE_TO_SEND = Count(0, 1), Count(0, 0)


@dataclass(frozen=True, slots=True)
class ExpeditedRow:
    """An item and how many of its recipients have got it as it stands.

    ``why`` says in Swedish what is to be done first, or why nothing goes; "" where it is only to send.
    """

    item: AgendaItem
    count: Count
    why: str = ""

    @property
    def can_be_sent(self) -> bool:
        """Answer whether what is left can be sent from the item's own page."""
        return self.item.settled_at is not None and not self.item.secret


NO_DECISION = {
    Outcome.NOTED.value: "Antecknades, och ingen mottagare är angiven.",
    Outcome.STRUCK.value: "Utgick: inget beslut att skicka.",
}


def expediting_of(meeting: Meeting) -> tuple[ExpeditedRow, ...]:
    """List a meeting's items that were taken up, with what of each has been sent, in three queries."""
    items = meeting.items.filter(turn__isnull=False, struck_on__isnull=True).order_by("turn")
    return expedited(list(items))


@gathers
def expediting(subjects: Sequence[Subject], _: date) -> dict[int, Facts]:
    """Count recipients and those that have got their extract; nothing before the first outcome."""
    begun = [one for one in subjects if any(item.settled_at for item in one.items)]
    if not begun:
        return {}
    items = [item for one in begun for item in one.items if item.struck_on is None]
    totals: dict[int, Count] = {}
    for row in expedited(items):
        known = totals.get(row.item.meeting_id, NONE_TO_SEND)
        totals[row.item.meeting_id] = Count(
            known.done + row.count.done, known.total + row.count.total
        )
    return {meeting: {"extracts": count} for meeting, count in totals.items()}


def expedited(items: Sequence[AgendaItem]) -> tuple[ExpeditedRow, ...]:
    """Tell of each item how many recipients have got it, in two queries."""
    pks = {item.pk for item in items if item.settled_at and not item.secret}
    known = AgendaItem.objects.filter(pk__in=pks).values_list(
        "pk", "recipients__names", "outcome__outcome"
    )
    named = {pk: (names, outcome) for pk, names, outcome in known}
    got = _got(pks)
    return tuple(_row(item, *named.get(item.pk, (None, "")), got) for item in items)


def _row(
    item: AgendaItem,
    names: Iterable[str] | None,
    outcome: str | None,
    got: Collection[tuple[int, str]],
) -> ExpeditedRow:
    if item.secret:
        return ExpeditedRow(item, NONE_TO_SEND, "Sekretess: går inte som vanligt utdrag.")
    if item.settled_at is None:
        return ExpeditedRow(item, ONE_LEFT, "Utgången är inte antecknad än.")
    if names is None and outcome in NO_DECISION:
        return ExpeditedRow(item, NONE_TO_SEND, NO_DECISION[outcome])
    if names is None:
        return ExpeditedRow(item, ONE_LEFT, "Ingen har angett vem beslutet ska skickas till.")
    wanted = set(names)
    if not wanted:
        return ExpeditedRow(item, NONE_TO_SEND, "Ska inte skickas till någon.")
    return ExpeditedRow(item, Count(sum((item.pk, n) in got for n in wanted), len(wanted)))


def _got(items: Collection[int]) -> set[tuple[int, str]]:
    """List who has got which item; an extract made before the latest correction does not count."""
    corrections = SealedRecord.objects.filter(
        item=OuterRef("extract__item"), kind=SealedKind.CORRECTION
    ).order_by("-sealed_at")
    rows = ExtractDispatch.objects.filter(extract__item__in=items).annotate(
        corrected_at=Subquery(corrections.values("sealed_at")[:1])
    )
    sent = rows.values_list("extract__item", "name", "extract__made_at", "corrected_at")
    return {(pk, name) for pk, name, made, corrected in sent if _is_current(made, corrected)}


def _is_current(made: datetime, corrected: datetime | None) -> bool:
    return corrected is None or made >= corrected
