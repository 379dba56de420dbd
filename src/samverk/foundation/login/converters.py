"""What may stand in an address of login."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter, get_converters


class Base36(StringConverter):
    """The letters and digits that a user's number is written in, up to the dash."""

    regex = "[0-9A-Za-z]+"


def register() -> None:
    """Let addresses say ``<base36:…>``; again changes nothing."""
    if "base36" not in get_converters():
        register_converter(Base36, "base36")
