"""``samverk run``, ``serve``, ``stop`` and ``manage``: one installation on one machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from samverk.project.cli import fail
from samverk.project.cli.arguments import UsageError
from samverk.project.cli.options import port_of

SETTINGS = "samverk.project.settings"


def run(arguments: Sequence[str]) -> int:
    """Start the demo's two installations and serve them until Ctrl-C."""
    try:
        port = port_of(arguments)
    except UsageError as error:
        return fail(str(error))

    def serve() -> None:
        from samverk.project.running import Installation

        Installation(port).serve()

    return guarded(serve)


def serve(arguments: Sequence[str]) -> int:
    """Serve a real installation until told to stop."""
    try:
        port = port_of(arguments, "serve")
    except UsageError as error:
        return fail(str(error))

    def serve_it() -> None:
        from samverk.project.running import RealInstallation

        RealInstallation(port).serve()

    return guarded(serve_it)


def stop(arguments: Sequence[str]) -> int:
    """Stop what ``run`` or ``serve`` started, also after a crash."""
    if arguments:
        return fail("samverk stop tar inga argument.")

    def end() -> None:
        from samverk.project.running import stop_everything

        print("Stoppat." if stop_everything() else "Inget var i gång.")

    return guarded(end)


def manage(arguments: Sequence[str]) -> int:
    """Run one of Django's management commands against the embedded database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["samverk manage", *arguments])
    return 0


def guarded(work: Callable[[], None]) -> int:
    """Do ``work``; what goes wrong becomes one Swedish line and a status that is not 0."""
    from samverk.foundation.postgres.errors import DatabaseUnavailableError
    from samverk.project.running.errors import NotStartedError

    try:
        work()
    except (DatabaseUnavailableError, NotStartedError) as fault:
        print(fault, file=sys.stderr)
        return 1
    except OSError as fault:
        from samverk.foundation.postgres.directories import disk_message

        print(disk_message(fault, fault.filename or "katalogen var"), file=sys.stderr)
        return 1
    return 0
