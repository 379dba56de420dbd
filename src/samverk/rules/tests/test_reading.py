"""Reading what people type in a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.calculators import CATALOGUE, calculator
from samverk.rules.calculators.base import Choice, Field, InputError, Kind
from samverk.rules.calculators.reading import (
    answer,
    quoted,
    read_date,
    read_field,
    read_number,
    read_weights,
)
from samverk.rules.tests.strategies import DAYS, WEIGHTS
from samverk.rules.tests.texts import plain


@given(DAYS)
def test_a_date_is_read_as_it_is_written(day):
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-30", "finns inte i kalendern"),
        ("2023-02-29", "finns inte i kalendern"),
        ("2023-13-01", "finns inte i kalendern"),
        ("2023-00-10", "finns inte i kalendern"),
        ("20230101", "inget datum"),
        ("2023-W01-1", "inget datum"),
        ("2023-1-1", "inget datum"),
        ("1 november 2023", "inget datum"),
        ("2023-01-01T00:00", "inget datum"),
        ("٢٠٢٣-01-01", "inget datum"),
        ("0001-01-01", "utanför åren"),
        ("9999-12-31", "utanför åren"),
    ],
)
def test_what_is_no_date_is_refused_in_swedish(text, message):
    with pytest.raises(ValueError, match=message):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), ("14 300 000", 14_300_000), ("14\u00a0300\u00a0000", 14_300_000)],
)
def test_whole_numbers_are_read_with_blanks_between_groups(text, number):
    assert read_number(text, 10**12) == number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-1", "negativt"),
        ("−1", "negativt"),
        ("1.5", "inget heltal"),
        ("1,5", "inget heltal"),
        ("1e3", "inget heltal"),
        ("NaN", "inget heltal"),
        ("inf", "inget heltal"),
        ("tre", "inget heltal"),
        ("٣", "inget heltal"),
        ("1_000", "inget heltal"),
        ("+5", "inget heltal"),
        ("101", "för stort, högst 100"),
        ("9" * 10_000, "för stort"),
    ],
)
def test_what_is_no_whole_number_in_bounds_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        read_number(text, 100)


@given(WEIGHTS)
def test_weights_are_read_as_they_are_written(weights):
    distinct = {name.casefold(): (name, number) for name, number in weights.items()}
    written = ",".join(f"{name}={number}" for name, number in distinct.values())

    assert read_weights(written) == dict(distinct.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Berg=1,Berg=2", "angivet två gånger"),
        ("Berg=1,berg=2", "angivet två gånger"),
        ("A\u030are=1,Åre=2", "angivet två gånger"),
        ("Berg=0", "minst 1"),
        ("Berg=-3", "negativt"),
        ("Berg=", "inget heltal"),
        ("Berg", "Namn=tal"),
        ("=3", "Namn=tal"),
        ("Berg=1,", "Namn=tal"),
        ("Berg=1=2", "inget heltal"),
        ("Berg=nan", "inget heltal"),
    ],
)
def test_impossible_weights_are_refused_in_swedish(text, message):
    with pytest.raises(ValueError, match=message):
        read_weights(text)


def test_blanks_around_names_and_numbers_are_overlooked():
    assert read_weights(" Upplands  Väsby = 47 000 , Berg=3 ") == {
        "Upplands Väsby": 47000,
        "Berg": 3,
    }


def _field(kind: Kind, **more) -> Field:
    return Field("some_field", "Fältet", kind, **more)


@pytest.mark.parametrize("text", [None, "", "   ", "\u00a0"])
def test_a_required_field_left_blank_is_named(text):
    with pytest.raises(InputError, match=r"Fältet \(--some-field\) saknas") as caught:
        read_field(_field(Kind.COUNT, required=True), text)

    assert caught.value.field == "some_field"


def test_a_blank_field_takes_its_default():
    assert read_field(_field(Kind.COUNT, default="7"), "") == 7
    assert read_field(_field(Kind.COUNT), "") is None


@pytest.mark.parametrize(
    ("text", "is_set"),
    [("on", True), ("ja", True), ("1", True), ("nej", False), ("", False), (None, False)],
)
def test_a_flag_is_read_from_forms_and_command_lines(text, is_set):
    assert read_field(_field(Kind.FLAG), text) is is_set


def test_a_choice_is_read_whatever_its_case():
    field = _field(Kind.CHOICE, choices=(Choice("yes", "Ja"), Choice("no", "Nej")))

    assert read_field(field, "YES") == "yes"
    with pytest.raises(InputError, match="inget av valen yes, no"):
        read_field(field, "kanske")


def test_a_text_is_kept_verbatim():
    assert read_field(_field(Kind.TEXT), " 2022KS554 ") == " 2022KS554 "


def test_impossible_combinations_become_input_errors_of_the_whole():
    with pytest.raises(InputError, match="Fler närvarande") as caught:
        answer(calculator("quorum"), {"members": "5", "present": "6"})

    assert caught.value.field is None


def test_what_is_quoted_stays_on_one_short_line():
    shown = quoted("a\nb\t\x1b[31m" + "x" * 500)

    assert shown.isprintable()
    assert len(shown) < 70


@given(st.sampled_from([entry.command for entry in CATALOGUE]), st.data())
def test_whatever_is_typed_gives_an_answer_or_an_input_error(command, data):
    chosen = calculator(command)
    typed = st.one_of(st.text(max_size=12), st.integers(-5, 200).map(str), DAYS.map(str))
    choices = {field.name: [choice.value for choice in field.choices] for field in chosen.fields}
    texts = {
        field.name: data.draw(st.one_of(typed, st.sampled_from(choices[field.name] or [""])))
        for field in chosen.fields
    }

    try:
        told = answer(chosen, texts).reasons[0].text
    except InputError as error:
        told = str(error)

    assert told
    assert plain(told).isprintable()


@pytest.mark.parametrize("text", ["Berg=1\nÅre=2", "Berg=1,\nÅre=2\n", " Berg = 1 \r\n Åre=2"])
def test_pairs_may_stand_one_a_line(text):
    assert read_weights(text) == {"Berg": 1, "Åre": 2}
