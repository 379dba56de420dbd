"""Loads what a whole country has published: 290 municipalities, ten years, 1,000,000 paragraphs.

Written as the superuser, without triggers and with the indexes built at the end; the index of words is
made by the same expression that publishing uses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks._national_words import Writer

MUNICIPALITIES, YEARS, PARAGRAPHS = 290, 10, 1_000_000
BODIES = (
    "Kommunfullmäktige",
    "Kommunstyrelsen",
    "Socialnämnden",
    "Byggnadsnämnden",
    "Barn- och utbildningsnämnden",
    "Kultur- och fritidsnämnden",
)
LAST_YEAR = 2026
PER_MEETING = 20
PARTIES = ("S", "M", "SD", "C", "V", "KD", "L", "MP")
OUTCOMES = ("beslut", "beslut", "beslut", "antecknat", "bordlagt", "återremitterat")
MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
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
    ("parts", "text"),
)
NAMES = ", ".join(f'"{name}"' for name, _ in COLUMNS if name != "parts")
STAGE = "CREATE TEMP TABLE given ({})"
INTO = """
INSERT INTO publishing_record ({names}, words, digest, published_at, modified_at)
SELECT {given}, {words}, md5(given.kind || given.source), %s, %s FROM given
"""
PARTIES_OF = "coalesce(string_to_array(nullif(given.parties, ''), ','), '{}')"
Row = tuple[Any, ...]


def _row(kind: str, source: int, title: str, **told: Any) -> Row:
    given = {"kind": kind, "source": source, "title": title, "data": "{}", **told}
    return tuple(given.get(name, _default(kind_of)) for name, kind_of in COLUMNS)


def _default(kind_of: str) -> str | None:
    return "" if kind_of == "text" else None


def places() -> Iterator[Row]:
    """Give the municipalities and their bodies."""
    for one in range(1, MUNICIPALITIES + 1):
        yield _row("organisation", one, f"Kommun {one}", organisation=one, sort="municipality")
        for number, name in enumerate(BODIES):
            body = one * 10 + number
            yield _row("body", body, f"{name} {one}", organisation=one, body=body)


def paragraphs(writer: Writer, many: int) -> Iterator[Row]:
    """Give meetings and their paragraphs, spread over municipalities, bodies and days."""
    meetings = -(-many // PER_MEETING)
    first = date(LAST_YEAR - YEARS + 1, 1, 8)
    span = (date(LAST_YEAR, 10, 30) - first).days
    left = many
    for number in range(1, meetings + 1):
        town = number * 7919 % MUNICIPALITIES + 1
        of = {
            "organisation": town,
            "body": town * 10 + number % len(BODIES),
            "meeting": number,
            "day": first + timedelta(days=number * span // meetings),
        }
        yield _row("meeting", number, f"Sammanträde {number}", status="held", **of)
        for position in range(min(PER_MEETING, left)):
            yield _paragraph(writer, number, position, of)
        left -= PER_MEETING


def _paragraph(writer: Writer, meeting: int, position: int, of: dict[str, Any]) -> Row:
    from samverk.publishing.words import parts_of

    title, text = writer.title(), writer.text()
    voted = writer.chance.random() < 0.1
    parts = [{"heading": "Beslut", "texts": text.split("\n\n")[:1]}]
    return _row(
        "item",
        meeting * 100 + position,
        title,
        case=meeting * 100 + position if position % 3 == 0 else None,
        sort=writer.chance.choice(OUTCOMES),
        status="adjusted",
        number=f"§\N{NO-BREAK SPACE}{position + 1}",
        text=text,
        parties=",".join(writer.chance.sample(PARTIES, 3)) if voted else "",
        data=json.dumps({"position": position, "parts": parts}, ensure_ascii=False),
        parts=parts_of(f"{title}\n{text}"),
        **of,
    )


def load(connection: Any, many: int = PARAGRAPHS) -> dict[str, int]:
    """Load everything; answer how many rows of each kind there are."""
    from samverk.publishing.words import WORDS

    connection.execute("SET session_replication_role = replica")
    indexes = _without_indexes(connection)
    connection.execute(STAGE.format(", ".join(f'"{name}" {kind}' for name, kind in COLUMNS)))
    given = NAMES.replace('"parties"', PARTIES_OF)
    words = WORDS.format(title="given.title", text="given.text", parts="given.parts")
    into = INTO.format(names=NAMES, given=given, words=words)
    names = ", ".join(f'"{name}"' for name, _ in COLUMNS)
    for rows in _some(_all(many)):
        with connection.cursor() as cursor, cursor.copy(f"COPY given ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute(into, [MADE, MADE])
        connection.execute("TRUNCATE given")
    connection.execute("SET maintenance_work_mem = '512MB'")
    for made in indexes:
        connection.execute(made)
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("VACUUM ANALYZE publishing_record")
    _learn(connection)
    found = connection.execute("SELECT kind, count(*) FROM publishing_record GROUP BY kind")
    return {kind: int(count) for kind, count in found.fetchall()}


def _all(many: int) -> Iterator[Row]:
    yield from places()
    yield from paragraphs(Writer(), many)


def _some(rows: Iterator[Row], at_once: int = 50_000) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == at_once:
            yield batch
            batch = []
    yield batch


def _learn(connection: Any) -> None:
    """Fill the words that misspelt ones are led to, of which all stand in what is published."""
    from samverk.rules.searching.spelling import keys

    with (
        connection.cursor() as cursor,
        cursor.copy("COPY publishing_word (word, sounds) FROM STDIN") as copy,
    ):
        for word in dict.fromkeys(Writer().words):
            if len(word) <= 40 and (sounds := keys(word)):
                copy.write_row((word, list(sounds)))
    connection.execute("VACUUM ANALYZE publishing_word")


def _without_indexes(connection: Any) -> list[str]:
    """Take away the indexes that no constraint has, and give what makes them anew."""
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'publishing_record'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [made for _, made in found]
