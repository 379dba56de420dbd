"""Search in a meeting's papers: what they say, gathered as the reader may see it, and where it stands.

Read inside what opens the items to the reader: what the wall shuts is not there to be found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import connection

from samverk.foundation.barring import barred_now
from samverk.meetings.models import AgendaItem, Draft, ItemDocument, Meeting, PlacedExtract
from samverk.meetings.queries.agenda import ItemRow, rows_of
from samverk.meetings.queries.finding import SHOWN, Pieces, asking, pieces_of, plain
from samverk.meetings.queries.notes import notes_of
from samverk.meetings.queries.paper_texts import PageHit, not_searched, pages_with
from samverk.memos.queries.words import words_of
from samverk.registry import queries as registry
from samverk.registry.queries import Document
from samverk.rules.wording import sentence

LONGEST = 200
FIND = asking("""
SELECT place, ts_headline('swedish', words, query, %s)
FROM unnest(%s::text[]) WITH ORDINALITY AS told(words, place), asked
WHERE numnode(query) > 0 AND to_tsvector('swedish', words) @@ query
ORDER BY place
""")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of an item's papers: what the place is called, and where it is shown.

    ``part`` names the part of the item's page, ``document`` is the paper; at most one of the two.
    """

    item: AgendaItem
    place: str
    words: str
    part: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words were found; ``pieces`` are its text in order, each found or not."""

    passage: Passage
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item with the places in its papers where the words were found."""

    item: AgendaItem
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, item by item, and which papers have a file that was not searched, with why."""

    found: tuple[FoundItem, ...]
    not_searched: tuple[tuple[Document, str], ...] = ()

    @property
    def places(self) -> int:
        """In how many places the words were found."""
        return sum(len(one.hits) for one in self.found)


def find_in_bundle(
    meeting: Meeting, user: int | None, asked: str, *, with_files: bool = False
) -> Answer:
    """Find words in a meeting's papers, item by item in the order of the agenda.

    In a fixed number of queries, however many the papers are. ``user`` (id) finds their own notes too;
    ``with_files`` is for those who may open the files: what the files of open papers say is found then.
    """
    words = asked.replace("\0", "")[:LONGEST]
    rows = _readable(meeting)
    papers = list(_with_open_files(rows)) if with_files else []
    hits = _found(list(_passages(meeting, rows, user)), words) + _in_files(papers, words)
    place = {row.item.pk: number for number, row in enumerate(rows)}
    hits.sort(key=lambda hit: place[hit.passage.item.pk])
    by_item = groupby(hits, key=lambda hit: hit.passage.item)
    left = not_searched([paper.document_id for _, paper in papers]) if papers else {}
    known = {paper.document_id: paper.document for _, paper in papers}
    return Answer(
        tuple(FoundItem(item, tuple(found)) for item, found in by_item),
        tuple((known[pk], why) for pk, why in left.items()),
    )


def _found(passages: Sequence[Passage], asked: str) -> list[Hit]:
    texts = [plain(each.words) for each in passages]
    with connection.cursor() as cursor:
        cursor.execute(FIND, [asked, SHOWN, texts])
        return [Hit(passages[place - 1], pieces_of(line)) for place, line in cursor.fetchall()]


def _readable(meeting: Meeting) -> list[ItemRow]:
    """List the items; what jäv keeps from the reader is left out."""
    barred = barred_now().items
    return [row for row in rows_of(meeting) if row.item.pk not in barred or not row.item.secret]


def _with_open_files(rows: Iterable[ItemRow]) -> Iterator[tuple[AgendaItem, ItemDocument]]:
    """List the open papers, of a secret item only for those who read what is secret in it."""
    for row in rows:
        if row.item.secret and row.secret is None:
            continue
        for paper in row.papers:
            if not paper.document.secret and not paper.document.case.secret:
                yield row.item, paper


def _in_files(papers: Sequence[tuple[AgendaItem, ItemDocument]], asked: str) -> list[Hit]:
    by_document: dict[int, list[PageHit]] = {}
    for one in pages_with(asked, {paper.document_id for _, paper in papers}) if papers else ():
        by_document.setdefault(one.document, []).append(one)
    return [
        Hit(
            Passage(item, _place(paper.document, one.page), "", document=paper.document), one.pieces
        )
        for item, paper in papers
        for one in by_document.get(paper.document_id, ())
    ]


def _place(document: Document, page: int) -> str:
    name = sentence(str(document))
    return f"{name}, sida {page}" if page else f"{name}, filen"


def _passages(meeting: Meeting, rows: Sequence[ItemRow], user: int | None) -> Iterator[Passage]:
    """Gather all that is searched but the files, item by item."""
    papers = [paper.document_id for row in rows for paper in row.papers]
    drafts = {one.item_id: one for one in Draft.objects.filter(item__meeting=meeting)}
    notes = {one.item_id: one for one in notes_of(meeting, user)} if user else {}
    told = _told(rows, papers)
    for row in rows:
        yield from _of_item(row)
        if draft := drafts.get(row.item.pk):
            yield Passage(row.item, "Förslag till beslut", "\n".join(draft.points), "forslag")
        for paper in row.papers:
            yield from told.of(row.item, paper)
        if note := notes.get(row.item.pk):
            yield Passage(row.item, "Egen anteckning", note.text, "anteckning")


def _of_item(row: ItemRow) -> Iterator[Passage]:
    item = row.item
    if item.case and not item.case.secret:
        yield Passage(item, "Rubrik", f"{item.title}\n{item.case}")
    else:
        yield Passage(item, "Rubrik", item.title)
    if row.secret:
        yield Passage(item, "Sekretessbelagd rubrik", row.secret.title)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the papers say, by document (id): memos part by part, extracts, and secret subjects."""

    memos: dict[int, tuple[tuple[str, str], ...]]
    extracts: dict[int, str]
    secret: dict[int, str]

    def of(self, item: AgendaItem, paper: ItemDocument) -> Iterator[Passage]:
        """Give an item's paper, first by what the register calls it."""
        document = paper.document
        is_secret = document.secret or document.case.secret
        subject = self.secret.get(document.pk, "") if is_secret else sentence(str(document))
        if subject:
            yield Passage(item, "Handling", subject, document=document)
        for label, words in self.memos.get(document.pk, ()):
            yield Passage(item, f"Tjänsteskrivelsen, {label}", words, document=document)
        if decided := self.extracts.get(document.pk):
            yield Passage(item, "Protokollsutdraget", decided, document=document)


def _told(rows: Iterable[ItemRow], papers: Collection[int]) -> _Told:
    extracts = PlacedExtract.objects.filter(document__in=papers).select_related("incoming")
    is_secret = any(paper.document.secret for row in rows for paper in row.papers)
    secret = registry.secret_rows(papers) if is_secret else {}
    return _Told(
        words_of(papers),
        {one.document_id: _decided(one) for one in extracts},
        {pk: row.secret.subject for pk, row in secret.items() if row.secret},
    )


def _decided(placed: PlacedExtract) -> str:
    content = placed.incoming.content
    return "\n".join((content["title"], *content["decisions"]))
