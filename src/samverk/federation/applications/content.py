"""The parts of an application: the same in the form, the Word template, the versions and the print."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part written in words (del): its field, its heading, and what belongs under it."""

    name: str
    heading: str
    hint: str


TEXTS = (
    TextPart(
        "need",
        "Behov",
        "Vilket gemensamt behov parterna ser, och hur ni vet det. Nämn ingen person.",
    ),
    TextPart("target_groups", "Målgrupp", "Vilka insatsen är till för. En grupp på varje rad."),
    TextPart(
        "goals", "Mål", "Vad som ska vara bättre när tiden är slut, så att det går att pröva."
    ),
    TextPart("method", "Arbetssätt", "Vad som görs, med vilka, och hur en person får sin plats."),
    TextPart("roles", "Vad varje part gör", "En rad för varje part som samverkar."),
    TextPart("follow_up", "Uppföljning", "Vad som räknas, hur ofta, och vem som redovisar det."),
    TextPart("afterwards", "Efter tiden", "Vem som tar över, och vad det kostar då."),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What an application says (innehåll).

    ``parties`` are the memberships (ids) that co-operate, the applicant not among them. ``amounts``
    are (year, whole kronor). ``participants`` is how many are planned to take part a year.
    ``contact`` is a unit or an office, never a participant.
    """

    title: str
    need: str = ""
    target_groups: str = ""
    goals: str = ""
    method: str = ""
    roles: str = ""
    follow_up: str = ""
    afterwards: str = ""
    parties: tuple[int, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    amounts: tuple[tuple[int, int], ...] = ()
    participants: int | None = None
    contact: str = ""

    @property
    def unwritten(self) -> tuple[str, ...]:
        """Name the parts that have no words."""
        return tuple(part.heading for part in TEXTS if not getattr(self, part.name).strip())

    @property
    def asked(self) -> int:
        """All that is asked for, whole kronor."""
        return sum(amount for _, amount in self.amounts)

    def stored(self) -> dict[str, Any]:
        """Give the content as plain values, to store."""
        days = {name: day.isoformat() if day else None for name, day in self._days().items()}
        return asdict(self) | days | {"amounts": [list(row) for row in self.amounts]}

    def _days(self) -> dict[str, date | None]:
        return {"starts_on": self.starts_on, "ends_on": self.ends_on}


def content_from(stored: dict[str, Any]) -> Content:
    """Read stored values again."""
    days = {
        name: date.fromisoformat(stored[name]) if stored[name] else None
        for name in ("starts_on", "ends_on")
    }
    amounts = tuple((year, amount) for year, amount in stored["amounts"])
    return Content(**{**stored, **days, "amounts": amounts, "parties": tuple(stored["parties"])})


def changed_parts(before: Content, after: Content) -> tuple[str, ...]:
    """Name the parts that differ between two versions, in the order of the form."""
    named = {
        "title": "Rubrik",
        **{part.name: part.heading for part in TEXTS},
        "parties": "Parter",
        "starts_on": "Från och med",
        "ends_on": "Till och med",
        "amounts": "Belopp",
        "participants": "Antal deltagare",
        "contact": "Kontakt",
    }
    return tuple(
        words for name, words in named.items() if getattr(before, name) != getattr(after, name)
    )
