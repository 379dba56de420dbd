"""A meeting that the public may follow: a council's by law, a federation's when it sets its budget."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.directory.models import Body
from samverk.foundation import clock, people
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.calling import calling_of
from samverk.meetings.concerns import concerns_of
from samverk.meetings.models import Meeting
from samverk.meetings.queries import item_by_id, tasks_of
from samverk.meetings.queries.doors import doors_of
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.outgoing import outgoing_of
from samverk.meetings.queries.printing import printed_minutes
from samverk.meetings.tests.adjusting import by_laws, held
from samverk.meetings.tests.conftest import DAY, MEMBERS, add, again, fill, handle, occasion, roll
from samverk.meetings.tests.conftest import person as person_of
from samverk.meetings.tests.test_printing import HOW
from samverk.rules.meeting_tasks import TaskState

BUDGET = "budgetförslaget"
HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def federation(cast):
    """A federation's board with people in its seats."""
    new = directory.NewBody(cast.town.pk, "federation_board", "Styrelsen", "FS")
    body = Body.objects.get(pk=directory.add_body(SETUP, new, key="fs").pk)
    fill(body)
    return body


@pytest.fixture
def keeper(federation):
    """The federation's own secretary."""
    post = people.NewPost(Role.SECRETARY, federation.organisation_id, federation.pk)
    new = people.NewUser("kansli@prov.example", "Ylva Sund", None, (post,))
    return people.add_user(SETUP, new, key="kansli")


def plan(body, *, treats=BUDGET, **more):
    """A meeting of the body with one item, that sets the budget."""
    made = actions.plan_meeting(SETUP, body.pk, occasion(**more), key=f"plan/{more}")
    new = actions.ItemFacts("Budget 2025", treats=treats)
    actions.add_item(SETUP, made, new, key=f"budget/{more}")
    return again(made)


def said(meeting):
    found = concerns_of(meeting, list(meeting.items.order_by("position")))
    return [point.said for one in found for point in one.points]


def announce(meeting, day=DAY):
    new = actions.NewMeetingFact("announced", day)
    actions.record_meeting_fact(SETUP, meeting, new, key=f"anslag/{meeting.pk}")


@pytest.mark.parametrize(
    ("public", "told"),
    [(None, "inte angivet som offentligt"), (False, "sammanträdet är stängt"), (True, "")],
)
def test_a_federations_budget_item_asks_for_open_doors(federation, public, told):
    found = [one for one in said(plan(federation, public=public)) if "fastställer budgeten" in one]
    assert bool(found) is bool(told)
    assert all(told in one for one in found)


def test_a_meeting_without_the_item_asks_for_nothing(federation):
    assert said(plan(federation, treats="")) == []


def test_nor_does_an_item_that_is_struck(federation):
    meeting = plan(federation)
    actions.strike_item(SETUP, item_by_id(meeting.items.get().pk), "Senare.", key="k")
    assert said(again(meeting)) == []
    called = actions.NewMeetingFact("called", date(2024, 3, 8))
    actions.record_meeting_fact(SETUP, meeting, called, key="kallat")
    found = again(meeting)
    assert tasks_of(found, list(found.items.all()), DAY)[0].value.state is TaskState.DONE


def test_it_is_to_be_announced(federation):
    meeting = plan(federation, public=True)
    assert any("inte antecknat som tillkännagivet" in one for one in said(meeting))
    announce(meeting)
    assert not any("tillkännagivet" in one and "Budgets" in one for one in said(again(meeting)))


def test_its_call_is_not_done_before_it_is_announced(federation):
    meeting = plan(federation, public=True)
    called = actions.NewMeetingFact("called", date(2024, 3, 8))
    actions.record_meeting_fact(SETUP, meeting, called, key="k")
    found = again(meeting)
    assert tasks_of(found, list(found.items.all()), DAY)[0].value.state is TaskState.LATE
    announce(found)
    found = again(meeting)
    assert tasks_of(found, list(found.items.all()), DAY)[0].value.state is TaskState.DONE


