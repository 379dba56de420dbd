"""Tables of the diary."""

from __future__ import annotations

from samverk.registry.models.cases import Case, CaseLink, CaseSecret, LinkKind
from samverk.registry.models.documents import (
    Direction,
    Document,
    DocumentFile,
    DocumentKind,
    DocumentSecret,
    SecretFile,
)

__all__ = [
    "Case",
    "CaseLink",
    "CaseSecret",
    "Direction",
    "Document",
    "DocumentFile",
    "DocumentKind",
    "DocumentSecret",
    "LinkKind",
    "SecretFile",
]
