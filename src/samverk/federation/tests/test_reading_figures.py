"""Counts and costs of a claim out of a file: hostile ones are refused in words, and nothing is kept."""

from __future__ import annotations

import socket
from datetime import date, datetime

import pytest

from samverk.documents import xlsx_reading
from samverk.documents.tests import hostile
from samverk.federation.reading.figures import MOST_ROWS, read_costs, read_counts
from samverk.foundation.errors import InputError
from samverk.rules.agreements.pricing import Cost, Counted
from samverk.rules.agreements.stretches import Span

HEAD = ("Från", "Till", "Antal")
GOOD = (HEAD, ("2024-01-01", "2024-01-31", 5))
JANUARY = Counted(Span(date(2024, 1, 1), date(2024, 1, 31)), 5)


def test_days_numbers_and_text_of_excel_are_read():
    days = (datetime(2024, 1, 1), datetime(2024, 1, 31))  # noqa: DTZ001
    assert read_counts(hostile.plain((HEAD, (*days, 5.0)))) == (JANUARY,)
    rows = (("Kostnadsslag", "Text", "Belopp"), ("Lokal", "Hyra", 12_500.5))
    assert read_costs(hostile.plain(rows)) == (Cost("Lokal", "Hyra", 1_250_050),)


def test_a_row_is_named_as_excel_numbers_it_also_after_empty_ones():
    rows = (HEAD, (None,), ("2024-01-01", "2024-01-31", "fem"))
    with pytest.raises(InputError, match="Rad 3, kolumn Antal"):
        read_counts(hostile.plain(rows))


@pytest.mark.parametrize("make", [hostile.bomb, hostile.last_filled])
def test_what_takes_too_much_is_told_as_too_large(make):
    with pytest.raises(InputError, match=r"för stor att läsa.*Inget har lästs in") as refused:
        read_counts(make(GOOD))
    assert refused.value.field == "file"


def test_entities_that_grow_are_not_unfolded():
    with pytest.raises(InputError, match="Inget har lästs in"):
        read_counts(hostile.laughs(GOOD))


def test_a_million_empty_rows_after_the_figures_do_no_harm():
    assert read_counts(hostile.endless(GOOD)) == (JANUARY,)


def test_a_formula_without_a_kept_value_is_told_with_its_cell():
    rows = (HEAD, ("2024-01-01", "2024-01-31", "=2+3"))
    with pytest.raises(InputError, match=r"Rad 2, kolumn Antal.*är inget antal"):
        read_counts(hostile.plain(rows))


def test_another_book_is_never_fetched(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(InputError, match="Rad 2, kolumn Antal"):
        read_counts(hostile.linked(GOOD))


def test_the_file_is_read_in_another_process(monkeypatch):
    asked = []

    def apart(module, content):
        asked.append(module)
        return [list(map(str, row)) for row in GOOD]

    monkeypatch.setattr(xlsx_reading, "read_apart", apart)
    assert read_counts(hostile.plain(GOOD)) == (JANUARY,)
    assert asked == ["samverk.documents.xlsx_reading"]


def test_more_rows_than_a_claim_needs_are_refused():
    rows = (HEAD, *(("2024-01-01", "2024-01-31", 5),) * MOST_ROWS)
    with pytest.raises(InputError, match=f"fler än {MOST_ROWS} rader"):
        read_counts(hostile.plain(rows))
