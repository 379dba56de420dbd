"""The detector sees a personal number in every way it is written, and no other number as one."""

from __future__ import annotations

import unicodedata
from datetime import date
from random import Random

import pytest

from samverk.rules.masking import HitKind, hits_in, numbers_in
from samverk.rules.masking.signs import DASH_SIGNS, POINT_SIGNS, UNSEEN_SIGNS
from samverk.rules.tests.masking_samples import (
    FORMS,
    MINUTES,
    OTHERS,
    ROWS,
    minutes,
    number_of,
    planted,
)

WOMAN = number_of(date(1985, 7, 9), 980)
CHILD = number_of(date(2008, 2, 29), 999)
COORDINATED = number_of(date(1990, 1, 1), 981, is_coordination=True)
LETTERS = str.maketrans("", "", "".join(DASH_SIGNS | POINT_SIGNS | UNSEEN_SIGNS))


def digits_of(text: str) -> str:
    found = (unicodedata.decimal(sign, None) for sign in text.replace("O", "0"))
    return "".join(str(digit) for digit in found if digit is not None)


@pytest.mark.parametrize("number", [WOMAN, CHILD, COORDINATED])
@pytest.mark.parametrize("form", FORMS)
def test_a_number_is_seen_however_it_is_written(form, number):
    text = f"Till protokollet: {FORMS[form](number)} är närvarande."
    (hit,) = hits_in(text)
    assert hit.kind is HitKind.PERSONAL_NUMBER
    assert digits_of(hit.literal) in {number, number[2:]}
    assert text[hit.start : hit.end] == hit.literal
    assert hit.blocks


@pytest.mark.parametrize("text", OTHERS)
def test_another_number_is_no_persons(text):
    assert [hit for hit in hits_in(f"Ärendet: {text} hör hit.") if hit.blocks] == []
    assert [hit for hit in hits_in(text) if hit.blocks] == []


@pytest.mark.parametrize("row", ROWS)
def test_tables_of_figures_stop_nothing(row):
    random = Random(row)
    rows = [ROWS[row](random) for _ in range(2_000)]
    assert [hit.literal for hit in hits_in("\n".join(rows)) if hit.blocks] == []
    assert [hit.literal for row in rows for hit in hits_in(row) if hit.blocks] == []


@pytest.mark.parametrize(
    "text", ["2008-02-29 9800", "2009-01-01\n9802", "230101-1231", "220101-0630"]
)
def test_a_day_with_figures_that_may_be_a_number_is_warned_of(text):
    (hit,) = hits_in(f"Se {text}.")
    assert (hit.kind, hit.literal, hit.blocks) == (HitKind.POSSIBLE_NUMBER, text, False)
    (told,) = hits_in(f"Personnummer {text}.")
    assert told.kind is HitKind.PERSONAL_NUMBER


@pytest.mark.parametrize("text", ["2008-02-29 9801", "220101-1231", "220115-0630", "180115-1231"])
def test_a_day_with_other_figures_is_none(text):
    assert hits_in(f"Se {text}.") == ()


@pytest.mark.parametrize("text", ["850709-9806", "19850709-9806", "850709-\n9806", "850709–9806"])
def test_a_number_with_a_wrong_check_digit_stops_too(text):
    (hit,) = hits_in(f"Nämnden antecknar {text}.")
    assert (hit.kind, hit.literal, hit.blocks) == (HitKind.PROBABLE_NUMBER, text, True)


@pytest.mark.parametrize("text", ["8507099806", "850709 9806", "850799-9806", "851309-9806"])
def test_digits_with_a_wrong_check_digit_are_not_enough_by_themselves(text):
    assert hits_in(f"Nämnden antecknar {text}.") == ()


@pytest.mark.parametrize("word", ["personnummer", "Pers.nr", "pnr:", "samordningsnr"])
def test_what_is_called_a_personal_number_is_one(word):
    (hit,) = hits_in(f"{word} 8507099806 saknas")
    assert hit.kind is HitKind.PROBABLE_NUMBER


def test_a_day_with_a_time_is_a_number_where_it_is_called_so():
    # Days on which nobody with a number can be born
    moment = number_of(date(2090, 1, 2), 93)[8:]
    assert numbers_in(f"mötet 2090-01-02 {moment}") == ()
    assert numbers_in(f"mötet 1850-01-02 {number_of(date(1850, 1, 2), 93)[8:]}") != ()
    assert len(numbers_in(f"personnummer 2090-01-02 {moment}")) == 1


def test_a_paragraphs_number_is_no_century():
    (hit,) = hits_in("§ 19 850709-9805")
    assert hit.literal == "850709-9805"


def test_numbers_side_by_side_are_each_seen():
    found = hits_in("850709-9805,850709-9805/19850709-9805\n8507099805 850709-9805")
    assert [digits_of(hit.literal)[-10:] for hit in found] == ["8507099805"] * 5


def test_letters_are_digits_only_in_what_is_surely_a_number():
    assert len(hits_in("85O7O9-9805")) == 1
    for text in ("85O7O9-98O5", "85O709-9806", "85O709 9805", "85O7099805", "s85O709-9805"):
        assert hits_in(f"Se {text}.") == ()


def test_a_word_beside_a_number_is_no_digit_of_it():
    for text in ("till 8 5 0 7 0 9 - 9 8 0 5 I", "val 85 07 09-98 05 l", "Bo850709-9805o"):
        assert len(hits_in(text)) == 1


def test_hits_come_in_their_order_and_apart():
    text = "Ring 0322-61 64 65 eller skriv till eva.ek@example.se om 850709-9805."
    found = hits_in(text)
    assert [hit.kind for hit in found] == [HitKind.PHONE, HitKind.EMAIL, HitKind.PERSONAL_NUMBER]
    assert [hit.blocks for hit in found] == [False, False, True]


@pytest.mark.slow
def test_of_two_thousand_minutes_every_number_is_found():
    random = Random(1985)
    planned = missed = false = 0
    for _ in range(MINUTES):
        numbers = [planted(random) for _ in range(random.randint(1, 4))]
        text = minutes(random, [written for _, _, written in numbers])
        found = [digits_of(hit.literal)[-10:] for hit in hits_in(text) if hit.blocks]
        planned += len(numbers)
        for number, _, _ in numbers:
            if number[2:] in found:
                found.remove(number[2:])
            else:
                missed += 1
        false += len(found)
    assert planned > MINUTES
    assert missed <= planned * 0.005
    assert false == 0


def test_every_sign_that_is_not_seen_is_known():
    unseen = {
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) == "Cf" and not 0x600 <= code <= 0x8FF
    }
    assert unseen - UNSEEN_SIGNS == set()
    assert not DASH_SIGNS & POINT_SIGNS
    assert not (DASH_SIGNS | POINT_SIGNS) & UNSEEN_SIGNS
    # Those of scripts that no Swedish paper is written in
    foreign = {
        "\u1400",
        "\u2e17",
        "\u2e1a",
        "\u2e40",
        "\u2e5d",
        "\u301c",
        "\u3030",
        "\u30a0",
        "\ufe31",
        "\ufe32",
    }
    dashes = {chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Pd"}
    assert dashes - DASH_SIGNS <= foreign
