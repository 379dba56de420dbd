"""``samverk run``, ``stop`` and ``manage``: one installation on one machine, started by one command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from samverk.project.cli.options import port_of

SETTINGS = "samverk.project.settings"


def run(arguments: Sequence[str]) -> int:
    """Start the demo installation and serve it until Ctrl-C."""
    from samverk.foundation.postgres.errors import DatabaseUnavailableError
    from samverk.project.running import Installation, NotStartedError

    try:
        Installation(port_of(arguments)).serve()
    except (DatabaseUnavailableError, NotStartedError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def stop(_: Sequence[str]) -> int:
    """Stop what ``run`` started, also after a crash."""
    from samverk.foundation.postgres.errors import DatabaseUnavailableError
    from samverk.project.running import stop_everything

    try:
        stopped = stop_everything()
    except DatabaseUnavailableError as fault:
        print(fault, file=sys.stderr)
        return 1
    print("Stoppat." if stopped else "Inget var i gång.")
    return 0


def manage(arguments: Sequence[str]) -> int:
    """Run one of Django's management commands against the embedded database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["samverk manage", *arguments])
    return 0
