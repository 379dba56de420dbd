"""Whether published decisions have legal force today: by the rules, with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from samverk.decisions.decision_page import decision_page
from samverk.decisions.wording import force_words
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind


def force_today(decision: int, day: date) -> tuple[str, dict[str, Any]]:
    """Answer in words whether a decision (id) has legal force on a day, and the same as data with why."""
    ruling = decision_page(decision, day).force
    value = ruling.value
    told = {
        "status": value.state.value,
        "lastDay": value.last_day.isoformat() if value.last_day else None,
        "reasons": [
            {"text": reason.text, "statute": str(reason.statute) if reason.statute else ""}
            for reason in ruling.reasons
        ],
    }
    return force_words(value).text, told


def with_force(drafts: Sequence[Draft], day: date) -> tuple[Draft, ...]:
    """Give each decision among the drafts its legal force on a day; the rest as they are."""
    return tuple(_told(one, day) if one.kind is Kind.DECISION else one for one in drafts)


def _told(draft: Draft, day: date) -> Draft:
    words, told = force_today(draft.source, day)
    return replace(draft, status=words, data=draft.data | {"force": told})
