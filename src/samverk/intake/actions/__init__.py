"""Writes of intake."""

from __future__ import annotations

from samverk.intake.actions.again import may_read_again, read_again
from samverk.intake.actions.batches.running import clear_batches, take_up_batches, work_on_batch
from samverk.intake.actions.batches.sending import send_batch
from samverk.intake.actions.batches.steps import cancel_batch, start_batch
from samverk.intake.actions.confirm import confirm
from samverk.intake.actions.follow import take_step
from samverk.intake.actions.reading import read_waiting
from samverk.intake.actions.reject import reject
from samverk.intake.actions.review import NewReview
from samverk.intake.actions.upload import Outcome, upload

__all__ = [
    "NewReview",
    "Outcome",
    "cancel_batch",
    "clear_batches",
    "confirm",
    "may_read_again",
    "read_again",
    "read_waiting",
    "reject",
    "send_batch",
    "start_batch",
    "take_step",
    "take_up_batches",
    "upload",
    "work_on_batch",
]
