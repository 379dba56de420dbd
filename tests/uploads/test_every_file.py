"""Every place that sends a file does so by the one way that keeps a browser from running it."""

from __future__ import annotations

import ast
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samverk.foundation.compartments import opened
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.intake import actions as intake
from samverk.intake.files import Upload
from samverk.registry import actions
from samverk.registry.models import DocumentFile, SecretFile
from tests.architecture.sources import sources
from tests.uploads.corpus import alive, kinds

__all__ = ["cast", "the_day"]
THE_WAY = "foundation/files/"
OWN_WAYS = ("Content-Disposition", "FileResponse(", "StreamingHttpResponse(", "as_attachment=")
# What we have written ourselves, with nothing of a stranger's, that is too large to have in hand
OF_OUR_OWN = ("publishing/api/bulk.py", "publishing/views/archive.py")
RELEASED = ("released", "released_in_hand", "original")
FROM_STRANGERS = {
    "download",
    "download_original",
    "secret_download",
    "item_secret_file",
    "intake_file",
}
ACTING = next(kind for kind in kinds() if kind.name == "pdf/opening/plain").drawn(0)


def test_no_view_sends_a_file_in_a_way_of_its_own():
    strange = [
        f"{source.name}: {way}"
        for source in sources()
        if not source.name.startswith((THE_WAY, *OF_OUR_OWN)) and "tests" not in source.where
        for way in OWN_WAYS
        if way in source.text
    ]
    assert strange == []


def test_what_strangers_sent_is_sent_from_the_file_host():
    """A view that releases a file is marked so, else it would be served beside our pages."""
    found = 0
    for source in sources():
        if "tests" in source.where or source.name.startswith(THE_WAY):
            continue
        for function in source.functions():
            calls = {
                node.func.id
                for node in ast.walk(function)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            if calls & set(RELEASED):
                found += 1
                marks = [ast.unparse(mark) for mark in function.decorator_list]
                assert any(mark.startswith("from_file_host(") for mark in marks), function.name
    assert found == len(FROM_STRANGERS)


def patterns(found: list) -> list[URLPattern]:
    return [
        one
        for pattern in found
        for one in (
            patterns(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
        )
    ]


def test_the_addresses_of_strangers_files_are_these():
    names = {
        pattern.name
        for pattern in patterns(get_resolver().url_patterns)
        if getattr(pattern.callback, "is_file", False)
    }
    assert names == FROM_STRANGERS


@pytest.fixture
def case(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    new = actions.NewCase(cast.board.pk, "Samarbete", date(2024, 1, 2))
    return actions.open_case(SETUP, new, key="ärende")


def registered(case, **more):
    file = actions.NewFile("a.pdf", ACTING)
    new = actions.NewDocument(
        case.pk, "incoming", "letter", date(2024, 1, 3), "Brev", file=file, **more
    )
    return actions.register_document(SETUP, new, key="brev")


def open_file(cast, case):
    registered(case)
    return reverse("download", args=[DocumentFile.objects.get().pk])


def secret_file(cast, case):
    made = registered(case, secret=actions.Secret("OSL 26 kap. 1 §", "Om N"))
    with opened([cast.board.pk]):
        return reverse("secret_download", args=[made.pk, SecretFile.objects.get().pk])


def taken_in(cast, case):
    upload = Upload("a.pdf", ACTING)
    (source,) = intake.upload(SETUP, cast.board.pk, [upload], key="fil").sources
    return reverse("intake_file", args=[source.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("place", [open_file, secret_file, taken_in])
def test_what_acts_is_sent_from_nowhere(cast, case, place):
    answer = cast.browser(cast.owner_user).get(place(cast, case))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert alive("application/pdf", content) == []
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_file_that_came_is_for_those_who_register(cast, case):
    open_file(cast, case)
    address = reverse("download_original", args=[DocumentFile.objects.get().pk])
    answer = cast.browser(cast.owner_user).get(address)
    assert b"".join(answer.streaming_content) == ACTING
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    for user in (None, cast.member_user, cast.colleague_user, cast.outsider_user):
        assert cast.browser(user).get(address).status_code == 403


@pytest.mark.django_db
def test_the_case_says_what_a_copy_lacks_and_who_registers_finds_what_came(cast, case):
    b"".join(cast.browser(cast.owner_user).get(open_file(cast, case)).streaming_content)
    original = reverse("download_original", args=[DocumentFile.objects.get().pk])
    page = reverse("case", args=[case.pk])
    for user, finds in ((cast.owner_user, True), (cast.member_user, False)):
        text = cast.browser(user).get(page).content.decode()
        assert "Kopian saknar: skript." in text
        assert (original in text) is finds
    assert "Kopian" not in cast.browser().get(page).content.decode()
