"""Background work of the register, each morning: the reporters are reminded."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.execution.actions.reminding import remind_of_register

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.periodic(cron="31 5 * * *")
@app.task(name="samverk.execution.jobs.remind", queueing_lock="execution_remind", retry=AGAIN)
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Remind of what is new, at six or seven in Sweden. Doing it again tells of nothing twice."""
    remind_of_register()
