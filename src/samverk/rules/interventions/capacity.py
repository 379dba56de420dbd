"""How many places are free (lediga platser) on a day, and what holds the rest."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class Places:
    """What a delivery has on a day (platser): what is paid for, what fits, and what is shut."""

    funded: int
    maximum: int
    out_of_service: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """Who holds places on a day: those who take part, and offers that are not yet answered."""

    occupied: int
    reserved: int


def shut_in(catalogue: int, provider: int) -> int:
    """Count the places that are shut: the larger of what the catalogue and the provider say.

    Both may be about the same places, and neither opens what the other has shut: one who says too much
    takes it back.
    """
    return max(catalogue, provider)


def open_places(places: Places) -> int:
    """Count the places that may be used: the funded, at most what fits, less those that are shut."""
    return max(min(places.funded, places.maximum) - places.out_of_service, 0)


def free_places(places: Places, taken: Taken) -> Ruling[int]:
    """Count the free places; negative when more take part than there is room for.

    The reason tells those who take part and open offers together: apart, each would be laid beside a
    list of persons, and whoever is missing in it would show. Raises ValueError for a negative number
    of anything.
    """
    if min(places.funded, places.maximum, places.out_of_service, *_counts(taken)) < 0:
        raise ValueError("Antal platser kan inte vara negativt.")
    opened, held = open_places(places), taken.occupied + taken.reserved
    free = opened - held
    text = (
        f"{places.funded} finansierade, högst {places.maximum}, {places.out_of_service} stängda:"
        f" {opened} öppna. {held} upptagna eller reserverade."
    )
    reasons = [Reason(text)]
    if free < 0:
        reasons.append(Reason(f"{-free} fler än det finns plats för."))
    return Ruling(free, tuple(reasons))


def _counts(taken: Taken) -> tuple[int, int]:
    return taken.occupied, taken.reserved


EXAMPLES = (
    Example(
        free_places,
        {"places": Places(12, 15, 2), "taken": Taken(7, 1)},
        2,
        "räknat för hand",
    ),
    Example(
        free_places,
        {"places": Places(12, 8), "taken": Taken(9, 0)},
        -1,
        "räknat för hand: platserna drogs in medan folk gick kvar",
    ),
)
