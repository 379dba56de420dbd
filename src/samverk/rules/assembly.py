"""Which law a body meets by: the council's own, a board's, or a federation's by reference.

A board keeps minutes as the council does (KL 6:35); the board of a coordination federation has the
sections that 19 § lag (2003:1210) names. The trap: 6:24, 6:25 and 6:44 are not among them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from samverk.rules.ruling import Reason
from samverk.rules.statutes import (
    FINSAM_NOTICE_BOARDS,
    KL_BOARD_MINUTES,
    Provision,
    because,
)
from samverk.rules.voting import Body


class Assembly(StrEnum):
    """The kind of body that meets (organ), by the law that governs its meetings."""

    COUNCIL = "council"
    BOARD = "board"
    FEDERATION = "federation"

    @property
    def body(self) -> Body:
        """The kind that quorum and votes go by: a federation's board is a board."""
        return Body.COUNCIL if self is Assembly.COUNCIL else Body.BOARD


_BRIDGES: dict[Assembly, tuple[tuple[str, Provision], ...]] = {
    Assembly.COUNCIL: (),
    Assembly.BOARD: (
        ("I nämnd gäller samma regler om protokollet som i fullmäktige.", KL_BOARD_MINUTES),
    ),
    Assembly.FEDERATION: (
        ("I nämnd gäller samma regler om protokollet som i fullmäktige.", KL_BOARD_MINUTES),
        ("Nämndens regler gäller även förbundsstyrelsen.", FINSAM_NOTICE_BOARDS),
    ),
}


def minutes_bridge(assembly: Assembly, day: date | None) -> tuple[Reason, ...]:
    """Say why the council's rules on minutes bind this body. Empty for the council itself."""
    return tuple(because(text, provision, day) for text, provision in _BRIDGES[assembly])


def minutes_bridge_cited(assembly: Assembly) -> tuple[Provision, ...]:
    """List the provisions that ``minutes_bridge`` cites, for remarks on unknown wordings."""
    return tuple(provision for _, provision in _BRIDGES[assembly])
