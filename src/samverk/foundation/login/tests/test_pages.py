"""Every page of login is ours, in Swedish, and works without scripts except for the keys themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.template import Template
from django.test.signals import template_rendered
from django.urls import reverse

from samverk.foundation.login import urls

pytestmark = pytest.mark.django_db
OURS = Path(__file__).parents[3]
FOR_ALL = ["/konto/logga-in/", "/konto/avstangt/", "/konto/glomt/klart/", "/konto/glomt/1-a-b/"]
FOR_USERS = [
    "/konto/",
    "/konto/logga-ut/",
    "/konto/losenord/",
    "/konto/bekrafta/losenord/",
    "/konto/bekrafta/reservkod/",
    "/konto/bekrafta/nyckel/",
    "/konto/nycklar/",
    "/konto/nycklar/ny/",
    "/konto/reservkoder/",
    "/konto/reservkoder/nya/",
    "/konto/reservkoder/fil/",
]


@pytest.fixture
def key(confirmed, maj):
    """Maj has a key and recovery codes."""
    key = Authenticator.objects.create(
        user=maj, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefonen", "credential": {}}
    )
    confirmed.post("/konto/reservkoder/nya/")
    return key


@pytest.fixture
def no_credentials(monkeypatch):
    """The key's credential is never read, since it has none."""
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])


@pytest.fixture
def drawn():
    """Collect where the templates lie that are drawn."""
    origins: set[Path] = set()

    def note(sender, template: Template, **_):
        origins.add(Path(template.origin.name))

    template_rendered.connect(note)
    yield origins
    template_rendered.disconnect(note)


def foreign(origins):
    return {
        origin
        for origin in origins
        if OURS not in origin.parents and "django/forms" not in str(origin)
    }


def test_the_lists_here_name_every_page():
    of_a_key = ["/konto/nycklar/7/", "/konto/nycklar/7/ta-bort/"]
    apart = {"/konto/logga-in/steg-2/", "/konto/logga-in/nyckel/", *of_a_key}
    given = {"<int": [7], "uidb36>": ["1", "a-b"]}

    def arguments(pattern):
        return next((given[part] for part in given if part in str(pattern)), [])

    named = {reverse(p.name, args=arguments(p.pattern)) for p in urls.urlpatterns}
    assert named == apart | {*FOR_ALL, *FOR_USERS}


@pytest.mark.parametrize("path", FOR_ALL)
def test_the_publics_pages_are_drawn_with_our_templates_alone(client, drawn, path):
    assert client.get(path).status_code == 200
    assert foreign(drawn) == set()


@pytest.mark.parametrize("path", FOR_USERS)
def test_a_users_pages_are_drawn_with_our_templates_alone(
    confirmed, key, no_credentials, drawn, path
):
    assert confirmed.get(path).status_code == 200
    assert foreign(drawn) == set()


@pytest.mark.parametrize("act", ["", "ta-bort/"])
def test_a_keys_own_pages_are_drawn_with_our_templates_alone(confirmed, key, drawn, act):
    assert confirmed.get(f"/konto/nycklar/{key.pk}/{act}").status_code == 200
    assert foreign(drawn) == set()


def test_with_a_key_the_password_alone_is_not_enough(key, no_credentials, client, log_in, drawn):
    client.logout()
    page = client.get(log_in(client)["Location"])
    assert "Ett steg till" in page.content.decode()
    assert client.get("/konto/").status_code == 302
    assert foreign(drawn) == set()


def test_a_recovery_code_is_enough_once(key, no_credentials, confirmed, log_in):
    code = confirmed.get("/konto/reservkoder/").context["unused_codes"][0]
    outcomes = []
    for _ in range(2):
        confirmed.logout()
        log_in(confirmed)
        outcomes.append(confirmed.post("/konto/logga-in/steg-2/", {"code": code}).status_code)
    assert outcomes == [302, 200]


def test_a_wrong_code_is_refused_in_swedish(key, no_credentials, client, log_in):
    client.logout()
    log_in(client)
    page = client.post("/konto/logga-in/steg-2/", {"code": "00000000"}).content.decode()
    assert "Koden eller nyckeln stämmer inte." in page


@pytest.mark.parametrize("credential", ["", "{}", "null", "[1]", '{"id": 1}', "inte json"])
def test_what_is_no_credential_is_refused_without_a_fault(client, credential):
    response = client.post("/konto/logga-in/nyckel/", {"credential": credential})
    assert response["Location"] == "/konto/logga-in/"


@pytest.mark.parametrize("credential", ['{"id": 1}', "[1]", '{"id": "a", "rawId": "a"}'])
def test_what_is_no_new_key_is_refused_without_a_fault(confirmed, credential):
    page = confirmed.post(
        "/konto/nycklar/ny/", {"credential": credential}, HTTP_HOST="localhost:8000"
    ).content.decode()
    assert "Koden eller nyckeln stämmer inte." in page


def test_an_empty_login_says_what_is_missing_at_the_fields(client):
    text = client.post("/konto/logga-in/").content.decode()
    assert "E-postadress: Uppgiften behövs." in text
    assert 'aria-describedby="falt-login_error"' in text


def test_a_wrong_password_when_confirming_is_refused_in_swedish(maj, client, log_in):
    log_in(client)
    page = client.post("/konto/bekrafta/losenord/", {"password": "fel"}).content.decode()
    assert "Lösenordet stämmer inte." in page


def test_the_forms_set_no_style_or_script_in_line(client):
    text = client.get("/konto/logga-in/").content.decode()
    assert "style=" not in text
    assert text.count("<script") == text.count("<script src=") + text.count("application/json")


def test_paste_and_zoom_are_not_hindered(client):
    text = client.get("/konto/logga-in/").content.decode()
    assert "onpaste" not in text
    assert "maximum-scale" not in text


def test_the_header_leads_to_the_account(maj, client, log_in):
    log_in(client)
    assert 'href="/konto/"' in client.get("/om/").content.decode()
