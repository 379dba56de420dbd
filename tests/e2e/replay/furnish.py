"""Furnishes the new installation: what its administrators enter by pages that other walks try.

Run in the installation's surroundings, on the day when its owners begin with Samverk.
"""

from __future__ import annotations

from datetime import date

from tests.e2e.clock import Traveller

if __name__ == "__main__":
    Traveller()
    import django

    django.setup()

from samverk.directory import actions as directory
from samverk.directory import queries
from samverk.exchange import actions as exchange
from samverk.federation import actions as federation
from samverk.foundation import people
from samverk.foundation.actors import system
from samverk.memos import actions as memos
from tests.e2e.replay.cast import KF, KS, LOGINS, PARTIES, PASSWORD, SEATINGS, VFN, Login

HAND = system("Systemförvaltarens händer")
KINDS = {KF: ("council", "KF"), KS: ("executive", "KS"), VFN: ("board", "VFN")}
OFFICE = "Sektorn för socialtjänst"
LAYOUTS = {KF: "harryda-2020", KS: "harryda", VFN: "harryda"}
TERM, JOINED, BYLAWS = date(2018, 10, 15), date(2006, 7, 1), date(2019, 1, 1)


def furnish() -> None:
    """Add the municipality with its bodies, people and accounts, and its membership."""
    for abbreviation, name in PARTIES.items():
        directory.add_party(HAND, abbreviation, name, key=f"parti/{abbreviation}")
    new = directory.NewOrganisation("municipality", "Härryda kommun", "Härryda", "harryda")
    town = directory.add_organisation(HAND, new, key="kommun").pk
    bodies = {name: _body(town, name) for name in KINDS}
    office = directory.NewBody(town, "administration", OFFICE)
    directory.add_body(HAND, office, key=f"organ/{OFFICE}")
    exchange.add_peer(HAND, exchange.NewPeer(town, "prov-harryda"), key="motpart")
    memos.choose_layout(HAND, bodies[VFN], "harryda", BYLAWS, key="mall")
    for login in LOGINS:
        _account(login, bodies)
    _membership(town)


def _body(town: int, name: str) -> int:
    kind, abbreviation = KINDS[name]
    new = directory.NewBody(town, kind, name, abbreviation)
    body = directory.add_body(HAND, new, key=f"organ/{name}").pk
    seating = SEATINGS[name]
    terms = directory.NewTerms(
        body,
        BYLAWS,
        "Påhittat reglemente för provet.",
        len(seating.members),
        len(seating.substitutes),
        calling_days=7,
        adjusters=2 if name == KF else 1,
        adjustment_form="paper",
        minutes_layout=LAYOUTS[name],
        announce_days=7 if name == KF else None,
    )
    directory.set_terms(HAND, terms, key=f"reglemente/{name}")
    _fill(body, name)
    return body


def _fill(body: int, name: str) -> None:
    seating = SEATINGS[name]
    for is_substitute, holders in ((False, seating.members), (True, seating.substitutes)):
        for number, one in enumerate(holders, start=1):
            new = directory.NewHolding(
                body, number, is_substitute, one.person, one.party, one.role, TERM
            )
            directory.fill_seat(HAND, new, key=f"plats/{name}/{is_substitute}/{number}")


def _account(login: Login, bodies: dict[str, int]) -> None:
    place = queries.organisation_by_slug(login.organisation).id
    whole = people.NewPost(login.role, place)
    posts = tuple(people.NewPost(login.role, place, bodies[name]) for name in login.bodies)
    new = people.NewUser(login.email, login.name, PASSWORD, posts or (whole,))
    people.add_user(HAND, new, key=f"konto/{login.email}")


def _membership(town: int) -> None:
    home = queries.organisation_by_slug("insjoriket").id
    terms = federation.NewTerms(home, 3, "calendar-years", "15 §", JOINED, "Förbundsordningen.")
    federation.set_terms(HAND, terms, key="förbundsordning")
    made = federation.add_member(HAND, home, town, "municipality", key="medlem")
    joined = federation.NewFact(made.pk, "joined", JOINED, note="Förbundet bildades.")
    federation.record_fact(HAND, joined, key="inträde")


if __name__ == "__main__":
    furnish()
