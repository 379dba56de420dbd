"""The interface's icons: inline SVG, so that they follow the text's colour without a request."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parent / "icons"


@cache
def icon(name: str) -> SafeString:
    """Give the icon called ``name`` as decorative SVG; ``KeyError`` if there is none.

    It is hidden from assistive technology: an icon always stands beside its word.
    """
    file = FOLDER / f"{name}.svg"
    if not file.is_file():
        raise KeyError(name)
    drawing = file.read_text(encoding="utf-8").strip()
    attributes = '<svg class="sv-icon" aria-hidden="true" focusable="false" '
    # The files are ours, vendored with hashes: nothing from outside is marked safe
    return mark_safe(drawing.replace("<svg ", attributes, 1))  # noqa: S308
