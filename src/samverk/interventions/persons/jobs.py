"""Background work with persons: each night the waits are measured, and what is due is removed."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.interventions.persons.actions.asking_statistics import (
    PUBLISH_JOB,
    publish_all_asked,
    publish_asked,
)
from samverk.interventions.persons.actions.disposing import finish_disposals
from samverk.interventions.persons.actions.dropping import remove_drafts, remove_emergencies
from samverk.interventions.persons.actions.following import end_follow_ups
from samverk.interventions.persons.actions.lapsing import lapse_all
from samverk.interventions.persons.actions.log_rounds import draw_rounds
from samverk.interventions.persons.actions.preparing_counts import (
    COMPUTE_JOB,
    compute_all,
)
from samverk.interventions.persons.actions.preparing_counts import (
    compute_counts as compute,
)
from samverk.interventions.persons.actions.sharing import end_shares
from samverk.interventions.persons.actions.telling_waits import send_waits
from samverk.interventions.persons.actions.waiting import measure_all

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.periodic(cron="31 2 * * *")
@app.task(name="samverk.interventions.persons.jobs.measure", queueing_lock="waits", retry=AGAIN)
def measure(timestamp: int) -> None:  # noqa: ARG001
    """Measure every queue, and tell others once a month. Doing it again the same day measures none twice."""
    measure_all()
    send_waits()


@app.periodic(cron="5 0 * * *")
@app.task(name="samverk.interventions.persons.jobs.close", queueing_lock="shares", retry=AGAIN)
def close(timestamp: int) -> None:  # noqa: ARG001
    """Close what was shared, and followed up, on a consent that ran out. Again closes none twice."""
    end_shares()
    end_follow_ups()


@app.periodic(cron="17 0 * * *")
@app.task(name="samverk.interventions.persons.jobs.lapse", queueing_lock="lapses", retry=AGAIN)
def lapse(timestamp: int) -> None:  # noqa: ARG001
    """End offers past their day, and warn of referrals that nobody takes up. Again ends none twice."""
    lapse_all()


@app.periodic(cron="47 3 * * *")
@app.task(name="samverk.interventions.persons.jobs.remove", queueing_lock="removal", retry=AGAIN)
def remove(timestamp: int) -> None:  # noqa: ARG001
    """Remove what is in nobody's file and due, and finish disposals that were set going."""
    remove_drafts()
    remove_emergencies()
    finish_disposals()


@app.periodic(cron="23 1 * * *")
@app.task(name="samverk.interventions.persons.jobs.draw", queueing_lock="log_rounds", retry=AGAIN)
def draw(timestamp: int) -> None:  # noqa: ARG001
    """Draw the month of the log that is just over for its review. Doing it again draws none twice."""
    draw_rounds()


@app.task(name=COMPUTE_JOB, retry=AGAIN)
def compute_counts(body: int) -> None:
    """Work out the counts that an authority has asked for. Doing it again computes none twice."""
    compute(body)


@app.periodic(cron="* * * * *")
@app.task(name="samverk.interventions.persons.jobs.compute_left", queueing_lock="compute_counts")
def compute_left(timestamp: int) -> None:  # noqa: ARG001
    """Work out what a crash has left. Doing it again computes none twice."""
    compute_all()


@app.task(name=PUBLISH_JOB, retry=AGAIN)
def publish_statistics(body: int) -> None:
    """Publish the statistics that an authority has asked for. Doing it again publishes none twice."""
    publish_asked(body)


@app.periodic(cron="* * * * *")
@app.task(
    name="samverk.interventions.persons.jobs.publish_left", queueing_lock="publish_statistics"
)
def publish_left(timestamp: int) -> None:  # noqa: ARG001
    """Publish what a crash has left. Doing it again publishes none twice."""
    publish_all_asked()
