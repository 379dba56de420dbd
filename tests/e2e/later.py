"""The demo as it is some days from now: its clock goes on from there."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import time_machine

AHEAD = timedelta(days=int(os.environ["SAMVERK_DAYS_AHEAD"]))
time_machine.travel(datetime.now(UTC) + AHEAD, tick=True).start()

from samverk.project.wsgi import application  # noqa: E402

__all__ = ["application"]
