"""Jäv is noted on a ground of the body's own law, and the minutes say who and why."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError
from samverk.meetings import actions, queries
from samverk.meetings.models import NotedConflict
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import (
    Signing,
    locked_paragraph,
    printed_minutes,
)
from samverk.meetings.tests.conftest import (
    MEMBERS,
    add,
    again,
    fill,
    handle,
    note,
    occasion,
    person,
    roll,
    settle,
)
from samverk.project.testing.stages import kept
from samverk.rules.tests.texts import plain


def step_aside(cast, meeting, name="Bo Lind", *, key="jäv", note="", **more):
    given = actions.NewConflict(**({"ground": "affected"} | more))
    new = actions.NewPresence("stepped_aside", person(name), ground=note, conflict=given)
    return actions.record_presence(cast.owner, meeting, new, key=key)


@kept
def item(seated, opened):
    """The first item, with all members in the room."""
    roll(seated, opened, *MEMBERS)
    return handle(seated, opened, "Bidraget")


@kept
def council(cast):
    """An opened meeting of the council, at its first item."""
    fill(cast.council)
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    meeting = queries.meeting_by_id(made.pk)
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(meeting), *MEMBERS)
    handle(cast, again(meeting), "Ansvarsfrihet")
    return again(meeting)


def printed(meeting):
    page = minutes_of(again(meeting))
    return page, printed_minutes(page, page.paragraphs, Signing("paper", (), False))


def told(meeting):
    _, document = printed(meeting)
    part = document.paragraphs[0].parts[0]
    return part.heading, plain(" ".join(part.bullets))


def test_the_minutes_print_and_lock_who_and_on_what_ground(seated, opened, item):
    step_aside(seated, opened, note="Hans bror söker.")
    settle(seated, item)
    heading, text = told(opened)
    assert heading == "Jäv"
    assert text.startswith("Bo Lind (S) deltar inte på grund av jäv (6 kap. 28 §")
    assert "är själv eller genom närstående part" in text
    assert text.endswith("Jävet uppgavs av personen själv.")
    assert "bror" not in text
    page, document = printed(opened)
    locked = locked_paragraph(page.paragraphs[0], document.paragraphs[0], secret=False)
    assert locked["conflicts"][0]["name"] == "Bo Lind (S)"
    assert locked["parts"][0]["heading"] == "Jäv"


def test_the_bodys_own_decision_is_told_with_how_and_without_whom(seated, opened, item):
    step_aside(seated, opened, settled="decided", decided_how="Beslutet fattades med acklamation.")
    settle(seated, item)
    assert told(opened)[1].endswith(
        "Nämnden beslutade att jäv föreligger; personen deltog inte när frågan prövades."
        " Beslutet fattades med acklamation."
    )


def test_a_paragraph_without_jav_says_nothing_of_it(seated, opened, item):
    settle(seated, item)
    page, document = printed(opened)
    assert all(part.heading != "Jäv" for part in document.paragraphs[0].parts)
    assert "conflicts" not in locked_paragraph(
        page.paragraphs[0], document.paragraphs[0], secret=False
    )


def test_a_council_takes_no_ground_of_the_boards(cast, council):
    with pytest.raises(InputError, match="gäller för organet"):
        step_aside(cast, council)
    step_aside(cast, council, ground="discharge", may_debate=True)
    assert NotedConflict.objects.get().may_debate


def test_a_board_takes_no_ground_of_the_councils(seated, opened, item):
    with pytest.raises(InputError, match="gäller för organet"):
        step_aside(seated, opened, ground="personal")


def test_an_exception_that_holds_is_no_conflict(seated, opened, item):
    with pytest.raises(InputError, match="bolag eller stiftelse"):
        step_aside(seated, opened, ground="representative", excuse="municipal_company")
    step_aside(
        seated,
        opened,
        ground="representative",
        excuse="municipal_company",
        exercises_authority=True,
        key="igen",
    )
    assert NotedConflict.objects.get().ground == "representative"


def test_nobody_decides_their_own_conflict_while_the_board_is_quorate_without_them(
    seated, opened, item
):
    with pytest.raises(InputError, match="inte får delta när jävsfrågan prövas"):
        step_aside(seated, opened, settled="decided", took_part=True)


def test_one_may_decide_ones_own_conflict_when_the_board_would_not_be_quorate(seated, opened):
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm")
    handle(seated, opened, "Bidraget")
    step_aside(seated, opened, settled="decided", took_part=True)
    assert NotedConflict.objects.get().took_part


def test_the_page_offers_the_bodys_own_grounds_and_the_room_shows_the_ruling(seated, opened, item):
    browser = seated.browser(seated.owner_user)
    url = reverse("record_conflict", args=[opened.pk])
    form = browser.get(f"{url}?person={person('Bo Lind')}").content.decode()
    assert "6 kap. 28 §" in form
    assert "rör personligen ledamoten" not in form
    fields = {
        "key": "k",
        "person": person("Bo Lind"),
        "ground": "affected",
        "settled": "admitted",
        "note": "Hans bror söker.",
    }
    room = browser.post(url, fields, follow=True).content.decode()
    assert "ska självmant uppge omständigheten" in room
    assert "Hans bror söker." in room
    assert "gick ut" not in room


def test_a_council_is_told_that_one_may_stay_in_the_room(cast, council):
    page = cast.browser(cast.owner_user).get(reverse("record_conflict", args=[council.pk]))
    text = page.content.decode()
    assert "får vara kvar i salen" in text.replace("\xa0", " ")
    assert "rör personligen ledamoten" in text


def test_jav_is_over_with_its_item_and_is_not_told_of_in_the_next(seated, opened):
    roll(seated, opened, *MEMBERS)
    first = handle(seated, opened, "Bidraget")
    step_aside(seated, opened, settled="decided", decided_how="Acklamation.")
    settle(seated, first)
    second = add(seated, opened, "Taxan")
    new = actions.NewPresence("stepped_aside", person("Cia Alm"), ground="Släkt.")
    actions.record_presence(seated.owner, opened, new, key="jäv i nästa")
    actions.take_up(seated.owner, second, key="upp/Taxan")
    settle(seated, second)
    rows = minutes_of(again(opened)).paragraphs
    assert [row.aside for row in rows] == [{person("Bo Lind")}, {person("Cia Alm")}]
    handle(seated, opened, "Budgeten")
    assert again(opened).presence.filter(kind="returned").count() == 2


def test_who_left_while_aside_is_not_noted_as_back(seated, opened):
    roll(seated, opened, *MEMBERS)
    settle(seated, _aside(seated, opened))
    note(seated, opened, "left", "Bo Lind")
    handle(seated, opened, "Taxan")
    assert not again(opened).presence.filter(kind="returned").exists()


def _aside(cast, meeting):
    item = handle(cast, meeting, "Bidraget")
    step_aside(cast, meeting)
    return item
