"""Loads what a whole country has published: 290 municipalities, ten years, 1,000,000 paragraphs.

Written as the superuser, without triggers and with the indexes built at the end. Headings and sentences
are made once, with their words by the same functions that publishing uses, and the database joins them to
paragraphs: what is picked for each follows from its number, so that every load is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks._national_words import HEADINGS, OPENINGS, SENTENCES, Writer

MUNICIPALITIES, YEARS, PARAGRAPHS = 290, 10, 1_000_000
FEDERATIONS, INTERVENTIONS = 80, 640
BODIES = (
    "Kommunfullmäktige",
    "Kommunstyrelsen",
    "Socialnämnden",
    "Byggnadsnämnden",
    "Barn- och utbildningsnämnden",
    "Kultur- och fritidsnämnden",
)
LAST_YEAR = 2026
FIRST, LAST = f"{LAST_YEAR - YEARS + 1}-01-08", f"{LAST_YEAR}-12-20"
PER_MEETING, PER_CASE, AT_ONCE = 20, 10, 50_000
PARTIES = "{S,M,SD,C,V,KD,L,MP}"
OUTCOMES = "{beslut,beslut,beslut,antecknat,bordlagt,återremitterat}"
INTO = """
INSERT INTO publishing_record (kind, source, organisation, body, meeting, "case", day, sort, status,
    number, title, text, parties, data, words, digest, published_at, modified_at)
SELECT kind, source, organisation, body, meeting, "case", day, sort, status, number, title, text,
    coalesce(string_to_array(nullif(parties, ''), ','), '{{}}'), data,
    title_words || ({marks}) || text_words, md5(kind || source), at, at
FROM ({given}) given
"""
PICK = "abs(hashint8extended({}, 7) % {})"
# Everything of a number n: its municipality, body, meeting, day and moment
PLACED = f"""
SELECT n, n / {PER_MEETING} AS meeting, n % {PER_MEETING} AS position,
    (n / {PER_MEETING}) * 7919 % {MUNICIPALITIES} + 1 AS town,
    (n / {PER_MEETING}) % {len(BODIES)} AS place,
    date '{FIRST}' + ((date '{LAST}' - date '{FIRST}') * (n::float / %(many)s))::int AS day,
    timestamptz '2016-01-01' + n * interval '5 minutes' AS at
FROM generate_series(%(first)s::bigint, %(last)s::bigint) n
"""
# Some sentences of its own for each, the first of them what is decided
TOLD = f"""
SELECT string_agg(text, E'\\n\\n' ORDER BY k) AS text, pg_temp.joined(words ORDER BY k) AS words,
    jsonb_agg(text ORDER BY k) AS texts
FROM generate_series(1, 4 + {PICK.format("p.n * 3 + 1", 4)}) k
JOIN sentence ON no = {PICK.format("p.n * 11 + k", SENTENCES)}
"""
ITEM = f"""
SELECT 'item' AS kind, n AS source, town AS organisation, town * 10 + place AS body, p.meeting,
    CASE WHEN n %% 3 = 0 THEN town * 100000 + {PICK.format("n", "%(cases)s")} END AS "case", day,
    ('{OUTCOMES}'::text[])[1 + {PICK.format("n * 5", 6)}] AS sort, 'adjusted' AS status,
    '§\N{NO-BREAK SPACE}' || position + 1 AS number, heading.text AS title,
    opening.text || E'\\n\\n' || told.text || E'\\n\\n' || cost.text AS text,
    CASE WHEN n %% 10 = 0 THEN ('{PARTIES}'::text[])[1 + n %% 8] || ',MP' ELSE '' END AS parties,
    jsonb_build_object('position', position, 'paragraph', position + 1, 'secret', false,
        'decisions', jsonb_build_array(opening.text), 'votes', '[]'::jsonb, 'adjustedOn', day + 9,
        'parts', jsonb_build_array(
            jsonb_build_object('heading', 'Beslut', 'texts', '[]'::jsonb,
                'points', jsonb_build_array(opening.text), 'bullets', '[]'::jsonb),
            jsonb_build_object('heading', 'Ärendet', 'texts', told.texts || to_jsonb(cost.text),
                'points', '[]'::jsonb, 'bullets', '[]'::jsonb))) AS data,
    heading.words AS title_words,
    opening.words || told.words || to_tsvector('swedish', cost.text) AS text_words, at
