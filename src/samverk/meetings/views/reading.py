"""Pages that anybody may read: the meetings, one of them, and its items."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.files.host import from_file_host
from samverk.foundation.files.release import released_in_hand
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Permission, Right, may, may_open, require
from samverk.meetings import actions, queries
from samverk.meetings.actions.secret_reading import may_read_item, reading
from samverk.meetings.concerns import concerns_of
from samverk.meetings.forms import MoveForm, PressForm
from samverk.meetings.forms.searching import SearchForm
from samverk.meetings.models import AgendaItem, Meeting, MeetingFactKind
from samverk.meetings.queries.delegated_notices import is_about_delegated, reported_in
from samverk.meetings.queries.doors import doors_of, doors_told, is_public, shown_on
from samverk.meetings.queries.meetings import Called
from samverk.meetings.queries.questions import is_question, question_of
from samverk.meetings.queries.requests import request_ruling, request_told
from samverk.meetings.queries.tasks import first_days
from samverk.meetings.steps import Access, steps_of
from samverk.meetings.views.notes import own_note
from samverk.registry import queries as registry
from samverk.rules.assembly import Assembly
from samverk.rules.ruling import Ruling
from samverk.rules.website import OnWebsite

AHEAD = timedelta(days=400)


def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings to come and those held, of all bodies or one (``?organ=``)."""
    chosen = request.GET.get("organ", "")
    bodies = [int(chosen)] if chosen.isdecimal() else None
    today, actor = clock.today(), actor_of(request)
    body = directory.body_ref(bodies[0]) if bodies else None
    context = {
        "coming": queries.meetings_between(today, today + AHEAD, bodies=bodies),
        "held": queries.held_before(today, bodies=bodies),
        "body": body,
        "planners": [
            b
            for b in directory.bodies()
            if may(actor, Right.HOLD_MEETING, organisation=b.organisation, body=b.id)
            and (body is None or b.id == body.id)
        ],
        "sorts": bool(queries.sorted_by(actor)),
    }
    return render(request, "meetings/list.html", context)


