"""Amounts and lines as people write and paste them, read back the same, and faults told by line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.federation.forms.amounts import typed
from samverk.federation.reading.account_lines import read_rules
from samverk.federation.reading.budget_lines import (
    LineError,
    WrittenRow,
    read_rows,
    written_rows,
)
from samverk.federation.reading.ceiling_lines import read_steps, written_steps
from samverk.federation.reading.money import ore_in, ore_in_cell
from samverk.rules.equity import Step

NAMES = (
    st.text("abcåäö :-()", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda name: name and name[0] not in "-–•*(:" and name[-1] not in ":)")
)


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 123_450),
        ("1234.5", 123_450),
        ("−50", -5_000),
        ("-50 kr", -5_000),
        ("1\N{NO-BREAK SPACE}000", 100_000),
        ("0", 0),
        ("", None),
        ("1.000", None),
        ("1,234", None),
        ("tusen", None),
        ("1e5", None),
        ("٣", None),
    ],
)
def test_an_amount_is_read_or_refused(text, ore):
    assert ore_in(text) == ore


@given(st.integers(-(10**13), 10**13))
def test_an_amount_reads_back_as_it_was_typed(ore):
    assert ore_in(typed(ore)) == ore


@pytest.mark.parametrize(
    ("cell", "ore"),
    [("1234.5600000000002", 123_456), ("0.005", None), ("12", 1_200), ("-3.5", -350)],
)
def test_a_cell_may_have_what_binary_adds_but_no_more_decimals(cell, ore):
    assert ore_in_cell(cell) == ore


ROWS = st.lists(
    st.builds(WrittenRow, NAMES, st.integers(0, 10**12), st.none() | st.integers(0, 999_999)),
    max_size=8,
    unique_by=lambda row: " ".join(row.name.split()).casefold(),
)


@given(ROWS)
def test_rows_read_back_as_they_were_written(rows):
    assert read_rows(written_rows(tuple(rows)), with_participants=True) == tuple(rows)


@given(NAMES, st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_details_are_the_sum_of_their_row_and_read_back(name, amounts):
    details = tuple((f"del {n}", amount) for n, amount in enumerate(amounts))
    row = WrittenRow(name, sum(amounts), None, details)
    assert read_rows(written_rows((row,))) == (row,)
    with pytest.raises(LineError, match="Rad 1: detaljerna"):
        read_rows(written_rows((WrittenRow(name, sum(amounts) + 1, None, details),)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Lön: 5", "Rad 1: detaljen står före"),
        ("A: 5\n\nB", "Rad 3: skriv namn"),
        ("A: 5 (3 deltagare)", "bara en insats"),
        (f"{'a' * 101}: 5", "längre än 100"),
        (f"{'a' * 400}: 5", "Rad 1 är längre än 300"),
        ("\n".join(f"r{n}: 1" for n in range(201)), "fler än 200"),
        ("A: 5\n- x: 3\n- x: 2", "samma detalj två gånger"),
    ],
)
def test_a_fault_names_its_line(text, told):
    with pytest.raises(LineError, match=told):
        read_rows(text)


def test_every_fault_is_told_at_once():
    with pytest.raises(LineError) as refused:
        read_rows("A\nB: x\nC: -1")
    assert [each[:6] for each in refused.value.faults] == ["Rad 1:", "Rad 2:", "Rad 3:"]


def test_columns_pasted_from_a_sheet_are_read():
    assert read_rows("Balder\t1 200 000\t40", with_participants=True) == (
        WrittenRow("Balder", 120_000_000, 40),
    )


@pytest.mark.parametrize("line", [":" * 300, "1 " * 150, "a:" + "1." * 149, "a: 1" + " (" * 100])
def test_a_line_made_to_be_slow_is_not(line):
    start = time.perf_counter()
    for read in (read_rows, read_rules, read_steps):
        with pytest.raises(LineError):
            read("\n".join([line] * 200))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "line",
    [
        "6420 = administration: Revision",
        "4000-7999 1:BAL DER = insats: Balder",
        "1000-2999 = utanför",
        "3510 = intäkt: Bidrag: statens",
    ],
)
def test_a_line_of_accounts_is_written_as_it_was(line):
    (rule,) = read_rules(line)
    assert str(rule) == line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("6420 revision", "skriv konto"),
        ("6420 = revision: A", "'revision' ska vara"),
        ("6420 = utanför: A", "inget efter utanför"),
        ("6420 = insats", "radens namn efter kolon"),
        ("7000-6000 = insats: A", "inget spann"),
        ("700-6000 = insats: A", "inget spann"),
    ],
)
def test_a_faulty_line_of_accounts_is_told(line, told):
    with pytest.raises(LineError, match=f"Rad 2: .*{told}"):
        read_rules(f"1000 = utanför\n{line}")


STEPS = st.lists(
    st.one_of(
        st.builds(Step, st.integers(0, 10**12), amount=st.integers(0, 10**12)),
        st.builds(Step, st.integers(0, 10**12), hundredths=st.integers(0, 10_000)),
    ),
    max_size=6,
)


@given(
    STEPS.map(
        lambda steps: tuple(Step(s.from_income // 100 * 100, s.amount, s.hundredths) for s in steps)
    )
)
def test_steps_of_a_ceiling_read_back_as_they_were_written(steps):
    assert read_steps(written_steps(steps)) == steps
