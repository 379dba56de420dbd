"""Background work of what is open: packages for the archive are made."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.publishing.actions.packages import PACKAGE_JOB
from samverk.publishing.actions.packing import make_left_packages
from samverk.publishing.actions.packing import make_package as make

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=5)


@app.task(name=PACKAGE_JOB, retry=AGAIN)
def make_package(package: int) -> None:
    """Make a package that has been asked for. Doing it again, or after a crash, makes it once."""
    make(package)


@app.periodic(cron="*/5 * * * *")
@app.task(name="samverk.publishing.jobs.make_left", queueing_lock="archive_packages")
def make_left(timestamp: int) -> None:  # noqa: ARG001
    """Make the packages that a crash has left."""
    make_left_packages()
