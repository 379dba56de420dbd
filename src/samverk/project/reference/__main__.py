"""Writes the generated pages: ``python -m samverk.project.reference``."""

from __future__ import annotations

from samverk.project.reference import pages

for path, text in pages().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
