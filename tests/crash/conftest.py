"""A database that is migrated already: the tests' own, copied into the cluster that is to be killed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from samverk.foundation.postgres.binaries import find_binaries
from samverk.foundation.postgres.location import PORT, SUPERUSER, place_of, var_directory


@pytest.fixture(scope="session")
def dump(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of this test process, empty and migrated, as a file."""
    written = tmp_path_factory.mktemp("dump") / "migrated.sql"
    socket = str(place_of(var_directory(), os.environ["SAMVERK_CLUSTER"]).socket)
    where = ["-h", socket, "-p", str(PORT), "-U", SUPERUSER, "-f", str(written)]
    program = str(find_binaries().bin / "pg_dump")
    subprocess.run([program, *where, os.environ["SAMVERK_DATABASE"]], check=True)
    return written
