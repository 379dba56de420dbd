"""Every worked example in the rules holds: the pages show them as true."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import pytest

import samverk.rules
from samverk.rules.example import Example


def _modules_with_examples() -> list[tuple[str, Example]]:
    found = []
    for info in walk_packages(samverk.rules.__path__, "samverk.rules."):
        if ".tests" not in info.name:
            module = import_module(info.name)
            found += [(info.name, each) for each in getattr(module, "EXAMPLES", ())]
    return found


EXAMPLES = _modules_with_examples()


@pytest.mark.parametrize(
    ("module", "example"), EXAMPLES, ids=[f"{name}-{each.source}" for name, each in EXAMPLES]
)
def test_the_example_holds(module, example):
    assert example.rule(**example.given).value == example.expected


@pytest.mark.parametrize(
    ("module", "example"), EXAMPLES, ids=[f"{name}-{each.source}" for name, each in EXAMPLES]
)
def test_the_example_says_where_its_answer_is_known_from(module, example):
    assert example.holds()
    assert example.source.strip()


def test_an_example_with_a_wrong_answer_does_not_hold():
    right = EXAMPLES[0][1]

    assert not Example(right.rule, right.given, object(), right.source).holds()


@pytest.mark.parametrize(
    "module",
    [
        "adjustment",
        "agenda",
        "agreements.pricing",
        "appeal",
        "budget",
        "budget_meeting",
        "applications",
        "board_seats",
        "bylaw_contents",
        "calling",
        "conflict.examples",
        "contributions",
        "deferral",
        "delegation",
        "delegation_report",
        "diary.numbers",
        "doors",
        "equity",
        "existence",
        "extra_meeting",
        "fee_fit",
        "fees",
        "forecasts",
        "holidays",
        "meeting_tasks",
        "member_report",
        "membership.examples",
        "minutes",
        "national_sheet",
        "notice",
        "one_year",
        "oversight",
        "participation",
        "periods",
        "preparation",
        "qualified_majority",
        "questions",
        "quorum",
        "remote",
        "serving.examples",
        "shares",
        "stock_flow",
        "three_months",
        "voting",
        "website",
        "withdrawal",
    ],
)
def test_each_rule_carries_at_least_two_examples(module):
    examples = import_module(f"samverk.rules.{module}").EXAMPLES

    assert len(examples) >= 2
