"""Reading what waits: the text of each file, then its records and what the checks say of them."""

from __future__ import annotations

import logging
from collections import Counter

from django.db import transaction
from django.db.models import QuerySet

from samverk.foundation import acts
from samverk.intake.actions.records import READER, Batch, save_reading
from samverk.intake.extraction import Extraction, extract
from samverk.intake.lints.lint import Finding as Found
from samverk.intake.lints.run import findings
from samverk.intake.models import Source, SourceState
from samverk.intake.personal_numbers import lines_with_numbers
from samverk.intake.reading.batch import Reading, connect
from samverk.intake.reading.documents import read_documents
from samverk.intake.readings import source_of

TEXT_TAKEN = acts.kind("intake.text_taken", "Text uttagen ur fil")
UNCHECKED = "Kontrollerna kunde inte köras: filen är läst men inte granskad av dem."
logger = logging.getLogger(__name__)

# A new paper is read beside the organisation's latest: more would make each reading slow.
NEIGHBOURS = 100
NEIGHBOUR_LINES = 100_000


def read_waiting(organisation: int) -> list[Source]:
    """Read the organisation's waiting files together with its latest ones; answer those read.

    The text of each file is kept as soon as it is taken out, so a crash costs no file twice.
    What a person has confirmed or rejected stays as it is.
    """
    for waiting in _waiting(organisation).filter(lines__isnull=True).defer("lines"):
        _take_text(waiting)
    with transaction.atomic():
        new = list(_waiting(organisation).filter(lines__isnull=False).select_for_update())
        if new:
            _read_together(new, _neighbours(organisation))
    return new


def _waiting(organisation: int) -> QuerySet[Source]:
    found = Source.objects.filter(organisation=organisation, state=SourceState.WAITING)
    return found.order_by("id")


def _neighbours(organisation: int) -> list[Source]:
    found = Source.objects.filter(organisation=organisation, state=SourceState.READ)
    kept: list[Source] = []
    lines = 0
    for source in found.order_by("-id")[:NEIGHBOURS].iterator(chunk_size=10):
        lines += len(source.lines or [])
        if lines > NEIGHBOUR_LINES:
            break
        kept.append(source)
    return kept


def _take_text(source: Source) -> None:
    """Take out a file's text, or tell why it cannot be."""
    try:
        with source.content.open("rb") as file:
            extraction = extract(source.name, file.read())
    except FileNotFoundError:
        extraction = Extraction(error="saknas i lagret. Ladda upp den på nytt.")

    def work() -> Source:
        source.lines = extraction.lines
        source.message = " ".join(extraction.notes)
        if extraction.error:
            source.message = f"Filen {extraction.error}"
            source.state = SourceState.UNREADABLE
        texts = (line[2] for line in extraction.lines)
        source.personal_numbers = lines_with_numbers(texts)
        source.save(update_fields=["lines", "message", "state", "personal_numbers"])
        return source

    act = acts.Act(READER, TEXT_TAKEN, f"inlasning/{source.pk}/text", source.organisation_id)
    acts.carry_out(act, work)


def _read_together(new: list[Source], neighbours: list[Source]) -> None:
    batch = Batch(labelled([*new, *neighbours]), {source.pk for source in new})
    documents = [
        document
        for name, source in batch.sources.items()
        for document in read_documents(source_of(name, source.lines or []))
    ]
    connect(documents)
    reading = Reading(documents)
    save_reading(batch, reading, _checked(reading, new))


def _checked(reading: Reading, new: list[Source]) -> list[Found]:
    """Run the checks; a fault in one of them must not keep the papers from being reviewed."""
    try:
        return findings(reading)
    except Exception:
        logger.exception("the checks failed on %s", [source.pk for source in new])
    for source in new:
        source.message = f"{source.message} {UNCHECKED}".strip()
    return []


def labelled(sources: list[Source]) -> dict[str, Source]:
    """Name each source apart: two files of one name are told by their numbers."""
    names = Counter(source.name for source in sources)
    return {
        source.name if names[source.name] == 1 else f"{source.name} ({source.pk})": source
        for source in sources
    }
