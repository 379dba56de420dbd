"""Whether published decisions have legal force today: by the rules, with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from samverk.decisions.queries.force import forces_on
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind


def told_forces(decisions: Iterable[int], day: date) -> dict[int, dict[str, Any]]:
    """Give whether some decisions (ids) have legal force on a day, as data with why."""
    return {
        pk: {
            "status": ruling.value.state.value,
            "words": words,
            "lastDay": ruling.value.last_day.isoformat() if ruling.value.last_day else None,
            "reasons": [
                {"text": reason.text, "statute": str(reason.statute) if reason.statute else ""}
                for reason in ruling.reasons
            ],
        }
        for pk, (words, ruling) in forces_on(decisions, day).items()
    }


def with_force(drafts: Sequence[Draft], day: date) -> tuple[Draft, ...]:
    """Give each decision among the drafts its legal force on a day; the rest as they are."""
    told = told_forces([one.source for one in drafts if one.kind is Kind.DECISION], day)
    return tuple(_told(one, told) if one.kind is Kind.DECISION else one for one in drafts)


def _told(draft: Draft, told: dict[int, dict[str, Any]]) -> Draft:
    force = told.get(draft.source)
    if force is None:
        return draft
    return replace(draft, status=force["words"], data=draft.data | {"force": force})
