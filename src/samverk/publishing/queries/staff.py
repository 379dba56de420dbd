"""Finds what a signed-in person may see in the rooms themselves, published or not.

Every room is asked for its open rows alone: what is secret is found in the papers of its own meeting,
where opening it is logged. What nobody may see is sorted out before anything is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.urls import reverse

from samverk.decisions import queries as decisions
from samverk.foundation.actors import Actor
from samverk.foundation.holding import Wanted
from samverk.meetings.actions import may_see_agenda
from samverk.meetings.queries.item_search import items_with
from samverk.meetings.queries.paper_texts import pages_of_files
from samverk.memos.queries.words import words_with
from samverk.publishing.queries.answers import stems_of
from samverk.publishing.queries.asked import Asked, Choice, ask
from samverk.registry import queries as registry
from samverk.registry.queries import Case, Document
from samverk.rules.searching.asking import Question, Term, read_question
from samverk.rules.searching.compounds import base, forms_of, parts_of_text
from samverk.rules.searching.marking import Piece, candidates, marked, passages
from samverk.rules.searching.spelling import known_alike, nearest
from samverk.rules.wording import running_date, sentence

PER_PAGE = 20
# How many of each sort are read, the latest first, and how much of a text is looked through
MOST, LONGEST = 200, 20_000
HOLDS = """
SELECT place FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS told(words, parts, place)
WHERE (to_tsvector('swedish', words) || strip(to_tsvector('swedish', parts))) @@ %s::tsquery
"""
# A long word of a file finds what begins with it too: the parts of its compounds are not in the index
BEGINS = r"SELECT regexp_replace(%s, '(''(?:[^'']|''''){4,}'')(?!:)', '\1:*', 'g')"


class Text(NamedTuple):
    """A text that may hold what is searched for: what it is, of which day, and where it is shown."""

    kind: str
    title: str
    words: str
    facts: str
    day: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A text that holds it, with its title and passages in pieces, each found or not."""

    text: Text
    title: tuple[Piece, ...]
    passages: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """What was found, latest first. ``more_of`` are the sorts of which only the latest were read."""

    question: Question
    lines: tuple[Line, ...] = ()
    more_of: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


CASE, DOCUMENT, MEMO, FILE, DECISION, ITEM = (
    "ärende",
    "handling",
    "tjänsteskrivelse",
    "fil",
    "beslut",
    "punkt på föredragningslista",
)
KINDS = (CASE, DOCUMENT, MEMO, FILE, DECISION, ITEM)


def find_for(
    actor: Actor,
    typed: str,
    *,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
) -> StaffAnswer:
    """Find what ``actor`` may see that holds what they typed."""
    question = read_question(typed)
    asked = ask(question, Choice())
    wanted = _wanted(question)
    if not asked.words or not wanted:
        return StaffAnswer(question)
    texts: list[Text] = []
    more_of: list[str] = []
    for name in KINDS if not kind else (kind,):
        found = list(SOURCES[name](actor, wanted, asked))
        more_of += [name] if len(found) >= MOST else []
        texts += [one for one in found if _within(one.day, since, until)]
    held = [texts[place] for place in _holding(texts, asked)]
    held.sort(key=lambda one: (one.day or date.min, one.url), reverse=True)
    return StaffAnswer(
        question, tuple(_lines(held, asked)), tuple(more_of), () if held else _meant(question)
    )


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _wanted(question: Question) -> Wanted:
    """Give what a text must hold some of, before it is judged: beginnings of words, not whole ones."""
    stems = dict(stems_of([*question.words, *map(base, question.words)]))

    def ways(word: str) -> list[str]:
        known = base(word)
        found = [*stems.get(word, ()), *stems.get(known, ()), *forms_of(known)]
        return list(dict.fromkeys(found))

    def of(term: Term) -> Iterator[tuple[str, ...]]:
        if term.begins:
            yield term.words
            return
        # Of a phrase the longest word is enough to look for
        yield from ((way,) for way in ways(max(term.words, key=len)))

    groups = (tuple(way for term in group for way in of(term)) for group in question.wanted)
    return tuple(group for group in groups if group)


def _holding(texts: Sequence[Text], asked: Asked) -> list[int]:
    words = [f"{one.title}\n{one.words}"[:LONGEST].replace("\0", " ") for one in texts]
    parts = [parts_of_text(said) for said in words]
    with connection.cursor() as cursor:
        cursor.execute(HOLDS, [words, parts, asked.words])
        held = {row[0] - 1 for row in cursor.fetchall()}
    # The index of files has judged their pages by how words begin
    return [n for n, one in enumerate(texts) if n in held or one.kind == FILE]


