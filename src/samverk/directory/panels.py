"""Sections that other rooms add to a body's page: its diary, its decisions."""

from __future__ import annotations

from samverk.foundation.pages import Panels

BODY_PANELS = Panels()
