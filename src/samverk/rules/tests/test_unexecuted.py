"""What a quarter counts, against an oracle that goes day by day and knows no quarter's arithmetic."""

from __future__ import annotations

import csv
import json
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.rules.unexecuted.counting import (
    Definition,
    Snapshot,
    Tally,
    is_counted,
    snapshot,
)
from samverk.rules.unexecuted.flows import flow_of, series
from samverk.rules.unexecuted.quarters import Quarter, quarter_of, read_quarter
from samverk.rules.unexecuted.reading import read_register
from samverk.rules.unexecuted.waits import Cause, End, Wait

TODAY = date(2036, 1, 1)
FIRST, LAST = Quarter(2008, 1), Quarter(2035, 4)
ONE = timedelta(days=1)


def quarters():
    return st.builds(Quarter, st.integers(2008, 2035), st.integers(1, 4))


@st.composite
def waits(draw):
    decided = draw(st.dates(date(2007, 6, 1), date(2035, 12, 31)))
    began = decided + timedelta(days=draw(st.integers(0, 900))) if draw(st.booleans()) else None
    start = began or decided
    ended = start + timedelta(days=draw(st.integers(0, 700))) if draw(st.booleans()) else None
    cause = Cause.DECISION if began is None else Cause.INTERRUPTION
    how = draw(st.sampled_from(End)) if ended else None
    name = str(draw(st.integers(0, 10**6)))
    return Wait(name, draw(st.sampled_from("ab")), decided, start, cause, ended, how)


def reportable(wait: Wait, day: date) -> bool:
    """Answer whether more than three months have passed on a day, by walking the months."""
    year, month = wait.began_on.year, wait.began_on.month
    for _ in range(3):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return day > date(year, month, min(wait.began_on.day, monthrange(year, month)[1]))


def days_of(quarter: Quarter) -> list[date]:
    day, found = date(quarter.year, quarter.number * 3 - 2, 1), []
    while (day.month + 2) // 3 == quarter.number and day.year == quarter.year:
        found.append(day)
        day += ONE
    return found


def open_on(wait: Wait, day: date) -> bool:
    return reportable(wait, day) and (wait.ended_on is None or wait.ended_on > day)


def counted_by_hand(wait: Wait, quarter: Quarter, definition: Definition) -> bool:
    days = days_of(quarter)
    if definition is Definition.OPEN:
        return open_on(wait, days[-1])
    # Somewhere in the quarter it waited, also on the very day when that ended
    return any(
        reportable(wait, day) and (wait.ended_on is None or wait.ended_on >= day) for day in days
    )


def ended_by_hand(wait: Wait, quarter: Quarter) -> bool:
    if wait.ended_on not in days_of(quarter):
        return False
    place, told = quarter, False
    for _ in range(16):
        place = quarter_of(days_of(place)[0] - ONE)
        told |= open_on(wait, days_of(place)[-1])
    return told


@settings(max_examples=150, deadline=None)
@given(st.lists(waits(), max_size=8), quarters(), st.sampled_from(Definition))
def test_a_quarter_is_what_goes_day_by_day(found, quarter, definition):
    tally = snapshot(found, quarter, definition, TODAY).value.tally
    counted = [one for one in found if counted_by_hand(one, quarter, definition)]
    assert tally is not None
    assert tally.waiting == len(counted)
    assert tally.interrupted == sum(one.cause is Cause.INTERRUPTION for one in counted)
    assert tally.ended == sum(ended_by_hand(one, quarter) for one in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(waits(), max_size=12))
def test_all_the_quarters_at_once_are_the_same_as_one_by_one(found):
    told = series(filter(None, map(flow_of, found)), FIRST, LAST)
    assert len(told) == 28 * 4
    for place, (tally, new) in enumerate(told):
        alone = snapshot(found, FIRST.plus(place), Definition.OPEN, TODAY).value
        assert (tally, new) == (alone.tally, alone.new)


