"""The other end in the proof of the fifty: a federation's installation, which a test starts by itself.

It takes what the party's installation has sent, to the federation and to others, and writes down all
that any of its roles then meets and all that stands in its database. Run with the profile of a
federation and a database of its own; what came is read from standard input as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django
import time_machine

TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1
"""
OWN, PARTIES = "333", ("212000-0001", "222")


def main() -> None:
    """Take the messages, walk, and tell how much was done; what was met is written to a file."""
    given = json.load(sys.stdin)
    with time_machine.travel(given["now"], tick=False):
        _settle(given)
        answers = _take(given["wires"])
        met = _walk()
    rows = _rows()
    texts = [*(text for text, _ in met), *rows.values()]
    Path(given["out"]).write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    told = {"answers": answers, "pages": [number for _, number in met], "tables": sorted(rows)}
    sys.stdout.write(json.dumps(told))


def _settle(given: dict[str, Any]) -> None:
    """Add the federation, its intervention and deliveries, the parties and their key."""
    from samverk.directory import actions as directory
    from samverk.exchange import actions as exchange
    from samverk.federation.models import Intervention, Orientation
    from samverk.foundation.tests.cast import SETUP, set_stage
    from samverk.interventions.models import Delivery

    cast = set_stage()
    new = directory.NewOrganisation("federation", "Samordningsförbundet Trean", "Trean", "trean")
    home = directory.add_organisation(SETUP, new, key="trean")
    exchange.add_peer(SETUP, exchange.NewPeer(home.pk, OWN), key="peer/own")
    for party, code in zip((cast.town, cast.neighbour), PARTIES, strict=True):
        address = f"https://{party.slug}.example/vaxling/ta-emot/"
        peer = exchange.NewPeer(party.pk, code, address, given["public_key"])
        exchange.add_peer(SETUP, peer, key=f"peer/{code}")
    what = Intervention.objects.create(
        federation=home, name="Språnget", orientation=Orientation.INDIVIDUAL
    )
    for code, name in given["deliveries"]:
        Delivery.objects.create(
            code=code,
            intervention=what,
            provider=cast.neighbour,
            name=name,
            start_mode="rolling",
            needs_referral=True,
            from_date="2020-01-01",
        )
    _add_users(home.pk, cast.neighbour_board)


def _add_users(home: int, board: Any) -> None:
    from samverk.foundation import people
    from samverk.foundation.actors import Role
    from samverk.foundation.tests.cast import SETUP

    for role in Role:
        posts = (people.NewPost(role, home), people.NewPost(role, board.organisation_id, board.pk))
        for nth, post in enumerate(posts):
            new = people.NewUser(
                f"{role.name.lower()}{nth}@trean.example", "Kim Roll", None, (post,)
            )
            people.add_user(SETUP, new, key=f"user/{role}/{nth}")


def _take(wires: list[str]) -> list[int]:
    from samverk.exchange import actions as exchange

    return [exchange.receive(wire.encode()).status for wire in wires]


def _walk() -> list[tuple[str, int]]:
    """Let everybody walk, and the public; give what each met and how many pages it was."""
    from django.test import Client

    from samverk.foundation.models import User
    from tests.security.walk import walked

    found = []
    for who in (None, *User.objects.filter(email__endswith="@trean.example").order_by("pk")):
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if who is not None:
            client.force_login(who)
        besides = ("/forbund/trean/", "/vaxling/", "/insatser/", "/personer/", "/antal/")
        pages = walked(client, "/", besides, most=2)
        found.append(("\n".join(page.words for page in pages), len(pages)))
    return found


def _rows() -> dict[str, str]:
    """Give every table as it stands, by its name."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found[table] = "\n".join(row[0] for row in cursor.fetchall())
    return found


if __name__ == "__main__":
    django.setup()
    main()
