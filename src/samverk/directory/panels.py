"""Sections that other rooms add to a body's page (its diary, its decisions) or an organisation's."""

from __future__ import annotations

from samverk.foundation.pages import Panels

BODY_PANELS = Panels()
ORGANISATION_PANELS = Panels()