@settings(max_examples=60, deadline=None)
@given(st.lists(waits(), max_size=12))
def test_new_is_what_is_left_when_the_stock_is_followed(found):
    told = series(filter(None, map(flow_of, found)), FIRST, LAST)
    for (before, _), (tally, new) in pairwise(told):
        assert new == tally.waiting - before.waiting + tally.ended
        assert new >= 0


@settings(max_examples=100, deadline=None)
@given(waits(), quarters())
def test_what_happens_after_a_quarter_does_not_change_it(wait, quarter):
    after = quarter.last_day + timedelta(days=1)
    later = replace(wait, ended_on=max(after, wait.began_on), end=End.CLOSED)
    if wait.ended_on is None:
        for definition in Definition:
            assert is_counted(wait, quarter, definition) == is_counted(later, quarter, definition)


def golden(shared) -> list[Wait]:
    with (shared / "golden" / "evb_register.csv").open(encoding="utf-8") as opened:
        lines = list(enumerate(csv.reader(opened), 1))
    register = read_register(lines, date(2023, 10, 11))
    assert (register.faults, register.remarks) == ((), ())
    return list(register.waits)


def test_the_golden_register_comes_out(shared):
    found = golden(shared)
    text = (shared / "golden" / "evb_expected.json").read_text(encoding="utf-8")
    expected = json.loads(text)
    names = ("A_ej_verkstallda", "B_avbrott")
    ended = "C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"
    for code in expected[names[0]]:
        one = snapshot(found, read_quarter(code), Definition.OPEN, date(2023, 10, 11)).value
        assert one.tally is not None
        told = (one.tally.not_executed, one.tally.interrupted, one.tally.ended)
        assert told == tuple(expected[name][code] for name in (*names, ended))


def test_the_one_whose_day_is_known_waits_as_long_as_it_did(shared):
    real = [one for one in golden(shared) if one.decided_on == date(2022, 7, 25)]
    assert real[0].first_counted == Quarter(2022, 4)
    days = {}
    for code in ("2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3"):
        one = snapshot(real, read_quarter(code), Definition.OPEN, date(2023, 10, 11)).value
        days[code] = [number for _, number in one.elapsed]
    assert days == {
        "2022Q3": [],
        "2022Q4": [159],
        "2023Q1": [249],
        "2023Q2": [340],
        "2023Q3": [432],
    }


def test_a_quarter_that_has_not_ended_is_unknown_and_not_zero(shared):
    quarter = Quarter(2023, 4)
    told = snapshot(golden(shared), quarter, Definition.OPEN, date(2023, 10, 11))
    assert told.value == Snapshot(quarter, Definition.OPEN, None)
    assert told.reasons[-1].text.endswith("har inte tagit slut: siffrorna är okända, inte noll.")
    on_the_day = snapshot([], quarter, Definition.OPEN, quarter.last_day).value
    after = snapshot([], quarter, Definition.OPEN, quarter.last_day + ONE).value
    assert (on_the_day.tally, after.tally) == (None, Tally())


@pytest.mark.parametrize(
    ("decided", "ended", "open_or_ended"),
    [
        (date(2022, 12, 20), date(2023, 3, 20), 0),
        (date(2022, 12, 20), date(2023, 3, 21), 1),
        (date(2022, 12, 30), date(2023, 3, 31), 1),
        (date(2022, 12, 31), None, 0),
    ],
)
def test_one_that_is_carried_out_within_its_first_quarter(decided, ended, open_or_ended):
    wait = [Wait("1", "a", decided, decided, Cause.DECISION, ended, End.EXECUTED)]
    quarter = Quarter(2023, 1)
    for definition, number in ((Definition.OPEN, 0), (Definition.OPEN_OR_ENDED, open_or_ended)):
        one = snapshot(wait, quarter, definition, TODAY).value
        assert one.tally is not None
        assert (one.tally.waiting, one.new, one.tally.ended) == (number, number, 0)


