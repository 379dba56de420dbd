"""Checking a package: one that is whole has no fault, and every way of changing it is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from samverk.documents.archive.proof import (
    ChainProof,
    bare,
    chain_faults,
    written_checkpoints,
)
from samverk.documents.archive.tests import made
from samverk.documents.archive.verify import check_package
from samverk.foundation.seals.checkpoints import Head, next_checkpoint

ROOT = "samverk-lillkoping-3-1"
Files = dict[str, bytes]


def whole() -> Files:
    with zipfile.ZipFile(io.BytesIO(made.packed()[0])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(files: Files) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out


def changed(name: str, sought: bytes, instead: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        place = f"{ROOT}/{name}"
        assert sought in files[place]
        files[place] = files[place].replace(sought, instead)

    return change


def test_a_whole_package_has_no_fault():
    report = check_package(io.BytesIO(made.packed()[0]), trusted=made.KEY.public)
    assert report.faults == []
    assert (report.files, report.records) == (11, 2)


def test_a_package_without_minutes_has_nothing_to_prove_and_no_fault():
    content, _ = made.packed(made.aggregations()[:1], proved=ChainProof())
    report = check_package(io.BytesIO(content))
    assert (report.faults, report.records) == ([], 0)


@pytest.mark.parametrize("name", sorted(name.removeprefix(f"{ROOT}/") for name in whole()))
def test_a_byte_more_in_any_file_is_found(name):
    files = whole()
    files[f"{ROOT}/{name}"] += b" "
    faults = check_package(rewritten(files)).faults
    # The METS of the package itself is named by nobody: a space after its end changes nothing it says
    assert faults or name == "METS.xml"


@pytest.mark.parametrize("name", sorted(name.removeprefix(f"{ROOT}/") for name in whole()))
def test_a_file_that_is_gone_is_found(name):
    files = whole()
    del files[f"{ROOT}/{name}"]
    assert check_package(rewritten(files)).faults


@pytest.mark.parametrize(
    "name",
    [f"{ROOT}/till.txt", "bredvid.txt", "/etc/x", f"{ROOT}/../ut.txt", f"{ROOT}\\ut.txt", "c:/x"],
)
def test_a_file_that_does_not_belong_is_found(name):
    files = whole() | {name: b"hej"}
    assert check_package(rewritten(files)).faults


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\x00" * 60, b"inget arkiv"])
def test_what_is_no_archive_is_told_of(content):
    assert check_package(io.BytesIO(content)).faults == ["Filen är inget helt ZIP-arkiv."]


def test_entities_are_not_unfolded():
    files = whole()
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'
    files[f"{ROOT}/METS.xml"] = bomb
    assert any("deklarerar" in fault for fault in check_package(rewritten(files)).faults)


def chain_of(proof: ChainProof) -> list[str]:
    return list(proof.lines())


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[1:],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [lines[0].replace('\\"paragraph\\":2', '\\"paragraph\\":9'), *lines[1:]],
        lambda lines: [],
        lambda lines: ["inget", *lines],
    ],
)
def test_a_chain_that_is_changed_is_found_also_when_all_checksums_are_new(change):
    proof = made.proof()
    lines = change(chain_of(proof))
    content, _ = made.packed(proved=replace(proof, lines=lambda: iter(lines)))
    assert check_package(io.BytesIO(content)).faults


def test_a_record_that_is_not_the_one_in_the_chain_is_found():
    proof = made.proof()
    first, *rest = proof.records
    other = replace(proof, records=(replace(first, digest="0" * 64), *rest))
    faults = check_package(io.BytesIO(made.packed(proved=other)[0])).faults
    assert faults == ["Post 2 är inte den som paketet åberopar."]


def rows_of(*rows):
    """Give some rows of the chain, each with the checkpoint of its end, and the checkpoints."""
    links, vouched = made.links(5), []
    for row in rows:
        end = links[row[-1] - 1]
        head, moment = {made.CHAIN: Head(end.index, end.digest)}, f"2024-04-0{len(vouched) + 1}"
        vouched.append(next_checkpoint(None, head, moment, made.KEY).line())
    return [links[nth - 1] for row in rows for nth in row], written_checkpoints(vouched)


def test_rows_that_each_end_in_a_checkpoint_hold_without_what_is_between():
    links, vouched = rows_of([1, 2], [4, 5])
    wanted = {2: links[1].digest, 4: links[2].digest}
    told = [link.line() for link in links]
    assert list(chain_faults(told, vouched, wanted)) == []
    faults = list(chain_faults([told[0], *told[2:]], vouched, wanted))
    assert faults == ["Post 4 hänger inte ihop med den före.", "Post 2 saknas i kedjan."]


def test_a_record_of_the_package_is_not_proved_by_a_bare_checksum():
    links, vouched = rows_of([1, 2, 3])
    told = [links[0].line(), bare(links[1]).line(), links[2].line()]
    assert list(chain_faults(told, vouched, {1: links[0].digest, 3: links[2].digest})) == []
    assert "paragraph" not in told[1]
    faults = list(chain_faults(told, vouched, {2: links[1].digest}))
    assert faults == ["Post 2 saknar sitt innehåll."]


def test_a_checkpoint_that_is_changed_is_found():
    proof = made.proof()
    forged = proof.checkpoint.replace("2024-04-02T08", "2024-04-02T09")
    content, _ = made.packed(proved=replace(proof, checkpoint=forged))
    assert check_package(io.BytesIO(content)).faults == ["Kontrollpunktens signatur stämmer inte."]
