"""Settings of the property tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault
settings.register_profile("samverk", deadline=None)
settings.load_profile("samverk")
