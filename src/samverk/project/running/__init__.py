"""Runs one installation on this machine: database, web server and worker."""

from __future__ import annotations

from samverk.project.running.installation import Installation, NotStartedError, stop_everything

__all__ = ["Installation", "NotStartedError", "stop_everything"]
