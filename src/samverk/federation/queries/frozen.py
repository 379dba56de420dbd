"""Consequences reports that were frozen at a decision to leave, a notice or its withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samverk.federation.models import FrozenReport
from samverk.foundation.errors import NotFoundError
from samverk.foundation.seals.canonical import digest, read_canonical


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen report with its content read; ``is_whole`` is whether both digests still fit."""

    row: FrozenReport
    content: dict[str, Any]
    is_whole: bool


def frozen_of(membership: int) -> list[FrozenReport]:
    """List a membership's frozen reports, the latest first, without their content."""
    found = FrozenReport.objects.filter(membership=membership).select_related("fact")
    found = found.select_related("fact__membership__member", "fact__decision")
    return list(found.defer("content", "pdf").order_by("-id"))


def frozen_by_id(report: int) -> Frozen:
    """Answer which report this is, and whether it is as it was frozen; raises NotFoundError."""
    found = (
        FrozenReport.objects.filter(pk=report)
        .select_related("membership__member", "membership__federation", "fact__decision")
        .first()
    )
    if found is None:
        raise NotFoundError("Rapporten finns inte.")
    try:
        content = read_canonical(found.content)
    except ValueError:
        content = {}
    whole = (digest(found.content), digest(bytes(found.pdf))) == (found.sha256, found.pdf_sha256)
    return Frozen(found, content, bool(content) and whole)
