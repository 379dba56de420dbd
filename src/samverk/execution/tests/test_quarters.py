"""A board's quarters from its rows: the golden register, random registers, and the page."""

from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.actions import protect
from samverk.execution.models import RegisterWait
from samverk.execution.queries.quarters import figures, quarters
from samverk.execution.queries.register import as_wait
from samverk.execution.tests.stage import MAN, granted, step
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.rules.unexecuted.counting import Definition, snapshot
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter, quarter_of, read_quarter

pytestmark = pytest.mark.django_db
FAR = date(2036, 1, 1)
LAST = Quarter(2023, 3)
E = ExecutionEvent
KINDS = ("kontaktfamilj", "kontaktperson")


def golden(stage, shared) -> None:
    """Register what the golden register has, by the actions that people take."""
    with (shared / "golden" / "evb_register.csv").open() as file:
        for row in csv.DictReader(file):
            kind = next((one for one in KINDS if row["typ"].lower() == one), "hemtjanst")
            made = granted(
                stage,
                row["id"],
                kind=f"sol-{kind}",
                ground="sol-2001-4-1",
                area="barn-och-familj",
                decided_on=date.fromisoformat(row["beslutsdatum"]),
            )
            if row["slutdatum"]:
                step(stage, made, E.EXECUTE, day=date.fromisoformat(row["slutdatum"]))


def told(stage, quarter, definition=Definition.OPEN):
    with inside(stage.reporter):
        return figures(stage.body, quarter, FAR)[definition]


def test_the_golden_register_gives_its_figures_by_way_of_the_database(stage, shared):
    golden(stage, shared)
    expected = json.loads((shared / "golden" / "evb_expected.json").read_text())
    with inside(stage.reporter):
        series = {
            one.quarter.code: one.tally for one in quarters(stage.body, Quarter(2022, 1), LAST)
        }
    for code, waiting in expected["A_ej_verkstallda"].items():
        alone = told(stage, read_quarter(code)).told.value.tally
        assert series[code] == alone
        assert alone.not_executed == waiting
        assert alone.interrupted == expected["B_avbrott"][code]
        ended = "C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"
        assert alone.ended == expected[ended][code]


def test_the_open_decision_is_counted_from_its_quarter_and_waits_its_days(stage, shared):
    golden(stage, shared)
    of_the_open = {
        quarter.code: [days for _, days in told(stage, quarter).told.value.elapsed]
        for quarter in (Quarter(2022, 3), Quarter(2022, 4), LAST)
    }
    assert 159 in of_the_open["2022Q4"]
    assert of_the_open["2023Q3"] == [432]
    assert not {67} & set(of_the_open["2022Q3"])
    at_last = told(stage, LAST)
    assert [(one.label, one.not_executed) for one in at_last.classes if one.not_executed] == [
        ("12–18 månader", 1)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_random_registers_are_counted_as_the_rules_count_their_waits(stage, seed):
    draw = random.Random(seed)
    for number in range(14):
        day = date(2022, 1, 1) + timedelta(days=draw.randrange(420))
        kind = draw.choice(["lss-9-4", "lss-9-5"])
        made = granted(stage, str(number), decided_on=day, kind=kind, number="")
        events = draw.choice([(), (E.EXECUTE,), (E.EXECUTE, E.INTERRUPT), (E.EXECUTE, E.CORRECT)])
        for event in events:
            day += timedelta(days=draw.randrange(200))
            more = {"note": "Fel beslut."} if event is E.CORRECT else {}
            step(stage, made, event, day=day, **more)
        if draw.random() < 0.3:
            protect(stage.officer, stage.body, made.pk, key=f"skydd/{number}")
    with unread([stage.body]):
        rows = RegisterWait.objects.select_related("decision")
        waits = [as_wait(one) for one in rows]
    first, last = Quarter(2021, 4), Quarter(2023, 4)
    with inside(stage.colleague):
        series = quarters(stage.body, first, last)
        since = min(one.decided_on for one in waits)
        for line in series:
            quarter, tally, new = line.quarter, line.tally, line.new
            found = figures(stage.body, quarter, FAR)
            if quarter.last_day < since:
                assert tally is None
                assert all(one.unknown for one in found.values())
                continue
            for definition in Definition:
                expected = snapshot(waits, quarter, definition, FAR).value
                assert found[definition].told.value == expected
            alone = found[Definition.OPEN].told.value
            assert (tally, new) == (alone.tally, alone.new)


def test_a_quarter_that_lasts_is_unknown_and_not_zero(stage, the_day):
    granted(stage)
    this = quarter_of(the_day)
    page = stage.cast.browser(stage.officer_user).get(address(stage, this))
    assert page.status_code == 200
    assert "har inte tagit slut: siffrorna är okända, inte noll" in page.content.decode()


def address(stage, quarter):
    return f"{reverse('register_quarter', args=[stage.body])}?kvartal={quarter.code}"


def test_the_page_holds_no_person_and_no_day_of_a_decision(stage):
    made = granted(stage, decided_on=date(2023, 3, 1))
    page = stage.cast.browser(stage.officer_user).get(address(stage, Quarter(2023, 3)))
    text = page.content.decode()
    assert "Siv" not in text
    assert "Påhitt" not in text
    assert "2023-03-01" not in text
    assert str(made.pk) not in text
    assert "6–9 månader" in text


def test_one_who_is_hidden_counts_in_the_report_and_on_no_officers_page(stage):
    granted(stage, decided_on=date(2023, 3, 1), is_protected=True, kind="lss-9-5")
    granted(stage, "annan", decided_on=date(2023, 3, 1), number=MAN)
    with inside(stage.colleague):
        found = figures(stage.body, Quarter(2023, 3), FAR)[Definition.OPEN]
    assert found.told.value.tally.not_executed == 2
    for user, many, words in (
        (stage.colleague_user, 1, "Rapporten räknar alla"),
        (stage.reporter_user, 2, "skyddade personuppgifter räknas med"),
    ):
        page = stage.cast.browser(user).get(address(stage, Quarter(2023, 3)))
        told = [each.told.value.tally.not_executed for _, _, each in page.context["told"]]
        assert told == [many, many]
        last = next(one for one, _ in page.context["series"] if one.quarter == Quarter(2023, 3))
        assert last.tally.not_executed == many
        assert words in page.content.decode()


def test_what_is_no_quarter_is_told_and_the_latest_shown(stage):
    page = stage.cast.browser(stage.officer_user).get(
        f"{reverse('register_quarter', args=[stage.body])}?kvartal=2023Q9"
    )
    assert page.status_code == 400
    assert "Kvartalet skrivs som 2023Q1" in page.content.decode()


def test_a_page_asks_as_many_questions_of_one_decision_as_of_many(stage):
    browser, asked = stage.cast.browser(stage.officer_user), []
    for number in range(6):
        granted(stage, str(number), decided_on=date(2023, 3, 1 + number))
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(address(stage, Quarter(2023, 3))).status_code == 200
        asked.append(len(questions))
    # The first also reads the session anew
    assert max(asked[1:]) == min(asked[1:]) <= 16
