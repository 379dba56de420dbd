"""Answers a search: what was found, the passages with the words marked, and what may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from samverk.foundation import clock
from samverk.publishing.models import OpenRecord
from samverk.publishing.queries.asked import Asked, Choice, ask
from samverk.publishing.queries.searching import Found, any_holds, find
from samverk.rules.searching.asking import Question, read_question
from samverk.rules.searching.compounds import indexed, parts
from samverk.rules.searching.marking import Piece, candidates, marked, passages
from samverk.rules.searching.spelling import MOST_COMPARED, keys, known_alike, nearest

# How many misspelt words of a question are led right, and how many words near each are asked after
MOST_MISSPELT, MOST_NEAR = 3, 5
STEMS = """
SELECT word, tsvector_to_array(to_tsvector('swedish', word || ' ' || parts))
FROM unnest(%s::text[], %s::text[]) AS given(word, parts)
"""
SOUND_ALIKE = """
SELECT word FROM publishing_open_word WHERE sounds && %s
ORDER BY abs(length(word) - %s), word LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, with its title and passages in pieces, each found or not."""

    record: OpenRecord
    title: tuple[Piece, ...]
    passages: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search answers. ``meant`` are other questions, each of which finds something.

    ``unsaid`` tells that words were typed and none of them can be searched for.
    """

    question: Question
    found: Found | None
    hits: tuple[Hit, ...] = ()
    meant: tuple[str, ...] = ()
    unsaid: bool = False


def answer(
    typed: str,
    choice: Choice | None = None,
    *,
    by_day: bool = False,
    page: int = 1,
    today: date | None = None,
) -> Answer:
    """Answer what somebody typed, with what they chose; never a fault, whatever it is."""
    question, choice = read_question(typed), choice or Choice()
    asked = ask(question, choice)
    if question.terms and not asked.words:
        return Answer(question, None, unsaid=True)
    found = find(asked, choice, by_day=by_day, page=page, today=today or clock.today())
    hits = tuple(_hits(found.records, asked))
    meant = () if found.count else _meant(question)
    return Answer(question, found, hits, meant)


def _hits(records: Sequence[OpenRecord], asked: Asked) -> list[Hit]:
    stems = [*asked.stems, *asked.begins]
    is_hit = _judged(records, stems, asked)
    return [
        Hit(
            record,
            marked(record.title, stems, is_hit),
            passages(record.text, stems, is_hit) if record.text else (),
        )
        for record in records
    ]


def _judged(
    records: Sequence[OpenRecord], stems: Sequence[str], asked: Asked
) -> Callable[[str], bool]:
    """Judge which words of what is shown were found: by their stems, and by those of their parts."""
    texts = [text for record in records for text in (record.title, record.text)]
    words = frozenset[str]().union(*(candidates(text, stems) for text in texts))
    hits = {word for word, found in stems_of(sorted(words)) if not asked.stems.isdisjoint(found)}
    return lambda word: word in hits or (bool(asked.begins) and word.startswith(asked.begins))


def stems_of(words: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Give words with the stems that they are found by: their own, and those of their parts."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [list(words), [" ".join(indexed(word)) for word in words]])
        return [(word, stems) for word, stems in cursor.fetchall()]


def _meant(question: Question) -> tuple[str, ...]:
    """Give other questions, with words that are there in the place of those that are not."""
    held = any_holds(question.words)
    missing = [word for word in question.words if word not in held][:MOST_MISSPELT]
    near = {word: _near(word) for word in missing}
    there = any_holds([word for found in near.values() for word in found])
    meant = question
    for word, found in near.items():
        standing = [one for one in found if one in there]
        if standing:
            meant = meant.with_word(word, standing[0])
    others = [str(meant)] if meant != question else []
    if len(missing) == 1:
        standing = [one for one in near[missing[0]] if one in there][1:3]
        others += [str(question.with_word(missing[0], one)) for one in standing]
    return tuple(dict.fromkeys(others)) or _apart(question, missing)


def _near(word: str) -> tuple[str, ...]:
    sounds = list(keys(word))
    if not sounds:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(SOUND_ALIKE, [sounds, len(word), MOST_COMPARED])
        there = [row[0] for row in cursor.fetchall()]
    return nearest(word, [*known_alike(word), *there], MOST_NEAR)


def _apart(question: Question, missing: Sequence[str]) -> tuple[str, ...]:
    """Give the question with a compound that nothing holds as its parts, each of which something does."""
    for word in missing:
        split = [part for part in parts(word) if part not in question.words][:2]
        if len(split) == 2 and any_holds(split) == frozenset(split):
            return (str(question).replace(word, " ".join(split)),)
    return ()
