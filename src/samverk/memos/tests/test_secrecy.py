"""A secret memo: behind the wall, read only by its body, and each reading noted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.memos import actions
from samverk.memos.content import Words
from samverk.memos.models import Judgment, MemoPart, MemoSecret, MemoVersion, ProposedPoint
from samverk.memos.queries import approved_in, memos_waiting, version_of
from samverk.memos.tests.conftest import begin, fill, send
from samverk.registry.models import Document, DocumentSecret, SecretFile
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict

NAME = "Nilsson"
READ = "memos.secret_read"


@pytest.fixture
def written(office, secret):
    fill(office, secret, Point(f"Barnet {NAME} placeras."), text=f"Om barnet {NAME}.")
    send(office, secret)
    return secret


@pytest.fixture
def decided(office, written):
    with opened([office.cast.board.pk]):
        version = version_of(written.pk, 1)
        answer = actions.Answer(Verdict.APPROVED)
        actions.judge_version(office.head, version, answer, key="besked")
    return written


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("model", [MemoSecret, MemoPart, MemoVersion, Judgment, ProposedPoint])
def test_outside_its_compartment_nothing_is_there(office, decided, model):
    assert not model.objects.exists()
    with opened([office.cast.board.pk]):
        assert model.objects.exists()


def test_secrecy_needs_a_provision(office):
    with pytest.raises(InputError, match="sekretessbestämmelse"):
        begin(office, "X", hidden=actions.Hidden(" ", "Y"))


def test_its_body_reads_it_and_the_reading_is_noted(office, written):
    browser = office.cast.browser(office.officer_user)
    assert NAME in text(browser.get(reverse("memo", args=[written.pk])))
    event = AuditEvent.objects.get(kind=READ)
    assert (event.actor_name, event.subject_label) == ("Olle Ångman", "Individärende")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("memo", []),
        ("memo_version", [1]),
        ("compare_memo", [1, 0]),
        ("memo_file", [1, "pdf"]),
        ("send_memo", []),
    ],
)
def test_nobody_else_reads_it_by_any_address(office, written, name, more):
    cast = office.cast
    url = reverse(name, args=[written.pk, *more])
    for user in (None, cast.member_user, cast.colleague_user, cast.outsider_user):
        answer = cast.browser(user).get(url)
        assert answer.status_code == 403
        assert NAME not in text(answer)
    assert not AuditEvent.objects.filter(kind=READ).exists()


def test_without_the_note_in_the_log_nothing_is_shown(office, written, monkeypatch):
    def refuse(*_args, **_more):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "read_secret", refuse)
    with pytest.raises(RuntimeError):
        office.cast.browser(office.officer_user).get(reverse("memo", args=[written.pk]))


def test_reading_an_open_memo_is_not_noted(office, memo):
    office.cast.browser(office.officer_user).get(reverse("memo", args=[memo.pk]))
    assert not AuditEvent.objects.filter(kind=READ).exists()


def test_no_word_of_it_is_in_the_open_log(office, decided):
    labels = list(AuditEvent.objects.values_list("subject_label", "why"))
    assert labels
    assert not [each for each in labels if NAME in "".join(each)]


def test_approved_it_is_registered_with_its_file_behind_the_wall_and_with_its_provision(
    office, decided
):
    document = Document.objects.get()
    assert (document.secret, document.subject) == (True, "Individärende")
    assert not document.files.exists()
    assert not document.secret_files.exists()
    with opened([office.cast.board.pk]):
        assert NAME in DocumentSecret.objects.get().subject
        assert bytes(SecretFile.objects.get().content).startswith(b"%PDF-")


def test_what_it_proposes_is_there_only_inside(office, decided):
    assert approved_in([office.case.pk]) == []
    with opened([office.cast.board.pk]):
        (found,) = approved_in([office.case.pk])
    assert found.secret
    assert NAME in found.points[0].text


def test_it_is_on_no_list_of_what_waits(office, written):
    assert memos_waiting([office.cast.board.pk]) == []


def test_the_case_page_says_no_more_than_that_it_is_secret(office, written):
    page = text(
        office.cast.browser(office.officer_user).get(reverse("case", args=[office.case.pk]))
    )
    assert "Individärende" in page
    assert NAME not in page


def test_a_stranger_cannot_save_in_it(office, secret):
    new = actions.NewPart(Part.BACKGROUND, Words("X"), 0)
    with pytest.raises(NotAllowedError):
        actions.save_part(office.cast.colleague, secret, new, key="x")
