"""What pages of several rooms share: what the reader may do, and sections from rooms above.

A lower room's page may show what a higher room knows without knowing the room: the page owns a
``Panels``, and the higher room adds to it when the installation starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Allowed, Denied, Permission


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the reader might do (åtgärd): a link when allowed, the reason when not."""

    label: str
    url: str
    permission: Permission

    @property
    def is_allowed(self) -> bool:
        """Answer whether the reader may do it."""
        return isinstance(self.permission, Allowed)


@dataclass(frozen=True, slots=True)
class Offers:
    """What the reader may do on a page, and why not the rest."""

    all: tuple[Offer, ...]

    @property
    def allowed(self) -> tuple[Offer, ...]:
        """Those to show as buttons."""
        return tuple(offer for offer in self.all if offer.is_allowed)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the rest are missing, each reason once."""
        whys = [o.permission.why for o in self.all if isinstance(o.permission, Denied)]
        return tuple(dict.fromkeys(whys))


def offers(*given: Offer) -> Offers:
    """Gather what a page offers."""
    return Offers(given)


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of a panel: where it leads, and when it happened."""

    label: str
    url: str
    note: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A section that one room adds to another room's page. ``empty`` says what an empty one means.

    ``more_url`` leads to the rest for everybody; ``offers`` are what the reader may do.
    """

    title: str
    id: str
    rows: tuple[PanelRow, ...]
    empty: str
    more_label: str = ""
    more_url: str = ""
    offers: Offers | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a page about which thing of which organisation (ids), as of which day.

    ``body`` is the one whose diary the thing stands in, None where the page is of no such thing.
    """

    subject: int
    organisation: int
    day: date
    actor: Actor
    body: int | None = None


class Panels:
    """The sections that higher rooms add to a page about one thing."""

    def __init__(self) -> None:
        self._makers: list[Callable[[Reading], Panel | None]] = []

    def add(self, make: Callable[[Reading], Panel | None]) -> None:
        """Add a section, None where it has nothing to say; adding it again changes nothing."""
        if make not in self._makers:
            self._makers.append(make)

    def on(self, reading: Reading) -> list[Panel]:
        """Make the sections for a page as it is read."""
        made = (make(reading) for make in self._makers)
        return [one for one in made if one is not None]
