"""Whatever is typed gives an answer or one Swedish line: never a traceback, never half an answer."""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.project.cli import main
from samverk.rules.calculators import CATALOGUE, calculator

from .conftest import Told

NAMES = [entry.command for entry in CATALOGUE]
OPTIONS = sorted({f.option for name in NAMES for f in calculator(name).fields} | {"--json", "--"})
# No NUL: the operating system gives no program one.
ANYTHING = st.text(st.characters(exclude_characters="\0"), max_size=20)
NUMBERS = st.integers(-(10**30), 10**30).map(str)
DAYS = st.dates().map(str)
TYPICAL = ["ja", "nej", "council", "board", "yes", "Åre=1", "Å=1,B=2", "2022KS554", "en", ""]
VALUES = st.one_of(ANYTHING, NUMBERS, DAYS, st.sampled_from(TYPICAL))
JOINED = st.tuples(st.sampled_from(OPTIONS), VALUES).map("=".join)
WORDS = st.lists(st.one_of(VALUES, st.sampled_from(OPTIONS), JOINED), max_size=8)


def run(*words: str) -> Told:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(words)
    return Told(status, out.getvalue(), err.getvalue())


def is_well_told(told: Told) -> bool:
    if told.status == 0:
        return told.out.endswith("\n") and told.err == ""
    return told.status == 2 and told.out == "" and told.err.count("\n") == 1


@pytest.mark.parametrize("name", NAMES)
@given(words=WORDS)
def test_any_words_after_a_rule_are_answered_or_refused_in_one_line(name, words):
    assert is_well_told(run("law", name, *words))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_known_options_with_any_texts_are_answered_or_refused(name, data):
    fields = data.draw(st.lists(st.sampled_from(calculator(name).fields), unique=True))
    words = [f"{field.option}={data.draw(VALUES)}" for field in fields]
    assert is_well_told(run("law", name, *words))


@given(words=st.lists(st.one_of(VALUES, st.sampled_from(["law", "--help", *NAMES])), max_size=5))
def test_any_words_at_all_are_answered_or_refused(words):
    known = words[:1] and words[0] in {"run", "stop", "manage", "intake"}
    assert known or is_well_told(run(*words))


@given(words=WORDS)
def test_any_file_names_are_read_or_refused_line_by_line(words):
    told = run("intake", *(word for word in words if not word.startswith("/")))
    assert told.status in {0, 2}
    assert all(line.endswith((".", "--help")) for line in told.err.splitlines())


@given(words=WORDS)
def test_any_words_about_a_table_are_refused_in_one_line(words):
    told = run("disclose", *(word for word in words if not word.startswith("/")))
    assert told.status == 2 or "--help" in words or "-h" in words
    assert is_well_told(told)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=25)
def test_what_an_example_answers_is_whole_json_wherever_json_is_asked_for(name, data):
    example = data.draw(st.sampled_from(calculator(name).examples))
    fields = {f.name: f for f in calculator(name).fields}
    words = [
        text if fields[key].is_positional else f"{fields[key].option}={text}"
        for key, text in example.given.items()
    ]
    words.insert(data.draw(st.integers(0, len(words))), "--json")
    told = run("law", name, *words)
    assert dict(example.expected).items() <= json.loads(told.out).items()
