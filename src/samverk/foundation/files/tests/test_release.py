"""What is handed out of a stranger's file: the copy of a clean one, and a word on what it lacks."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.foundation.actors import system
from samverk.foundation.errors import InputError, NotFoundError, NotYetError, WithheldError
from samverk.foundation.files import release, scanning
from samverk.foundation.files.copies import CopyError
from samverk.foundation.files.release import copy_of, lacking, original, released, released_in_hand
from samverk.foundation.files.scanning import refuse_infected
from samverk.foundation.files.tests.made import PDF
from samverk.foundation.models import AuditEvent, FileCopy, FileScan
from samverk.integrations.scanning.fake import EICAR, fake_clamd

pytestmark = pytest.mark.django_db
READER = system("Testerna")
TEXT = "text/plain"
BROKEN = b"%PDF-1.7 obj startxref"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def scanner(settings):
    with fake_clamd() as settings.CLAMAV:
        settings.SCANNER = "samverk.integrations.scanning.clamd.Clamd"
        yield settings


@pytest.fixture
def no_scanner(settings, tmp_path):
    settings.CLAMAV = f"unix:{tmp_path}/nobody"
    settings.SCANNER = "samverk.integrations.scanning.clamd.Clamd"
    return settings


def acting() -> bytes:
    """A PDF with a script that runs when it is opened."""
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        kept = BytesIO()
        pdf.save(kept)
    return kept.getvalue()


def digest(content):
    return hashlib.sha256(content).hexdigest()


def stored(content):
    """The row's way to a file in the store."""
    name = default_storage.save("handlingar/ett", ContentFile(content))
    return FileCopy._meta.get_field("content").attr_class(
        FileCopy(), FileCopy._meta.get_field("content"), name
    )


def sent(content, kind="application/pdf", way=released):
    answer = way(READER, stored(content), digest(content), "Protokoll.pdf", kind)
    return read(answer)


def read(answer):
    """The bytes of an answer. To close it whole would close the database as well."""
    content = b"".join(answer.streaming_content)
    answer.file_to_stream.close()
    return content


def test_the_copy_is_sent_and_the_file_that_came_is_kept_as_it_was():
    came = acting()
    file = stored(came)
    answer = released(READER, file, digest(came), "a.pdf", "application/pdf")
    copy = read(answer)
    assert b"JavaScript" in came
    assert b"JavaScript" not in copy
    with default_storage.open(file.name) as kept:
        assert kept.read() == came
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_copy_is_made_once(django_assert_num_queries):
    came = acting()
    first = sent(came)
    assert sent(came) == first
    assert FileCopy.objects.count() == 1
    with django_assert_num_queries(1):
        copy_of(READER, stored(came), digest(came), "application/pdf")


def test_a_copy_that_is_lost_from_the_store_is_made_anew():
    came = acting()
    first = sent(came)
    default_storage.delete(FileCopy.objects.get().content.name)
    assert sent(came) == first


def test_a_text_is_its_own_copy_and_takes_no_room():
    assert sent(b"Hej", TEXT) == b"Hej"
    assert not FileCopy.objects.get().content


def test_a_file_that_no_copy_can_be_made_of_is_withheld_and_told_why():
    with pytest.raises(WithheldError, match=r"Filen är skadad .* registratorn"):
        sent(BROKEN)
    assert lacking([digest(BROKEN)]) == {
        digest(BROKEN): "Filen är skadad och går inte att läsa. Den lämnas inte ut."
    }


def test_the_archive_has_the_file_that_came_also_when_it_is_broken():
    assert sent(BROKEN, way=original) == BROKEN


def test_a_file_that_is_lost_is_told_of():
    file = stored(b"Hej")
    default_storage.delete(file.name)
    with pytest.raises(NotFoundError, match="saknas i lagret"):
        released(READER, file, digest(b"Hej"), "a.txt", TEXT)


def test_what_copies_lack_is_told_in_one_question_however_many():
    came = [acting() + b"\n" * number for number in range(3)]
    for one in came:
        sent(one)
    with CaptureQueriesContext(connection) as asked:
        told = lacking(map(digest, came))
    assert len(asked) == 1
    assert told == dict.fromkeys(map(digest, came), "Kopian saknar: skript.")


def test_a_file_whose_copy_lacks_nothing_is_not_told_of():
    sent(PDF)
    assert lacking([digest(PDF)]) == {}


def test_a_secret_file_leaves_no_copy_behind():
    answer = released_in_hand(READER, acting(), digest(acting()), "N.pdf", "application/pdf")
    assert b"JavaScript" not in answer.content
    assert answer["Cache-Control"] == "no-store"
    assert not FileCopy.objects.exists()
    assert default_storage.listdir("") == ([], [])


def test_a_clean_file_is_scanned_once(scanner):
    assert sent(b"Hej", TEXT) == b"Hej"
    scanner.CLAMAV = "unix:/nowhere"
    assert sent(b"Hej", TEXT) == b"Hej"
    assert [row.signature for row in FileScan.objects.all()] == [""]


def test_no_table_tells_which_content_was_scanned(scanner):
    sent(b"Hej", TEXT)
    assert FileScan.objects.get().mark != digest(b"Hej")


@pytest.mark.parametrize("way", [released, original])
def test_an_infected_file_is_handed_out_to_nobody_and_noted_once(scanner, way):
    for _ in range(2):
        with pytest.raises(WithheldError, match="Eicar-Test-Signature"):
            sent(EICAR, TEXT, way)
    (event,) = AuditEvent.objects.filter(kind=scanning.FILE_INFECTED)
    assert event.why == "Eicar-Test-Signature"


def test_an_infected_secret_file_is_withheld_too(scanner):
    with pytest.raises(WithheldError):
        released_in_hand(READER, EICAR, digest(EICAR), "N.txt", TEXT)


def test_a_file_that_is_taken_for_infected_no_more_is_handed_out(scanner, monkeypatch):
    monkeypatch.setattr("samverk.integrations.scanning.fake.EICAR", b"Hej")
    with pytest.raises(WithheldError):
        sent(b"Hej", TEXT)
    monkeypatch.undo()
    assert sent(b"Hej", TEXT) == b"Hej"


def test_while_the_scanner_is_down_nothing_new_is_handed_out(no_scanner):
    with pytest.raises(NotYetError, match="väntar på viruskontroll"):
        sent(b"Hej", TEXT)
    assert lacking([digest(b"Hej")]) == {digest(b"Hej"): "Väntar på viruskontroll."}


def test_an_upload_that_is_infected_is_refused_and_noted(scanner):
    with pytest.raises(InputError, match="skadlig kod") as fault:
        refuse_infected(READER, EICAR, digest(EICAR))
    assert fault.value.field == "file"
    assert AuditEvent.objects.filter(kind=scanning.FILE_INFECTED).count() == 1


def test_an_upload_is_taken_while_the_scanner_is_down(no_scanner):
    refuse_infected(READER, EICAR, digest(EICAR))
    assert not FileScan.objects.exists()


def test_with_no_scanner_set_up_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        refuse_infected(READER, EICAR, digest(EICAR))


def test_what_took_too_long_is_tried_again(monkeypatch):
    def slow(*_):
        raise CopyError("tar för mycket minne eller tid att läsa", is_final=False)

    monkeypatch.setattr(release, "make_copy", slow)
    with pytest.raises(WithheldError, match="tar för mycket"):
        sent(PDF)
    monkeypatch.undo()
    assert sent(PDF)
