"""Background work of meetings: the notice boards are tended, letters sent, papers read."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samverk.meetings.actions.board_texts import tend_law_notices
from samverk.meetings.actions.letters import SEND_JOB
from samverk.meetings.actions.notes import clear_notes
from samverk.meetings.actions.paper_texts import READ_JOB, read_left_papers
from samverk.meetings.actions.paper_texts import read_papers as read
from samverk.meetings.actions.posting import TEND_JOB, tend_boards
from samverk.meetings.actions.sending import PostOfficeClosedError
from samverk.meetings.actions.sending import send_letter as send

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.task(name=TEND_JOB, retry=AGAIN)
def tend() -> None:
    """Put up what was just adjusted or ordered. Doing it again, or after a crash, changes nothing more."""
    tend_boards()
    tend_law_notices()


@app.periodic(cron="7 0,6,12,18 * * *")
@app.task(name="samverk.meetings.jobs.tend_daily", queueing_lock="tend_daily", retry=AGAIN)
def tend_daily(timestamp: int) -> None:  # noqa: ARG001
    """Take down what has been up its time, and put up what an earlier turn could not."""
    tend_boards()
    tend_law_notices()


@app.periodic(cron="23 3 * * *")
@app.task(name="samverk.meetings.jobs.clear_notes", queueing_lock="clear_notes", retry=AGAIN)
def clear_notes_daily(timestamp: int) -> None:  # noqa: ARG001
    """Remove the private notes whose time is out. Doing it again changes nothing more."""
    clear_notes()


@app.task(name=READ_JOB, retry=AGAIN)
def read_papers(document: int) -> None:
    """Read what a paper's files say. Doing it again, or after a crash, changes nothing more."""
    read(document)


@app.periodic(cron="41 2 * * *")
@app.task(name="samverk.meetings.jobs.read_left", queueing_lock="read_left_papers", retry=AGAIN)
def read_left(timestamp: int) -> None:  # noqa: ARG001
    """Read what an earlier turn could not, some papers each night."""
    read_left_papers()


WHILE_IT_IS_CLOSED = RetryStrategy(
    max_attempts=6, exponential_wait=4, retry_exceptions={PostOfficeClosedError}
)


@app.task(name=SEND_JOB, retry=WHILE_IT_IS_CLOSED)
def send_letter(letter: int, at: int) -> None:
    """Send one letter in its round. A job that is run again does not send it twice."""
    send(letter, at)
