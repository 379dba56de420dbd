"""Tabling and referral back (bordläggning och återremiss), also at a minority's request.

In the council a third of those present may have a matter deferred, once per matter. A board has no
such right. Vote text: yes = the matter is decided today, no = it is deferred.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_BOARD_PROCEDURE, KL_CASTING_VOTE, KL_DEFERRAL, KL_MAJORITY
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.voting import Ballot, Tally


class DeferralOutcome(StrEnum):
    """What became of the request to defer, and on what ground (grund för återremiss)."""

    DECIDED_TODAY = "decided_today"
    MINORITY = "minority"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Deferral:
    """Utfallet av ett yrkande om bordläggning eller återremiss.

    ``outcome`` is None while a tie waits for the chair's vote. ``minority_needs`` is a third of those
    present, rounded up; None where a minority has no right.
    """

    outcome: DeferralOutcome | None
    present: int
    minority_needs: int | None


def deferral(
    tally: Tally,
    *,
    body: Body,
    earlier_minority: bool = False,
    is_election: bool = False,
    day: date | None = None,
) -> Ruling[Deferral]:
    """Settle a request to table a matter or refer it back.

    ``tally`` counts yes for deciding today and no for deferring. ``earlier_minority`` says that the
    matter was deferred before at a minority's request, in either way. The chair settles a tie.
    """
    minority_right = body is Body.COUNCIL and not is_election
    needs = third_of(tally.present) if minority_right else None
    has_third = needs is not None and tally.no >= needs
    reasons = [_who_may(body, tally.present, needs, day)]
    outcome: DeferralOutcome | None
    if tally.no > tally.yes:
        outcome = DeferralOutcome.MAJORITY
        text = f"{tally.no} mot {tally.yes}: majoriteten skjuter upp ärendet."
        reasons.append(because(text, KL_MAJORITY, day))
    elif _is_tied(tally) and tally.chair is Ballot.NO:
        outcome = DeferralOutcome.MAJORITY
        reasons.append(_by_the_chair(tally, day))
    elif has_third and not earlier_minority:
        outcome = DeferralOutcome.MINORITY
        text = f"{tally.no} av {tally.present} närvarande begär det: minst en tredjedel."
        reasons.append(because(text, KL_DEFERRAL, day))
    else:
        outcome, why = _by_majority_rule(tally, day)
        reasons += [*_no_minority(tally.no, needs, day, is_used_up=has_third), why]
    value = Deferral(outcome, tally.present, needs)
    remarks = unknown_wordings(day, *_cited(tally, body, outcome)) + _doubts(tally, value)
    if is_election and body is Body.COUNCIL:
        remarks += _extra_election(day)
    return Ruling(value, tuple(reasons), remarks)


def third_of(present: int) -> int:
    """Give the least number that is a third of those present."""
    return -(-present // 3)


@dataclass(frozen=True, slots=True)
class Asking:
    """How many of those present ask for deferral (begärande). Raises ValueError for more than present."""

    requesters: int
    present: int

    def __post_init__(self) -> None:
        if not 0 <= self.requesters <= self.present or not self.present:
            raise ValueError(f"Antalet som begär det ska vara 0-{self.present}, de närvarande.")


def carried(found: Ruling[Deferral], asked: Ruling[bool]) -> Ruling[Deferral]:
    """Let those who asked carry what the count did not: they may be more than those who voted so."""
    if found.value.outcome is not DeferralOutcome.DECIDED_TODAY or not asked.value:
        return found
    value = replace(found.value, outcome=DeferralOutcome.MINORITY)
    return Ruling(value, asked.reasons, (*found.remarks, *asked.remarks))


def minority_asks(
    asked: Asking,
    *,
    body: Body,
    earlier_minority: bool = False,
    is_election: bool = False,
    day: date | None = None,
) -> Ruling[bool]:
    """Answer whether those who ask are enough to defer the matter without winning a vote."""
    requesters, present = asked.requesters, asked.present
    needs = third_of(present)
    if body is Body.BOARD:
        return Ruling(False, (Reason("I nämnd har en minoritet ingen rätt att skjuta upp."),))
    if is_election:
        text = "Ett val skjuts upp bara med enkel majoritet."
        return Ruling(False, (because(text, KL_DEFERRAL, day),))
    if earlier_minority:
        text = "Ärendet har redan skjutits upp av en minoritet: nu krävs enkel majoritet."
        return Ruling(False, (because(text, KL_DEFERRAL, day),))
    told = f"minst en tredjedel, {needs}" if requesters >= needs else f"färre än {needs}"
    text = f"{requesters} av {present} närvarande begär det: {told}."
    doubt = "Mer än hälften begär det: pröva det med majoritet, så att rätten inte förbrukas."
    remarks = (Reason(doubt),) if requesters * 2 > present else ()
    return Ruling(requesters >= needs, (because(text, KL_DEFERRAL, day),), remarks)


def _cited(tally: Tally, body: Body, outcome: DeferralOutcome | None) -> tuple[Provision, ...]:
    first = KL_DEFERRAL if body is Body.COUNCIL else KL_BOARD_PROCEDURE
    if outcome is DeferralOutcome.MINORITY:
        return (first,)
    return (first, KL_CASTING_VOTE if _is_tied(tally) else KL_MAJORITY)


def _extra_election(day: date | None) -> tuple[Reason, ...]:
    """An extra election is no such election, since the law has known them."""
    if day is not None and day < _EXTRA_ELECTIONS_SINCE:
        return ()
    text = "Gäller inte extra val: ett ärende om extra val bordläggs alltid första gången."
    return (because(text, KL_DEFERRAL, day),)


# 2010:1414 brought extra elections into the act.
_EXTRA_ELECTIONS_SINCE = date(2011, 1, 1)


def _is_tied(tally: Tally) -> bool:
    return tally.yes == tally.no


def _by_the_chair(tally: Tally, day: date | None) -> Reason:
    text = f"Lika röstetal, {tally.yes} mot {tally.no}: ordförandens utslagsröst avgör."
    return because(text, KL_CASTING_VOTE, day)


def _who_may(body: Body, present: int, needs: int | None, day: date | None) -> Reason:
    if body is Body.BOARD:
        text = "I nämnd krävs enkel majoritet för att skjuta upp ett ärende; ingen minoritetsrätt."
        return because(text, KL_BOARD_PROCEDURE, day)
    if needs is None:
        return because("Ett val skjuts upp bara med enkel majoritet.", KL_DEFERRAL, day)
    text = (
        f"{present} är närvarande; en tredjedel av dem, minst {needs}, kan få ärendet uppskjutet."
    )
    return because(text, KL_DEFERRAL, day)


def _no_minority(
    requesting: int, needs: int | None, day: date | None, *, is_used_up: bool
) -> list[Reason]:
    if needs is None:
        return []
    if is_used_up:
        text = "Ärendet har redan skjutits upp av en minoritet: nu krävs enkel majoritet."
        return [because(text, KL_DEFERRAL, day)]
    return [because(f"{requesting} begär det, färre än {needs}.", KL_DEFERRAL, day)]


def _by_majority_rule(tally: Tally, day: date | None) -> tuple[DeferralOutcome | None, Reason]:
    """Settle what no minority can settle: by majority, or by the chair in a tie."""
    if tally.yes > tally.no:
        text = f"{tally.yes} mot {tally.no}: majoriteten avgör ärendet i dag."
        return DeferralOutcome.DECIDED_TODAY, because(text, KL_MAJORITY, day)
    waits = tally.no > 0 and tally.casting_vote is None
    return (None if waits else DeferralOutcome.DECIDED_TODAY), _by_the_chair(tally, day)


def _doubts(tally: Tally, found: Deferral) -> tuple[Reason, ...]:
    """Warn where the basis, which decides if the minority's right is used up, is not certain."""
    needs = found.minority_needs
    could_be_minority = needs is not None and needs <= tally.no <= tally.present / 2
    if found.outcome is DeferralOutcome.MAJORITY and could_be_minority:
        text = (
            "Högst hälften av de närvarande begärde det. Om det då räknas som majoritet eller "
            "minoritet är omtvistat: anteckna grunden i protokollet."
        )
        return (Reason(text),)
    if not _is_tied(tally) or tally.casting_vote is not None:
        return ()
    if found.outcome is DeferralOutcome.MINORITY:
        text = (
            "Ordförandens röst är inte angiven. Röstar ordföranden nej är det majoriteten som "
            "skjuter upp ärendet, och minoritetens rätt är inte förbrukad."
        )
    else:
        text = (
            "Ordförandens röst är inte angiven, så utfallet är okänt: ja avgör ärendet i dag, nej "
            "skjuter upp det."
        )
    return (Reason(text),)


def _example(tally: Tally, outcome: DeferralOutcome, source: str, **terms: bool) -> Example:
    needs = third_of(tally.present)
    given = {"tally": tally, "body": Body.COUNCIL, **terms}
    return Example(deferral, given, Deferral(outcome, tally.present, needs), source)


EXAMPLES = (
    _example(
        Tally(35, 12, 3), DeferralOutcome.DECIDED_TODAY, "Härryda KF 2020-06-15 § 128: 12 av 50"
    ),
    _example(Tally(40, 29, 12), DeferralOutcome.MINORITY, "Göteborg KF 2023-01-26 § 31"),
    _example(Tally(40, 41), DeferralOutcome.MAJORITY, "Göteborg KF 2024-02-01 § 25"),
    _example(
        Tally(43, 38),
        DeferralOutcome.DECIDED_TODAY,
        "Göteborg KF 2025-06-18 § 375: minoriteten hade redan fått en återremiss",
        earlier_minority=True,
    ),
    Example(
        deferral,
        {"tally": Tally(8, 5), "body": Body.BOARD},
        Deferral(DeferralOutcome.DECIDED_TODAY, 13, None),
        "konstruerat: nämnd har ingen minoritetsrätt",
    ),
)
