"""An extract handed over in another way: it has not gone until somebody has noted when, how and by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions
from samverk.meetings.models import ExtractDispatch, ExtractHandover
from samverk.meetings.queries import dispatched, extract_page, item_by_id, tasks_of
from samverk.meetings.queries.expediting import expediting_of
from samverk.meetings.tests.conftest import DAY, MEMBERS, again, roll
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.sending import decide, finish
from samverk.rules.meeting_tasks import Step, TaskState

__all__ = ["post_office"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def item(seated, opened):
    """A decision for the archive, which is reached by hand alone, certified."""
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened, None, "Arkivet")
    finish(seated, opened)
    actions.send_extract(seated.owner, made, DAY, key="sänd")
    return item_by_id(made.pk)


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


def hand(cast, *, key="lämna", **more):
    given = {"handed_on": DAY, "how": "Internpost", "handed_by": "Maj Ekedal"} | more
    new = actions.NewExtractHandover(**given)
    return actions.note_extract_handover(cast.owner, ExtractDispatch.objects.get(), new, key=key)


def step(meeting):
    found = tasks_of(again(meeting), list(again(meeting).items.all()), DAY)
    ruling = next(one for one in found if one.value.step is Step.EXTRACTS)
    return ruling.value.state, " ".join(reason.text for reason in ruling.reasons)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_certified_extract_that_nobody_has_handed_over_has_not_gone(seated, opened, item):
    assert extract_page(item).left == ()
    assert extract_page(item).to_hand_over == ("Arkivet",)
    [row] = expediting_of(again(opened))
    assert (row.count.done, row.count.total, row.to_hand_over) == (0, 1, 1)
    state, why = step(opened)
    assert state is TaskState.INCOMPLETE
    assert "1 utdrag ska överlämnas på annat sätt" in why


def test_when_it_is_noted_the_recipient_has_got_it_and_the_step_is_done(seated, opened, item):
    hand(seated, received_by="Siv Lund")
    assert extract_page(item).to_hand_over == ()
    [row] = dispatched(item)
    assert (row.handover.how, row.handover.received_by) == ("Internpost", "Siv Lund")
    assert expediting_of(again(opened))[0].count.is_all
    assert step(opened)[0] is TaskState.DONE


def test_it_is_noted_once_for_a_key_and_logged(seated, item):
    assert hand(seated) == hand(seated)
    event = AuditEvent.objects.get(kind="meetings.extract_handed_over")
    assert (event.actor_name, event.body_id) == ("Maj Ekedal", seated.board.pk)


def test_what_was_noted_in_error_is_noted_anew_and_the_last_one_holds(seated, item):
    hand(seated)
    hand(seated, how="Rekommenderat brev", key="rätt")
    assert dispatched(item)[0].handover.how == "Rekommenderat brev"
    assert ExtractHandover.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"how": " "}, "på vilket sätt"),
        ({"handed_by": ""}, "vem som lämnade"),
        ({"handed_on": DAY - timedelta(1)}, "tidigast då"),
        ({"handed_on": DAY + timedelta(1)}, "senast i dag"),
    ],
)
def test_what_cannot_be_is_refused(seated, item, more, words):
    with pytest.raises(InputError, match=words):
        hand(seated, **more)
    assert not ExtractHandover.objects.exists()


def test_what_goes_from_here_is_not_handed_over(seated, opened, post_office):
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened, None, "Kansliet <post@myndighet.example>")
    finish(seated, opened)
    actions.send_extract(seated.owner, made, DAY, key="sänd")
    with pytest.raises(InputError, match="går härifrån"):
        hand(seated)
    assert expediting_of(again(opened))[0].count.is_all


def test_others_note_nothing(seated, item):
    new = actions.NewExtractHandover(DAY, "Internpost", "Någon")
    with pytest.raises(NotAllowedError):
        actions.note_extract_handover(
            seated.outsider, ExtractDispatch.objects.get(), new, key="annan"
        )
    url = reverse("note_extract_handover", args=[ExtractDispatch.objects.get().pk])
    assert seated.browser(seated.outsider_user).get(url).status_code == 403


def test_the_pages_say_what_is_left_and_take_it(seated, opened, item, browser):
    page = reverse("dispatch_item", args=[item.pk])
    assert "Kvar att överlämna på annat sätt: Arkivet" in text(browser.get(page))
    assert "1 ska överlämnas på annat sätt" in text(
        browser.get(reverse("expediting", args=[opened.pk]))
    )
    url = reverse("note_extract_handover", args=[ExtractDispatch.objects.get().pk])
    assert url in browser.get(page).content.decode()
    shown = browser.get(url)
    assert shown.context["form"].initial["handed_by"] == "Maj Ekedal"
    wrong = browser.post(
        url, {"key": "f", "handed_on": "2024-03-15", "handed_by": "Maj", "how": ""}
    )
    assert wrong.status_code == 400
    given = {"handed_on": "2024-03-15", "handed_by": "Maj", "how": "Bud", "received_by": "Siv"}
    after = text(browser.post(url, given | {"key": "k"}, follow=True))
    assert "Överlämnat <time>2024-03-15</time>" in after or "Överlämnat 2024-03-15" in after
    assert "kvitterat av Siv" in after
    assert "Alla mottagare har fått utdraget" in after


def test_a_reader_of_the_item_sees_where_it_stands_without_a_way_to_change_it(seated, item):
    answer = seated.browser(seated.member_user).get(reverse("item", args=[item.pk]))
    assert "Ska överlämnas på annat sätt" in text(answer)
    assert "Anteckna överlämnandet" not in text(answer)
