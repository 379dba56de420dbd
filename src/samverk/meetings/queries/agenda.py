"""The agenda as it is read: grouped by who decides, each item with what the law asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AgendaItem,
    AgendaItemSecret,
    ItemDocument,
    Meeting,
    MeetingFactKind,
    UnanimityQuestion,
)
from samverk.meetings.queries.asking import answered
from samverk.meetings.queries.preparing import chains_of
from samverk.meetings.queries.roster import assembly_of
from samverk.meetings.queries.tasks import first_days
from samverk.rules import agenda
from samverk.rules.agenda import Item, May, Notice, Placed, Section, Unanimity
from samverk.rules.assembly import Assembly
from samverk.rules.preparation import Step, Waiver
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its papers, what is secret if the reader may see it, and whether it may be decided.

    ``is_new`` says that it came after the papers were sent, ``new_papers`` (ids of documents) which of
    its papers did.
    """

    item: AgendaItem
    papers: tuple[ItemDocument, ...]
    secret: AgendaItemSecret | None
    may_be_decided: Ruling[May]
    is_new: bool
    new_papers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AgendaGroup:
    """Items under one heading, in the order of the agenda."""

    heading: str
    rows: tuple[ItemRow, ...]


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    asked = ("unanimity",) if _is_council(meeting) else ()
    papers = ItemDocument.objects.select_related("document__case").order_by("position")
    return (
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("case", "decider__organisation", "kept_secret", "outcome")
        .prefetch_related(Prefetch("papers", papers, to_attr="listed"), *asked)
        .order_by("position")
    )


def item_by_id(item: int) -> AgendaItem:
    """Answer which item this is, with its meeting; raises NotFoundError."""
    rows = AgendaItem.objects.select_related("meeting__body__organisation", "case", "decider")
    found = rows.filter(pk=item).first()
    if found is None:
        raise NotFoundError("Punkten finns inte.")
    return found


def rows_of(meeting: Meeting) -> tuple[ItemRow, ...]:
    """List the items in the order of the agenda, in a fixed number of queries.

    What is secret is joined in: the wall in the database leaves it out but inside an opened
    compartment (``secret_reading``).
    """
    items = list(_items(meeting))
    facts = list(meeting.facts.all())
    days = first_days(facts)
    sent = min((f.recorded_at for f in facts if f.kind == MeetingFactKind.DISPATCHED), default=None)
    chains = chains_of(meeting, items)
    return tuple(
        ItemRow(
            item,
            tuple(item.listed),  # type: ignore[attr-defined]
            getattr(item, "kept_secret", None),
            _may(meeting, item, days, chains.get(item.pk, ())),
            _is_new(item.added_at, sent),
            frozenset(
                paper.document_id
                for paper in item.listed  # type: ignore[attr-defined]
                if _is_new(paper.added_at, sent)
            ),
        )
        for item in items
    )


def doubts_about(meeting: Meeting) -> dict[int, tuple[Reason, ...]]:
    """Tell of a council's items (ids) what speaks against deciding them; nothing of a board's."""
    if not _is_council(meeting):
        return {}
    items = list(_items(meeting))
    days, chains = first_days(list(meeting.facts.all())), chains_of(meeting, items)
    ruled = {item.pk: _ruled(meeting, item, days, chains.get(item.pk, ())) for item in items}
    return {item: agenda.doubts(each, meeting.day) for item, each in ruled.items()}


def agenda_of(rows: Sequence[ItemRow]) -> tuple[AgendaGroup, ...]:
    """Group the items by who decides."""
    by_id = {row.item.pk: row for row in rows}
    groups = order_of(row.item for row in rows)
    return tuple(AgendaGroup(heading, tuple(by_id[pk] for pk in ids)) for heading, ids in groups)


def item_row(item: AgendaItem) -> ItemRow:
    """Answer one item as ``rows_of`` does."""
    return next(row for row in rows_of(item.meeting) if row.item.pk == item.pk)


def order_of(items: Iterable[AgendaItem]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Give the groups of the agenda in order: heading and ids. Items come in their own order."""
    return tuple((g.heading, g.items) for g in agenda.grouped(_placed(item) for item in items))


def _placed(item: AgendaItem) -> Placed:
    decider = f"{item.decider.name}, {item.decider.organisation.short_name}" if item.decider else ""
    return Placed(item.pk, Section(item.section), decider)


def _is_new(added: datetime, sent: datetime | None) -> bool:
    return sent is not None and added > sent


def _is_council(meeting: Meeting) -> bool:
    return assembly_of(meeting.body.kind) is Assembly.COUNCIL


def _answers(meeting: Meeting, item: AgendaItem) -> tuple[Unanimity | None, Unanimity | None]:
    """Give what all had to agree on and answered last; only a council is asked."""
    rows = item.unanimity.all() if _is_council(meeting) else ()
    return answered(rows, UnanimityQuestion.TAKE_UP), answered(rows, UnanimityQuestion.DECIDE)


def _may(
    meeting: Meeting, item: AgendaItem, days: dict[str, date], chain: Iterable[Step]
) -> Ruling[May]:
    """Ask the rule whether an item may be decided."""
    assembly = assembly_of(meeting.body.kind)
    return agenda.may_be_decided(_ruled(meeting, item, days, chain), meeting.day, assembly=assembly)


def _ruled(
    meeting: Meeting, item: AgendaItem, days: dict[str, date], chain: Iterable[Step]
) -> Item:
    """Give an item as the rule has it; one of the first calling was announced and reached with it."""
    is_called = item.notice == Notice.CALLED.value
    return Item(
        Notice(item.notice),
        days.get(MeetingFactKind.ANNOUNCED) if is_called else item.announced_on,
        days.get(MeetingFactKind.CALLED) if is_called else item.reached_on,
        tuple(chain),
        Waiver(item.waiver) if item.waiver else None,
        *_answers(meeting, item),
        only_informs=item.section == Section.INFORMATION.value,
        is_question=item.section == Section.QUESTIONS.value,
    )
