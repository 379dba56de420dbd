"""Members read the secret items of their meeting, nobody else does, and each reading is in the log."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.urls import reverse

from samverk.directory.models import Seat
from samverk.foundation.actors import Role
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.files.tests.made import PDF, copied
from samverk.foundation.models import AuditEvent
from samverk.foundation.reads import SECRET_READ
from samverk.meetings import actions
from samverk.meetings.actions import secret_reading
from samverk.meetings.models import Draft
from samverk.meetings.queries import item_by_id, roster_of
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    account,
    actor,
    add,
    draft,
    fill,
    handle,
    note,
    person,
    roll,
    settle,
)
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry.models import SecretFile

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
PAGES = ("meeting", "item")


def page(browser, name, at):
    answer = browser.get(reverse(name, args=[at]))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(cast, meeting):
    new = actions.NewMeetingFact("dispatched", DAY)
    actions.record_meeting_fact(cast.owner, meeting, new, key="utskickat")


@kept
def item(seated, meeting):
    """A secret item of a meeting whose papers have been sent."""
    sent(seated, meeting)
    return item_by_id(add(seated, meeting, "Individärende", hidden=HIDDEN).pk)


def reads(browser, item):
    """Answer whether the agenda and the item tell the secret title; both or neither."""
    told = {
        "barnet N" in page(browser, name, at)
        for name, at in (("meeting", item.meeting_id), ("item", item.pk))
    }
    assert len(told) == 1
    return told.pop()


def logged():
    rows = AuditEvent.objects.filter(kind=SECRET_READ).order_by("recorded_at")
    return [(row.actor_name, row.subject_id) for row in rows]


def test_a_member_reads_the_secret_item_when_the_papers_have_been_sent(seated, item):
    browser = seated.browser(account(seated.board, "Bo Lind"))
    assert reads(browser, item)
    draft_of_it(seated, item)
    assert "Barnet placeras." in page(browser, "item", item.pk)


def draft_of_it(seated, item):
    draft(seated, item, "Barnet placeras.")


def test_and_not_before(seated, meeting):
    item = add(seated, meeting, "Individärende", hidden=HIDDEN)
    found = item_by_id(item.pk)
    bo = account(seated.board, "Bo Lind")
    assert not secret_reading.may_read_item(actor(bo), found)
    assert "när handlingarna" in secret_reading.may_read_item(actor(bo), found).why
    assert "barnet N" not in page(seated.browser(bo), "meeting", meeting.pk)
    sent(seated, meeting)
    assert reads(seated.browser(bo), found)


def test_a_substitute_called_in_beforehand_prepares_until_the_call_is_struck(seated, item):
    browser = seated.browser(account(seated.board, "Folke Ask"))
    assert not reads(browser, item)
    actions.note_absence(seated.owner, item.meeting, person("Bo Lind"), key="borta")
    seat = Seat.objects.get(holdings__person__name="Bo Lind").pk
    new = actions.NewCall(seat, person("Folke Ask"))
    call = actions.call_in(seated.owner, item.meeting, new, key="kalla")
    assert reads(browser, item)
    assert {name for name, _ in logged()} == {"Folke Ask"}
    assert not reads(seated.browser(account(seated.board, "Greta Pil")), item)
    actions.strike_call(seated.owner, call, "Bo kan komma.", key="stryk")
    assert not reads(browser, item)


def another_boards_member(seated):
    fill(seated.other_board)
    return account(seated.other_board, "Eva Hägg")


def of_another_body(seated):
    fill(seated.council)
    return account(seated.council, "Bo Lind")


@pytest.mark.parametrize(
    "who",
    [
        lambda s: None,
        lambda s: s.outsider_user,
        lambda s: s.colleague_user,
        lambda s: s.member_user,
        lambda s: account(s.board, "Folke Ask"),
        lambda s: account(s.board, "Bo Lind", role=Role.AUDITOR),
        lambda s: account(s.board, "Bo Lind", role=Role.ADMINISTRATOR),
        of_another_body,
    ],
    ids=[
        "the public",
        "another municipality",
        "another board",
        "a member's account that belongs to nobody",
        "a substitute who is not called in",
        "an auditor",
        "an administrator",
        "a member's person with a role in another body alone",
    ],
)
def test_nobody_else_reads_more_than_the_open_title(seated, item, who):
    browser = seated.browser(who(seated))
    assert not reads(browser, item)
    assert "Individärende" in page(browser, "item", item.pk)
    assert logged() == []


def test_who_left_the_seat_before_the_day_reads_nothing(seated, item):
    bo = account(seated.board, "Bo Lind")
    later = item_by_id(item.pk)
    later.meeting.day = DAY.replace(year=2022)
    assert not secret_reading.may_read_item(actor(bo), later)


def test_another_boards_member_reads_their_own_boards_items_alone(seated, item):
    browser = seated.browser(another_boards_member(seated))
    assert not reads(browser, item)


@kept
def taken(seated, opened):
    """Two secret items: Folke serves for Bo in the second, and a third waits."""
    roll(seated, opened, *(name for name in MEMBERS if name != "Bo Lind"), "Folke Ask")
    first = handle(seated, opened, "Första", hidden=HIDDEN)
    settle(seated, first)
    seat = seat_of(opened, "Bo Lind")
    note(seated, opened, "started", "Folke Ask", seat=seat)
    second = handle(seated, opened, "Andra", hidden=HIDDEN)
    third = item_by_id(add(seated, opened, "Tredje", hidden=HIDDEN).pk)
    return first, second, third


def seat_of(meeting, name):
    return next(seat.id for seat in roster_of(meeting).seats if seat.name == name)


def test_a_substitute_reads_the_items_they_serve_in(seated, opened, taken):
    browser = seated.browser(account(seated.board, "Folke Ask"))
    told = ["barnet N" in page(browser, "item", each.pk) for each in taken]
    assert told == [False, True, True]
    agenda = page(browser, "meeting", opened.pk)
    assert agenda.count("Placering av barnet N") == 2


def test_the_wall_itself_shuts_the_items_that_a_substitute_does_not_serve_in(seated, opened, taken):
    for each in taken[1:]:
        draft_of_it(seated, each)
    with compartment([seated.board.pk]):
        Draft.objects.create(item=taken[0], name="x", points=["y"], controller=seated.board)
    who = actor(account(seated.board, "Folke Ask"))
    with secret_reading.reading(who, opened, taken):
        assert set(Draft.objects.values_list("item", flat=True)) == {taken[1].pk, taken[2].pk}


def test_who_has_stopped_serving_reads_no_more_of_what_comes(seated, opened, taken):
    settle(seated, taken[1])
    note(seated, opened, "stopped", "Folke Ask")
    browser = seated.browser(account(seated.board, "Folke Ask"))
    assert "barnet N" not in page(browser, "item", taken[2].pk)
    assert "barnet N" in page(browser, "item", taken[1].pk)


def test_a_member_with_jav_reads_nothing_of_it_and_is_told_why(seated, opened, taken):
    cia = account(seated.board, "Cia Alm")
    note(seated, opened, "stepped_aside", "Cia Alm", ground="Släkt.")
    browser = seated.browser(cia)
    shown = page(browser, "item", taken[1].pk)
    assert "barnet N" not in shown
    assert "antecknad som jävig" in shown
    assert "barnet N" in page(browser, "item", taken[0].pk)
    assert ("Cia Alm", str(taken[1].pk)) not in logged()


def test_a_member_follows_the_proceeding_and_writes_nothing(seated, opened, taken):
    draft_of_it(seated, taken[1])
    dan = account(seated.board, "Dan Rönn")
    browser = seated.browser(dan)
    shown = page(browser, "proceeding", taken[1].pk)
    assert "Barnet placeras." in shown
    assert "Anteckna yrkande" not in shown
    url = reverse("make_motion", args=[taken[1].pk])
    assert browser.get(url).status_code == 403
    with pytest.raises(NotAllowedError):
        actions.set_draft(actor(dan), taken[1], "eget", ["X"], key="k")


@pytest.mark.parametrize("name", ["minutes", "summary"])
def test_the_minutes_and_the_summary_tell_members_the_same(seated, opened, taken, name):
    with compartment([seated.board.pk]):
        outcome = taken[0].outcome.decisions
    shown = page(seated.browser(account(seated.board, "Dan Rönn")), name, opened.pk)
    assert outcome[0] in shown
    assert ("Dan Rönn", str(taken[0].pk)) in logged()


def test_each_page_writes_one_row_for_each_secret_item_it_shows(seated, item):
    add(seated, item.meeting, "Öppen punkt")
    second = add(seated, item.meeting, "Annat individärende", hidden=HIDDEN)
    browser = seated.browser(account(seated.board, "Bo Lind"))
    page(browser, "item", item.pk)
    assert logged() == [("Bo Lind", str(item.pk))]
    page(browser, "meeting", item.meeting_id)
    assert sorted(logged()[1:]) == sorted([("Bo Lind", str(item.pk)), ("Bo Lind", str(second.pk))])


@pytest.mark.parametrize("name", ["item", "proceeding", "make_motion"])
def test_the_secretarys_reading_is_logged_once_too(seated, opened, taken, name):
    browser = seated.browser(seated.owner_user)
    page(browser, name, taken[1].pk)
    assert logged() == [("Maj Ekedal", str(taken[1].pk))]


def test_the_row_says_for_whom_and_tells_nothing_secret(seated, item):
    page(seated.browser(seated.owner_user), "item", item.pk)
    row = AuditEvent.objects.get(kind=SECRET_READ)
    assert (row.organisation_id, row.body_id) == (seated.town.pk, seated.board.pk)
    assert "barnet" not in row.subject_label


def test_an_open_item_leaves_no_row(seated, opened):
    item = handle(seated, opened, "Taxan")
    for name in ("item", "proceeding"):
        page(seated.browser(seated.owner_user), name, item.pk)
    assert logged() == []


@pytest.mark.parametrize("name", ["meeting", "item", "proceeding", "minutes", "summary"])
def test_nothing_is_shown_when_the_log_cannot_be_written(seated, opened, taken, monkeypatch, name):
    def broken(*_):
        raise DatabaseError("the log is full")

    monkeypatch.setattr("samverk.foundation.reads.acts.log_readings", broken)
    at = opened.pk if name in {"meeting", "minutes", "summary"} else taken[1].pk
    browser = seated.browser(account(seated.board, "Dan Rönn"))
    browser.raise_request_exception = False
    answer = browser.get(reverse(name, args=[at]))
    assert answer.status_code >= 500
    assert "barnet N" not in answer.content.decode()


@pytest.fixture
def paper(seated, item, settings, tmp_path):
    """A secret document with a file, in the secret item."""
    settings.MEDIA_ROOT = tmp_path
    case = registry.open_case(
        seated.owner, registry.NewCase(seated.board.pk, "Stöd", DAY), key="ärende"
    )
    new = registry.NewDocument(
        case.pk,
        "incoming",
        "letter",
        DAY,
        secret=registry.Secret("26 kap. 1 § OSL", "Utredning om N"),
        file=registry.NewFile("N.pdf", PDF),
    )
    made = registry.register_document(seated.owner, new, key="handling")
    actions.add_paper(seated.owner, item, made.pk, key="till punkten")
    with compartment([seated.board.pk]):
        return SecretFile.objects.defer("content").get()


def test_a_member_reads_the_secret_papers_of_the_item_and_it_is_logged(seated, item, paper):
    browser = seated.browser(account(seated.board, "Bo Lind"))
    url = reverse("item_secret_file", args=[item.pk, paper.pk])
    shown = page(browser, "item", item.pk)
    assert "Utredning om N" in shown
    assert url in shown
    assert browser.get(url).content == copied(PDF)
    (event,) = AuditEvent.objects.filter(kind="registry.secret_file_opened")
    assert (event.actor_name, event.body_id) == ("Bo Lind", seated.board.pk)


@pytest.mark.parametrize("name", ["Folke Ask", None])
def test_a_substitute_who_does_not_serve_and_a_stranger_get_no_file(seated, item, paper, name):
    user = account(seated.board, name) if name else seated.colleague_user
    url = reverse("item_secret_file", args=[item.pk, paper.pk])
    assert seated.browser(user).get(url).status_code == 403
    assert "Utredning om N" not in page(seated.browser(user), "item", item.pk)


def test_a_file_that_is_not_the_items_is_not_found(seated, item, paper):
    other = add(seated, item.meeting, "Annat", hidden=HIDDEN)
    bo = seated.browser(account(seated.board, "Bo Lind"))
    assert bo.get(reverse("item_secret_file", args=[other.pk, paper.pk])).status_code == 404