def _lines(held: Sequence[Text], asked: Asked) -> Iterator[Line]:
    stems = [*asked.stems, *asked.begins]
    said = [one.words[:LONGEST] for one in held]
    words = frozenset[str]().union(
        *(
            candidates(one.title, stems) | candidates(text, stems)
            for one, text in zip(held, said, strict=True)
        )
    )
    hits = {word for word, found in stems_of(sorted(words)) if not asked.stems.isdisjoint(found)}
    begins = asked.begins + tuple(stem for stem in asked.stems if len(stem) > 3)

    def is_hit(word: str) -> bool:
        return word in hits or (bool(asked.begins) and word.startswith(asked.begins))

    for one, text in zip(held, said, strict=True):
        judged = (
            (lambda word: is_hit(word) or word.startswith(begins)) if one.kind == FILE else is_hit
        )
        title = marked(sentence(one.title), stems, judged)
        # A case's words are its number, which stands among its facts
        shown = passages(text, stems, judged) if text and one.kind != CASE else ()
        yield Line(one, title, shown)


def _meant(question: Question) -> tuple[str, ...]:
    """Give another question with words of the field, of which none tells what is in the rooms."""
    for word in question.words:
        if near := nearest(word, known_alike(word), 1):
            return (str(question.with_word(word, near[0])),)
    return ()


def _own(actor: Actor) -> list[int]:
    """List the organisations (ids) whose open files ``actor`` may open (``may_open_files``)."""
    return sorted({held.organisation for held in actor.roles})


def _cases(_: Actor, wanted: Wanted, __: Asked) -> Iterator[Text]:
    for case in registry.cases_with(wanted, limit=MOST):
        url = reverse("case", args=[case.pk])
        # The number is a word of it: a case is looked for by its number
        yield Text(CASE, case.title, case.diary_number, _of_case(case), case.opened_on, url)


def _of_case(case: Case) -> str:
    return f"{case.diary_number} · {case.body.name} · {running_date(case.opened_on)}"


def _place(document: Document) -> str:
    return f"{reverse('case', args=[document.case_id])}#handling-{document.number}"


def _of_document(document: Document) -> str:
    number = f"{document.case.diary_number}-{document.number}"
    day = running_date(document.dated_on) if document.dated_on else "utan datum"
    return f"{number} · {document.get_kind_display()} · {day}"


def _documents(_: Actor, wanted: Wanted, __: Asked) -> Iterator[Text]:
    for one in registry.documents_with(wanted, limit=MOST):
        yield Text(DOCUMENT, one.subject, "", _of_document(one), one.dated_on, _place(one))


def _memos(actor: Actor, wanted: Wanted, _: Asked) -> Iterator[Text]:
    found = words_with(wanted, _own(actor), limit=MOST)
    known = _documents_by_id(found)
    for pk, said in found.items():
        one = known[pk]
        words = "\n\n".join(words for _, words in said)
        yield Text(MEMO, one.subject, words, _of_document(one), one.dated_on, _place(one))


def _files(actor: Actor, _: Wanted, asked: Asked) -> Iterator[Text]:
    with connection.cursor() as cursor:
        cursor.execute(BEGINS, [asked.words])
        query = cursor.fetchone()[0]
    found = pages_of_files(query, _own(actor), limit=MOST)
    known = _documents_by_id(pk for pk, _, _ in found)
    for pk, page, words in found:
        one = known[pk]
        where = f"{_of_document(one)} · {f'sida {page}' if page else 'filen'}"
        yield Text(FILE, one.subject, words, where, one.dated_on, _place(one))


def _documents_by_id(ids: Iterable[int]) -> dict[int, Document]:
    return {one.pk: one for one in registry.documents_by_id(tuple(set(ids)))}


def _decisions(_: Actor, wanted: Wanted, __: Asked) -> Iterator[Text]:
    for one in decisions.decisions_with(wanted, limit=MOST):
        url = reverse("decision", args=[one.pk])
        words = f"{one.text}\n{one.diary_number}".strip()
        day = running_date(one.decided_on) if one.decided_on else "utan datum"
        yield Text(DECISION, one.title, words, f"{one.place} · {day}", one.decided_on, url)


def _items(actor: Actor, wanted: Wanted, _: Asked) -> Iterator[Text]:
    seen: dict[int, bool] = {}
    for one in items_with(wanted, limit=MOST):
        meeting = one.meeting
        if meeting.pk not in seen:
            seen[meeting.pk] = bool(may_see_agenda(actor, meeting))
        if seen[meeting.pk]:
            facts = f"{meeting.body.name} · {running_date(meeting.day)}"
            yield Text(ITEM, one.title, "", facts, meeting.day, reverse("item", args=[one.pk]))


SOURCES: dict[str, Callable[[Actor, Wanted, Asked], Iterator[Text]]] = {
    CASE: _cases,
    DOCUMENT: _documents,
    MEMO: _memos,
    FILE: _files,
    DECISION: _decisions,
    ITEM: _items,
}
