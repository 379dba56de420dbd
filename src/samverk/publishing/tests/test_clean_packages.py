"""No package for the archive has a file that the virus scanner has not found clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverk.foundation.models import FileScan
from samverk.integrations.scanning.fake import EICAR, fake_clamd
from samverk.publishing.models import PackagePart, PackageState
from samverk.publishing.tests.archived import PDF, TRUE_WORDS, filed_case, made
from samverk.registry.models import DocumentFile

pytestmark = pytest.mark.django_db
CLAMD = "samverk.integrations.scanning.clamd.Clamd"


@pytest.fixture
def case(cast, the_day, settings, tmp_path):
    """A case whose files came before there was a scanner."""
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path
    return filed_case(cast)


@pytest.fixture
def scanner(case, settings):
    with fake_clamd() as settings.CLAMAV:
        settings.SCANNER = CLAMD
        yield


def test_what_nobody_has_scanned_is_scanned_first(cast, case, scanner):
    assert not FileScan.objects.exists()
    package = made(cast.owner, cast, case=case.pk)
    assert package.state == PackageState.DONE
    assert FileScan.objects.filter(signature="").count() == 1


@pytest.mark.parametrize(
    ("virus", "number"), [(PDF[:20], "SN 2024/12-1"), (b"Ingen annan", "SN 2024/12-2")]
)
def test_an_infected_file_stops_it_open_or_secret(cast, case, scanner, monkeypatch, virus, number):
    monkeypatch.setattr("samverk.integrations.scanning.fake.EICAR", virus)
    package = made(cast.owner, cast, case=case.pk, with_secrets=True)
    assert package.state == PackageState.FAILED
    assert package.message == (
        f"Virusskyddet har funnit skadlig kod i en fil i {number}. Inget är gjort: säg till registratorn."
    )
    assert not PackagePart.objects.exists()
    for hidden in (TRUE_WORDS, "Hemlig", "Förslag"):
        assert hidden not in package.message


def test_while_the_scanner_is_down_it_is_to_be_asked_for_again(cast, case, settings, tmp_path):
    settings.CLAMAV, settings.SCANNER = f"unix:{tmp_path}/ingen", CLAMD
    package = made(cast.owner, cast, case=case.pk)
    assert package.state == PackageState.FAILED
    assert package.message.startswith("En fil i SN 2024/12-1 väntar på viruskontroll")
    with fake_clamd() as settings.CLAMAV:
        assert made(cast.owner, cast, case=case.pk, key="igen").state == PackageState.DONE


def test_what_was_found_clean_is_not_read_again(cast, case, scanner, monkeypatch):
    made(cast.owner, cast, case=case.pk)
    monkeypatch.setattr(
        "samverk.integrations.scanning.clamd.Clamd.scan", lambda *_: pytest.fail("scanned again")
    )
    assert made(cast.owner, cast, case=case.pk, key="igen").state == PackageState.DONE


def test_what_was_changed_in_the_store_is_scanned_as_it_is(cast, case, scanner):
    made(cast.owner, cast, case=case.pk)
    stored = DocumentFile.objects.get().content
    Path(stored.path).write_bytes(EICAR)
    package = made(cast.owner, cast, case=case.pk, key="igen")
    assert package.state == PackageState.FAILED
    assert "SN 2024/12-1" in package.message
