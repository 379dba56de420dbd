"""Keeps the words that misspelt ones are led to: those of what stands published, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection

from samverk.publishing.models.words import LONGEST
from samverk.rules.searching.compounds import base
from samverk.rules.searching.spelling import SHORTEST, keys

# A word in small letters within a sentence: what begins with a capital there may be somebody's name
WORD = re.compile(rf"(?<![\w-])[a-zåäöé]{{{SHORTEST},{LONGEST}}}(?![\w-])")
LEARN = """
INSERT INTO publishing_word (word, sounds)
SELECT word, string_to_array(sounds, ' ') FROM unnest(%s::text[], %s::text[]) AS given(word, sounds)
ON CONFLICT (word) DO NOTHING
"""
# A common word stands among the newest; only a rare one is looked for in the index
FORGET = """
WITH newest AS MATERIALIZED (
    SELECT words FROM publishing_record WHERE withdrawn_at IS NULL AND words IS NOT NULL
    ORDER BY day DESC NULLS LAST, id DESC LIMIT 300
)
DELETE FROM publishing_word gone WHERE gone.word = ANY(%s) AND NOT (
    EXISTS (SELECT FROM newest WHERE words @@ plainto_tsquery('swedish', gone.word))
    OR EXISTS (
        SELECT FROM publishing_record WHERE withdrawn_at IS NULL
            AND words @@ plainto_tsquery('swedish', gone.word)
    )
)
"""
BY_INDEX = "SELECT set_config('enable_seqscan', %s, true)"


def learn(texts: Iterable[str]) -> None:
    """Take in the words of what is published, in an order that lets two do it at once."""
    found = sorted(words_of(texts))
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [found, [" ".join(keys(word)) for word in found]])


def forget(texts: Iterable[str]) -> None:
    """Let the words go that only what was withdrawn held; the rows have lost theirs when this is called."""
    with connection.cursor() as cursor:
        # For a word that few hold, reading every row is what the planner would take for quick
        cursor.execute(BY_INDEX, ["off"])
        cursor.execute(FORGET, [sorted(words_of(texts))])
        cursor.execute(BY_INDEX, ["on"])


def words_of(texts: Iterable[str]) -> set[str]:
    """Give the words of texts, and the words that they are forms of."""
    found = {word for text in texts for word in WORD.findall(text)}
    found |= {base(word) for word in found}
    return {word for word in found if keys(word)}
