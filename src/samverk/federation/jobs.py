"""Background work of the federation: reminders of the year's duties, each morning."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.federation.actions.reminders import send_reminders

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.periodic(cron="11 5 * * *")
@app.task(name="samverk.federation.jobs.remind", queueing_lock="federation_remind", retry=AGAIN)
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Remind those whose day has come, at six or seven in Sweden. Doing it again sends none twice."""
    send_reminders()
