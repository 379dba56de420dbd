"""Making a what-if again from what it was made of, to the last figure.

Each person's part of the queue is a row of theirs. When one of them has been removed the question
cannot be made again: what was asked and answered stays.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.crypto import salted_hmac

from samverk.interventions.persons.models import WhatIf, WhatIfPerson
from samverk.interventions.persons.queries.asking import LEAST_PEOPLE
from samverk.interventions.persons.queries.histories import Peopled
from samverk.interventions.persons.walls import unread

Kept = dict[str, Any]
INPUTS = "samverk.persons.what_if"
# What is kept beside the question's own fields
BESIDE = ("people", "digest", "outside")
PARTS = ("entries", "stays")


class Replay(StrEnum):
    """What came of making a what-if again (omräkning)."""

    SAME = "samma svar, siffra för siffra"
    OTHER = "ett annat svar"
    REMOVED = "någon i underlaget är gallrad"
    NEVER_KEPT = "underlaget sparades inte"
    OTHER_METHOD = "metoden är en nyare"


def digest_of_inputs(written: str) -> str:
    """Digest all that a what-if was made of, with the installation's key.

    Without it somebody could try who might stand in the queue until the digest is the same.
    """
    return salted_hmac(INPUTS, written, algorithm="sha256").hexdigest()


def parts_of(found: Peopled, known: Kept, day: date) -> Iterator[tuple[uuid.UUID, Kept]]:
    """Give each person's part of a queue as it is ``known`` on a day: rows with their places among all."""
    whose = {
        "entries": [
            pk
            for pk, one in zip(found.entries, found.queue.entries, strict=True)
            if one.entered <= day
        ],
        "stays": [
            pk for pk, one in zip(found.stays, found.queue.stays, strict=True) if one.start <= day
        ],
    }
    parts: dict[uuid.UUID, Kept] = defaultdict(lambda: {kind: [] for kind in PARTS})
    for kind in PARTS:
        for nth, (pk, row) in enumerate(zip(whose[kind], known[kind], strict=True)):
            parts[pk][kind].append([nth, row])
    yield from parts.items()


def sums_of(courses: list[Kept], named: dict[str, set[str]]) -> list[Kept]:
    """Keep of an answer what is said of all, and of homes and parties with enough people behind."""
    return [
        course
        | {"today": []}
        | {
            kind: [
                one
                for one in course[kind]
                if one["name"] in names and one["people"] >= LEAST_PEOPLE
            ]
            for kind, names in named.items()
        }
        for course in courses
    ]


def can_be_replayed(row: WhatIf) -> Replay | None:
    """Answer why a what-if cannot be made again; None when it can. Its compartment is open."""
    from samverk.analytics.waiting.stored import ENGINE

    if "digest" not in row.question:
        return Replay.NEVER_KEPT
    if row.question["engine"] != ENGINE:
        return Replay.OTHER_METHOD
    # Everybody counts, also those whom the reader may not know of: no row comes out
    with unread([row.controller_id]):
        left = WhatIfPerson.objects.filter(what_if=row).count()
    return None if left == row.question["people"] else Replay.REMOVED


def replayed(row: WhatIf) -> Replay:
    """Make a what-if again from what it was made of, and answer whether it says the same."""
    from samverk.analytics.waiting.stored import outcome_json, question_json, read_question

    if (why := can_be_replayed(row)) is not None:
        return why
    question = read_question(json.dumps(_whole(row)))
    if digest_of_inputs(question_json(question)) != row.question["digest"]:
        return Replay.OTHER
    courses = json.loads(outcome_json(question.answer()))
    named = {
        kind: {one["name"] for course in row.answer for one in course[kind]}
        for kind in ("homes", "parties")
    }
    return Replay.SAME if sums_of(courses, named) == row.answer else Replay.OTHER


def _whole(row: WhatIf) -> Kept:
    """Put a question together again with the people it was made of."""
    found: dict[str, list[tuple[int, Kept]]] = {kind: [] for kind in PARTS}
    with unread([row.controller_id]):
        for copied in WhatIfPerson.objects.filter(what_if=row).values_list("copied", flat=True):
            for kind in PARTS:
                found[kind] += [(nth, one) for nth, one in copied[kind]]
    rows = {kind: [one for _, one in sorted(many, key=_nth)] for kind, many in found.items()}
    question = {name: value for name, value in row.question.items() if name not in BESIDE}
    return question | {"queue": question["queue"] | rows}


def _nth(placed: tuple[int, Kept]) -> int:
    return placed[0]
