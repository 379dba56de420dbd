"""Compiles a typst template with data to PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent / "templates"


def compiled(template: str, data: Mapping[str, Any], *, moment: datetime) -> bytes:
    """Compile ``template`` (a file name of the room's folder) with ``data``, which it reads as JSON.

    The same data and ``moment`` give the same bytes: ``moment`` is when the document says it was
    made. Fonts come with typst itself, so that the machine's own make no difference.
    """
    return typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(moment.timestamp()),
        ignore_system_fonts=True,
    )
