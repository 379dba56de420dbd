"""At which of an organisation's meetings its budget, or a case of some other duty, is taken up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samverk.meetings.models import AgendaItem, ItemOutcome, Meeting
from samverk.meetings.queries.doors import is_public
from samverk.rules.minutes.facts import Outcome


@dataclass(frozen=True, slots=True)
class Treated:
    """A paper on an agenda (behandlad handling): ``treats`` is a value of ``Shown`` or "".

    ``case`` is the case (id) that the item is of. ``is_decided`` says that the meeting is over and that
    the item ended in a decision.
    """

    treats: str
    case: int | None
    meeting: Meeting
    is_decided: bool
    is_public: bool


def treated_between(
    organisation: int, kind: str, first: date, last: date, *, cases: Collection[int] = ()
) -> list[Treated]:
    """List what bodies of a ``kind`` at an organisation (id) take up from a day to a day, in order.

    That is what the website shows, and the items of ``cases`` (ids). Secret items are left out, so
    that everybody gets the same answer.
    """
    found = AgendaItem.objects.filter(
        ~Q(treats="") | Q(case__in=list(cases)),
        meeting__body__organisation=organisation,
        meeting__body__kind=kind,
        meeting__day__range=(first, last),
        meeting__cancelled_on__isnull=True,
        struck_on__isnull=True,
        secret=False,
    )
    items = list(found.select_related("meeting__body").order_by("meeting__day", "meeting_id", "id"))
    over = [one.pk for one in items if one.meeting.ended_at and one.settled_at]
    decided = set()
    if over:
        outcomes = ItemOutcome.objects.filter(item__in=over, outcome=Outcome.DECIDED.value)
        decided = set(outcomes.values_list("item_id", flat=True))
    return [
        Treated(one.treats, one.case_id, one.meeting, one.pk in decided, is_public(one.meeting))
        for one in items
    ]
