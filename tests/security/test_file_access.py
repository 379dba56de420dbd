"""Who opens a file: each role, the public, and somebody whose roles have ended."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.registry import actions, queries

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
OWN = [role.name for role in Role]


@pytest.fixture
def case(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    new = actions.NewCase(cast.board.pk, "Samarbete", date(2024, 1, 2))
    return actions.open_case(SETUP, new, key="ärende")


@pytest.fixture
def file(case):
    content = actions.NewFile("Annas ansökan.txt", b"Hej.\n")
    new = actions.NewDocument(case.pk, "incoming", "letter", date(2024, 1, 3), "Brev", file=content)
    return actions.register_document(SETUP, new, key="brev").files.get()


def user_with(role, body):
    post = people.NewPost(Role[role], body.organisation_id, body.pk)
    new = people.NewUser(f"{role.lower()}@prov.example", "Bo Ek", None, (post,))
    return people.add_user(SETUP, new, key=f"ny/{role}")


def answer(cast, file, user=None):
    response = cast.browser(user).get(reverse("download", args=[file.pk]))
    if response.streaming:
        assert b"".join(response.streaming_content) == b"Hej.\n"
    return response.status_code


@pytest.mark.parametrize("role", OWN)
def test_every_role_at_the_body_opens_its_files(cast, file, role):
    assert answer(cast, file, user_with(role, cast.board)) == 200


@pytest.mark.parametrize("role", OWN)
def test_every_role_at_another_body_of_the_organisation_opens_them_too(cast, file, role):
    assert answer(cast, file, user_with(role, cast.other_board)) == 200


@pytest.mark.parametrize("role", OWN)
def test_no_role_in_another_organisation_opens_them(cast, file, role):
    assert answer(cast, file, user_with(role, cast.neighbour_board)) == 403


def test_the_public_does_not(cast, file):
    assert answer(cast, file) == 403


def test_who_holds_a_role_no_more_does_not(cast, file):
    user = people.add_user(SETUP, people.NewUser("f@prov.example", "F", None, ()), key="f")
    assert answer(cast, file, user) == 403
    assert queries.may_open_files(actor_for(user), cast.town.pk).why.startswith("Den som inte")


def test_a_file_that_lies_with_a_secret_document_is_there_for_nobody(cast, case, file):
    secret = actions.Secret("OSL 26 kap. 1 §", "Hemligt")
    new = actions.NewDocument(case.pk, "incoming", "letter", date(2024, 1, 3), secret=secret)
    file.pk, file.document = None, actions.register_document(SETUP, new, key="hemligt")
    file.save(force_insert=True)
    for user in (None, cast.owner_user, cast.colleague_user, cast.outsider_user):
        assert answer(cast, file, user) == 404


def test_who_has_no_role_there_sees_that_there_is_a_file_and_not_its_name(
    cast, case, file, visitor
):
    page = cast.browser().get(reverse("case", args=[case.pk])).content.decode()
    assert "en fil (5" in page
    assert "Annas" not in page
    assert "begär ut handlingen hos registratorn" in page
    refused = visitor.get(reverse("case", args=[case.pk]))
    assert refused.status_code == 403
    assert "fil (5" not in refused.content.decode()


def test_another_organisation_sees_as_much_as_the_public(cast, case, file):
    page = cast.browser(cast.outsider_user).get(reverse("case", args=[case.pk])).content.decode()
    assert "Annas" not in page
    assert reverse("download", args=[file.pk]) not in page


def test_its_own_people_have_the_link(cast, case, file):
    page = cast.browser(cast.colleague_user).get(reverse("case", args=[case.pk])).content.decode()
    assert reverse("download", args=[file.pk]) in page
    assert "Annas ansökan.txt" in page


def test_a_refused_reader_can_log_in_and_come_back(cast, file, visitor):
    url = reverse("download", args=[file.pk])
    page = visitor.get(url).content.decode()
    assert f"/konto/logga-in/?next=%2Farenden%2Ffil%2F{file.pk}%2F" in page
    inside = cast.browser(cast.outsider_user).get(url).content.decode()
    assert "next=" not in inside


def test_the_menu_leads_back_to_the_page_one_was_on(visitor):
    page = visitor.get("/lagkalkylator/uttrade/").content.decode()
    assert "/konto/logga-in/?next=%2Flagkalkylator%2Futtrade%2F" in page
