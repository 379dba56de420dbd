"""Runs a few lines of Python in an installation of its own, with an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys

OWN_KEY = "a-key-that-only-this-test-knows-and-nobody-else-0123456789"
START = "import django; django.setup(); "
SETTINGS = ("SECRET_KEY", "SAMVERK_DEBUG", "SAMVERK_DEMO", "SAMVERK_DB_ROLE", "EMAIL_HOST")


def environment(**chosen: str) -> dict[str, str]:
    """Give this process's environment with nothing set of what decides the installation's kind."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return kept | {"DJANGO_SETTINGS_MODULE": "samverk.project.settings"} | chosen


def python(code: str, **chosen: str) -> subprocess.CompletedProcess[str]:
    """Run ``code`` after Django has started."""
    command = [sys.executable, "-c", START + code]
    return subprocess.run(
        command, env=environment(**chosen), capture_output=True, text=True, check=False
    )


def django(*arguments: str, **chosen: str) -> subprocess.CompletedProcess[str]:
    """Run one of Django's commands."""
    command = [sys.executable, "-m", "django", *arguments]
    return subprocess.run(
        command, env=environment(**chosen), capture_output=True, text=True, check=False
    )
