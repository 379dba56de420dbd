"""Compiles a typst source with data to a PDF that is both PDF/A-2a and PDF/UA-1.

The data goes in as JSON and is never read as markup: nothing that somebody typed can be a command.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import typst

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def compile_pdf(name: str, data: Mapping[str, object], *, made: datetime | None = None) -> bytes:
    """Compile the source ``name`` of this package with ``data``; ``made`` is the document's day.

    Raises ``typst.TypstError`` for a source that breaks the standards: a fault of ours.
    """
    found = typst.compile(
        _source(name),
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        timestamp=(made or EPOCH).astimezone(UTC).replace(microsecond=0),
    )
    assert isinstance(found, bytes)
    return found


def compile_plain(name: str, data: Mapping[str, object]) -> bytes:
    """Compile a source to be laid over other pages: untagged, since it is no document of its own."""
    found = typst.compile(
        _source(name),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_tags=False,
    )
    assert isinstance(found, bytes)
    return found


@cache
def _source(name: str) -> bytes:
    return (files("samverk.documents") / "sources" / f"{name}.typ").read_bytes()
