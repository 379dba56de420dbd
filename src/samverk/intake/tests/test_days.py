"""No day is filled in for a paper or a case: it is printed, asked for, or unknown."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.errors import ConflictError
from samverk.intake.actions import confirm, reject
from samverk.intake.tests import reviews
from samverk.intake.tests.reviews import confirmed, only_record
from samverk.registry.models import Case

pytestmark = pytest.mark.django_db


def test_a_paper_without_a_given_day_is_registered_without_one(actor, home, read_in):
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home, case_number=""))
    assert record.document.dated_on is None


def test_another_organs_paper_is_not_dated_by_its_upload(actor, home, neighbour, read_in):
    theirs = {"organisation": neighbour.pk, "body": None}
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home, **theirs))
    assert record.document.dated_on is None


def test_the_day_that_the_person_gives_is_registered(actor, home, read_in):
    given = reviews.board(home, dated_on=date(2024, 2, 20))
    record = confirmed(actor, read_in("board.txt")[0], given)
    assert record.document.dated_on == date(2024, 2, 20)
    assert record.confirmed_fields["dated_on"] == "2024-02-20"


def test_a_case_with_the_diarys_next_number_is_opened_today(actor, home, read_in):
    confirmed(actor, read_in("board.txt")[0], reviews.board(home, case_number=""))
    assert Case.objects.get().opened_on == clock.today()


def test_a_case_with_a_number_of_its_own_was_opened_when_the_person_says(actor, home, read_in):
    confirmed(actor, read_in("board.txt")[0], reviews.board(home))
    assert Case.objects.get().opened_on == date(2024, 1, 15)


def test_a_case_whose_day_nobody_knows_is_marked_as_opened_by_then(actor, home, read_in):
    confirmed(actor, read_in("board.txt")[0], reviews.board(home, opened_on=None))
    case = Case.objects.get()
    assert (case.opened_on, case.opened_by_then) == (date(2024, 2, 14), True)


def test_anothers_paper_does_not_tell_when_our_case_was_opened(actor, home, neighbour, read_in):
    theirs = {"organisation": neighbour.pk, "body": None, "opened_on": None}
    confirmed(actor, read_in("board.txt")[0], reviews.board(home, **theirs))
    case = Case.objects.get()
    assert (case.opened_on, case.opened_by_then) == (clock.today(), True)


def test_the_case_page_says_that_the_day_is_not_known(client, actor, home, read_in):
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home, opened_on=None))
    shown = client.get(reverse("case", args=[record.document.case_id])).content.decode()
    assert "Dagen är inte känd." in shown


def test_a_registered_case_asks_for_no_day(actor, home, read_in):
    first, second = read_in("council.txt", "board.txt")
    confirmed(actor, first, reviews.council(home))
    confirmed(actor, second, reviews.board(home, opened_on=None))
    assert Case.objects.count() == 1


def test_one_key_does_not_confirm_two_records(actor, home, read_in):
    one, other = read_in("two.txt")[0].records.all()
    confirm(actor, one, reviews.board(home), key="samma")
    with pytest.raises(ConflictError):
        confirm(actor, other, reviews.board(home), key="samma")


def test_one_key_does_not_reject_two_records(actor, read_in):
    one, other = read_in("two.txt")[0].records.all()
    reject(actor, one, "Fel läst", key="samma")
    with pytest.raises(ConflictError):
        reject(actor, other, "Fel läst", key="samma")


def test_a_reading_for_one_board_is_not_told_to_another(actor, home, read_in):
    record = only_record(read_in("board.txt")[0])
    assert record.source.body.abbreviation == "SN"
    assert record.source.organisation_id == home.pk
