"""The shared cast, for the tests of this room."""

from __future__ import annotations

from samverk.foundation.tests.cast import cast, the_day

__all__ = ["cast", "the_day"]
