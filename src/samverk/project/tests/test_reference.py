"""The generated pages say what the code says."""

from __future__ import annotations

import pytest
from django.apps import apps
from pghistory.models import Event

from samverk.intake.lints.run import LINTS
from samverk.project.reference import disclose, glossary, intake, law, pages
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


def test_every_field_of_a_read_paragraph_is_explained():
    assert list(intake.FIELDS) == list(intake.record())


def test_every_field_of_a_protected_table_is_explained():
    assert list(disclose.FIELDS) == list(disclose.answer())


def test_every_check_of_the_reading_is_listed_with_its_ground():
    text = intake.text()
    assert all(f"| `{lint.id}` |" in text and lint.ground in text for lint in LINTS)


def test_the_example_of_reading_shows_what_the_paper_says():
    record = intake.record()
    assert (record["paragraph"], record["diary"]) == (31, "SN 2024/17")
    assert record["proposal_to"].lower() == "kommunfullmäktige"
    assert [one["party"] for one in record["reservations"]] == ["V"]
    assert [one["kronor"] for one in record["amounts"]] == [450_000]
