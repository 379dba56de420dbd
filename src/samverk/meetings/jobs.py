"""Background work of meetings: letters with extracts."""

from __future__ import annotations

import smtplib

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.meetings.actions.extracts import LETTER_JOB, send_extract_letter

AT_A_CLOSED_POST_OFFICE = RetryStrategy(
    max_attempts=8, exponential_wait=4, retry_exceptions={OSError, smtplib.SMTPException}
)


@app.task(name=LETTER_JOB, retry=AT_A_CLOSED_POST_OFFICE)
def send_extract(dispatch: int) -> None:
    """Send one letter. Doing it again when it has gone changes nothing."""
    send_extract_letter(dispatch)
