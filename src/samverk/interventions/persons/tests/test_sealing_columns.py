"""Clear text is sealed where it stands, by the same migration operation that 0051 uses."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

from django.db import connection

from samverk.foundation.sealing import unseal
from samverk.interventions.persons.sealing_columns import SealColumn
from samverk.interventions.persons.tests.working import resident

TABLE = """
CREATE TEMPORARY TABLE persons_trial
    (id uuid, controller_id bigint, person_id uuid, said varchar(300) NOT NULL DEFAULT '')
"""


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, said FROM persons_trial ORDER BY said")
        return cursor.fetchall()


def run(sql, *given):
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def test_every_text_is_sealed_with_its_persons_key_and_opened_again(party):
    person, told, empty = resident(party), uuid4(), uuid4()
    run(TABLE)
    add = "INSERT INTO persons_trial VALUES (%s, %s, %s, %s)"
    run(add, told, party.receives, person.pk, "Bor nära")
    run(add, empty, party.receives, person.pk, "")
    editor = SimpleNamespace(connection=connection, execute=run)
    step = SealColumn("trial", "said", "förseglat", 300)
    step.database_forwards("persons", editor, None, None)
    sealed = dict(rows())
    assert bytes(sealed[empty]) == b""
    assert "Bor nära".encode() not in bytes(sealed[told])
    place = f"persons_trial/{told}"
    opened = unseal(bytes(person.key), party.receives, place, bytes(sealed[told]))
    assert opened == {"text": "Bor nära"}
    step.database_backwards("persons", editor, None, None)
    assert dict(rows()) == {told: "Bor nära", empty: ""}
