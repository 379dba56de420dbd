"""A text of any kind is read in time that grows as its length: no text can hold the detector up."""

from __future__ import annotations

import re
import sys
from re import _constants as ops
from re import _parser as parser

import pytest

from samverk.rules.masking import contacts, hits_in, masked, numbers, runs
from samverk.rules.masking.literals import patterns_of

LITERALS = ("850709-9805", "Anna-Lisa Ek", "a" * 40, "12 000", "Bo")
HARD = (
    "1 ",
    "01 01 01-0101 ",
    "850709-9805 ",
    "850709",
    "1\u200b",
    "O",
    "l 1",
    "0-",
    "+46 ",
    "a@a.",
    "Agata",
    "Aa ",
    "fastighet Aa ",
    "personn ",
    "a\n-",
    "[maskat]",
    "A\u0301",
    "a" * 39,
)


def effort(work) -> int:
    """Count the calls that ``work`` makes, into C too."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("work", [hits_in, lambda text: masked(text, LITERALS)])
@pytest.mark.parametrize("piece", HARD)
def test_four_times_the_text_is_four_times_the_work(piece, work):
    effort(lambda: work(piece))
    once = effort(lambda: work(piece * 400))
    assert effort(lambda: work(piece * 1_600)) <= 4.1 * once + 200


def test_a_square_would_be_found():
    def square(text):
        return [len(text) for _ in text for _ in text]

    once = effort(lambda: square("a" * 40))
    assert effort(lambda: square("a" * 160)) > 4.1 * once + 200


def repeats(pattern: re.Pattern[str]) -> list[tuple[int, bool]]:
    """List the bounds of a pattern's repeats, and whether each holds another."""
    found: list[tuple[int, bool]] = []

    def walk(parts) -> bool:
        holds = False
        for op, argument in parts:
            if op in {ops.MAX_REPEAT, ops.MIN_REPEAT}:
                holds = True
                at = len(found)
                found.append((argument[1], False))
                found[at] = (argument[1], walk(argument[2]))
            elif op is ops.SUBPATTERN:
                holds |= walk(argument[-1])
            elif op is ops.BRANCH:
                for each in argument[1]:
                    holds |= walk(each)
            elif op in {ops.ASSERT, ops.ASSERT_NOT}:
                holds |= walk(argument[1])
        return holds

    walk(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    return found


def patterns() -> list[re.Pattern[str]]:
    modules = (contacts, numbers)
    named = [
        one for module in modules for one in vars(module).values() if isinstance(one, re.Pattern)
    ]
    return [*named, *patterns_of(LITERALS)]


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.pattern[:30])
def test_no_pattern_repeats_without_a_bound(pattern):
    assert all(most <= 200 for most, _ in repeats(pattern))
    # A repeat of repeats is tried in many ways: those that there are come a few times only
    assert all(most <= 4 for most, holds in repeats(pattern) if holds)


def test_the_one_pattern_without_a_bound_is_of_single_signs_and_stands_last():
    assert repeats(runs._RUN) == [(ops.MAXREPEAT, False)]
    assert parser.parse(runs._RUN.pattern)[-1][0] is ops.MAX_REPEAT


def test_an_unbounded_repeat_would_be_found():
    assert repeats(re.compile(r"(a+)+b")) == [(ops.MAXREPEAT, True), (ops.MAXREPEAT, False)]
