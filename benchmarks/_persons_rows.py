"""Loads a party's installation with what 80 federations' parties have of persons after ten years.

Everybody is invented, and each is sealed for real with a key of their own. Ids are digests of whose row
it is and its number, so that rows find each other by arithmetic. Of each federation one authority refers
and one receives: for one delivery with a queue, and for two without referral.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from benchmarks._persons_sql import (
    DAYS,
    OPENED_PART,
    OPENED_REFERRAL,
    OTHERS,
    QUEUED,
    STATEMENTS,
)

FIRST = [
    "Ada",
    "Bo",
    "Cia",
    "Dan",
    "Eli",
    "Fia",
    "Gun",
    "Hans",
    "Ida",
    "Jan",
    "Kim",
    "Lea",
    "Max",
    "Nea",
    "Ola",
    "Pia",
    "Rut",
    "Sven",
    "Tea",
    "Ulf",
]
BEGINS = ["Al", "Berg", "Dal", "Ek", "Fors", "Gran", "Hed", "Lind", "Nor", "Sten", "Söder", "Väst"]
ENDS = [
    "berg",
    "dal",
    "fors",
    "gren",
    "hult",
    "kvist",
    "lund",
    "man",
    "mark",
    "ström",
    "vall",
    "vik",
]
LAST = [begin + end for begin in BEGINS for end in ENDS]


@dataclass(frozen=True)
class Place:
    """One federation's two authorities, its deliveries, and who works there (users)."""

    number: int
    sends: Any
    receives: Any
    homes: tuple[int, ...]
    queue: int
    doors: tuple[int, int]
    users: dict[str, Any]


def place(number: int) -> Place:
    """Make a federation, its parties, deliveries, and five people who work there."""
    from samverk.directory import actions as directory
    from samverk.federation.models import Intervention
    from samverk.foundation import clock
    from samverk.foundation.actors import system
    from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow

    setup = system("Mätningen")

    def added(kind: str, name: str) -> Any:
        short = f"{name} {number}"
        new = directory.NewOrganisation(kind, short, short, f"{name.lower()}-{number}")
        return directory.add_organisation(setup, new, key=f"{name}/{number}")

    home = added("federation", "Forbund")
    towns = [added("municipality", name) for name in ("Norrby", "Soderby", "Osterby")]
    parties = [*towns, added("region", "Region"), added("agency", "Kassan")]
    sends, receives = (
        directory.add_body(
            setup, directory.NewBody(town.pk, "municipal_board", "Nämnden"), key=f"nämnd/{town.pk}"
        )
        for town in towns[:2]
    )
    what = Intervention.objects.create(federation=home, name="Insatsen", orientation="individual")
    first = clock.today() - timedelta(days=DAYS)
    made = [
        Delivery.objects.create(
            intervention=what,
            provider=towns[1],
            municipality=towns[1],
            name=name,
            needs_referral=needs,
            from_date=first,
        )
        for name, needs in (("Teamet", True), ("Dörren", False), ("Porten", False))
    ]
    IntakeWindow.objects.create(delivery=made[0], from_date=first)
    CapacityRow.objects.create(delivery=made[0], from_date=first, funded=220, maximum=240)
    users = _users(number, sends, receives)
    order = (parties[0], parties[2], parties[3], parties[4])
    return Place(
        number,
        sends,
        receives,
        tuple(one.pk for one in order),
        made[0].pk,
        (made[1].pk, made[2].pk),
        users,
    )


def _users(number: int, sends: Any, receives: Any) -> dict[str, Any]:
    from samverk.foundation import people
    from samverk.foundation.actors import Role, system

    found = {}
    for role, body in (
        (Role.REFERRER, sends),
        (Role.LOG_AUDITOR, sends),
        (Role.RECEIVER, receives),
        (Role.CASE_WORKER, receives),
        (Role.COORDINATOR, receives),
    ):
        post = people.NewPost(role, body.organisation_id, body.pk)
        name = f"{role.name.lower()}-{number}"
        new = people.NewUser(f"{name}@matning.example", name, None, (post,))
        found[role.name] = people.add_user(system("Mätningen"), new, key=name)
    return found


def id_of(what: str, number: int, nth: int) -> UUID:
    """Give the id of a row, as SQL does."""
    return UUID(hashlib.md5(f"{what}/{number}/{nth}".encode()).hexdigest())


