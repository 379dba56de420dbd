"""Settings of the rule tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault in a rule: examples are not timed.
settings.register_profile("samverk", deadline=None)
settings.load_profile("samverk")
