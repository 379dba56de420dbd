"""A board's windows, limits and codes: who changes them, what they change, and that history stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from samverk.execution.actions import (
    NewCode,
    NewSetting,
    NewStep,
    decide_setting,
    take_step,
    write_code,
)
from samverk.execution.models import RegisterCode, RegisterSetting
from samverk.execution.queries.checking import checks_of
from samverk.execution.queries.quarters import figures
from samverk.execution.queries.register import lines, needs
from samverk.execution.queries.settings import book_of
from samverk.execution.tests.stage import granted, step
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.rules.unexecuted.board_settings import Setting
from samverk.rules.unexecuted.checks import Verdict
from samverk.rules.unexecuted.code_books import CodeList
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.register_checks import KIND_OF_ACT
from samverk.rules.unexecuted.work_list import Need

pytestmark = pytest.mark.django_db
PAGES = {
    "register_settings": (),
    "decide_setting": ("soon",),
    "add_code": ("reason",),
    "change_code": ("reason", "matchning"),
}
SOURCE = "IVO:s webbplats, läst i dag"


@pytest.fixture
def administrator(stage):
    post = people.NewPost(Role.ADMINISTRATOR, stage.cast.town.pk, None)
    new = people.NewUser("adm@register.example", "Asta Drift", None, (post,))
    return people.add_user(SETUP, new, key="register/adm")


def decide(stage, setting, value, day, *, who=None, key="k"):
    new = NewSetting(setting, value, day, SOURCE)
    return decide_setting(who or stage.reporter, stage.body, new, key=f"{setting}/{day}/{key}")


def code(stage, which, name, text, day, **more):
    new = NewCode(which, name, text, day, **more)
    return write_code(stage.reporter, stage.body, new, key=f"{text}/{day}/{more}")


def page(stage, who, name, *args):
    return (stage.cast.browser(who) if who else Client()).get(
        reverse(name, args=[stage.body, *args])
    )


@pytest.mark.parametrize("name", PAGES)
def test_settings_are_shown_to_keepers_and_changed_by_two_roles(stage, administrator, name):
    may = {
        stage.reporter_user: 200,
        administrator: 200,
        stage.officer_user: 200 if name == "register_settings" else 404,
        stage.other_user: 404,
        stage.abroad_user: 404,
        stage.cast.member_user: 404,
    }
    for who, status in may.items():
        shown = page(stage, who, name, *PAGES[name])
        assert shown.status_code == status, who
        if name == "register_settings" and status == 200:
            assert ("Ändra<" in shown.content.decode()) is (who is not stage.officer_user)
    assert page(stage, None, name, *PAGES[name]).status_code in (302, 403)


def test_the_administrator_finds_the_page_and_meets_no_decision(stage, administrator):
    row = granted(stage, first_name="Kanariefagel")
    boards = stage.cast.browser(administrator).get(reverse("register"))
    assert reverse("register_settings", args=[stage.body]) in boards.content.decode()
    for name in ("register_of", "register_work", "register_quarter"):
        assert page(stage, administrator, name).status_code == 404
    missing = stage.cast.browser(administrator).get(reverse("granted_decision", args=[row.pk]))
    assert missing.status_code == 404
    with inside(actor_for(administrator)) as bodies:
        assert bodies == []


def test_an_officer_and_a_stranger_change_nothing(stage):
    for who in (stage.officer, *stage.strangers):
        with pytest.raises(NotAllowedError):
            decide(stage, Setting.SOON, "14", date(2024, 3, 15), who=who)
        new = NewCode(CodeList.CLOSE, "", "annorlunda", date(2024, 3, 15))
        with pytest.raises(NotAllowedError):
            write_code(who, stage.body, new, key=f"c/{who.name}")
    assert not RegisterSetting.objects.exists()
    assert not RegisterCode.objects.exists()


def test_a_value_is_decided_on_its_page_shown_with_its_history_and_logged(stage, the_day):
    browser = stage.cast.browser(stage.reporter_user)
    typed = {
        "key": fresh_key(),
        "value": "04-02",
        "closes": "04-29",
        "from_date": "2024-01-01",
        "source": SOURCE,
        "is_confirmed": "on",
    }
    url = reverse("decide_setting", args=[stage.body, "window_1"])
    assert 'value="04-01"' in browser.get(url).content.decode()
    assert browser.post(url, typed).status_code == 302
    text = browser.get(reverse("register_settings", args=[stage.body])).content.decode()
    assert "2 april till 29 april" in text
    assert SOURCE in text
    assert "Från <time>2024-01-01</time>: 2 april till 29 april." in text
    row = RegisterSetting.objects.get()
    event = AuditEvent.objects.get(kind="execution.setting_decided")
    assert (event.subject_id, event.actor_name) == (str(row.pk), "Hilma Rask")
    quarter = reverse("register_quarter", args=[stage.body])
    shown = browser.get(f"{quarter}?kvartal=2023Q4").content.decode()
    assert "31\N{NO-BREAK SPACE}januari 2024" in shown
    shown = browser.get(f"{quarter}?kvartal=2024Q1").content.decode()
    assert "29\N{NO-BREAK SPACE}april 2024" in shown


@pytest.mark.parametrize(
    ("setting", "wrong", "told"),
    [
        ("window_1", {"closes": "04-31"}, "04-31 finns inte i kalendern varje år."),
        ("window_1", {"source": " "}, "Skriv var uppgiften kommer från."),
        ("window_1", {"from_date": "1893-01-01"}, "Ange en dag från 1994 till 2099."),
        ("soon", {"value": "hundra"}, "Skriv ett helt tal från 0 till 90."),
        ("whole_from", {"value": "2024"}, "Skriv dagen som ÅÅÅÅ-MM-DD."),
    ],
)
def test_a_fault_is_told_and_nothing_that_was_typed_is_lost(stage, setting, wrong, told):
    typed = {"value": "04-02", "closes": "04-29", "from_date": "2024-01-01", "source": SOURCE}
    sent = typed | wrong | {"key": fresh_key()}
    url = reverse("decide_setting", args=[stage.body, setting])
    answer = stage.cast.browser(stage.reporter_user).post(url, sent)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert told in text
    assert f'value="{sent["value"]}"' in text
    assert not RegisterSetting.objects.exists()


def test_the_work_list_goes_by_the_boards_limits(stage, the_day):
    granted(stage, decided_on=the_day - timedelta(days=70))
    with inside(stage.reporter):
        assert {line.need for line in needs([stage.body], the_day)} >= {Need.SOON, Need.NO_OFFER}
    decide(stage, Setting.SOON, "5", the_day)
    decide(stage, Setting.WITHOUT_OFFER, "80", the_day)
    with inside(stage.reporter):
        assert not needs([stage.body], the_day)
    text = page(stage, stage.officer_user, "register_work").content.decode()
    assert "80 dagar utan erbjudande" in text


def test_a_code_is_added_chosen_and_ended_and_never_taken_away(stage, the_day):
    code(stage, CodeList.REASON, "", "lokalen brann", the_day - timedelta(days=90), group="resurs")
    others = set(book_of(stage.cast.other_board.pk).codes(CodeList.REASON))
    (name,) = set(book_of(stage.body).codes(CodeList.REASON)) - others
    row = granted(stage)
    form = stage.cast.browser(stage.officer_user).get(reverse("take_step", args=[row.pk, "skal"]))
    assert "Lokalen brann (resurs)" in form.content.decode()
    yesterday = the_day - timedelta(days=1)
    step(stage, row, E.EXPLAIN, day=yesterday, code=name)
    code(stage, CodeList.REASON, name, "lokalen brann", the_day, is_used=False)
    with pytest.raises(InputError, match="Välj ett skäl"):
        step(stage, row, E.EXPLAIN, day=the_day, code=name)
    # What happened while it was in use can still be noted
    step(stage, row, E.EXPLAIN, day=yesterday - timedelta(days=1), code=name)
    shown = stage.cast.browser(stage.officer_user).get(reverse("granted_decision", args=[row.pk]))
    assert "Lokalen brann" in shown.content.decode()


def test_another_boards_code_is_none_here(stage, the_day):
    new = NewCode(CodeList.TYPE, "", "trygghetsbo", date(2020, 1, 1), group="SoL")
    other = actor_for(stage.other_user)
    row = write_code(other, stage.cast.other_board.pk, new, key="k")
    with pytest.raises(InputError, match="Välj vilken insats"):
        granted(stage, kind=row.code, ground="sol-2001-4-1")


def test_a_renamed_type_keeps_its_words_in_quarters_that_were(stage, the_day):
    granted(stage, decided_on=date(2023, 3, 1))
    code(stage, CodeList.TYPE, "lss-9-4", "ledsagande vän", the_day)
    with inside(stage.reporter):
        before = figures(stage.body, Quarter(2023, 3), the_day)[Definition.OPEN]
        after = figures(stage.body, Quarter(2024, 1), date(2024, 4, 1))[Definition.OPEN]
        (line,), _, _ = lines([stage.body], "vantar", the_day, 1)
    assert [one.name for one in before.kinds] == ["kontaktperson (LSS)"]
    assert [one.name for one in after.kinds] == ["ledsagande vän (LSS)"]
    # What follows a type from quarter to quarter, as what is published does, still knows it
    assert [one.lasting for one in (*before.kinds, *after.kinds)] == ["kontaktperson (LSS)"] * 2
    assert line.kind == "kontaktperson (LSS)"


def test_an_ended_type_is_for_decisions_of_its_time_and_the_check_knows(stage, the_day):
    code(stage, CodeList.TYPE, "lss-9-4", "kontaktperson", the_day, is_used=False)
    granted(stage, decided_on=the_day - timedelta(days=1))
    with pytest.raises(InputError, match="Välj vilken insats"):
        granted(stage, key="ny", decided_on=the_day)
    new = NewCode(CodeList.TYPE, "", "trygghetsbo", date(2020, 1, 1), group="LSS")
    own = write_code(stage.reporter, stage.body, new, key="own")
    granted(stage, key="egen", kind=own.code, decided_on=the_day)
    with unread([stage.body]):
        made = {one.check: one for one in checks_of(stage.body, Quarter(2023, 4), the_day)}
    assert made[KIND_OF_ACT].verdict is Verdict.HOLDS
    form = page(stage, stage.officer_user, "register_decision").content.decode()
    assert "Kontaktperson, till och med" in form
    assert "Trygghetsbo (LSS)" in form


def test_a_way_to_close_of_the_boards_own_is_told_in_its_words(stage, the_day):
    row = granted(stage)
    own = code(stage, CodeList.CLOSE, "", "flyttade utomlands", date(2023, 1, 1))
    new = NewStep(E.CLOSE, the_day, own.code)
    take_step(stage.officer, stage.body, row.pk, new, key="slut")
    shown = stage.cast.browser(stage.officer_user).get(reverse("granted_decision", args=[row.pk]))
    assert "Flyttade utomlands" in shown.content.decode()


def test_a_code_is_written_on_its_pages_and_a_fault_keeps_what_was_typed(stage, the_day):
    browser = stage.cast.browser(stage.reporter_user)
    url = reverse("add_code", args=[stage.body, "type"])
    typed = {"key": fresh_key(), "text": "Trygghetsbo", "group": "SoL", "from_date": "2020-01-01"}
    assert browser.post(url, typed).status_code == 302
    wrong = browser.post(url, typed | {"key": fresh_key()})
    assert wrong.status_code == 400
    assert "Det finns redan en kod med de orden i listan." in wrong.content.decode()
    assert 'value="Trygghetsbo"' in wrong.content.decode()
    change = reverse("change_code", args=[stage.body, "type", "sol-trygghetsbo"])
    late = {"key": fresh_key(), "text": "Trygghetshus", "from_date": "2020-01-01"}
    told = browser.post(change, late | {"is_used": "on"})
    assert "Ange en dag från och med i dag" in told.content.decode()
    assert browser.post(change, {**late, "from_date": the_day.isoformat()}).status_code == 302
    text = page(stage, stage.reporter_user, "register_settings").content.decode()
    assert "Används inte" in text
    assert page(stage, stage.reporter_user, "change_code", "type", "finns-inte").status_code == 404
    assert page(stage, stage.reporter_user, "decide_setting", "finns-inte").status_code == 404


@pytest.mark.parametrize("verb", ["UPDATE {} SET user_name = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["execution_registersetting", "execution_registercode"])
def test_rows_are_only_added(stage, the_day, table, verb):
    decide(stage, Setting.SOON, "14", the_day)
    code(stage, CodeList.CLOSE, "", "annorlunda", the_day)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))


def test_a_quarter_before_the_register_is_whole_is_unknown_and_after_it_zero(stage, the_day):
    granted(stage, decided_on=date(2023, 3, 1))

    def tally(quarter):
        with inside(stage.reporter):
            return figures(stage.body, quarter, the_day)[Definition.OPEN].told.value.tally

    assert tally(Quarter(2022, 4)) is None
    decide(stage, Setting.WHOLE_FROM, "2022-12-01", the_day)
    assert tally(Quarter(2022, 4)).waiting == 0
    assert tally(Quarter(2022, 3)) is None
    decide(stage, Setting.WHOLE_FROM, "2023-10-01", the_day, key="senare")
    assert tally(Quarter(2023, 3)) is None
    assert tally(Quarter(2023, 4)).waiting == 1


def test_sending_it_again_writes_it_once(stage, the_day):
    first = decide(stage, Setting.SOON, "14", the_day)
    assert decide(stage, Setting.SOON, "14", the_day).pk == first.pk
    assert RegisterSetting.objects.count() == 1
