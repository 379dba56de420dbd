"""What every page's frame needs, given to templates as ``layout``."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from samverk import __version__
from samverk.foundation.actors import PUBLIC, Actor
from samverk.foundation.permissions import Right, holds_somewhere


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation; ``is_current`` when the page stands under it."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The frame of a page: whose installation, where one can go, whether it is the demo.

    ``role_switcher`` names a template with the demo's choice of role, or is empty.
    """

    installation: str
    is_demo: bool
    role_switcher: str
    navigation: tuple[NavigationItem, ...]
    version: str


def navigation(path: str, actor: Actor = PUBLIC) -> tuple[NavigationItem, ...]:
    """Resolve the navigation that settings wire; ``path`` is the page one stands on.

    Whoever is not logged in is led among what is open to everybody. An entry with rights is there for
    ``actor`` who has one of them (``holds_somewhere``).
    """
    name = "NAVIGATION" if actor.is_known else "OPEN_NAVIGATION"
    wired: tuple[tuple[str, str, *tuple[Right, ...]], ...] = getattr(settings, name, ())
    places = [
        (label, reverse(name))
        for label, name, *rights in wired
        if not rights or any(holds_somewhere(actor, right) for right in rights)
    ]
    start = places[0][1] if places else ""
    fitting = [url for _, url in places if path == url or (url != start and path.startswith(url))]
    current = max(fitting, key=len, default="")
    return tuple(NavigationItem(label, url, url == current) for label, url in places)


def page(request: HttpRequest) -> dict[str, Layout]:
    """Give the frame to every template rendered for a request."""
    layout = Layout(
        installation=settings.INSTALLATION_NAME,
        is_demo=settings.DEMO,
        role_switcher=getattr(settings, "ROLE_SWITCHER_TEMPLATE", "") if settings.DEMO else "",
        navigation=navigation(request.path, getattr(request, "actor", PUBLIC)),
        version=__version__,
    )
    return {"layout": layout}
