"""Gives tests the demo without loading it for each: a database of its own where it is loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from samverk.project.testing.lines import line_to, seen


@contextmanager
def line_to_demo(name: str) -> Iterator[BaseDatabaseWrapper]:
    """Load the demo into the database called ``name``, and give a connection to it."""
    from samverk.project.demo.load import Loader

    line = line_to(name)
    with seen(line), transaction.atomic():
        Loader().load()
    try:
        yield line
    finally:
        line.close()
