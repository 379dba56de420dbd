"""The stage that this room's tests stand on."""

from __future__ import annotations

from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.persons.tests.party import party

__all__ = ["cast", "party", "the_day"]
