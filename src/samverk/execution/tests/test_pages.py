"""The register's pages: for who keeps it, with what is read noted, and the same 404 for all the rest."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.models import GrantedDecision, RegisterStep
from samverk.execution.queries import register
from samverk.execution.records import concerned, place
from samverk.execution.tests.stage import MAN, WOMAN, granted, step
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation import lookups
from samverk.foundation.forms import fresh_key
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import unseal
from samverk.foundation.tests.telling import without_ids
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db


def page(stage, user, name, *args, **query):
    return (stage.cast.browser(user) if user else Client()).get(reverse(name, args=args), query)


def readings(user):
    return AuditEvent.objects.filter(kind="foundation.secret_read", actor=user.pk).count()


def test_the_list_tells_who_waits_and_each_is_noted_as_read(stage):
    granted(stage)
    granted(stage, key="två", first_name="Nils", number=MAN)

    shown = page(stage, stage.officer_user, "register_of", stage.body)

    text = shown.content.decode()
    assert "Siv Påhitt" in text
    assert "19850709-••••" in text
    assert "9805" not in without_ids(text)
    assert "Kontaktperson (LSS)" in text
    assert readings(stage.officer_user) == 2


def test_each_list_has_its_own(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 7, 2))

    for which, there in (("vantar", False), ("rapporteras", False), ("slutade", True)):
        shown = page(stage, stage.officer_user, "register_of", stage.body, lista=which)
        assert ("Siv Påhitt" in shown.content.decode()) is there, which


def test_a_decision_shows_its_days_with_reasons_and_statute(stage):
    row = granted(stage)

    text = page(stage, stage.officer_user, "granted_decision", row.pk).content.decode()

    assert "28 f § LSS (1993:387)" in text
    assert "2023-06-02" in text
    assert "Tvåårsdag för särskild avgift" in text
    assert "Rätta uppgifter" in text


def test_strangers_meet_the_same_page_for_what_is_there_and_what_is_not(stage):
    row = granted(stage)
    for user in (stage.other_user, stage.abroad_user, stage.cast.owner_user):
        there = page(stage, user, "granted_decision", row.pk)
        missing = page(stage, user, "granted_decision", GrantedDecision().pk)
        assert there.status_code == missing.status_code == 404
        assert page(stage, user, "register_of", stage.body).status_code == 404
    assert page(stage, None, "granted_decision", row.pk).status_code in (302, 403)


def test_a_decision_is_registered_on_its_page_and_faults_keep_what_was_written(stage):
    browser = stage.cast.browser(stage.officer_user)
    url = reverse("register_decision", args=[stage.body])
    written = {
        "key": fresh_key(),
        "decided_on": "2023-03-01",
        "ground": "lss-9",
        "kind": "lss-9-4",
        "first_name": "Siv",
        "last_name": "Påhitt",
        "number": "19850709-9806",
    }
    wrong = browser.post(url, written)
    assert wrong.status_code == 400
    assert "Kontrollsiffran stämmer inte" in wrong.content.decode()
    assert 'value="Siv"' in wrong.content.decode()

    right = browser.post(url, {**written, "number": "19850709-9805"})
    with unread([stage.body]):
        assert right.url == reverse("granted_decision", args=[GrantedDecision.objects.get().pk])


@pytest.mark.parametrize(
    "step_name", ["erbjudande", "stod", "skal", "delvis", "verkstallt", "avslut", "fel"]
)
def test_each_step_has_its_page(stage, step_name):
    row = granted(stage)

    assert page(stage, stage.reporter_user, "take_step", row.pk, step_name).status_code == 200


def test_a_step_is_taken_on_its_page(stage):
    row = granted(stage)
    browser = stage.cast.browser(stage.officer_user)
    url = reverse("take_step", args=[row.pk, "verkstallt"])
    answer = browser.post(url, {"key": fresh_key(), "day": "2023-05-02"})

    assert answer.status_code == 302
    with unread([stage.body]):
        assert GrantedDecision.objects.get().state == "executed"
    late = browser.post(url, {"key": fresh_key(), "day": "2023-05-02"})
    assert "går inte nu" in late.content.decode()


@pytest.mark.parametrize("asked", ["Påhitt Siv", "198507099805", "1985-07-09"])
def test_a_search_finds_by_name_and_number_alone(stage, asked):
    granted(stage)
    browser = stage.cast.browser(stage.officer_user)
    found = browser.post(reverse("find_decision", args=[stage.body]), {"sok": asked})

    assert ("Siv Påhitt" in found.content.decode()) is (asked != "1985-07-09")


def test_the_work_list_tells_what_and_why(stage):
    granted(stage)

    text = page(stage, stage.officer_user, "register_work", stage.body).content.decode()

    assert "Har väntat mer än tre månader" in text
    assert "Har inte erbjudits något" in text
    assert "Skäl saknas" in text


def test_a_decision_stands_once_in_the_work_list_and_none_is_left_out(stage):
    for nth in range(52):
        granted(stage, key=f"{nth}", first_name=f"Nr{nth}", number="")
    soon = granted(stage, key="snart", first_name="Snart", decided_on=date(2024, 1, 2), number="")
    first = page(stage, stage.officer_user, "register_work", stage.body)
    second = page(stage, stage.officer_user, "register_work", stage.body, sida="2")
    shown = [[row.pk for _, row, _ in one.context["rows"]] for one in (first, second)]
    assert shown[0][0] == soon.pk
    assert [len(some) for some in shown] == [50, 3]
    assert len({*shown[0], *shown[1]}) == 53


def questions(browser, address):
    """Count the questions of a page; the savepoints are the test's, whose transaction lasts."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len([one for one in asked if "SAVEPOINT" not in one["sql"]])


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("register_of", 12),
        ("register_work", 12),
        ("register_quarter", 12),
        # The board's own words of its codes are one question more
        ("granted_decision", 13),
        ("register_decision", 12),
    ],
)
def test_pages_ask_the_database_the_same_however_many_there_are(stage, name, most):
    row, asked = granted(stage, number=""), []
    address = reverse(name, args=[row.pk if name == "granted_decision" else stage.body])
    browser = stage.cast.browser(stage.officer_user)
    for nth in range(5):
        asked.append(questions(browser, address))
        granted(stage, key=f"{nth}", number="")
    assert len(set(asked[1:])) == 1
    assert asked[-1] <= most


