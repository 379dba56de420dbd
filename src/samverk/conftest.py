"""Fixtures for every room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Answer the folder of domain facts and seeds beside the project; in CI it must be there."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        message = "mappen shared saknas bredvid projektet"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder
