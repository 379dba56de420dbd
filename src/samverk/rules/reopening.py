"""Opening an outcome again at the same meeting (återupptagen punkt).

No statute has it: a body that has decided has decided. What is here is practice with its limits.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome that somebody wants opened again (återupptagen utgång).

    ``is_last`` says that no later item has been taken up, ``same_people`` that nobody has come or gone
    since, ``has_ended`` that the meeting is over.
    """

    is_last: bool
    same_people: bool
    has_ended: bool = False


def reopening(outcome: Outcome) -> Ruling[bool]:
    """Answer whether a meeting may open an outcome again, and what to do where it may not."""
    if outcome.has_ended:
        text = "Sammanträdet är avslutat: beslutet ändras då bara genom ett nytt beslut i ärendet."
        return Ruling(False, (Reason(text),), (UNREGULATED,))
    if not outcome.is_last:
        text = "En senare punkt har tagits upp. Utväg: lägg ärendet som en ny punkt, med en egen paragraf."
        return Ruling(False, (Reason(text),), (UNREGULATED,))
    if not outcome.same_people:
        text = (
            "Någon har kommit eller gått sedan punkten avgjordes, så andra skulle besluta. Utväg: lägg"
            " ärendet som en ny punkt."
        )
        return Ruling(False, (Reason(text),), (UNREGULATED,))
    text = "Mötet är kvar vid punkten, och det är samma personer som deltar."
    return Ruling(True, (Reason(text),), (UNREGULATED,))


UNREGULATED = Reason(
    "Kommunallagen säger inget om att ta upp en avgjord punkt igen vid samma möte. Gör det bara om alla"
    " närvarande är ense, och aldrig när någon enskild har fått besked om ett gynnande beslut."
)

EXAMPLES = (
    Example(
        reopening,
        {"outcome": Outcome(is_last=True, same_people=True)},
        True,
        "konstruerat: fel förslag antecknades, och mötet är kvar vid punkten",
    ),
    Example(
        reopening,
        {"outcome": Outcome(is_last=False, same_people=True)},
        False,
        "konstruerat: nästa punkt har tagits upp",
    ),
)
