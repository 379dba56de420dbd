"""How an item was settled, as words to print and as data to lock and send: votes, grounds, elections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samverk.meetings.queries.elections import ElectionPage
from samverk.meetings.queries.proceeding import Proceeding
from samverk.meetings.queries.refusals import refusals_told
from samverk.rules.propositions import VoteHeld
from samverk.rules.propositions.told import deferral_told, told, vote_told
from samverk.rules.wording import sentence

Facts = dict[str, Any]
# What settled a vote that its count did not
MINORITY = "minority"


def course_of(found: Proceeding, election: ElectionPage | None = None) -> tuple[str, ...]:
    """Tell in words what was refused, how each question was settled, and a proportional election."""
    settled = found.progress.value.settled
    texts = [*refusals_told(found), *(line for s in settled for line in told(found.matter, s))]
    return (*texts, *election_lines(election)) if election else tuple(texts)


def votes_told(found: Proceeding) -> tuple[str, ...]:
    """Tell of each vote and of each ground to put off or not, without what acclamation settled."""
    lines: list[str] = []
    for each in found.progress.value.settled:
        lines += [vote_told(held) for held in each.votes]
        ground = deferral_told(found.matter, each)
        lines += [ground] if ground else []
    return tuple(lines)


def vote_facts(held: VoteHeld) -> Facts:
    """Give a vote as data: the count, its meaning, which side prevailed and by what."""
    return {
        "yes": held.counted.yes,
        "no": held.counted.no,
        "abstain": held.counted.abstain,
        "yes_means": held.yes.text,
        "no_means": held.no.text,
        "outcome": held.outcome.value,
        "decided_by": held.decided_by.value if held.decided_by else MINORITY,
    }


def deferral_facts(found: Proceeding) -> list[Facts]:
    """Give each question of putting off with its ground, and how many asked of how many present.

    The numbers are None where acclamation settled it: nobody was counted.
    """
    return [
        {
            "question": each.question.label,
            "ground": each.deferral.value,
            "requesters": each.requesters,
            "present": each.present,
        }
        for each in found.progress.value.settled
        if each.deferral is not None
    ]


def election_facts(page: ElectionPage | None) -> list[Facts]:
    """Give the proportional election that was asked for, if any, with ballots and seats by group."""
    if page is None:
        return []
    asked, held = page.request, page.held
    return [
        {
            "what": asked.what,
            "seats": asked.seats,
            "present": asked.present,
            "requesters": asked.requesters,
            "threshold": page.asked.value.threshold,
            "invalid": held.invalid if held else 0,
            "lots": list(held.lots) if held else [],
            "groups": [
                {"name": g.name, "ballots": g.votes, "seats": g.seats, "chosen": list(g.chosen)}
                for g in page.groups
            ],
        }
    ]


def election_lines(page: ElectionPage) -> Iterator[str]:
    """Tell of a proportional election: the request, then the ballots, the seats, and the lot."""
    asked = page.request
    yield (
        f"Val av {asked.what}: {asked.seats} platser. {asked.requesters} av {asked.present} närvarande"
        f" begär proportionellt val; {page.asked.value.threshold} behövs."
    )
    if not page.asked.value.stands:
        yield "Begäran räcker inte: valet är inte proportionellt."
    for row in page.groups:
        seats = "1 plats" if row.seats == 1 else f"{row.seats} platser"
        chosen = f": {', '.join(row.chosen)}" if row.chosen else ""
        yield f"{sentence(row.name)}, {row.votes} sedlar, {seats}{chosen}."
    if page.held:
        lots = f" Lottens ordning: {', '.join(page.held.lots)}." if page.held.lots else ""
        yield f"Ogiltiga sedlar: {page.held.invalid}.{lots}"
