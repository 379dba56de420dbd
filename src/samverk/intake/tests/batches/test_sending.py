"""Sending many files: archives and loose files, what was found in them, and what was here already."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.files.tests.made import encrypted
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.intake.actions import (
    cancel_batch,
    clear_batches,
    send_batch,
    start_batch,
    upload,
    work_on_batch,
)
from samverk.intake.actions.batches import listing, running, sending
from samverk.intake.files import Upload
from samverk.intake.models import ImportBatch, ImportBatchFile, Source
from samverk.intake.tests.batches.archives import BOARD, bomb, minutes, packed
from samverk.intake.tests.batches.stage import again, file, listed, send, send_archive, states
from samverk.intake.tests.conftest import SETUP

pytestmark = pytest.mark.django_db


def stored(settings):
    return [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]


def test_an_archive_is_kept_and_gone_through_in_the_background(actor, board):
    batch = send_archive(actor, board.pk, {"a.txt": BOARD})
    assert (batch.state, batch.files.count()) == ("listing", 0)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("samverk.intake.jobs.work_on_batch", {"batch": batch.pk})


def test_what_was_found_is_listed_and_nothing_is_read(actor, board):
    batch = listed(
        actor,
        board.pk,
        {
            "KS/2024/a.txt": minutes(1),
            "SN/kopia.txt": minutes(1),
            "bild.png": b"\x89PNG",
            "__MACOSX/._a.txt": b"\0",
        },
    )
    assert batch.state == "open"
    assert states(batch) == {
        "KS/2024/a.txt": "waiting",
        "SN/kopia.txt": "double",
        "bild.png": "refused",
        "__MACOSX/._a.txt": "skipped",
    }
    assert ImportBatchFile.objects.get(state="double").first.name == "KS/2024/a.txt"
    assert not Source.objects.exists()


def test_a_file_that_was_uploaded_before_is_shown_as_that(actor, board):
    known = upload(actor, board.pk, [Upload("a.txt", BOARD)], key="en").new[0]
    batch = listed(actor, board.pk, {"annat namn.txt": BOARD, "igen.txt": BOARD})
    assert [(row.state, row.source) for row in batch.files.all()] == [("double", known)] * 2


def test_a_file_that_another_body_has_is_no_double(actor, board, home, secretary):
    council = home.bodies.get(abbreviation="KF")
    upload(SETUP, council.pk, [Upload("a.txt", BOARD)], key="en")
    assert states(listed(actor, board.pk, {"a.txt": BOARD})) == {"a.txt": "waiting"}


def test_a_known_file_that_is_lost_from_the_store_is_read_anew(actor, board):
    known = upload(actor, board.pk, [Upload("a.txt", BOARD)], key="en").new[0]
    known.content.storage.delete(known.content.name)
    assert states(listed(actor, board.pk, {"a.txt": BOARD})) == {"a.txt": "waiting"}


def test_going_through_an_archive_twice_lists_it_once(actor, board):
    batch = send_archive(actor, board.pk, {"a.txt": BOARD})
    listing.list_batch(batch)
    listing.list_batch(batch)
    assert ImportBatchFile.objects.count() == 1
    assert AuditEvent.objects.filter(kind="intake.batch_listed").count() == 1


def test_loose_files_are_judged_at_once_and_kept_one_by_one(actor, board, settings):
    (batch,) = send(
        actor, board.pk, {"a.txt": minutes(1), "b.txt": minutes(1), "c.exe": b"MZ"}
    ).batches
    assert (batch.state, batch.name) == ("open", "3 filer")
    assert states(batch) == {"a.txt": "waiting", "b.txt": "double", "c.exe": "refused"}
    assert len(stored(settings)) == 1


def test_each_archive_is_a_batch_and_the_loose_files_another(actor, board):
    sent = send(
        actor,
        board.pk,
        {
            "a.zip": packed({"a.txt": minutes(1)}),
            "B.ZIP": packed({"b.txt": minutes(2)}),
            "c.txt": BOARD,
        },
    )
    assert [one.name for one in sent.batches] == ["a.zip", "B.ZIP", "c.txt"]


def test_sending_the_form_again_changes_nothing(actor, board, settings):
    files = {"a.zip": packed({"a.txt": minutes(1)}), "b.txt": BOARD}
    first = send(actor, board.pk, files).batches
    assert send(actor, board.pk, files).batches == first
    assert (ImportBatch.objects.count(), len(stored(settings))) == (2, 2)


def test_the_sending_is_logged_for_the_body(actor, home, board):
    batch = send_archive(actor, board.pk, {"a.txt": BOARD})
    event = AuditEvent.objects.get(kind="intake.batch_sent")
    assert (event.organisation_id, event.body, event.actor_id) == (home.pk, board, actor.user)
    assert event.subject_id == str(batch.pk)


def test_an_archive_that_is_none_is_refused_and_the_others_are_taken(actor, board):
    sent = send(actor, board.pk, {"a.zip": b"text", "b.txt": BOARD})
    assert [str(one) for one in sent.refused] == [
        "a.zip är inget helt ZIP-arkiv. Packa om det, eller välj filerna som de är."
    ]
    assert len(sent.batches) == 1


def test_an_archive_over_the_limit_is_refused_unopened(actor, board, settings):
    settings.BATCH_MEGABYTES = 0
    (why,) = send(actor, board.pk, {"a.zip": packed({"a.txt": BOARD})}).refused
    assert "större än 0 MB" in str(why)


@pytest.mark.parametrize(("name", "most"), [("BATCH_FILES", 1), ("BATCH_MEGABYTES", 0)])
def test_more_loose_files_than_a_batch_holds_are_not_taken(actor, board, settings, name, most):
    setattr(settings, name, most)
    with pytest.raises(InputError, match="Dela upp filerna"):
        send(actor, board.pk, {"a.txt": minutes(1), "b.txt": minutes(2)})
    assert not ImportBatch.objects.exists()


def test_a_bomb_is_refused_with_its_reason_and_let_go(
    actor, board, settings, django_capture_on_commit_callbacks
):
    settings.BATCH_MEGABYTES = 1
    large = {f"{number}.txt": b"ab" * 260_000 + minutes(number) for number in range(3)}
    batch = send_archive(actor, board.pk, large)
    with django_capture_on_commit_callbacks(execute=True):
        work_on_batch(batch.pk)
    batch = again(batch)
    assert batch.state == "refused"
    assert batch.message.startswith("Arkivet packar upp till mer")
    assert stored(settings) == []


def test_a_file_that_grows_beyond_reason_is_told_by_its_name(actor, board):
    archive = bomb("stor.txt", 4_000_000)
    (batch,) = send(actor, board.pk, {"a.zip": archive}).batches
    work_on_batch(batch.pk)
    row = ImportBatchFile.objects.get()
    assert (row.name, row.state) == ("stor.txt", "refused")
    assert "200 gånger" in row.message


def test_encrypted_files_are_told_by_name(actor, board):
    (batch,) = send(actor, board.pk, {"a.zip": encrypted(packed({"a.txt": BOARD}))}).batches
    work_on_batch(batch.pk)
    assert "lösenord" in ImportBatchFile.objects.get().message


def test_an_archive_lost_from_the_store_is_told(actor, board):
    batch = send_archive(actor, board.pk, {"a.txt": BOARD})
    batch.archive.storage.delete(batch.archive.name)
    work_on_batch(batch.pk)
    assert again(batch).message == "Arkivet saknas i lagret. Skicka det på nytt."


def test_a_fault_of_ours_in_going_through_is_told_and_raised(actor, board, monkeypatch):
    batch = send_archive(actor, board.pk, {"a.txt": BOARD})
    monkeypatch.setattr(running, "list_batch", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work_on_batch(batch.pk)
    assert "felet ligger hos oss" in again(batch).message


@pytest.mark.parametrize("who", ["outsider", "member"])
def test_others_may_do_nothing(who, request, actor, board):
    stranger = actor_for(request.getfixturevalue(who))
    batch = listed(actor, board.pk, {"a.txt": BOARD})
    with pytest.raises(NotAllowedError):
        send_batch(stranger, board.pk, [file("a.txt", BOARD)], key="en")
    for step in (start_batch, cancel_batch):
        with pytest.raises(NotAllowedError):
            step(stranger, batch, key="två")
    assert again(batch).state == "open"


def test_a_batch_without_new_files_is_not_started(actor, board):
    upload(actor, board.pk, [Upload("a.txt", BOARD)], key="en")
    with pytest.raises(ConflictError, match="ingen ny fil"):
        start_batch(actor, listed(actor, board.pk, {"a.txt": BOARD}), key="starta")


def test_a_batch_that_is_not_gone_through_is_not_started(actor, board):
    with pytest.raises(ConflictError, match="gås igenom"):
        start_batch(actor, send_archive(actor, board.pk, {"a.txt": BOARD}), key="starta")


def test_calling_off_lets_the_files_go(actor, board, settings, django_capture_on_commit_callbacks):
    archive = listed(actor, board.pk, {"a.txt": minutes(1)})
    (loose,) = send(actor, board.pk, {"b.txt": minutes(2)}, key="lösa").batches
    assert len(stored(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        for batch in (archive, loose):
            cancel_batch(actor, batch, key=f"av/{batch.pk}")
    assert stored(settings) == []
    assert {again(one).state for one in (archive, loose)} == {"cancelled"}
    assert states(archive) == {"a.txt": "cancelled"}


def test_what_has_ended_is_not_called_off_again(actor, board):
    batch = listed(actor, board.pk, {"a.txt": BOARD})
    cancel_batch(actor, batch, key="en")
    with pytest.raises(ConflictError, match="redan avbruten"):
        cancel_batch(actor, batch, key="två")


def test_a_batch_that_nobody_starts_is_let_go_after_two_weeks(actor, board):
    old, new = (
        listed(actor, board.pk, {"a.txt": minutes(number)}, key=str(number)) for number in (1, 2)
    )
    ImportBatch.objects.filter(pk=old.pk).update(sent_at=old.sent_at - running.LEFT_AFTER)
    clear_batches()
    clear_batches()
    assert (again(old).state, again(new).state) == ("cancelled", "open")
    assert "två veckor" in again(old).message


def test_a_sending_that_fails_leaves_no_file_in_the_store(actor, board, settings, monkeypatch):
    def keeps_and_fails(rows):
        for row in rows:
            row.content.save("a", row.content.file, save=False)
        assert len(stored(settings)) == 1
        raise ZeroDivisionError

    monkeypatch.setattr(sending, "save_rows", keeps_and_fails)
    with pytest.raises(ZeroDivisionError):
        send(actor, board.pk, {"a.txt": BOARD})
    assert stored(settings) == []
