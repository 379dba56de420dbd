"""Confirming: the paper comes into the diary and the decision into the register, both linked."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions.models import Citation, Decision, DecisionSource
from samverk.foundation import permissions
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import Right
from samverk.intake.actions import confirm, read_waiting, upload
from samverk.intake.files import Upload
from samverk.intake.models import RecordState, Source
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SETUP, sample
from samverk.intake.tests.reviews import CITES_COUNCIL, confirmed, only_record
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry.models import Case, Document

pytestmark = pytest.mark.django_db


@kept
def board_record(read_in):
    return only_record(read_in("board.txt")[0])


def test_a_paragraph_becomes_a_decision_with_its_paper(actor, home, read_in):
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home))
    assert record.state == RecordState.CONFIRMED
    assert (record.decision.paragraph, record.decision.decided_on) == (7, date(2024, 2, 14))
    assert record.decision.sources.get().document == record.document


def test_the_paper_is_registered_with_the_bytes_that_came(actor, home, read_in):
    source = read_in("board.txt")[0]
    document = confirmed(actor, source, reviews.board(home)).document
    assert document.files.get().sha256 == source.sha256
    assert (document.kind, document.direction) == ("minutes", "drawn_up")


def test_the_case_is_opened_by_its_diary_number(actor, home, read_in):
    confirmed(actor, read_in("board.txt")[0], reviews.board(home))
    case = Case.objects.get()
    assert (case.diary_number, case.body.abbreviation) == ("SN 2024/18", "SN")


def test_a_case_with_the_number_is_used_again(actor, home, read_in):
    first, second = read_in("council.txt", "board.txt")
    confirmed(actor, first, reviews.council(home))
    confirmed(actor, second, reviews.board(home))
    assert Case.objects.get().documents.count() == 2


def test_a_case_with_the_number_in_another_diary_is_not_used(actor, home, read_in):
    council = reviews.body(home, "KF").pk
    other = registry.NewCase(council, "Annat", date(2024, 1, 2), "SN 2024/18")
    registry.open_case(SETUP, other, key="annat")
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home))
    assert record.document.case.body.abbreviation == "SN"


def test_without_a_number_the_diary_gives_its_next(actor, home, read_in):
    confirmed(actor, read_in("board.txt")[0], reviews.board(home, case_number=""))
    assert Case.objects.get().sequence == 1


def test_a_citation_finds_the_decision_registered_before(actor, home, read_in):
    first, second = read_in("council.txt", "board.txt")
    target = confirmed(actor, first, reviews.council(home)).decision
    confirmed(actor, second, reviews.board(home))
    assert Citation.objects.get().target == target


def test_a_citation_finds_the_decision_registered_later(actor, home, read_in):
    first, second = read_in("council.txt", "board.txt")
    confirmed(actor, second, reviews.board(home))
    assert Citation.objects.get().target is None
    target = confirmed(actor, first, reviews.council(home)).decision
    assert Citation.objects.get().target == target


def test_the_same_paragraph_in_two_sources_is_one_decision(actor, home, read_in):
    first, second = read_in("board.txt", "excerpt.md")
    one = confirmed(actor, first, reviews.board(home)).decision
    other = confirmed(actor, second, reviews.board(home, decided_on=None)).decision
    assert one == other == Decision.objects.get()
    assert DecisionSource.objects.filter(decision=one).count() == 2


def test_a_person_may_say_that_two_alike_are_different_decisions(actor, home, read_in):
    first, second = read_in("board.txt", "excerpt.md")
    one = confirmed(actor, first, reviews.board(home)).decision
    other = confirmed(actor, second, reviews.board(home, decided_on=None, is_new=True)).decision
    assert one != other
    assert (one.record_id, other.record_id) == (only_record(first).record_id, "")


def test_what_is_said_to_be_new_may_still_not_take_anothers_place(actor, home, read_in):
    first, second = read_in("board.txt", "excerpt.md")
    confirmed(actor, first, reviews.board(home))
    with pytest.raises(ConflictError):
        confirmed(actor, second, reviews.board(home, is_new=True))
    assert Document.objects.count() == 1


def test_a_decision_of_another_organisation_cannot_be_the_same(actor, home, neighbour, read_in):
    first, second = read_in("board.txt", "council.txt")
    made = confirmed(actor, first, reviews.board(home)).decision
    theirs = {"organisation": neighbour.pk, "body": None, "same_as": made.pk}
    with pytest.raises(InputError) as fault:
        confirmed(actor, second, reviews.council(home, **theirs))
    assert fault.value.field == "same_as"


def test_paragraphs_of_one_file_in_one_case_share_a_document(actor, home, read_in):
    source = read_in("two.txt")[0]
    one, other = source.records.all()
    confirm(actor, one, reviews.board(home), key="en")
    confirm(actor, other, reviews.board(home, paragraph=8), key="två")
    assert Document.objects.get().decisions_in_it.count() == 2


def test_paragraphs_of_one_file_in_two_cases_are_two_documents(actor, home, read_in):
    source = read_in("two.txt")[0]
    one, other = source.records.all()
    confirm(actor, one, reviews.board(home), key="en")
    confirm(actor, other, reviews.board(home, paragraph=8, case_number="SN 2024/19"), key="två")
    assert Document.objects.count() == Case.objects.count() == 2


def test_a_memo_in_two_files_is_one_document(actor, home, read_in, board):
    memo = read_in("memo.txt")[0]
    document = confirmed(actor, memo, reviews.board(home, paragraph=None)).document
    copy = Upload("kopia.txt", sample("memo.txt").content + b"\n")
    upload(actor, board.pk, [copy], key="kopia")
    read_waiting(board.pk)
    other = Source.objects.get(name="kopia.txt")
    assert confirmed(actor, other, reviews.board(home, paragraph=None)).document == document


def test_a_second_source_fills_in_what_the_first_did_not_print(actor, home, read_in):
    first, second = read_in("excerpt.md", "board.txt")
    confirmed(actor, first, reviews.board(home, decided_on=None, citations=()))
    confirmed(actor, second, reviews.board(home))
    decision = Decision.objects.get()
    assert decision.decided_on == date(2024, 2, 14)
    assert decision.citations.count() == 1


def test_a_second_source_changes_nothing_that_is_registered(actor, home, read_in):
    first, second = read_in("board.txt", "excerpt.md")
    confirmed(actor, first, reviews.board(home))
    confirmed(actor, second, reviews.board(home, title="Annan rubrik", decided_on=None))
    decision = Decision.objects.get()
    assert decision.title == "Stanna i Samordningsförbundet Fyrbåken"
    assert decision.citations.count() == 1


def test_a_decision_registered_by_hand_gets_the_paper_as_its_source(actor, home, read_in):
    first, second = read_in("council.txt", "board.txt")
    made = confirmed(actor, first, reviews.council(home)).decision
    Decision.objects.filter(pk=made.pk).update(record_id="")
    record = confirmed(actor, second, reviews.council(home, same_as=made.pk))
    assert record.decision == made


def test_a_decision_known_from_citations_alone_is_filled_by_its_own_minutes(actor, home, read_in):
    cited = Decision.objects.create(
        organisation=home,
        body=reviews.body(home, "KF"),
        decided_on=date(2023, 5, 10),
        paragraph=12,
        title="Känt av hänvisning",
        kind="decides",
        cited_only=True,
    )
    record = confirmed(actor, read_in("council.txt")[0], reviews.council(home))
    assert record.decision == cited
    assert not Decision.objects.get().cited_only


def test_a_body_that_is_not_printed_may_be_left_unknown(actor, home, read_in):
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home, body=None))
    assert record.decision.body is None
    assert record.decision.organisation == home


def test_anothers_minutes_come_in_as_a_received_document(actor, home, neighbour, read_in):
    theirs = reviews.board(home, organisation=neighbour.pk, body=reviews.body(neighbour, "SN").pk)
    record = confirmed(actor, read_in("board.txt")[0], theirs)
    assert record.decision.organisation == neighbour
    assert record.document.direction == "incoming"
    assert record.document.correspondent == "Socialnämnden, Ekby"


def test_a_memo_becomes_a_document_with_citations_and_no_decision(actor, home, read_in):
    first, memo = read_in("council.txt", "memo.txt")
    target = confirmed(actor, first, reviews.council(home)).decision
    record = confirmed(actor, memo, reviews.board(home, paragraph=None))
    assert record.decision is None
    assert Citation.objects.get(document=record.document).target == target


def test_what_was_read_stays_beside_what_was_confirmed(actor, home, board_record):
    read = dict(board_record.fields)
    record = confirm(actor, board_record, reviews.board(home, title="Ändrad rubrik"), key="en")
    assert record.fields == read
    assert record.confirmed_fields["title"] == "Ändrad rubrik"


def test_reservations_are_kept_with_the_confirmed_record(actor, home, board_record):
    record = confirm(actor, board_record, reviews.board(home), key="en")
    assert [one["name"] for one in record.confirmed_fields["reservations"]] == ["Elsa Vinterby"]


def test_confirming_is_logged_with_the_day_it_concerns(actor, home, board_record):
    confirm(actor, board_record, reviews.board(home), key="en")
    event = AuditEvent.objects.get(kind="intake.confirmed")
    assert (event.actor_id, event.organisation_id) == (actor.user, home.pk)
    assert event.effective_on == date(2024, 2, 14)
    assert event.body_id == board_record.source.body_id


def test_the_same_form_twice_registers_once(actor, home, board_record):
    confirm(actor, board_record, reviews.board(home), key="en")
    confirm(actor, board_record, reviews.board(home), key="en")
    assert (Decision.objects.count(), Document.objects.count()) == (1, 1)


def test_a_confirmed_record_is_not_confirmed_again_by_another_form(actor, home, board_record):
    confirm(actor, board_record, reviews.board(home), key="en")
    with pytest.raises(ConflictError):
        confirm(actor, board_record, reviews.board(home), key="två")


@pytest.mark.parametrize("who", ["outsider", "member"])
def test_others_may_not_confirm(who, home, board_record, request):
    with pytest.raises(NotAllowedError):
        confirm(
            actor_for(request.getfixturevalue(who)), board_record, reviews.board(home), key="en"
        )
    assert not Decision.objects.exists()


def test_the_right_to_register_cases_is_not_the_right_to_review(actor, home, read_in, monkeypatch):
    memo = read_in("memo.txt")[0]
    monkeypatch.setitem(permissions.RIGHTS, Role.SECRETARY, frozenset({Right.REGISTER_CASE}))
    with pytest.raises(NotAllowedError):
        confirmed(actor, memo, reviews.board(home, paragraph=None, citations=()))
    assert not Document.objects.exists()


def test_a_diary_that_is_not_the_actors_is_refused(actor, home, board_record):
    council = reviews.body(home, "KF").pk
    with pytest.raises(NotAllowedError):
        confirm(actor, board_record, reviews.board(home, diary=council), key="en")
    assert not Case.objects.exists()


def test_another_organisations_diary_is_refused(actor, home, neighbour, board_record):
    theirs = reviews.body(neighbour, "SN").pk
    with pytest.raises(InputError) as fault:
        confirm(actor, board_record, reviews.board(home, diary=theirs), key="en")
    assert fault.value.field == "diary"


def test_nothing_is_registered_when_the_decision_is_refused(actor, home, board_record):
    with pytest.raises(InputError):
        confirm(actor, board_record, reviews.board(home, title=" "), key="en")
    assert not Case.objects.exists()


def test_personal_numbers_must_be_acknowledged(actor, home, read_in):
    record = only_record(read_in("numbers.txt")[0])
    with pytest.raises(InputError) as fault:
        confirm(actor, record, reviews.board(home, citations=()), key="en")
    assert fault.value.field == "acknowledged"
    done = confirm(actor, record, reviews.board(home, citations=(), acknowledged=True), key="två")
    assert done.state == RecordState.CONFIRMED


def test_a_removed_citation_is_not_registered(actor, home, board_record):
    assert CITES_COUNCIL in reviews.board(home).citations
    confirm(actor, board_record, reviews.board(home, citations=()), key="en")
    assert not Citation.objects.exists()
