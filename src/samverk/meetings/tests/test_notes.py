"""Private notes: saved as they are typed, seen by the writer alone, and removed for good."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.urls import reverse

from samverk.foundation.actors import PUBLIC, Role
from samverk.foundation.barring import barred_for, reading_as
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent, IdempotencyKey, User
from samverk.foundation.own_rows import own_rows
from samverk.meetings import actions
from samverk.meetings.actions import NewNote
from samverk.meetings.actions.notes import LONGEST, clear_notes
from samverk.meetings.models import PrivateNote
from samverk.meetings.queries import item_by_id
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    account,
    actor,
    add,
    handle,
    note,
    roll,
    settle,
)
from samverk.project.testing.stages import kept

HTMX = {"HX-Request": "true"}
WORDS = "Fråga om taxan räcker."
HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")


@kept
def item(seated, meeting):
    """An open item of a meeting that the members are called to."""
    new = actions.NewMeetingFact("called", DAY)
    actions.record_meeting_fact(seated.owner, meeting, new, key="kallat")
    return item_by_id(add(seated, meeting, "Taxan").pk)


@kept
def secret(seated, meeting, item):
    return item_by_id(add(seated, meeting, "Individärende", hidden=HIDDEN).pk)


@kept
def bo(seated):
    return account(seated.board, "Bo Lind")


@kept
def url(item):
    return reverse("write_note", args=[item.pk])


def save(user, item, words=WORDS, version=0, key="a"):
    return actions.save_note(actor(user), item, NewNote(words, version), key=key)


def notes(user, *controllers):
    """What an account sees, with some compartments open."""
    with compartment(controllers), own_rows(user and user.pk):
        return list(PrivateNote.objects.order_by("item").values_list("text", flat=True))


def typed(words=WORDS, *, version=0, key="a"):
    return {"key": key, "version": version, "text": words}


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_member_writes_on_the_item_and_goes_on_on_another_device(seated, item, bo, url):
    page = text(seated.browser(bo).get(reverse("item", args=[item.pk])))
    assert "Egen anteckning" in page
    assert f'hx-post="{url}"' in page
    assert "web/saving.js" in page
    assert "Inget skrivet än" in page
    answer = text(seated.browser(bo).post(url, typed(), headers=HTMX))
    assert "Sparat 12:00" in answer
    assert "<html" not in answer
    again = text(seated.browser(bo).get(reverse("item", args=[item.pk])))
    assert WORDS in again


def test_the_next_save_goes_on_with_the_key_that_was_answered(seated, bo, url):
    browser = seated.browser(bo)
    page = text(browser.post(url, typed(), headers=HTMX))
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    answer = browser.post(url, typed("Mer.", version=1, key=key), headers=HTMX)
    assert answer.status_code == 200
    assert notes(bo) == ["Mer."]
    # What is printed follows what is saved
    assert 'hx-swap-oob="true"' in text(answer)
    assert "<p>Mer.</p>" in text(answer)


def test_the_form_works_without_scripts(seated, item, bo, url):
    answer = seated.browser(bo).post(url, typed())
    assert answer.url == reverse("item", args=[item.pk]) + "#anteckning"
    assert notes(bo) == [WORDS]


def test_a_save_whose_answer_never_came_is_gone_on_from(seated, bo, url):
    browser = seated.browser(bo)
    browser.post(url, typed("Första."), headers=HTMX)
    assert browser.post(url, typed("Första och fler."), headers=HTMX).status_code == 200
    assert notes(bo) == ["Första och fler."]


def test_two_devices_do_not_write_over_each_other(seated, item, bo, url):
    save(bo, item, "På plattan: 5 procent.", key="annan")
    save(bo, item, "På plattan: 6 procent.", version=1, key="annan 2")
    browser = seated.browser(bo)
    answer = browser.post(url, typed("På telefonen: 7 procent."), headers=HTMX)
    assert answer.status_code == 409
    assert "på en annan enhet" in text(answer)
    answer = browser.post(url, typed("På telefonen: 7 procent.", key="b"))
    assert answer.status_code == 409
    assert "<del>" in text(answer)
    assert "På telefonen: 7 procent." in text(answer)
    form = answer.context["note"].form
    again = typed("Båda.", version=form["version"].value(), key=form["key"].value())
    assert browser.post(url, again).status_code == 302
    assert notes(bo) == ["Båda."]


def test_the_same_form_twice_saves_once(seated, item, bo):
    assert save(bo, item).pk == save(bo, item).pk
    assert AuditEvent.objects.filter(kind="meetings.note_saved").count() == 1
    with pytest.raises(ConflictError):
        save(bo, item, "Annat.", version=0, key="b")
    assert notes(bo) == [WORDS]


def test_one_that_is_too_long_is_told_and_kept_in_the_form(seated, item, bo, url):
    assert save(bo, item, "x" * LONGEST).version == 1
    answer = seated.browser(bo).post(url, typed("y" * (LONGEST + 1), version=1, key="b"))
    assert answer.status_code == 400
    assert "1 tecken för lång" in text(answer)
    assert "y" * (LONGEST + 1) in text(answer)
    with pytest.raises(InputError):
        save(bo, item, "z" * (LONGEST + 1), version=1, key="c")
    assert notes(bo) == ["x" * LONGEST]


def test_nobody_else_sees_it(seated, item, bo):
    save(bo, item)
    eva = account(seated.board, "Eva Hägg")
    for user in (None, seated.owner_user, seated.member_user, eva, seated.outsider_user):
        browser = seated.browser(user)
        for name, at in (("item", item.pk), ("meeting", item.meeting_id)):
            assert WORDS not in text(browser.get(reverse(name, args=[at])))
        answer = browser.get(reverse("notes", args=[item.meeting_id]))
        assert WORDS not in text(answer)
        assert notes(user, seated.board.pk) == []


def test_the_wall_itself_shows_it_to_nobody_else(seated, item, bo):
    save(bo, item)
    assert PrivateNote.objects.count() == 0
    with compartment([seated.board.pk]):
        assert PrivateNote.objects.count() == 0
        assert PrivateNote.objects.all().delete()[0] == 0
        assert PrivateNote.objects.update(text="") == 0
    assert notes(bo) == [WORDS]


def test_the_wall_lets_nobody_write_in_anothers_name(seated, item, bo):
    with (
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
        own_rows(seated.owner_user.pk),
    ):
        PrivateNote.objects.create(item=item, user=bo, text="Inte Bos.")


def test_the_setting_ends_with_its_block(seated, item, bo):
    save(bo, item)
    with own_rows(bo.pk):
        with own_rows(seated.owner_user.pk):
            assert PrivateNote.objects.count() == 0
        assert PrivateNote.objects.count() == 1
    assert PrivateNote.objects.count() == 0


def test_the_log_tells_that_a_note_was_saved_and_never_its_words(seated, item, bo):
    save(bo, item)
    event = AuditEvent.objects.get(kind="meetings.note_saved")
    assert (event.actor_name, event.subject_label) == ("Bo Lind", "egen anteckning")
    assert event.body_id == seated.board.pk
    for row in (*AuditEvent.objects.values(), *IdempotencyKey.objects.values()):
        assert "taxan räcker" not in repr(row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata::text FROM pghistory_context")
        assert not any("taxan räcker" in row[0] for row in cursor.fetchall())


@pytest.mark.django_db
def test_there_is_no_history_that_keeps_the_words():
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if "note" in t]
    assert "meetings_privatenote" in tables
    assert "meetings_privatenoteevent" not in tables


@pytest.mark.parametrize(
    "who",
    [
        lambda s: PUBLIC,
        lambda s: s.outsider,
        lambda s: s.colleague,
        lambda s: actor(account(s.board, "Bo Lind", role=Role.AUDITOR)),
        lambda s: actor(account(s.board, "Bo Lind", role=Role.ADMINISTRATOR)),
    ],
    ids=["the public", "another municipality", "another board", "an auditor", "an administrator"],
)
def test_who_does_not_take_part_keeps_no_notes(seated, item, who):
    with pytest.raises(NotAllowedError):
        actions.save_note(who(seated), item, NewNote(WORDS, 0), key="x")
    with pytest.raises(NotAllowedError):
        actions.remove_note(who(seated), item, key="y")


def test_nor_a_member_before_the_papers_are_there(seated, meeting, bo):
    item = item_by_id(add(seated, meeting, "Taxan").pk)
    with pytest.raises(NotAllowedError, match="kallelsen"):
        save(bo, item)
    assert save(seated.owner_user, item).version == 1


def test_a_note_on_a_secret_item_is_behind_its_wall_too(seated, secret, bo):
    save(bo, secret)
    assert notes(bo) == []
    assert notes(bo, seated.board.pk) == [WORDS]
    page = text(seated.browser(bo).get(reverse("item", args=[secret.pk])))
    assert WORDS in page
    assert WORDS in text(seated.browser(bo).get(reverse("notes", args=[secret.meeting_id])))


def test_who_may_not_read_a_secret_item_keeps_no_note_on_it(seated, secret):
    folke = account(seated.board, "Folke Ask")
    with pytest.raises(NotAllowedError, match="tjänstgör"):
        save(folke, secret)
    page = text(seated.browser(folke).get(reverse("item", args=[secret.pk])))
    assert "Egen anteckning" not in page


@pytest.mark.parametrize("hidden", [None, HIDDEN], ids=["an open item", "a secret one"])
def test_jav_shuts_the_note_while_the_item_is_handled(seated, opened, bo, hidden):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Bygglovet", hidden=hidden)
    save(bo, item)
    note(seated, opened, "stepped_aside", "Bo Lind")
    with pytest.raises(NotAllowedError, match="jävig"):
        save(bo, item, "Mer.", version=1, key="b")
    browser = seated.browser(bo)
    assert WORDS not in text(browser.get(reverse("item", args=[item.pk])))
    assert WORDS not in text(browser.get(reverse("notes", args=[item.meeting_id])))
    settle(seated, item)
    assert WORDS in text(browser.get(reverse("item", args=[item.pk])))


def test_the_wall_itself_shuts_a_secret_note_for_jav(seated, opened, bo):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Bygglovet", hidden=HIDDEN)
    save(bo, item)
    note(seated, opened, "stepped_aside", "Bo Lind")
    with reading_as(lambda: barred_for(actor(bo))):
        assert notes(bo, seated.board.pk) == []


def test_the_writer_removes_it_for_good(seated, item, bo):
    save(bo, item)
    browser, url = seated.browser(bo), reverse("remove_note", args=[item.pk])
    assert "för gott" in text(browser.get(url))
    assert browser.post(url, {"key": "bort"}).url == reverse("notes", args=[item.meeting_id])
    assert notes(bo) == []
    assert browser.post(url, {"key": "bort"}).status_code == 302
    assert AuditEvent.objects.filter(kind="meetings.note_removed").count() == 1
    with pytest.raises(NotFoundError):
        actions.remove_note(actor(bo), item, key="igen")


def test_what_is_written_when_it_has_been_removed_is_not_lost(seated, item, bo, url):
    save(bo, item)
    actions.remove_note(actor(bo), item, key="bort")
    browser = seated.browser(bo)
    for key, version in (("a", 0), ("c", 1)):
        answer = browser.post(url, typed(WORDS, version=version, key=key))
        assert answer.status_code == 400
        assert WORDS in text(answer)
        assert "är borttagen" in text(answer)
    form = answer.context["note"].form
    again = typed(WORDS, version=form["version"].value(), key=form["key"].value())
    assert browser.post(url, again).status_code == 302
    assert notes(bo) == [WORDS]


def test_one_who_has_left_may_still_remove_an_own_note(seated, item, bo):
    save(bo, item)
    gone = actor(bo)
    gone = type(gone)(gone.user, gone.name, (), person=gone.person)
    with pytest.raises(NotAllowedError):
        actions.save_note(gone, item, NewNote("Mer.", 1), key="b")
    actions.remove_note(gone, item, key="bort")
    assert notes(bo) == []


def test_the_list_is_for_print_and_for_the_writer(seated, item, bo):
    save(bo, item, "Rad ett.\n\n<b>Rad två.</b>")
    page = text(seated.browser(bo).get(reverse("notes", args=[item.meeting_id])))
    assert "<p>Rad ett.</p>" in page
    assert "&lt;b&gt;Rad två.&lt;/b&gt;" in page
    assert "Du har inga anteckningar" in text(
        seated.browser(seated.owner_user).get(reverse("notes", args=[item.meeting_id]))
    )
    assert seated.browser().get(reverse("notes", args=[item.meeting_id])).status_code == 403


def test_the_meetings_page_leads_to_them(seated, item, bo):
    at = reverse("meeting", args=[item.meeting_id])
    assert reverse("notes", args=[item.meeting_id]) in text(seated.browser(bo).get(at))
    assert reverse("notes", args=[item.meeting_id]) not in text(seated.browser().get(at))


@pytest.mark.parametrize(
    ("today", "left"),
    [(date(2025, 3, 15), 2), (date(2025, 3, 16), 0)],
    ids=["a year", "a day more"],
)
def test_they_are_cleared_a_year_after_the_meeting(seated, item, secret, bo, today, left):
    save(bo, item)
    save(bo, secret, key="b")
    save(seated.owner_user, item, key="c")
    assert clear_notes(today) == (0 if left else 2)
    assert len(notes(bo, seated.board.pk)) == left
    assert clear_notes(today) == 0
    assert AuditEvent.objects.filter(kind="meetings.notes_cleared").count() == (0 if left else 2)


def test_and_when_the_account_is_closed(seated, item, bo):
    save(bo, item)
    save(seated.owner_user, item, key="c")
    User.objects.filter(pk=bo.pk).update(is_active=False)
    assert clear_notes(DAY) == 1
    assert notes(bo) == []
    assert notes(seated.owner_user) == [WORDS]


def test_the_list_asks_as_much_for_many_notes(
    seated, meeting, item, bo, django_assert_max_num_queries
):
    for number in range(12):
        save(bo, add(seated, meeting, f"Punkt {number}"), key=f"n{number}")
    browser = seated.browser(bo)
    with django_assert_max_num_queries(20):
        page = text(browser.get(reverse("notes", args=[item.meeting_id])))
    assert page.count(WORDS) == 12
