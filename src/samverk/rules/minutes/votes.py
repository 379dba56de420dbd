"""Whether a recorded vote hangs together: names, count, secrecy and result (KL 5:54-56, 5:67)."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.rules.body import Body
from samverk.rules.deferral import Asking, carried, deferral, minority_asks
from samverk.rules.minutes.facts import MinutesFact, ParagraphFact, VoteFact
from samverk.rules.minutes.finding import Desk, Finding, Part
from samverk.rules.statutes.kl import (
    KL_BOARD_PROCEDURE,
    KL_CASTING_VOTE,
    KL_CONFLICT_EFFECT,
    KL_COUNCIL_CONFLICT,
    KL_DEFERRAL,
    KL_MAJORITY,
    KL_MINUTES_CONTENT,
    KL_OPEN_VOTE,
)
from samverk.rules.statutes.provision import Provision
from samverk.rules.voting import Ballot, DecidedBy, Tally, vote_result, with_chair


def vote_findings(
    vote: VoteFact, paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk
) -> Iterator[Finding]:
    """List what is wrong with one vote. A count that cannot be is told, never raised."""
    if not vote.yes_means.strip() or not vote.no_means.strip():
        text = "Ange vad ja och nej betyder: utan det säger röstetalen inget om resultatet."
        yield desk.error(Part.VOTES, text, KL_MINUTES_CONTENT)
    yield from _openness(vote, paragraph, desk)
    if not vote.is_closed:
        yield from _names(vote, paragraph, minutes, desk)
    yield from _result(vote, paragraph, minutes, desk)


def _openness(vote: VoteFact, paragraph: ParagraphFact, desk: Desk) -> Iterator[Finding]:
    if vote.is_closed and not paragraph.is_election:
        text = "Sluten omröstning får bara användas vid val och anställning: gör om den öppet."
        yield desk.error(Part.VOTES, text, KL_OPEN_VOTE)
    if paragraph.is_election and not vote.is_closed and vote.deferral is None:
        text = "Omröstning om val eller anställning är sluten: den här är antecknad som öppen."
        yield desk.error(Part.VOTES, text, KL_OPEN_VOTE)
    if vote.is_closed and vote.ballots:
        text = "Omröstningen var sluten: ta bort uppgifterna om hur var och en röstade."
        yield desk.error(Part.VOTES, text, KL_OPEN_VOTE)


def _names(
    vote: VoteFact, paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk
) -> Iterator[Finding]:
    """Hold the names against those who serve, and their number against the count."""
    if not vote.ballots:
        text = "Ange hur var och en röstade: omröstningen var öppen."
        yield desk.error(Part.VOTES, text, KL_MINUTES_CONTENT)
        return
    cast = list(vote.ballots.values())
    for word, ballot, counted in (
        ("ja", Ballot.YES, vote.yes),
        ("nej", Ballot.NO, vote.no),
        ("avstår", Ballot.ABSTAIN, vote.abstain),
    ):
        if (named := cast.count(ballot)) != counted:
            text = f"Röstetalet för {word} är {counted}, men {named} är antecknade med namn."
            yield desk.error(Part.VOTES, text, KL_MINUTES_CONTENT)
    conflict = KL_COUNCIL_CONFLICT if minutes.assembly.body is Body.COUNCIL else KL_CONFLICT_EFFECT
    for person in sorted(vote.ballots):
        if person in paragraph.conflicts:
            text = f"{minutes.name(person)} är jävig i ärendet och får inte rösta."
            yield desk.error(Part.VOTES, text, conflict)
        elif person not in paragraph.served:
            text = f"{minutes.name(person)} röstade utan att tjänstgöra i ärendet."
            yield desk.error(Part.VOTES, text, KL_MINUTES_CONTENT)
    if silent := sorted(paragraph.served - paragraph.conflicts - vote.ballots.keys()):
        names = ", ".join(minutes.name(person) for person in silent)
        yield desk.warning(Part.VOTES, f"Röst saknas för {names}. Anteckna om de var frånvarande.")


def _result(
    vote: VoteFact, paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk
) -> Iterator[Finding]:
    presiding = minutes.chair if paragraph.chair is None else paragraph.chair
    chair = vote.ballots.get(presiding) if presiding is not None else None
    try:
        tally = with_chair(Tally(vote.yes, vote.no, vote.abstain, chair), vote.casting)
    except ValueError as wrong:
        yield desk.error(Part.VOTES, str(wrong), KL_MINUTES_CONTENT)
        return
    if vote.deferral is not None:
        yield from _deferral_result(vote, tally, paragraph, minutes, desk)
        return
    right = vote_result(tally, is_election=paragraph.is_election).value
    if vote.decided_by is None:
        text = "Ange vad som avgjorde: majoriteten, ordförandens utslagsröst eller lotten."
        yield desk.error(Part.VOTES, text, KL_MINUTES_CONTENT)
    elif right.decided_by is None:
        text = "Lika röstetal: ordföranden måste rösta, och rösten ska antecknas."
        yield desk.error(Part.VOTES, text, KL_CASTING_VOTE)
    elif vote.decided_by is not right.decided_by:
        by, not_by = _BY[right.decided_by], _BY[vote.decided_by]
        text = f"Omröstningen avgjordes av {by}, inte av {not_by}."
        yield desk.error(Part.VOTES, text, _ground(tally))
    elif vote.found is None:
        yield desk.error(Part.VOTES, "Ange utgången av omröstningen.", KL_MINUTES_CONTENT)
    elif right.outcome is not None and vote.found is not right.outcome:
        text = f"Utgången stämmer inte med röstetalen: {vote.yes} ja mot {vote.no} nej."
        yield desk.error(Part.VOTES, text, _ground(tally))


_BY = {
    DecidedBy.MAJORITY: "majoriteten",
    DecidedBy.CASTING_VOTE: "ordförandens utslagsröst",
    DecidedBy.LOT: "lotten",
}


def _ground(tally: Tally) -> Provision:
    return KL_CASTING_VOTE if tally.yes == tally.no else KL_MAJORITY


def _deferral_result(
    vote: VoteFact, tally: Tally, paragraph: ParagraphFact, minutes: MinutesFact, desk: Desk
) -> Iterator[Finding]:
    if vote.decided_by is DecidedBy.LOT and paragraph.is_election and tally.yes == tally.no:
        return
    terms = {
        "earlier_minority": vote.earlier_minority,
        "is_election": paragraph.is_election and not paragraph.is_employment,
    }
    body = minutes.assembly.body
    right = deferral(tally, body=body, day=minutes.day, **terms)
    if vote.requesters is not None:
        try:
            asked = Asking(vote.requesters, tally.present)
        except ValueError as wrong:
            yield desk.error(Part.VOTES, str(wrong), KL_DEFERRAL)
            return
        right = carried(right, minority_asks(asked, body=body, day=minutes.day, **terms))
    if right.value.outcome is not vote.deferral:
        why = " ".join(each.text for each in right.reasons)
        text = f"Grunden för att skjuta upp eller avgöra stämmer inte med röstetalen. {why}"
        is_council = minutes.assembly.body is Body.COUNCIL
        yield desk.error(Part.VOTES, text, KL_DEFERRAL if is_council else KL_BOARD_PROCEDURE)
