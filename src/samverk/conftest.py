"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of domain data beside the project; absent on most machines, required in CI."""
    folder = Path(__file__).parents[2].parent / "shared"
    if folder.is_dir():
        return folder
    reason = "the folder 'shared' does not lie beside the project"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
