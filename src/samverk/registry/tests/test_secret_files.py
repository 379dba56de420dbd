"""The file of a secret document: behind the wall, opened by its body's own people, each time logged."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.urls import reverse

from samverk.foundation.compartments import opened
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.files.tests.made import PDF, copied
from samverk.foundation.models import AuditEvent
from samverk.foundation.reads import SECRET_READ
from samverk.registry import actions, queries
from samverk.registry.actions.reading import FILE_OPENED
from samverk.registry.models import DocumentFile, SecretFile

pytestmark = pytest.mark.django_db
NAME = "Barnet N utredning.pdf"


@pytest.fixture
def document(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    new = actions.NewCase(cast.board.pk, "Stöd", date(2024, 3, 1))
    case = actions.open_case(cast.owner, new, key="ärende")
    paper = actions.NewDocument(
        case.pk,
        "incoming",
        "letter",
        date(2024, 3, 4),
        secret=actions.Secret("26 kap. 1 § OSL", "Utredning om N"),
        file=actions.NewFile(NAME, PDF),
    )
    made = actions.register_document(cast.owner, paper, key="handling")
    return queries.document_by_id(made.pk)


@pytest.fixture
def file(cast, document):
    with opened([cast.board.pk]):
        return SecretFile.objects.defer("content").get()


def url(document, file):
    return reverse("secret_download", args=[document.pk, file.pk])


def test_the_bytes_lie_behind_the_wall_and_in_no_open_store(cast, document, tmp_path):
    assert not SecretFile.objects.exists()
    assert not DocumentFile.objects.exists()
    assert default_storage.listdir("") == ([], [])
    with opened([cast.other_board.pk, cast.neighbour_board.pk]):
        assert not SecretFile.objects.exists()
    with opened([cast.board.pk]):
        assert bytes(SecretFile.objects.get().content) == PDF


def test_its_own_people_open_it_from_the_case_and_each_time_is_logged(cast, document, file):
    browser = cast.browser(cast.owner_user)
    page = browser.get(reverse("case", args=[document.case_id])).content.decode()
    assert NAME in page
    assert url(document, file) in page
    for _ in range(2):
        answer = browser.get(url(document, file))
        assert answer.content == copied(PDF)
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    events = AuditEvent.objects.filter(kind=FILE_OPENED)
    assert [(e.actor_name, e.body_id) for e in events] == [("Maj Ekedal", cast.board.pk)] * 2
    assert NAME not in events[0].subject_label


@pytest.mark.parametrize("who", [None, "member_user", "colleague_user", "outsider_user"])
def test_nobody_else_opens_it_or_learns_its_name(cast, document, file, who):
    browser = cast.browser(who and getattr(cast, who))
    assert browser.get(url(document, file)).status_code == 403
    assert NAME not in browser.get(reverse("case", args=[document.case_id])).content.decode()
    assert not AuditEvent.objects.filter(kind=FILE_OPENED).exists()


def test_a_file_of_another_document_is_not_found(cast, document, file):
    new = actions.NewDocument(document.case_id, "incoming", "letter", date(2024, 3, 4), "Öppen")
    other = actions.register_document(cast.owner, new, key="b")
    found = queries.document_by_id(other.pk)
    with pytest.raises(NotFoundError):
        actions.read_secret_file(cast.owner, found, file.pk, key="k")


def test_a_stranger_is_refused_by_the_action_too(cast, document, file):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.read_secret_file(stranger, document, file.pk, key="k")


def test_it_is_in_no_bundle(cast, document):
    assert queries.open_files_of([document.pk]) == {}


def test_the_case_page_notes_what_is_secret_once_each(cast, document):
    browser = cast.browser(cast.owner_user)
    browser.get(reverse("case", args=[document.case_id]))
    (event,) = AuditEvent.objects.filter(kind=SECRET_READ)
    assert (event.subject_type, event.subject_id) == ("registry.Document", str(document.pk))
    page = browser.get(reverse("case", args=[document.case_id])).content.decode()
    assert "Sekretessbelagd uppgift läst" not in page


def test_a_page_that_shows_nothing_secret_notes_nothing(cast, document):
    cast.browser(cast.colleague_user).get(reverse("case", args=[document.case_id]))
    assert not AuditEvent.objects.filter(kind=SECRET_READ).exists()


@pytest.mark.parametrize("page", ["case", "file"])
def test_nothing_is_shown_when_the_log_cannot_be_written(cast, document, file, monkeypatch, page):
    def broken(*_):
        raise DatabaseError("the log is full")

    monkeypatch.setattr("samverk.foundation.acts._event", broken)
    monkeypatch.setattr(
        "samverk.foundation.acts.NOTE_READINGS", "INSERT INTO no_such_log VALUES (%s)"
    )
    browser = cast.browser(cast.owner_user)
    browser.raise_request_exception = False
    at = url(document, file) if page == "file" else reverse("case", args=[document.case_id])
    answer = browser.get(at)
    assert answer.status_code >= 500
    assert b"Utredning om N" not in answer.content
    assert b"%PDF" not in answer.content
