"""A federation's installation has nothing of the confidential zone, and can never answer for a person."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import DatabaseError, transaction

from samverk.directory import actions as directory
from samverk.foundation.sealing import new_key
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.tests.party import party
from samverk.interventions.persons.walls import unread

__all__ = ["cast", "party", "the_day"]
LOOK = """
import sys, django
django.setup()
from django.apps import apps
from django.urls import Resolver404, get_resolver, resolve
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.foundation.grants import append_only_tables

def answers(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False

print(sorted(m._meta.db_table for m in apps.get_models() if m._meta.db_table.startswith("persons")))
print([p for p in ("/personer/", "/antal/") if answers(p)])
# Of the elected, whom the directory names: who of them is left out of what is published
elected = ("directory_", "publishing_shieldedperson")
print([t for t in append_only_tables() if "person" in t and not t.startswith(elected)])
print([m for m in sys.modules if m.startswith("samverk.interventions.persons")])
print(answers("/forbund/") or answers("/organ/"))
"""


def look(profile: str, **changes: str) -> list[str]:
    surroundings = os.environ | {"SAMVERK_PROFILE": profile, "SAMVERK_DEMO": "false"} | changes
    command = [sys.executable, "-c", LOOK]
    done = subprocess.run(
        command, env=surroundings, check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.parametrize("demo", ["false", "true"])
def test_a_federation_has_no_table_no_page_and_no_code_of_persons(demo):
    assert look("federation", SAMVERK_DEMO=demo) == ["[]", "[]", "[]", "[]", "True"]


def test_the_look_finds_them_in_a_partys_installation():
    tables, pages, *_ = look("party")
    assert "persons_person" in tables
    assert "/antal/" in pages


@pytest.mark.django_db
def test_the_database_refuses_a_federation_as_controller(party):
    home = party.delivery.intervention.federation_id
    new = directory.NewBody(home, "federation_board", "Förbundsstyrelsen", "FS")
    board = directory.add_body(SETUP, new, key="board").pk
    with unread([board, party.sends]):
        person = Person(controller_id=board, key=new_key(board), sealed=b"x", sex="unknown")
        person.name_keys = []
        with pytest.raises(DatabaseError, match="no controller of persons"), transaction.atomic():
            person.save(force_insert=True)
        person.controller_id = party.sends
        person.save(force_insert=True)
