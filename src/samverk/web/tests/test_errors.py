"""Error pages say what happened and what to do, and never show a traceback."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client, RequestFactory

from samverk.foundation.errors import UnloggedError
from samverk.web import errors

PAGES = [
    (errors.bad_request, 400),
    (errors.forbidden, 403),
    (errors.not_found, 404),
    (errors.server_error, 500),
    (errors.unavailable, 503),
    (errors.csrf_failure, 403),
]


@pytest.fixture
def request_(rf: RequestFactory):
    """A request with no session and no user, as when the database is gone."""
    return rf.get("/arenden/")


@pytest.mark.parametrize(("view", "status"), PAGES, ids=[view.__name__ for view, _ in PAGES])
def test_an_error_page_answers_its_status_in_swedish(request_, view, status):
    page = view(request_)
    assert page.status_code == status
    assert '<html lang="sv"' in page.content.decode()


@pytest.mark.parametrize(("view", "status"), PAGES, ids=[view.__name__ for view, _ in PAGES])
def test_an_error_page_leads_back_to_the_start(request_, view, status):
    assert '<a class="ds-button" href="/">' in view(request_).content.decode()


def test_a_refusal_says_its_own_reason(request_):
    page = errors.forbidden(request_, PermissionDenied("Bara sekreteraren får justera <här>."))
    assert "Bara sekreteraren får justera &lt;här&gt;." in page.content.decode()


def test_a_refusal_without_a_reason_says_what_is_always_true(request_):
    page = errors.forbidden(request_, PermissionDenied())
    assert errors.FORBIDDEN.explanation in page.content.decode()


def test_an_expired_form_does_not_show_djangos_english_reason(request_):
    page = errors.csrf_failure(request_, reason="CSRF cookie not set.")
    assert "CSRF" not in page.content.decode()


def test_a_closed_site_says_when_to_come_back():
    assert errors.unavailable()["Retry-After"] == "120"


def test_every_error_page_has_a_title_of_its_own(request_):
    titles = {view(request_).content.decode().partition("<title>")[2][:30] for view, _ in PAGES}
    assert len(titles) == len(PAGES)


def failing(error, request):
    """Draw the error page the way Django does: while the exception is handled."""
    try:
        raise error
    except type(error):
        return errors.server_error(request)


def test_a_lost_database_closes_the_site_for_now(request_):
    page = failing(OperationalError("connection refused"), request_)
    assert page.status_code == 503
    assert "connection refused" not in page.content.decode()


def test_an_act_that_cannot_be_noted_is_not_done_and_says_what_to_do(request_):
    page = failing(UnloggedError("disk full"), request_)
    assert (page.status_code, page["Retry-After"]) == (503, "120")
    said = page.content.decode()
    assert "Vänta några minuter" in said
    assert "disk full" not in said


def test_any_other_failure_is_an_error_of_ours(request_):
    assert failing(RuntimeError("secret detail"), request_).status_code == 500


def test_a_failure_in_a_view_shows_no_detail(client, settings, monkeypatch):
    def fail(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("samverk.web.views.about.packages", fail)
    client.raise_request_exception = False
    page = client.get("/om/")
    assert page.status_code == 500
    assert "secret detail" not in page.content.decode()


@pytest.fixture
def guest(rf: RequestFactory):
    """A request by somebody who has not logged in."""
    request = rf.get("/beslut/nytt/?arende=1")
    request.user = AnonymousUser()
    return request


def test_somebody_not_logged_in_is_told_to_and_comes_back(guest):
    page = errors.forbidden(guest, PermissionDenied("Logga in för att registrera beslut."))
    shown = page.content.decode()
    assert "?next=%2Fbeslut%2Fnytt%2F%3Farende%3D1" in shown
    assert f"{errors.LOGIN_NEEDED.title}</h1>" in shown
    assert "Logga in för att registrera beslut." in shown


def test_who_sends_a_form_logged_out_is_told_that_nothing_was_saved(guest):
    guest.method = "POST"
    shown = errors.forbidden(guest, PermissionDenied()).content.decode()
    assert f"{errors.LOGIN_NEEDED_TO_SEND.title}</h1>" in shown
    assert "Inget av det du skickade är sparat." in shown


def test_somebody_logged_in_is_not_asked_to_log_in_again(guest):
    guest.user = type("Known", (), {"is_authenticated": True})()
    shown = errors.forbidden(guest, PermissionDenied()).content.decode()
    assert "/konto/logga-in/" not in shown
    assert f"{errors.FORBIDDEN.title}</h1>" in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "options", "status", "title"),
    [
        ("/finns-inte/", {}, 404, errors.NOT_FOUND.title),
        ("/beslut/999999/", {}, 404, errors.NOT_FOUND.title),
        ("/beslut/nytt/", {}, 403, errors.FORBIDDEN.title),
        ("/om/", {"headers": {"host": "ond.example"}}, 400, errors.BAD_REQUEST.title),
    ],
)
def test_a_served_error_has_its_page(client, address, options, status, title):
    answer = client.get(address, **options)
    assert answer.status_code == status
    assert f"{title}</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_led_there(visitor):
    answer = visitor.get("/beslut/nytt/")
    assert answer.status_code == 403
    assert f"{errors.LOGIN_NEEDED.title}</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_swedish_and_nothing_is_saved():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/konto/logga-in/", {"login": "a@prov.example", "password": "x"})
    assert answer.status_code == 403
    assert "Inget sparades." in answer.content.decode()
