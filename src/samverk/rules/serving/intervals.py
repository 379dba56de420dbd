"""In which paragraphs each person served, as the minutes write it: "§§ 243–245, 247"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samverk.rules.remote import Link
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.serving.admission import states_at
from samverk.rules.serving.events import Event
from samverk.rules.serving.roster import Roster
from samverk.rules.wording import NO_BREAK


@dataclass(frozen=True, slots=True)
class Service:
    """Tjänstgöring: the paragraphs in which a person served in a seat, in order.

    ``at_distance`` are those among them where the person took part at a distance.
    """

    person: int
    seat: int
    is_substitute: bool
    paragraphs: tuple[int, ...]
    at_distance: tuple[int, ...]

    @property
    def span(self) -> str:
        """The paragraphs as the minutes write them."""
        return paragraph_span(self.paragraphs)


def served_intervals(
    roster: Roster, events: Sequence[Event], paragraphs: Mapping[int, int]
) -> Ruling[tuple[Service, ...]]:
    """List who served in which paragraphs, in the order of the seats, member first.

    ``paragraphs`` gives the paragraph number of each item that has one; items without are left
    out. Raises ValueError for events that may not happen and for a number given twice.
    """
    if len(set(paragraphs.values())) < len(paragraphs):
        raise ValueError("Två ärenden har samma paragrafnummer.")
    found: dict[tuple[int, int], list[tuple[int, Link]]] = {}
    for item, state in states_at(roster, events, paragraphs).items():
        for seat, person in state.serving.items():
            found.setdefault((seat, person), []).append((paragraphs[item], state.present[person]))
    at = {seat.id: number for number, seat in enumerate(roster.seats)}
    services = (_service(roster, seat, who, spent) for (seat, who), spent in found.items())
    ordered = sorted(services, key=lambda each: (at[each.seat], each.is_substitute))
    text = (
        "Den som inte tjänstgör när ett ärende avgörs har inte tjänstgjort i det: Samverks läsning."
    )
    return Ruling(tuple(ordered), (Reason(text),))


def _service(roster: Roster, seat: int, person: int, spent: Sequence[tuple[int, Link]]) -> Service:
    return Service(
        person,
        seat,
        person != roster.seat_of_id[seat].person,
        tuple(sorted(number for number, _ in spent)),
        tuple(sorted(number for number, link in spent if link is not Link.ROOM)),
    )


def paragraph_span(paragraphs: Iterable[int]) -> str:
    """Write paragraph numbers with their runs drawn together; "" for none."""
    runs: list[list[int]] = []
    for number in sorted(set(paragraphs)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if not runs:
        return ""
    sign = "§" if len(runs) == 1 and len(runs[0]) == 1 else "§§"
    return f"{sign}{NO_BREAK}" + ", ".join(_run(each) for each in runs)


def _run(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
