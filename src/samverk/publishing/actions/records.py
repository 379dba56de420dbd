"""Writes what is published: all of a batch at once, each thing once, and only what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from samverk.foundation.errors import ConflictError
from samverk.publishing.actions.dumping import remove_dumps
from samverk.publishing.actions.vocabulary import forget, learn
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, Link, OpenFile, Record
from samverk.publishing.queries.bulk import KINDS
from samverk.publishing.words import FOUND, LONGEST, WORDS, parts_of

AT_ONCE = 500
# A published thing by its kind and the id that its room knows it by
Name = tuple[str, int]
COLUMNS = (
    ("kind", "text"),
    ("source", "bigint"),
    ("organisation", "bigint"),
    ("body", "bigint"),
    ("meeting", "bigint"),
    ("case", "bigint"),
    ("day", "date"),
    ("sort", "text"),
    ("status", "text"),
    ("number", "text"),
    ("title", "text"),
    ("text", "text"),
    ("parties", "text"),
    ("data", "jsonb"),
    ("digest", "text"),
    ("parts", "text"),
)
NAMES = [name for name, _ in COLUMNS if name != "parts"]
QUOTED = ", ".join(f'"{name}"' for name in NAMES)
GIVEN = ", ".join(
    "string_to_array(nullif(given.parties, ''), ',')" if name == "parties" else f'given."{name}"'
    for name in NAMES
)
SET = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in NAMES if name not in ("kind", "source"))
INDEX = WORDS.format(title="given.title", text=f"left(given.text, {LONGEST})", parts="given.parts")
WRITE = f"""
INSERT INTO publishing_record ({QUOTED}, words, release_id, published_at, modified_at)
SELECT {
    GIVEN.replace(
        "string_to_array(nullif(given.parties, ''), ',')",
        "coalesce(string_to_array(nullif(given.parties, ''), ','), '{}')",
    )
}, {INDEX}, %s::bigint,
    %s::timestamptz, %s::timestamptz
FROM unnest({", ".join(f"%s::{kind}[]" for _, kind in COLUMNS)})
    AS given({", ".join(f'"{name}"' for name, _ in COLUMNS)})
ORDER BY given.kind, given.source
ON CONFLICT (kind, source) DO UPDATE SET {SET}, words = EXCLUDED.words,
    release_id = EXCLUDED.release_id, modified_at = EXCLUDED.modified_at, withdrawn_at = NULL,
    published_at = CASE WHEN publishing_record.withdrawn_at IS NULL
        THEN publishing_record.published_at ELSE EXCLUDED.published_at END
WHERE publishing_record.digest <> EXCLUDED.digest OR publishing_record.withdrawn_at IS NOT NULL
    OR publishing_record.release_id IS DISTINCT FROM EXCLUDED.release_id
RETURNING id, kind, source
"""  # noqa: S608


def write(drafts: Sequence[Draft], moment: datetime, release: int | None = None) -> int:
    """Publish ``drafts``, which are masked; answer how many were new or changed.

    Raises ConflictError when a number of a person is left in one of them: nothing is written then.
    """
    return len(written(drafts, moment, release))


def written(drafts: Sequence[Draft], moment: datetime, release: int | None = None) -> list[Name]:
    """Publish ``drafts``, which are masked; name those that were new or changed."""
    names: list[Name] = []
    for start in range(0, len(drafts), AT_ONCE):
        some = drafts[start : start + AT_ONCE]
        made = _write_rows(some, moment, release)
        by_name = {(draft.kind.value, draft.source): draft for draft in some}
        changed = [(pk, by_name[kind, source]) for pk, kind, source in made]
        _write_links(changed)
        _write_files(changed)
        learn(
            f"{draft.title}\n{draft.text[:LONGEST]}" for _, draft in changed if draft.kind in FOUND
        )
        names += [(kind, source) for _, kind, source in made]
    return names


def standing_draft(record: Record) -> Draft:
    """Give a record without a file as the draft that would write it as it stands."""
    return Draft(
        Kind(record.kind),
        record.source,
        record.title,
        record.text,
        organisation=record.organisation,
        body=record.body,
        meeting=record.meeting,
        case=record.case,
        day=record.day,
        sort=record.sort,
        status=record.status,
        number=record.number,
        parties=tuple(record.parties),
        data=record.data,
        links=tuple((one.relation, Kind(one.kind), one.source) for one in record.links.all()),
    )


def texts_now(drafts: Iterable[Draft]) -> list[str]:
    """Give what stands published today of the things that some drafts are of."""
    wanted: dict[str, list[int]] = {}
    for draft in drafts:
        wanted.setdefault(draft.kind.value, []).append(draft.source)
    rows = Record.objects.filter(withdrawn_at=None)
    return [
        f"{title}\n{text}"
        for kind, sources in wanted.items()
        for title, text in rows.filter(kind=kind, source__in=sources).values_list("title", "text")
    ]


def wait_for_turn(name: str) -> None:
    """Wait until nobody else publishes ``name``: to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"publishing/{name}"]
        )


