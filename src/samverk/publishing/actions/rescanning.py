"""Has the virus scanner look at what is published once more, as it knows more every night.

For the worker. Both the file that everybody gets and the files that it was made of are scanned. What is
found is taken down at once, and the original is handed out no more.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator

from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.files.scanning import ScannerDownError, chosen_scanner, scanned_anew
from samverk.publishing.actions.dumping import renew_dump
from samverk.publishing.actions.withdrawing import WITHDRAWN, take_away
from samverk.publishing.models import Kind, OpenFile, Record, Release, ReleaseState
from samverk.publishing.models.releases import FILE_WATCH
from samverk.registry.queries import open_files_of

log = logging.getLogger(__name__)
SCANNER = system(FILE_WATCH)
FOUND = (
    "Virusskyddet har funnit skadlig kod i {title} ({signature}). Tala med den som sköter driften."
)
AT_ONCE = 100


def rescan_published() -> int:
    """Scan all files of what is published; answer how many publications were taken down."""
    if chosen_scanner() is None:
        return 0
    gone = 0
    for record, content, sha256 in _contents():
        try:
            signature = scanned_anew(SCANNER, content, sha256)
        except ScannerDownError:
            log.warning("the virus scanner does not answer: published files wait until next night")
            continue
        if signature:
            gone += _take_down(record, signature)
    if gone:
        renew_dump(clock.now())
    return gone


def _contents() -> Iterator[tuple[int, bytes, str]]:
    """Give each published file, and each that a published paper has, one at a time with its record's id."""
    files = OpenFile.objects.order_by("record_id").values_list("record_id", flat=True)
    for record in list(files):
        for content in OpenFile.objects.filter(record=record).values_list("content", flat=True):
            yield record, bytes(content), hashlib.sha256(content).hexdigest()
    papers = Record.objects.filter(kind=Kind.FILE, withdrawn_at=None).exclude(case=None)
    known = dict(papers.order_by("pk").values_list("source", "pk"))
    sources = list(known)
    for start in range(0, len(sources), AT_ONCE):
        for paper, stored in open_files_of(sources[start : start + AT_ONCE]).items():
            for file in stored:
                try:
                    with file.content.open("rb") as opened:
                        yield known[paper], opened.read(), file.sha256
                except FileNotFoundError:
                    log.warning("a published paper's file is not in the store")


def _take_down(record: int, signature: str) -> int:
    """Withdraw what a file was published with, once."""
    found = Record.objects.filter(pk=record, withdrawn_at=None).select_related("release").first()
    release = found.release if found else None
    if found is None or release is None or release.state != ReleaseState.PUBLISHED:
        return 0
    why = FOUND.format(title=found.number or release.title, signature=signature)
    act = acts.Act(
        SCANNER,
        WITHDRAWN,
        f"virus/{release.pk}",
        release.body.organisation_id,
        body=release.body_id,
        content=release.pk,
    )

    def work() -> Release:
        held = Release.objects.select_for_update().get(pk=release.pk)
        if held.state == ReleaseState.PUBLISHED:
            take_away(held, by=SCANNER.name, why=why)
        return held

    acts.carry_out(act, work)
    return 1
