"""Adjusted minutes in a package: the signed file, and the proof of the chain that anybody can check."""

from __future__ import annotations

import io

import pytest

from samverk.directory.queries import body_ref
from samverk.documents.archive.proof import chain_faults
from samverk.documents.archive.verify import check_package
from samverk.foundation.seals.canonical import canonical
from samverk.foundation.seals.chain import next_link
from samverk.foundation.seals.checkpoints import Head, next_checkpoint
from samverk.foundation.signing import seal_key
from samverk.meetings.models import SealedRecord
from samverk.meetings.queries.archived import locked_minutes
from samverk.publishing.models import PackageState
from samverk.publishing.queries import archive_minutes
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


def test_what_is_not_in_the_package_is_proved_by_its_checksum_alone(seated, adjusted, monkeypatch):
    links = [row.link for row in SealedRecord.objects.order_by("number")]
    chain, other = links[0].chain, canonical({"kind": "paragraph", "title": "Ett annat ärende"})
    links.append(next_link(chain, links[-1], other))
    end = links[-1]
    # As where the checkpoint was not signed before more had been locked
    vouched = next_checkpoint(
        None, {chain: Head(end.index, end.digest)}, "2026-05-20T08:00:00+00:00", seal_key()
    ).line()
    monkeypatch.setattr(
        archive_minutes, "vouching_for", lambda _, some: dict.fromkeys(some, (end.index, vouched))
    )
    monkeypatch.setattr(archive_minutes, "chain_links", lambda _, a, b: iter(links[a - 1 : b]))
    proof = archive_minutes.proof_of(body_ref(seated.board.pk), locked_minutes(seated.board.pk))
    told = list(proof.lines())
    assert end.digest in told[-1]
    assert "Ett annat" not in "".join(told)
    wanted = {post.index: post.digest for post in proof.records}
    assert list(chain_faults(told, proof.checkpoint, wanted)) == []


def test_minutes_are_proved_by_the_checkpoint_of_their_own_lock(seated, adjusted):
    minutes = locked_minutes(seated.board.pk)
    proof = archive_minutes.proof_of(body_ref(seated.board.pk), minutes)
    assert len(list(proof.lines())) == len(proof.records)
    assert all('"content"' in line for line in proof.lines())
