"""Reads what a reader asks of a list from the address; what cannot be read is a page that is not there."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import HttpRequest

from samverk.foundation.errors import NotFoundError
from samverk.publishing.queries.open_lists import Asked

# Ids are 64 bits in the database
LARGEST = 2**63 - 1
YEARS = range(1862, 2200)


def asked_of(
    request: HttpRequest, sorts: tuple[str, ...] = (), forces: Collection[str] = ()
) -> Asked:
    """Read organisation, body, year, sort, legal force and place in the list.

    A sort, and a state of legal force, is asked of one organisation or body alone: of all of them
    together a rare one would be looked for through every record there is.
    """
    year = number(request, "ar")
    sort = request.GET.get("slag", "")
    force = request.GET.get("laga-kraft", "")
    known = (not sort or sort in sorts) and (not force or force in forces)
    if (year and year not in YEARS) or not known:
        raise NotFoundError("Sidan finns inte.")
    organisation, body = number(request, "organisation"), number(request, "organ")
    if not (organisation or body):
        sort = force = ""
    return Asked(organisation, body, year, sort, place(request), force)


def number(request: HttpRequest, name: str) -> int | None:
    """Read a number in the address; None where it is not there."""
    written = request.GET.get(name, "").strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 20):
        raise NotFoundError("Sidan finns inte.")
    found = int(written)
    if not 0 < found <= LARGEST:
        raise NotFoundError("Sidan finns inte.")
    return found


def place(request: HttpRequest) -> str:
    """Read where in a list the page begins."""
    written = request.GET.get("efter", "")
    if "\0" in written or len(written) > 400:
        raise NotFoundError("Sidan finns inte.")
    return written


def query_of(asked: Asked, **more: str) -> str:
    """Write what is asked, for a link to the same list, without its place in it."""
    told = {
        "organisation": asked.organisation,
        "organ": asked.body,
        "ar": asked.year,
        "slag": asked.sort,
        "laga-kraft": asked.force,
    }
    return urlencode({name: value for name, value in (told | more).items() if value})
