"""The kinds of bodies (organ) that decide, as the rules tell them apart."""

from __future__ import annotations

from enum import StrEnum


class Body(StrEnum):
    """The kind of body that votes: fullmäktige, or a board (nämnd, styrelse)."""

    COUNCIL = "council"
    BOARD = "board"
