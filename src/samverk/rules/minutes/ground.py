"""Why the council's rules on minutes bind a board and a federation (KL 6:35, Finsam 19 §)."""

from __future__ import annotations

from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.ruling import Reason
from samverk.rules.statutes.finsam import FINSAM_BOARD_PROCEDURE
from samverk.rules.statutes.kl import KL_BOARD_MINUTES
from samverk.rules.statutes.provision import Provision, because

_BOARD = ("I nämnd gäller samma regler om protokollet som i fullmäktige.", KL_BOARD_MINUTES)
_BRIDGES: dict[Assembly, tuple[tuple[str, Provision], ...]] = {
    Assembly.COUNCIL: (),
    Assembly.BOARD: (_BOARD,),
    Assembly.FEDERATION: (
        _BOARD,
        ("Nämndens regler gäller även förbundsstyrelsen.", FINSAM_BOARD_PROCEDURE),
    ),
}


def minutes_ground(assembly: Assembly, day: date | None) -> tuple[Reason, ...]:
    """Say why the council's rules on minutes bind this body. Empty for the council itself."""
    return tuple(because(text, provision, day) for text, provision in _BRIDGES[assembly])


def minutes_ground_cited(assembly: Assembly) -> tuple[Provision, ...]:
    """List the provisions that ``minutes_ground`` cites, for remarks on unknown wordings."""
    return tuple(provision for _, provision in _BRIDGES[assembly])