def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show a meeting: when and where, its steps, and the agenda."""
    called = queries.meeting_as_called(meeting)
    found = called.meeting
    prefetch_related_objects([found], "facts")
    actor, today = actor_of(request), clock.today()
    seen = actions.may_see_agenda(actor, found)
    # Where nothing is secret no compartment is opened: that asks the database five times
    inside = (
        reading(actor, found, found.items.all()) if seen and called.has_secret else nullcontext()
    )
    with inside:
        rows = queries.rows_of(found)
    tasks = queries.tasks_of(found, [row.item for row in rows], today)
    permission, entering = holds(request, found), actions.may_enter(actor, found)
    context = {
        "meeting": found,
        "chairs": queries.chairs_of(found, [row.item for row in rows]),
        "distance_link": found.distance_link if entering else "",
        "seen": seen,
        "groups": queries.agenda_of(rows) if seen else (),
        "clock_changed": _clock_changed(found),
        "steps": steps_of(
            found,
            tasks,
            Access(permission, actions.may_read_draft(actor, found)),
            queries.owners_of(found),
        ),
        "search": SearchForm() if actions.may_read_along(actor, found) else None,
        "offers": _offers(called, actor, may_enter=bool(entering)),
        "press": PressForm() if _may_order(found, permission) else None,
        "told_before": _told_before(found, called.told) if permission else "",
        "concerns": concerns_of(found, [row.item for row in rows]) if permission else (),
        "is_public": is_public(found),
        "asked_for": request_told(found),
        "asked_ruling": request_ruling(found),
    }
    return render(request, "meetings/meeting.html", context)


def _told_before(meeting: Meeting, told: str) -> str:
    """Give what a calling told of another time or place, while a new one can be sent."""
    is_past = meeting.opened_at or meeting.cancelled_on
    return "" if is_past else queries.other_than_now(meeting, told)


def _clock_changed(meeting: Meeting) -> bool:
    """Answer whether the clock was changed while the meeting went on: its hours then need a word."""
    if meeting.opened_at is None or meeting.ended_at is None:
        return False
    return localtime(meeting.opened_at).utcoffset() != localtime(meeting.ended_at).utcoffset()


def _may_order(meeting: Meeting, permission: Permission) -> bool:
    return bool(permission) and meeting.ended_at is None and meeting.cancelled_on is None


def holds(request: HttpRequest, meeting: Meeting) -> Permission:
    """Answer whether the reader may hold the meeting."""
    body = meeting.body
    return may(
        actor_of(request), Right.HOLD_MEETING, organisation=body.organisation_id, body=body.pk
    )


def _offers(called: Called, actor: Actor, *, may_enter: bool) -> Offers:
    """Offer what comes next first."""
    meeting = called.meeting
    body = meeting.body
    permission = may(actor, Right.HOLD_MEETING, organisation=body.organisation_id, body=body.pk)
    letters = [Offer("Se hur breven gick", _at("letters", meeting), permission)]
    if not called.has_letters:
        letters = []
    if meeting.cancelled_on:
        return offers(*letters)
    given = []
    if meeting.opened_at and not meeting.ended_at and actor.person is not None:
        given.append(
            Offer("Rösta från egen enhet", _at("vote_from_own_device", meeting), Allowed())
        )
    if meeting.opened_at and may_enter:
        given.append(Offer("Gå till mötesrummet", _at("hall", meeting), Allowed()))
    if not meeting.opened_at and meeting.day <= clock.today():
        given.append(Offer("Öppna sammanträdet", _at("open_meeting", meeting), permission))
    if meeting.opened_at and may_enter:
        given.append(Offer("Sammanställning", _at("summary", meeting), Allowed()))
    if not meeting.ended_at:
        given.append(Offer("Lägg till punkt", _at("new_item", meeting), permission))
    if not meeting.ended_at and actions.may_have_questions(meeting):
        url = _at("hand_in_question", meeting)
        given.append(Offer("Registrera interpellation eller fråga", url, permission))
    given += letters
    if meeting.opened_at and not meeting.ended_at and not _is_council(meeting):
        url = _at("set_doors", meeting)
        given.append(Offer("Ange om sammanträdet är offentligt", url, permission))
    if not meeting.opened_at:
        given.append(Offer("Skicka kallelse", _at("dispatch", meeting), permission))
        given.append(Offer("Frånvaro och ersättare", _at("absences", meeting), permission))
        given.append(Offer("Ändra tid och plats", _at("move_meeting", meeting), permission))
        given.append(Offer("Ställ in", _at("cancel_meeting", meeting), permission))
    return offers(*given)


def _is_council(meeting: Meeting) -> bool:
    return queries.assembly_of(meeting.body.kind) is Assembly.COUNCIL


def _at(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.pk])


def item(request: HttpRequest, item: int) -> HttpResponse:
    """Show an item: its papers, whether it may be decided and why, and what may be done with it."""
    found = queries.item_by_id(item)
    actor = actor_of(request)
    if not (seen := actions.may_see_agenda(actor, found.meeting)):
        return _not_sent(request, found, seen)
    with reading(actor, found.meeting, [found]):
        row, draft, note = queries.item_row(found), queries.draft_of(found), own_note(actor, found)
        papers = (paper.document_id for paper in row.papers)
        secret = registry.secret_rows(papers) if found.secret else {}
    permission = holds(request, found.meeting)
    is_open = found.turn is None and found.struck_on is None and found.meeting.ended_at is None
    context = {
        "row": row,
        "item": row.item,
        "meeting": found.meeting,
        "conflict": actions.may_handle(actor, found),
        "offers": offers(
            *_leads_on(found, actor),
            *_item_offers(found, permission, is_open=is_open),
        ),
        "move": MoveForm() if permission and is_open else None,
        "in_hand": queries.item_in_hand(found.meeting.items.all()),
        "take_up": PressForm() if permission and is_open and found.meeting.opened_at else None,
        "draft": draft,
        "question": question_of(found),
        "note": note,
        "papers": [(paper, secret.get(paper.document_id)) for paper in row.papers],
        "proposals": queries.proposals_for(found),
        "may_take": bool(permission) and found.settled_at is None and not found.struck_on,
        "may_hold": bool(permission),
        "sent": queries.dispatched(found) if found.settled_at else (),
        "delegated": reported_in(found) if is_about_delegated(found) else None,
        "board": _board_of(found),
        "doors": (doors := doors_of(found.meeting, found)),
        "doors_told": doors_told(found.meeting, doors),
        "on_website": _on_website(found),
    }
    return render(request, "meetings/item.html", context)


def _hearing(item: AgendaItem, permission: Permission) -> tuple[Offer, ...]:
    """Offer to note that a body was heard, where the law asks for it: in a council."""
    if not _is_council(item.meeting) or is_question(item):
        return ()
    url = reverse("note_hearing", args=[item.pk])
    return (Offer("Anteckna tillfälle att yttra sig", url, permission),)


def _on_website(item: AgendaItem) -> Ruling[OnWebsite] | None:
    """Answer whether the paper that the item treats is on the website in time; None when it treats none."""
    if not item.treats:
        return None
    days = first_days(item.meeting.facts.all())
    return shown_on(item.meeting, item, days.get(MeetingFactKind.ANNOUNCED))


def _board_of(item: AgendaItem) -> str:
    """Name the board where delegated decisions are announced, if it is kept here."""
    slug = item.meeting.body.organisation.slug
    return slug if queries.is_kept_here(slug) else ""


def _not_sent(request: HttpRequest, item: AgendaItem, seen: Permission) -> HttpResponse:
    """Say when the item can be read, to one who does not prepare the meeting."""
    context = {"item": item, "meeting": item.meeting, "seen": seen}
    return render(request, "meetings/item_not_sent.html", context)


def _leads_on(item: AgendaItem, actor: Actor) -> tuple[Offer, ...]:
    entering = actions.may_follow_item(actor, item)
    if item.turn is None or not entering:
        return ()
    label = "Se beslutet" if item.settled_at else "Yrkanden och beslut"
    return (Offer(label, reverse("proceeding", args=[item.pk]), Allowed()),)


def _item_offers(item: AgendaItem, permission: Permission, *, is_open: bool) -> tuple[Offer, ...]:
    if item.settled_at and not item.secret:
        return (Offer("Expediera", reverse("dispatch_item", args=[item.pk]), permission),)
    if item.settled_at:
        return (Offer("Lämna ut", reverse("hand_over", args=[item.pk]), permission),)
    if not is_open:
        return ()
    return (
        Offer("Ändra punkten", reverse("change_item", args=[item.pk]), permission),
        Offer("Lägg till handling", reverse("add_item_paper", args=[item.pk]), permission),
        Offer(
            "Hämta förslaget ur tjänsteskrivelsen",
            reverse("take_proposal", args=[item.pk]),
            permission,
        ),
        *_hearing(item, permission),
        Offer("Stryk punkten", reverse("strike_item", args=[item.pk]), permission),
    )


FACTS = {
    "tillkannagivet": MeetingFactKind.ANNOUNCED,
    "kallat": MeetingFactKind.CALLED,
    "utskickat": MeetingFactKind.DISPATCHED,
}


def _may_read_papers(request: HttpRequest, item: int, file: int) -> None:  # noqa: ARG001
    found, actor = queries.item_by_id(item), actor_of(request)
    body = found.meeting.body_id
    require(may_read_item(actor, found) if found.secret else may_open(actor, body))


@from_file_host(_may_read_papers)
def item_secret_file(request: HttpRequest, item: int, file: int) -> HttpResponse:
    """Send a secret file of a secret item to one who may read it: each time is noted in the log."""
    actor = actor_of(request)
    found = actions.read_item_file(actor, queries.item_by_id(item), file, key=fresh_key())
    return released_in_hand(actor, bytes(found.content), found.sha256, found.name, found.media_type)
