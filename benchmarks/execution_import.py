"""A file of 20,000 decisions read into a board's register: tried, read in, tried again, and changed.

Run from the project's root: `.venv/bin/python -m benchmarks execution_import`. Each decision is sealed with a
key of its own, with every guard of the database on, as the role that the web and the worker have. The run is
the worker's job by itself, from the sealed file to the receipt. Every third decision has been offered
something and answered no, every fifth has been carried out, and one in 500 has a protected identity.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)
from benchmarks._persons_rows import FIRST, LAST, number_of

T = TypeVar("T")
ROWS, DAYS, AIM = 20_000, 900, 10
PROTECTED = 500
SOURCE = "Mätningen"
HEAD = (
    "Nyckel",
    "Personnummer",
    "Förnamn",
    "Efternamn",
    "Skyddade personuppgifter",
    "Insats",
    "Lagrum",
    "Beslutsdag",
    "Erbjuden",
    "Svar",
    "Skäl",
    "Slutdag",
    "Utfall",
)


def keeper() -> tuple[int, Any]:
    """Add a board and its main reporter."""
    from samverk.directory import actions as directory
    from samverk.foundation import people
    from samverk.foundation.actors import Role, system

    setup = system("Mätningen")
    new = directory.NewOrganisation("municipality", "Norrby kommun", "Norrby", "norrby")
    town = directory.add_organisation(setup, new, key="norrby")
    body = directory.add_body(
        setup, directory.NewBody(town.pk, "board", "Socialnämnden", "SN"), key="nämnd"
    )
    post = people.NewPost(Role.MAIN_REPORTER, town.pk, body.pk)
    person = people.NewUser("rapportor@matning.example", "Rapportören", None, (post,))
    return body.pk, people.add_user(setup, person, key="rapportör")


def rows(many: int, today: date, *, again: bool = False) -> Iterator[tuple[str, ...]]:
    """Tell the rows; ``again`` is the next file, where everybody has another name and a reason."""
    for nth in range(1, many + 1):
        decided = date(2023, 1, 1) + timedelta(days=nth * 6151 % DAYS)
        ended = decided + timedelta(days=1 + nth * 7919 % 100)
        is_over = nth % 5 == 0 and ended <= today
        lss = nth % 2
        yield (
            f"K{nth}",
            number_of(nth),
            FIRST[nth % len(FIRST)],
            LAST[(nth + again) // len(FIRST) % len(LAST)] + ("-Ek" if again else ""),
            "ja" if nth % PROTECTED == 0 else "",
            "kontaktperson" if lss else "kontaktfamilj",
            "9 § LSS" if lss else "4 kap. 1 § SoL",
            decided.isoformat(),
            decided.isoformat() if nth % 3 == 0 else "",
            "nej" if nth % 3 == 0 else "",
            "matchning pågår" if again else "",
            ended.isoformat() if is_over else "",
            "verkställt" if is_over else "",
        )


def csv_of(found: Iterator[tuple[str, ...]]) -> bytes:
    """Write the rows as a source does."""
    from samverk.documents.semicolons import rows_csv

    return rows_csv(HEAD, found)


def xlsx_of(found: Iterator[tuple[str, ...]]) -> bytes:
    """Write the rows as Excel does."""
    from samverk.documents.xlsx import Sheet, Workbook, workbook_xlsx
    from samverk.foundation import clock

    sheet = Sheet("Beslut", HEAD, tuple(found))
    return workbook_xlsx(Workbook("Beslut", SOURCE, clock.now(), (sheet,))).content


def timed(work: Callable[[], T]) -> tuple[T, str]:
    """Do something, and tell how long it took."""
    start = time.perf_counter()
    found = work()
    return found, f"{time.perf_counter() - start:.1f} s"


def measured(body: int, officer: Any, many: int) -> Iterator[tuple[str, str]]:
    """Measure a file that is new, the same again, and one where every row differs."""
    from samverk.execution.actions import (
        NewFile,
        ask_import,
        drop_import,
        run_import,
        upload_register_file,
    )
    from samverk.foundation import clock
    from samverk.foundation.middleware import actor_for

    actor, today = actor_for(officer), clock.today()

    def upload(content: bytes, key: str) -> Any:
        return upload_register_file(actor, body, NewFile(SOURCE, content), key=key)

    def told(row: Any) -> str:
        return ", ".join(f"{name} {number}" for name, number in row.counts.items() if number)

    row, took = timed(lambda: upload(xlsx_of(rows(many, today)), "excel"))
    yield "an Excel file uploaded and tried", took
    drop_import(actor, body, row.pk, key="kasta")
    row, took = timed(lambda: upload(csv_of(rows(many, today)), "ny"))
    yield f"a CSV file uploaded and tried: {told(row)}", took
    ask_import(actor, body, row.pk, row.digest, key="las ny")
    _, took = timed(lambda: run_import(body, row.pk))
    yield f"read in (aim {AIM} s)", took
    row, took = timed(lambda: upload(csv_of(rows(many, today)), "samma"))
    yield f"the same file tried again: {told(row)}", took
    drop_import(actor, body, row.pk, key="kasta samma")
    row, took = timed(lambda: upload(csv_of(rows(many, today, again=True)), "nasta"))
    yield f"a file where every row differs, tried: {told(row)}", took
    ask_import(actor, body, row.pk, row.digest, key="las nasta")
    _, took = timed(lambda: run_import(body, row.pk))
    yield f"read in (aim {AIM} s)", took


def run(many: int = ROWS) -> list[tuple[str, str]]:
    """Fill a database of its own and measure in it, as the role that the web has."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.foundation.postgres.roles import connect_as_superuser
    from samverk.project.testing.database import test_database

    name = os.environ["SAMVERK_DATABASE"]
    with test_database(name) as place:
        from django.db import connections

        found = list(measured(*keeper(), many))
        with connect_as_superuser(place.socket, name) as connection:
            found += [
                (f"{table} rows", str(_count(connection, f"execution_{table}")))
                for table in ("granteddecision", "registerstep", "registerwait")
            ]
        connections.close_all()
    return found


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


if __name__ == "__main__":
    for label, value in run(*(int(text) for text in sys.argv[1:2])):
        print(f"{label}: {value}")
