"""The installation's own key, which lies outside the database."""

from __future__ import annotations

from django.conf import settings

from samverk.foundation.seals.keys import SealKey, key_in


def seal_key() -> SealKey:
    """Give the installation's own key."""
    return key_in(settings.SEAL_DIR / "kedja.key")
