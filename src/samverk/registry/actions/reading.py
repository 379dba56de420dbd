"""Reading what is secret in the diary: noted in the log before anything is shown."""

from __future__ import annotations

from contextlib import nullcontext

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.permissions import controllers_open_to, may_open, require
from samverk.foundation.reads import note_read
from samverk.registry import queries
from samverk.registry.models import Document, SecretFile

FILE_OPENED = acts.kind(
    "registry.secret_file_opened", "Sekretessbelagd fil öppnad", is_reading=True
)


def read_case(actor: Actor, case: int) -> queries.CasePage:
    """Gather a case's page for ``actor``, and note in the log what of it is secret and shown.

    Raises NotFoundError; and whatever keeps the note from being written, so that nothing is shown.
    """
    compartments = controllers_open_to(actor)
    with opened(compartments) if compartments else nullcontext():
        page = queries.case_page(case)
        shown = [page.case] if page.secret else []
        papers = [row.document for row in page.documents if row.secret]
        body = page.case.body
        note_read(actor, [*shown, *papers], organisation=body.organisation_id, body=body.pk)
    return page


def read_secret_file(actor: Actor, document: Document, file: int, *, key: str) -> SecretFile:
    """Open a file of a secret document, which is logged; for those who may open its compartment.

    Raises NotAllowedError for others, and NotFoundError for one that is not the document's, or that
    jäv keeps from the reader.
    """
    require(may_open(actor, document.case.body_id))
    return open_secret_file(actor, document, file, key=key)


def open_secret_file(actor: Actor, document: Document, file: int, *, key: str) -> SecretFile:
    """Open a file for one whom the caller has let in, and log it."""
    body = document.case.body
    act = acts.Act(
        actor,
        FILE_OPENED,
        key,
        body.organisation_id,
        content=(document.pk, file),
        body=body.pk,
    )
    with opened([body.pk]):
        return acts.carry_out(act, lambda: queries.secret_file_of(document, file))
