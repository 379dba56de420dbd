"""Reading in the background: once, together, bounded, and never over what a person has said."""

from __future__ import annotations

import sys

import pytest

from samverk.foundation.files.tests.made import PDF
from samverk.foundation.models import AuditEvent
from samverk.intake.actions import confirm, read_waiting, reject, upload
from samverk.intake.actions import reading as reading_action
from samverk.intake.actions import records as records_action
from samverk.intake.files import Upload
from samverk.intake.jobs import read
from samverk.intake.models import Finding, ReadRecord, RecordState, Source, SourceState
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import in_process, sample
from samverk.intake.tests.reviews import only_record

pytestmark = pytest.mark.django_db


def suggested(source):
    return [(one["field"], one["value"]) for one in only_record(source).fields["suggestions"]]


def test_a_file_is_read_into_lines_and_records(read_in):
    source = read_in("board.txt")[0]
    assert source.state == SourceState.READ
    assert source.lines[5] == [None, 6, "§ 7  Dnr SN 2024/18", 0]
    assert only_record(source).fields["paragraph"] == 7


def test_a_record_knows_its_lines(read_in):
    record = only_record(read_in("board.txt")[0])
    assert (record.first, record.last) == (5, 18)


def test_the_job_reads_what_waits(actor, board):
    upload(actor, board.pk, [sample("board.txt")], key="en")
    read(board.pk)
    assert Source.objects.get().state == SourceState.READ


def test_the_job_done_again_changes_nothing(board, read_in):
    read_in("board.txt", "numbers.txt")
    before = (ReadRecord.objects.count(), Finding.objects.count(), AuditEvent.objects.count())
    read(board.pk)
    after = (ReadRecord.objects.count(), Finding.objects.count(), AuditEvent.objects.count())
    assert after == before


def test_many_lines_are_read_in_turn(actor, monkeypatch, board):
    upload(actor, board.pk, [sample("board.txt"), sample("numbers.txt")], key="en")
    together = []
    read_in_turn = reading_action._read_together
    monkeypatch.setattr(reading_action, "GROUP_LINES", 5)
    monkeypatch.setattr(
        reading_action,
        "_read_together",
        lambda new, near: together.append(len(new)) or read_in_turn(new, near),
    )
    read_waiting(board.pk)
    assert together == [1, 1]
    assert {source.state for source in Source.objects.all()} == {SourceState.READ}


def test_a_crash_between_text_and_records_costs_nothing(actor, monkeypatch, board):
    upload(actor, board.pk, [sample("board.txt")], key="en")
    with monkeypatch.context() as broken:
        broken.setattr(reading_action, "read_documents", lambda _: sys.exit(1))
        with pytest.raises(SystemExit):
            read_waiting(board.pk)
    assert Source.objects.get().state == SourceState.WAITING
    read_waiting(board.pk)
    assert only_record(Source.objects.get()).fields["paragraph"] == 7


def test_the_text_is_taken_out_once_also_after_a_crash(actor, monkeypatch, board):
    upload(actor, board.pk, [sample("board.txt")], key="en")
    taken = []
    monkeypatch.setattr(
        reading_action, "extract", lambda name, data: taken.append(name) or in_process(name, data)
    )
    with monkeypatch.context() as broken:
        broken.setattr(reading_action, "read_documents", lambda _: sys.exit(1))
        with pytest.raises(SystemExit):
            read_waiting(board.pk)
    read_waiting(board.pk)
    assert taken == ["board.txt"]


def test_a_later_paper_gives_an_earlier_one_its_suggestion(read_in):
    excerpt = read_in("excerpt.md")[0]
    assert ("date", "2024-02-14") not in suggested(excerpt)
    read_in("board.txt")
    assert ("date", "2024-02-14") in suggested(excerpt)


def test_a_later_paper_changes_nothing_that_is_confirmed(actor, home, read_in):
    record = only_record(read_in("excerpt.md")[0])
    confirm(actor, record, reviews.board(home, decided_on=None), key="en")
    read_in("board.txt")
    kept = ReadRecord.objects.get(pk=record.pk)
    assert kept.fields == record.fields
    assert kept.state == RecordState.CONFIRMED


