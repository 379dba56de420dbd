"""What came along with an extract, as documents of the case that the extract is put in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from samverk.exchange.ports import unpacked
from samverk.exchange.queries import payload_of
from samverk.foundation.actors import Actor
from samverk.meetings.models import IncomingExtract, PlacedEnclosure, PlacedExtract
from samverk.meetings.queries.incoming import senders_case
from samverk.registry import actions as registry
from samverk.registry import queries as diary
from samverk.registry.queries import Case


def direction_in(incoming: IncomingExtract, case: Case) -> str:
    """Answer how an extract stands in a case: where one diary is kept for both, nothing has come in."""
    content = incoming.content
    own = senders_case(incoming.sender_id, content["body"], content["diary_number"])
    return "drawn_up" if own and own.pk == case.pk else "incoming"


def enclose(actor: Actor, placed: PlacedExtract) -> None:
    """Register what came along, each file once: what the case has already is only pointed at."""
    documents = payload_of(placed.incoming.message).get("documents", ())
    if not documents:
        return
    files = diary.open_files_of(one.pk for one in diary.documents_of_case(placed.case_id))
    known = {file.sha256: pk for pk, found in files.items() for file in found}
    for number, document in enumerate(documents, start=1):
        digest = document["file"]["sha256"]
        if digest not in known:
            known[digest] = _registered(actor, placed, document, number)
        PlacedEnclosure.objects.get_or_create(placed=placed, document_id=known[digest])


def _registered(actor: Actor, placed: PlacedExtract, document: dict[str, Any], number: int) -> int:
    incoming, file = placed.incoming, document["file"]
    dated = document["dated_on"]
    came = direction_in(incoming, placed.case) == "incoming"
    day = localdate(incoming.received_at) if came or not dated else date.fromisoformat(dated)
    new = registry.NewDocument(
        placed.case_id,
        "incoming" if came else "drawn_up",
        document["kind"],
        day,
        document["title"],
        f"{incoming.content['body']}, {incoming.sender.name}"[:200],
        file=registry.NewFile(file["name"], unpacked(file)),
    )
    key = f"utdrag/{incoming.message}/bilaga/{number}"
    return registry.register_document(actor, new, key=key).pk
