"""The pages of a batch: sending, what was found, starting, the way back to it, and going on to review."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.files.tests.made import PDF
from samverk.intake.actions import start_batch, upload, work_on_batch
from samverk.intake.actions.batches import running
from samverk.intake.files import Upload
from samverk.intake.models import ImportBatch, RecordState, Source
from samverk.intake.tests.batches.archives import BOARD, minutes, packed
from samverk.intake.tests.batches.stage import again, listed, send_archive, started
from samverk.intake.tests.conftest import sample

pytestmark = pytest.mark.django_db
MOST = 16
SOME = {
    "SN/a.txt": BOARD,
    "SN/kopia.txt": BOARD,
    "TJ/memo.txt": sample("memo.txt").content,
    "bild.png": b"\x89PNG",
    "Thumbs.db": b"\0",
    "trasig.pdf": PDF,
}
STEPS = ["intake_batch_start", "intake_batch_cancel"]


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def form_of(board, **files):
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return {"key": "en", "body": board.pk, "documents": sent}


def page_of(batch, which=""):
    return reverse("intake_batch", args=[batch.pk]) + (f"?visa={which}" if which else "")


def test_a_member_is_told_who_reads_in(client, member):
    client.force_login(member)
    assert "Du kan inte läsa in handlingar" in text_of(client.get(reverse("intake_batches")))


def test_the_form_promises_the_limits_that_hold(signed_in):
    shown = text_of(signed_in.get(reverse("intake_batches")))
    assert "högst 1 000 filer och 200 MB uppackat" in shown
    assert "välj högst 300 filer" in shown


def test_an_archive_leads_to_its_page_which_asks_again(signed_in, board):
    answer = signed_in.post(
        reverse("intake_batches"), form_of(board, **{"a.zip": packed(SOME)}), follow=True
    )
    assert answer.request["PATH_INFO"] == page_of(ImportBatch.objects.get())
    assert "gås igenom" in text_of(answer)
    assert "hx-get" in answer.content.decode()


def test_a_large_archive_is_sent_from_the_disk(signed_in, board, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    signed_in.post(
        reverse("intake_batches"), form_of(board, **{"a.zip": packed(SOME), "b.txt": BOARD})
    )
    archive, loose = ImportBatch.objects.order_by("pk")
    with archive.archive.open("rb") as kept:
        assert kept.read() == packed(SOME)
    with loose.files.get().content.open("rb") as kept:
        assert kept.read() == BOARD


def test_many_chosen_files_are_taken_and_more_are_told(signed_in, board):
    few = {f"{number}.txt": minutes(number) for number in range(120)}
    signed_in.post(reverse("intake_batches"), form_of(board, **few))
    assert ImportBatch.objects.get().files.count() == 120
    many = {f"{number}.txt": minutes(number) for number in range(301)}
    answer = signed_in.post(reverse("intake_batches"), form_of(board, **many))
    assert "Du valde 301 filer. Skicka högst 300 åt gången." in text_of(answer)


def test_a_refused_archive_is_named(signed_in, board):
    answer = signed_in.post(reverse("intake_batches"), form_of(board, **{"a.zip": b"text"}))
    assert answer.status_code == 400
    assert "a.zip är inget helt ZIP-arkiv" in text_of(answer)


def test_a_body_that_is_not_the_actors_is_no_choice(signed_in, neighbour):
    other = neighbour.bodies.get(abbreviation="SN")
    answer = signed_in.post(reverse("intake_batches"), form_of(other, **{"a.txt": BOARD}))
    assert answer.status_code == 400
    assert not ImportBatch.objects.exists()


def test_what_was_found_is_told_list_by_list(signed_in, actor, board):
    batch = listed(actor, board.pk, SOME)
    shown = text_of(signed_in.get(page_of(batch)))
    for told in ("som läses in: 3", "Fanns redan: 1", "Tas inte emot: 1", "hoppas över: 1"):
        assert told in shown
    assert "Starta inläsningen" in shown


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("fanns", "SN/kopia.txt Samma innehåll som en fil tidigare i bunten. SN/a.txt"),
        ("avvisade", "Filen har en filtyp som inte tas emot"),
        ("systemfiler", "Filen är en systemfil, inte en handling."),
    ],
)
def test_each_list_says_why_by_the_files_name(which, told, signed_in, actor, board):
    batch = listed(actor, board.pk, SOME)
    shown = text_of(signed_in.get(page_of(batch, which))).replace("\xa0", " ")
    assert told in re.sub(r"[\d,]+ (kB|bytes?) ", "", shown)


def test_a_known_file_links_to_its_source(signed_in, actor, board):
    known = upload(actor, board.pk, [Upload("först.txt", BOARD)], key="en").new[0]
    batch = listed(actor, board.pk, {"igen.txt": BOARD})
    shown = signed_in.get(page_of(batch)).content.decode()
    assert reverse("intake_source", args=[known.pk]) in shown
    assert "Det finns ingen ny fil att läsa in i bunten." in shown
    assert "Starta inläsningen" not in shown


def test_starting_leads_back_to_the_page_with_its_progress(signed_in, actor, board):
    batch = listed(actor, board.pk, SOME)
    answer = signed_in.post(
        reverse("intake_batch_start", args=[batch.pk]), {"key": "starta"}, follow=True
    )
    assert "Inlästa: 0 av 3 filer" in text_of(answer)


def test_the_page_tells_rows_done_of_rows_and_what_each_was_read_as(
    signed_in, actor, board, monkeypatch
):
    monkeypatch.setattr(running, "PIECE", 2)
    batch = started(actor, board.pk, SOME)
    work_on_batch(batch.pk)
    shown = text_of(signed_in.get(page_of(batch)))
    assert "Inlästa: 2 av 3 filer" in shown
    assert "Socialnämnden 2024-02-14 1 paragraf" in shown
    assert "Tjänsteskrivelse" in shown
    assert "Väntar på sin tur" in shown


def test_polling_answers_with_the_state_alone_and_ends_when_all_is_read(signed_in, actor, board):
    batch = started(actor, board.pk, SOME)
    asked = {"HX-Request": "true"}
    before = signed_in.get(page_of(batch), headers=asked).content.decode()
    work_on_batch(batch.pk)
    after = signed_in.get(page_of(batch), headers=asked).content.decode()
    assert before.strip().startswith('<div id="bunt"')
    assert ("hx-get" in before, "hx-get" in after) == (True, False)
    assert "2 filer är inlästa. 1 gick inte att läsa." in re.sub(r"<[^>]+>", "", after)


def test_a_file_that_could_not_be_read_says_why_in_the_batch(signed_in, actor, board):
    batch = started(actor, board.pk, SOME)
    work_on_batch(batch.pk)
    shown = text_of(signed_in.get(page_of(batch, "fel")))
    assert "trasig.pdf" in shown
    assert "Filen har ingen text, bara bilder av sidor" in shown


def test_the_review_goes_from_file_to_file_and_ends_at_the_batch(signed_in, actor, board):
    batch = started(actor, board.pk, SOME)
    work_on_batch(batch.pk)
    address = reverse("intake_batch_first", args=[batch.pk])
    first, second = Source.objects.filter(state="read").order_by("pk")
    assert signed_in.get(address).url == reverse("intake_first", args=[first.pk])
    first.records.update(state=RecordState.REJECTED)
    assert signed_in.get(address).url == reverse("intake_first", args=[second.pk])
    shown = signed_in.get(reverse("intake_source", args=[first.pk])).content.decode()
    assert address in shown
    second.records.update(state=RecordState.REJECTED)
    assert signed_in.get(address).url == page_of(batch)


def test_calling_off_is_told(signed_in, actor, board):
    batch = started(actor, board.pk, SOME)
    answer = signed_in.post(
        reverse("intake_batch_cancel", args=[batch.pk]), {"key": "av"}, follow=True
    )
    assert "är avbruten. Det som redan är inläst står kvar." in text_of(answer)
    assert again(batch).state == "cancelled"


def test_starting_what_is_started_tells_what_holds_now(signed_in, actor, board):
    batch = started(actor, board.pk, SOME)
    answer = signed_in.post(reverse("intake_batch_start", args=[batch.pk]), {"key": "en till"})
    assert answer.status_code == 400
    assert "går inte att starta" in text_of(answer)


def test_the_list_of_files_tells_of_batches_under_way(signed_in, actor, board):
    batch = started(actor, board.pk, SOME)
    shown = signed_in.get(reverse("intake"))
    assert "protokoll.zip läses in : 0 av 3 filer" in text_of(shown).replace("in:", "in :")
    assert page_of(batch) in shown.content.decode()


@pytest.mark.parametrize("name", ["intake_batch", "intake_batch_first"])
def test_others_are_refused_with_the_reason(name, client, outsider, actor, board):
    batch = listed(actor, board.pk, {"Hemligt namn.txt": BOARD})
    client.force_login(outsider)
    answer = client.get(reverse(name, args=[batch.pk]))
    assert answer.status_code == 403
    assert "Hemligt namn" not in answer.content.decode()


@pytest.mark.parametrize("name", STEPS)
def test_others_press_nothing(name, client, outsider, actor, board):
    batch = listed(actor, board.pk, SOME)
    client.force_login(outsider)
    assert client.post(reverse(name, args=[batch.pk]), {"key": "en"}).status_code == 403
    assert again(batch).state == "open"


def test_a_list_shows_the_readers_own_batches_alone(client, outsider, actor, board):
    listed(actor, board.pk, SOME)
    client.force_login(outsider)
    assert "protokoll.zip" not in client.get(reverse("intake_batches")).content.decode()


@pytest.mark.parametrize("name", ["intake_batch", "intake_batch_first"])
def test_what_is_not_there_is_not_found(name, signed_in):
    assert signed_in.get(reverse(name, args=[9999])).status_code == 404


def test_a_name_is_shown_as_text(signed_in, actor, board):
    batch = listed(actor, board.pk, {"<b>å & ä</b>.txt": BOARD})
    assert "&lt;b&gt;å &amp; ä&lt;/b&gt;.txt" in signed_in.get(page_of(batch)).content.decode()


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_a_batch_asks_alike_for_few_and_many_files(signed_in, actor, board, monkeypatch):
    numbers = []
    for count in (2, 40):
        files = {f"{count}/{number}.txt": minutes(100 * count + number) for number in range(count)}
        batch = listed(actor, board.pk, files, key=str(count))
        start_batch(actor, batch, key=f"starta {count}")
        while again(batch).state == "running":
            work_on_batch(batch.pk)
        assert again(batch).state == "done"
        numbers.append(asked(signed_in, page_of(batch)))
    assert numbers[0] == numbers[1] <= MOST
    assert "Sida 1 av 2" in text_of(signed_in.get(page_of(batch)))


def test_the_list_of_batches_asks_alike_for_few_and_many(signed_in, actor, board):
    send_archive(actor, board.pk, SOME)
    few = asked(signed_in, reverse("intake_batches"))
    for number in range(30):
        send_archive(actor, board.pk, {"a.txt": minutes(number)}, key=str(number))
    assert asked(signed_in, reverse("intake_batches")) == few <= MOST
