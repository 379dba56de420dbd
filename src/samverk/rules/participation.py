"""Who takes no part in a decision although they serve (deltar inte i beslutet, KL 4:25-26).

A member may stand aside from a decision as from a vote. Whoever does is present all the same: the
quorum is as it was. What such a member may not do is reserve against the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_DUTY_TO_VOTE, KL_MUST_DECIDE, KL_RESERVATION
from samverk.rules.statutes.provision import because, unknown_wordings


@dataclass(frozen=True, slots=True)
class StandingOut:
    """Those who serve in a matter and those among them who take no part (avstår från beslutet).

    People are opaque ids. ``voted`` are those who answered yes or no in the open vote that settled the
    matter. ``is_authority`` says that a board exercises authority towards an individual.
    """

    served: frozenset[int]
    out: frozenset[int]
    voted: frozenset[int] = frozenset()
    is_authority: bool = False
    names: Mapping[int, str] = field(default_factory=dict)

    def named(self, people: frozenset[int]) -> str:
        """Name people in running text."""
        return ", ".join(self.names.get(each, f"person {each}") for each in sorted(people))


def may_stand_out(
    standing: StandingOut, *, body: Body = Body.COUNCIL, day: date | None = None
) -> Ruling[bool]:
    """Answer whether these may stand aside from the decision, with the first reason why not."""
    cited = (KL_DUTY_TO_VOTE, KL_MUST_DECIDE, KL_RESERVATION)
    remarks = unknown_wordings(day, *cited)
    if (refusal := _refusal(standing, body, day)) is not None:
        return Ruling(False, (refusal,), remarks)
    text = (
        "Den som tjänstgör får avstå från att delta i ett beslut, och räknas ändå som närvarande."
    )
    after = "Den som inte deltar i beslutet kan inte reservera sig mot det."
    reasons = (because(text, KL_DUTY_TO_VOTE, day), because(after, KL_RESERVATION, day))
    return Ruling(True, reasons, remarks)


def _refusal(standing: StandingOut, body: Body, day: date | None) -> Reason | None:
    if strange := standing.out - standing.served:
        return Reason(
            f"{standing.named(strange)} tjänstgör inte i ärendet och deltar alltså inte i beslutet."
        )
    if voted := standing.out & standing.voted:
        text = f"{standing.named(voted)} röstade i omröstningen och har därmed deltagit i beslutet."
        return because(text, KL_DUTY_TO_VOTE, day)
    if standing.is_authority and body is Body.BOARD and standing.out:
        text = (
            "Ärendet är myndighetsutövning mot enskild: den ledamot som har deltagit i handläggningen i "
            "nämnden ska också delta i avgörandet."
        )
        return because(text, KL_MUST_DECIDE, day)
    if standing.served <= standing.out:
        text = (
            "Då deltar ingen i beslutet. Ordföranden ska delta när det behövs för att ärendet ska kunna "
            "avgöras."
        )
        return because(text, KL_DUTY_TO_VOTE, day)
    return None


EXAMPLES = (
    Example(
        may_stand_out,
        {"standing": StandingOut(frozenset({1, 2, 3}), frozenset({2, 3}))},
        True,
        "konstruerat: två av tre avstår, ordföranden beslutar",
    ),
    Example(
        may_stand_out,
        {"standing": StandingOut(frozenset({1, 2, 3}), frozenset({1, 2, 3}))},
        False,
        "konstruerat: alla avstår, så ordföranden måste delta",
    ),
)
