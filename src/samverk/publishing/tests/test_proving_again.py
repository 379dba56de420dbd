"""What reaches everybody, or leaves the house, is done by somebody who lately showed who they are."""

from __future__ import annotations

from contextlib import closing

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.forms import fresh_key
from samverk.foundation.login.proving import CONFIRM, PROVED
from samverk.meetings.tests.adjusting import account
from samverk.publishing.models import ArchivePackage, Record, Release
from samverk.publishing.queries.releases import page_of, release_by_id
from samverk.publishing.tests.archived import authority, filed_case, made
from samverk.publishing.tests.test_release_pages import begin, browser, chosen, press

pytestmark = pytest.mark.django_db
LONG_AGO = "länge sedan du visade vem du är"


def let_be(client: Client, minutes: int) -> None:
    """Let it be so many minutes since whoever has a browser showed who they are."""
    session = client.session
    session[PROVED] = clock.now().timestamp() - minutes * 60
    session.save()


@pytest.fixture
def first(seated):
    return browser(seated.owner_user)


@pytest.fixture
def second(seated):
    return browser(account(seated, "Eva Hägg", Role.SECRETARY))


@pytest.fixture
def handed_in(first, adjusted):
    pk = begin(first, adjusted)
    press(first, "release", pk, **chosen("mask"))
    press(first, "press_release", pk, "lamna")
    return pk


@pytest.fixture
def old():
    return settings.PUBLISH_STEP_UP_MINUTES + 1


def approve(client, pk):
    return press(client, "approve_release", pk, seen=page_of(release_by_id(pk)).digest)


def test_what_is_approved_long_after_a_login_is_not_published(second, handed_in, old):
    let_be(second, old)
    answer = approve(second, handed_in)
    page = answer.content.decode()
    assert (answer.status_code, Release.objects.get().state) == (400, "waiting")
    assert LONG_AGO in page
    assert reverse(CONFIRM) in page
    let_be(second, 0)
    approve(second, handed_in)
    assert Release.objects.get().state == "published"


def test_the_installation_says_how_long_ago_it_may_be(second, handed_in, settings):
    settings.PUBLISH_STEP_UP_MINUTES = 2
    let_be(second, 3)
    assert LONG_AGO in approve(second, handed_in).content.decode()
    settings.PUBLISH_STEP_UP_MINUTES = 4
    approve(second, handed_in)
    assert Release.objects.get().state == "published"


def test_a_withdrawal_waits_and_what_was_written_stands(first, second, handed_in, old):
    approve(second, handed_in)
    let_be(first, old)
    answer = press(first, "withdraw_release", handed_in, why="Ett namn stod kvar")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert LONG_AGO in page
    assert 'value="Ett namn stod kvar"' in page
    assert Record.objects.filter(withdrawn_at=None, kind="meeting").exists()
    let_be(first, 0)
    press(first, "withdraw_release", handed_in, why="Ett namn stod kvar")
    assert Release.objects.get().state == "withdrawn"


def test_giving_back_asks_for_nothing_more(second, handed_in, old):
    let_be(second, old)
    press(second, "return_release", handed_in, remark="Se igen")
    assert Release.objects.get().state == "draft"


def test_a_stranger_is_refused_and_not_asked_to_prove_anything(seated, handed_in, old):
    client = browser(seated.outsider_user)
    let_be(client, old)
    assert press(client, "approve_release", handed_in).status_code == 403


@pytest.fixture
def archivist(cast, the_day, settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path
    return cast.browser(cast.owner_user)


def test_a_package_is_asked_for_by_somebody_who_just_showed_who_they_are(cast, archivist, old):
    case, known = filed_case(cast), authority(cast)
    page = reverse("new_package", args=[cast.board.pk])
    let_be(archivist, old)
    assert archivist.get(f"{page}?arende={case.pk}").url.startswith(reverse(CONFIRM))
    sent = {"key": fresh_key(), "authority": known.pk, "scope": "case", "case": "sn 2024/12"}
    answer = archivist.post(page, sent)
    assert answer.status_code == 400
    assert LONG_AGO in answer.content.decode()
    assert 'value="sn 2024/12"' in answer.content.decode()
    assert not ArchivePackage.objects.exists()
    let_be(archivist, 0)
    assert archivist.post(page, sent).status_code == 302


def test_a_package_is_taken_out_after_who_one_is_was_shown(cast, archivist, old):
    package = made(cast.owner, cast, case=filed_case(cast).pk)
    file = reverse("package_file", args=[package.pk])
    let_be(archivist, old)
    assert archivist.get(file).url.startswith(reverse(CONFIRM))
    let_be(archivist, 0)
    with closing(archivist.get(file)) as taken:
        assert taken.status_code == 200


def test_whoever_may_not_take_a_package_is_refused_at_once(cast, archivist, old):
    package = made(cast.owner, cast, case=filed_case(cast).pk)
    reader = cast.browser(cast.outsider_user)
    let_be(reader, old)
    assert reader.get(reverse("package_file", args=[package.pk])).status_code == 403