def test_a_page_of_the_register_holds_the_fifty_that_come_then(stage, monkeypatch):
    monkeypatch.setattr(register, "ON_A_PAGE", 2)
    days = [date(2023, 3, nth) for nth in (5, 1, 4, 2, 3)]
    for nth, day in enumerate(days):
        granted(stage, key=f"{nth}", number="", decided_on=day)
    with inside(stage.officer):
        told = [register.lines([stage.body], "vantar", date(2023, 9, 1), nth) for nth in (1, 2, 3)]
    shown = [line.decision.decided_on for lines, _, _ in told for line in lines]

    assert shown == sorted(days)
    assert told[2][1].has_previous()
    assert not told[2][1].has_next()
    assert told[0][2] == {"vantar": 5, "rapporteras": 5, "slutade": 0}


def test_a_whole_number_stands_on_no_page_also_when_it_is_put_right(stage):
    row = granted(stage)
    browser = stage.cast.browser(stage.officer_user)
    url = reverse("amend_decision", args=[row.pk])
    assert "9805" not in without_ids(browser.get(url).content.decode())
    written = {
        "key": fresh_key(),
        "decided_on": "2023-03-02",
        "ground": "lss-9",
        "kind": "lss-9-4",
        "first_name": "Siv",
        "last_name": "Påhitt",
        "number": "",
        "sex": "woman",
        "why": "Fel dag",
        "seen": "1",
    }
    assert browser.post(url, written).status_code == 302
    with unread([stage.body]):
        assert concerned(GrantedDecision.objects.get()).number == "198507099805"
    again = {**written, "key": fresh_key(), "number": MAN, "sex": "man", "seen": "2"}
    assert browser.post(url, again).status_code == 302
    text = page(stage, stage.officer_user, "granted_decision", row.pk).content.decode()
    assert "Nummer: 19850709-•••• → 19900118-••••" in text
    assert "9805" not in without_ids(text)
    assert "9811" not in without_ids(text)
    with unread([stage.body]):
        kept = GrantedDecision.objects.get()
        assert concerned(kept).number == "199001189811"
        step = RegisterStep.objects.filter(event="amend").latest("number")
        told = unseal(bytes(kept.key), stage.body, place(step), bytes(step.note))
    assert told["number"] == "198507099805"


