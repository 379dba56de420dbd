"""A federation's installation apart from the parties', with its own profile, database and key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from samverk.project.testing.database import other_database


@pytest.fixture
def federation(django_db_setup: None) -> Iterator[dict[str, str]]:
    """The surroundings of a federation's installation, with a database of its own."""
    name = f"samverk_test_{os.getpid()}_federation"
    environment = os.environ | {
        "SAMVERK_PROFILE": "federation",
        "SAMVERK_DATABASE": name,
        "SECRET_KEY": "treans-egen-nyckel-som-ingen-annan-har-0123456789",
        "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
    }
    with other_database(environment):
        yield environment


def asked(environment: dict[str, str], given: dict[str, Any]) -> dict[str, Any]:
    """Let the federation take what is given; answer what it says it did."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.federation_end"],
        env=environment,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
