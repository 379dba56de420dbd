"""The pages of votes from own devices: what a member sees, what whoever leads does, and how it polls."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.login.sessions import STOP_POLLING
from samverk.meetings import actions
from samverk.meetings.models import CastBallot, DeviceBallot, DeviceVote
from samverk.meetings.queries import item_by_id
from samverk.meetings.tests.conftest import (
    MEMBERS,
    account,
    contested,
    draft,
    handle,
    note,
    person,
    roll,
)
from samverk.project.testing.stages import kept

POLL = {"HTTP_SAMVERK_POLL": "ja", "HTTP_HX_REQUEST": "true"}


def text(answer):
    return " ".join(answer.content.decode().split())


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS, "Folke Ask")
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    contested(seated, found)
    return item_by_id(found.pk)


@pytest.fixture
def secretary(seated):
    return seated.browser(seated.owner_user)


@pytest.fixture
def bo(seated, opened):
    return seated.browser(account(seated.board, "Bo Lind"))


@pytest.fixture
def page(opened):
    return reverse("vote_from_own_device", args=[opened.pk])


def open_it(secretary, item):
    secretary.post(reverse("open_device_vote", args=[item.pk]), {"key": "ö"})
    return DeviceVote.objects.get()


def send(browser, page, vote, choice, key="r1"):
    return browser.post(page, {"key": key, "vote": vote.pk, "choice": choice}, follow=True)


def test_before_a_vote_the_page_waits_for_one(bo, page, item):
    shown = text(bo.get(page))
    assert "Ingen omröstning är öppen" in shown
    assert "Lämna rösten" not in shown


def test_a_member_sees_what_ja_and_nej_mean_votes_and_sees_the_vote(secretary, bo, page, item):
    vote = open_it(secretary, item)
    shown = text(bo.get(page))
    assert "Ja betyder" in shown
    assert "bifall till förvaltningens förslag" in shown
    after = text(send(bo, page, vote, "no"))
    assert "Du har röstat nej" in after
    assert "Ändra rösten" in after


def test_a_form_without_a_choice_says_what_to_do(secretary, bo, page, item):
    vote = open_it(secretary, item)
    answer = bo.post(page, {"key": "r1", "vote": vote.pk})
    assert answer.status_code == 400
    assert "Välj Ja, Nej eller Avstår." in text(answer)


def test_a_vote_sent_too_late_is_told_so_in_place(secretary, seated, bo, page, item):
    vote = open_it(secretary, item)
    ballots = {person(name): "yes" for name in MEMBERS}
    actions.close_device_vote(seated.owner, vote, ballots, key="s")
    answer = send(bo, page, vote, "no")
    assert answer.status_code == 400
    assert "Omröstningen är avslutad: rösten togs inte emot" in text(answer)
    assert DeviceBallot.objects.count() == 0


def test_a_page_left_open_while_the_vote_was_held_anew_gets_the_new_one(
    secretary, seated, bo, page, item
):
    old = open_it(secretary, item)
    actions.break_off_device_vote(seated.owner, old, "Fel fråga.", key="b")
    new = actions.open_device_vote(seated.owner, item, "main/1/vote", key="ö2")
    answer = send(bo, page, old, "no")
    assert answer.status_code == 400
    assert f'name="vote" value="{new.pk}"' in text(answer)
    assert "Du har röstat nej" in text(send(bo, page, new, "no", "r2"))


def test_one_who_does_not_serve_reads_the_rule_and_finds_no_form(seated, secretary, page, item):
    folke = seated.browser(account(seated.board, "Folke Ask"))
    open_it(secretary, item)
    shown = text(folke.get(page))
    assert "Folke Ask (M) tjänstgör inte i punkten" in shown or "tjänstgör inte i punkten" in shown
    assert "Lämna rösten" not in shown


def test_one_with_jav_reads_so_and_nothing_of_the_vote(seated, opened, secretary, bo, page, item):
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkting söker.")
    open_it(secretary, item)
    shown = text(bo.get(page))
    assert "Du är antecknad som jävig" in shown
    assert "Ja betyder" not in shown


def test_others_do_not_come_in(seated, page, item):
    for user in (None, seated.member_user, seated.outsider_user, seated.owner_user):
        assert seated.browser(user).get(page).status_code == 403


def test_the_state_asks_for_a_new_page_only_when_another_vote_is_open(secretary, bo, page, item):
    shown = bo.get(page)
    mark = shown.context["page"].mark
    state = page + "lage/"
    assert "HX-Refresh" not in bo.get(f"{state}?marke={mark}", **POLL)
    open_it(secretary, item)
    assert bo.get(f"{state}?marke={mark}", **POLL)["HX-Refresh"] == "true"


def test_a_poll_keeps_no_login_alive(bo, page, item, settings, time_machine_later):
    bo.get(page)
    time_machine_later(settings.SESSION_IDLE_AGE + 60)
    assert bo.get(page + "lage/", **POLL).status_code == STOP_POLLING


@pytest.fixture
def time_machine_later(the_day):
    import time_machine

    travels = []

    def later(seconds):
        from datetime import datetime, timedelta

        when = datetime.fromisoformat("2024-03-15T12:00:00+01:00") + timedelta(seconds=seconds)
        travel = time_machine.travel(when, tick=False)
        travel.start()
        travels.append(travel)

    yield later
    for travel in travels:
        travel.stop()


def test_the_leader_sees_who_is_waited_for_and_closes(secretary, bo, page, item):
    vote = open_it(secretary, item)
    send(bo, page, vote, "no")
    desk = reverse("device_vote", args=[item.pk])
    shown = text(secretary.get(desk + "?alla=abstain"))
    assert "<strong>1</strong> har röstat" in shown
    assert "4 återstår" in shown
    rest = {f"person-{person(name)}": "yes" for name in MEMBERS if name != "Bo Lind"}
    after = secretary.post(
        reverse("close_device_vote", args=[item.pk]),
        {"key": "s", "vote": vote.pk} | rest,
        follow=True,
    )
    assert "4 ja, 1 nej, 0 avstår" in text(after)
    assert CastBallot.objects.count() == 5


def test_closing_without_all_keeps_what_was_chosen(secretary, bo, page, item):
    vote = open_it(secretary, item)
    answer = secretary.post(
        reverse("close_device_vote", args=[item.pk]),
        {"key": "s", "vote": vote.pk, f"person-{person('Asta Ek')}": "abstain"},
    )
    assert answer.status_code == 400
    assert "Anteckna också hur" in text(answer)
    assert 'value="abstain" selected' in text(answer)


def test_a_vote_is_broken_off_with_its_reason(secretary, item):
    vote = open_it(secretary, item)
    url = reverse("break_off_device_vote", args=[item.pk])
    assert secretary.post(url, {"key": "b1", "vote": vote.pk}).status_code == 400
    secretary.post(url, {"key": "b2", "vote": vote.pk, "why": "Fel fråga."})
    assert DeviceVote.objects.get().broken_off_why == "Fel fråga."


def test_the_items_page_leads_to_the_vote_and_takes_no_roll_beside_it(secretary, item):
    url = reverse("proceeding", args=[item.pk])
    assert "Låt ledamöterna rösta från egna enheter" in text(secretary.get(url))
    open_it(secretary, item)
    shown = text(secretary.get(url))
    assert "Se vilka som har röstat och avsluta" in shown
    assert "Anteckna omröstningen" not in shown


def test_others_do_not_lead(seated, bo, item):
    for name in ("device_vote", "device_vote_state", "open_device_vote", "close_device_vote"):
        url = reverse(name, args=[item.pk])
        assert bo.post(url, {"key": "k"}).status_code == 403
        assert seated.browser().get(url).status_code == 403


def test_a_page_asked_for_with_no_form_leads_back(secretary, item):
    for name in ("open_device_vote", "close_device_vote", "break_off_device_vote"):
        answer = secretary.get(reverse(name, args=[item.pk]))
        assert answer.status_code == 302


def test_a_bound_member_finds_the_way_from_the_meetings_page(bo, opened, item):
    assert "Rösta från egen enhet" in text(bo.get(reverse("meeting", args=[opened.pk])))


def test_the_pages_ask_a_fixed_number_of_questions(
    secretary, bo, page, item, django_assert_max_num_queries
):
    vote = open_it(secretary, item)
    send(bo, page, vote, "no")
    with django_assert_max_num_queries(20):
        bo.get(page)
    with django_assert_max_num_queries(14):
        bo.get(page + "lage/", **POLL)
    with django_assert_max_num_queries(24):
        secretary.get(reverse("device_vote", args=[item.pk]))