@pytest.mark.parametrize("text", ["2023Q1", "2023q1", "2023 kv 1", "2023-Q1", " 2023 kvartal 1 "])
def test_a_quarter_is_read(text):
    assert read_quarter(text) == Quarter(2023, 1)


@pytest.mark.parametrize("text", ["", "2023", "2023Q5", "23Q1", "Q1 2023", "0000Q1", "2023Q11"])
def test_what_is_no_quarter_is_told_in_swedish(text):
    with pytest.raises(ValueError, match="Kvartalet skrivs som 2023Q1"):
        read_quarter(text)


def plain(one: object) -> str:
    return str(one).replace("\N{NO-BREAK SPACE}", " ")


HEADING = ["id", "beslutsdatum", "typ", "lagrum", "avbrottsdatum", "slutdatum", "utfall"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",2023-01-01,Boende,,,,", "Rad 2, id: Saknas."),
        ("1,,Boende,,,,", "Rad 2, beslutsdatum: Saknas."),
        ("1,2023-01-01,,,,,", "Rad 2, typ: Saknas."),
        ("1,230101,Boende,,,,", "Rad 2, beslutsdatum: 230101 är inget datum. Skriv ÅÅÅÅ-MM-DD."),
        ("1,20230101,Boende,,,,", "Rad 2, beslutsdatum: 20230101 är inget datum."),
        ("1,2023-02-30,Boende,,,,", "Rad 2, beslutsdatum: 2023-02-30 är inget datum."),
        ("1,2024-01-02,Boende,,,,", "Rad 2, beslutsdatum: 2024-01-02 har inte varit än."),
        ("1,2023-05-01,Boende,,2023-04-30,,", "Rad 2, avbrottsdatum: Ligger före beslutsdatum."),
        ("1,2023-05-01,Boende,,,2023-04-30,verkställt", "Rad 2, slutdatum: Ligger före dagen då"),
        ("1,2023-05-01,Boende,,,,verkställt", "Rad 2, slutdatum: Utfallet är verkställt, men"),
        ("1,2023-05-01,Boende,,,2023-06-01,öppet", "Rad 2, utfall: Slutdatum är ifyllt, men"),
        ("1,2023-05-01,Boende,,,2023-06-01,klart", "Rad 2, utfall: klart är inget utfall."),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_place(row, told):
    register = read_register([(1, HEADING), (2, row.split(","))], date(2024, 1, 1))
    assert next(map(str, register.faults)).startswith(told)
    assert register.waits == ()


def test_all_faults_are_told_at_once_and_a_good_row_is_read():
    rows = ["1,2023-01-01,Boende,,,,", "1,2023-01-01,Boende,,,,", "2,x,,,y,,"]
    lines = [(1, HEADING), *enumerate((row.split(",") for row in rows), 2)]
    register = read_register(lines, date(2024, 1, 1))
    assert len(register.waits) == 1
    assert [(one.line, one.column) for one in register.faults] == [
        (3, "id"),
        (4, "typ"),
        (4, "beslutsdatum"),
        (4, "avbrottsdatum"),
    ]


@pytest.mark.parametrize(
    ("day", "cited", "told"),
    [
        ("2025-06-30", "4 kap. 1 § SoL", ""),
        ("2025-07-01", "4 kap. 1 § SoL", "gällde till och med den 30 juni 2025"),
        ("2025-06-30", "11 kap. 1 § SoL", "gäller först från den 1 juli 2025"),
        ("2025-07-01", "12 kap. 1 § SoL", ""),
        ("2020-01-01", "9 § p. 8 LSS", ""),
        ("2025-07-01", "11 kap. 5 § SoL", "är inget lagrum som rapporteras"),
    ],
)
def test_a_provision_that_did_not_hold_that_day_is_remarked(day, cited, told):
    row = ["1", day, "Boende", cited, "", "", ""]
    register = read_register([(1, HEADING), (2, row)], date(2026, 1, 1))
    assert register.faults == ()
    assert [told in plain(one) for one in register.remarks] == ([True] if told else [])