def number_of(nth: int) -> str:
    """Make a personal number of the range for tests, with its check digit; each once."""
    born = date(1965, 1, 1) + timedelta(days=nth % 14_000)
    digits = f"{born:%y%m%d}{980 + nth // 14_000}"
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    total = sum(one // 10 + one % 10 for one in doubled)
    return f"{born:%Y%m%d}{digits[6:]}{-total % 10}"


def name_of(nth: int) -> str:
    """Name somebody: a surname is shared by some 25 of an authority's people."""
    return f"{FIRST[nth % len(FIRST)]} {LAST[nth // len(FIRST) % len(LAST)]}"


def persons(at: Place) -> Iterator[tuple[Any, ...]]:
    """Give the persons of a federation as rows to copy: at who receives, and half at who refers."""
    from samverk.foundation.sealing import new_key, seal, search_key
    from samverk.interventions.persons.records import Identity
    from samverk.rules.name_words import name_words

    for side, body in (("R", at.receives.pk), ("S", at.sends.pk)):
        keys = {
            word: search_key(body, word) for each in (*FIRST, *LAST) for word in name_words(each)
        }
        for nth in range(1, QUEUED + OTHERS + 1):
            if side == "S" and nth <= QUEUED and nth % 2:
                continue
            pk, wrapped, number = id_of(side, at.number, nth), new_key(body), number_of(nth)
            who = Identity(name_of(nth), number, f"{number[:4]}-{number[4:6]}-{number[6:8]}")
            yield (
                pk,
                body,
                wrapped,
                seal(wrapped, body, f"persons_person/{pk}", asdict(who)),
                search_key(body, number),
                [keys[word] for word in name_words(who.name)],
                "woman" if nth % 20 < 11 else "man",
                at.homes[nth % 2],
            )


COPY_PERSONS = """
COPY persons_person (id, controller_id, key, sealed, number_key, name_keys, sex, home_id, recorded_at)
FROM STDIN
"""


def _set_defaults(connection: Any) -> None:
    """Let the database fill in what the rows here do not say, with the value that Django would write."""
    from django.apps import apps

    for model in apps.get_app_config("persons").get_models():
        for field in model._meta.concrete_fields:
            written = field.get_default()
            written = {"[]": "{}", "b''": ""}.get(repr(written), written)
            if not field.null and isinstance(written, int | str):
                connection.execute(
                    f'ALTER TABLE "{model._meta.db_table}" ALTER COLUMN "{field.column}"'
                    f" SET DEFAULT '{written}'"
                )


def load(connection: Any, places: list[Place]) -> None:
    """Load everything as the superuser: no triggers, no history, and indexes built at the end."""
    from samverk.foundation import clock

    connection.execute("SET session_replication_role = replica")
    indexes = _without_indexes(connection)
    _set_defaults(connection)
    now = clock.today()
    with connection.cursor() as cursor, cursor.copy(COPY_PERSONS) as copy:
        for at in places:
            for row in persons(at):
                copy.write_row((*row, now))
    connection.execute(
        "CREATE TEMP TABLE place (f int, s bigint, r bigint, so bigint, ro bigint, homes bigint[],"
        " q bigint, d1 bigint, d2 bigint, referrer bigint, receiver bigint)"
    )
    with connection.cursor() as cursor, cursor.copy("COPY place FROM STDIN") as copy:
        for at in places:
            copy.write_row(_as_row(at))
    for statement in STATEMENTS:
        connection.execute(statement)
    for made in indexes:
        connection.execute(made)
    for at in places:
        _seal_opened(connection, at)
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("VACUUM ANALYZE")


# What the measured pages open beside names: table, column, whose, which row, which of the people
OPENED = (
    ("persons_referral", "sealed", "S", "refS", (OPENED_REFERRAL,)),
    ("persons_goal", "sealed", "R", "goal1", (OPENED_PART,)),
    ("persons_goal", "sealed", "R", "goal2", (OPENED_PART,)),
    ("persons_referralstep", "note", "S", "back", range(3551, 3561)),
)


def _seal_opened(connection: Any, at: Place) -> None:
    """Seal for real what the measured pages of a federation open."""
    from samverk.foundation.sealing import seal

    body = {"S": at.sends.pk, "R": at.receives.pk}
    for table, column, side, what, people in OPENED:
        for nth in people:
            person, row = id_of(side, at.number, nth), id_of(what, at.number, nth)
            found = connection.execute("SELECT key FROM persons_person WHERE id = %s", [person])
            content = {"text": "Det som sägs är påhittat.", "need": "Stöd", "aim": "Arbete"}
            said = seal(bytes(found.fetchone()[0]), body[side], f"{table}/{row}", content)
            changed = f"UPDATE {table} SET {column} = %s WHERE id = %s"
            connection.execute(changed, [said, row])


def _as_row(at: Place) -> tuple[Any, ...]:
    return (
        at.number,
        at.sends.pk,
        at.receives.pk,
        at.sends.organisation_id,
        at.receives.organisation_id,
        list(at.homes),
        at.queue,
        *at.doors,
        at.users["REFERRER"].pk,
        at.users["RECEIVER"].pk,
    )


def _without_indexes(connection: Any) -> list[str]:
    """Drop the indexes of persons' tables and the log that no constraint needs; tell how to remake."""
    rows = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE (indrelid::regclass::text LIKE 'persons\\_%'"
        " OR indrelid = 'foundation_auditevent'::regclass)"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = indexrelid)"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP INDEX {name}")
    return [made for _, made in rows]
