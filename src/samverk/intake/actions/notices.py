"""A notice of meeting as a record: it has no paragraph, but can be registered as a document."""

from __future__ import annotations

import hashlib
from typing import Any

from samverk.intake.models import NOTICE
from samverk.intake.reading.as_json import document_as_json
from samverk.intake.reading.model import Document

NAMED = ("body", "date", "title")


def is_notice(document: Document) -> bool:
    """Answer whether a part of a source is a notice of meeting (kallelse)."""
    return document.kind == NOTICE


def notice_fields(document: Document) -> dict[str, Any]:
    """Answer a notice's fields as a record has them: what it prints, and the matters it lists."""
    part = document_as_json(document)
    fields = {"paragraph": None, "citations": [], "places": {}, "items_listed": part["items"]}
    return fields | {name: part[name] for name in NAMED}


def notice_id(fields: dict[str, Any]) -> str:
    """Answer the same mark for the same notice in two sources."""
    matters = [(item["number"], item["title"]) for item in fields["items_listed"]]
    told = repr((NOTICE, fields["body"], fields["date"], fields["title"], matters))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
