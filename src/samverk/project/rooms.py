"""Which rooms exist in an installation: one code base, two profiles.

A federation's installation holds no person: the rooms of the confidential zone, with their tables
and pages, are not installed there at all.
"""

from __future__ import annotations

import os
from enum import Enum

OPEN_ROOMS = (
    "exchange",
    "directory",
    "accounts",
    "registry",
    "memos",
    "decisions",
    "meetings",
    "federation",
    "interventions",
    "intake",
    "thread",
    "publishing",
)
CONFIDENTIAL_ROOMS = ("interventions.persons", "execution")


class Profile(Enum):
    """What an installation is for (installationsprofil)."""

    FEDERATION = "federation"
    PARTY = "party"


def chosen_profile() -> Profile:
    """Read the profile from SAMVERK_PROFILE; ValueError, with a line for people, for another word."""
    word = os.environ.get("SAMVERK_PROFILE") or Profile.FEDERATION.value
    try:
        return Profile(word)
    except ValueError as fault:
        known = " eller ".join(profile.value for profile in Profile)
        raise ValueError(f"SAMVERK_PROFILE={word} finns inte: skriv {known}.") from fault


def rooms_of(profile: Profile) -> tuple[str, ...]:
    """List the rooms that exist in an installation of ``profile``, lowest first."""
    return OPEN_ROOMS + (CONFIDENTIAL_ROOMS if profile is Profile.PARTY else ())
