"""Archives are opened without a process of their own, which takes most of a test's time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

import pytest

from samverk.intake.actions.batches import contents, listing
from samverk.intake.archives import entries


def give(archive: IO[bytes], places: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
    """Unpack as the process does; it is tried itself in test_archives."""
    archive.seek(0)
    return entries.contents(archive, places)


@pytest.fixture(autouse=True)
def opened_in_process(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Open quickly, but for a test that asks for ``apart``."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(listing, "judge", entries.judged)
        monkeypatch.setattr(contents, "give", give)


@pytest.fixture
def apart() -> None:
    """Open archives as the worker does, in a process of their own."""
