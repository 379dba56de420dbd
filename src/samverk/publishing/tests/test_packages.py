"""Packages for the archive: who may ask, what is in them, what of the secret, and again as a version."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.documents.archive.verify import check_package
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.publishing import actions
from samverk.publishing.actions import clearing
from samverk.publishing.actions.clearing import clear_packages
from samverk.publishing.models import ArchivePackage, PackagePart, PackageState
from samverk.publishing.tests.archived import (
    PDF,
    TRUE_WORDS,
    authority,
    filed_case,
    made,
    taken,
    text_of,
    unpacked,
)
from samverk.registry.models import DocumentFile

pytestmark = pytest.mark.django_db
YEAR = {"from_day": date(2024, 1, 1), "to_day": date(2024, 3, 14)}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path


@pytest.fixture
def case(cast, the_day):
    return filed_case(cast)


def test_a_package_of_a_case_has_its_documents_and_holds(cast, case):
    package = made(cast.owner, cast, case=case.pk)
    content = taken(cast.owner, package)
    assert package.state == PackageState.DONE
    assert package.sha256 == hashlib.sha256(content).hexdigest()
    assert check_package(io.BytesIO(content)).faults == []
    assert (package.total, package.contents["records"], package.contents["pdf_a"]) == (1, 3, 1)


def test_what_is_secret_is_told_to_exist_and_no_more(cast, case):
    archive = unpacked(cast.owner, made(cast.owner, cast, case=case.pk))
    erms = text_of(archive, "ERMS.xml")
    assert "SN 2024/12-2" in erms
    assert '<restriction restrictionType="confidential">' in erms
    everything = b"".join(archive.read(name) for name in archive.namelist())
    for hidden in (TRUE_WORDS, "Vårdnadshavaren", "26 kap", "Hemlig", "Ingen annan"):
        assert hidden.encode() not in everything


def test_whoever_reads_secrets_there_may_take_them_in_and_it_is_logged(cast, case):
    package = made(cast.owner, cast, case=case.pk, with_secrets=True)
    archive = unpacked(cast.owner, package)
    assert TRUE_WORDS in text_of(archive, "ERMS.xml")
    assert "OSL 26 kap. 1 §" in text_of(archive, "ERMS.xml")
    assert text_of(archive, "Hemlig-rubrik.txt").startswith("Ingen annan")
    assert AuditEvent.objects.filter(
        kind="foundation.secret_read", actor=cast.owner_user, subject_type="registry.Document"
    ).exists()
    assert TRUE_WORDS not in str(package.contents)


def test_secrets_need_the_right_to_read_them(cast, case):
    new = actions.NewPackage(cast.board.pk, authority(cast).pk, case=case.pk, with_secrets=True)
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.ask_package(stranger, new, key="k")


def test_a_package_with_secrets_lies_behind_the_wall(cast, case):
    package = made(cast.owner, cast, case=case.pk, with_secrets=True)
    assert PackagePart.objects.filter(package=package).count() == 0
    with compartment([cast.board.pk]):
        assert PackagePart.objects.filter(package=package).count() == 1
    with pytest.raises(NotAllowedError):
        actions.take_package(cast.colleague, package.pk, key="k")


def test_somebody_barred_by_then_does_not_get_what_was_packed(cast, case, monkeypatch):
    package = made(cast.owner, cast, case=case.pk, with_secrets=True)
    from samverk.foundation.barring import Barred
    from samverk.publishing.queries import archives

    shut = Barred(documents=frozenset(package.secret_documents))
    monkeypatch.setattr(archives, "barred_for", lambda actor: shut)
    with pytest.raises(NotAllowedError, match="jävig"):
        actions.take_package(cast.owner, package.pk, key="k")


def test_the_same_scope_again_is_another_version(cast, case):
    first = made(cast.owner, cast, case=case.pk)
    again = made(cast.owner, cast, case=case.pk, key="en gång till")
    assert (first.version, again.version) == (1, 2)
    assert 'RECORDSTATUS="REPLACEMENT"' in text_of(unpacked(cast.owner, again), "v2/METS.xml")


def test_a_form_sent_twice_asks_once(cast, case):
    first = made(cast.owner, cast, case=case.pk)
    assert made(cast.owner, cast, case=case.pk).pk == first.pk
    assert ArchivePackage.objects.count() == 1


def test_asking_puts_one_job_in_the_queue_and_making_it_again_makes_nothing(cast, case):
    package = made(cast.owner, cast, case=case.pk)
    actions.make_package(package.pk)
    actions.make_left_packages()
    jobs = ProcrastinateJob.objects.filter(task_name="samverk.publishing.jobs.make_package")
    assert jobs.count() == 1
    assert PackagePart.objects.filter(package=package).count() == 1


def test_a_period_has_the_cases_closed_in_it_and_says_how_many_go_on(cast, case):
    from samverk.registry import actions as registry

    new = registry.NewCase(cast.board.pk, "Pågår", date(2024, 1, 9))
    registry.open_case(SETUP, new, key="prov/pågår")
    package = made(cast.owner, cast, **YEAR)
    assert [one["name"] for one in package.contents["aggregations"]] == ["SN 2024/12"]
    assert package.contents["remarks"] == ["1 ärende som pågick när perioden slutade."]


def test_a_period_without_anything_fails_with_the_reason(cast, case):
    package = made(cast.owner, cast, from_day=date(2020, 1, 1), to_day=date(2020, 12, 31))
    assert package.state == PackageState.FAILED
    assert "inget att lämna" in package.message


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from_day": date(2024, 3, 1), "to_day": date(2024, 2, 1)}, "to_day"),
        ({"from_day": date(2024, 3, 1), "to_day": date(2024, 12, 1)}, "to_day"),
        ({"from_day": date(2024, 3, 1)}, "from_day"),
    ],
)
def test_a_period_that_is_none_is_refused_at_its_field(cast, the_day, given, field):
    with pytest.raises(InputError) as fault:
        made(cast.owner, cast, **given)
    assert fault.value.field == field


def test_a_case_of_another_diary_is_refused(cast, case):
    new = actions.NewPackage(cast.other_board.pk, authority(cast).pk, case=case.pk)
    with pytest.raises(InputError, match="diarium"):
        actions.ask_package(cast.colleague, new, key="k")


def test_a_file_that_is_changed_in_the_store_is_told_of(cast, case):
    stored = DocumentFile.objects.get(document__case=case)
    with open(stored.content.path, "wb") as file:  # noqa: PTH123
        file.write(PDF + b"!")
    package = made(cast.owner, cast, case=case.pk)
    assert package.contents["wrong"] == ["SN 2024/12-1"]
    premis = text_of(unpacked(cast.owner, package), "submission/metadata/preservation/PREMIS.xml")
    assert "<eventOutcome>fail</eventOutcome>" in premis


def test_a_file_lost_from_the_store_does_not_stop_the_package(cast, case):
    from pathlib import Path

    Path(DocumentFile.objects.get(document__case=case).content.path).unlink()
    package = made(cast.owner, cast, case=case.pk)
    assert package.state == PackageState.DONE
    assert package.contents["wrong"] == ["SN 2024/12-1"]


def test_who_has_lost_the_role_meanwhile_gets_no_package(cast, case):
    known = authority(cast)
    new = actions.NewPackage(cast.board.pk, known.pk, case=case.pk)
    asked = actions.ask_package(cast.owner, new, key="k")
    cast.owner_user.is_active = False
    cast.owner_user.save()
    actions.make_package(asked.pk)
    asked.refresh_from_db()
    assert asked.state == PackageState.FAILED
    assert "får inte" in asked.message


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda rows: rows.update(content=b""), "Cannot update rows"),
        (lambda rows: rows.delete(), "that is kept cannot be deleted"),
    ],
)
def test_the_database_refuses_to_change_or_remove_a_part(cast, case, change, why):
    package = made(cast.owner, cast, case=case.pk)
    with pytest.raises(DatabaseError, match=why):
        change(PackagePart.objects.filter(package=package))


@pytest.mark.parametrize(
    ("now", "then"), [("removed", "done"), ("removed", "asked"), ("failed", "removed")]
)
def test_the_database_lets_no_removed_package_be_anything_else(cast, case, now, then):
    package = made(cast.owner, cast, case=case.pk)
    rows = ArchivePackage.objects.filter(pk=package.pk)
    rows.update(state=now)
    with pytest.raises(DatabaseError, match="Cannot update rows"):
        rows.update(state=then)


def test_one_file_that_cannot_be_removed_keeps_no_other(cast, case, monkeypatch):
    first = made(cast.owner, cast, case=case.pk)
    second = made(cast.owner, cast, case=case.pk, key="en till")
    whole = clearing._clear

    def broken(package):
        if package.pk == first.pk:
            raise OSError
        whole(package)

    monkeypatch.setattr(clearing, "_clear", broken)
    with pytest.raises(OSError):
        clear_packages(second.made_at + timedelta(days=999))
    second.refresh_from_db()
    assert second.state == PackageState.REMOVED
    monkeypatch.undo()
    assert clear_packages(second.made_at + timedelta(days=999)) == 1


def test_a_file_that_goes_while_it_is_fetched_is_told_of(cast, case, monkeypatch):
    from samverk.publishing.queries import archives

    package = made(cast.owner, cast, case=case.pk)
    monkeypatch.setattr(archives, "parts_of", lambda package: [])
    with pytest.raises(ConflictError, match="tagits bort"):
        actions.take_package(cast.owner, package.pk, key="k")


@pytest.mark.parametrize("with_secrets", [False, True])
def test_a_file_goes_when_it_has_been_kept_long_enough(cast, case, settings, with_secrets):
    settings.PACKAGE_DAYS = 10
    package = made(cast.owner, cast, case=case.pk, with_secrets=with_secrets)
    checksum = package.sha256
    assert clear_packages(package.made_at + timedelta(days=10)) == 0
    assert clear_packages(package.made_at + timedelta(days=10, seconds=1)) == 1
    assert clear_packages(package.made_at + timedelta(days=11)) == 0
    package.refresh_from_db()
    assert (package.state, package.sha256) == (PackageState.REMOVED, checksum)
    with compartment([cast.board.pk]):
        assert PackagePart.objects.filter(package=package).count() == 0
    with pytest.raises(NotAllowedError, match="togs bort 2024-03-15"):
        actions.take_package(cast.owner, package.pk, key="k")
    assert AuditEvent.objects.filter(kind="publishing.package_removed").count() == 1


def test_no_file_goes_where_they_are_kept_for_good(cast, case, settings):
    settings.PACKAGE_DAYS = 0
    package = made(cast.owner, cast, case=case.pk)
    assert clear_packages(package.made_at + timedelta(days=9999)) == 0
    assert PackagePart.objects.filter(package=package).count() == 1


def test_the_page_of_a_package_whose_file_is_gone_tells_so(cast, case, client):
    package = made(cast.owner, cast, case=case.pk)
    clear_packages(package.made_at + timedelta(days=999))
    client.force_login(cast.owner_user)
    page = client.get(reverse("package", args=[package.pk])).content.decode()
    assert "Filen togs bort" in page
    assert reverse("package_file", args=[package.pk]) not in page
    assert package.sha256 in page


def test_a_larger_period_asks_no_more_questions(cast, case):
    from samverk.registry import actions as registry

    def grow(count):
        for number in range(count):
            new = registry.NewCase(cast.board.pk, f"Ärende {number}", date(2024, 1, 2))
            one = registry.open_case(SETUP, new, key=f"prov/mer/{number}")
            paper = registry.NewDocument(one.pk, "incoming", "letter", date(2024, 1, 2), "Brev")
            registry.register_document(SETUP, paper, key=f"prov/brev/{number}")
            registry.close_case(SETUP, one, date(2024, 2, 2), key=f"prov/stängt/{number}")

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        made(cast.owner, cast, key="få", **YEAR)
    grow(6)
    with CaptureQueriesContext(connection) as more:
        made(cast.owner, cast, key="fler", **YEAR)
    assert len(more) <= len(few)
