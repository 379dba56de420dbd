"""Adjusted minutes in a package: the signed file, and the proof of the chain that anybody can check."""

from __future__ import annotations

import io

import pytest

from samverk.documents.archive.verify import check_package
from samverk.foundation.signing import seal_key
from samverk.meetings.models import SealedRecord
from samverk.publishing.models import PackageState
from samverk.publishing.tests.archived import made, taken, text_of, unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(cast, adjusted):
    return made(cast.owner, cast, from_day=adjusted.day, to_day=adjusted.day)


def test_the_minutes_are_there_as_they_were_signed(cast, adjusted, package):
    assert package.state == PackageState.DONE, package.message
    archive = unpacked(cast.owner, package)
    erms = text_of(archive, "ERMS.xml")
    assert 'recordType="protokoll"' in erms
    assert "Asta Ek" in erms
    assert '<eSignature present="true"/>' in erms
    assert package.contents["pdf_a"] == 1


def test_the_chain_is_proved_to_whoever_has_the_key(cast, package):
    report = check_package(io.BytesIO(taken(cast.owner, package)), trusted=seal_key().public)
    assert report.faults == []
    assert report.records == SealedRecord.objects.count() == package.contents["proved"]


def test_another_key_is_told_of(cast, package):
    report = check_package(io.BytesIO(taken(cast.owner, package)), trusted="A" * 43 + "=")
    assert report.faults == ["Kontrollpunkten är inte signerad med den nyckel som angavs."]


def test_the_list_of_records_leads_to_the_file_of_the_minutes(cast, package):
    archive = unpacked(cast.owner, package)
    listed = text_of(archive, "kedjebevis/poster.xml")
    (minutes,) = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert f'fil="{minutes.partition("/")[2]}"' in listed
