"""What becomes secret after it was published is gone within a minute from all that everybody reads."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import TODAY
from samverk.meetings.models import AgendaItem
from samverk.meetings.tests.adjusting import account, acting
from samverk.publishing import jobs
from samverk.publishing.actions import (
    Mark,
    approve_release,
    begin_release,
    mark_release,
    secrecy,
    send_release,
)
from samverk.publishing.actions.dumping import dump
from samverk.publishing.dumps import latest_dump
from samverk.publishing.models import Handling, OpenFile, Record, Release
from samverk.publishing.queries.rights import OF_MINUTES
from samverk.registry import actions as registry
from samverk.registry.models import Case, Document

pytestmark = pytest.mark.django_db
WORD = "Kvistbrogården"
NUMBER = "19850709-9805"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def other(seated):
    """Another secretary of the board."""
    return acting(account(seated, "Eva Hägg", Role.SECRETARY))


@pytest.fixture
def case(seated):
    new = registry.NewCase(seated.board.pk, f"Om {WORD}", TODAY)
    return registry.open_case(seated.owner, new, key="ärende")


@pytest.fixture
def paper(seated, case):
    new = registry.NewDocument(
        case.pk, "incoming", "letter", TODAY, f"Brev till {WORD}", "Hyresvärden"
    )
    return registry.register_document(seated.owner, new, key="brev")


def publish(seated, other, kind, subject, *marks):
    made = begin_release(seated.owner, kind, subject, key=f"börja/{subject}").pk
    if marks:
        mark_release(seated.owner, made, [Mark(one, Handling.MASK) for one in marks], key="m")
    send_release(seated.owner, made, key=f"lämna/{subject}")
    return approve_release(other, made, key=f"godkänn/{subject}")


def told(case, paper) -> dict[str, str]:
    """Ask everywhere that everybody reads, and give what each place says."""
    browser = Client()
    addresses = {
        "page": f"/oppet/arenden/{case.pk}/",
        "paper": f"/oppet/handlingar/{paper.pk}/",
        "list": "/oppet/arenden/",
        "search": f"/oppet/sok/?q={WORD}",
        "api": f"/api/v1/papers/{case.pk}",
        "bulk": "/api/v1/bulk/papers.jsonl",
        "feed": f"/oppet/folj/arende/{case.pk}/atom.xml",
    }
    found = {name: whole(browser.get(address)) for name, address in addresses.items()}
    return found | {"dump": dumped()}


def whole(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def dumped() -> str:
    made = latest_dump()
    assert made
    with sqlite3.connect(default_storage.path(made.path)) as base:
        return "\n".join(base.iterdump())


def mark_secret(what, case, paper, monkeypatch):
    """Mark a case or its paper; the web's role changes no paper, so that one is only told of as secret."""
    if what == "case":
        Case.objects.filter(pk=case.pk).update(secret=True)
        return
    marked = Document.objects.filter(pk=paper.pk).values_list("pk", flat=True)
    monkeypatch.setattr(secrecy, "secret_document_ids", lambda: marked)


@pytest.mark.parametrize("what", ["case", "paper"])
def test_what_became_secret_is_gone_everywhere(seated, other, case, paper, what, monkeypatch):
    publish(seated, other, "case", case.pk)
    dump(clock.now())
    before = told(case, paper)
    # The search page repeats what was asked for
    assert {name for name, words in before.items() if WORD in words} >= {"page", "paper", "dump"}
    assert f"/oppet/arenden/{case.pk}/" in before["search"]
    mark_secret(what, case, paper, monkeypatch)
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        jobs.secrecy(0)
    after = told(case, paper)
    after["search"] = after["search"].replace(f"{WORD}", "", 3)
    assert f"/oppet/arenden/{case.pk}/" not in after["search"]
    assert [name for name, words in after.items() if WORD in words and name != "search"] == []
    assert not Record.objects.filter(withdrawn_at=None, release__isnull=False).exists()


def test_who_publishes_is_told_why_at_the_desk(seated, other, case, paper):
    made = publish(seated, other, "case", case.pk)
    mark_secret("case", case, paper, None)
    jobs.secrecy(0)
    jobs.secrecy(0)
    found = Release.objects.get(pk=made.pk)
    assert (found.state, found.withdrawn_by_name) == ("withdrawn", "Sekretessbevakningen")
    assert AuditEvent.objects.filter(kind="publishing.withdrawn").count() == 1
    browser = Client()
    browser.force_login(seated.owner_user)
    desk = browser.get(reverse("start")).content.decode()
    assert "Borttagen från webbplatsen" in desk
    assert "Ärendet har fått sekretess sedan det publicerades." in desk
    begin_release(seated.owner, "case", case.pk, key="börja om")
    assert "Borttagen från" not in browser.get(reverse("start")).content.decode()


def test_minutes_go_with_their_file_when_a_paragraph_becomes_secret(seated, other, adjusted):
    publish(seated, other, "minutes", adjusted.pk, NUMBER)
    item = AgendaItem.objects.filter(meeting=adjusted).order_by("pk").last()
    address = f"/oppet/handlingar/{OF_MINUTES + adjusted.pk}/fil/"
    assert Client().get(address).status_code == 200
    AgendaItem.objects.filter(pk=item.pk).update(secret=True)
    jobs.secrecy(0)
    assert Client().get(address).status_code in (404, 410)
    assert Client().get(f"/oppet/paragrafer/{item.pk}/").status_code in (404, 410)
    assert not OpenFile.objects.exists()


def test_what_was_secret_when_it_was_published_stands(seated, other):
    new = registry.NewCase(
        seated.board.pk, "Ett ärende", TODAY, secret=registry.Secret("OSL 26 kap. 1 §", "Om någon")
    )
    secret = registry.open_case(seated.owner, new, key="hemligt")
    publish(seated, other, "case", secret.pk)
    jobs.secrecy(0)
    assert Record.objects.filter(kind="case", source=secret.pk, withdrawn_at=None).exists()
