"""Background work of publishing: what is published by itself, its files, and those who follow it."""

from __future__ import annotations

import uuid

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.foundation import clock
from samverk.foundation.rates import clear_counts
from samverk.publishing.actions.clearing import clear_packages
from samverk.publishing.actions.dumping import dump, renew_dump
from samverk.publishing.actions.moving import sync_meetings
from samverk.publishing.actions.packages import PACKAGE_JOB
from samverk.publishing.actions.packing import make_left_packages
from samverk.publishing.actions.packing import make_package as make
from samverk.publishing.actions.rescanning import rescan_published
from samverk.publishing.actions.secrecy import take_down_secret
from samverk.publishing.actions.subscriptions import CONFIRM_JOB, OWN_JOB
from samverk.publishing.actions.subscriptions import clear_following as clear
from samverk.publishing.actions.syncing import (
    sync_directory,
    sync_federations,
    sync_force,
    sync_interventions,
    sync_notices,
)
from samverk.publishing.actions.telling import LETTER_JOB, PostOfficeClosedError
from samverk.publishing.actions.telling import send_confirmation as confirm
from samverk.publishing.actions.telling import send_news as send
from samverk.publishing.actions.telling import send_own_link as send_link
from samverk.publishing.actions.telling import tend_following as tell

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=5)
# The last try is made most of a day after the first
WHILE_IT_IS_CLOSED = RetryStrategy(
    max_attempts=8, exponential_wait=4, retry_exceptions={PostOfficeClosedError}
)


@app.periodic(cron="* * * * *")
@app.task(name="samverk.publishing.jobs.notices", queueing_lock="publish_notices", retry=AGAIN)
def notices(timestamp: int) -> None:  # noqa: ARG001
    """Publish what is put up and taken down. Doing it again changes nothing more."""
    sync_notices()


@app.periodic(cron="* * * * *")
@app.task(name="samverk.publishing.jobs.meetings", queueing_lock="publish_meetings", retry=AGAIN)
def meetings(timestamp: int) -> None:  # noqa: ARG001
    """Tell of published meetings that were moved or called off. Doing it again changes nothing more."""
    sync_meetings()


@app.periodic(cron="* * * * *")
@app.task(name="samverk.publishing.jobs.secrecy", queueing_lock="publish_secrecy", retry=AGAIN)
def secrecy(timestamp: int) -> None:  # noqa: ARG001
    """Take away what has become secret since it was published. Doing it again changes nothing more."""
    take_down_secret()


@app.periodic(cron="*/10 * * * *")
@app.task(name="samverk.publishing.jobs.directory", queueing_lock="publish_directory", retry=AGAIN)
def directory(timestamp: int) -> None:  # noqa: ARG001
    """Publish who sits where. Doing it again changes nothing more."""
    sync_directory()


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="samverk.publishing.jobs.federations", queueing_lock="publish_federations", retry=AGAIN
)
def federations(timestamp: int) -> None:  # noqa: ARG001
    """Publish the federations' members and contributions. Doing it again changes nothing more."""
    sync_federations()


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="samverk.publishing.jobs.interventions", queueing_lock="publish_interventions", retry=AGAIN
)
def interventions(timestamp: int) -> None:  # noqa: ARG001
    """Publish what the federations offer, and the waits. Doing it again changes nothing more."""
    sync_interventions()


@app.periodic(cron="3 */2 * * *")
@app.task(name="samverk.publishing.jobs.force", queueing_lock="publish_force", retry=AGAIN)
def force(timestamp: int) -> None:  # noqa: ARG001
    """Tell which decisions have gained legal force. Doing it again changes nothing more."""
    sync_force()


@app.periodic(cron="37 1 * * *")
@app.task(
    name="samverk.publishing.jobs.dump",
    queueing_lock="publishing_dump",
    lock="publishing_dump",
    retry=AGAIN,
)
def dump_nightly(timestamp: int) -> None:  # noqa: ARG001
    """Make the file of all that is published. Doing it again makes one more, and removes the oldest."""
    dump(clock.now())


@app.periodic(cron="17 2 * * *")
@app.task(name="samverk.publishing.jobs.rescan", queueing_lock="publishing_rescan", retry=AGAIN)
def rescan(timestamp: int) -> None:  # noqa: ARG001
    """Scan what is published again. Doing it again finds the same, and takes nothing down twice."""
    rescan_published()


@app.periodic(cron="* * * * *")
@app.task(
    name="samverk.publishing.jobs.tend", queueing_lock="publishing_tend", lock="publishing_dump"
)
def tend(timestamp: int) -> None:  # noqa: ARG001
    """Clear counts away, and remove and make anew the file when something in it has been withdrawn."""
    clear_counts(clock.now())
    renew_dump(clock.now())


@app.periodic(cron="* * * * *")
@app.task(
    name="samverk.publishing.jobs.tend_following", queueing_lock="tend_following", lock="following"
)
def tend_following(timestamp: int) -> None:  # noqa: ARG001
    """Tell those whose turn it is what is new. Doing it again, or after a crash, tells nothing twice."""
    tell()


@app.periodic(cron="*/10 * * * *")
@app.task(name="samverk.publishing.jobs.clear_following", queueing_lock="clear_following")
def clear_following(timestamp: int) -> None:  # noqa: ARG001
    """Remove what nobody confirmed in time. Doing it again changes nothing more."""
    clear()


@app.task(name=CONFIRM_JOB, retry=WHILE_IT_IS_CLOSED)
def send_confirmation(subscription: str) -> None:
    """Send the letter that a subscription is confirmed by."""
    confirm(uuid.UUID(subscription))


@app.task(name=OWN_JOB, retry=WHILE_IT_IS_CLOSED)
def send_own_link(follower: str, site: str) -> None:
    """Send a new link to all that somebody follows. After a crash it may go out twice."""
    send_link(uuid.UUID(follower), site)


@app.task(name=LETTER_JOB, retry=WHILE_IT_IS_CLOSED)
def send_news(letter: str) -> None:
    """Send a letter with news. A job that is run again does not send it twice."""
    send(uuid.UUID(letter))


@app.task(name=PACKAGE_JOB, retry=AGAIN)
def make_package(package: int) -> None:
    """Make a package that has been asked for. Doing it again, or after a crash, makes it once."""
    make(package)


@app.periodic(cron="*/5 * * * *")
@app.task(name="samverk.publishing.jobs.make_left", queueing_lock="archive_packages")
def make_left(timestamp: int) -> None:  # noqa: ARG001
    """Make the packages that a crash has left."""
    make_left_packages()


@app.periodic(cron="41 3 * * *")
@app.task(
    name="samverk.publishing.jobs.clear_packages", queueing_lock="clear_packages", retry=AGAIN
)
def clear_archive_packages(timestamp: int) -> None:  # noqa: ARG001
    """Remove the files of packages that have been kept long enough. Doing it again removes nothing more."""
    clear_packages(clock.now())
