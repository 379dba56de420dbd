"""The vendored front-end packages, as their manifest lists them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).parent / "vendor.json"


@dataclass(frozen=True, slots=True)
class Package:
    """A vendored package with its licence."""

    name: str
    version: str
    licence: str


@cache
def manifest() -> dict[str, Any]:
    """Read the manifest: packages, theme and files with their SHA-256."""
    found: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return found


@cache
def packages() -> tuple[Package, ...]:
    """List the vendored packages by name."""
    listed = sorted(manifest()["packages"].items())
    return tuple(Package(name, one["version"], one["licence"]) for name, one in listed)
