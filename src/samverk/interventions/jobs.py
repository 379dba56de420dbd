"""Background work of interventions: others get the catalogue, their terms and what is shut, as it changes."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samverk.interventions.actions import send_catalogues, send_shut, send_terms


@app.periodic(cron="* * * * *")
@app.task(name="samverk.interventions.jobs.tell", queueing_lock="interventions_tell")
def tell(timestamp: int) -> None:  # noqa: ARG001
    """Send what has changed in the last minute. Doing it again sends nothing twice."""
    send_catalogues()
    send_terms()
    send_shut()
