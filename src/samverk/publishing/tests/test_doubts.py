"""What may not be public yet is tried, and answered for, before anybody approves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from samverk.directory.queries import body_ref
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings.tests.adjusting import account, acting
from samverk.publishing import actions
from samverk.publishing.models import DoubtAnswer, Handling
from samverk.publishing.queries import doubts
from samverk.publishing.queries.doubts import remarks_on
from samverk.publishing.queries.releases import release_by_id
from samverk.registry import actions as registry
from samverk.rules.public_paper import Doubt

pytestmark = pytest.mark.django_db
WHY = "Utskottet lämnar ut protokollet, ingen sekretess gäller."


@pytest.fixture
def as_committee(monkeypatch):
    """Let the body be a committee from now on."""
    return lambda: monkeypatch.setattr(
        doubts, "body_ref", lambda body: replace(body_ref(body), kind="committee")
    )


@pytest.fixture
def minutes(seated, adjusted, as_committee) -> int:
    """The minutes of a committee, masked and ready to send."""
    as_committee()
    release = actions.begin_release(seated.owner, "minutes", adjusted.pk, key="börja").pk
    marks = [actions.Mark("19850709-9805", Handling.MASK)]
    actions.mark_release(seated.owner, release, marks, key="maska")
    return release


def remarks(release: int):
    return remarks_on(release_by_id(release))


def answered(actor, release: int, why: str = WHY, key: str = "svar"):
    told = [actions.Answer(one.doubt, one.place, why) for one in remarks(release)]
    return actions.answer_doubts(actor, release, told, key=key)


def test_the_minutes_of_a_committee_are_not_sent_before_it_is_tried(seated, minutes):
    assert [one.doubt for one in remarks(minutes)] == [Doubt.COMMITTEE]
    with pytest.raises(ConflictError, match="allmän handling"):
        actions.send_release(seated.owner, minutes, key="lämna")
    answered(seated.owner, minutes)
    assert actions.send_release(seated.owner, minutes, key="lämna").state == "waiting"


def test_the_minutes_of_a_board_that_decides_itself_are_in_no_doubt(seated, adjusted):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    assert remarks(release) == ()


def test_minutes_of_what_another_body_decides_are_in_doubt(seated, adjusted):
    adjusted.items.update(decider=seated.council)
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    assert [one.doubt for one in remarks(release)] == [Doubt.PREPARES]


def test_a_paper_drawn_up_here_is_in_doubt_while_its_case_is_open(cast, scene_case):
    release = actions.begin_release(SETUP, "case", scene_case.pk, key="börja").pk
    found = remarks(release)
    assert [(one.doubt, one.what) for one in found] == [(Doubt.WORKING, "Utkast till taxa")]


@pytest.fixture
def scene_case(cast):
    """An open case with a paper that was drawn up here, and one that has come in."""
    new = registry.NewCase(cast.board.pk, "Taxa", date(2024, 3, 1))
    case = registry.open_case(SETUP, new, key="ärende")
    paper = registry.NewDocument(case.pk, "drawn_up", "memo", date(2024, 3, 2), "Utkast till taxa")
    registry.register_document(SETUP, paper, key="utkast")
    came = registry.NewDocument(case.pk, "incoming", "letter", date(2024, 3, 2), "Begäran")
    registry.register_document(SETUP, came, key="begäran")
    return case


def test_an_answer_needs_a_reason_and_a_remark_that_is_there(seated, minutes):
    with pytest.raises(InputError):
        answered(seated.owner, minutes, " ")
    wrong = [actions.Answer(Doubt.WORKING, 1, WHY)]
    with pytest.raises(NotFoundError):
        actions.answer_doubts(seated.owner, minutes, wrong, key="annat")
    with pytest.raises(NotAllowedError):
        answered(seated.outsider, minutes)


def test_the_same_answer_twice_is_kept_once_and_logged(seated, minutes):
    answered(seated.owner, minutes)
    answered(seated.owner, minutes)
    answered(seated.owner, minutes, key="igen")
    assert DoubtAnswer.objects.count() == 1
    assert AuditEvent.objects.filter(kind="publishing.doubts_answered").count() == 2


def test_who_answered_does_not_approve(seated, minutes):
    other = acting(account(seated, "Eva Hägg", Role.SECRETARY))
    answered(other, minutes)
    actions.send_release(seated.owner, minutes, key="lämna")
    with pytest.raises(NotAllowedError, match="någon annan"):
        actions.approve_release(other, minutes, key="godkänn")


def test_what_came_to_be_in_doubt_since_it_was_sent_is_not_approved(seated, adjusted, as_committee):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    marks = [actions.Mark("19850709-9805", "mask")]
    actions.mark_release(SETUP, release, marks, key="maska")
    actions.send_release(SETUP, release, key="lämna")
    as_committee()
    with pytest.raises(ConflictError, match="allmän handling"):
        actions.approve_release(SETUP, release, key="godkänn")


def test_it_is_answered_on_the_page(seated, minutes):
    browser, where = seated.browser(seated.owner_user), reverse("release", args=[minutes])
    page = browser.get(where).content.decode()
    assert "Påpekanden" in page
    assert "Besvara först påpekandena." in page
    one = remarks(minutes)[0]
    to, name = reverse("answer_doubts", args=[minutes]), f"{one.doubt}-{one.place}"
    faulty = browser.post(to, {"key": "tomt", name: ""})
    assert (faulty.status_code, "Skriv varför det publiceras." in faulty.content.decode()) == (
        400,
        True,
    )
    assert browser.post(to, {"key": "svar", name: WHY}).status_code == 302
    assert WHY in browser.get(where).content.decode()