def test_a_decision_that_replaces_one_on_somebody_protected_is_there_as_that_one_is(stage):
    first = granted(stage, is_protected=True)
    second = granted(stage, key="nytt", decided_on=date(2023, 9, 1), replaces=first.pk)
    shown = page(stage, stage.officer_user, "granted_decision", second.pk)

    assert str(first.pk) in shown.content.decode()
    assert page(stage, stage.colleague_user, "granted_decision", second.pk).status_code == 404


WRITTEN = {
    "decided_on": "2023-09-01",
    "ground": "lss-9",
    "kind": "lss-9-5",
    "first_name": "Siv",
    "last_name": "Påhitt",
    "number": WOMAN,
    "has_earlier": "on",
}


def choices(answer):
    field = answer.context["form"].fields.get("replaces")
    return [pk for pk, _ in field.choices if pk] if field else None


def test_what_a_decision_replaces_is_chosen_among_the_persons_own_and_noted(stage):
    older = granted(stage, decided_on=date(2022, 3, 1))
    newer = granted(stage, key="två")
    granted(stage, key="annan", number=MAN, first_name="Nils")
    browser = stage.cast.browser(stage.officer_user)
    url = reverse("register_decision", args=[stage.body])
    assert choices(browser.get(url)) is None
    assert readings(stage.officer_user) == 0
    written = {**WRITTEN, "key": fresh_key()}
    asked = browser.post(url, written)
    assert asked.status_code == 400
    assert "Välj vilket beslut det ersätter" in asked.content.decode()
    assert choices(asked) == [newer.pk, older.pk]
    assert readings(stage.officer_user) == 2
    done = browser.post(url, {**written, "replaces": newer.pk, "keeps_clock": "on"})

    assert done.status_code == 302
    with unread([stage.body]):
        made = GrantedDecision.objects.get(replaces=newer.pk)
    assert made.clock_from == newer.decided_on


@pytest.mark.parametrize(
    ("changes", "there"),
    [({"number": MAN}, False), ({"number": ""}, True), ({"number": "", "last_name": "X"}, False)],
)
def test_without_a_number_the_name_tells_whose_it_is(stage, changes, there):
    row = granted(stage, number="")
    granted(stage, key="med nummer")
    browser = stage.cast.browser(stage.officer_user)
    answer = browser.post(
        reverse("register_decision", args=[stage.body]), {**WRITTEN, **changes, "key": fresh_key()}
    )

    assert choices(answer) == ([row.pk] if there else None)
    assert ("Inget tidigare beslut hittades" in answer.content.decode()) is not there


def test_nothing_hidden_is_offered_to_replace(stage):
    granted(stage, is_protected=True)
    browser = stage.cast.browser(stage.colleague_user)
    answer = browser.post(
        reverse("register_decision", args=[stage.body]), {**WRITTEN, "key": fresh_key()}
    )

    assert choices(answer) is None


def test_numbers_are_registered_as_seldom_as_they_are_searched_for(stage, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_A_MINUTE", 1)
    cache.clear()
    browser = stage.cast.browser(stage.officer_user)
    url = reverse("register_decision", args=[stage.body])
    written = {name: one for name, one in WRITTEN.items() if name != "has_earlier"}
    answers = [browser.post(url, {**written, "key": fresh_key()}) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 400]
    assert "många gånger på kort tid" in answers[1].content.decode()
    with unread([stage.body]):
        assert GrantedDecision.objects.count() == 1
