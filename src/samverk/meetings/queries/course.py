"""How an item was settled, as words to print and as data to lock and send: votes, grounds, elections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samverk.meetings.queries.elections import ElectionPage
from samverk.meetings.queries.proceeding import Proceeding
from samverk.meetings.queries.questions import question_words
from samverk.meetings.queries.refusals import refusals_told
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.propositions import VoteHeld
from samverk.rules.propositions.told import (
    VoteWords,
    deferral_told,
    ground_in_words,
    told,
    vote_in_words,
    vote_told,
)
from samverk.rules.voting import Ballot, DecidedBy
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
    for facts in election_facts(page):
        yield from election_words(facts)


def election_words(facts: Facts) -> Iterator[str]:
    """Tell of a proportional election given as data, of one's own or another body's."""
    yield (
        f"Val av {facts['what']}: {facts['seats']} platser. {facts['requesters']} av"
        f" {facts['present']} närvarande begär proportionellt val; {facts['threshold']} behövs."
    )
    if facts["requesters"] < facts["threshold"]:
        yield "Begäran räcker inte: valet är inte proportionellt."
    for row in facts["groups"]:
        seats = "1 plats" if row["seats"] == 1 else f"{row['seats']} platser"
        chosen = f": {', '.join(row['chosen'])}" if row["chosen"] else ""
        yield f"{sentence(row['name'])}, {row['ballots']} sedlar, {seats}{chosen}."
    if facts["groups"]:
        lots = f" Lottens ordning: {', '.join(facts['lots'])}." if facts["lots"] else ""
        yield f"Ogiltiga sedlar: {facts['invalid']}.{lots}"


def vote_words(facts: Facts) -> str:
    """Tell of a vote given as data; of one from before what settled it was sent, the count alone."""
    counts = (facts["yes"], facts["no"], facts["abstain"])
    if "outcome" not in facts or "decided_by" not in facts:
        yes, no, abstain = counts
        told_of = f"Ja för {facts['yes_means']}, nej för {facts['no_means']}"
        return f"Omröstning. {told_of}: {yes} ja, {no} nej, {abstain} avstår."
    by = None if facts["decided_by"] == MINORITY else DecidedBy(facts["decided_by"])
    words = VoteWords(facts["yes_means"], facts["no_means"], counts, Ballot(facts["outcome"]), by)
    return vote_in_words(words)


def content_words(content: Facts, *, is_council: bool) -> tuple[str, ...]:
    """Tell what was asked in a paragraph given as data, and how it was settled, as minutes do.

    On what ground a matter was put off is told of a council, or where a minority did it.
    """
    votes = content["votes"]
    lines = [question_words(content["question"])] if "question" in content else []
    lines += [vote_words(vote) for vote in votes]
    by_lot = any(vote.get("decided_by") == DecidedBy.LOT.value for vote in votes)
    for row in content.get("deferrals", ()):
        ground = DeferralOutcome(row["ground"])
        is_told = is_council or ground is DeferralOutcome.MINORITY
        if is_told and not by_lot and row["requesters"] is not None and row["present"]:
            lines.append(ground_in_words(ground, row["requesters"], row["present"]))
    for facts in content.get("elections", ()):
        lines += election_words(facts)
    return tuple(lines)
