"""Gives the role switcher its people."""

from __future__ import annotations

from django.http import HttpRequest

from samverk.project.demo.cast import logins_here
from samverk.project.demo.people import Login


def people(_: HttpRequest) -> dict[str, tuple[Login, ...]]:
    """List who one can be in the demo."""
    return {"demo_people": logins_here()}
