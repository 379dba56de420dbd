"""The papers of a meeting are put together of files that the virus scanner has judged, and of no others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError
from samverk.integrations.scanning.fake import fake_clamd
from samverk.meetings.models import Dispatch
from samverk.meetings.tests.test_dispatching import dispatch, planned, post_office

__all__ = ["planned", "post_office"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def no_scanner(settings, tmp_path):
    settings.CLAMAV = f"unix:{tmp_path}/nobody"
    settings.SCANNER = "samverk.integrations.scanning.clamd.Clamd"
    return settings


def papers(seated, meeting):
    browser = seated.browser(seated.owner_user)
    return browser.get(reverse("bundle_file", args=[meeting.pk]))


def test_papers_that_wait_for_the_scanner_are_not_handed_out(seated, planned, no_scanner):
    answer = papers(seated, planned)
    assert answer["Content-Type"].startswith("text/html")
    assert "väntar på viruskontroll" in answer.content.decode()
    with fake_clamd() as no_scanner.CLAMAV:
        assert papers(seated, planned)["Content-Type"] == "application/pdf"


def test_they_are_not_sent_either_and_nothing_is_begun(seated, planned, no_scanner, post_office):
    with pytest.raises(ConflictError, match="Handlingarna kan inte skickas än"):
        dispatch(seated, planned)
    assert not Dispatch.objects.exists()
