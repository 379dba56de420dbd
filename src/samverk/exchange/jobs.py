"""Background work of exchange: delivering messages, and trying again what did not get through."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from samverk.exchange.actions import deliver as try_once
from samverk.exchange.actions import deliver_due as try_due
from samverk.exchange.actions.sending import DELIVER_JOB


@app.task(name=DELIVER_JOB)
def deliver(message: str) -> None:
    """Try once. When and whether to try again is told by the attempts, not by the queue."""
    try_once(UUID(message))


@app.periodic(cron="* * * * *")
@app.task(name="samverk.exchange.jobs.deliver_due", queueing_lock="exchange_deliver_due")
def deliver_due(timestamp: int) -> None:  # noqa: ARG001
    """Try what is due each minute, also what a crash has lost from the queue."""
    try_due()
