"""Background work of meetings: the letters of a calling."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.meetings.actions.dispatching import SEND_JOB
from samverk.meetings.actions.sending import PostOfficeClosedError
from samverk.meetings.actions.sending import send_letter as send

WHILE_IT_IS_CLOSED = RetryStrategy(
    max_attempts=6, exponential_wait=4, retry_exceptions={PostOfficeClosedError}
)


@app.task(name=SEND_JOB, retry=WHILE_IT_IS_CLOSED)
def send_letter(letter: int, at: int) -> None:
    """Send one letter in its round. A job that is run again does not send it twice."""
    send(letter, at)
