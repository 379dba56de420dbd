"""Reading what the files of open papers say, so that they can be searched: after the attaching, not in it.

A file is read once, by a bounded reader (``ports``). A secret file is never read.
"""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from samverk.meetings.models import PaperPage, PaperRead
from samverk.meetings.ports import PAPER_READER, PaperText
from samverk.meetings.queries.paper_texts import attached_unread, unread_files
from samverk.registry.queries import DocumentFile

READ_JOB = "samverk.meetings.jobs.read_papers"
# The database keeps no more words than so of a page in its index
LONGEST_PAGE = 100_000
AT_ONCE = 200
LOST = "saknas i lagret."
TOO_LONG = "har mer text än som läses: bara början är med."


def queue_reading(document: int) -> None:
    """Put the reading of a document's (id) files in the queue, in the caller's transaction."""
    jobs.configure_task(READ_JOB).defer(document=document)


def read_papers(document: int) -> None:
    """Read the files of an open document (id). Doing it again, or after a crash, changes nothing more."""
    for file in unread_files([document]):
        if (found := _read(file)) is not None:
            _keep(file, found)


def read_left_papers() -> None:
    """Read what is attached and has not been read: from before there was a reader, or a job that was lost."""
    for document in attached_unread()[:AT_ONCE]:
        read_papers(document)


def _read(file: DocumentFile) -> PaperText | None:
    try:
        with file.content.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError:
        return PaperText(why_not=LOST)
    # A file's own name may name a person, and its ending says enough
    return PAPER_READER.read(f"handling.{file.name.rpartition('.')[2].lower()}", content)


def _cut(found: PaperText) -> str:
    is_cut = any(len(words) > LONGEST_PAGE for _, words in found.pages)
    return TOO_LONG if is_cut else ""


def _keep(file: DocumentFile, found: PaperText) -> None:
    with transaction.atomic():
        read, is_new = PaperRead.objects.get_or_create(
            file_id=file.pk, defaults={"why_not": (found.why_not or _cut(found))[:400]}
        )
        if is_new:
            PaperPage.objects.bulk_create(
                PaperPage(read=read, page=page, words=words[:LONGEST_PAGE])
                for page, words in found.pages
                if words.strip()
            )
