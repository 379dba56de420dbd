"""The federation's board, in whose diary its cases are kept."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.foundation.errors import ConflictError


def board_of(federation: int) -> int:
    """Answer which body (id) is the federation's board; raises ConflictError when it has none."""
    boards = directory.bodies(organisation=federation)
    board = next((one.id for one in boards if one.kind == "federation_board"), None)
    if board is None:
        raise ConflictError("Förbundet har ingen styrelse upplagd. Lägg upp den under Organ först.")
    return board
