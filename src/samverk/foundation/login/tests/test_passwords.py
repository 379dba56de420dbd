"""A password is explained before it is typed, and refused in Swedish."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from samverk.foundation.login.passwords import EXPLANATION
from samverk.foundation.models import User

MAJ = User(email="maj.ekedal@prov.se", full_name="Maj Ekedal-Storvik")


def refusals(password):
    with pytest.raises(ValidationError) as fault:
        validate_password(password, MAJ)
    return " ".join(fault.value.messages)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("tallbarr ud", "12 tecken"),
        ("ekedal-storvik", "för likt namn"),
        ("maj.ekedal@prov", "för likt e-postadress"),
        ("8429175630184", "siffror"),
        ("telechargement", "vanligt"),
        ("abababababab", "för få olika tecken"),
        ("Sommar2026!!", "lätt att gissa"),
        ("Samverk-lösenord-1", "lätt att gissa"),
        ("Välkommen12345", "lätt att gissa"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, said):
    assert said in refusals(password)


@pytest.mark.parametrize(
    "password", ["tallbarr under grinden", "hGz7-pvQ2-mNxk", "tre röda stolar"]
)
def test_a_good_password_is_accepted(password):
    assert validate_password(password, MAJ) is None


@pytest.mark.django_db
def test_the_rules_stand_at_the_field_before_anything_is_typed(confirmed):
    text = confirmed.get("/konto/losenord/").content.decode()
    assert EXPLANATION in text
    assert 'aria-describedby="falt-password1_helptext"' in text


@pytest.mark.django_db
def test_password_managers_find_the_fields(confirmed):
    page = confirmed.get("/konto/losenord/").content.decode()
    assert page.count('autocomplete="new-password"') == 2
    assert page.count('autocomplete="current-password"') == 1


@pytest.mark.django_db
def test_password_managers_find_the_login(client):
    page = client.get("/konto/logga-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.django_db
def test_changing_ones_password_is_confirmed_and_holds(confirmed, maj):
    typed = {"oldpassword": "tallbarr under grinden", "password1": "sju koppar utan öra"}
    answer = confirmed.post("/konto/losenord/", typed | {"password2": "sju koppar utan öra"})
    maj.refresh_from_db()
    assert answer["Location"] == "/konto/"
    assert maj.check_password("sju koppar utan öra")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Uppgiften behövs."),
        ({"oldpassword": "fel"}, "Det är inte ditt nuvarande lösenord."),
        ({"password1": "tallbarr ud"}, "Det måste innehålla minst 12 tecken."),
        (
            {"password1": "sju koppar utan öra", "password2": "annat"},
            "De två lösenorden är inte lika.",
        ),
    ],
)
def test_a_faulty_change_says_what_is_wrong(confirmed, typed, said):
    assert said in confirmed.post("/konto/losenord/", typed).content.decode()


@pytest.mark.django_db
def test_a_user_without_a_password_is_told_why_there_is_none_to_change(client):
    user = User.objects.create_user("nyckel@prov.example", None, full_name="Bara Nyckel")
    client.force_login(user)
    assert "Du har inget lösenord" in client.get("/konto/losenord/").content.decode()
