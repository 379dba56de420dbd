"""A published file in which the scanner finds something, as it knows more by now, is taken down by itself."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.files.scanning import ScannerDownError, Verdict
from samverk.foundation.models import FileScan
from samverk.meetings.tests.adjusting import account, acting
from samverk.publishing import jobs
from samverk.publishing.actions import (
    Mark,
    approve_release,
    begin_release,
    mark_release,
    send_release,
)
from samverk.publishing.models import Handling, OpenFile, Release
from samverk.publishing.queries.rights import OF_MINUTES

pytestmark = pytest.mark.django_db
NAME = f"{__name__}.Learning"


class Learning:
    """A scanner that finds what it has learnt of: "" for nothing, None while it is down."""

    knows: str | None = ""

    def scan(self, content):
        if self.knows is None:
            raise ScannerDownError("nere")
        return Verdict(self.knows if content.startswith(b"%PDF") else "", "prov")


@pytest.fixture(autouse=True)
def _scanner(settings, monkeypatch):
    settings.SCANNER = NAME
    monkeypatch.setattr(Learning, "knows", "")


@pytest.fixture
def published(seated, adjusted):
    other = acting(account(seated, "Eva Hägg", Role.SECRETARY))
    made = begin_release(seated.owner, "minutes", adjusted.pk, key="börja").pk
    mark_release(seated.owner, made, [Mark("19850709-9805", Handling.MASK)], key="maska")
    send_release(seated.owner, made, key="lämna")
    return approve_release(other, made, key="godkänn")


def test_what_is_found_is_taken_down_and_told_of(seated, adjusted, published, monkeypatch):
    address = f"/oppet/handlingar/{OF_MINUTES + adjusted.pk}/fil/"
    jobs.rescan(0)
    assert Client().get(address).status_code == 200
    monkeypatch.setattr(Learning, "knows", "Win.Nytt-1")
    jobs.rescan(0)
    jobs.rescan(0)
    assert Client().get(address).status_code in (404, 410)
    assert not OpenFile.objects.exists()
    found = Release.objects.get(pk=published.pk)
    assert (found.state, found.withdrawn_by_name) == ("withdrawn", "Virusskyddet")
    assert [scan.signature for scan in FileScan.objects.order_by("pk")] == ["", "Win.Nytt-1"]
    browser = Client()
    browser.force_login(seated.owner_user)
    assert "Win.Nytt-1" in browser.get(reverse("start")).content.decode()


def test_nothing_is_taken_down_while_the_scanner_is_down(published, monkeypatch):
    monkeypatch.setattr(Learning, "knows", None)
    jobs.rescan(0)
    assert OpenFile.objects.count() == 1


def test_nothing_is_scanned_where_no_scanner_is_set_up(published, settings, monkeypatch):
    settings.SCANNER = ""
    monkeypatch.setattr(Learning, "knows", "Win.Nytt-1")
    jobs.rescan(0)
    assert not FileScan.objects.exists()
