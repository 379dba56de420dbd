"""What jäv keeps a person from, as long as the item is handled."""

from __future__ import annotations

from django.db.models import F

from samverk.foundation.barring import BARS, Barred
from samverk.meetings.models import AgendaItem, ItemDocument
from samverk.registry import queries as registry
from samverk.rules.serving import EventKind


def barred_to(person: int) -> Barred:
    """Answer which items a person (id) has stepped aside from for jäv, with their secret papers.

    From when it is noted until the item has its outcome. The secret documents of the item and of its
    case are among them; what is public stays so.
    """
    rows = AgendaItem.objects.filter(
        meeting__presence__person=person,
        meeting__presence__kind=EventKind.STEPPED_ASIDE.value,
        meeting__presence__struck_why="",
        meeting__presence__turn=F("turn"),
        settled_at__isnull=True,
    )
    items = dict(rows.values_list("pk", "case_id"))
    if not items:
        return Barred()
    cases = {case for case in items.values() if case is not None}
    papers = ItemDocument.objects.filter(item__in=items).values_list("document", flat=True)
    documents = registry.secret_documents(cases, papers)
    return Barred(frozenset(items), frozenset(documents), frozenset(cases))


def is_barred(person: int | None, item: int) -> bool:
    """Answer whether jäv keeps a person (id) from an item (id) now."""
    return person is not None and item in BARS.on(person).items
