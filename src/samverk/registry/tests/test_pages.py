"""The pages of the diary: registers, cases and files."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation.files.tests.made import PDF, copied
from samverk.foundation.tests.cast import SETUP
from samverk.registry import actions
from samverk.registry.models import DocumentFile
from samverk.registry.views import registers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def open_case(cast, number, day=date(2024, 3, 1), **changes):
    new = actions.NewCase(cast.board.pk, f"Ärende {number}", day, **changes)
    return actions.open_case(SETUP, new, key=f"ärende/{number}")


def register(case, number, **changes):
    new = actions.NewDocument(
        case.pk, "incoming", "letter", date(2024, 3, 4), f"Fråga {number}", "Norrvik", **changes
    )
    return actions.register_document(SETUP, new, key=f"handling/{case.pk}/{number}")


def test_the_diary_shows_the_facts_of_the_register(cast):
    register(open_case(cast, 1), 1)
    text = cast.browser().get(reverse("diary", args=[cast.board.pk])).content.decode()
    for fact in ("2024-03-01", "SN 2024/001", "Norrvik", "Ärende 1"):
        assert fact in text


def walk(cast, url):
    """Follow "Äldre" to the end; the rows of each page."""
    pages, query = [], ""
    while True:
        response = cast.browser().get(url + query)
        pages.append(list(response.context["rows"]))
        if not response.context["older"]:
            return pages
        query = f"?fore={response.context['older']}"


def test_pages_go_on_where_the_one_before_ended_also_within_a_day(cast, monkeypatch):
    monkeypatch.setattr(registers, "PAGE", 3)
    days = [date(2024, 1, 1 + number // 4) for number in range(8)]
    made = [open_case(cast, number, day) for number, day in enumerate(days)]
    pages = walk(cast, reverse("diary", args=[cast.board.pk]))
    assert [len(page) for page in pages] == [3, 3, 2]
    assert [case for page in pages for case, _ in page] == made[::-1]


def test_documents_are_paged_the_same_way(cast, monkeypatch):
    monkeypatch.setattr(registers, "PAGE", 2)
    case = open_case(cast, 1)
    made = [register(case, number) for number in range(5)]
    pages = walk(cast, reverse("diary_documents", args=[cast.board.pk]))
    assert [document for page in pages for document in page] == made[::-1]


@pytest.mark.parametrize("place", ["x", "2024-13-01.1", "2024-01-01.x", "²", "9" * 40])
@pytest.mark.parametrize("name", ["diary", "diary_documents"])
def test_a_page_nobody_printed_is_not_found(cast, name, place):
    url = f"{reverse(name, args=[cast.board.pk])}?fore={place}"
    assert cast.browser().get(url).status_code == 404


@pytest.mark.parametrize("name", ["diary", "diary_documents"])
def test_the_registers_ask_few_questions_however_long(cast, name, django_assert_max_num_queries):
    for number in range(12):
        register(open_case(cast, number), number)
    browser = cast.browser(cast.owner_user)
    with django_assert_max_num_queries(6):
        assert "SN 2024/012" in browser.get(reverse(name, args=[cast.board.pk])).content.decode()


def test_the_case_page_says_to_those_inside_what_was_done_and_by_whom(cast, visitor):
    case = actions.open_case(
        cast.owner, actions.NewCase(cast.board.pk, "Ärende", date(2024, 3, 1)), key="a"
    )
    register(case, 1)
    url = reverse("case", args=[case.pk])
    public = visitor.get(url)
    inside = cast.browser(cast.member_user).get(url).content.decode()
    assert "Handling registrerad: skrivelse <time>2024-03-04</time>: Fråga 1" in inside
    assert "Maj Ekedal" in inside
    assert public.status_code == 403
    assert "Fråga 1" not in public.content.decode()


def test_the_buttons_follow_the_right(cast):
    case = open_case(cast, 1)
    url, form = reverse("case", args=[case.pk]), reverse("new_document", args=[case.pk])
    assert form in cast.browser(cast.owner_user).get(url).content.decode()
    for user in (None, cast.member_user, cast.colleague_user, cast.outsider_user):
        text = cast.browser(user).get(url).content.decode()
        assert form not in text
        assert "registrera ärenden och handlingar" in text


def test_a_file_comes_as_an_attachment_that_nothing_runs_in(cast):
    register(open_case(cast, 1), 1, file=actions.NewFile('b".pdf', PDF))
    url = reverse("download", args=[DocumentFile.objects.get().pk])
    response = cast.browser(cast.member_user).get(url)
    assert b"".join(response.streaming_content) == copied(PDF)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert cast.browser().get(url).status_code == 403


@pytest.mark.parametrize(
    "path", ["/arenden/999999/", "/arenden/arende/999999/", "/arenden/fil/999999/"]
)
def test_what_does_not_exist_is_not_found(cast, path):
    assert cast.browser(cast.owner_user).get(path).status_code == 404


def test_the_history_says_for_which_body_each_act_was_done(cast):
    case = open_case(cast, 1)
    text = cast.browser().get(reverse("case", args=[case.pk])).content.decode()
    history = text.partition('id="historik-tabell"')[2]
    assert ">Social\N{SOFT HYPHEN}nämnden, Lillköping</td>" in history
