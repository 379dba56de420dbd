"""Each reader of a file that is brought in as a table: any file is read, or told in words what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from samverk.documents.sie_reading import SieError, read_sie
from samverk.execution.files import read_lines
from samverk.federation.applications.reading import read_application
from samverk.federation.reading.figures import read_costs, read_counts
from samverk.federation.reading.population import read_population
from samverk.foundation.errors import InputError
from samverk.interventions.persons.reading.waiting import FileError, Known, read_waiting
from tests.doses import WHOLE
from tests.uploads.corpus import kinds

NOBODY = Known({}, {})
READERS: dict[str, Callable[[bytes], object]] = {
    "the register": read_lines,
    "who waits": lambda content: read_waiting(content, NOBODY),
    "populations": lambda content: read_population(content, 2024),
    "counts": read_counts,
    "costs": read_costs,
    "accounts": read_sie,
    "an application": lambda content: read_application(content, {}),
}
TOLD = (InputError, FileError, SieError)
TABLES: dict[str, bytes] = {
    "nothing": b"",
    "nulls": bytes(5000),
    "quote-that-never-ends": b'a;"b\n' + b"c;d\n" * 2000,
    "one-long-line": b"a;" * 500_000,
    "many-lines": b"a;b\n" * 200_000,
    "long-field": b"a;" + b"x" * 2_000_000,
    "deep-list": b"[" * 100_000,
    "deep-object": b'{"a":' * 100_000,
    "large-number": b'{"a": ' + b"9" * 5000 + b"}",
    "no-number": b'{"dataset": NaN, "value": [Infinity]}',
    "formula": b"=cmd|'/c calc'!A0;@SUM(1)\n+1;-1\n",
    "utf-16": "Från;Till;Antal\n2024-01-01;2024-01-31;3\n".encode("utf-16"),
    "half-a-mark": b"\xef\xbb",
    "surrogates": b"\xed\xa0\x80;\xed\xbf\xbf",
    "sie-with-nothing": b"#FLAGGA 0\n#SIETYP 4\n#RES 0\n#UB\n#PSALDO 0 x {\n",
    "sie-in-braces": b"#FLAGGA 0\n" + b"{" * 10_000,
    "population-of-words": json.dumps({"columns": 3, "data": [None, {"key": 1}]}).encode(),
    "population-of-lists": json.dumps([[[]]]).encode(),
    "population-stat": json.dumps(
        {"class": "dataset", "id": ["a"], "size": [10**9], "dimension": {}, "value": {}}
    ).encode(),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_none_is_told_in_words(reader, table):
    told(READERS[reader], TABLES[table])


@pytest.mark.parametrize("reader", READERS)
def test_a_hostile_file_is_told_in_words(reader):
    chosen = [kind for kind in kinds() if not kind.name.endswith(("bomb", "crowd"))]
    for kind in Random(reader).sample(chosen, len(chosen) if WHOLE else 6):
        told(READERS[reader], kind.drawn(0))


def told(read: Callable[[bytes], object], content: bytes) -> None:
    with suppress(*TOLD):
        read(content)
