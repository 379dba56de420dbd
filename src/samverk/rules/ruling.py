"""What a rule answers: a value and the reasons behind it, each with its statute.

A legal "no" is a value with reasons, never an exception; ``ValueError`` is for callers' mistakes.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, NamedTuple, TypeVar

V_co = TypeVar("V_co", covariant=True)


class Statute(NamedTuple):
    """A provision (lagrum) and the time it is in force.

    ``act`` is the act's short Swedish name as used in running text ("kommunallagen"),
    ``number`` its SFS number ("2017:725") or "" for what is not a statute (by-laws, practice).
    ``section`` is the place in it as cited in Swedish ("5 kap. 50 §").
    ``to_date`` is the last day in force, None while no end is known.
    ``amended_by`` is the SFS number that gave the provision this wording, "" for the first wording.
    """

    act: str
    number: str
    section: str
    from_date: date
    to_date: date | None = None
    amended_by: str = ""

    def __str__(self) -> str:
        number = f" ({self.number})" if self.number else ""
        wording = f" i lydelsen {self.amended_by}" if self.amended_by else ""
        return f"{self.section} {self.act}{number}{wording}".strip()

    def in_force(self, day: date) -> bool:
        """Answer whether the provision was in force on ``day``."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


class Reason(NamedTuple):
    """One step of an explanation (skäl), in Swedish, with the provision it rests on.

    ``statute`` is None where no provision says it: then ``text`` says whose reading it is.
    """

    text: str
    statute: Statute | None = None


class Ruling(NamedTuple, Generic[V_co]):
    """A computed answer (bedömning) with the reasons that lead to it, in order.

    ``value`` is the rule's own type. ``remarks`` are warnings that do not change the value,
    such as an unconfirmed reading of the law.
    """

    value: V_co
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...] = ()
