"""A quarter's figures become a memo to the council, which holds numbers and nobody."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.execution.actions import NewQuarterReport, tell_quarter
from samverk.execution.tests.stage import granted, step, user
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import SETUP
from samverk.memos.models import Memo, MemoPart
from samverk.registry.models import Case
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter, quarter_of

pytestmark = pytest.mark.django_db
NEW = NewQuarterReport(Quarter(2023, 3), Definition.OPEN)


@pytest.fixture
def writer(stage):
    """The main reporter, who is also an officer of the board."""
    place = (stage.cast.board.organisation_id, stage.body)
    posts = tuple(people.NewPost(role, *place) for role in (Role.MAIN_REPORTER, Role.OFFICER))
    new = people.NewUser("runa@register.example", "Runa Lid", None, posts)
    return people.add_user(SETUP, new, key="skriver")


def words(memo):
    return " ".join(str(one.content) for one in MemoPart.objects.filter(memo=memo))


def test_the_memo_has_the_figures_and_nobody(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    granted(stage, "skyddad", decided_on=date(2023, 3, 2), is_protected=True)
    memo = tell_quarter(actor_for(writer), stage.body, NEW, key="k")
    said = words(memo)

    assert memo.case.body_id == stage.body
    assert not memo.secret
    assert "2 ej verkställda, 0 avbrutna" in said
    assert "6–9 månader: 2 ej verkställda" in said
    assert "kontaktperson (LSS): 2 ej verkställda" in said
    # Decisions under LSS alone are told of under that act alone
    assert "28 h § LSS" in said
    assert "socialtjänstlagen" not in said
    for secret in ("Siv", "Påhitt", "9805", "2023-03-01", "1 mars"):
        assert secret not in said


def test_what_became_of_the_only_one_of_a_type_is_not_told(stage, writer):
    ended = granted(stage, decided_on=date(2022, 12, 1), kind="lss-9-10")
    step(stage, ended, ExecutionEvent.EXECUTE, day=date(2023, 8, 1))
    said = words(tell_quarter(actor_for(writer), stage.body, NEW, key="k"))

    assert "1 tidigare räknade som nu verkställts eller avslutats (1 av dem verkställda)" in said
    assert "daglig verksamhet" not in said


def test_both_acts_are_cited_as_they_stood_the_day_after_the_quarter(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    granted(stage, "sol", decided_on=date(2023, 3, 2), kind="sol-hemtjanst", ground="sol-2001-4-1")
    said = words(tell_quarter(actor_for(writer), stage.body, NEW, key="k"))
    assert "16 kap. 6 h § socialtjänstlagen (2001:453)" in said
    assert "28 h § LSS" in said


def test_a_quarter_without_decisions_is_told_as_none(stage, writer):
    ended = granted(stage, decided_on=date(2023, 3, 1))
    step(stage, ended, ExecutionEvent.EXECUTE, day=date(2023, 3, 8))
    said = words(tell_quarter(actor_for(writer), stage.body, NEW, key="k"))
    assert "Det här är en nollrapport" in said


@pytest.mark.parametrize("decided_on", [None, date(2023, 10, 1)])
def test_what_the_register_does_not_cover_is_unknown_and_not_zero(stage, writer, decided_on):
    if decided_on:
        granted(stage, decided_on=decided_on)
    with pytest.raises(InputError, match="inte noll"):
        tell_quarter(actor_for(writer), stage.body, NEW, key="k")
    assert not Memo.objects.exists()
    where = reverse("register_quarter", args=[stage.body])
    page = stage.cast.browser(writer).get(f"{where}?kvartal=2023Q3").content.decode()
    assert "inte noll" in page
    assert "Inga beslut att rapportera" not in page


def test_the_same_form_twice_begins_one_memo(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    first, again = (tell_quarter(actor_for(writer), stage.body, NEW, key="k") for _ in range(2))
    assert first == again
    assert (Memo.objects.count(), Case.objects.filter(body=stage.body).count()) == (1, 1)


def test_a_quarter_that_lasts_is_not_told_of(stage, writer, the_day):
    granted(stage, decided_on=date(2023, 3, 1))
    new = NewQuarterReport(quarter_of(the_day), Definition.OPEN)
    with pytest.raises(InputError, match="har inte tagit slut"):
        tell_quarter(actor_for(writer), stage.body, new, key="k")
    assert not Case.objects.filter(body=stage.body).exists()


def test_who_only_keeps_the_register_opens_no_case(stage):
    granted(stage, decided_on=date(2023, 3, 1))
    with pytest.raises(NotAllowedError):
        tell_quarter(stage.officer, stage.body, NEW, key="k")
    assert not Memo.objects.exists()


def test_who_only_writes_memos_reads_no_register(stage):
    clerk = user("Ann Lid", Role.OFFICER, stage.cast.board)
    with pytest.raises(NotAllowedError):
        tell_quarter(actor_for(clerk), stage.body, NEW, key="k")


def test_the_page_leads_to_the_memo(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    browser = stage.cast.browser(writer)
    where = reverse("tell_quarter", args=[stage.body])
    asked = browser.get(f"{where}?kvartal=2023Q3")
    assert 'value="2023Q3" selected' in asked.content.decode()
    sent = {"key": "k", "quarter": "2023Q3", "definition": "open-or-ended"}
    answer = browser.post(where, sent)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("memo", args=[Memo.objects.get().pk])
    assert browser.get(answer["Location"]).status_code == 200
