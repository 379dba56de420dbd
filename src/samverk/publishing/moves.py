"""How a published meeting tells that it was moved: from when and where, and on which day that was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils import timezone

from samverk.publishing.drafts import Draft
from samverk.rules.wording import running_date

MOVES = "movedFrom"


def with_moves(draft: Draft, told: Mapping[str, Any], day: date) -> Draft:
    """Give a meeting with what it was moved from: ``told`` is its data as it stands published.

    A place that was not told, or is not, is no move.
    """
    moves = list(told.get(MOVES) or ())
    if _is_moved(told, draft.data):
        was = {"start": told.get("start"), "place": told.get("place") or ""}
        moves.append(was | {"movedOn": day.isoformat()})
    return replace(draft, data=draft.data | {MOVES: moves}) if moves else draft


def _is_moved(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    places = was.get("place"), now.get("place")
    start = was.get("start")
    return bool(start and start != now.get("start")) or (all(places) and places[0] != places[1])


def moves_of(told: Mapping[str, Any]) -> list[str]:
    """Say what a meeting was moved from, as its data has it, first to last: when, and where if it differs."""
    stood = [one for one in told.get(MOVES) or () if isinstance(one, dict)]
    return [said for was, then in pairwise([*stood, told]) if (said := _said(was, then))]


def _said(was: Mapping[str, Any], then: Mapping[str, Any]) -> str:
    when = "" if was.get("start") == then.get("start") else _when(was.get("start"))
    place = str(was.get("place") or "")
    return ", ".join(filter(None, (when, place if place != then.get("place") else "")))


def _when(start: object) -> str:
    try:
        at = datetime.fromisoformat(str(start))
    except ValueError:
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{running_date(local.date())} klockan {local:%H:%M}"
