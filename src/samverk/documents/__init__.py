"""Renderers: a paper's data in, a file's bytes out. No database, no request and no clock."""

from __future__ import annotations
