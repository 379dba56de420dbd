"""Writes of the diary."""

from __future__ import annotations

from samverk.registry.actions.cases import (
    NewCase,
    Secret,
    close_case,
    link_cases,
    open_case,
)
from samverk.registry.actions.documents import (
    COPY_JOB,
    NewDocument,
    NewFile,
    make_copies,
    register_document,
)
from samverk.registry.actions.reading import read_secret_file

__all__ = [
    "COPY_JOB",
    "NewCase",
    "NewDocument",
    "NewFile",
    "Secret",
    "close_case",
    "link_cases",
    "make_copies",
    "open_case",
    "read_secret_file",
    "register_document",
]
