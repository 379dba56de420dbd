"""Writes of intake."""

from __future__ import annotations

from samverk.intake.actions.again import may_read_again, read_again
from samverk.intake.actions.confirm import confirm
from samverk.intake.actions.follow import take_step
from samverk.intake.actions.reading import read_waiting
from samverk.intake.actions.reject import reject
from samverk.intake.actions.review import NewReview
from samverk.intake.actions.upload import Outcome, upload

__all__ = [
    "NewReview",
    "Outcome",
    "confirm",
    "may_read_again",
    "read_again",
    "read_waiting",
    "reject",
    "take_step",
    "upload",
]
