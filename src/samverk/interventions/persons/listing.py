"""Every page that lists several persons says on what ground it may, and what it shows of each.

A test fails for a page that could list persons and does not say. What is read there is noted as read in
a list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samverk.foundation.tracing import Reading, read_as
from samverk.rules.interventions.list_grounds import ListGround

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists persons (lista): its name, its ground, and in Swedish what it shows of each."""

    name: str
    title: str
    ground: ListGround
    shows: str


# By the name of the view's function
LISTINGS: dict[str, Listing] = {}


def lists_persons(title: str, ground: ListGround, shows: str) -> Callable[[View], View]:
    """Declare that a page lists persons: on what ground, and what it shows of each."""

    def kept(view: View) -> View:
        name = view.__name__
        LISTINGS[name] = Listing(name, title, ground, shows)
        return read_in(Reading.LIST)(view)

    return kept


def read_in(how: Reading) -> Callable[[View], View]:
    """Let what a page reads be noted as read in that way."""

    def kept(view: View) -> View:
        @wraps(view)
        def page(*given: Any, **named: Any) -> HttpResponse:
            with read_as(how):
                return view(*given, **named)

        return page

    return kept
