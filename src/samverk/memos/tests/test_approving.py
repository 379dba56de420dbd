"""Versions, their approval, and what an approved memo leaves behind."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.memos.content import Words
from samverk.memos.models import Judgment, MemoVersion, ProposedPoint
from samverk.memos.queries import approved_in, memos_of_case, memos_waiting, page_of
from samverk.memos.tests.conftest import answer, fill, save, send
from samverk.registry.models import Document
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import MemoState, Verdict


def state(memo):
    return page_of(memo.pk).row.state.value


def change(office, memo, text="Nytt."):
    version = memo.parts.get(part=Part.BACKGROUND.value).version
    save(office, memo, Part.BACKGROUND, Words(text), version=version)


def test_what_is_sent_is_kept_as_it_stood(office, memo):
    fill(office, memo)
    send(office, memo)
    change(office, memo)
    version = MemoVersion.objects.get()
    assert version.content["background"] == {"text": "Förbundet har ändrat sitt uppdrag."}
    assert (version.number, version.sent_by) == (1, "Olle Ångman")


def test_a_memo_goes_from_draft_to_approved(office, memo):
    assert state(memo) is MemoState.DRAFT
    fill(office, memo)
    send(office, memo)
    assert state(memo) is MemoState.WAITING
    answer(office, memo)
    assert state(memo) is MemoState.APPROVED


def test_the_case_says_of_each_memo_what_its_own_page_says(office, memo):
    def line():
        return memos_of_case(office.case.pk)[0].state

    assert line() is state(memo)
    fill(office, memo)
    send(office, memo)
    assert line() is state(memo) is MemoState.WAITING
    answer(office, memo)
    assert line() is state(memo) is MemoState.APPROVED
    change(office, memo)
    assert line() is state(memo) is MemoState.CHANGED


def test_a_change_after_approval_needs_a_new_version_and_a_new_answer(office, approved):
    change(office, approved)
    assert state(approved) is MemoState.CHANGED
    send(office, approved, key="skicka/2")
    assert state(approved) is MemoState.WAITING
    answer(office, approved, 2, key="besked/2")
    assert state(approved) is MemoState.APPROVED


def test_a_returned_memo_says_why_and_may_be_sent_again(office, memo):
    fill(office, memo)
    send(office, memo)
    answer(office, memo, verdict=Verdict.RETURNED, remark="Räkna om avgiften.")
    assert state(memo) is MemoState.RETURNED
    assert send(office, memo, key="skicka/2").number == 2


def test_returning_without_a_word_is_refused(office, memo):
    fill(office, memo)
    send(office, memo)
    with pytest.raises(InputError, match="vad som behöver ändras"):
        answer(office, memo, verdict=Verdict.RETURNED)


def test_a_memo_that_proposes_nothing_is_not_sent(office, memo):
    save(office, memo, Part.BACKGROUND, Words("Förr."))
    with pytest.raises(InputError, match="minst en beslutspunkt"):
        send(office, memo)


def test_text_that_would_not_be_printed_stops_the_sending(office, memo):
    fill(office, memo)
    save(office, memo, Part.KEPT, Words("Löst stycke."))
    with pytest.raises(InputError, match="inte skrivs ut"):
        send(office, memo)


def test_the_same_text_is_not_sent_twice(office, memo):
    fill(office, memo)
    send(office, memo)
    with pytest.raises(ConflictError, match="säger redan"):
        send(office, memo, key="igen")


def test_a_retried_sending_makes_one_version(office, memo):
    fill(office, memo)
    assert send(office, memo) == send(office, memo)
    assert MemoVersion.objects.count() == 1


def test_only_who_may_approve_answers(office, memo):
    fill(office, memo)
    send(office, memo)
    for who in (office.officer, office.cast.owner, *office.cast.strangers):
        with pytest.raises(NotAllowedError):
            answer(office, memo, who=who, key=f"nej/{who.name}")


def test_an_answer_is_given_once(office, approved):
    with pytest.raises(ConflictError, match="redan fått besked"):
        answer(office, approved, key="igen")


def test_an_older_version_is_not_answered_when_a_later_is_sent(office, memo):
    fill(office, memo)
    send(office, memo)
    change(office, memo)
    send(office, memo, key="skicka/2")
    with pytest.raises(ConflictError, match="senare version"):
        answer(office, memo)


def test_an_approved_memo_is_in_the_diary_with_its_file(office, approved):
    document = Document.objects.get()
    assert (document.get_kind_display(), document.subject) == (
        "tjänsteskrivelse",
        "Förnyat medlemskap",
    )
    with document.files.get().content.open() as file:
        assert file.read(4) == b"%PDF"


def test_the_approval_is_logged_with_the_registration_as_its_part(office, approved):
    judged = AuditEvent.objects.get(kind="memos.judged")
    registered = AuditEvent.objects.get(kind="registry.document_registered")
    assert judged.actor_name == "Karin Ek"
    assert registered.part_of_id == judged.pk


def test_a_retried_approval_registers_one_document(office, approved):
    answer(office, approved)
    assert (Document.objects.count(), Judgment.objects.count()) == (1, 1)


def test_the_points_follow_the_case_as_data(office, approved):
    (found,) = approved_in([office.case.pk])
    council = office.cast.council.pk
    assert found.points == (Point("Beslutet om utträde upphävs.", council),)
    assert (found.number, found.home) == (1, office.cast.board.pk)
    assert found.document == Document.objects.get().pk


def test_only_the_last_approved_version_is_proposed(office, approved):
    change(office, approved)
    send(office, approved, key="skicka/2")
    assert [m.number for m in approved_in([office.case.pk])] == [1]
    answer(office, approved, 2, key="besked/2")
    assert [m.number for m in approved_in([office.case.pk])] == [2]


def test_memos_that_wait_are_listed_for_the_head(office, memo, django_assert_max_num_queries):
    assert memos_waiting([office.cast.board.pk]) == []
    fill(office, memo)
    send(office, memo)
    with django_assert_max_num_queries(3):
        assert [row.memo for row in memos_waiting([office.cast.board.pk])] == [memo]


@pytest.mark.parametrize("model", [MemoVersion, Judgment, ProposedPoint])
def test_the_database_lets_nobody_change_what_was_approved(office, approved, model):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.update(controller=None)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.all()._raw_delete("default")
