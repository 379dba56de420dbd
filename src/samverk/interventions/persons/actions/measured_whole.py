"""Whether a measured status is whole: everything that is asked for, or why it is missing."""

from __future__ import annotations

from typing import Protocol

from samverk.foundation.errors import InputError
from samverk.interventions.persons.models.outcomes import Blank, Livelihood, ToldBy

WHOLE = 100


class Said(Protocol):
    """What is said of a status, by name."""

    @property
    def occupation(self) -> str: ...
    @property
    def hours(self) -> int | None: ...
    @property
    def livelihood(self) -> str: ...
    @property
    def education(self) -> str: ...
    @property
    def missing(self) -> str: ...
    @property
    def blank(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def share(self) -> int | None: ...
    @property
    def second(self) -> str: ...
    @property
    def second_share(self) -> int | None: ...


def check_whole(said: Said) -> None:
    """Raise InputError for a status of which something is missing without a reason.

    A second livelihood has its share, and the shares are no more than the whole.
    """
    if said.missing:
        told = (said.occupation, said.livelihood, said.education, said.second, said.blank)
        if any(told) or said.hours is not None:
            raise InputError("Fyll i antingen status eller varför den saknas.", field="missing")
        return
    if not (said.occupation and said.livelihood):
        raise InputError("Fyll i sysselsättning och försörjning, eller varför de saknas.")
    if said.source not in set(ToldBy):
        raise InputError("Välj varifrån uppgifterna kommer.", field="source")
    _check_blank(said)
    _check_shares(said)


def _check_blank(said: Said) -> None:
    lacks = said.hours is None or not said.education
    if lacks and said.blank not in set(Blank):
        raise InputError(
            "Fyll i timmar och utbildning, eller välj varför någon av dem saknas.", field="blank"
        )
    if said.blank and not lacks:
        raise InputError(
            "Timmar och utbildning är ifyllda. Ta bort skälet, eller det som inte är känt.",
            field="blank",
        )


def _check_shares(said: Said) -> None:
    if said.share is not None and not 1 <= said.share <= WHOLE:
        raise InputError("Delen är mellan 1 och 100 procent.", field="share")
    if not said.second:
        if said.second_share is not None:
            raise InputError("Välj vilken den andra försörjningen är.", field="second")
        return
    if said.second not in set(Livelihood) or said.second == said.livelihood:
        raise InputError("Välj en annan försörjning än den första.", field="second")
    if said.share is None or said.second_share is None:
        raise InputError("Skriv hur stor del var och en är, i procent.", field="second_share")
    if said.second_share < 1 or said.share + said.second_share > WHOLE:
        raise InputError("Delarna är tillsammans högst 100 procent.", field="second_share")
