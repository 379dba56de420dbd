"""Worked examples of conflicts of interest."""

from __future__ import annotations

from samverk.rules.assembly import Assembly
from samverk.rules.conflict.effects import FREE, Conflict
from samverk.rules.conflict.grounds import Claim, Excuse, Ground
from samverk.rules.conflict.question import decides_own_conflict
from samverk.rules.conflict.ruling import conflict
from samverk.rules.example import Example

EXAMPLES = (
    Example(
        conflict,
        {"assembly": Assembly.BOARD, "claim": Claim(Ground.AFFECTED)},
        Conflict(True, False, False, False, False, False),
        "konstruerat: jävig i nämnd lämnar rummet",
    ),
    Example(
        conflict,
        {"assembly": Assembly.COUNCIL, "claim": Claim(Ground.PERSONAL)},
        Conflict(True, False, False, True, False, True),
        "konstruerat: jävig i fullmäktige",
    ),
    Example(
        conflict,
        {
            "assembly": Assembly.BOARD,
            "claim": Claim(Ground.REPRESENTATIVE, Excuse.MUNICIPAL_COMPANY),
        },
        FREE,
        "konstruerat: styrelseledamot i kommunens helägda bolag",
    ),
    Example(
        decides_own_conflict,
        {
            "assembly": Assembly.FEDERATION,
            "is_quorate_without": False,
            "another_can_be_called": True,
        },
        False,
        "konstruerat: en ersättare finns att tillkalla",
    ),
)
