"""The archive's pages: who meets them, what they say, and the forms sent by hand."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.urls import reverse

from samverk.documents.archive.verify import check_package
from samverk.publishing import actions
from samverk.publishing.models import ArchiveAuthority, ArchivePackage, MappingRow, PlanRow
from samverk.publishing.tests.archived import TRUE_WORDS, authority, filed_case, made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path


@pytest.fixture
def case(cast, the_day):
    return filed_case(cast)


@pytest.fixture
def browser(cast):
    return cast.browser(cast.owner_user)


def addresses(cast, package):
    body, known = cast.board.pk, package.authority_id
    return [
        reverse("archive_of", args=[body]),
        reverse("new_package", args=[body]),
        reverse("archive_plan", args=[body]),
        reverse("change_plan", args=[body, "memo"]),
        reverse("disposal_trial", args=[body]),
        reverse("disposal_list", args=[body]),
        reverse("package", args=[package.pk]),
        reverse("package_file", args=[package.pk]),
        reverse("archive_authority", args=[known]),
        reverse("change_mapping", args=[known, "case_status", "closed"]),
        reverse("new_archive_authority", args=[cast.town.slug]),
    ]


def test_whoever_makes_packages_meets_every_page(cast, case, browser):
    for address in [
        reverse("archive_home"),
        *addresses(cast, made(cast.owner, cast, case=case.pk)),
    ]:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_everybody_else_is_refused(cast, case):
    package = made(cast.owner, cast, case=case.pk)
    for user in (None, cast.member_user, cast.outsider_user):
        reader = cast.browser(user)
        for address in addresses(cast, package):
            assert reader.get(address).status_code in (302, 403), (user, address)


def test_what_is_not_there_is_not_found(cast, the_day, browser):
    known = authority(cast)
    for address in (
        reverse("package", args=[999]),
        reverse("archive_authority", args=[999]),
        reverse("change_mapping", args=[known.pk, "case_status", "nope"]),
        reverse("change_plan", args=[cast.board.pk, "nope"]),
    ):
        assert browser.get(address).status_code == 404, address


def test_the_page_tells_what_is_in_it_what_is_not_and_the_checksum(cast, case, browser):
    package = made(cast.owner, cast, case=case.pk)
    page = browser.get(reverse("package", args=[package.pk])).content.decode()
    for words in (
        package.sha256,
        "SN 2024/12-2: Handlingen är sekretessmarkerad och inte med i paketet.",
        "SN 2024/12-3: Registret har ingen fil till handlingen.",
        "Hämta paketet",
    ):
        assert words in page
    assert TRUE_WORDS not in page


def test_the_file_is_sent_to_be_saved_and_holds(cast, case, browser):
    package = made(cast.owner, cast, case=case.pk)
    answer = browser.get(reverse("package_file", args=[package.pk]))
    content = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith('attachment; filename="samverk-')
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert check_package(io.BytesIO(content)).faults == []


def test_a_package_is_asked_for_by_diary_number_whatever_the_capitals(cast, case, browser):
    known = authority(cast)
    sent = {"key": "k", "authority": known.pk, "scope": "case", "case": "sn 2024/12"}
    answer = browser.post(reverse("new_package", args=[cast.board.pk]), sent)
    package = ArchivePackage.objects.get()
    assert answer.url == reverse("package", args=[package.pk])
    assert "Packade filer" in browser.get(answer.url).content.decode()


def test_the_page_asks_by_itself_until_the_package_is_made(cast, case, browser):
    new = actions.NewPackage(cast.board.pk, authority(cast).pk, case=case.pk)
    asked = actions.ask_package(cast.owner, new, key="k")
    page, poll = reverse("package", args=[asked.pk]), {"HX-Request": "true", "Samverk-Poll": "ja"}
    waiting = browser.get(page, headers=poll)
    assert waiting.content.decode().lstrip().startswith("<div")
    actions.make_package(asked.pk)
    assert browser.get(page, headers=poll)["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"scope": "case"}, "Skriv ärendets diarienummer."),
        ({"scope": "case", "case": "X 1"}, "Inget ärende i organets diarium har det numret."),
        ({"scope": "period"}, "Skriv från och med vilken dag"),
        ({"scope": "period", "from_day": "2024-02-01", "to_day": "2024-01-01"}, "innan den börjar"),
        ({}, "Uppgiften behövs."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(cast, case, browser, sent, words):
    known = authority(cast)
    given = {"key": "k", "authority": known.pk, **sent}
    answer = browser.post(reverse("new_package", args=[cast.board.pk]), given)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_the_way_from_a_case_chooses_the_case(cast, case, browser):
    authority(cast)
    page = browser.get(reverse("case", args=[case.pk])).content.decode()
    way = f"{reverse('new_package', args=[cast.board.pk])}?arende={case.pk}"
    assert way in page
    assert 'value="SN 2024/12"' in browser.get(way).content.decode()
    assert way not in cast.browser().get(reverse("case", args=[case.pk])).content.decode()


def test_without_an_archive_the_form_says_what_to_do_first(cast, case, browser):
    page = browser.get(reverse("new_package", args=[cast.board.pk])).content.decode()
    assert reverse("new_archive_authority", args=[cast.town.slug]) in page


def test_an_archive_a_value_and_a_plan_row_are_saved_from_their_forms(cast, the_day, browser):
    browser.post(
        reverse("new_archive_authority", args=[cast.town.slug]), {"key": "a", "name": "Arkivet"}
    )
    known = ArchiveAuthority.objects.get()
    browser.post(
        reverse("change_mapping", args=[known.pk, "direction", "drawn_up"]),
        {"key": "b", "value": "case_draft", "other": "", "from_date": "2024-03-01"},
    )
    browser.post(
        reverse("change_plan", args=[cast.board.pk, "receipt"]),
        {
            "key": "c",
            "fate": "dispose",
            "years": "2",
            "counted": "handlingens dag",
            "by_year_end": "on",
            "ground": "SN § 4",
            "decided_on": "2024-01-10",
            "from_date": "2024-03-01",
        },
    )
    assert MappingRow.objects.get().value == "case_draft"
    assert (PlanRow.objects.get().years, PlanRow.objects.get().by_year_end) == (2, True)
    plan = browser.get(reverse("archive_plan", args=[cast.board.pk])).content.decode()
    assert "Gallras 2 år från handlingens dag, vid årsskiftet efter" in plan
    mapping = browser.get(reverse("archive_authority", args=[known.pk])).content.decode()
    assert "<code>case_draft</code>" in mapping


def test_years_are_asked_for_when_something_is_to_go(cast, the_day, browser):
    answer = browser.post(
        reverse("change_plan", args=[cast.board.pk, "receipt"]),
        {"key": "c", "fate": "dispose", "counted": "handlingens dag", "from_date": "2024-03-01"},
    )
    assert answer.status_code == 400
    assert "efter hur många år" in answer.content.decode()


def test_the_trial_tells_why_and_its_list_is_no_formula(cast, case, browser):
    new = actions.NewPlanRow(
        cast.board.pk,
        "receipt",
        date(2024, 1, 1),
        years=0,
        by_year_end=False,
        ground="SN § 4",
        decided_on=date(2020, 1, 20),
    )
    actions.set_plan_row(cast.owner, new, key="plan")
    page = browser.get(reverse("disposal_trial", args=[cast.board.pk])).content.decode()
    assert "arkivlagen" in page
    assert "Kvitto" in page
    listed = browser.get(reverse("disposal_list", args=[cast.board.pk]))
    assert listed["Content-Disposition"].startswith("attachment")
    assert "får gallras;2024-02-01" in listed.content.decode("utf-8-sig")


def test_the_list_of_packages_asks_no_more_for_more(cast, case, browser):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def questions():
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("archive_of", args=[cast.board.pk]))
        return len(asked)

    made(cast.owner, cast, case=case.pk)
    few = questions()
    for number in range(3):
        made(cast.owner, cast, case=case.pk, key=f"fler/{number}")
    assert questions() == few
