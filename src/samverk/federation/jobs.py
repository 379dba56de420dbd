"""Background work of the federation, each morning: reminders of duties, and the last days of claims."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.federation.actions.claim_warnings import tend_claims
from samverk.federation.actions.reminders import send_reminders

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.periodic(cron="11 5 * * *")
@app.task(name="samverk.federation.jobs.remind", queueing_lock="federation_remind", retry=AGAIN)
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Remind those whose day has come, at six or seven in Sweden. Doing it again sends none twice."""
    send_reminders()


@app.periodic(cron="21 5 * * *")
@app.task(
    name="samverk.federation.jobs.tend_claims", queueing_lock="federation_claims", retry=AGAIN
)
def tend_claims_daily(timestamp: int) -> None:  # noqa: ARG001
    """Warn of claims that are not handed in, and let what is past expire. Again takes no step twice."""
    tend_claims()
