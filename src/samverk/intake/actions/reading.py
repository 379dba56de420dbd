"""Reading what waits: the text of each file, then its records and what the checks say of them."""

from __future__ import annotations

import logging
from collections import Counter

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Func, IntegerField, QuerySet

from samverk.foundation import acts
from samverk.intake.actions.records import READER, Batch, save_reading
from samverk.intake.extraction import Extraction, extract, many_files
from samverk.intake.lints.lint import Finding as Found
from samverk.intake.lints.run import findings
from samverk.intake.models import Source, SourceState
from samverk.intake.reading.batch import Reading, connect
from samverk.intake.reading.documents import read_documents
from samverk.intake.readings import source_of
from samverk.rules.personal_numbers import lines_with_numbers

TEXT_TAKEN = acts.kind("intake.text_taken", "Text uttagen ur fil")
READING_FAILED = acts.kind("intake.failed", "Fil gick inte att tolka")
UNCHECKED = "Kontrollerna kunde inte köras: filen är läst men inte granskad av dem."
FAILED = (
    "Texten kom ut, men läsaren kunde inte tolka den: felet ligger i läsaren och är antecknat."
    " Registrera handlingen för hand, eller läs igen när läsaren är rättad."
)
LOST = "saknas i lagret. Ladda upp den på nytt, så läggs den tillbaka och läses."
CLOSED = "gick inte att öppna i lagret. Läs igen om en stund, eller säg till driften."
# What says that the database is gone, not that a paper is hard: the job is tried again as it is.
OUTAGES = (OperationalError, InterfaceError)
logger = logging.getLogger(__name__)

# A new paper is read beside the body's latest: more would make each reading slow.
NEIGHBOURS = 100
NEIGHBOUR_LINES = 100_000
# New papers of more lines are read in turn; each finds those read before it.
GROUP_LINES = 100_000


def read_waiting(body: int) -> list[Source]:
    """Read the body's waiting files together with its latest ones; answer those read.

    The text of each file is kept as soon as it is taken out, so a crash costs no file twice.
    What a person has confirmed or rejected stays as it is. A file that the reader fails on is
    marked with the reason and holds up no other.
    """
    with many_files():
        for waiting in _waiting(body).filter(lines__isnull=True).defer("lines"):
            _take_text(waiting)
    return [source for group in _groups(body) for source in _read_group(body, group)]


def _read_group(body: int, group: list[int]) -> list[Source]:
    try:
        return _read(body, group)
    except OUTAGES:
        raise
    except Exception:
        logger.exception("reading together failed for body %s; reading one by one", body)
    return [source for pk in group for source in _read_alone(body, pk)]


def _waiting(body: int) -> QuerySet[Source]:
    found = Source.objects.select_related("body").filter(body=body, state=SourceState.WAITING)
    return found.order_by("id")


def _groups(body: int) -> list[list[int]]:
    """List the files whose text is taken out but not yet read in, as many as are read at a time."""
    length = Func("lines", function="jsonb_array_length", output_field=IntegerField())
    waiting = _waiting(body).filter(lines__isnull=False).annotate(length=length)
    groups: list[list[int]] = []
    room = 0
    for pk, lines in waiting.values_list("pk", "length"):
        if lines > room:
            groups.append([])
            room = GROUP_LINES
        groups[-1].append(pk)
        room -= lines
    return groups


def _read(body: int, wanted: list[int], *, alone: bool = False) -> list[Source]:
    with transaction.atomic():
        new = list(_waiting(body).filter(pk__in=wanted).select_for_update(of=("self",)))
        if new:
            _read_together(new, [] if alone else _neighbours(body))
    return new


def _read_alone(body: int, pk: int) -> list[Source]:
    """Read one file beside the earlier ones, else by itself; mark it when even that fails."""
    for alone in (False, True):
        try:
            return _read(body, [pk], alone=alone)
        except OUTAGES:
            raise
        except Exception:
            logger.exception("reading source %s failed, alone: %s", pk, alone)
    _mark_failed(Source.objects.select_related("body").get(pk=pk))
    return []


def _mark_failed(source: Source) -> None:
    def work() -> Source:
        source.state, source.message = SourceState.UNREADABLE, FAILED
        source.save(update_fields=["state", "message"])
        return source

    acts.carry_out(_act(READING_FAILED, source, "fel"), work)


def _act(kind: str, source: Source, step: str) -> acts.Act:
    key = f"inlasning/{source.pk}/{source.turn}/{step}"
    return acts.Act(READER, kind, key, source.organisation_id, body=source.body_id)


def _neighbours(body: int) -> list[Source]:
    found = Source.objects.select_related("body").filter(body=body, state=SourceState.READ)
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
    extraction = _extracted(source)

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

    acts.carry_out(_act(TEXT_TAKEN, source, "text"), work)


def _extracted(source: Source) -> Extraction:
    try:
        with source.content.open("rb") as file:
            return extract(source.name, file.read())
    except FileNotFoundError:
        return Extraction(error=LOST)
    except OSError:
        logger.exception("source %s could not be opened", source.pk)
        return Extraction(error=CLOSED)


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
