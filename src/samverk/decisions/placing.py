"""Whose decision a citation names: its organisation and body, as far as its words tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverk.decisions.models import Citation
from samverk.directory import queries as directory


@dataclass(frozen=True, slots=True)
class NewCitation:
    """A citation as printed: the body's name or abbreviation, the day and the paragraph.

    ``organisation_text`` is the municipality or other organisation that the citation itself names,
    as in "kommunfullmäktige i Härryda kommun"; "" means the one whose paper it is.
    """

    body_text: str = ""
    decided_on: date | None = None
    paragraph: int | None = None
    organisation_text: str = ""


class Places:
    """The organisations and bodies that citations in one organisation's paper can name."""

    def __init__(self, home: int) -> None:
        self.home = home
        self._organisations = directory.organisations()
        self._bodies = directory.bodies()

    def organisation(self, cited: NewCitation) -> int | None:
        """Answer whose decision is cited; None for an organisation that is not known here."""
        text = cited.organisation_text
        if not text.strip():
            return self.home
        fits = {one.id for one in self._organisations if is_named(one, text)}
        return fits.pop() if len(fits) == 1 else None

    def body(self, cited: NewCitation) -> int | None:
        """Answer which body is cited; None when none or several fit."""
        organisation = self.organisation(cited)
        known = [body for body in self._bodies if body.organisation == organisation]
        return _body_named(cited.body_text, known)


def as_citations(
    new: Iterable[NewCitation], *, organisation: int
) -> tuple[list[Citation], list[bool]]:
    """Place citations in an organisation's paper, not saved; and answer if whose they are is known.

    One of an organisation that is not known here is kept at the citing one, with no body.
    """
    places = Places(organisation)
    homes = [(cited, places.organisation(cited)) for cited in new]
    citations = [
        Citation(
            organisation_id=home or organisation,
            organisation_text=cited.organisation_text.strip(),
            body_text=cited.body_text,
            body_id=places.body(cited),
            decided_on=cited.decided_on,
            paragraph=cited.paragraph,
        )
        for cited, home in homes
    ]
    return citations, [home is not None for _, home in homes]


def is_named(organisation: directory.OrganisationRef, text: str) -> bool:
    """Answer whether a text is the organisation's name, whole or short, also in the genitive."""
    wanted = text.strip().casefold()
    return wanted in {n.casefold() for n in names_of(organisation.name, organisation.short_name)}


def names_of(name: str, short_name: str) -> tuple[str, ...]:
    """List the ways that citations write an organisation's name."""
    return (name, f"{name}s", short_name, f"{short_name}s")


def _body_named(text: str, known: list[directory.BodyRef]) -> int | None:
    """Find the body of the organisation that the text names; None when none or several fit."""
    wanted = text.strip().casefold()
    fits = {b.id for b in known if wanted in (b.name.casefold(), b.abbreviation.casefold())}
    return fits.pop() if wanted and len(fits) == 1 else None
