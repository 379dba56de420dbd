"""What a body follows up: assignments, motions within their year, and decisions taken by delegates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewDelegated, NewMatter
from samverk.meetings.models import DelegatedDecision, RaisedMatter
from samverk.meetings.queries.follow_up import follow_up_of
from samverk.meetings.tests.conftest import DAY, occasion

LONG_AGO = date(2023, 3, 1)


def text(answer):
    return " ".join(answer.content.decode().split())


def motion(cast, title="Fler cykelställ", raised=date(2024, 1, 15), *, who=None, key="m"):
    new = NewMatter("motionen", title, raised)
    return actions.raise_matter(who or cast.owner, cast.council.pk, new, key=key)


def delegated(cast, *, key="d", **more):
    new = NewDelegated(
        **({"title": "Tillstånd", "delegate": "Enhetschef", "decided_on": DAY} | more)
    )
    return actions.record_delegated(cast.owner, cast.board.pk, new, key=key)


def states(cast, body=None):
    page = follow_up_of((body or cast.council).pk, DAY)
    return [row.state for row in page.matters]


def test_a_motion_within_its_year_is_pending_and_tells_when_the_year_ends(cast):
    motion(cast)
    (row,) = follow_up_of(cast.council.pk, DAY).matters
    assert (row.state, row.year.value.last_day) == ("Inte avgjort än", date(2025, 1, 15))


def test_one_whose_year_has_gone_is_told_of_first_among_those_left(cast):
    motion(cast, "Ny", key="m1")
    motion(cast, "Gammal", LONG_AGO, key="m2")
    rows = follow_up_of(cast.council.pk, DAY).matters
    assert [(row.matter.title, row.state) for row in rows] == [
        ("Gammal", "Året har gått ut"),
        ("Ny", "Inte avgjort än"),
    ]


def test_reported_within_the_year_is_in_time_and_decided_ends_it(cast):
    made = motion(cast, raised=date(2023, 6, 1))
    actions.note_matter(cast.owner, made, "anmalt", date(2024, 3, 1), key="a")
    assert states(cast) == ["Anmält inom året"]
    actions.note_matter(cast.owner, made, "avgjort", DAY, key="b")
    assert states(cast) == ["Avgjort i tid"]


def test_what_is_noted_is_noted_once_and_on_a_day_that_has_been(cast):
    made = motion(cast)
    for day, words in ((date(2024, 1, 1), "före"), (DAY + timedelta(days=1), "inte varit")):
        with pytest.raises(InputError, match=words):
            actions.note_matter(cast.owner, made, "avgjort", day, key=f"k{day}")
    actions.note_matter(cast.owner, made, "avgjort", DAY, key="b")
    with pytest.raises(ConflictError, match="redan antecknat"):
        actions.note_matter(cast.owner, made, "avgjort", DAY, key="b2")


def test_a_motion_is_raised_in_a_council_and_handed_over_to_a_board(cast):
    handed = "det överlämnade medborgarförslaget"
    for body, what in ((cast.board, "motionen"), (cast.council, handed)):
        new = NewMatter(what, "Lekplats", DAY)
        with pytest.raises(InputError, match="väcks i fullmäktige"):
            actions.raise_matter(SETUP, body.pk, new, key=f"{body.pk}")
    actions.raise_matter(SETUP, cast.board.pk, NewMatter(handed, "Lekplats", DAY), key="ok")
    assert states(cast, cast.board) == ["Inte avgjort än"]


def test_a_delegated_decision_is_reported_recorded_or_left_as_the_board_decides(cast):
    for number, told in enumerate((True, False, None)):
        delegated(cast, key=f"d{number}", shall_be_reported=told)
    rows = follow_up_of(cast.board.pk, DAY).delegated
    assert {row.duty.value.duty.value: row.state for row in rows} == {
        "anmälas till nämnden": "Återstår",
        "protokollföras särskilt och tillkännages": "Återstår",
        "okänt": "Okänt",
    }


def test_an_urgent_one_is_late_when_the_next_meeting_has_been(cast):
    actions.plan_meeting(cast.owner, cast.board.pk, occasion(day=date(2024, 3, 10)), key="möte")
    delegated(cast, decided_on=date(2024, 3, 5), is_urgent=True, by_employee=False)
    (row,) = follow_up_of(cast.board.pk, DAY).delegated
    assert (row.state, row.is_open) == ("För sent", True)


def test_one_that_is_recorded_and_announced_is_done(cast):
    made = delegated(cast, shall_be_reported=False)
    actions.note_delegated(cast.owner, made, "protokollfort", DAY, key="p")
    actions.note_delegated(cast.owner, made, "anslaget", DAY, key="a")
    (row,) = follow_up_of(cast.board.pk, DAY).delegated
    assert (row.state, row.is_open) == ("Klart", False)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"delegate": ""}, "delegate"),
        ({"decided_on": DAY + timedelta(days=1)}, "decided_on"),
        ({"is_urgent": True}, "is_urgent"),
    ],
)
def test_a_delegated_decision_that_cannot_be_names_its_field(cast, more, field):
    with pytest.raises(InputError) as fault:
        delegated(cast, **more)
    assert fault.value.field == field
    assert DelegatedDecision.objects.count() == 0


def test_assignments_are_listed_with_owner_and_last_day_those_left_first(cast):
    tasks = (
        decisions.NewAssignment("Utred taxan", "Förvaltningschefen", date(2024, 3, 1)),
        decisions.NewAssignment("Teckna avtal", "Firmatecknaren"),
    )
    new = decisions.NewDecision(
        cast.town.pk,
        "Taxan",
        "assigns",
        body=cast.board.pk,
        decided_on=date(2024, 2, 1),
        paragraph=7,
        assignments=tasks,
    )
    decisions.register_decision(SETUP, new, key="beslut")
    rows = follow_up_of(cast.board.pk, DAY).assignments
    assert [(row.assignment.owner, row.state) for row in rows] == [
        ("Förvaltningschefen", "Försenat sedan 2024-03-01"),
        ("Firmatecknaren", "Utan slutdag"),
    ]


def test_others_do_not_write_and_a_form_sent_twice_is_one(cast):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            motion(cast, who=stranger)
    assert motion(cast) == motion(cast)
    assert RaisedMatter.objects.count() == 1
    assert AuditEvent.objects.filter(kind="meetings.matter_raised").count() == 1


def test_it_is_registered_and_noted_on_its_pages(cast):
    browser, body = cast.browser(cast.owner_user), cast.council.pk
    form = {"key": "f1", "what": "motionen", "title": "Cykelställ", "raised_on": "2024-01-15"}
    page = text(browser.post(reverse("raise_matter", args=[body]), form, follow=True))
    assert "Motion: Cykelställ" in page
    assert "2025-01-15" in page
    made = RaisedMatter.objects.get()
    url = reverse("note_matter", args=[made.pk, "avgjort"])
    page = text(browser.post(url, {"key": "f2", "day": "2024-03-15"}, follow=True))
    assert "Avgjort i tid" in page


def test_a_delegated_decision_is_registered_on_its_page_and_a_fault_keeps_what_was_written(cast):
    browser, url = cast.browser(cast.owner_user), reverse("record_delegated", args=[cast.board.pk])
    form = {"key": "f", "title": "Tillstånd", "delegate": "", "decided_on": "2024-03-01"}
    answer = browser.post(url, form)
    assert answer.status_code == 400
    assert "Tillstånd" in text(answer)
    page = text(browser.post(url, form | {"delegate": "Enhetschef"}, follow=True))
    assert "Enhetschef" in page


def test_anybody_reads_it_and_only_the_bodys_own_see_what_to_note(cast):
    motion(cast)
    url = reverse("follow_up", args=[cast.council.pk])
    assert "Fler cykelställ" in text(cast.browser().get(url))
    assert "/avgjort/" not in text(cast.browser(cast.outsider_user).get(url))
    assert "/avgjort/" in text(cast.browser(cast.owner_user).get(url))
    assert cast.browser().get(reverse("raise_matter", args=[cast.council.pk])).status_code == 403


def test_the_page_asks_the_same_however_much_there_is(cast, django_assert_max_num_queries):
    for number in range(5):
        motion(cast, f"Motion {number}", key=f"m{number}")
    browser = cast.browser(cast.owner_user)
    with django_assert_max_num_queries(10):
        browser.get(reverse("follow_up", args=[cast.council.pk]))


def test_the_bodys_page_leads_there(cast):
    page = text(cast.browser().get(reverse("body", args=["lillkoping", cast.council.pk])))
    assert reverse("follow_up", args=[cast.council.pk]) in page


def test_in_a_federation_nothing_is_raised(cast):

    new = directory.NewBody(cast.town.pk, "federation_board", "Styrelsen", "FS")
    body = directory.add_body(SETUP, new, key="fs").pk
    matter = NewMatter("motionen", "Cykelställ", DAY)
    with pytest.raises(InputError, match="I ett förbund"):
        actions.raise_matter(SETUP, body, matter, key="k")
    page = text(cast.browser().get(reverse("follow_up", args=[body])))
    assert "Motioner" not in page.partition("Uppdrag som beslut")[2]
