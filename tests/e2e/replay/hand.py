"""The installation's worker and its night, in a process that waits to be told: one word a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import redirect_stdout

from tests.e2e.replay.clock import Traveller

DONE = "done "


def main() -> None:
    """Do each thing in the moment that the file says then, and tell what came of it."""
    traveller = Traveller()
    import django

    django.setup()
    for line in sys.stdin:
        traveller.follow()
        with redirect_stdout(sys.stderr):
            told = DOES[line.strip()]()
        print(DONE + json.dumps(told), flush=True)  # noqa: T201


def work() -> None:
    """Do what waits in the queue."""
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--one-shot")


def night() -> None:
    """Take the nightly turn at the notice boards."""
    from samverk.meetings.actions import tend_boards

    tend_boards()


def tell() -> object:
    """Tell all facts of the matter."""
    from tests.e2e.replay.facts import facts

    return facts()


DOES: dict[str, Callable[[], object]] = {"work": work, "night": night, "tell": tell}

if __name__ == "__main__":
    main()