FROM ({PLACED}) p
JOIN heading ON heading.no = {PICK.format("n * 7", HEADINGS)}
JOIN opening ON opening.no = {PICK.format("n * 13", len(OPENINGS))}
CROSS JOIN LATERAL (
    SELECT 'Kostnaden är ' || {PICK.format("n * 17", 99_999)} || ' kronor.' AS text) cost
CROSS JOIN LATERAL ({TOLD}) told
"""
# What has a heading and a few facts: how many stand between two of them, and what they say
LIGHT = """
SELECT '{kind}' AS kind, {source} AS source, town AS organisation, town * 10 + place AS body,
    {meeting} AS meeting, {case} AS "case", day, '{sort}' AS sort, {status} AS status,
    {number} AS number, heading.text AS title, {text} AS text, '' AS parties, {data} AS data,
    heading.words AS title_words, {words} AS text_words, at
FROM ({placed}) p
JOIN heading ON heading.no = {heading}
JOIN opening ON opening.no = {opening}
WHERE {which}
"""
FORCE = """jsonb_build_object('item', n, 'force', jsonb_build_object('status', 'presumed',
    'words', 'har vunnit laga kraft'))"""
POSTED = "jsonb_build_object('postedOn', day, 'paragraphs', '§ 1-20', 'keptAt', 'Kommunhuset')"
MET = """jsonb_build_object('place', 'Kommunhuset', 'start', day || 'T13:00:00+01:00',
    'minutes', CASE WHEN day < '2026-11-20' THEN 'adjusted' END)"""
EMPTY = {"text": "''", "words": "''::tsvector", "number": "''", "case": "NULL::bigint"}
LIGHT_OF = (
    EMPTY | {"kind": "meeting", "source": "p.meeting", "meeting": "p.meeting", "sort": "", "data": MET,
             "status": "CASE WHEN day < '2026-11-20' THEN 'held' ELSE 'planned' END",
             "which": "position = 0"},
    EMPTY | {"kind": "decision", "source": "n", "meeting": "p.meeting", "sort": "decides", "data": FORCE,
             "status": "'har vunnit laga kraft'", "text": "opening.text", "words": "opening.words",
             "number": "'§\N{NO-BREAK SPACE}' || position + 1", "which": "position % 10 = 0"},
    EMPTY | {"kind": "notice", "source": "p.meeting", "meeting": "p.meeting", "sort": "adjustment",
             "data": POSTED, "status": "CASE WHEN day < '2026-11-01' THEN 'down' ELSE 'up' END",
             "which": "position = 1"},
)  # fmt: skip
CASES = f"""
SELECT 'case' AS kind, town * 100000 + k AS source, town AS organisation, town * 10 + k %% 6 AS body,
    NULL::bigint AS meeting, town * 100000 + k AS "case",
    date '{FIRST}' + ((date '{LAST}' - date '{FIRST}') * (k::float / %(cases)s))::int AS day, '' AS sort,
    CASE WHEN k %% 3 = 0 THEN 'open' ELSE 'closed' END AS status, 'KS 2020/' || k AS number,
    heading.text AS title, '' AS text, '' AS parties, '{{}}'::jsonb AS data,
    heading.words AS title_words, ''::tsvector AS text_words,
    timestamptz '2016-01-01' + (k * {MUNICIPALITIES} + town) * interval '40 minutes' AS at
FROM generate_series(1, {MUNICIPALITIES}) town, generate_series(0, %(cases)s - 1) k
JOIN heading ON heading.no = {PICK.format("k * 19", HEADINGS)}
WHERE town BETWEEN %(first)s AND %(last)s
"""
NAMED = """
SELECT '{kind}' AS kind, n AS source, {town} AS organisation, {body} AS body, NULL::bigint AS meeting,
    NULL::bigint AS "case", NULL::date AS day, '{sort}' AS sort, '{status}' AS status, '' AS number,
    {title} AS title, '{text}' AS text, '' AS parties, '{data}'::jsonb AS data,
    setweight(to_tsvector('swedish', {title}), 'A') AS title_words,
    to_tsvector('swedish', '{text}') AS text_words, timestamptz '2016-01-01' AS at
