"""How far a meeting's decisions have been sent to those who are to have them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, Subquery

from samverk.meetings.models import (
    AgendaItem,
    ExtractDispatch,
    ExtractHandover,
    Meeting,
    SealedKind,
    SealedRecord,
    Way,
)
from samverk.meetings.queries.tasks import Facts, Subject, gathers
from samverk.rules.meeting_tasks import Count
from samverk.rules.minutes.facts import Outcome

ONE_LEFT, NONE_TO_SEND = Count(0, 1), Count(0, 0)


@dataclass(frozen=True, slots=True)
class ExpeditedRow:
    """An item and how many of its recipients have got it as it stands.

    ``why`` says in Swedish what is to be done first, or why nothing goes; "" where it is only to send.
    ``to_hand_over`` are certified and wait for somebody to hand them over.
    """

    item: AgendaItem
    count: Count
    why: str = ""
    to_hand_over: int = 0

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
    by_meeting: dict[int, list[ExpeditedRow]] = {}
    for row in expedited(items):
        by_meeting.setdefault(row.item.meeting_id, []).append(row)
    return {meeting: _summed(rows) for meeting, rows in by_meeting.items()}


def _summed(rows: Sequence[ExpeditedRow]) -> Facts:
    done, total = sum(row.count.done for row in rows), sum(row.count.total for row in rows)
    return {"extracts": Count(done, total), "to_hand_over": sum(row.to_hand_over for row in rows)}


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
    got: Mapping[tuple[int, str], bool],
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
    sent = [got[item.pk, name] for name in wanted if (item.pk, name) in got]
    return ExpeditedRow(item, Count(sum(sent), len(wanted)), to_hand_over=sent.count(False))


def _got(items: Collection[int]) -> dict[tuple[int, str], bool]:
    """List to whom which item has gone; False for one that nobody has noted as handed over yet.

    An extract made before the latest correction does not count.
    """
    corrections = SealedRecord.objects.filter(
        item=OuterRef("extract__item"), kind=SealedKind.CORRECTION
    ).order_by("-sealed_at")
    handovers = ExtractHandover.objects.filter(dispatch=OuterRef("pk"))
    rows = ExtractDispatch.objects.filter(extract__item__in=items).annotate(
        corrected_at=Subquery(corrections.values("sealed_at")[:1]),
        has_gone=~Q(way=Way.HAND) | Exists(handovers),
    )
    sent = rows.order_by("id").values_list(
        "extract__item", "name", "has_gone", "extract__made_at", "corrected_at"
    )
    return {
        (pk, name): gone for pk, name, gone, made, corrected in sent if _is_current(made, corrected)
    }


def _is_current(made: datetime, corrected: datetime | None) -> bool:
    return corrected is None or made >= corrected
