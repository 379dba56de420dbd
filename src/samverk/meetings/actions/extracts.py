"""Sending extracts of the minutes, and taking one that came as a proposal on the own agenda."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from samverk.directory import queries as directory
from samverk.documents.extract import extract_pdf
from samverk.documents.rendering import PDF
from samverk.exchange import actions as exchange
from samverk.exchange.ports import packed
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError, WithheldError
from samverk.foundation.files.release import bytes_that_came, copy_of
from samverk.foundation.permissions import require
from samverk.meetings.actions.agenda import add_paper
from samverk.meetings.actions.doors import act_on, hold, may_hold
from samverk.meetings.actions.fates import tell_decided
from samverk.meetings.actions.letters import queue_letter
from samverk.meetings.actions.motions import set_draft
from samverk.meetings.models import (
    AgendaItem,
    Draft,
    Extract,
    ExtractDispatch,
    ExtractEnclosure,
    Letter,
    Way,
)
from samverk.meetings.queries.agenda import item_by_id
from samverk.meetings.queries.content import ENCLOSED_KINDS, EXTRACT, says_the_same, sheet_of
from samverk.meetings.queries.enclosures import Enclosure, enclosures_for, fault_of
from samverk.meetings.queries.extracts import (
    Paragraph,
    Route,
    dispatched,
    left_of,
    paragraph_of,
    routes_of,
)
from samverk.meetings.queries.incoming import proposals_for
from samverk.registry import queries as registry
from samverk.rules.memos.proposals import passed_on

NOT_ORDINARY = (
    "Paragrafen är sekretessbelagd och går inte som vanligt utdrag. Lämna ut den efter prövning, på ett"
    " sätt som skyddar uppgifterna, och anteckna det under Lämna ut."
)
NOT_THERE = (
    "En bilaga hör inte längre till punkten, eller är sekretessbelagd. Läs in sidan igen och välj på"
    " nytt."
)
EXTRACT_SENT = acts.kind("meetings.extract_sent", "Protokollsutdrag expedierat")


def send_extract(
    actor: Actor, item: AgendaItem, adjusted_on: date, *, key: str, enclosed: Sequence[int] = ()
) -> Extract:
    """Certify an extract of a paragraph and send it to those of its recipients who have not got it.

    One that has been corrected goes again, to all, with the correction.

    Whoever certifies it vouches for that the paragraph was adjusted, and on which day. ``enclosed``
    are files (ids) of the item's open papers that go along.

    Raises InputError for a secret paragraph, which never goes as an ordinary extract, for one that
    is not final or adjusted on no possible day, without recipients, and for enclosures that may not
    go or are too large together; ConflictError when all have got it.
    """
    act = act_on(actor, EXTRACT_SENT, key, item.meeting, (item.pk, adjusted_on, tuple(enclosed)))
    if item.secret:
        raise InputError(NOT_ORDINARY)

    def send() -> Extract:
        hold(item.meeting_id)
        found = item_by_id(item.pk)
        going, routes = _chosen(found, enclosed), routes_of(found)
        if not routes:
            raise InputError("Ange först vem beslutet ska skickas till, under Mottagare.")
        paragraph = paragraph_of(found)
        extract = _certified(actor, paragraph, adjusted_on)
        waiting = left_of(paragraph, routes, dispatched(found))
        if not waiting:
            raise ConflictError("Alla mottagare har redan fått utdraget.")
        for number, route in enumerate(waiting):
            _dispatch(actor, extract, route, going, key=f"{key}/{number}")
        return extract

    return acts.carry_out(act, send)


def _certified(actor: Actor, paragraph: Paragraph, adjusted_on: date) -> Extract:
    """Find the extract as it was certified, or certify it: the same words are certified once."""
    item, finality = paragraph.row.item, paragraph.finality
    if not finality.is_final:
        raise InputError(f"Utdraget kan inte bestyrkas än. {finality.lacks}")
    if finality.adjusted_on and adjusted_on != finality.adjusted_on:
        raise InputError(
            f"Paragrafen justerades {finality.adjusted_on}. Skriv den dagen.", field="adjusted_on"
        )
    if not item.meeting.day <= adjusted_on <= clock.today():
        raise InputError(
            f"Protokollet justerades tidigast {item.meeting.day} och senast i dag.",
            field="adjusted_on",
        )
    known = Extract.objects.filter(item=item).order_by("-id").first()
    by = known.certified_by if known else actor.name
    content = paragraph.content(adjusted_on, by)
    if known and says_the_same(known.content, content):
        return known
    content["certified_by"] = actor.name
    tell_decided(item.meeting, [item])
    pdf = extract_pdf(sheet_of(paragraph.row, content, clock.today()), clock.now())
    digest = hashlib.sha256(pdf).hexdigest()
    return Extract.objects.create(
        item=item,
        content=content,
        pdf=ContentFile(pdf, name=f"{digest}.pdf"),
        sha256=digest,
        adjusted_on=adjusted_on,
        certified_by=actor.name,
    )


def _chosen(item: AgendaItem, enclosed: Sequence[int]) -> list[Enclosure]:
    """Find the files that are to go along, in the order of the item's papers."""
    wanted = set(enclosed)
    found = [each for each in enclosures_for(item) if each.file.pk in wanted]
    if len(found) < len(wanted):
        raise InputError(NOT_THERE, field="enclosures")
    if wrong := fault_of(found):
        raise InputError(wrong, field="enclosures")
    return found


