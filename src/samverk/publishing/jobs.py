"""Background work of publishing: what is published by itself is kept as it stands, and its files."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.foundation import clock
from samverk.publishing.actions.counting import clear_counts
from samverk.publishing.actions.dumping import dump, renew_dump
from samverk.publishing.actions.syncing import sync_directory, sync_notices

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=5)


@app.periodic(cron="* * * * *")
@app.task(name="samverk.publishing.jobs.notices", queueing_lock="publish_notices", retry=AGAIN)
def notices(timestamp: int) -> None:  # noqa: ARG001
    """Publish what is put up and taken down. Doing it again changes nothing more."""
    sync_notices()


@app.periodic(cron="*/10 * * * *")
@app.task(name="samverk.publishing.jobs.directory", queueing_lock="publish_directory", retry=AGAIN)
def directory(timestamp: int) -> None:  # noqa: ARG001
    """Publish who sits where. Doing it again changes nothing more."""
    sync_directory()


@app.periodic(cron="37 1 * * *")
@app.task(name="samverk.publishing.jobs.dump", queueing_lock="publishing_dump", retry=AGAIN)
def dump_nightly(timestamp: int) -> None:  # noqa: ARG001
    """Make the file of all that is published. Doing it again makes one more, and removes the oldest."""
    dump(clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="samverk.publishing.jobs.tend", queueing_lock="publishing_tend")
def tend(timestamp: int) -> None:  # noqa: ARG001
    """Clear the API's counts away, and make the file anew when something in it has been withdrawn."""
    clear_counts(clock.now())
    renew_dump(clock.now())
