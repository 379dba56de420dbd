"""What one board has read in and not confirmed is not told to another board of the municipality."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.intake import queries
from samverk.intake.actions import confirm, read_waiting, reject, upload
from samverk.intake.models import Source
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SETUP, sample, user
from samverk.intake.tests.reviews import confirmed, only_record
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def council(home):
    """The council, another authority of the same municipality."""
    return home.bodies.get(abbreviation="KF")


@kept
def colleague(home, council):
    """The council's secretary."""
    return user("kf@granby.example", Role.SECRETARY, home, council)


@pytest.mark.parametrize("name", ["intake_source", "intake_text", "intake_file", "intake_first"])
def test_a_colleague_at_another_board_is_refused_every_page(name, client, colleague, read_in):
    client.force_login(colleague)
    assert client.get(reverse(name, args=[read_in("board.txt")[0].pk])).status_code == 403


def test_a_colleagues_list_names_no_file_of_the_board(client, colleague, read_in):
    read_in("board.txt")
    client.force_login(colleague)
    assert "board.txt" not in client.get(reverse("intake")).content.decode()


def test_a_colleague_may_neither_confirm_nor_reject(home, colleague, read_in):
    record, other = only_record(read_in("board.txt")[0]), actor_for(colleague)
    with pytest.raises(NotAllowedError):
        confirm(other, record, reviews.board(home), key="ja")
    with pytest.raises(NotAllowedError):
        reject(other, record, "Fel läst", key="nej")


def test_the_same_file_at_two_boards_is_two_sources(council, colleague, read_in):
    read_in("board.txt")
    sent = upload(actor_for(colleague), council.pk, [sample("board.txt")], key="kf")
    assert (len(sent.new), sent.known) == (1, [])


def test_one_boards_reading_says_nothing_of_anothers_paper(council, colleague, read_in):
    read_in("board.txt")
    upload(actor_for(colleague), council.pk, [sample("excerpt.md")], key="kf")
    read_waiting(council.pk)
    record = only_record(Source.objects.get(body=council))
    assert "board.txt" not in str(record.fields["suggestions"])
    assert queries.other_readings(record) == []


def test_reading_for_one_board_leaves_the_other_boards_files_waiting(actor, board, council):
    upload(actor, board.pk, [sample("board.txt")], key="sn")
    assert read_waiting(council.pk) == []
    assert Source.objects.get().state == "waiting"


def test_a_colleagues_start_page_names_no_file_of_the_board(client, colleague, home, read_in):
    confirmed(SETUP, read_in("board.txt")[0], reviews.board(home))
    client.force_login(colleague)
    assert "board.txt" not in client.get("/").content.decode()


def test_one_who_reads_in_for_the_whole_municipality_sees_every_boards_files(client, home, read_in):
    read_in("board.txt")
    client.force_login(user("arkiv@granby.example", Role.REGISTRAR, home))
    changes = client.get("/").content.decode().partition('id="andringar"')[2]
    assert "board.txt" in changes


def test_one_who_reads_in_for_a_board_sees_its_files_among_the_changes(client, secretary, read_in):
    read_in("board.txt")
    client.force_login(secretary)
    page = client.get("/").content.decode().replace("\N{SOFT HYPHEN}", "")
    changes = page.partition('id="andringar"')[2]
    assert "board.txt" in changes
    assert "för Socialnämnden, Granby" in changes