def _dispatch(
    actor: Actor, extract: Extract, route: Route, going: Sequence[Enclosure], *, key: str
) -> None:
    for each in going:
        _try_to_send(actor, each, route)
    message = _message(actor, extract, route, going, key=key) if route.body else None
    made = ExtractDispatch.objects.create(
        extract=extract,
        name=route.name,
        way=route.way,
        to_body_id=route.body.id if route.body else None,
        address=route.address,
        message=message,
    )
    ExtractEnclosure.objects.bulk_create(
        ExtractEnclosure(dispatch=made, file=each.file, name=each.name(number))
        for number, each in enumerate(going, start=1)
    )
    if route.way == Way.EMAIL:
        queue_letter(Letter.objects.create(extract=made, name=route.name), route.address)


def _try_to_send(actor: Actor, enclosure: Enclosure, route: Route) -> None:
    """Refuse a file that cannot go now: a letter has its copy, another authority what came."""
    file = enclosure.file
    try:
        if route.body:
            bytes_that_came(actor, file.content, file.sha256)
        else:
            copy_of(actor, file.content, file.sha256, file.media_type)
    except NotFoundError as fault:
        told = f"Filen till {enclosure.label} saknas i lagret. Välj bort den."
        raise InputError(told, field="enclosures") from fault
    except WithheldError as fault:
        told = f"{enclosure.label} kan inte gå med. {fault.message}"
        raise InputError(told, field="enclosures") from fault


def _message(
    actor: Actor, extract: Extract, route: Route, going: Sequence[Enclosure], *, key: str
) -> Any:
    assert route.body is not None
    body = extract.item.meeting.body
    with extract.pdf.open("rb") as stored:
        file = packed(f"{extract.file_name}.pdf", PDF, stored.read())
    payload = extract.content | {
        "to_body": route.body.name,
        "to_diary_number": _their_number(extract.item, route.body.id),
        "files": [file],
    }
    if going:
        payload["documents"] = [_packed(actor, each, n) for n, each in enumerate(going, start=1)]
    new = exchange.NewMessage(
        *EXTRACT,
        body.organisation_id,
        route.body.organisation,
        f"{extract} till {route.body.name}",
        payload,
        body.pk,
    )
    return exchange.send(actor, new, key=key).pk


def _packed(actor: Actor, enclosure: Enclosure, number: int) -> dict[str, Any]:
    """Pack an enclosure with what the register says of it."""
    document, file = enclosure.document, enclosure.file
    content = bytes_that_came(actor, file.content, file.sha256)
    return {
        "title": document.subject,
        "kind": document.kind if document.kind in ENCLOSED_KINDS else "other",
        "dated_on": document.dated_on.isoformat() if document.dated_on else None,
        "file": packed(enclosure.name(number), file.media_type, content),
    }


def _their_number(item: AgendaItem, body: int) -> str:
    """Give the number of the receiving body's case: the item's own, where one diary is kept for both."""
    if item.case is None:
        return ""
    if registry.may_take_up(body, item.case):
        return item.case.diary_number
    near = registry.cases_by_id(registry.linked_with([item.case.pk])[item.case.pk])
    theirs = [case.diary_number for case in near if registry.may_take_up(body, case)]
    return theirs[0] if len(theirs) == 1 else ""


def take_received_proposal(actor: Actor, item: AgendaItem, placed: int, *, key: str) -> Draft:
    """Take a proposal (id) that came in the item's case as the item's own prepared proposal.

    It is worded as the body that meets is to decide it, and the extract becomes the item's paper, with
    what came along with it.

    Raises InputError for one that did not come in its case, ConflictError when the item has a
    prepared proposal already, and as ``set_draft`` does.
    """
    require(may_hold(actor, directory.body_ref(item.meeting.body_id)))
    found = next((one for one in proposals_for(item) if one.pk == placed), None)
    if found is None:
        raise InputError("Förslaget hör inte till punktens ärende.")
    if not acts.was_carried_out(actor, key) and Draft.objects.filter(item=item).exists():
        raise ConflictError("Punkten har redan ett förslag till beslut. Ändra det i stället.")
    content = found.incoming.content
    points = passed_on(
        content["decisions"],
        by=content["body"],
        meets=item.meeting.body.name,
        to=item.decider.name.lower() if item.decider else "",
    )
    made = set_draft(actor, item, f"{_of(content['body'])} förslag", points, key=key)
    came = [found.document_id, *found.enclosures.order_by("id").values_list("document", flat=True)]
    known = set(item.papers.values_list("document", flat=True))
    for document in dict.fromkeys(came):
        if document not in known:
            add_paper(actor, item, document, key=f"{key}/handling/{document}")
    return made


def _of(name: str) -> str:
    return name if name[-1:] in "sxz" else f"{name}s"
