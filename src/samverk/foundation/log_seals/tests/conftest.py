"""The shared cast, and a place of their own for the key and the checkpoint."""

from __future__ import annotations

import pytest

from samverk.foundation.tests.cast import cast, the_day
from samverk.foundation.tests.committed import committed

__all__ = ["cast", "committed", "the_day"]


@pytest.fixture(autouse=True)
def seal_dir(settings, tmp_path):
    settings.SEAL_DIR = tmp_path
