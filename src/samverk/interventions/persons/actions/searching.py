"""Searches for persons: each leaves one row in the log, whether anybody was found or nobody.

The row tells who searched where, and how it went; what was searched for is a keyed digest, so that the
same search is seen to be the same, and nobody reads a number or a name out of the log.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.lookups import REFUSED, TOO_OFTEN, hits, note_search
from samverk.foundation.tracing import Reading, read_as
from samverk.interventions.persons.actions.reading import PERSON_WORK, Who, inside, who
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.queries.people import find_by_number, find_persons
from samverk.interventions.persons.reading_grounds import mark_at
from samverk.interventions.persons.zone import authority


def search(actor: Actor, body: int, text: str, today: date) -> list[Who]:
    """List those at an authority (body id) whom a text names, by name; the search is noted with them.

    Raises InputError as ``find_persons`` does: that search is noted too.
    """
    return _search(actor, body, text, lambda: find_persons(body, text, today))


def exact_search(actor: Actor, body: int, text: str, today: date) -> list[Who]:
    """List those at an authority (body id) whom a number or a case number names; it is noted as well."""
    return _search(actor, body, text, lambda: find_by_number(body, text, today))


def _search(actor: Actor, body: int, text: str, find: Callable[[], list[Person]]) -> list[Who]:
    try:
        with inside(actor, *PERSON_WORK), read_as(Reading.SEARCH):
            rows = find()
            _note(actor, body, text, hits(len(rows)))
            found = who(actor, rows).values()
    except InputError:
        _note(actor, body, text, REFUSED)
        raise
    return sorted(found, key=lambda one: (one.name, one.number, str(one.id)))


def note_stopped(actor: Actor, body: int, text: str) -> None:
    """Note a search that was not made: there were too many within the minute."""
    _note(actor, body, text, TOO_OFTEN)


def _note(actor: Actor, body: int, text: str, outcome: str) -> None:
    home = authority(body)
    with read_as(Reading.SEARCH):
        mark = mark_at(actor, home.organisation, body)
    note_search(actor, (home.organisation, body), text, outcome, mark)
