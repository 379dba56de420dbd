"""Building the agenda, and taking its items up one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import may_open, require
from samverk.meetings.actions.doors import act_on, hold_item, hold_open
from samverk.meetings.actions.fates import tell_of_agenda
from samverk.meetings.actions.paper_texts import queue_reading
from samverk.meetings.actions.returning import let_back
from samverk.meetings.models import AgendaItem, AgendaItemSecret, ItemDocument, Meeting
from samverk.meetings.queries.agenda import order_of
from samverk.meetings.queries.doors import shown_at
from samverk.meetings.queries.earlier import minority_deferral_before
from samverk.meetings.queries.numbering import series_of
from samverk.meetings.queries.turns import item_in_hand, turn_in_hand
from samverk.registry import queries as registry
from samverk.rules.agenda import Notice, Section
from samverk.rules.preparation import Waiver
from samverk.rules.propositions import MatterKind
from samverk.rules.wording import NO_BREAK

ITEM_ADDED = acts.kind("meetings.item_added", "Punkt lagd på föredragningslistan")
ITEM_CHANGED = acts.kind("meetings.item_changed", "Punkt ändrad")
ITEM_MOVED = acts.kind("meetings.item_moved", "Punkt flyttad")
ITEM_STRUCK = acts.kind("meetings.item_struck", "Punkt struken ur föredragningslistan")
ITEM_TAKEN_UP = acts.kind("meetings.item_taken_up", "Punkt upptagen till behandling")
PAPER_ADDED = acts.kind("meetings.paper_added", "Handling lagd till en punkt")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is secret about an item: the provision that keeps it so, and its true title."""

    provision: str
    title: str


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item of the agenda as the secretary enters it. ``title`` is what everybody may read.

    ``earlier_minority`` says that a minority has deferred the matter before (KL 5:50). ``case`` and
    ``decider`` are ids. ``announced_on`` and ``reached_on`` are asked for where the
    matter was not in the first calling. ``treats`` is a paper of ``rules.website``, on the website since
    ``shown_on``.
    """

    title: str
    section: str = Section.HERE.value
    case: int | None = None
    decider: int | None = None
    matter: str = MatterKind.ORDINARY.value
    notice: str = Notice.CALLED.value
    announced_on: date | None = None
    reached_on: date | None = None
    waiver: str = ""
    earlier_minority: bool = False
    closed_doors: bool = False
    treats: str = ""
    shown_on: date | None = None
    hidden: Hidden | None = None


_PLAIN = (
    "section",
    "matter",
    "notice",
    "announced_on",
    "reached_on",
    "waiver",
    "earlier_minority",
    "closed_doors",
    "treats",
    "shown_on",
)


def add_item(actor: Actor, meeting: Meeting, new: ItemFacts, *, key: str) -> AgendaItem:
    """Put an item last in its group on the agenda; those after it make room.

    Raises InputError for an item without a title, of another body's case, or that is secret without
    a provision; NotAllowedError when a secret item is not the actor's to keep; ConflictError once
    the meeting has ended.
    """
    act = act_on(actor, ITEM_ADDED, key, meeting, new)
    if new.hidden:
        require(may_open(actor, meeting.body_id))

    def add() -> AgendaItem:
        found = hold_open(meeting.pk)
        last = found.items.aggregate(last=Max("position"))["last"] or 0
        secret = new.hidden is not None
        item = _fill(AgendaItem(meeting=found, position=last + 1, secret=secret), new)
        if new.hidden:
            _keep_secret(item, new.hidden)
        made = _renumbered(item)
        tell_of_agenda(made)
        return made

    return acts.carry_out(act, add)


def change_item(actor: Actor, item: AgendaItem, new: ItemFacts, *, key: str) -> AgendaItem:
    """Change an item that has not been taken up. What is secret about it stays as it was.

    Raises InputError as ``add_item`` and when it says something secret, and ConflictError when the
    item is taken up or struck.
    """
    if new.hidden:
        raise InputError("Sekretess anges när punkten läggs till: stryk den och lägg till en ny.")
    act = act_on(actor, ITEM_CHANGED, key, item.meeting, (item.pk, new))

    def change() -> AgendaItem:
        found = _not_taken_up(hold_item(item.pk))
        before = found.case_id
        changed = _renumbered(_fill(found, new))
        if changed.case_id != before:
            tell_of_agenda(changed)
        return changed

    return acts.carry_out(act, change)


def _fill(item: AgendaItem, new: ItemFacts) -> AgendaItem:
    _check(item.meeting, new)
    for name in _PLAIN:
        setattr(item, name, getattr(new, name))
    item.title = new.title.strip()
    item.case_id = new.case
    item.decider_id = new.decider
    item.save()
    return item


def _check(meeting: Meeting, new: ItemFacts) -> None:
    if not new.title.strip():
        raise InputError("Skriv en rubrik för punkten.", field="title")
    if new.section not in {one.value for one in Section}:
        raise InputError("Välj vilken del av listan punkten hör till.", field="section")
    if new.waiver and new.waiver not in {one.value for one in Waiver}:
        raise InputError("Välj ett av undantagen.", field="waiver")
    if new.case and not registry.may_take_up(meeting.body_id, registry.case_by_id(new.case)):
        raise InputError("Ärendet hör till ett annat organs diarium.", field="case")
    if new.decider == meeting.body_id:
        raise InputError("Organet beslutar självt: lämna fältet tomt.", field="decider")
    if new.section == Section.ELSEWHERE.value and new.decider is None:
        raise InputError("Välj vilket organ som beslutar.", field="decider")
    _check_website(meeting, new)
    if new.hidden and not new.hidden.provision.strip():
        raise InputError("Skriv vilken sekretessbestämmelse som gäller.", field="provision")


def _check_website(meeting: Meeting, new: ItemFacts) -> None:
    if new.treats and new.treats not in shown_at(meeting):
        raise InputError(
            "Organet fastställer eller godkänner inte det: välj Inget av det.", field="treats"
        )
    if new.shown_on and not new.treats:
        raise InputError("Ange vad som finns på webbplatsen, eller ta bort dagen.", field="treats")
    if new.shown_on and new.shown_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="shown_on")


def _keep_secret(item: AgendaItem, hidden: Hidden) -> None:
    body = directory.body_ref(item.meeting.body_id)
    with opened([body.id]):
        AgendaItemSecret.objects.create(
            item=item,
            controller_id=body.id,
            provision=hidden.provision.strip(),
            marked_on=clock.today(),
            authority=body.name,
            title=hidden.title.strip() or item.title,
        )


def move_item(actor: Actor, item: AgendaItem, position: int, *, key: str) -> AgendaItem:
    """Move an item to a place within its group on the agenda; those between make room.

    Raises InputError for a place outside the group, ConflictError once the item is taken up or
    struck.
    """
    act = act_on(actor, ITEM_MOVED, key, item.meeting, (item.pk, position))

    def move() -> AgendaItem:
        found = _not_taken_up(hold_item(item.pk))
        return _moved(found, position)

    return acts.carry_out(act, move)


def _moved(item: AgendaItem, position: int) -> AgendaItem:
    items = _in_order(item.meeting)
    heading, ids = next(group for group in order_of(items) if item.pk in group[1])
    places = [one.position for one in items if one.pk in ids]
    if position not in places:
        raise InputError(
            f"Punkten står under {heading}: välj en plats från {min(places)} till {max(places)},"
            " eller ändra vilken del av listan den hör till.",
            field="position",
        )
    items.remove(item)
    items.insert(position - 1, item)
    return _renumbered(item, items)


def _in_order(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.select_related("decider__organisation").order_by("position"))


def _renumbered(item: AgendaItem, items: Sequence[AgendaItem] | None = None) -> AgendaItem:
    """Number the meeting's items as the agenda lists them, group by group."""
    given = items or _in_order(item.meeting)
    places = {pk: n for n, pk in enumerate((pk for _, g in order_of(given) for pk in g), start=1)}
    changed = [one for one in given if one.position != places[one.pk]]
    for one in changed:
        one.position = places[one.pk]
    AgendaItem.objects.bulk_update(changed, ["position"])
    item.position = places[item.pk]
    return item


