"""Which notice boards minutes are announced on.

A body announces on its own organisation's board (KL 8 kap. 12 §). The room of the federation, which
knows its members, says where a federation's board does (19 § lag 2003:1210).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings

from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind, BodyRef
from samverk.rules.appeal import Boards

# Answers the organisations (ids) whose boards carry a body's notices; None for a body not its own.
BoardsOf = Callable[[BodyRef, date], list[int] | None]


class BoardRegister:
    """What rooms above know of where a body announces."""

    def __init__(self) -> None:
        self._known: list[BoardsOf] = []

    def add(self, answer: BoardsOf) -> None:
        """Add somebody who knows; adding it again changes nothing."""
        if answer not in self._known:
            self._known.append(answer)

    def of(self, body: BodyRef, day: date) -> list[int]:
        """List the organisations whose boards carry a body's notices on a day."""
        answers = (answer(body, day) for answer in self._known)
        return next((found for found in answers if found), [body.organisation])


BOARDS = BoardRegister()


def is_kept_here(slug: str) -> bool:
    """Answer whether this installation keeps the notice board of an organisation."""
    kept = settings.BOARDS_KEPT
    return kept is None or slug in kept


def boards_kept_here() -> list[directory.OrganisationRef]:
    """List the organisations whose notice boards are here, by name."""
    has_board = ("municipality", "region", "federation")
    found = directory.organisations()
    return [one for one in found if one.kind in has_board and is_kept_here(one.slug)]


def counting_of(body_kind: str) -> Boards:
    """Answer how the appeal time is counted when several boards carry the notice."""
    return Boards.FEDERATION if body_kind == BodyKind.FEDERATION_BOARD else Boards.ONE
