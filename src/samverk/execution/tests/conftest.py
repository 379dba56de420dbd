"""The stage that this room's tests stand on."""

from __future__ import annotations

from samverk.execution.tests.stage import stage
from samverk.foundation.tests.cast import cast, the_day

__all__ = ["cast", "stage", "the_day"]