@pytest.mark.parametrize(("day", "late"), [(date(2024, 11, 30), 0), (date(2024, 12, 1), 1)])
def test_it_is_late_after_november(federation, day, late):
    found = [one for one in said(plan(federation, public=True, day=day)) if "2025" in one]
    assert len(found) == late


def test_the_proposal_is_on_the_website_when_it_is_announced(federation):
    meeting = plan(federation, public=True)
    item = item_by_id(meeting.items.get().pk)
    announce(meeting, DAY - timedelta(days=3))
    for shown, told in (
        (None, "inte antecknad på webbplatsen"),
        (DAY, "efter tillkännagivandet"),
        (DAY - timedelta(days=3), ""),
    ):
        new = actions.ItemFacts("Budget 2025", treats=BUDGET, shown_on=shown)
        actions.change_item(SETUP, item, new, key=f"{shown}")
        found = [one for one in said(again(meeting)) if one.startswith("Budgetförslaget")]
        assert bool(found) is bool(told)
        assert all(told in one for one in found)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"treats": "årsredovisningen"}, "treats"),
        ({"treats": "påhitt"}, "treats"),
        ({"shown_on": DAY}, "treats"),
        ({"treats": BUDGET, "shown_on": DAY + timedelta(days=1)}, "shown_on"),
    ],
)
def test_what_the_body_does_not_treat_is_refused_at_its_field(federation, facts, field):
    meeting = plan(federation, treats="")
    with pytest.raises(InputError) as fault:
        actions.add_item(SETUP, meeting, actions.ItemFacts("Annat", **facts), key="k")
    assert fault.value.field == field


def test_a_board_sets_no_budget(seated, meeting):
    with pytest.raises(InputError) as fault:
        add(seated, meeting, "Budget", treats=BUDGET)
    assert fault.value.field == "treats"
    page = text(seated.browser(seated.owner_user).get(reverse("new_item", args=[meeting.pk])))
    assert "Budget och årsredovisning" not in page


def test_a_council_treats_all_three_and_is_asked_for_nothing_but_the_website(cast):
    fill(cast.council)
    meeting = plan(cast.council)
    for paper in ("årsredovisningen", "revisionsberättelserna"):
        new = actions.ItemFacts(paper, treats=paper)
        actions.add_item(SETUP, meeting, new, key=paper)
    assert [one.split()[0] for one in said(again(meeting))] == [
        "Budgetförslaget",
        "Årsredovisningen",
        "Revisionsberättelserna",
    ]


def test_the_secretary_sees_what_is_wrong_and_the_way_out_and_others_do_not(
    cast, federation, keeper
):
    meeting = plan(federation)
    url = reverse("meeting", args=[meeting.pk])
    page = text(cast.browser(keeper).get(url))
    assert "Punkt 1 fastställer budgeten" in page
    assert reverse("set_doors", args=[meeting.pk]) in page
    assert "19 § lagen om finansiell samordning" in page
    for user in (None, cast.member_user):
        assert "Att se över" not in text(cast.browser(user).get(url))
    sending = text(cast.browser(keeper).get(reverse("dispatch", args=[meeting.pk])))
    assert "Punkt 1 fastställer budgeten" in sending


def test_the_doors_are_opened_also_while_the_meeting_goes_on_once_per_form(
    cast, federation, keeper
):
    meeting = plan(federation)
    actions.open_meeting(SETUP, meeting, person_of("Asta Ek"), "Ylva", key="ö")
    url = reverse("set_doors", args=[meeting.pk])
    browser = cast.browser(keeper)
    assert url in text(browser.get(reverse("meeting", args=[meeting.pk])))
    for _ in range(2):
        assert browser.post(url, {"key": "k", "public": "yes"}).status_code == 302
    assert again(meeting).public is True
    assert AuditEvent.objects.filter(kind="meetings.doors_set").count() == 1
    faulty = browser.post(url, {"key": "k2", "public": ""})
    assert (faulty.status_code, "Uppgiften behövs." in text(faulty)) == (400, True)


