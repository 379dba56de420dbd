"""Rows as CSV: what a Swedish spreadsheet opens, and no formula of a stranger's."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from samverk.documents.semicolons import FORMULA, rows_csv


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_it_is_marked_as_utf_8_and_parted_by_semicolons():
    content = rows_csv(("År", "Värde"), [(2025, Decimal("1.50")), (date(2025, 1, 2), None)])
    assert content.startswith("\ufeff".encode())
    assert read(content) == [["År", "Värde"], ["2025", "1.50"], ["2025-01-02", ""]]


@pytest.mark.parametrize("sign", FORMULA)
def test_what_begins_as_a_formula_is_text(sign):
    assert read(rows_csv(("Namn",), [(f"{sign}SUM(A1)",)]))[1][0].startswith("'")


def test_a_number_below_nothing_stays_a_number():
    assert read(rows_csv(("Belopp",), [(Decimal("-1.5"),)]))[1] == ["-1.5"]
