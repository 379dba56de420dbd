"""How large things grow: over the soft bound is a warning in the report, over the hard a fault."""

from __future__ import annotations

import sys

import pytest

from tests.architecture.sources import Source, sources

MODULE_SOFT, MODULE_HARD = 300, 400
FUNCTION_SOFT, FUNCTION_HARD = 35, 40


def modules_over(found: tuple[Source, ...], bound: int) -> list[str]:
    lengths = ((s.name, len(s.text.splitlines())) for s in found)
    return [f"{name} has {length} lines" for name, length in lengths if length > bound]


def functions_over(found: tuple[Source, ...], bound: int) -> list[str]:
    lengths = ((s.name, f.name, f.end_lineno - f.lineno + 1) for s in found for f in s.functions())
    return [f"{name}: {f} has {length} lines" for name, f, length in lengths if length > bound]


def test_no_module_is_too_long(capsys):
    with capsys.disabled():
        for near in modules_over(sources(), MODULE_SOFT):
            print(f"\nlong module: {near}", end="", file=sys.stderr)  # noqa: T201
    assert modules_over(sources(), MODULE_HARD) == []


def test_no_function_is_too_long(capsys):
    with capsys.disabled():
        for near in functions_over(sources(), FUNCTION_SOFT):
            print(f"\nlong function: {near}", end="", file=sys.stderr)  # noqa: T201
    assert functions_over(sources(), FUNCTION_HARD) == []


@pytest.mark.parametrize(("lines", "found"), [(FUNCTION_HARD, 0), (FUNCTION_HARD + 1, 1)])
def test_a_function_over_the_bound_would_be_found(lines, found):
    text = "def f():\n" + "    pass\n" * (lines - 1)
    assert len(functions_over((Source(("web", "x.py"), text),), FUNCTION_HARD)) == found


def test_names_say_something():
    empty = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}
    named = {part.removesuffix(".py") for s in sources() for part in s.where}
    assert named & empty == set()
