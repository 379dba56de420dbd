"""Writes the generated pages: ``python -m samverk.project.reference``."""

from __future__ import annotations

import os

import django

# The rooms tell of their messages when they start
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")
django.setup()

from samverk.project.reference import pages  # noqa: E402

for path, text in pages().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
