"""What a web server does before it answers anybody: nobody's first page waits for it.

Processes that are forked from the one that has done it share what came of it.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template import engines
from django.urls import get_resolver

import samverk.analytics


def make_ready() -> None:
    """Read the addresses, the templates and what counts, all of them."""
    import_module(settings.ROOT_URLCONF)
    # The tables that names are looked up in are filled by the first to ask
    _ = get_resolver().reverse_dict
    for module in pkgutil.walk_packages(samverk.analytics.__path__, "samverk.analytics."):
        if ".tests" not in module.name:
            import_module(module.name)
    # With DEBUG a template is read each time: it has just been changed
    if not settings.DEBUG:
        _read_templates()


def _read_templates() -> None:
    engine = engines["django"]
    for app in apps.get_app_configs():
        place = Path(app.path) / "templates"
        if app.name.startswith("samverk."):
            for found in sorted(place.rglob("*.*")):
                engine.get_template(found.relative_to(place).as_posix())
