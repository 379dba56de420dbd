"""Files from an address of their own: the ticket, and that nothing else is served there."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from samverk.foundation.compartments import opened
from samverk.foundation.files import host as file_host
from samverk.foundation.files.tests.made import PDF, copied
from samverk.foundation.models import AuditEvent, User
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.registry import actions
from samverk.registry.models import DocumentFile, SecretFile

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOST = "filer.example"


@pytest.fixture(autouse=True)
def host(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.FILE_HOST = HOST
    settings.ALLOWED_HOSTS = ["testserver", HOST]


@pytest.fixture
def case(cast):
    new = actions.NewCase(cast.board.pk, "Samarbete", date(2024, 1, 2))
    return actions.open_case(SETUP, new, key="ärende")


@pytest.fixture
def address(case):
    file = actions.NewFile("Svar.pdf", PDF)
    new = actions.NewDocument(case.pk, "incoming", "letter", date(2024, 1, 3), "Brev", file=file)
    actions.register_document(SETUP, new, key="brev")
    return reverse("download", args=[DocumentFile.objects.get().pk])


@pytest.fixture
def secret(cast, case):
    new = actions.NewDocument(
        case.pk,
        "incoming",
        "letter",
        date(2024, 1, 3),
        secret=actions.Secret("OSL 26 kap. 1 §", "Om N"),
        file=actions.NewFile("N.pdf", PDF),
    )
    made = actions.register_document(SETUP, new, key="hemlig")
    with opened([cast.board.pk]):
        file = SecretFile.objects.get()
    return reverse("secret_download", args=[made.pk, file.pk])


def ticket(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 302, answer.content
    assert answer["Location"].startswith(f"http://{HOST}/hamta/")
    assert "no-store" in answer["Cache-Control"]
    return answer["Location"].removeprefix(f"http://{HOST}")


def handed_in(cast, ticket):
    """Hand a ticket in without any session, as a browser does at another address."""
    return cast.browser().get(ticket, headers={"host": HOST})


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_whoever_may_read_a_file_has_it_from_the_file_host(cast, address):
    answer = handed_in(cast, ticket(cast.browser(cast.owner_user), address))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert body(answer) == copied(PDF)


def test_whoever_may_not_is_refused_on_our_own_address(cast, address):
    assert cast.browser(cast.outsider_user).get(address).status_code == 403
    assert cast.browser().get(address).status_code == 403


def test_a_ticket_serves_once(cast, address):
    one = ticket(cast.browser(cast.owner_user), address)
    assert body(handed_in(cast, one))
    assert handed_in(cast, one).status_code == 404


def test_a_ticket_serves_for_a_minute(cast, address, monkeypatch):
    one = ticket(cast.browser(cast.owner_user), address)
    monkeypatch.setattr("samverk.foundation.files.host.SECONDS", -1)
    assert handed_in(cast, one).status_code == 404


def test_a_ticket_tells_nothing(cast, secret):
    one = ticket(cast.browser(cast.owner_user), secret)
    assert "sekretess" not in one
    assert cast.browser(cast.owner_user).session.session_key not in one


@pytest.mark.parametrize(
    "change", [lambda one: one[:-1] + "x", lambda one: "/hamta/x", lambda one: "/hamta/"]
)
def test_a_ticket_that_was_not_drawn_here_is_none(cast, address, change):
    one = ticket(cast.browser(cast.owner_user), address)
    assert handed_in(cast, change(one)).status_code == 404


def test_whose_account_is_closed_meanwhile_has_nothing(cast, address):
    one = ticket(cast.browser(cast.owner_user), address)
    User.objects.filter(pk=cast.owner_user.pk).update(is_active=False)
    assert handed_in(cast, one).status_code == 404


def test_a_secret_file_is_noted_once_and_by_whom(cast, secret):
    one = ticket(cast.browser(cast.owner_user), secret)
    noted = AuditEvent.objects.filter(kind="registry.secret_file_opened")
    assert not noted.exists()
    assert body(handed_in(cast, one)) == copied(PDF)
    assert [event.actor_name for event in noted] == ["Maj Ekedal"]


def test_a_secret_file_has_no_ticket_for_others(cast, secret):
    for user in (None, cast.colleague_user, cast.outsider_user):
        assert cast.browser(user).get(secret).status_code in (403, 404)


def test_a_file_that_is_lost_is_told_of_in_plain_words(cast, address):
    one = ticket(cast.browser(cast.owner_user), address)
    default_storage.delete(DocumentFile.objects.get().content.name)
    answer = handed_in(cast, one)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")


def test_nothing_else_is_served_there(cast, address):
    browser = cast.browser(cast.owner_user)
    for path in (
        "/",
        "/arenden/",
        "/statiskt/web/samverk.css",
        "/logga-in/",
        address,
        "/hamta/../",
    ):
        answer = browser.get(path, headers={"host": HOST})
        assert (answer.status_code, answer["Content-Type"][:10]) == (404, "text/plain"), path
        assert browser.post(path, headers={"host": HOST}).status_code == 404


@pytest.mark.parametrize("asked", ["FILER.example", "filer.example:443", "filer.example."])
def test_nor_is_it_however_the_host_is_written(cast, asked):
    answer = cast.browser(cast.owner_user).get("/arenden/", headers={"host": asked})
    assert (answer.status_code, answer["Content-Type"][:10]) == (404, "text/plain")


def test_a_ticket_is_for_files_only(cast, address, monkeypatch):
    def drawn(request):
        request.path = "/arenden/"
        return draw(request)

    draw = file_host.ticket_for
    monkeypatch.setattr(file_host, "ticket_for", drawn)
    one = ticket(cast.browser(cast.owner_user), address)
    assert handed_in(cast, one).status_code == 404


def test_our_own_address_has_no_tickets(cast, address):
    one = ticket(cast.browser(cast.owner_user), address)
    assert cast.browser(cast.owner_user).get(one).status_code == 404


def test_without_a_file_host_a_file_comes_from_our_own_address(cast, address, settings):
    settings.FILE_HOST = ""
    assert body(cast.browser(cast.owner_user).get(address)) == copied(PDF)


@pytest.mark.parametrize(("host", "starts"), [("localhost", False), ("filer.example", True)])
def test_our_own_address_is_no_file_host(host, starts):
    """Every page of ours would be gone from it."""
    done = subprocess.run(
        [sys.executable, "-c", "import samverk.project.settings"],
        env=os.environ | {"SAMVERK_FILE_HOST": host, "SECRET_KEY": "x" * 50},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is starts
    assert starts or "Välj en annan" in done.stderr
