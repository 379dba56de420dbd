"""Running the command in this process: status, what it printed, what it complained about."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from samverk.project.cli import main


class Told(NamedTuple):
    """What one command line gave back."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, object]:
        """The JSON printed."""
        found: dict[str, object] = json.loads(self.out)
        return found


@pytest.fixture
def samverk(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run `samverk` with the given words."""

    def run(*words: str) -> Told:
        status = main(words)
        return Told(status, *capsys.readouterr())

    return run


@pytest.fixture
def law(samverk: Callable[..., Told]) -> Callable[..., Told]:
    """Run `samverk law ... --json`."""
    return lambda *words: samverk("law", *words, "--json")