def strike_item(actor: Actor, item: AgendaItem, why: str, *, key: str) -> AgendaItem:
    """Strike an item that has not been taken up: it stays on the agenda, struck, with the reason.

    Raises InputError without a reason, ConflictError once it is taken up.
    """
    if not why.strip():
        raise InputError("Skriv varför punkten utgår.", field="why")
    act = replace(
        act_on(actor, ITEM_STRUCK, key, item.meeting, (item.pk, why.strip())), why=why.strip()
    )

    def strike() -> AgendaItem:
        found = _not_taken_up(hold_item(item.pk))
        found.struck_on, found.struck_why = clock.today(), why.strip()
        found.save(update_fields=["struck_on", "struck_why"])
        tell_of_agenda(found)
        return found

    return acts.carry_out(act, strike)


def add_paper(actor: Actor, item: AgendaItem, document: int, *, key: str) -> ItemDocument:
    """Let a document (id) of the item's own diary belong to the item.

    Raises InputError for another body's document, or a secret one with an open item; ConflictError
    when it belongs to the item already.
    """
    act = act_on(actor, PAPER_ADDED, key, item.meeting, (item.pk, document))
    return acts.carry_out(act, lambda: _add_paper(hold_item(item.pk), document))


def _add_paper(item: AgendaItem, document: int) -> ItemDocument:
    paper = registry.document_by_id(document)
    if not registry.may_take_up(item.meeting.body_id, paper.case):
        raise InputError("Handlingen hör till ett annat organs diarium.", field="document")
    if (paper.secret or paper.case.secret) and not item.secret:
        raise InputError(
            "Handlingen är sekretessbelagd: lägg den bara till en sekretessbelagd punkt.",
            field="document",
        )
    if item.papers.filter(document=document).exists():
        raise ConflictError("Handlingen hör redan till punkten.")
    last = item.papers.aggregate(last=Max("position"))["last"] or 0
    queue_reading(document)
    return ItemDocument.objects.create(item=item, document=paper, position=last + 1)


