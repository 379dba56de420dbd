"""How much of a large proof is taken: a part while one works, the whole of it before it is handed on.

``make test`` takes a part, ``make whole`` the whole, and ``.ci/run`` as much of it as time allows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

import pytest

T = TypeVar("T")
WHOLE = os.environ.get("SAMVERK_WHOLE") == "true"
whole_alone = pytest.mark.skipif(not WHOLE, reason="make whole kör det")


def dose(rows: Iterable[T], nth: int) -> list[T]:
    """Give every ``nth`` of the rows, beginning with the first; all of them for the whole proof."""
    return list(rows) if WHOLE else list(rows)[::nth]
