"""The kinds of body whose meetings the rules know, and which law each follows."""

from __future__ import annotations

from enum import StrEnum

from samverk.rules.body import Body


class Assembly(StrEnum):
    """Whose rules a meeting follows (slag av organ).

    ``FEDERATION`` is the board of a coordination federation (samordningsförbund), which follows
    those rules for boards that 19 § of its own act points to, and no others.
    """

    COUNCIL = "council"
    BOARD = "board"
    FEDERATION = "federation"

    @property
    def body(self) -> Body:
        """The kind of body for quorum and votes, where a federation's board is a board."""
        return Body.COUNCIL if self is Assembly.COUNCIL else Body.BOARD

    @property
    def label(self) -> str:
        """Its Swedish name in running text."""
        return {
            Assembly.COUNCIL: "fullmäktige",
            Assembly.BOARD: "nämnd",
            Assembly.FEDERATION: "förbundsstyrelse",
        }[self]
