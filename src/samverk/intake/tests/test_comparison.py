"""What was confirmed beside what was read: changes are told, and nothing else is."""

from __future__ import annotations

import pytest

from samverk.intake.models import ReadRecord
from samverk.intake.review.comparison import compared

CITED = {"body": "KF", "date": "2023-05-10", "paragraph": 12}
READ = {
    "body": "Socialnämnden",
    "date": None,
    "paragraph": 7,
    "diary": "SN 2024/18",
    "title": "Stanna kvar",
    "decision_text": "Nämnden föreslår\natt kommunen stannar.",
    "citations": [CITED],
}
CONFIRMED = READ | {"body_name": "Socialnämnden, Granby", "kind": "proposes"}


def rows(**changes):
    record = ReadRecord(fields=READ, confirmed_fields=CONFIRMED | changes)
    return {row.name: row for row in compared(record)}


def changed(**changes):
    return [name for name, row in rows(**changes).items() if row.is_changed]


def test_nothing_is_told_as_changed_when_nothing_is():
    assert changed() == []


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("Organ", {"body_name": "Kommunstyrelsen, Granby"}),
        ("Dag", {"date": "2024-02-14"}),
        ("Paragraf", {"paragraph": 8}),
        ("Diarienummer", {"diary": "SN 2024/19"}),
        ("Rubrik", {"title": "Lämna"}),
        ("Hänvisningar", {"citations": []}),
    ],
)
def test_a_change_is_told_at_its_field(name, changes):
    assert changed(**changes) == [name]


def test_line_ends_that_a_browser_sends_are_no_change():
    assert changed(decision_text="Nämnden föreslår\r\natt kommunen stannar.\r\n") == []


def test_a_citation_is_written_in_words():
    assert rows()["Hänvisningar"].read == "KF § 12 2023-05-10"


def test_a_body_that_is_not_printed_is_added_and_not_changed():
    record = ReadRecord(fields=READ | {"body": None}, confirmed_fields=CONFIRMED)
    row = compared(record)[0]
    assert (row.read, row.confirmed) == ("inte tryckt", "Socialnämnden, Granby")
    assert not row.is_changed


def test_a_field_that_neither_has_is_left_out():
    assert "Dag" not in rows()


def test_what_the_paragraph_does_is_named_in_swedish():
    assert rows()["Typ"].confirmed == "föreslår"
