"""Every address answers with the headers that keep a browser from being used against its user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from samverk.foundation.models import User

pytestmark = pytest.mark.django_db
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
]
MADE_UP = ((IntConverter, "7"), (UUIDConverter, "5f0e9c1e-6a1c-4b7e-9d55-0f4c4f1d2a07"))
METHODS = ["get", "post", "options"]


def addresses(found: list, before: str = "/") -> Iterator[str]:
    """Write an address for every pattern, with made-up arguments."""
    for pattern in found:
        path = before + filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield path


def filled(pattern: URLPattern | URLResolver) -> str:
    """Give a pattern's text with something in each place; ours are all written as routes."""
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        value = next((told for sort, told in MADE_UP if isinstance(converter, sort)), "nagot")
        text = text.replace(f"<{converter_name(text, name)}{name}>", value)
    return text


def converter_name(text: str, name: str) -> str:
    """Answer what stands before ``name`` within its brackets, such as "int:"."""
    return text.partition(f"{name}>")[0].rpartition("<")[2]


ALL = sorted(set(addresses(get_resolver().url_patterns)))
OTHERS = ["/finns-inte/", "/statiskt/web/samverk.css", "/statiskt/saknas.css"]


def test_the_walk_finds_the_addresses():
    assert {"/", "/konto/logga-in/", "/konto/nycklar/7/", "/demo/roll/"} <= set(ALL)
    assert not [path for path in ALL if "<" in path]


@pytest.fixture
def client() -> Client:
    """The public's browser."""
    return Client()


@pytest.fixture(params=["public", "user"])
def reader(request, client: Client) -> Client:
    """The public, and somebody who has logged in; faults become pages."""
    client.raise_request_exception = False
    if request.param == "user":
        client.force_login(User.objects.create_user("maj@prov.example", None))
    return client


@pytest.mark.parametrize("method", METHODS)
def test_every_address_answers_with_every_header(reader, method):
    missing = {}
    for path in [*ALL, *OTHERS]:
        with closing(getattr(reader, method)(path)) as answer:
            lacking = [name for name, value in WANTED.items() if answer.get(name) != value]
        if lacking or "publickey-credentials-get=(self)" not in answer["Permissions-Policy"]:
            missing[path] = lacking
    assert missing == {}


def test_every_address_forbids_what_comes_from_elsewhere_or_stands_in_line(reader):
    loose = {}
    for path in [*ALL, *OTHERS]:
        with closing(reader.get(path)) as answer:
            policy = answer.get("Content-Security-Policy", "")
        if [part for part in POLICY if part not in policy] or "unsafe" in policy:
            loose[path] = policy
    assert loose == {}


def test_no_address_lets_the_browser_keep_what_a_user_is_shown(client):
    client.raise_request_exception = False
    client.force_login(User.objects.create_user("maj@prov.example", None))
    pages = [path for path in ALL if path != "/konto/logga-ut/"]
    kept = [path for path in pages if "no-store" not in client.get(path).get("Cache-Control", "")]
    assert kept == []


def test_a_style_sheet_may_be_kept_by_the_public(client):
    with closing(client.get(OTHERS[1])) as sheet:
        assert "no-store" not in sheet.get("Cache-Control", "")


def test_an_unknown_host_gets_no_page(client):
    client.raise_request_exception = False
    answer = client.get("/konto/logga-in/", HTTP_HOST="ond.example")
    assert (answer.status_code, answer["X-Frame-Options"]) == (400, "DENY")


def test_a_form_from_another_site_is_refused():
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/konto/logga-in/", {"login": "a@b.se", "password": "x"})
    assert answer.status_code == 403
    assert "Formuläret har gått ut" in answer.content.decode()


def test_the_policy_allows_nothing_unsafe():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert "unsafe" not in str(directives)
