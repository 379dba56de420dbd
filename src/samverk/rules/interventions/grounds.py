"""On which ground an authority may tell another of a person (sekretessbrytande grund), and what it asks.

A dated table, each row with its statute in offentlighets- och sekretesslagen (2009:400). Who may use
a ground is a matter of who tells; some also ask who is told. The general clause (10 kap. 27 §) is no
row: it does not reach social services and health care (25 kap. 1-8 §§, 26 kap. 1-6 §§). What is not
confirmed is shut until the authority has tried the law and opened it itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.interventions.consent import GROUNDS, Ground
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

OSL_FROM = date(2009, 6, 30)
# Kinds of organisations: whose secrecy it is. A private provider is under no OSL of its own
MUNICIPALITY, REGION, AGENCY, PRIVATE = "municipality", "region", "agency", "private"
AUTHORITIES = frozenset({MUNICIPALITY, REGION, AGENCY})
IN_WORDS = {
    MUNICIPALITY: "socialtjänsten i en kommun",
    REGION: "en region",
    AGENCY: "en statlig myndighet",
    PRIVATE: "en enskild utförare",
}


class Need(StrEnum):
    """What a ground asks for when it is used (krav)."""

    WHY = "why"
    HARM_TEST = "harm_test"
    RESERVATION = "reservation"


NEEDS = {
    Need.WHY: "en motivering",
    Need.HARM_TEST: "en menprövning",
    Need.RESERVATION: "förbehållets text, som mottagaren bekräftar",
}


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A ground for a time: who may tell on it, and whom, and what it asks for.

    ``is_confirmed`` is false where the statute's reach is not settled: each authority opens it.
    """

    ground: Ground
    from_date: date
    senders: frozenset[str]
    receivers: frozenset[str]
    needs: frozenset[Need] = frozenset()
    to_date: date | None = None
    is_confirmed: bool = True

    @property
    def text(self) -> str:
        """The ground with its statute."""
        return GROUNDS[self.ground]

    @property
    def who(self) -> str:
        """Who may tell whom, in words."""
        ends = (self.senders, self.receivers)
        told, to = (" eller ".join(IN_WORDS[one] for one in IN_WORDS if one in end) for end in ends)
        return f"{told} till {to}"


_ANY = AUTHORITIES | {PRIVATE}
_WHY = frozenset({Need.WHY})
TABLE = (
    GroundRule(Ground.CONSENT, OSL_FROM, _ANY, _ANY),
    GroundRule(Ground.NECESSARY, OSL_FROM, AUTHORITIES, _ANY, _WHY),
    # The duty is in another statute, which is named
    GroundRule(Ground.STATUTORY_DUTY, OSL_FROM, AUTHORITIES, AUTHORITIES, _WHY),
    GroundRule(
        Ground.RESERVATION,
        OSL_FROM,
        AUTHORITIES,
        frozenset({PRIVATE}),
        frozenset({Need.WHY, Need.RESERVATION}),
    ),
    GroundRule(
        Ground.SUPERVISION,
        OSL_FROM,
        AUTHORITIES,
        AUTHORITIES,
        frozenset({Need.WHY, Need.HARM_TEST}),
    ),
    GroundRule(
        Ground.CARE,
        OSL_FROM,
        frozenset({MUNICIPALITY}),
        frozenset({MUNICIPALITY, REGION}),
        _WHY,
    ),
    # Whether 25 and 26 kap. are excepted was not settled when this was written
    GroundRule(
        Ground.WRONGFUL,
        date(2025, 12, 1),
        AUTHORITIES,
        AUTHORITIES,
        frozenset({Need.WHY, Need.HARM_TEST}),
        is_confirmed=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Ends:
    """Who tells and who is told, as kinds of organisations (avsändare och mottagare)."""

    sender: str
    receiver: str


def rule_of(ground: Ground, day: date) -> GroundRule | None:
    """Find the row of a ground on a day, None when it was not there."""
    return next(
        (
            one
            for one in TABLE
            if one.ground is ground
            and one.from_date <= day
            and (one.to_date is None or day <= one.to_date)
        ),
        None,
    )


def is_open(rule: GroundRule, decided: Mapping[Ground, bool]) -> bool:
    """Answer whether an authority uses a ground: as it has decided, else when it is confirmed."""
    return decided.get(rule.ground, rule.is_confirmed)


def may_use(ground: Ground, ends: Ends, day: date, decided: Mapping[Ground, bool]) -> Ruling[bool]:
    """Answer whether the sender may tell the receiver on a ground that day.

    ``decided`` is what the sender's authority has decided to open or shut.
    """
    rule = rule_of(ground, day)
    if rule is None:
        return _no(f"Grunden {GROUNDS[ground]} finns inte {running_date(day)}.")
    if ends.sender not in rule.senders or ends.receiver not in rule.receivers:
        return _no(f"Grunden {rule.text} gäller {rule.who}. Välj en annan grund.")
    if not is_open(rule, decided):
        return _no(f"Ni använder inte grunden {rule.text}. Samordnaren kan öppna den.")
    return Ruling(True, (Reason(f"Uppgifterna lämnas på grunden {rule.text}."),))


def _no(text: str) -> Ruling[bool]:
    return Ruling(False, (Reason(text),))


def usable(ends: Ends, day: date, decided: Mapping[Ground, bool]) -> tuple[GroundRule, ...]:
    """List the grounds that a sender may use towards a receiver on a day."""
    rows = (rule_of(one, day) for one in Ground)
    return tuple(one for one in rows if one and may_use(one.ground, ends, day, decided).value)


def answer_ground(ground: Ground, back: Ends, day: date, decided: Mapping[Ground, bool]) -> Ground:
    """Find the ground on which who was told tells back of the same referral.

    A consent to exchange reaches both ways. Else it is the same ground where that authority may use
    it, or that it is needed for its own work (OSL 10 kap. 2 §).
    """
    if ground is Ground.CONSENT or may_use(ground, back, day, decided).value:
        return ground
    return Ground.NECESSARY


_CARE = {"ground": Ground.CARE, "day": date(2024, 3, 15), "decided": {}}
EXAMPLES = (
    Example(
        may_use,
        _CARE | {"ends": Ends(MUNICIPALITY, REGION)},
        True,
        "konstruerat: socialtjänsten till hälso- och sjukvården",
    ),
    Example(
        may_use,
        _CARE | {"ends": Ends(AGENCY, MUNICIPALITY)},
        False,
        "konstruerat: 26 kap. 9 § är socialtjänstens grund",
    ),
    Example(
        may_use,
        {
            "ground": Ground.WRONGFUL,
            "ends": Ends(AGENCY, AGENCY),
            "day": date(2026, 1, 1),
            "decided": {},
        },
        False,
        "konstruerat: stängd tills myndigheten har prövat lagen",
    ),
)
