"""Background work of the diary."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.foundation.errors import NotYetError
from samverk.registry.actions import COPY_JOB, make_copies

# A scanner that is being restarted answers in a minute; one that is down, the day after
WHEN_SCANNED = RetryStrategy(max_attempts=8, exponential_wait=7, retry_exceptions={NotYetError})


@app.task(name=COPY_JOB, retry=WHEN_SCANNED)
def copy_files(document: int) -> None:
    """Make the copies of a document's files. Doing it again makes none twice."""
    make_copies(document)
