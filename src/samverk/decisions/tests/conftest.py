"""The shared cast, for the tests of this room."""

from __future__ import annotations

from samverk.foundation.tests.cast import cast, the_day
from samverk.foundation.tests.committed import committed

__all__ = ["cast", "committed", "the_day"]
