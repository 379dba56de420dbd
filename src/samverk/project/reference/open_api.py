"""The reference of the open API: its description, and the JSON Schema of each object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

FOLDER = "api"


def files() -> Iterator[tuple[Path, str]]:
    """Give each file with its place in the reference."""
    # The API is made when it is imported, which asks for the settings
    from samverk.publishing.api.routes import described
    from samverk.publishing.api.schemas.known import written

    told = json.dumps(described(), ensure_ascii=False, indent=2)
    yield Path(FOLDER) / "openapi.json", f"{told}\n"
    for name, text in written().items():
        yield Path(FOLDER) / name, text
