"""SIE files: written in code page 437, balanced, and read back as they were."""

from __future__ import annotations

from contextlib import suppress
from cProfile import Profile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.documents.sie import SieFile, SieRow, SieVoucher, sie_file
from samverk.documents.sie_reading import SieError, read_sie

DAY = date(2024, 2, 1)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def voucher(amount=63_869_500, text="Avgift 2024 Härryda", **more):
    rows = (SieRow("1510", amount, "Härryda"), SieRow("3510", -amount))
    return SieVoucher(
        more.get("series", "A"), more.get("number", "1"), more.get("day", DAY), text, rows
    )


def paper(*vouchers):
    accounts = (("1510", "Kundfordringar"), ("3510", "Bidrag från kommuner"))
    return SieFile("Förbundet Öga & Å", "222000-0000", DAY, YEAR, accounts, vouchers)


def written(*vouchers):
    return sie_file(paper(*vouchers)).content


def test_the_file_is_of_type_four_in_pc8_with_the_swedish_letters():
    lines = written(voucher()).split(b"\r\n")
    assert lines[:5] == [
        b"#FLAGGA 0",
        b'#PROGRAM "Samverk" 1',
        b"#FORMAT PC8",
        b"#GEN 20240201",
        b"#SIETYP 4",
    ]
    assert b'#FNAMN "F\x94rbundet \x99ga & \x8f"' in lines
    assert b"#RAR 0 20240101 20241231" in lines
    assert b'#VER "A" "1" 20240201 "Avgift 2024 H\x84rryda"' in lines
    assert b'#TRANS 1510 {} 638695.00 "" "H\x84rryda"' in lines
    assert b"#TRANS 3510 {} -638695.00" in lines


def test_a_voucher_that_does_not_balance_is_never_written():
    rows = (SieRow("1510", 100), SieRow("3510", -99))
    with pytest.raises(ValueError, match="balanserar inte"):
        written(SieVoucher("A", "1", DAY, "x", rows))


def test_a_voucher_outside_the_year_is_never_written():
    with pytest.raises(ValueError, match="räkenskapsåret"):
        written(voucher(day=date(2025, 1, 1)))


def test_signs_that_the_code_page_lacks_lose_their_accent_or_become_a_question_mark():
    found = read_sie(written(voucher(text="Ő – 律 \t\x07 §")))
    assert found.vouchers[0].text == "O - ? ? ?"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            (b"-638695.00", b"-638694.00"),
            "Rad 11: verifikation A 1 balanserar inte: summan är 1,00 kr",
        ),
        ((b"#SIETYP 4", b"#SIETYP 1"), "Filen är av SIE-typ 1"),
        ((b"#FORMAT PC8", b"#FORMAT UTF8"), "ska vara i PC8"),
        ((b'638695.00 ""', b'6,5 ""'), "Rad 13: beloppet '6,5' går inte att läsa."),
        ((b'20240201 "Avgift', b'20240231 "Avgift'), "Rad 11: datumet '20240231'"),
        ((b"\r\n}", b""), "Rad 11: verifikationen är inte avslutad"),
        ((b"\r\n{", b""), "Rad 12: #TRANS utanför en verifikation."),
        ((b"#VER", b"#VAR"), "{ utan #VER före."),
        (
            (b"#TRANS 3510 {} -638695.00", b"#TRANS 3510"),
            "Rad 14: #TRANS saknar konto eller belopp.",
        ),
        ((b"#GEN", b'"'), "Rad 4: raden börjar inte med #."),
        ((b"#GEN 20240201", b"#GEN 2024"), "Filens datum '2024' går inte att läsa."),
        ((b"#FLAGGA", b"#FLAG"), "börjar inte med #FLAGGA"),
    ],
)
def test_a_faulty_file_is_refused_with_the_line(change, says):
    content = written(voucher())
    assert change[0] in content
    with pytest.raises(SieError) as caught:
        read_sie(content.replace(*change))
    assert says in str(caught.value)


def test_a_file_without_its_day_or_year_takes_the_vouchers_own():
    content = written(voucher()).replace(b"#GEN 20240201", b"#GEN").replace(b"#RAR 0", b"#RARE")
    assert read_sie(content).year == (DAY, DAY)


def test_a_second_voucher_within_the_first_is_refused():
    content = written(voucher()).replace(b"\r\n}", b'\r\n#VER "A" "2" 20240201')
    with pytest.raises(SieError, match="innan den förra är avslutad"):
        read_sie(content)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"region;2023"])
def test_what_is_no_sie_file_is_refused(content):
    with pytest.raises(SieError):
        read_sie(content)


TEXTS = st.text(st.sampled_from('abcÅÄÖåäöé "\\{}#1'), max_size=20).map(
    lambda t: " ".join(t.split())
)


@given(
    st.lists(
        st.tuples(TEXTS, st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6)),
        max_size=5,
    )
)
def test_what_is_written_is_read_back(given_vouchers):
    vouchers = tuple(
        SieVoucher(
            "B",
            str(n),
            DAY,
            text,
            tuple(SieRow("3510", a, text) for a in (*amounts, -sum(amounts))),
        )
        for n, (text, amounts) in enumerate(given_vouchers, start=1)
    )
    assert read_sie(written(*vouchers)) == paper(*vouchers)


@given(st.binary(max_size=300).map(lambda rest: b"#FLAGGA 0\r\n#SIETYP 4\r\n" + rest))
def test_no_bytes_make_the_reader_fail_otherwise_than_by_saying_so(content):
    with suppress(SieError):
        assert all(v.difference == 0 for v in read_sie(content).vouchers)


def test_ten_times_as_many_vouchers_take_ten_times_the_work():
    few, many = calls_for(200), calls_for(2000)
    assert 9 * few < many < 11 * few


def calls_for(vouchers: int) -> int:
    """Count the functions that are called when a file of so many vouchers is written."""
    many = paper(*(voucher(number=str(n)) for n in range(vouchers)))
    counted = Profile()
    counted.runcall(sie_file, many)
    return sum(entry.callcount for entry in counted.getstats())


def test_the_objects_of_a_row_are_written_and_read_back_with_its_line():
    rows = (
        SieRow("5010", 100, "", (("1", "BALDER"), ("6", 'P "1"'))),
        SieRow("1930", -100),
    )
    made = written(SieVoucher("A", "1", DAY, "Hyra", rows))
    (found,) = read_sie(made).vouchers
    assert found.rows == rows
    assert made.split(b"\r\n")[found.rows[0].line - 1].startswith(b'#TRANS 5010 {"1" "BALDER"')


@pytest.mark.parametrize("objects", ["", "{1}", '{1 "A" 6}'])
def test_a_row_with_half_an_object_is_refused_with_its_line(objects):
    made = written(voucher()).replace(b"#TRANS 1510 {}", f"#TRANS 1510 {objects}".encode())
    with pytest.raises(SieError, match="Rad 13: "):
        read_sie(made)
