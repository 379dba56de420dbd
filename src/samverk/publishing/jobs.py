"""Background work of what is open to everybody: the nightly file, and what the API has counted."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samverk.foundation import clock
from samverk.publishing.actions.counting import clear_counts
from samverk.publishing.actions.dumping import dump, renew_dump


@app.periodic(cron="37 1 * * *")
@app.task(name="samverk.publishing.jobs.dump", queueing_lock="publishing_dump")
def dump_nightly(timestamp: int) -> None:  # noqa: ARG001
    """Make the file of all that is published. Doing it again makes one more, and removes the oldest."""
    dump(clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="samverk.publishing.jobs.tend", queueing_lock="publishing_tend")
def tend(timestamp: int) -> None:  # noqa: ARG001
    """Clear the API's counts away, and make the file anew when something in it has been withdrawn."""
    clear_counts(clock.now())
    renew_dump(clock.now())
