"""The installation is refused a key that everybody knows."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

# These sign nothing, so that a package can be built and a schema migrated without the key
UNSIGNED_COMMANDS = frozenset({"check", "collectstatic", "makemigrations", "migrate"})
NO_KEY = (
    "Sätt SECRET_KEY i miljön: utan den går det inte att logga in. Demonyckeln gäller bara i demon."
)


def has_own_key() -> bool:
    """Answer whether there is a key to sign with; settings leave it empty for the demo's outside it."""
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


def secret_key(**_: Any) -> list[CheckMessage]:
    """Refuse the worker and the management commands that might sign something."""
    if has_own_key() or UNSIGNED_COMMANDS.intersection(sys.argv[1:3]):
        return []
    return [Error(NO_KEY, id="samverk.E001")]
