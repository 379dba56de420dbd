"""What may make somebody disqualified, what excuses it, and in what role the person is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why somebody may be disqualified (jävsgrund). The first four are the boards'."""

    AFFECTED = "affected"
    REPRESENTATIVE = "representative"
    SUPERVISION = "supervision"
    OTHER = "other"
    PERSONAL = "personal"
    AUDITOR_ELECTION = "auditor_election"
    DISCHARGE = "discharge"

    @property
    def label(self) -> str:
        """The ground in Swedish, as it stands after a colon."""
        return _LABELS[self]

    @property
    def is_boards(self) -> bool:
        """Answer whether it is one of the boards' four grounds."""
        return self in BOARD_GROUNDS


_LABELS = {
    Ground.AFFECTED: "är själv eller genom närstående part eller påverkas inte oväsentligt",
    Ground.REPRESENTATIVE: "är eller har själv eller genom närstående varit ställföreträdare "
    "eller ombud för part eller annan som påverkas",
    Ground.SUPERVISION: "ärendet rör tillsyn över kommunal verksamhet som personen hör till",
    Ground.OTHER: "annan särskild omständighet gör att opartiskheten kan ifrågasättas",
    Ground.PERSONAL: "ärendet rör personligen ledamoten eller någon närstående",
    Ground.AUDITOR_ELECTION: "redovisningsskyldig, eller närstående, vid val av revisor för "
    "verksamheten",
    Ground.DISCHARGE: "redovisningsskyldig, eller närstående, i ärende om ansvarsfrihet",
}
BOARD_GROUNDS = (Ground.AFFECTED, Ground.REPRESENTATIVE, Ground.SUPERVISION, Ground.OTHER)


class Excuse(StrEnum):
    """Why a board's ground may fall away (undantag från jäv)."""

    IMMATERIAL = "immaterial"
    MUNICIPAL_COMPANY = "municipal_company"
    OTHER_BOARD = "other_board"


class Role(StrEnum):
    """In what role the person meets the matter (uppdrag)."""

    ELECTED = "elected"
    EMPLOYEE = "employee"
    STAFF_REPRESENTATIVE = "staff_representative"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said to make a person disqualified in a matter (omständighet som kan vara jäv).

    ``excuse`` is the exception that somebody relies on; ``exercises_authority`` says that the
    matter is myndighetsutövning mot enskild. ``may_be_criticised`` is for those whom 5 kap. 49 §
    lets debate discharge: those whom a remark may be aimed at, and the chairs of the board.
    """

    ground: Ground
    excuse: Excuse | None = None
    exercises_authority: bool = False
    may_be_criticised: bool = False
    role: Role = Role.ELECTED
