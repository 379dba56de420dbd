"""Writes of the diary."""

from __future__ import annotations

from samverk.registry.actions.cases import (
    NewCase,
    Secret,
    close_case,
    link_cases,
    open_case,
)
from samverk.registry.actions.documents import NewDocument, NewFile, register_document

__all__ = [
    "NewCase",
    "NewDocument",
    "NewFile",
    "Secret",
    "close_case",
    "link_cases",
    "open_case",
    "register_document",
]
