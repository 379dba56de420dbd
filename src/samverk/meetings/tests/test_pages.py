"""The pages of meetings: who sees what, what a form says, and how few questions they ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from samverk.foundation.desk import Visit
from samverk.meetings import actions
from samverk.meetings.desk import meetings as pile
from samverk.meetings.models import AgendaItem, Meeting, PresenceEvent
from samverk.meetings.queries import roster_of
from samverk.meetings.tests.conftest import DAY, MEMBERS, note, occasion, person, roll

FORM = {"key": "f1", "day": "2024-04-02", "starts_at": "13:00", "place": "Salen", "public": ""}


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


def told(cast, meeting, kind):
    actions.record_meeting_fact(cast.owner, meeting, actions.NewMeetingFact(kind, DAY), key=kind)


def add(cast, meeting, *titles, **more):
    return [
        actions.add_item(cast.owner, meeting, actions.ItemFacts(t, **more), key=t) for t in titles
    ]


def test_the_secretary_plans_a_meeting_and_comes_to_its_page(seated, browser):
    answer = browser.post(reverse("new_meeting", args=[seated.board.pk]), FORM, follow=True)
    assert "Sammanträde den\xa02\xa0april\xa02024" in text(answer) or "april" in text(answer)
    assert Meeting.objects.get().place == "Salen"


def test_a_faulty_form_keeps_what_was_written(seated, browser):
    bad = FORM | {"starts_at": "kvart över ett"}
    answer = browser.post(reverse("new_meeting", args=[seated.board.pk]), bad)
    assert answer.status_code == 400
    assert "Skriv tiden som TT:MM" in text(answer)
    assert "kvart över ett" in text(answer)


@pytest.mark.parametrize(
    "name",
    ["move_meeting", "cancel_meeting", "new_item", "open_meeting", "record_presence"],
)
def test_others_are_refused_before_they_write(seated, meeting, name):
    for user in (None, seated.outsider_user, seated.member_user):
        answer = seated.browser(user).get(reverse(name, args=[meeting.pk]))
        assert answer.status_code == 403


def test_anybody_reads_the_agenda_but_sees_no_button(seated, meeting):
    add(seated, meeting, "Budget")
    told(seated, meeting, "dispatched")
    page = text(seated.browser().get(reverse("meeting", args=[meeting.pk])))
    assert "Budget" in page
    assert "Lägg till punkt" not in page


def test_a_secret_title_is_on_no_page_for_others(seated, meeting, browser):
    hidden = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
    (item,) = add(seated, meeting, "Individärende", hidden=hidden)
    for name, at in (("meeting", meeting.pk), ("item", item.pk)):
        assert "Placering" in text(browser.get(reverse(name, args=[at])))
        for user in (None, seated.outsider_user, seated.colleague_user):
            assert "Placering" not in text(seated.browser(user).get(reverse(name, args=[at])))


def test_the_roll_is_called_on_its_page_and_leads_to_the_room(seated, opened, browser):
    add(seated, opened, "Budget")
    url = reverse("hall", args=[opened.pk])
    roll = {"key": "r1", **{f"person-{person(n)}": "room" for n in MEMBERS[:3]}}
    page = text(browser.post(url, roll, follow=True))
    assert "3 av 5 platser har tjänstgörande" in page
    assert "Ta upp nästa: Budget" in page


def test_an_empty_roll_says_what_to_do(seated, opened, browser):
    answer = browser.post(reverse("hall", args=[opened.pk]), {"key": "r1"})
    assert answer.status_code == 400
    assert "Markera dem som är närvarande" in text(answer)


def test_who_comes_late_is_noted_with_one_press(seated, opened, browser):
    actions.call_roll(seated.owner, opened, [actions.Arrival(person("Asta Ek"))], key="u")
    late = {"key": "p1", "person": person("Bo Lind"), "kind": "arrived"}
    browser.post(reverse("record_presence", args=[opened.pk]), late)
    assert PresenceEvent.objects.filter(person__name="Bo Lind").exists()


def test_what_the_rules_refuse_is_told_with_what_was_chosen(seated, opened, browser):
    actions.call_roll(seated.owner, opened, [actions.Arrival(person("Asta Ek"))], key="u")
    wrong = {"key": "p1", "person": person("Bo Lind"), "kind": "left"}
    answer = browser.post(reverse("record_presence", args=[opened.pk]), wrong)
    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors()


def test_an_item_is_taken_up_from_the_room(seated, opened, browser):
    (item,) = add(seated, opened, "Budget")
    actions.call_roll(seated.owner, opened, [actions.Arrival(person("Asta Ek"))], key="u")
    page = text(browser.post(reverse("take_up", args=[item.pk]), {"key": "t1"}, follow=True))
    assert "§\xa01" in page or "§ 1" in page
    assert AgendaItem.objects.get(pk=item.pk).turn == 1


def test_the_body_page_lists_its_meetings(seated, meeting, browser):
    page = text(browser.get(reverse("body", args=["lillkoping", seated.board.pk])))
    assert "Stora salen" in page
    assert "Planera sammanträde" in page


def test_the_desk_names_the_next_step_and_its_last_day(seated, meeting):
    (task,) = pile(Visit(seated.owner, DAY)).tasks
    assert task.label.startswith("Kallelse, Socialnämnden")
    assert task.state == "Försenad, senast den 10\N{NO-BREAK SPACE}mars 2024"
    assert pile(Visit(seated.member, DAY)).tasks == ()


def test_the_desk_asks_the_same_number_of_questions_for_many_meetings(
    seated, meeting, django_assert_max_num_queries
):
    for hour in range(8, 13):
        when = actions.Occasion(DAY, meeting.starts_at.replace(hour=hour), "Salen")
        actions.plan_meeting(seated.owner, seated.board.pk, when, key=f"m{hour}")
    with django_assert_max_num_queries(11):
        assert len(pile(Visit(seated.owner, DAY)).tasks) == 6


def test_a_meeting_past_midnight_tells_the_day_it_ended(seated, meeting, browser):
    late = datetime(2024, 3, 15, 22, 5, tzinfo=UTC)
    Meeting.objects.filter(pk=meeting.pk).update(
        chair=person("Asta Ek"), opened_at=late, ended_at=late + timedelta(hours=1)
    )
    page = text(browser.get(reverse("meeting", args=[meeting.pk])))
    told = page.partition("Öppnat")[2][:90]
    assert "klockan 23:05, avslutat <time>2024-03-16</time> 00:05" in told


def test_a_member_who_comes_late_takes_the_seat_with_one_press(seated, opened, browser):
    roll(seated, opened, "Asta Ek", "Cia Alm", "Dan Rönn", "Folke Ask")
    empty = next(s.id for s in roster_of(opened).seats if s.name == "Bo Lind")
    note(seated, opened, "started", "Folke Ask", seat=empty)
    page = text(browser.get(reverse("hall", args=[opened.pk])))
    assert 'Kommer <span class="ds-sr-only">Bo Lind (S)</span>' in page


def test_a_council_meets_in_public_without_deciding_it(cast, seated, meeting):
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    page = cast.browser(cast.owner_user).get(reverse("meeting", args=[made.pk])).content.decode()
    assert "ja, utom det som fullmäktige" in page
    board = cast.browser(cast.owner_user).get(reverse("meeting", args=[meeting.pk]))
    assert "inte beslutat" in board.content.decode()
