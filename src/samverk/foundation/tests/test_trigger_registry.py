"""The registry of triggers keeps at hand just what it holds, and refuses what pgtrigger refuses."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pgtrigger import Delete, Protect, Update, registry

from samverk.foundation.models import RoleEnd, User
from samverk.foundation.trigger_registry import Indexed, keep_at_hand

LOADED = "import django, sys; django.setup(); print([m for m in ('pyhanko', 'numpy') if m in sys.modules])"


@pytest.fixture
def held():
    held = registry._registry
    assert isinstance(held, Indexed)
    return held


def test_what_is_at_hand_is_what_pgtrigger_would_find(held):
    assert len(held) > 500
    assert held.by_db_table == registry._Registry.by_db_table.fget(held)
    assert held.pg_function_names == registry._Registry.pg_function_names.fget(held)


def test_a_second_trigger_of_a_name_is_refused_and_one_that_goes_is_forgotten(held):
    before = len(held), len(held.by_db_table), len(held.pg_function_names)
    one = Protect(name="for_a_while", operation=Delete)
    one.register(User)
    with pytest.raises(KeyError, match="already used"):
        Protect(name="for_a_while", operation=Update).register(User)
    Protect(name="for_a_while", operation=Delete).register(RoleEnd)
    one.unregister(User, RoleEnd)
    assert (len(held), len(held.by_db_table), len(held.pg_function_names)) == before


def test_it_stays_when_it_is_set_again(held):
    keep_at_hand()
    assert registry._registry is held


def test_a_start_loads_no_program_that_signs_or_computes():
    said = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
