"""Background work of publishing: what is published by itself is kept up, and the archive's packages made."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.publishing.actions.packages import PACKAGE_JOB
from samverk.publishing.actions.packing import make_left_packages
from samverk.publishing.actions.packing import make_package as make
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


@app.task(name=PACKAGE_JOB, retry=AGAIN)
def make_package(package: int) -> None:
    """Make a package that has been asked for. Doing it again, or after a crash, makes it once."""
    make(package)


@app.periodic(cron="*/5 * * * *")
@app.task(name="samverk.publishing.jobs.make_left", queueing_lock="archive_packages")
def make_left(timestamp: int) -> None:  # noqa: ARG001
    """Make the packages that a crash has left."""
    make_left_packages()
