"""On what ground several persons may stand in one list (sammanställning) at a social authority.

A list may have no sensitive data and no delicate personal circumstances, but for three kinds of list:
7 a § lagen (2001:454) om behandling av personuppgifter inom socialtjänsten. Membership of a trade union
stands in none of them.
"""

from __future__ import annotations

from enum import StrEnum

CITED = "7 a § lagen (2001:454) om behandling av personuppgifter inom socialtjänsten"


class ListGround(StrEnum):
    """Why a list of persons may be made (grund för en sammanställning)."""

    NOTHING_DELICATE = "nothing_delicate"
    DECISIONS = "decisions"
    FOLLOW_UP = "follow_up"
    SUPERVISION = "supervision"


LIST_GROUNDS = {
    ListGround.NOTHING_DELICATE: "listan har inga känsliga uppgifter och inga ömtåliga förhållanden",
    ListGround.DECISIONS: "listan har beslut: deras slag och lagrum, och dagar",
    ListGround.FOLLOW_UP: "listan är till för uppföljning, utvärdering eller kvalitetssäkring",
    ListGround.SUPERVISION: "listan är till för tillsyn",
}
