"""The report that is typed in, and the list of what needs somebody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.rules.unexecuted.code_lists import AREAS, CLOSE_KINDS, REASONS, TYPES, CloseKind
from samverk.rules.unexecuted.individual_sheet import (
    LABELS,
    NEEDED,
    OF_A_WAIT,
    About,
    Form,
    ReportKind,
    SheetField,
    needed,
    sheet,
)
from samverk.rules.unexecuted.waits import End, Wait
from samverk.rules.unexecuted.work_list import (
    DEFAULT_SPANS,
    Listed,
    Need,
    Waiting,
    by_decision,
    work_list,
)

F, K = SheetField, ReportKind
WHOLE = dict.fromkeys(SheetField, "x")
FAMILY = {"area": "barn-och-familj", "type": "sol-kontaktfamilj"}
DECIDED = date(2022, 7, 25)
WAIT = Wait("K1", "Kontaktfamilj", DECIDED, DECIDED)


def needs(day, **facts):
    return [line.need for line in work_list([Waiting(WAIT, **facts)], day).value]


def laid(kind, given, **codes):
    return sheet(About(kind, **(codes or FAMILY)), given)


def test_the_fields_stand_in_the_forms_order_with_the_ones_that_were_read_first():
    rows = laid(K.NOT_EXECUTED, {}).value.rows

    assert [row.label for row in rows][:13] == [
        "Kommun",
        "Nämnd",
        "Personnummer",
        "Samordningsnummer",
        "Förnamn",
        "Efternamn",
        "Kön",
        "Inriktning för beslutet",
        "Inriktning, övrigt",
        "Datum för gynnande beslut",
        "Datum när verkställigheten avbröts",
        "Beviljat bistånd eller beviljad insats",
        "Typ av bostad eller annan insats",
    ]
    # "Övrigt" has its line of text in the eighth field
    assert [row.place for row in rows[:13]] == [*range(1, 9), *range(8, 13)]
    assert {row.place for row in rows[13:]} == {0}


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("field", F)
def test_each_field_that_must_be_there_is_missed(kind, field):
    found = laid(kind, {**WHOLE, field: "  "}).value
    area = (F.AREA,) if kind in OF_A_WAIT else ()

    assert found.missing == ((field,) if field in (*NEEDED[kind], *area) else ())
    assert found.is_ready is not bool(found.missing)


@pytest.mark.parametrize("kind", K)
def test_one_of_the_two_numbers_is_enough(kind):
    assert laid(kind, {**WHOLE, F.NUMBER: ""}).value.is_ready
    assert laid(kind, {**WHOLE, F.NUMBER: "", F.COORDINATION_NUMBER: ""}).value.missing == (
        F.NUMBER,
    )


@pytest.mark.parametrize(
    ("codes", "form", "needs_area"),
    [
        ({"act": "SoL", "area": "barn-och-familj"}, Form.FAMILY, True),
        ({"act": "SoL", "area": "ovrigt"}, Form.FAMILY, True),
        ({"act": "SoL", "area": ""}, Form.UNKNOWN, True),
        ({"act": "SoL", "area": "aldreomsorg"}, Form.ELDERLY, False),
        ({"act": "SoL", "area": "funktionsnedsattning"}, Form.DISABILITY, False),
        ({"act": "LSS", "area": ""}, Form.LSS, False),
        ({"act": "LSS", "area": "funktionsnedsattning"}, Form.LSS, False),
    ],
)
def test_the_area_is_a_field_of_one_form_alone(codes, form, needs_area):
    about = About(K.NOT_EXECUTED, **codes)

    assert about.form is form
    assert (F.AREA in needed(about)) is needs_area
    assert F.AREA not in needed(About(K.EXECUTED, **codes))
    assert (len(sheet(about, {}).remarks) == 2) is (form not in (Form.FAMILY, Form.UNKNOWN))


@pytest.mark.parametrize(
    ("codes", "field"),
    [
        ({"area": "ovrigt"}, F.AREA_TEXT),
        ({**FAMILY, "type": "sol-bostad-ifo"}, F.TYPE_TEXT),
        ({**FAMILY, "type": "sol-annat-bistand"}, F.TYPE_TEXT),
        ({**FAMILY, "is_partly": True}, F.UNEXECUTED_PART),
    ],
)
def test_some_codes_ask_for_words(codes, field):
    assert laid(K.NOT_EXECUTED, {**WHOLE, field: ""}, **codes).value.missing == (field,)
    assert laid(K.NOT_EXECUTED, {**WHOLE, field: ""}).value.is_ready
    assert laid(K.EXECUTED, {**WHOLE, field: ""}, **codes).value.is_ready


def test_what_is_missing_is_told_in_the_forms_order():
    found = laid(K.EXECUTED, {F.MUNICIPALITY: "Alingsås"})

    assert [reason.text for reason in found.reasons][:2] == [
        "Nämnd saknas.",
        "Personnummer saknas.",
    ]
    assert set(LABELS) == set(F)


def test_codes_are_one_of_each_and_hold_by_day():
    for codes in (TYPES, AREAS, REASONS):
        assert len({one.code for one in codes}) == len(codes)
    assert set(CLOSE_KINDS) == set(CloseKind)
    assert len([one for one in TYPES if one.act == "LSS"]) == 10
    assert TYPES[0].holds_on(date(2023, 1, 1))
    assert not TYPES[0].holds_on(date(1993, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 7, 26), []),
        (date(2022, 9, 22), []),
        (date(2022, 9, 23), [Need.NO_OFFER]),
        # 26 October is the first day of reporting: thirty days before
        (date(2022, 9, 26), [Need.NO_OFFER, Need.NO_REASON, Need.SOON]),
        (date(2022, 10, 26), [Need.NO_OFFER, Need.NO_REASON, Need.REPORTABLE]),
    ],
)
def test_the_list_of_one_that_nobody_has_touched(day, expected):
    assert needs(day) == expected


def test_an_offer_takes_one_line_away_and_a_missing_answer_adds_one():
    offered = date(2022, 9, 1)

    assert needs(date(2022, 9, 23), offered_on=offered, is_answered=True) == []
    assert needs(date(2022, 9, 21), offered_on=offered, is_answered=False) == []
    assert needs(date(2022, 9, 22), offered_on=offered, is_answered=False) == [Need.UNANSWERED]


def test_a_reason_grows_old():
    day = date(2023, 1, 10)
    told = {"offered_on": date(2022, 9, 1)}

    assert needs(day, explained_on=day - timedelta(days=89), **told) == [Need.REPORTABLE]
    assert needs(day, explained_on=day - timedelta(days=90), **told) == [
        Need.REPORTABLE,
        Need.OLD_REASON,
    ]


def test_the_two_year_day_is_told_before_and_not_after():
    told = {"offered_on": date(2022, 9, 1), "explained_on": date(2024, 7, 1)}

    assert Need.TWO_YEARS in needs(date(2024, 7, 25), **told)
    assert Need.TWO_YEARS not in needs(date(2024, 7, 26), **told)
    before = date(2024, 7, 25) - timedelta(days=DEFAULT_SPANS.before_two_years)
    assert Need.TWO_YEARS in needs(before, **told)
    assert Need.TWO_YEARS not in needs(before - timedelta(days=1), **told)


def test_what_has_ended_needs_nobody():
    ended = Wait("K2", "x", DECIDED, DECIDED, ended_on=date(2022, 8, 1), end=End.EXECUTED)

    assert work_list([Waiting(ended)], date(2023, 1, 1)).value == ()


def test_what_is_to_be_done_by_a_day_comes_before_all_that_has_waited_longer():
    lines = [
        Listed("gammal", Need.REPORTABLE, date(2020, 1, 1), ""),
        Listed("skäl", Need.REPORTABLE, date(2021, 1, 1), ""),
        Listed("skäl", Need.NO_REASON, date(2021, 1, 1), ""),
        Listed("snart", Need.NO_OFFER, date(2023, 1, 1), ""),
        Listed("snart", Need.SOON, date(2023, 3, 1), ""),
    ]
    assert [[line.need for line in some] for some in by_decision(lines)] == [
        [Need.SOON, Need.NO_OFFER],
        [Need.NO_REASON, Need.REPORTABLE],
        [Need.REPORTABLE],
    ]