def test_a_council_is_never_closed_as_a_whole(cast):
    fill(cast.council)
    with pytest.raises(InputError, match="offentliga") as fault:
        plan(cast.council, public=False)
    assert fault.value.field == "public"
    meeting = plan(cast.council)
    with pytest.raises(InputError):
        actions.set_doors(SETUP, meeting, public=False, key="k")
    page = text(cast.browser(cast.owner_user).get(reverse("new_meeting", args=[cast.council.pk])))
    assert "Är sammanträdet offentligt?" not in page


def test_only_those_who_hold_the_meeting_open_its_doors(seated, meeting):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.set_doors(stranger, meeting, public=True, key="k")


def test_the_doors_are_told_until_the_minutes_are_out(seated, opened):
    by_laws(seated)
    held(seated, opened, "Taxan")
    actions.set_doors(seated.owner, opened, public=True, key="k1")
    actions.send_for_adjustment(seated.owner, again(opened), "electronic", key="s")
    with pytest.raises(ConflictError, match="justering"):
        actions.set_doors(seated.owner, opened, public=False, key="k2")
    assert again(opened).public is True


def test_a_secret_item_closes_a_public_boards_doors(seated, opened):
    Meeting.objects.filter(pk=opened.pk).update(public=True)
    roll(seated, opened, *MEMBERS)
    item = handle(seated, again(opened), "Individärende", hidden=HIDDEN)
    assert doors_of(again(opened), item).value
    url = reverse("proceeding", args=[item.pk])
    assert seated.browser().get(url).status_code == 403
    assert seated.browser(seated.owner_user).get(url).status_code == 200
    assert said(again(opened)) == [
        "Punkt 1 behandlas bakom stängda dörrar: den är sekretessbelagd."
    ]


def test_a_budget_item_is_not_marked_for_closed_doors(federation):
    meeting = plan(federation, public=True)
    item = item_by_id(meeting.items.get().pk)
    new = actions.ItemFacts("Budget 2025", treats=BUDGET, closed_doors=True)
    actions.change_item(SETUP, item, new, key="k")
    assert any("dörrarna ska vara öppna" in one for one in said(again(meeting)))


@pytest.mark.parametrize("public", [True, None])
def test_a_secret_budget_is_warned_of_whether_or_not_the_meeting_is_open(federation, public):
    meeting = plan(federation, treats="", public=public)
    new = actions.ItemFacts("Budget 2025", treats=BUDGET, hidden=HIDDEN)
    actions.add_item(SETUP, meeting, new, key="k")
    found = [one for one in said(again(meeting)) if "är sekretessbelagd" in one]
    assert found == [
        "Punkt 2 är sekretessbelagd, men dörrarna ska vara öppna när budgeten fastställs."
    ]


def test_a_closed_meeting_says_nothing_of_the_doors_of_its_other_items(federation):
    meeting = plan(federation, treats="")
    new = actions.ItemFacts("Personärende", hidden=HIDDEN)
    actions.add_item(SETUP, meeting, new, key="k")
    assert said(again(meeting)) == []


@pytest.mark.parametrize(
    ("public", "told", "asked"),
    [
        (True, "öppna", "Varför är dörrarna öppna?"),
        (None, "ska vara öppna", "Varför ska dörrarna vara öppna?"),
    ],
)
def test_a_budget_item_says_that_its_doors_are_to_be_open_while_they_are_not(
    cast, federation, keeper, public, told, asked
):
    item = plan(federation, public=public).items.get()
    page = text(cast.browser(keeper).get(reverse("item", args=[item.pk])))
    assert f"<dd>{told}</dd>" in page
    assert asked in page


def test_an_item_tells_of_its_doors_and_why(seated, meeting):
    item = add(seated, meeting, "Taxan")
    browser = seated.browser(seated.owner_user)
    page = text(browser.get(reverse("item", args=[item.pk])))
    assert "Varför är dörrarna stängda?" in page
    assert "6 kap. 25 § kommunallagen" in page


@pytest.mark.parametrize(("public", "told"), [(True, True), (False, False), (None, False)])
def test_the_calling_tells_that_the_meeting_is_public(seated, meeting, public, told):
    Meeting.objects.filter(pk=meeting.pk).update(public=public)
    found = again(meeting)
    facts = dict(calling_of(found, outgoing_of(found), clock.now()).facts)
    assert ("Offentligt" in facts) is told