def check(drafts: Iterable[Draft], kept: Iterable[str]) -> None:
    """Refuse drafts in which a number of a person is left that nobody has judged."""
    judged = list(kept)
    for draft in drafts:
        if draft.numbers_left(judged):
            raise ConflictError(
                f"I {draft.title or draft.kind.label} finns något som kan vara ett personnummer."
                " Maska det eller ange varför det behålls."
            )


def _write_rows(
    drafts: Sequence[Draft], moment: datetime, release: int | None
) -> list[tuple[int, str, int]]:
    columns: list[list[Any]] = [[] for _ in COLUMNS]
    for draft in drafts:
        for column, value in zip(columns, _row(draft), strict=True):
            column.append(value)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [release, moment, moment, *columns])
        return [(pk, kind, source) for pk, kind, source in cursor.fetchall()]


def _row(draft: Draft) -> list[Any]:
    return [
        draft.kind.value,
        draft.source,
        draft.organisation,
        draft.body,
        draft.meeting,
        draft.case,
        draft.day,
        draft.sort,
        draft.status[:200],
        draft.number[:60],
        draft.title[:400],
        draft.text,
        ",".join(draft.parties),
        json.dumps(draft.data, ensure_ascii=False),
        draft.digest,
        parts_of(f"{draft.title}\n{draft.text[:LONGEST]}"),
    ]


def _write_links(changed: Sequence[tuple[int, Draft]]) -> None:
    Link.objects.filter(record__in=[pk for pk, _ in changed]).delete()
    Link.objects.bulk_create(
        Link(record_id=pk, relation=relation, kind=kind, source=source)
        for pk, draft in changed
        for relation, kind, source in dict.fromkeys(draft.links)
    )


def _write_files(changed: Sequence[tuple[int, Draft]]) -> None:
    OpenFile.objects.filter(record__in=[pk for pk, _ in changed]).delete()
    OpenFile.objects.bulk_create(
        OpenFile(
            record_id=pk,
            name=draft.file.name,
            media_type=draft.file.media_type,
            content=draft.file.content,
            sha512=hashlib.sha512(draft.file.content).hexdigest(),
        )
        for pk, draft in changed
        if draft.file
    )


def withdraw(records: QuerySet[Record], moment: datetime) -> int:
    """Take records from everybody at once: their words, their links and their files are gone here."""
    standing = records.filter(withdrawn_at=None).select_for_update()
    told = list(standing.values_list("pk", "kind", "title", "text"))
    found = [pk for pk, *_ in told]
    OpenFile.objects.filter(record__in=found).delete()
    Link.objects.filter(record__in=found).delete()
    gone = Record.objects.filter(pk__in=found).update(
        withdrawn_at=moment,
        modified_at=moment,
        title="",
        text="",
        number="",
        status="",
        sort="",
        parties=[],
        data={},
        words=None,
        digest="",
    )
    forget([f"{title}\n{text}" for *_, title, text in told])
    if any(kind in KINDS for _, kind, *_ in told):
        # The file of all lies in a store that no transaction holds; were it missed, the job takes it
        transaction.on_commit(remove_dumps, robust=True)
    return gone


def withdraw_all_but(
    kinds: Iterable[Kind], standing: Iterable[Draft], moment: datetime, may_go: Q
) -> list[Name]:
    """Withdraw what stands published of some kinds, may go and is not among ``standing``; name it."""
    kept: dict[str, set[int]] = {kind.value: set() for kind in kinds}
    for draft in standing:
        kept[draft.kind.value].add(draft.source)
    gone: list[Name] = []
    for kind, sources in kept.items():
        rows = Record.objects.filter(may_go, kind=kind, withdrawn_at=None)
        left = {pk: one for pk, one in rows.values_list("pk", "source") if one not in sources}
        if left:
            withdraw(Record.objects.filter(pk__in=left), moment)
        gone += [(kind, source) for source in left.values()]
    return gone