def test_a_later_paper_changes_nothing_that_is_rejected(actor, read_in):
    record = only_record(read_in("excerpt.md")[0])
    reject(actor, record, "Ett utdrag.", key="en")
    read_in("board.txt")
    assert ReadRecord.objects.get(pk=record.pk).fields == record.fields


def test_copies_of_a_paragraph_get_one_identity(read_in):
    first, second = read_in("board.txt", "excerpt.md")
    assert only_record(first).record_id == only_record(second).record_id


def test_files_of_one_name_are_told_apart(actor, board):
    files = [sample("board.txt"), Upload("board.txt", sample("council.txt").content)]
    upload(actor, board.pk, files, key="en")
    read_waiting(board.pk)
    found = {record.fields["paragraph"] for record in ReadRecord.objects.all()}
    assert found == {7, 12}


def test_a_finding_stands_at_its_record_with_ground_and_place(actor, board):
    text = sample("board.txt").content.replace(b"2023-05-10", b"2030-05-10")
    upload(actor, board.pk, [Upload("fel.txt", text)], key="en")
    read_waiting(board.pk)
    finding = Finding.objects.get(check_id="citation-later")
    assert finding.record == only_record(Source.objects.get())
    assert (finding.fault, finding.places[0]["line"]) == (True, 12)


def test_reading_is_logged_as_the_programs_own_act(read_in, home):
    read_in("board.txt")
    event = AuditEvent.objects.get(kind="intake.read")
    assert (event.actor_name, event.actor_id) == ("Inläsningen", None)
    assert (event.organisation, event.body) == (home, Source.objects.get().body)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bilder.pdf", PDF, "Filen har ingen text"),
        ("blank.txt", b" \n\n ", "Filen är tom."),
    ],
)
def test_an_unreadable_file_says_why_and_is_kept(name, content, message, actor, board):
    upload(actor, board.pk, [Upload(name, content)], key="en")
    read_waiting(board.pk)
    source = Source.objects.get()
    assert source.state == SourceState.UNREADABLE
    assert source.message.startswith(message)
    assert source.content.size == len(content)


def test_an_unreadable_file_does_not_stop_the_others(actor, board):
    upload(actor, board.pk, [Upload("skadad.pdf", PDF), sample("board.txt")], key="en")
    read_waiting(board.pk)
    states = dict(Source.objects.values_list("name", "state"))
    assert states == {"skadad.pdf": SourceState.UNREADABLE, "board.txt": SourceState.READ}


def test_a_file_lost_from_the_storage_is_told(actor, board):
    source = upload(actor, board.pk, [sample("board.txt")], key="en").new[0]
    source.content.storage.delete(source.content.name)
    read_waiting(board.pk)
    assert "saknas i lagret" in Source.objects.get().message


def test_signs_that_the_database_cannot_keep_are_taken_out(actor, board):
    upload(actor, board.pk, [Upload("a.txt", sample("board.txt").content + b"a\0b")], key="en")
    read_waiting(board.pk)
    assert Source.objects.get().lines[-1][2] == "ab"


def test_a_fault_in_a_check_does_not_keep_the_paper_from_review(actor, monkeypatch, board):
    monkeypatch.setattr(reading_action, "findings", lambda _: 1 / 0)
    upload(actor, board.pk, [sample("board.txt")], key="en")
    read_waiting(board.pk)
    source = Source.objects.get()
    assert source.state == SourceState.READ
    assert "Kontrollerna kunde inte köras" in source.message


def test_a_later_paper_does_not_repeat_what_was_found_in_earlier_ones_alone(
    actor, board, read_in, monkeypatch
):
    text = sample("board.txt").content.replace(b"2023-05-10", b"2030-05-10")
    upload(actor, board.pk, [Upload("fel.txt", text)], key="en")
    read_waiting(board.pk)
    assert Finding.objects.exists()
    said: list[object] = []
    monkeypatch.setattr(records_action, "_save_finding", lambda *found: said.append(found))
    read_in("numbers.txt")
    assert said == []