FROM {among}
"""
TOWNS = f"generate_series(1, {MUNICIPALITIES}) n"
NAMED_OF = (
    {"kind": "organisation", "town": "n", "body": "NULL::bigint", "sort": "municipality", "status": "",
     "title": "'Kommun ' || n", "text": "", "data": "{}", "among": TOWNS},
    {"kind": "body", "town": "n / 10", "body": "n", "sort": "board", "status": "", "text": "",
     "title": f"('{{{','.join(BODIES)}}}'::text[])[1 + n % 10]", "data": "{}",
     "among": f"(SELECT town * 10 + k AS n FROM generate_series(1, {MUNICIPALITIES}) town,"
              f" generate_series(0, {len(BODIES) - 1}) k) of_towns"},
    {"kind": "federation", "town": "n", "body": "NULL::bigint", "sort": "", "status": "",
     "title": "'Samordningsförbundet ' || n", "text": "", "data": "{}",
     "among": f"generate_series(1, {FEDERATIONS}) n"},
    {"kind": "intervention", "town": f"n % {FEDERATIONS} + 1", "body": "NULL::bigint", "sort": "",
     "status": "Öppet", "title": "'Insatsen ' || n", "text": "Arbetsträning och stöd.",
     "data": '{"waits": {"words": "Ungefär tre veckor", "n": 12, "day": "2026-11-01"}}',
     "among": f"generate_series(1, {INTERVENTIONS}) n"},
)  # fmt: skip
JOINED = """CREATE AGGREGATE pg_temp.joined(tsvector)
    (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '')"""


def load(connection: Any, many: int = PARAGRAPHS) -> dict[str, int]:
    """Load everything; answer how many rows of each kind there are."""
    from samverk.publishing.words import WORDS

    connection.execute("SET session_replication_role = replica")
    connection.execute(JOINED)
    indexes = _without_indexes(connection)
    _write(connection, Writer())
    marks = WORDS.format(title="''", text="''", parts="''")
    for given, span in _all(many):
        connection.execute(INTO.format(given=given, marks=marks.replace("%", "%%")), span)
    connection.execute("SET maintenance_work_mem = '1GB'")
    for made in indexes:
        connection.execute(made)
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("VACUUM ANALYZE publishing_record")
    found = connection.execute("SELECT kind, count(*) FROM publishing_record GROUP BY kind")
    return {kind: int(count) for kind, count in found.fetchall()}


def cases_of(many: int) -> int:
    """Answer how many cases each municipality has."""
    return max(many // MUNICIPALITIES // PER_CASE, 1)


def _all(many: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Give the questions that make everything, each with what it asks of."""
    cases = cases_of(many)
    for told in NAMED_OF:
        yield _doubled(NAMED.format(**told)), {"many": many}
    for first in range(1, MUNICIPALITIES + 1, 60):
        yield _doubled(CASES), {"first": first, "last": first + 59, "cases": cases, "many": many}
    for first in range(0, many, AT_ONCE):
        span = {"first": first, "last": min(first + AT_ONCE, many) - 1}
        placed = {"placed": PLACED, "heading": PICK.format("n * 7", HEADINGS)}
        placed["opening"] = PICK.format("n * 13", len(OPENINGS))
        for told in LIGHT_OF:
            yield _doubled(LIGHT.format(**told, **placed)), span | {"many": many}
        yield _doubled(ITEM), span | {"many": many, "cases": cases}


def _doubled(query: str) -> str:
    """Double the signs of remainders, which are no places of values."""
    return query.replace("%%", "%").replace("%", "%%").replace("%%(", "%(")


def _write(connection: Any, writer: Writer) -> None:
    """Write what paragraphs are made of, each with its words; learn the words that are meant."""
    from samverk.publishing.words import parts_of
    from samverk.rules.searching.spelling import keys

    for table, weight, texts in (
        ("sentence", "D", writer.sentences),
        ("heading", "A", writer.headings),
        ("opening", "D", OPENINGS),
    ):
        connection.execute(f"CREATE TEMP TABLE {table} (no bigint, text text, parts text)")
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} (no, text, parts) FROM STDIN") as copy,
        ):
            for number, text in enumerate(texts):
                copy.write_row((number, text, parts_of(text)))
        connection.execute(
            f"CREATE TEMP TABLE made AS SELECT no, text, setweight(to_tsvector('swedish', text),"
            f" '{weight}') || strip(to_tsvector('swedish', parts)) AS words FROM {table}"
        )
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE made RENAME TO {table}")
        connection.execute(f"CREATE UNIQUE INDEX ON {table} (no)")
        connection.execute(f"ANALYZE {table}")
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY publishing_word (word, sounds) FROM STDIN") as copy,
    ):
        for word in dict.fromkeys(writer.words):
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
