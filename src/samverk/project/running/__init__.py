"""Runs one installation on this machine: database, web server and worker."""

from __future__ import annotations

from samverk.project.running.errors import NotStartedError
from samverk.project.running.installation import Installation
from samverk.project.running.real import RealInstallation
from samverk.project.running.stopping import stop_everything

__all__ = ["Installation", "NotStartedError", "RealInstallation", "stop_everything"]
