"""The generated pages say what the code says."""

from __future__ import annotations

import pytest
from django.apps import apps
from pghistory.models import Event

from samverk.project.reference import glossary, law, pages
from samverk.rules.calculators import CATALOGUE


@pytest.mark.parametrize("path", list(pages()), ids=lambda path: path.name)
def test_the_written_page_is_what_the_code_says_today(path):
    assert path.read_text(encoding="utf-8") == pages()[path], "run: make docs"


def test_every_table_of_the_house_has_its_swedish_term():
    known = {(entry.name, entry.module.split(".")[1]) for entry in glossary.entries()}
    models = {
        (model.__name__, model.__module__.split(".")[1])
        for model in apps.get_models()
        if model.__module__.startswith("samverk.") and not issubclass(model, Event)
    }
    assert ("Decision", "decisions") in models
    assert models - known == set()


@pytest.mark.parametrize(
    ("docstring", "term"),
    [
        ("A matter (ärende) in one body's diary.", "ärende"),
        ("A marking\n(sekretessmarkering): x.", "sekretessmarkering"),
        ("A role held (ids of rows).", None),
        ("No term.\n\nBut later (senare).", None),
    ],
)
def test_the_term_is_what_stands_in_parentheses_in_the_first_paragraph(docstring, term):
    assert glossary.term_of(docstring) == term


def test_every_rule_of_the_command_line_is_described():
    text = law.text()
    assert all(f"`samverk law {entry.command}`" in text for entry in CATALOGUE)


def test_an_example_shows_the_answer_that_the_rule_gives():
    assert (
        "$ samverk law appeal --posted 2025-12-03\nSista dag att överklaga: 2025-12-29"
        in law.text()
    )
