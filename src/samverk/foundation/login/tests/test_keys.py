"""Keys: where they work, and the pages about them, which need a fresh proof of who one is."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import RequestFactory

from samverk.foundation.login.keys import KeyPlace, key_place

KEY_PAGES = ["/konto/nycklar/ny/", "/konto/reservkoder/nya/"]


@pytest.mark.parametrize(
    ("host", "scheme", "place"),
    [
        ("samverk.alingsas.se", "https", KeyPlace(is_usable=True)),
        ("samverk.alingsas.se", "http", KeyPlace(is_usable=False)),
        ("localhost:8000", "http", KeyPlace(is_usable=True)),
        ("127.0.0.1:8123", "http", KeyPlace(False, "http://localhost:8123/konto/")),
        ("[::1]:8000", "http", KeyPlace(False, "http://localhost:8000/konto/")),
        ("[::1]", "http", KeyPlace(False, "http://localhost/konto/")),
        ("192.0.2.4", "https", KeyPlace(is_usable=False)),
    ],
)
def test_keys_work_where_the_address_is_a_name_the_browser_trusts(settings, host, scheme, place):
    settings.ALLOWED_HOSTS = ["*"]
    secure = scheme == "https"
    assert key_place(RequestFactory().get("/konto/", secure=secure, HTTP_HOST=host)) == place


@pytest.fixture
def key(maj):
    # A passkey without its real credential: enough for the pages that do not use it
    return Authenticator.objects.create(
        user=maj,
        type=Authenticator.Type.WEBAUTHN,
        data={
            "name": "Telefonen",
            "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
        },
    )


@pytest.mark.django_db
def test_the_demos_address_leads_to_the_one_where_keys_work(client):
    text = client.get("/konto/logga-in/", HTTP_HOST="127.0.0.1:8000").content.decode()
    assert 'href="http://localhost:8000/konto/logga-in/"' in text
    assert "Logga in med nyckel" not in text


@pytest.mark.django_db
def test_a_key_is_offered_where_it_works(client):
    text = client.get("/konto/logga-in/", HTTP_HOST="localhost:8000").content.decode()
    assert "Logga in med nyckel" in text


@pytest.mark.django_db
@pytest.mark.parametrize("page", KEY_PAGES)
def test_changing_keys_asks_again_who_one_is(maj, client, log_in, page):
    log_in(client)
    assert client.get(page)["Location"].startswith("/konto/bekrafta/losenord/?next=")


@pytest.mark.django_db
def test_having_shown_it_one_comes_back(maj, client, log_in):
    log_in(client)
    typed = {"password": "tallbarr under grinden", "next": "/konto/nycklar/ny/"}
    assert client.post("/konto/bekrafta/losenord/", typed)["Location"] == "/konto/nycklar/ny/"


@pytest.mark.django_db
def test_showing_it_does_not_lead_to_another_site(maj, client, log_in):
    log_in(client)
    typed = {"password": "tallbarr under grinden", "next": "https://ond.example/"}
    assert client.post("/konto/bekrafta/losenord/", typed)["Location"] == "/"


@pytest.mark.django_db
def test_a_key_is_renamed(confirmed, key):
    confirmed.post(f"/konto/nycklar/{key.pk}/", {"name": "Surfplattan"})
    assert "Surfplattan" in confirmed.get("/konto/nycklar/").content.decode()


@pytest.mark.django_db
def test_a_removed_key_is_gone(confirmed, key):
    confirmed.post(f"/konto/nycklar/{key.pk}/ta-bort/")
    assert not Authenticator.objects.exists()


@pytest.mark.django_db
def test_anothers_key_does_not_exist(confirmed, key, django_user_model):
    key.user = django_user_model.objects.create_user("nils@prov.example", None)
    key.save()
    assert confirmed.get(f"/konto/nycklar/{key.pk}/").status_code == 404
    assert confirmed.post(f"/konto/nycklar/{key.pk}/ta-bort/").status_code == 404


@pytest.mark.django_db
def test_recovery_codes_are_made_shown_and_saved(confirmed, key):
    confirmed.post("/konto/reservkoder/nya/")
    page = confirmed.get("/konto/reservkoder/")
    file = confirmed.get("/konto/reservkoder/fil/").content.decode()
    assert len(page.context["unused_codes"]) == 10
    assert all(code in file for code in page.context["unused_codes"])


@pytest.mark.django_db
def test_codes_are_not_made_for_who_has_no_key(confirmed):
    text = confirmed.post("/konto/reservkoder/nya/").content.decode()
    assert "Lägg till en nyckel innan du skapar reservkoder." in text


@pytest.mark.django_db
def test_who_has_nothing_to_prove_with_is_told_so_in_swedish(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("utan@prov.example", None))
    response = client.get("/konto/bekrafta/losenord/")
    assert response.status_code == 403
    assert "Kontot har varken lösenord eller nyckel" in response.content.decode()
