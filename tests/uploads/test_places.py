"""Hostile files sent to the pages that take files in: each is kept or refused, and no page fails."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.intake.models import Source
from samverk.registry import actions
from samverk.registry.models import DocumentFile
from tests.doses import dose
from tests.uploads.corpus import alive, kinds

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
SENT = dose([kind for kind in kinds() if not kind.name.endswith(("bomb", "crowd"))], 29)


@pytest.fixture
def case(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    new = actions.NewCase(cast.board.pk, "Samarbete", date(2024, 1, 2))
    return actions.open_case(SETUP, new, key="ärende")


def upload(kind):
    return SimpleUploadedFile(kind.file, kind.drawn(0), content_type="application/pdf")


def key():
    return str(uuid.uuid4())


def test_the_diary_takes_or_refuses_each_and_hands_out_none_that_acts(cast, case):
    browser = cast.browser(cast.owner_user)
    page = reverse("new_document", args=[case.pk])
    facts = {"direction": "incoming", "kind": "letter", "subject": "Brev", "dated_on": "2024-01-03"}
    for kind in SENT:
        answer = browser.post(page, {**facts, "key": key(), "file": upload(kind)})
        assert answer.status_code in (200, 302, 400), kind.name
    assert DocumentFile.objects.count() >= 3
    for file in DocumentFile.objects.all():
        handed(browser, reverse("download", args=[file.pk]), file.media_type)


def test_intake_takes_or_refuses_each_and_hands_out_none_that_acts(cast, case):
    browser = cast.browser(cast.owner_user)
    for kind in SENT:
        sent = {"key": key(), "body": cast.board.pk, "documents": [upload(kind)]}
        answer = browser.post(reverse("intake"), sent)
        assert answer.status_code in (200, 302, 400), kind.name
    assert Source.objects.exists()
    for source in Source.objects.all():
        handed(browser, reverse("intake_file", args=[source.pk]), source.media_type)


def handed(browser, address, media_type):
    answer = browser.get(address)
    assert answer.status_code in (200, 403)
    if answer.status_code == 200:
        assert alive(media_type, b"".join(answer.streaming_content)) == []
