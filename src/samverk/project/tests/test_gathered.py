"""In which order the tests of a file run: those on one stage after each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from samverk.project.testing import stages


@dataclass(frozen=True)
class Item:
    """A test: its file, its name, and the stages that it stands on, each upon the one before."""

    file: str
    name: str
    on: str = ""
    mark: str = ""

    @property
    def path(self) -> Path:
        return Path(self.file)

    def get_closest_marker(self, name: str) -> bool:
        return name == self.mark


@pytest.fixture(autouse=True)
def _stages_by_letter(monkeypatch):
    monkeypatch.setattr(stages, "wanted_by", lambda item: list(item.on))


def order(*items):
    return [item.name for item in stages.gathered(items)]


def sets(items):
    """Count how many stages are set when tests run in an order."""
    standing, many = "", 0
    for item in items:
        common = next(
            (n for n in range(len(item.on), 0, -1) if standing[:n] == item.on[:n]),
            0,
        )
        many += len(item.on) - common
        standing = item.on
    return many


def test_tests_on_one_stage_come_together_in_the_order_they_are_written():
    a, b = Item("x", "1", "ab"), Item("x", "2", "ac")
    assert order(a, b, Item("x", "3", "ab"), Item("x", "4", "ac")) == ["1", "3", "2", "4"]


def test_a_test_on_a_stage_alone_comes_before_those_on_what_stands_upon_it():
    assert order(Item("x", "1", "ab"), Item("x", "2", "a"), Item("x", "3", "ab")) == ["2", "1", "3"]


def test_tests_on_no_stage_come_first():
    assert order(Item("x", "1", "a"), Item("x", "2"), Item("x", "3", "a")) == ["2", "1", "3"]


def test_files_keep_their_order_and_are_not_mixed():
    items = [Item("y", "1", "ab"), Item("x", "2", "ab"), Item("x", "3", "a")]
    assert order(*items) == ["1", "3", "2"]


def test_a_file_that_is_about_its_order_keeps_it():
    items = [
        Item("x", name, on, "as_written") for name, on in (("1", "ab"), ("2", "a"), ("3", "ab"))
    ]
    assert order(*items) == ["1", "2", "3"]


def test_each_stage_of_a_file_is_set_once():
    ways = ["ab", "ac", "", "abd", "a", "ac", "abd", "ab", "e", "ac", "ea", "e"]
    items = [Item("x", str(at), on) for at, on in enumerate(ways)]
    each = {on[:n] for on in ways for n in range(1, len(on) + 1)}
    gathered = [item for item in stages.gathered(items) if item.on]
    assert sets(gathered) == len(each) < sets([item for item in items if item.on])
    assert sorted(int(item.name) for item in stages.gathered(items)) == list(range(len(ways)))