def test_the_minutes_tell_that_it_was_public_and_what_was_not(seated, opened):
    Meeting.objects.filter(pk=opened.pk).update(public=True)
    roll(seated, opened, *MEMBERS)
    for title, closed in (("Taxan", False), ("Lokalen", True)):
        item = handle(seated, again(opened), title, closed_doors=closed)
        actions.settle_item(seated.owner, item, ["Antecknas."], key=f"u/{title}")
    page = minutes_of(again(opened))
    facts = dict(printed_minutes(page, page.paragraphs, HOW).facts)
    assert facts["Sammanträdet"] == "Offentligt, utom §\N{NO-BREAK SPACE}2 bakom stängda dörrar"


def test_the_draft_keeps_from_the_public_what_was_handled_behind_closed_doors(seated, opened):
    Meeting.objects.filter(pk=opened.pk).update(public=True)
    roll(seated, opened, *MEMBERS)
    for title, closed in (("Taxan", False), ("Lokalen", True)):
        item = handle(seated, again(opened), title, closed_doors=closed)
        actions.settle_item(seated.owner, item, [f"{title} godkänns."], key=f"u/{title}")
    url = reverse("minutes", args=[opened.pk])
    seen = text(seated.browser().get(url))
    assert "Taxan godkänns." in seen
    assert "Lokalen godkänns." not in seen
    assert "Offentligt, utom" in seen
    assert "Lokalen godkänns." in text(seated.browser(seated.owner_user).get(url))


def test_what_the_draft_lacks_is_not_told_to_those_whom_a_door_shuts_out(seated, opened):
    Meeting.objects.filter(pk=opened.pk).update(public=True)
    roll(seated, opened, *MEMBERS)
    url = reverse("minutes", args=[opened.pk])
    item = handle(seated, again(opened), "Taxan")
    actions.settle_item(seated.owner, item, ["Antecknas."], key="t")
    assert "Att se över" in text(seated.browser().get(url))
    handle(seated, again(opened), "Lokalen", closed_doors=True)
    seen = text(seated.browser().get(url))
    for told in ("Att se över", "Ärendet har ingen utgång", "att rätta före justering"):
        assert told not in seen
        assert told in text(seated.browser(seated.owner_user).get(url))
    for told in ("Fullständigt enligt lagen", "inte fullständigt"):
        assert told not in seen


def test_the_minutes_of_a_closed_meeting_say_nothing_of_it(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, again(opened), "Taxan")
    actions.settle_item(seated.owner, item, ["Antecknas."], key="t")
    page = minutes_of(again(opened))
    assert "Sammanträdet" not in dict(printed_minutes(page, page.paragraphs, HOW).facts)


@pytest.mark.parametrize(("public", "told"), [(True, False), (None, True)])
def test_the_check_of_the_minutes_tells_of_a_budget_set_behind_closed_doors(
    federation, public, told
):
    meeting = plan(federation, public=public)
    actions.open_meeting(SETUP, meeting, person_of("Asta Ek"), "Ylva", key="ö")
    arrivals = [actions.Arrival(person_of(name)) for name in MEMBERS]
    actions.call_roll(SETUP, again(meeting), arrivals, key="u")
    item = item_by_id(meeting.items.get().pk)
    actions.take_up(SETUP, item, key="t")
    found = item_by_id(item.pk)
    actions.settle_item(SETUP, found, ["Budgeten fastställs."], decided=True, key="s")
    findings = minutes_of(again(meeting)).check.value.findings
    assert any("Budgeten fastställdes" in each.reason.text for each in findings) is told
    actions.end_meeting(SETUP, again(meeting), key="e")
    assert bool(said(again(meeting))) is told


def test_the_notice_board_tells_that_an_announced_meeting_is_public(seated, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(public=True)
    announce(again(meeting))
    page = text(seated.browser().get(reverse("board", args=[seated.town.slug])))
    assert "Offentligt sammanträde" in page
