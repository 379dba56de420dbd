"""How a stored file is handed out."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile

from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import as_attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(tmp_path):
    store = FileSystemStorage(tmp_path)
    name = store.save("ett", ContentFile(b"<script>"))
    return FieldFile(object(), FileField(storage=store), name)


def test_a_file_is_saved_and_never_drawn(stored):
    answer = as_attachment(stored, "Protokoll å.txt", "text/plain")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_no_cache_keeps_a_file(stored):
    answer = as_attachment(stored, "a.txt", "text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    answer.close()


def test_the_bytes_are_those_that_are_stored(stored):
    answer = as_attachment(stored, "a.txt", "text/plain")
    assert b"".join(answer.streaming_content) == b"<script>"
    answer.close()


def test_a_file_lost_from_the_store_is_told_of_in_words(stored):
    stored.storage.delete(stored.name)
    with pytest.raises(NotFoundError, match="saknas i lagret"):
        as_attachment(stored, "a.txt", "text/plain")
