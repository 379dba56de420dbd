"""What a board decides for its register: windows, limits, and codes through time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.unexecuted.board_settings import (
    SETTINGS,
    Decided,
    Setting,
    closing_notice,
    fee_settings,
    in_force,
    in_words,
    read_value,
    spans_on,
    whole_from,
    window_of,
)
from samverk.rules.unexecuted.code_books import (
    STANDARD_BOOK,
    CodeBook,
    CodeList,
    Version,
    may_follow,
)
from samverk.rules.unexecuted.code_lists import CLOSE_KINDS, REASONS, TYPES
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.windows import DEFAULT_WINDOWS, Window, read_window
from samverk.rules.unexecuted.work_list import DEFAULT_SPANS

DAY = date(2026, 11, 30)
R = CodeList.REASON


@pytest.mark.parametrize(
    ("number", "days"),
    [
        (1, (date(2026, 4, 1), date(2026, 4, 30))),
        (2, (date(2026, 7, 1), date(2026, 8, 31))),
        (3, (date(2026, 10, 1), date(2026, 10, 31))),
        (4, (date(2027, 1, 1), date(2027, 1, 31))),
    ],
)
def test_a_quarter_has_the_window_that_is_known_and_says_it_is_unconfirmed(number, days):
    ruling = window_of(Quarter(2026, number), ())
    assert ruling.value == days
    assert "2019" in ruling.reasons[1].text
    assert ruling.remarks


def test_a_window_can_reach_into_the_next_year_and_begin_in_it():
    rows = (
        Decided(Setting.WINDOW_3, date(2026, 1, 1), Window((12, 15), (1, 15))),
        Decided(Setting.WINDOW_2, date(2026, 1, 1), Window((2, 1), (2, 28))),
    )
    assert window_of(Quarter(2026, 3), rows).value == (date(2026, 12, 15), date(2027, 1, 15))
    assert window_of(Quarter(2026, 2), rows).value == (date(2027, 2, 1), date(2027, 2, 28))


@given(st.integers(2000, 2090), st.integers(1, 4), st.sampled_from(list(DEFAULT_WINDOWS.values())))
def test_a_window_never_opens_before_its_quarter_has_ended(year, number, window):
    quarter = Quarter(year, number)
    rows = (Decided(Setting(f"window_{number}"), date(1995, 1, 1), window, "källa", True),)
    opens, closes = window_of(quarter, rows).value
    assert quarter.last_day < opens <= closes < opens + timedelta(days=366)
    assert not window_of(quarter, rows).remarks


def test_of_two_values_the_later_day_holds_and_of_one_day_the_later_written():
    rows = [
        Decided(Setting.SOON, date(2026, 6, 1), 20),
        Decided(Setting.SOON, date(2026, 1, 1), 10),
        Decided(Setting.SOON, date(2026, 1, 1), 11),
    ]
    found = [in_force(Setting.SOON, rows, date(*day)).value for day in DAYS]
    assert found == [30, 11, 11, 20]


DAYS = [(2025, 12, 31), (2026, 1, 1), (2026, 5, 31), (2026, 6, 1)]


def test_what_a_register_begins_with_is_what_the_rules_have():
    assert spans_on((), DAY) == DEFAULT_SPANS
    assert closing_notice((), DAY) == 7
    assert whole_from((), DAY) is None
    added, bounds = fee_settings((), DAY)
    assert (added, bounds[1].from_date, bounds[1].is_confirmed) == (25, date(2026, 1, 1), False)


def test_each_limit_reaches_its_own_place():
    names = ("soon", "without_offer", "reason_holds", "unanswered", "before_two_years")
    for place, name in enumerate(names, 1):
        spans = spans_on([Decided(Setting(name), DAY, place)], DAY)
        assert {one: getattr(spans, one) for one in names if one != name} == {
            one: getattr(DEFAULT_SPANS, one) for one in names if one != name
        }
        assert getattr(spans, name) == place
    rows = [
        Decided(Setting.FEE_RAISED, DAY, date(2026, 4, 1), "SFS", True),
        Decided(Setting.WHOLE_FROM, DAY, date(2024, 1, 1)),
    ]
    assert fee_settings(rows, DAY)[1][1].from_date == date(2026, 4, 1)
    assert fee_settings(rows, DAY)[1][1].is_confirmed
    assert whole_from(rows, DAY) == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("setting", "text", "told"),
    [
        (Setting.SOON, "91", "0 till 90"),
        (Setting.SOON, "-1", "0 till 90"),
        (Setting.SOON, "tio", "0 till 90"),
        (Setting.FEE_RAISED, "1 januari", "ÅÅÅÅ-MM-DD"),
        (Setting.WINDOW_1, "04-01", "MM-DD--MM-DD"),
        (Setting.WINDOW_1, "04-01--04-31", "04-31 finns inte"),
        (Setting.WINDOW_1, "02-29--03-31", "02-29 finns inte"),
    ],
)
def test_a_value_that_cannot_be_is_told(setting, text, told):
    with pytest.raises(ValueError, match=told):
        read_value(setting, text)


@pytest.mark.parametrize("setting", Setting)
def test_every_setting_has_words_and_reads_what_it_writes(setting):
    first = SETTINGS[setting].first
    assert in_words(setting, first)
    assert first is None or read_value(setting, str(first)) == first


def test_a_window_is_read_as_it_is_written():
    assert str(read_window(" 07-01 -- 08-31 ")) == "07-01--08-31"
    assert read_window("07-01--08-31").words == "1 juli till 31 augusti"


def test_the_standard_book_has_the_standard_lists():
    assert STANDARD_BOOK.types(DAY) == [
        type(one)(one.code, one.text, one.from_date, act=one.act) for one in TYPES
    ]
    assert [one.code for one in STANDARD_BOOK.reasons(DAY)] == [one.code for one in REASONS]
    assert STANDARD_BOOK.codes(CodeList.CLOSE) == [one.value for one in CLOSE_KINDS]
    assert STANDARD_BOOK.kind_name("lss-9-4") == "kontaktperson (LSS)"
    assert STANDARD_BOOK.kind_name("okänd") == "okänd"


def test_a_renamed_code_keeps_its_words_of_before():
    book = CodeBook([Version(R, "matchning", "söker någon", DAY)])
    assert book.words(R, "matchning", DAY - timedelta(days=1)) == "matchning pågår"
    assert book.words(R, "matchning", DAY) == book.words(R, "matchning") == "söker någon"
    assert book.is_used(R, "matchning", DAY)
    assert book.group(R, "matchning") == "annat"


def test_an_ended_code_is_there_but_not_in_use():
    ended = Version(R, "matchning", "matchning pågår", DAY, is_used=False)
    book = CodeBook([ended])
    assert book.is_used(R, "matchning", DAY - timedelta(days=1))
    assert not book.is_used(R, "matchning", DAY)
    assert "matchning" in book.codes(R)
    assert "matchning" not in {one.code for one in book.reasons(DAY)}
    assert book.spans(R, "matchning") == [(date(2002, 1, 1), DAY - timedelta(days=1))]
    again = CodeBook([ended, Version(R, "matchning", "matchning", date(2027, 2, 1))])
    assert again.spans(R, "matchning")[1] == (date(2027, 2, 1), None)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=8))
def test_the_spans_are_the_days_in_use(changes):
    book = CodeBook(
        Version(R, "egen", f"ord {n}", DAY + timedelta(days=on), used, "annat")
        for n, (on, used) in enumerate(changes)
    )
    spans = book.spans(R, "egen")
    for on in range(-1, 70):
        day = DAY + timedelta(days=on)
        inside = any(first <= day and (last is None or day <= last) for first, last in spans)
        assert inside is book.is_used(R, "egen", day)


def version(**changes):
    given = {"list": R, "code": "", "text": "ny", "from_date": DAY, "group": "annat"}
    return Version(**{**given, **changes})


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (version(text="  "), "Skriv vad koden betyder."),
        (version(text="Matchning pågår"), "Det finns redan en kod"),
        (version(group=""), "Välj vilken grupp"),
        (version(group="SoL"), "Välj vilken grupp"),
        (version(code="matchning", from_date=date(2026, 11, 29)), "Ange en dag från och med i dag"),
        (version(code="matchning", text="matchning pågår"), "Ingen uppgift är ändrad."),
    ],
)
def test_what_cannot_follow_is_told(new, told):
    ruling = may_follow(STANDARD_BOOK, new, DAY)
    assert not ruling.value
    assert told in ruling.reasons[0].text


def test_nothing_is_written_before_a_change_that_is_to_come():
    book = CodeBook([Version(R, "matchning", "sen", date(2027, 6, 1))])
    new = version(code="matchning", text="tidig", from_date=date(2027, 1, 1))
    assert "senare dag" in may_follow(book, new, DAY).reasons[0].text


def test_the_same_words_may_stand_under_each_act():
    lss = Version(CodeList.TYPE, "", "boendestöd", DAY, group="LSS")
    sol = Version(CodeList.TYPE, "", "boendestöd", DAY, group="SoL")
    assert may_follow(STANDARD_BOOK, lss, DAY).value
    assert not may_follow(STANDARD_BOOK, sol, DAY).value
