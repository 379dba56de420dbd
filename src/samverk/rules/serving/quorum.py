"""Quorum at one item, from those who serve in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from samverk.rules.quorum import Quorum, quorum
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.serving.events import Event
from samverk.rules.serving.item import Serving, serving_at
from samverk.rules.serving.roster import Roster


def item_quorum(
    roster: Roster, events: Sequence[Event], item: int, *, away: Collection[int] = ()
) -> Ruling[Quorum]:
    """Answer whether the body may handle ``item``: more than half of its seats are served.

    The base is all seats that the by-laws of the day state, vacant ones too. A seat that a substitute
    fills during jäv is present; one that stands empty for it breaks no quorum in the council, but does
    in a board. ``away`` are those who served in the item and have left before what is decided now.
    """
    serving = serving_at(roster, events, item)
    found = quorum(
        roster.base,
        len([who for who in serving.value.people if who not in away]),
        body=roster.assembly.body,
        disqualified=serving.value.empty_for_conflict,
        day=roster.day,
    )
    return Ruling(
        found.value,
        found.reasons,
        (*found.remarks, *_disagreement(roster), *_waits(roster, serving.value), *serving.remarks),
    )


def _disagreement(roster: Roster) -> tuple[Reason, ...]:
    """Tell where the seats that are filled and the number in the by-laws do not agree."""
    texts = []
    if roster.left_out:
        texts.append(
            f"Reglementet anger {roster.base} ledamöter. {', '.join(roster.left_out)} har en plats "
            "utöver dem och ropas inte upp: avsluta uppdraget, eller registrera reglementet som gäller."
        )
    if roster.unfilled:
        what = "1 plats" if roster.unfilled == 1 else f"{roster.unfilled} platser"
        texts.append(
            f"Reglementet anger {roster.base} ledamöter. {what} har ingen valts till; de räknas med "
            "som tomma. Registrera uppdragen, eller reglementet som gäller."
        )
    return tuple(Reason(text) for text in texts)


def _waits(roster: Roster, serving: Serving) -> tuple[Reason, ...]:
    """Tell of the substitutes who could be called in, the way out when the quorum fails."""
    return tuple(
        Reason(f"{roster.title(each.suggestion.person)} kan kallas in.")
        for each in serving.places
        if each.suggestion is not None and each.suggestion.person is not None
    )
