"""The forms of the diary: sent, refused, sent twice, and kept when something is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.foundation.compartments import opened
from samverk.foundation.files import kinds
from samverk.foundation.files.tests.made import PDF
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions
from samverk.registry.models import Case, CaseLink, CaseSecret, Document, DocumentFile

pytestmark = pytest.mark.django_db

CASE = {"key": "k1", "title": "Samarbete", "opened_on": "2024-03-01"}
PAPER = {
    "key": "k2",
    "direction": "incoming",
    "kind": "letter",
    "dated_on": "2024-03-04",
    "subject": "Fråga om samarbete",
    "correspondent": "Norrvik",
}


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def browser(cast):
    return cast.browser(cast.owner_user)


@kept
def case(cast):
    new = actions.NewCase(cast.board.pk, "Samarbete", date(2024, 3, 1))
    return actions.open_case(SETUP, new, key="ärende")


def url(name, subject):
    return reverse(name, args=[subject.pk])


def test_a_case_sent_twice_is_opened_once_with_the_same_answer(cast, browser):
    answers = {browser.post(url("new_case", cast.board), CASE).url for _ in range(2)}
    assert answers == {url("case", Case.objects.get())}


def test_a_secret_case_needs_its_provision_and_keeps_what_was_written(cast, browser):
    sent = CASE | {"secret": "on", "secret_title": "Hemlig rubrik"}
    response = browser.post(url("new_case", cast.board), sent)
    text = response.content.decode()
    assert "Skriv vilken sekretessbestämmelse" in text
    assert 'value="Hemlig rubrik"' in text
    assert not Case.objects.exists()


def test_a_secret_case_is_marked_by_day_and_authority(cast, browser):
    sent = CASE | {"secret": "on", "secret_title": "Hemlig", "provision": "OSL 26 kap. 1 §"}
    browser.post(url("new_case", cast.board), sent)
    with opened([cast.board.pk]):
        marking = CaseSecret.objects.get()
    assert (marking.marked_on, marking.authority) == (date(2024, 3, 15), "Socialnämnden")


@pytest.mark.parametrize("field", ["secret_title", "provision"])
def test_a_secret_text_without_a_marking_is_not_thrown_away(cast, browser, field):
    response = browser.post(url("new_case", cast.board), CASE | {field: "Hemlig"})
    assert "markera sekretess också" in response.content.decode()
    assert not Case.objects.exists()


def test_a_document_sent_twice_is_registered_once(cast, browser, case):
    for _ in range(2):
        file = SimpleUploadedFile("fråga.pdf", PDF)
        response = browser.post(url("new_document", case), PAPER | {"file": file})
        assert response.url == url("case", case) + "#handling-1"
    assert DocumentFile.objects.get().name == "fråga.pdf"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("fråga.exe", b"MZ", "filtyp som inte tas emot"),
        ("fråga.pdf", b"MZ", "annat än filnamnet säger"),
        ("fråga.pdf", b"", "Filen är tom"),
    ],
)
def test_a_file_that_is_not_let_in_is_told_at_its_field(browser, case, name, content, told):
    sent = PAPER | {"file": SimpleUploadedFile(name, content)}
    response = browser.post(url("new_document", case), sent)
    assert told in str(response.context["form"].errors["file"])
    assert 'value="Fråga om samarbete"' in response.content.decode()
    assert not Document.objects.exists()


def test_too_large_a_file_is_not_even_read(browser, case, monkeypatch):
    def unread(*_):
        pytest.fail("the file was read")

    monkeypatch.setattr(kinds, "LARGEST", 4)
    monkeypatch.setattr("samverk.registry.forms.NewFile", unread)
    sent = PAPER | {"file": SimpleUploadedFile("a.pdf", PDF)}
    assert "större än" in browser.post(url("new_document", case), sent).content.decode()


@kept
def others(cast):
    new = actions.NewCase(cast.neighbour_board.pk, "Samma sak", date(2024, 3, 2), "SN 2024/001")
    return actions.open_case(SETUP, new, key="granne")


def test_a_number_in_two_diaries_is_asked_about(cast, browser, case, others):
    sent = {"key": "k", "number": "sn 2024/001", "kind": "same_matter"}
    response = browser.post(url("link_case", case), sent)
    assert "Flera organ har det diarienumret" in response.content.decode()
    assert browser.post(url("link_case", case), sent | {"other": others.pk}).status_code == 302
    assert CaseLink.objects.get().other == others


def test_a_number_that_nobody_has_is_told_at_its_field(browser, case):
    sent = {"key": "k", "number": "XX 1/1900", "kind": "same_matter"}
    response = browser.post(url("link_case", case), sent)
    assert "number" in response.context["form"].errors


def test_a_case_is_closed_through_its_form(browser, case):
    sent = {"key": "k", "closed_on": "2024-03-10"}
    assert browser.post(url("close_case", case), sent).status_code == 302
    assert "2024-03-10" in browser.get(url("case", case)).content.decode()


@pytest.mark.parametrize("name", ["new_document", "link_case", "close_case"])
@pytest.mark.parametrize("who", [None, "member_user", "colleague_user", "outsider_user"])
def test_others_get_the_reason_instead_of_the_form(cast, case, name, who):
    response = cast.browser(who and getattr(cast, who)).get(url(name, case))
    assert response.status_code == 403
    assert "registrera ärenden och handlingar" in response.content.decode()
