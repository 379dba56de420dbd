"""What happens behind the browser's back: the worker's turn, and time that passes."""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings
from playwright.sync_api import BrowserContext

from tests.e2e.site import surroundings

AGE = """
import sys
from importlib import import_module
import django
django.setup()
from django.conf import settings
from samverk.foundation.login.sessions import SEEN
session = import_module(settings.SESSION_ENGINE).SessionStore(sys.argv[1])
session[SEEN] = 1
session.save()
"""
TEND = """
import sys
from datetime import UTC, datetime, timedelta
import django, time_machine
django.setup()
from samverk.meetings.actions import tend_boards
with time_machine.travel(datetime.now(UTC) + timedelta(days=int(sys.argv[1]))):
    tend_boards()
"""


def run(*arguments: str, place: str = "e2e") -> None:
    """Run Python in the surroundings of the site that ``served_demo`` serves."""
    command = [sys.executable, *arguments]
    subprocess.run(command, env=surroundings(place), check=True, capture_output=True)


def work(place: str = "e2e") -> None:
    """Do what waits in the queue, as the worker would."""
    run("-m", "django", "procrastinate", "worker", "--one-shot", place=place)


def leave_idle(context: BrowserContext) -> None:
    """Let the session in the browser be one that nothing has happened in for long."""
    name = settings.SESSION_COOKIE_NAME
    key = next(c["value"] for c in context.cookies() if c["name"] == name)
    run("-c", AGE, key)


def tend_boards(days: int) -> None:
    """Let the nightly turn at the notice boards be taken some days from now."""
    run("-c", TEND, str(days))
