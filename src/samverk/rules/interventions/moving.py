"""Whether a person who waits may go on to another authority's delivery (flytt), and on which ground.

It is told to a new authority, as when somebody is referred: secrecy holds between authorities (OSL 8
kap. 1 §). What lifts it is the person's consent, or another ground of the closed list that the one who
moves them has tried for just this person.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.example import Example
from samverk.rules.interventions.consent import GROUNDS, Ground
from samverk.rules.ruling import Reason, Ruling

# None of the grounds of a move: oversight and wrongful payments need nobody's place in a queue, and to
# a private provider on a reservation (OSL 10 kap. 14 §) the person is referred anew, with its words
NEVER = frozenset({Ground.SUPERVISION, Ground.WRONGFUL, Ground.RESERVATION})
MOVE_GROUNDS = {ground: text for ground, text in GROUNDS.items() if ground not in NEVER}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a move (begärd flytt): to whom, on which ground, and what the referrers say.

    ``missing`` are the referrers whose person has not consented, and ``silent`` those who may be told
    nothing any more, so that they cannot be asked. ``is_successor`` answers whether the catalogue names
    the delivery as the one that takes over.
    """

    receiver: str
    ground: Ground
    is_successor: bool
    missing: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def may_cross(asked: Asked) -> Ruling[bool]:
    """Answer whether a place in a queue may go on to another authority, with what to do when not.

    The one who takes over has said so in the catalogue: nobody else is given people by others.
    """
    if not asked.is_successor:
        text = (
            f"{asked.receiver} är inte utpekad som efterföljare, och bedömer själv vilka som antas."
            " Be förbundet peka ut efterföljaren i katalogen när intaget stängs."
        )
        return Ruling(False, (Reason(text),))
    return may_be_told(asked)


def may_be_told(asked: Asked) -> Ruling[bool]:
    """Answer whether another authority may be told of a person on the ground, and if not what to do."""
    if asked.ground in NEVER:
        return Ruling(False, (Reason("Grunden gäller inte för en flytt. Välj en annan."),))
    if asked.ground is not Ground.CONSENT:
        return Ruling(True, (Reason(f"Lämnas ut: {GROUNDS[asked.ground]}."),))
    if asked.silent:
        text = (
            f"{_all(asked.silent)} kan inte tillfrågas här: samtycket att utbyta uppgifter gäller inte"
            " längre, eller remissen kom innan ni började med systemet. Personen står kvar med sin"
            " dag. Fråga personen själv"
            f" och registrera samtycket här: att utbyta uppgifter med {asked.receiver}."
        )
        return Ruling(False, (Reason(text),))
    if asked.missing:
        text = (
            f"Personen har inte samtyckt till att {asked.receiver} får uppgifterna. Be"
            f" {_all(asked.missing)} att fråga personen. Flytten går vidare när samtycket är"
            " registrerat där. Till dess står personen kvar med sin dag."
        )
        return Ruling(False, (Reason(text),))
    return Ruling(True, (Reason(f"Personen samtycker till att {asked.receiver} får uppgifterna."),))


def _all(names: tuple[str, ...]) -> str:
    return " och ".join(dict.fromkeys(names))


EXAMPLES = (
    Example(
        may_cross,
        {"asked": Asked("Lerum", Ground.CONSENT, is_successor=True)},
        True,
        "konstruerat: efterföljaren, med personens samtycke",
    ),
    Example(
        may_cross,
        {"asked": Asked("Lerum", Ground.CONSENT, is_successor=True, missing=("Alingsås",))},
        False,
        "konstruerat: remittenten frågar personen först",
    ),
)
