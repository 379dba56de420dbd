"""What the files of a meeting's open papers say: what is to be read, and where words are found.

Only for those who may open the files (``registry.may_open_files``), which the caller asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from samverk.foundation.files.kinds import EXCEL, MARKDOWN, OPEN_TEXT, PDF, TEXT, WORD
from samverk.meetings.models import ItemDocument, PaperPage, PaperRead
from samverk.meetings.queries.finding import SHOWN, Pieces, asking, pieces_of
from samverk.registry import queries as registry
from samverk.registry.queries import DocumentFile

# All but pictures
READABLE = tuple(kind.media_type for kind in (PDF, WORD, EXCEL, OPEN_TEXT, TEXT, MARKDOWN))
NOT_YET = "läses just nu. Sök igen om en stund."
# Pages shown of one file: whoever wants more opens it
MOST_PAGES = 5
# The same expression as the index has
FIND = asking("""
SELECT document_id, page, ts_headline('swedish', words, query, %s)
FROM asked, LATERAL (
    SELECT file.document_id, kept.page, kept.words,
        row_number() OVER (PARTITION BY file.id ORDER BY kept.page) AS place
    FROM meetings_paperpage kept
    JOIN meetings_paperread read ON read.id = kept.read_id
    JOIN registry_documentfile file ON file.id = read.file_id
    WHERE file.document_id = ANY(%s) AND numnode(query) > 0
        AND to_tsvector('swedish'::regconfig, COALESCE(kept.words, '')) @@ query
) found
WHERE place <= %s
ORDER BY document_id, page
""")


# The same, of all that an organisation's own people may open, the latest first
FIND_ANY = """
SELECT file.document_id, kept.page, kept.words
FROM meetings_paperpage kept
JOIN meetings_paperread read ON read.id = kept.read_id
JOIN registry_documentfile file ON file.id = read.file_id
JOIN registry_document document ON document.id = file.document_id AND NOT document.secret
JOIN registry_case kase ON kase.id = document.case_id AND NOT kase.secret
JOIN directory_body body ON body.id = kase.body_id AND body.organisation_id = ANY(%s)
WHERE to_tsvector('swedish'::regconfig, COALESCE(kept.words, '')) @@ %s::tsquery
ORDER BY file.document_id DESC, kept.page LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page of a document's (id) file where the words were found; ``page`` 0 has no number."""

    document: int
    page: int
    pieces: Pieces


def pages_with(asked: str, documents: Collection[int]) -> list[PageHit]:
    """Find words in the files of some open documents (ids), in one query, by document and page."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [asked, SHOWN, list(documents), MOST_PAGES])
        return [PageHit(found, page, pieces_of(line)) for found, page, line in cursor.fetchall()]


def pages_of_files(
    query: str, organisations: Collection[int], *, limit: int
) -> list[tuple[int, int, str]]:
    """List pages of read files that hold a query (tsquery): document (id), page and words, latest first.

    Only open documents of some organisations (ids): for their own people, who may open the file.
    """
    with connection.cursor() as cursor:
        cursor.execute(FIND_ANY, [list(organisations), query, limit])
        return list(cursor.fetchall())


def not_searched(documents: Collection[int]) -> dict[int, str]:
    """Tell which documents (ids) have a file that is not searched, and why, in two queries.

    A file of another kind than the reader takes is not told of: nobody expects words of a picture.
    """
    files = [file for rows in registry.open_files_of(documents).values() for file in rows]
    readable = [file for file in files if file.media_type in READABLE]
    known = _known(readable)
    return {
        file.document_id: known.get(file.pk, NOT_YET)
        for file in readable
        if known.get(file.pk, NOT_YET)
    }


def wordless_files(documents: Collection[int]) -> list[tuple[DocumentFile, str]]:
    """List the files of some open documents (ids) whose words nobody can read by machine, and why.

    A picture, a sheet or another kind that the reader does not take has "".
    """
    files = [file for rows in registry.open_files_of(documents).values() for file in rows]
    known = _known(files)
    return [
        (file, known.get(file.pk, ""))
        for file in files
        if file.media_type not in READABLE or known.get(file.pk)
    ]


def unread_files(documents: Collection[int]) -> list[DocumentFile]:
    """List the files of some documents (ids) that are to be read; what is secret has none here."""
    files = [file for rows in registry.open_files_of(documents).values() for file in rows]
    readable = [file for file in files if file.media_type in READABLE]
    known = _known(readable)
    return [file for file in readable if file.pk not in known]


def _known(files: Iterable[DocumentFile]) -> dict[int, str]:
    rows = PaperRead.objects.filter(file__in=[file.pk for file in files])
    return dict(rows.values_list("file", "why_not"))


def attached_unread() -> list[int]:
    """List the open documents (ids) of items with a file that nobody has read, the latest first."""
    unread = DocumentFile.objects.filter(
        document=OuterRef("document"), media_type__in=READABLE
    ).exclude(pk__in=PaperRead.objects.values("file"))
    rows = ItemDocument.objects.filter(
        document__secret=False,
        document__case__secret=False,
    ).filter(Exists(unread))
    return list(dict.fromkeys(rows.order_by("-pk").values_list("document", flat=True)))


def words_in_files(documents: Collection[int]) -> dict[int, list[tuple[str, int, str]]]:
    """Give the words of the read files of some open documents (ids): file name, page and words in order."""
    rows = PaperPage.objects.filter(
        read__file__document__in=list(documents),
        read__file__document__secret=False,
        read__file__document__case__secret=False,
    ).order_by("read__file", "page")
    found: dict[int, list[tuple[str, int, str]]] = {}
    wanted = ("read__file__document", "read__file__name", "page", "words")
    for document, name, page, words in rows.values_list(*wanted):
        found.setdefault(document, []).append((name, page, words))
    return found
