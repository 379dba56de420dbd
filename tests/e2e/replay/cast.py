"""Who takes part in the replay. The names are invented; parties, numbers and offices are the seeds'."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation.actors import Role

PASSWORD = "sju koppar utan öra"
KEEPER = "birk@insjoriket.test"
KF, KS, VFN = "Kommunfullmäktige", "Kommunstyrelsen", "Välfärdsnämnden"


@dataclass(frozen=True, slots=True)
class Login:
    """An account: its address, its owner, and the role it has in some bodies of an organisation."""

    email: str
    name: str
    role: Role
    organisation: str
    bodies: tuple[str, ...]


SECRETARY = Login("nils@harryda.test", "Nils Hallvarn", Role.SECRETARY, "harryda", (KF, KS, VFN))
OFFICER = Login("ebba@harryda.test", "Ebba Rådalund", Role.OFFICER, "harryda", (VFN,))
HEAD = Login("moa@harryda.test", "Moa Benareby", Role.HEAD, "harryda", (VFN,))
MANAGER = Login("ylva@insjoriket.test", "Ylva Sörstrand", Role.MANAGER, "insjoriket", ())
LOGINS = (SECRETARY, OFFICER, HEAD, MANAGER)

PARTIES = {
    "C": "Centerpartiet",
    "KD": "Kristdemokraterna",
    "KP": "Kommunpartiet",
    "L": "Liberalerna",
    "M": "Moderaterna",
    "MP": "Miljöpartiet",
    "S": "Socialdemokraterna",
    "SD": "Sverigedemokraterna",
    "SP": "Lokalpartiet SP",
    "V": "Vänsterpartiet",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a seat, and their name as the roll has it."""

    person: str
    party: str
    role: str = "member"

    @property
    def title(self) -> str:
        """The name with the party."""
        return f"{self.person} ({self.party})"


@dataclass(frozen=True, slots=True)
class Seating:
    """The members and substitutes of a body, each in the order of their seats."""

    members: tuple[Holder, ...]
    substitutes: tuple[Holder, ...]


# How many seats each party has in the council, and how many of its members stayed away in June 2020.
# The eight substitutes stood in for them; the seats of the council are not in the seeds.
COUNCIL = {
    "M": (14, 1),
    "C": (4, 0),
    "L": (4, 0),
    "KD": (2, 1),
    "SP": (3, 1),
    "KP": (2, 1),
    "S": (10, 2),
    "V": (2, 0),
    "MP": (4, 0),
    "SD": (6, 3),
}
CALLED_IN = {"KD": 1, "S": 2, "KP": 1, "SD": 3, "SP": 1}
OFFICES = {("M", 1): "chair", ("M", 2): "vice_chair", ("S", 1): "second_vice_chair"}
FIRST = (
    *("Alva", "Bror", "Cilla", "Dag", "Elin", "Folke", "Greta"),
    *("Hugo", "Inga", "Jarl", "Klara", "Love", "Märta", "Noa"),
)
LAST = {
    "M": "Råhult",
    "C": "Björröd",
    "L": "Hyltevik",
    "KD": "Hindås",
    "SP": "Rävland",
    "KP": "Bollsäter",
    "S": "Mölnvik",
    "V": "Eskedal",
    "MP": "Hällsjö",
    "SD": "Tallmyr",
}


def _council() -> Seating:
    members, substitutes = [], []
    for party, (seats, _) in COUNCIL.items():
        for number, first in enumerate(FIRST[:seats], start=1):
            name = f"{first} {LAST[party]}"
            members.append(Holder(name, party, OFFICES.get((party, number), "member")))
        for number in range(CALLED_IN.get(party, 0)):
            name = f"{FIRST[number]} Hårssjö-{LAST[party]}"
            substitutes.append(Holder(name, party, "substitute"))
    return Seating(tuple(members), tuple(substitutes))


def away(party: str) -> tuple[str, ...]:
    """List those of a party who stayed away in June 2020: the last of its seats."""
    seats, gone = COUNCIL[party]
    return tuple(f"{first} {LAST[party]} ({party})" for first in FIRST[seats - gone : seats])


SEATINGS = {
    KF: _council(),
    KS: Seating(
        (
            Holder("Olof Hällsjö", "M", "chair"),
            Holder("Mona Eskedal", "S", "vice_chair"),
            Holder("Per Hyltevik", "L"),
        ),
        (Holder("Tora Hårssjö", "M", "substitute"), Holder("Emil Bollsäter", "S", "substitute")),
    ),
    VFN: Seating(
        (
            Holder("Disa Råhult", "M", "chair"),
            Holder("Lars Mölnvik", "S", "vice_chair"),
            Holder("Hilda Björröd", "C"),
        ),
        (Holder("Nils Hindås", "M", "substitute"), Holder("Anna Rävland", "S", "substitute")),
    ),
}
