"""What may go along with an extract: the files of the item's open papers, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.foundation.files.names import ending_of, stored_name
from samverk.meetings.models import AgendaItem, ItemDocument
from samverk.registry import queries as registry
from samverk.registry.queries import Document, DocumentFile
from samverk.rules.wording import sentence

MEMO = "memo"
MOST = 20
MEGABYTE = 1024 * 1024
# A message grows by a third when it is packed and may be 12 MB; many post offices take no more than 10
LARGEST = 7 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that may go along (bilaga); ``is_usual`` says that it does unless somebody chooses else.

    The memo that the decision builds on is.
    """

    document: Document
    file: DocumentFile
    is_usual: bool

    @property
    def label(self) -> str:
        """What the register calls it, with its size: a file's own name may name a person."""
        size = max(round(self.file.size / 1024), 1)
        told = (
            f"{size / 1024:.1f}".replace(".", ",") + "\N{NO-BREAK SPACE}MB"
            if size >= 1024
            else f"{size}\N{NO-BREAK SPACE}kB"
        )
        return f"{sentence(str(self.document))} ({ending_of(self.file.name).upper()}, {told})"

    def name(self, number: int) -> str:
        """What the file is called on its way: its number among those that go, and the register's words."""
        title = self.document.subject.replace("/", "-")[:120]
        return stored_name(f"Bilaga {number} {title}.{ending_of(self.file.name)}")


def enclosures_for(item: AgendaItem) -> tuple[Enclosure, ...]:
    """List what may go along with an item's extract, in the order of its papers, in two queries.

    Never what is secret, and of the same file in two documents the first.
    """
    if item.secret:
        return ()
    papers = ItemDocument.objects.filter(item=item).select_related("document__case")
    documents = [paper.document for paper in papers.order_by("position")]
    files = registry.open_files_of(document.pk for document in documents)
    found = {
        file.sha256: Enclosure(document, file, document.kind == MEMO)
        for document in reversed(documents)
        for file in reversed(files.get(document.pk, []))
    }
    return tuple(reversed(found.values()))


def fault_of(chosen: Sequence[Enclosure]) -> str:
    """Say why these may not go together; "" when they may."""
    if len(chosen) > MOST:
        return f"Högst {MOST} bilagor kan gå med. Välj bort {len(chosen) - MOST}."
    size = sum(each.file.size for each in chosen)
    if size > LARGEST:
        told = f"{size / MEGABYTE:.1f}".replace(".", ",")
        return (
            f"Bilagorna är tillsammans {told} MB, och högst {LARGEST // MEGABYTE} MB kan gå med. Välj"
            " bort den största och lämna den på annat sätt."
        )
    return ""
