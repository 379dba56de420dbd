"""When somebody may begin (startsätt): at any time, with a group on its day, or when the one place is free.

What may be offered rests on it: an offer has a first day, and a place on that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class GroupStart:
    """A day when a group begins (gruppstart); ``places`` None when nobody has said how many.

    ``called_off`` says why it was called off, else "".
    """

    day: date
    apply_by: date | None = None
    places: int | None = None
    called_off: str = ""


def standing(starts: Iterable[GroupStart]) -> list[GroupStart]:
    """List the starts that are not called off, the first first."""
    return sorted((one for one in starts if not one.called_off), key=lambda one: one.day)


def group_of(starts: Iterable[GroupStart], day: date) -> tuple[date | None, date | None]:
    """Answer which group one who begins on a day is in: its day, and that of the next; None for none.

    Who comes some days late is in the group that has begun: the places are the same.
    """
    days = [one.day for one in standing(starts)]
    begun = [one for one in days if one <= day]
    coming = [one for one in days if one > day]
    return (begun[-1] if begun else None), (coming[0] if coming else None)


def may_offer_start(
    starts: Iterable[GroupStart], first_day: date, today: date, why_late: str
) -> Ruling[bool]:
    """Answer whether a place in the group of a day may be offered: a coming start, applied for in time.

    After its last day to apply it may with a written reason.
    """
    known = next((one for one in starts if one.day == first_day), None)
    told = running_date(first_day)
    if known is None:
        return Ruling(False, (Reason(f"Ingen grupp startar {told}. Välj en kommande start."),))
    if known.called_off:
        return Ruling(False, (Reason(f"Starten {told} är inställd: {_ended(known.called_off)}"),))
    if first_day < today:
        return Ruling(False, (Reason(f"Gruppen startade {told}. Välj en kommande start."),))
    if known.apply_by is None or not is_late([known], first_day, today):
        return Ruling(True, (Reason(f"Gruppen startar {told}."),))
    late = f"Sista dag att söka till starten {told} var {running_date(known.apply_by)}."
    if why_late.strip():
        return Ruling(True, (Reason(late),))
    return Ruling(False, (Reason(f"{late} Skriv varför platsen erbjuds ändå."),))


def is_late(starts: Iterable[GroupStart], first_day: date, today: date) -> bool:
    """Answer whether the last day to apply to the group of a day has passed."""
    found = next((one.apply_by for one in starts if one.day == first_day), None)
    return found is not None and found < today


def free_in_group(start: GroupStart, open_places: int | None, held: int) -> Ruling[int | None]:
    """Count the free places of a group's start: None when nobody has said how many there are.

    ``open_places`` is what the delivery has open that day, None when that is not said; ``held`` are those
    who are in the group and the offers of it that are not yet answered, together. How many they are is not
    told: laid beside the lists it would tell on which day somebody begins whom the reader may not know of.
    """
    said = [one for one in (start.places, open_places) if one is not None]
    if not said:
        told = running_date(start.day)
        return Ruling(None, (Reason(f"Antalet platser till starten {told} är inte registrerat."),))
    told = f"{min(said)} plats" if min(said) == 1 else f"{min(said)} platser"
    text = f"Starten {running_date(start.day)} har {told}"
    if open_places is not None and start.places is not None and open_places < start.places:
        text += f", för bara så många av {start.places} är öppna den dagen"
    return Ruling(min(said) - held, (Reason(f"{text}."),))


def told_in_group(free: int | None, seen: int | None) -> int | None:
    """Answer how many places of a start at most are free, as a reader may know; None when nobody has said.

    ``free`` counts everybody, ``seen`` only those whom the reader may know of. That a start is full has to
    be told, or a place would be offered that somebody has; how nearly full it is does not.
    """
    if free is None or seen is None:
        return None
    return seen if free > 0 else 0


def earliest_in_group(
    starts: Iterable[GroupStart], planned: date, since: date
) -> Ruling[date | None]:
    """Answer the first day that one who is planned for a group may begin; None when there is none.

    It is the start's own day. Once that is called off it is the next start's, of those that come after
    the person said yes (``since``).
    """
    every = list(starts)
    off = next((one for one in every if one.day == planned and one.called_off), None)
    if off is None:
        text = f"Gruppen startar {running_date(planned)}. Ingen kan börja före den dagen."
        return Ruling(planned, (Reason(text),))
    told = f"Starten {running_date(planned)} är inställd: {_ended(off.called_off)}"
    coming = next((one.day for one in standing(every) if one.day >= since), None)
    if coming is None:
        return Ruling(None, (Reason(f"{told} Ingen annan start är registrerad."),))
    text = f"{told} Personen kan börja tidigast vid nästa start, {running_date(coming)}."
    return Ruling(coming, (Reason(text),))


def _ended(why: str) -> str:
    """End what somebody wrote as a sentence."""
    return f"{why.rstrip('.')}."


@dataclass(frozen=True, slots=True)
class Holder:
    """One who has the only place (den som har platsen), or is offered it: until when, None not known."""

    until: date | None = None


def single_place_free(holders: Iterable[Holder], first_day: date) -> Ruling[bool]:
    """Answer whether the one place of a delivery is free from a day.

    It is when everybody who has it is planned to end by then; of one whose end is not known it is not.
    """
    held = list(holders)
    if not held:
        return Ruling(True, (Reason("Platsen är ledig. En person i taget har den."),))
    if any(one.until is None for one in held):
        text = (
            "Platsen är upptagen eller erbjuden, och det är inte känt när den blir ledig."
            " Registrera det planerade slutet, eller vänta tills den är ledig."
        )
        return Ruling(False, (Reason(text),))
    free = max(one.until for one in held if one.until is not None)
    told = running_date(free)
    if first_day >= free:
        return Ruling(True, (Reason(f"Platsen blir ledig {told}, då den som har den slutar."),))
    text = f"Platsen är upptagen till {told}. Välj den dagen eller en senare som första dag."
    return Ruling(False, (Reason(text),))


def free_from(holders: Iterable[Holder], today: date) -> date | None:
    """Answer from which day the one place may be offered; None when it is not known."""
    held = list(holders)
    if any(one.until is None for one in held):
        return None
    return max([today, *(one.until for one in held if one.until is not None)])


_SPRING = GroupStart(date(2025, 3, 3), date(2025, 2, 3), 12)
EXAMPLES = (
    Example(
        may_offer_start,
        {
            "starts": (_SPRING,),
            "first_day": date(2025, 3, 3),
            "today": date(2025, 2, 4),
            "why_late": "",
        },
        False,
        "konstruerat: dagen efter sista dag att söka, utan skäl",
    ),
    Example(
        free_in_group,
        {"start": _SPRING, "open_places": 10, "held": 7},
        3,
        "räknat för hand: tio av tolv platser är öppna, sju är tagna",
    ),
    Example(
        single_place_free,
        {"holders": (Holder(date(2025, 6, 30)),), "first_day": date(2025, 6, 29)},
        False,
        "konstruerat: dagen före det planerade slutet",
    ),
)
