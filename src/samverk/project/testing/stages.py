"""Fixtures that set a stage in the database once, for all tests that stand on it.

A fixture marked ``kept`` writes its rows in a transaction that stays open from test to test. What a
test writes itself is undone; the next test that needs the same stages finds them as they were set.
Setting a stage through the real actions costs more than most tests do.

The stages stand in a database of their own, since a test begins its transaction in the usual one
before its fixtures are asked for.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from samverk.project.testing.lines import begun, line_to, seen, undo, undone

Build = Callable[..., Any]
# What a stage may stand on besides other stages: the same for every test
GROUND = ("db", "the_day")


def kept(build: Build) -> Any:
    """Make a fixture of a function that writes to the database and answers what it made.

    It may ask for other kept fixtures, and for those in ``GROUND``. Each test gets a copy of its
    own of what was made.
    """
    names = tuple(inspect.signature(build).parameters)

    def fixture(request: pytest.FixtureRequest, stages: Stages, **given: Any) -> Any:
        stages.enter(request)
        return stages.found(build) if stages.stands(build) else build(**given)

    asked = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY) for n in names]
    common = list(inspect.signature(fixture).parameters.values())[:2]
    fixture.__signature__ = inspect.Signature([*common, *asked])  # type: ignore[attr-defined]
    fixture.__name__, fixture.__doc__ = build.__name__, build.__doc__
    fixture.build = build  # type: ignore[attr-defined]
    return pytest.fixture(fixture)


@dataclass
class Stage:
    """One fixture's rows, as they were when it had made them, and what it answered."""

    build: Build
    atomic: transaction.Atomic
    made: Any


class Stages:
    """The stages that stand in the database called ``name``, each upon the one before."""

    def __init__(self, name: str) -> None:
        self.line = line_to(name)
        self.standing: list[Stage] = []
        self.visitor: pytest.Item | None = None

    def enter(self, request: pytest.FixtureRequest) -> None:
        """Let the test see the stages that it stands on until it ends; they are set if need be."""
        if self.visitor is request.node:
            return
        wanted = wanted_by(request.node)
        within = ExitStack()
        request.addfinalizer(within.close)
        self.visitor = request.node
        within.callback(setattr, self, "visitor", None)
        within.enter_context(seen(self.line))
        self._strike_to(wanted)
        for build in wanted[len(self.standing) :]:
            self._set(build, request)
        within.enter_context(undone())

    def stands(self, build: Build) -> bool:
        """Answer whether a stage stands."""
        return any(stage.build is build for stage in self.standing)

    def found(self, build: Build) -> Any:
        """Give a copy of what a stage that stands was answered with."""
        return copy.deepcopy(next(s.made for s in self.standing if s.build is build))

    def _strike_to(self, wanted: list[Build]) -> None:
        """Undo the stages that the test does not stand on, and all when the line was broken."""
        common = 0
        if self.line.connection and self.line.is_usable():
            pairs = zip(self.standing, wanted, strict=False)
            common = sum(1 for _ in takewhile(lambda pair: pair[0].build is pair[1], pairs))
        while len(self.standing) > common:
            undo(self.standing.pop().atomic)

    def _set(self, build: Build, request: pytest.FixtureRequest) -> None:
        given = {n: self._given(n, request) for n in _asked_for(build)}
        atomic = begun()
        try:
            made = build(**given)
        except BaseException:
            undo(atomic)
            raise
        self.standing.append(Stage(build, atomic, copy.deepcopy(made)))

    def _given(self, name: str, request: pytest.FixtureRequest) -> Any:
        if name in GROUND:
            return request.getfixturevalue(name)
        return self.found(_kept_by(request.node, name))

    def close(self) -> None:
        """Let the last test's line go."""
        self.line.close()


def wanted_by(item: pytest.Item) -> list[Build]:
    """List the stages that a test stands on, each after those that it stands on itself."""
    found: list[Build] = []
    for name in item.fixturenames:  # type: ignore[attr-defined]
        _stand_on(item, name, found)
    return found


def _stand_on(item: pytest.Item, name: str, found: list[Build]) -> bool:
    """Add a fixture's stages; answer False when it hangs on what each test makes for itself."""
    if name in GROUND:
        return True
    build = _kept_by(item, name)
    if build is None:
        return False
    stands = all(_stand_on(item, n, found) for n in _asked_for(build))
    if stands and build not in found:
        found.append(build)
    return stands


def _kept_by(item: pytest.Item, name: str) -> Any:
    """Give what builds the stage of a fixture, as the test sees it; None when it is none.

    One that stands upon another of its own name is none: its tests make it each for itself.
    """
    fixtures = item._fixtureinfo.name2fixturedefs.get(name)  # type: ignore[attr-defined]
    build = getattr(fixtures[-1].func, "build", None) if fixtures else None
    return None if build is None or name in _asked_for(build) else build


@cache
def _asked_for(build: Build) -> tuple[str, ...]:
    """Name the fixtures that a stage stands on: asked of every test when it is gathered."""
    return tuple(inspect.signature(build).parameters)


def gathered(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Order each file's tests so that those on one stage come together, and it is set once for them.

    The files keep their order, and so do the tests on the same stages; those on none come first. A
    file marked ``as_written`` keeps its own order.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    return [item for each in files.values() for item in _by_stage(each)]


def _by_stage(items: list[pytest.Item]) -> list[pytest.Item]:
    if items[0].get_closest_marker("as_written"):
        return items
    met: dict[tuple[Build, ...], int] = {}

    def place(item: pytest.Item) -> list[int]:
        """Give the turns of a test's stages: each with those that it stands on, as first met."""
        steps = accumulate((build,) for build in wanted_by(item))
        return [met.setdefault(step, len(met)) for step in steps]

    return sorted(items, key=place)