def take_up(actor: Actor, item: AgendaItem, *, key: str) -> AgendaItem:
    """Take an item up: it gets its turn and its §, in the same transaction and without gaps.

    Who stood aside from an earlier one for jäv is back (``returning``). Raises ConflictError before the
    meeting is opened, when it has ended, while another item is in hand, and for an item that is taken up
    or struck already.
    """
    act = act_on(actor, ITEM_TAKEN_UP, key, item.meeting, item.pk)
    return acts.carry_out(act, lambda: _take_up(_not_taken_up(hold_item(item.pk))))


def _take_up(item: AgendaItem) -> AgendaItem:
    meeting = item.meeting
    if meeting.opened_at is None:
        raise ConflictError("Öppna sammanträdet först.")
    items = list(meeting.items.all())
    if other := item_in_hand(items):
        raise ConflictError(f"§{NO_BREAK}{other.paragraph} behandlas: anteckna dess utgång först.")
    item.turn = turn_in_hand(items)
    item.paragraph = next_number(series_of(meeting))
    # Kept from here: a case that is linked later changes nothing that has been voted on
    item.earlier_minority = item.earlier_minority or minority_deferral_before(item) is not None
    item.save(update_fields=["turn", "paragraph", "earlier_minority"])
    let_back(item)
    return item


def _not_taken_up(item: AgendaItem) -> AgendaItem:
    if item.turn is not None:
        raise ConflictError(f"Punkten är redan upptagen som § {item.paragraph}.")
    return item
