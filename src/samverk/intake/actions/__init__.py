"""Writes of intake."""

from __future__ import annotations

from samverk.intake.actions.confirm import confirm
from samverk.intake.actions.reading import read_waiting
from samverk.intake.actions.reject import reject
from samverk.intake.actions.review import NewReview
from samverk.intake.actions.upload import Outcome, upload

__all__ = ["NewReview", "Outcome", "confirm", "read_waiting", "reject", "upload"]
