"""A notice of meeting is confirmed as a document of the diary, with the matters it lists."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.decisions.models import Decision
from samverk.intake.actions import read_waiting, upload
from samverk.intake.files import Upload
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import sample
from samverk.intake.tests.reviews import confirmed, only_record
from samverk.project.testing.stages import kept
from samverk.registry.models import Document

pytestmark = pytest.mark.django_db


@kept
def notice(read_in):
    """A notice of meeting that has been read."""
    return read_in("notice.txt")[0]


def said(home, **changes):
    title = {"title": "Kallelse till nämnden", "text": "", "kind": "", "citations": ()}
    return reviews.board(home, paragraph=None, diary_number="", **(title | changes))


def test_a_notice_is_a_record_to_review(notice):
    record = only_record(notice)
    assert (record.kind, record.name) == ("notice", "Kallelsen")
    assert len(record.fields["items_listed"]) == 3


def test_it_becomes_a_document_and_no_decision(actor, home, notice):
    record = confirmed(actor, notice, said(home))
    assert (record.document.kind, record.document.subject) == ("notice", "Kallelse till nämnden")
    assert not Decision.objects.exists()


def test_its_matters_are_kept_with_what_was_confirmed(actor, home, notice):
    kept = confirmed(actor, notice, said(home)).confirmed_fields["items_listed"]
    assert [item["number"] for item in kept] == [1, 2, 3]


def test_the_day_of_the_meeting_is_not_the_day_of_the_paper(actor, home, notice):
    assert confirmed(actor, notice, said(home)).document.dated_on is None


def test_the_same_notice_in_two_files_is_one_document(actor, home, board, notice):
    document = confirmed(actor, notice, said(home)).document
    copy = Upload("kopia.txt", sample("notice.txt").content + b"\n")
    other = upload(actor, board.pk, [copy], key="kopia").new[0]
    read_waiting(board.pk)
    assert confirmed(actor, other, said(home)).document == document
    assert Document.objects.count() == 1


def test_the_page_shows_the_matters_and_asks_for_the_day_of_the_meeting(client, secretary, notice):
    client.force_login(secretary)
    shown = client.get(reverse("intake_review", args=[notice.pk, 1])).content.decode()
    assert "Sammanträdesdag" in shown
    assert "Uppföljning av ekonomin" in shown
    assert "Beslutstext" not in shown


def test_a_title_is_suggested_and_not_filled_in(client, secretary, notice):
    record = only_record(notice)
    record.fields["title"] = None
    record.save()
    client.force_login(secretary)
    context = client.get(reverse("intake_review", args=[notice.pk, 1])).context
    offers = [o.offer.text for f in context["page"].fields for o in f.offers]
    assert context["form"]["title"].value() == ""
    assert any(text.startswith("Kallelse") for text in offers)
