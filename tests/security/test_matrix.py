"""Who may what about persons: every address, by every role, at four authorities.

Their own, somebody else's, somebody hidden, and what is not there. Foreign, hidden and missing look
the same, and nobody who is refused has changed anything.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from urllib.parse import quote_plus

import pytest
from django.test import Client

from samverk.foundation.models import AuditEvent
from samverk.foundation.refused import READ_REFUSED
from samverk.foundation.tests.cast import the_day
from tests.doses import dose
from tests.security.doors import DOORS, TRIED_BY_THEMSELVES, addresses_of_persons
from tests.security.four import PLACES, Home, four
from tests.security.matrix import (
    ANSWERED,
    BESIDE,
    GONE,
    GOOD,
    LEADS_ON,
    LOGIN,
    OTHERS,
    PUBLIC,
    Cell,
    ask,
    cells,
    written,
)

__all__ = ["four", "the_day"]
ALL = list(cells(len(PLACES)))
LEAST = 10_000
NAMES = ("Synlig", "Dold")


@pytest.fixture(autouse=True)
def quiet():
    """Write no trace of the thousands that are refused: it takes longer than the refusals do."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def browsers(home: Home) -> dict[str, Client]:
    found = {PUBLIC: Client()}
    for who, user in home.users.items():
        found[who] = Client()
        found[who].force_login(user)
        # That somebody is among persons is noted in the session, and the cookie sent anew, once
        found[who].get("/personer/")
    return found


def test_every_address_about_persons_has_a_door():
    assert {door.name for door in DOORS} | set(TRIED_BY_THEMSELVES) == addresses_of_persons()
    assert len(DOORS) == len({door.name for door in DOORS})


def test_the_matrix_is_as_large_as_it_says():
    assert len(ALL) >= LEAST
    assert len(set(ALL)) == len(ALL)
    assert {cell.who for cell in ALL} >= {PUBLIC, *OTHERS}


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_everybody_meets_what_the_law_says(four, number, capsys):
    mine = dose((cell for cell in ALL if cell.home == number), 13)
    clients, refused = browsers(four[number]), {}
    wrong, took = [], Counter[str]()
    before, begun_with = written(), logged()
    gone = 0
    # First those who are refused, so that whatever is written is found to be by one of them
    for cell in sorted(mine, key=lambda cell: cell.may_note):
        if cell.may_note and before is not None:
            assert written() == before
            # Nobody has read; each who was refused has one line, the same for what is not there
            assert logged() - begun_with == Counter({READ_REFUSED: gone})
            before = None
        begun = time.perf_counter()
        answer = ask(clients[cell.who], cell, four)
        took[cell.door.name] += time.perf_counter() - begun
        wrong += faults(cell, answer, refused)
        gone += is_noted(cell)
    assert wrong == []
    with capsys.disabled():
        slowest = ", ".join(f"{name} {spent:.1f} s" for name, spent in took.most_common(3))
        sys.stdout.write(f"\n{len(mine)} of {len(ALL)} cells as declared; slowest: {slowest}\n")


def logged() -> Counter[str]:
    """Count the lines of the log by what they tell of."""
    return Counter(AuditEvent.objects.values_list("kind", flat=True))


def is_noted(cell: Cell) -> bool:
    """Answer whether a cell is refused in a way that leaves a line: what was asked for has an id."""
    return cell.expected == GONE and cell.door.names_one


def faults(cell: Cell, answer, refused) -> list[str]:
    """Tell what is wrong with an answer; ``refused`` keeps the first of each kind of refusal."""
    if cell.who in BESIDE and any(name.encode() in answer.content for name in NAMES):
        return [f"{cell}: tells a name of another delivery"]
    if cell.expected == ANSWERED:
        good = GOOD["GET" if cell.door.name in LEADS_ON else cell.method]
        return [] if answer.status_code in good else [f"{cell}: {answer.status_code}"]
    if answer.status_code != cell.expected:
        return [f"{cell}: {answer.status_code}, not {cell.expected}"]
    if any(name.encode() in answer.content for name in NAMES):
        return [f"{cell}: tells a name"]
    if cell.expected not in (GONE, LOGIN):
        return []
    # The address that one comes back to after login is the only thing that may differ
    of = cell.door.name if cell.who == PUBLIC or cell.expected == LOGIN else ""
    path = answer.wsgi_request.path
    body = answer.content.replace(path.encode(), b"").replace(quote_plus(path).encode(), b"")
    said = (body, sorted(answer.headers.items()), answer.cookies.output())
    kind = (cell.expected, cell.method, of, cell.who == PUBLIC)
    return [] if refused.setdefault(kind, said) == said else [f"{cell}: looks otherwise"]
