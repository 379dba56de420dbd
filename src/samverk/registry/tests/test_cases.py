"""Opening, linking and closing cases: it works, others are refused, the event is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions, queries
from samverk.registry.models import Case, CaseLink

pytestmark = pytest.mark.django_db


@kept
def new(cast):
    return actions.NewCase(cast.board.pk, "Samarbete om rehabilitering", date(2024, 3, 1))


@kept
def case(cast, new):
    return actions.open_case(cast.owner, new, key="first")


def test_cases_are_numbered_in_order_year_by_year(cast, new, case):
    second = actions.open_case(cast.owner, new, key="second")
    earlier = actions.open_case(cast.owner, replace(new, opened_on=date(2023, 12, 1)), key="third")
    numbers = [c.diary_number for c in (case, second, earlier)]
    assert numbers == ["SN 2024/001", "SN 2024/002", "SN 2023/001"]


def test_the_by_laws_of_the_day_decide_how_the_number_is_written(cast, new):
    terms = directory.NewTerms(cast.board.pk, date(2024, 1, 1), "KF", diary_format="AAAA.NNN ORG")
    directory.set_terms(SETUP, terms, key="reglemente")
    assert actions.open_case(cast.owner, new, key="a").diary_number == "2024.001 SN"
    before = replace(new, opened_on=date(2023, 12, 31))
    assert actions.open_case(cast.owner, before, key="b").diary_number == "SN 2023/001"


def test_a_number_typed_by_hand_is_stepped_over(cast, new):
    actions.open_case(cast.owner, replace(new, diary_number="sn 2024/001"), key="a")
    assert actions.open_case(cast.owner, new, key="b").diary_number == "SN 2024/002"


def test_a_number_that_is_taken_is_a_conflict_in_its_own_diary_only(cast, new, case):
    typed = replace(new, diary_number="sn 2024/001")
    with pytest.raises(ConflictError, match="finns redan"):
        actions.open_case(cast.owner, typed, key="a")
    elsewhere = replace(typed, body=cast.neighbour_board.pk)
    assert actions.open_case(cast.outsider, elsewhere, key="b").diary_number == "sn 2024/001"


def test_nobody_else_opens_links_or_closes(cast, new, case):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.open_case(stranger, new, key="x")
        with pytest.raises(NotAllowedError):
            actions.link_cases(stranger, case, case, "continues", key="y")
        with pytest.raises(NotAllowedError):
            actions.close_case(stranger, case, date(2024, 3, 2), key="z")


def test_the_event_says_who_opened_what(cast, case):
    event = AuditEvent.objects.get(kind="registry.case_opened")
    assert (event.actor_name, event.organisation) == ("Maj Ekedal", cast.town)
    assert event.body == cast.board
    assert event.subject_label == "SN 2024/001 Samarbete om rehabilitering"
    assert event.effective_on == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"opened_on": date(2024, 3, 16)}, "opened_on"),
        ({"secret": actions.Secret(" ", "hemligt")}, "provision"),
    ],
)
def test_what_cannot_be_registered_names_the_field_and_takes_no_number(cast, new, change, field):
    with pytest.raises(InputError) as fault:
        actions.open_case(cast.owner, replace(new, **change), key="a")
    assert fault.value.field == field
    assert actions.open_case(cast.owner, new, key="b").sequence == 1


def test_an_unknown_body_is_not_found(cast, new):
    with pytest.raises(NotFoundError):
        actions.open_case(cast.owner, replace(new, body=10**9), key="a")


def test_the_same_form_twice_opens_one_case(cast, new, case):
    assert actions.open_case(cast.owner, new, key="first") == case
    assert Case.objects.count() == 1


def test_another_person_cannot_use_the_same_form(cast, new, case):
    with pytest.raises(ConflictError, match="till något annat"):
        actions.open_case(SETUP, new, key="first")


@kept
def other(cast, new):
    return actions.open_case(cast.outsider, replace(new, body=cast.neighbour_board.pk), key="other")


def linked(case):
    return [(link.how, link.case) for link in queries.case_page(case.pk).linked]


def test_linked_cases_see_each_other(cast, case, other):
    actions.link_cases(cast.owner, case, other, "continues", key="a")
    assert linked(case) == [("fortsätter", other)]
    assert linked(other) == [("fortsätts av", case)]


def test_the_same_matter_is_linked_once_whichever_way(cast, case, other):
    first = actions.link_cases(cast.owner, case, other, "same_matter", key="a")
    again = actions.link_cases(cast.outsider, other, case, "same_matter", key="b")
    assert first == again
    assert CaseLink.objects.count() == 1


def test_one_bodys_cases_are_never_the_same_matter_in_another_body(cast, case, new):
    own = actions.open_case(cast.owner, replace(new, diary_number="", title="Nytt"), key="egen")
    with pytest.raises(InputError, match="samma organ"):
        actions.link_cases(cast.owner, case, own, "same_matter", key="a")
    actions.link_cases(cast.owner, case, own, "continues", key="b")
    assert linked(case) == [("fortsätter", own)]


def test_a_case_is_not_linked_to_itself(cast, case):
    with pytest.raises(InputError):
        actions.link_cases(cast.owner, case, case, "continues", key="a")


def test_a_case_closes_once_and_not_before_it_was_opened(cast, case):
    for day in (case.opened_on - timedelta(days=1), date(2024, 3, 16)):
        with pytest.raises(InputError):
            actions.close_case(cast.owner, case, day, key=str(day))
    closed = actions.close_case(cast.owner, case, date(2024, 3, 10), key="a")
    assert actions.close_case(cast.owner, case, date(2024, 3, 10), key="a") == closed
    with pytest.raises(ConflictError, match="redan avslutat"):
        actions.close_case(cast.owner, case, date(2024, 3, 11), key="b")
