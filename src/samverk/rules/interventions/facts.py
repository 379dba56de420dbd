"""What is told of people in codes: what they live on, and how soon they are thought to work.

The codes are the field's own, as the follow-up of the federations asks for them; no law sets them.
"""

from __future__ import annotations

from enum import StrEnum

LIVELIHOODS = {
    "wage": "lön",
    "study_aid": "studiestöd",
    "sickness": "sjukpenning",
    "compensation": "sjuk- eller aktivitetsersättning",
    "activity": "aktivitetsstöd",
    "unemployment": "a-kassa",
    "assistance": "ekonomiskt bistånd",
    "none": "ingen egen",
}


class Horizon(StrEnum):
    """How soon somebody is thought to be able to work or study (tidshorisont)."""

    M3 = "m3"
    M6 = "m6"
    M12 = "m12"
    M24 = "m24"
    LATER = "later"


HORIZONS = {
    Horizon.M3: "inom 3 månader",
    Horizon.M6: "inom 6 månader",
    Horizon.M12: "inom ett år",
    Horizon.M24: "inom två år",
    Horizon.LATER: "senare än om två år",
}


def is_within(told: Horizon, limit: Horizon) -> bool:
    """Answer whether one horizon is no further away than another."""
    order = list(Horizon)
    return order.index(told) <= order.index(limit)
