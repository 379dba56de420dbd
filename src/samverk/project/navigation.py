"""The main navigation: labels and the names of addresses, in order, for settings to wire.

Of the rights that an entry asks for one is held at some organisation, or for work with persons at some
authority.
"""

from __future__ import annotations

from samverk.foundation.permissions import (
    OF_EXECUTION,
    OF_PERSONS,
    OF_THE_ARCHIVE,
    OF_THE_LOG,
    OF_THE_REGISTER,
    Right,
)
from samverk.project.rooms import Profile

Entry = tuple[str, str, *tuple[Right, ...]]

# What is open to everybody; whoever is not logged in has these
OPEN: list[Entry] = [
    ("Start", "open_start"),
    ("Sammanträden", "open_meetings"),
    ("Beslut", "open_decisions"),
    ("Ärenden", "open_cases"),
    ("Organ", "open_bodies"),
    ("Anslagstavla", "open_notices"),
    ("Insatser", "open_interventions"),
]
_PERSONS: Entry = (
    "Personer",
    "persons",
    *sorted(OF_PERSONS | OF_THE_LOG | OF_THE_ARCHIVE, key=lambda right: right.name),
)
_EXECUTION: Entry = (
    "Verkställighet",
    "register",
    *sorted(OF_EXECUTION | OF_THE_REGISTER, key=lambda right: right.name),
)


def navigation_of(profile: Profile) -> list[Entry]:
    """Give the navigation of those who are logged in to an installation of some kind."""
    return [
        ("Start", "start"),
        # In a party's menu there is no room: "/" leads there, as everywhere
        *([("Sök", "staff_search")] if profile is Profile.FEDERATION else []),
        ("Sammanträden", "meetings"),
        ("Beslut", "decisions"),
        ("Insatser", "catalogue"),
        ("Anslagstavla", "boards"),
        ("Ärenden", "diaries"),
        ("Organ", "organisations"),
        *([_PERSONS, _EXECUTION] if profile is Profile.PARTY else []),
        ("Inläsning", "intake"),
        ("Lagkalkylator", "calculators"),
        ("Publicering", "releases", Right.PUBLISH, Right.APPROVE_RELEASE),
        ("Konton", "accounts", Right.MANAGE_ACCOUNTS),
    ]
