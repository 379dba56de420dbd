"""The stage that the catalogue's tests stand on."""

from __future__ import annotations

from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.tests.fair import fair

__all__ = ["cast", "fair", "the_day"]
