"""Which matters are ready for a body's next meeting, and why; and the cases that words find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from samverk.meetings.models import AgendaItem, Meeting, PlacedExtract
from samverk.meetings.queries.questions import is_question
from samverk.memos import queries as memos
from samverk.registry import queries as registry
from samverk.registry.queries import Case
from samverk.rules.agenda import Section
from samverk.rules.minutes.facts import Outcome

# A matter that too few were left for is taken up anew, as a tabled one
AGAIN = (Outcome.TABLED.value, Outcome.STRUCK.value)
PUT_OFF = (*AGAIN, Outcome.REFERRED_BACK.value)


@dataclass(frozen=True, slots=True)
class Ready:
    """A matter that is ready for a meeting, and ``why`` in Swedish.

    ``tabled`` is the item to go on with as it was; ``case`` is None where that item had none.
    """

    why: str
    case: Case | None = None
    tabled: AgendaItem | None = None


def ready_for(meeting: Meeting) -> tuple[Ready, ...]:
    """List what is ready and on no agenda: what was tabled first, then what was referred back.

    What is secret is there only inside its opened compartment.
    """
    put_off = list(put_off_before(meeting))
    tabled = [item for item in put_off if goes_on(item)]
    whys = _whys(meeting, [item for item in put_off if item not in tabled])
    shown = {item.case_id for item in tabled}
    cases = {one.pk: one for one in registry.cases_by_id(whys.keys() - shown)}
    return (
        *(Ready(_put_off(item), item.case, item) for item in tabled),
        *(Ready(why, cases[pk]) for pk, why in whys.items() if pk in cases and _open(cases[pk])),
    )


def _whys(meeting: Meeting, referred: Iterable[AgendaItem]) -> dict[int, str]:
    """Say why each case (id) is ready; the first reason stands."""
    found = {item.case_id: _put_off(item) for item in referred if item.case_id}
    approved, came = memos.approved_at(meeting.body_id), _proposed_at(meeting.body_id)
    last = _last_put_up(meeting.body_id, {*approved, *came})
    for since, words in ((approved, "tjänsteskrivelse godkänd"), (came, "förslag inkommet")):
        for case, when in since.items():
            if case not in last or last[case] < when:
                found.setdefault(case, f"{words} {localdate(when)}")
    return found


def put_off_before(meeting: Meeting) -> QuerySet[AgendaItem]:
    """List the body's items that were tabled, referred back or left undone, and have not been put up since.

    An interpellation or a question of a meeting that was cancelled waits as well: nobody has heard it.
    """
    again = AgendaItem.objects.filter(
        struck_on__isnull=True, meeting__cancelled_on__isnull=True, meeting__body=meeting.body_id
    )
    rows = AgendaItem.objects.filter(
        meeting__body=meeting.body_id,
        meeting__day__lte=meeting.day,
    ).exclude(meeting=meeting.pk)
    unheard = Q(section=Section.QUESTIONS.value, meeting__cancelled_on__isnull=False)
    rows = rows.filter(
        Q(settled_at__isnull=False, outcome__outcome__in=PUT_OFF)
        | (unheard & Q(settled_at__isnull=True, struck_on__isnull=True))
    )
    rows = rows.exclude(Exists(again.filter(carried_from=OuterRef("pk"))))
    rows = rows.exclude(
        Exists(again.filter(case=OuterRef("case"), added_at__gt=OuterRef("settled_at")))
    )
    return rows.select_related("meeting__body__organisation", "case", "outcome").order_by("id")


def goes_on(item: AgendaItem) -> bool:
    """Answer whether an item that was put off goes on as it was: tabled, undone, or a question not heard."""
    return item.settled_at is None or item.outcome.outcome in AGAIN


def _put_off(item: AgendaItem) -> str:
    if is_question(item):
        return f"väntar sedan {item.meeting.day}: {item.section.casefold()}"
    return f"{item.outcome.outcome} {item.meeting.day}"


def _open(case: Case) -> bool:
    return case.closed_on is None


def _proposed_at(body: int) -> dict[int, datetime]:
    rows = PlacedExtract.objects.filter(incoming__body=body, incoming__content__kind="proposes")
    listed = rows.filter(case__closed_on__isnull=True).values_list("case")
    return dict(listed.annotate(last=Max("placed_at")).order_by())


def _last_put_up(body: int, cases: Iterable[int]) -> dict[int, datetime]:
    """Answer when each case was last put on an agenda of the body; for ever while it waits there."""
    rows = AgendaItem.objects.filter(
        meeting__body=body, meeting__cancelled_on__isnull=True, case__in=list(cases)
    ).filter(struck_on__isnull=True)
    found: dict[int, datetime] = {}
    listed = rows.values_list("case", "added_at", "settled_at", "meeting__ended_at")
    for case, added, settled, ended in listed:
        if case is not None:
            until = settled or ended or datetime.max.replace(tzinfo=added.tzinfo)
            found[case] = max(until, found.get(case, until))
    return found
