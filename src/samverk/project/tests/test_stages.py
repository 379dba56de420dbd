"""The stages that kept fixtures set: set once, found as they were, and each test's own to change."""

from __future__ import annotations

import pytest
from django.db import connection

from samverk.directory.models import Party
from samverk.foundation.tests.cast import the_day
from samverk.project.testing.stages import kept

__all__ = ["the_day"]
pytestmark = pytest.mark.as_written
BUILT: list[str] = []


def party(name: str) -> Party:
    return Party.objects.create(abbreviation=name, name=f"Partiet {name}")


@kept
def first(db: None, the_day: object) -> list[Party]:
    """One party."""
    BUILT.append("first")
    return [party("A")]


@kept
def second(first: list[Party]) -> Party:
    """Another, upon the first."""
    BUILT.append("second")
    return party("B")


@pytest.fixture
def own(tmp_path: object) -> str:
    """What each test makes for itself."""
    return "C"


@kept
def third(own: str, second: Party) -> Party:
    """One that hangs on what each test makes for itself: no stage."""
    BUILT.append("third")
    return party(own)


def names() -> list[str]:
    return sorted(Party.objects.values_list("abbreviation", flat=True))


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_stage_is_set_once_and_found_as_it_was(second, turn):
    assert names() == ["A", "B"]
    party("X")


def test_what_a_stage_answered_is_each_tests_own(first):
    first.append("klotter")


def test_it_is_whole_for_the_next(first):
    assert [one.abbreviation for one in first] == ["A"]
    assert names() == ["A"]


def test_a_stage_is_struck_and_set_again_upon_the_same_ground(second):
    assert names() == ["A", "B"]
    assert BUILT == ["first", "second", "second"]


@pytest.mark.parametrize("turn", [1, 2])
def test_what_hangs_on_the_test_is_made_for_each(third, turn):
    assert names() == ["A", "B", "C"]
    assert BUILT.count("third") == turn


def test_a_test_may_break_the_line(second):
    connection.close()


def test_and_the_next_has_another(second):
    assert names() == ["A", "B"]
    assert BUILT.count("first") == 2


def test_a_test_that_stands_on_no_stage_does_not_see_them(db):
    assert names() == []
