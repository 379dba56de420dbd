"""Which PostgreSQL is run, and what is said when none can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverk.foundation.postgres import binaries
from samverk.foundation.postgres.binaries import copy_for_others, find_binaries
from samverk.foundation.postgres.directories import reachable_for_others
from samverk.foundation.postgres.errors import DatabaseUnavailableError

ANSWER = "echo 'postgres (PostgreSQL) {}.4'"


@pytest.fixture
def debian(tmp_path, monkeypatch):
    """Stand in for Debian's directory of PostgreSQL versions, empty, with no wheel beside it."""
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.setattr(binaries, "find_spec", lambda _: None)
    monkeypatch.delenv("SAMVERK_POSTGRES", raising=False)
    return tmp_path


def install(base: Path, version: int, script: str | None = None) -> Path:
    directory = base / str(version) / "bin"
    directory.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        program = directory / name
        program.write_text(f"#!/bin/sh\n{script or ANSWER.format(version)}\n")
        program.chmod(0o755)
    return directory


def test_the_newest_of_debians_is_chosen(debian):
    install(debian, 15)
    newest = install(debian, 17)
    assert find_binaries().bin == newest


def test_the_version_that_made_the_cluster_is_chosen_before_a_newer(debian):
    older = install(debian, 15)
    install(debian, 17)
    assert find_binaries(major=15).bin == older


def test_a_version_before_15_is_passed_over(debian):
    install(debian, 13)
    with pytest.raises(DatabaseUnavailableError, match="installera Debians paket postgresql"):
        find_binaries()


def test_a_cluster_of_another_version_says_what_to_install(debian):
    install(debian, 15)
    with pytest.raises(DatabaseUnavailableError, match="installera postgresql-18"):
        find_binaries(major=18)


def test_a_missing_library_is_named(debian):
    said = "error while loading shared libraries: libicuuc.so.72: cannot open shared object file"
    install(debian, 15, f"echo 'postgres: {said}' >&2; exit 127")
    with pytest.raises(DatabaseUnavailableError, match=r"saknar biblioteket libicuuc\.so\.72"):
        find_binaries()


def test_a_missing_library_of_one_version_lets_another_run(debian):
    install(debian, 17, "echo 'x: error while loading shared libraries: libz.so.1: no' >&2; exit 1")
    older = install(debian, 15)
    assert find_binaries().bin == older


def test_a_program_that_may_not_run_is_told(debian):
    directory = install(debian, 15)
    (directory / "postgres").write_bytes(b"\x7fELF of another machine")
    with pytest.raises(DatabaseUnavailableError, match="går inte att starta"):
        find_binaries()


def test_a_program_that_says_nothing_is_told(debian):
    install(debian, 15, "exit 0")
    with pytest.raises(DatabaseUnavailableError, match="svarar inte på --version"):
        find_binaries()


def test_the_wheel_is_chosen_where_the_environment_says_so(monkeypatch):
    monkeypatch.setenv("SAMVERK_POSTGRES", "wheel")
    found = find_binaries()
    assert found.origin == "wheel"
    assert found.major >= binaries.OLDEST_MAJOR


def test_debians_is_refused_where_the_environment_asks_for_it_and_it_is_missing(
    debian, monkeypatch
):
    monkeypatch.setenv("SAMVERK_POSTGRES", "debian")
    with pytest.raises(DatabaseUnavailableError, match="PostgreSQL saknas"):
        find_binaries()


def test_an_unknown_origin_is_refused(monkeypatch):
    monkeypatch.setenv("SAMVERK_POSTGRES", "hemgjord")
    with pytest.raises(DatabaseUnavailableError, match="SAMVERK_POSTGRES=hemgjord finns inte"):
        find_binaries()


def test_the_wheels_programs_run_where_they_are_copied_to(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVERK_POSTGRES", "wheel")
    copied = copy_for_others(find_binaries(), tmp_path / "binaries")
    found, fault = binaries._examine("wheel", copied.bin)
    assert found == copied, fault


def test_a_copy_broken_off_half_way_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVERK_POSTGRES", "wheel")
    wheel = find_binaries()
    copied = copy_for_others(wheel, tmp_path / "binaries")
    (copied.bin / "postgres").unlink()
    next((tmp_path / "binaries").glob("*/complete")).unlink()
    copy_for_others(wheel, tmp_path / "binaries")
    assert (copied.bin / "postgres").exists()


def test_what_lies_under_a_closed_directory_is_out_of_reach(tmp_path):
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    assert not reachable_for_others(inner)
