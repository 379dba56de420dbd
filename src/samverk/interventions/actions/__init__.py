"""What is written in the catalogue, and what other installations are told of it."""

from __future__ import annotations

from samverk.interventions.actions.telling import send_catalogues

__all__ = ["send_catalogues"]
