"""The ruling: is the organisation a member on the day, and what does that hang on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samverk.rules.bylaws import NoticeTerms
from samverk.rules.membership.exit import Exit, find_exit, last_day_as_member
from samverk.rules.membership.facts import (
    Fact,
    FactKind,
    known_facts,
    latest,
    this_membership,
)
from samverk.rules.membership.gaps import missing_documents, undecided_proposals
from samverk.rules.membership.status import Fee, IsMember, MembershipStatus, NoticeState
from samverk.rules.membership.wording import headline, outcomes
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes import FINSAM_EXIT, because
from samverk.rules.wording import running_date


def membership_on(
    day: date,
    facts: Iterable[Fact],
    terms: Sequence[NoticeTerms],
    *,
    known_on: date | None = None,
) -> Ruling[MembershipStatus]:
    """Answer whether the organisation is a member on ``day``, and what the answer hangs on.

    Only facts that had happened by ``day``, and were recorded by ``known_on``, count. Before the exit
    day the member is a member. After it, with no document that the membership ended or that the
    notice was withdrawn, the answer is unknown: nothing is filled in.
    """
    counted = this_membership(known_facts(facts, day, known_on))
    found = find_exit(counted, terms)
    is_member, reason = _is_member(day, counted, found.value)
    status = MembershipStatus(
        day=day,
        is_member=is_member,
        notice=found.value.notice,
        headline=headline(day, is_member, found.value, counted),
        effective=None if _is_called_back(is_member, found.value) else found.value.effective,
        is_assumed=found.value.is_assumed,
        assumed_year=_assumed_year(found.value),
        fee=_fee(is_member, counted, found.value),
        proposals=undecided_proposals(counted),
        missing=missing_documents(day, is_member, counted, found.value),
        outcomes=outcomes(day, is_member, found.value),
    )
    reasons = (*found.reasons, *_repeal(counted, found.value), reason)
    return Ruling(status, reasons, (*found.remarks, *_stated_exits(counted, found.value)))


def _is_member(day: date, facts: Sequence[Fact], found: Exit) -> tuple[IsMember, Reason]:
    return _by_entry_and_end(day, facts, found) or _by_notice(day, found)


def _by_entry_and_end(
    day: date, facts: Sequence[Fact], found: Exit
) -> tuple[IsMember, Reason] | None:
    """Answer from the papers of entry and end, when they settle it or put it in doubt."""
    if not latest(facts, FactKind.JOINED):
        return IsMember.UNKNOWN, Reason(
            f"Ingen handling visar ett inträde till och med {running_date(day)}."
        )
    last_day = last_day_as_member(facts, found)
    ended = latest(facts, FactKind.ENDED)
    if last_day is not None and last_day < day:
        return IsMember.NO, Reason(f"Medlemskapet har upphört: {ended}.")
    if _is_end_unclear(day, facts, found):
        text = f"Medlemskapet sägs ha upphört ({ended}), men det är inte visat."
        return IsMember.UNKNOWN, Reason(text)
    return None


def _by_notice(day: date, found: Exit) -> tuple[IsMember, Reason]:
    if found.notice is NoticeState.NONE:
        return IsMember.YES, Reason("Inget talar för att medlemskapet har upphört.")
    if found.effective is None:
        return _without_exit_day(found)
    if day <= found.effective:
        text = f"Utträdet gäller tidigast från utgången av {running_date(found.effective)}: medlem till dess."
        return IsMember.YES, because(text, FINSAM_EXIT, day)
    return _after_exit_day(found)


def _is_end_unclear(day: date, facts: Sequence[Fact], found: Exit) -> bool:
    """Answer whether an end is told of before ``day`` that no dated document shows."""
    ended = latest(facts, FactKind.ENDED)
    return ended is not None and (ended.day or found.effective or date.min) < day


def _without_exit_day(found: Exit) -> tuple[IsMember, Reason]:
    if found.notice is NoticeState.WITHDRAWN:
        return IsMember.YES, Reason("Uppsägningen är återtagen.")
    return IsMember.UNKNOWN, Reason("Ett utträde är på väg, men dagen kan inte räknas.")


def _after_exit_day(found: Exit) -> tuple[IsMember, Reason]:
    """After the exit day only a document tells: that it ended, or that the notice was withdrawn."""
    effective = found.effective
    back = found.withdrawal
    if back is None or not back.is_documented:
        text = (
            f"Den beräknade utträdesdagen, {running_date(effective)}, har passerat, men ingen "
            "handling visar att medlemskapet upphörde eller att uppsägningen återtogs."
        )
        return IsMember.UNKNOWN, Reason(text)
    if found.notice is NoticeState.UNKNOWN:
        text = "Utträdesdagen har passerat och ingen handling visar att återtagandet godtagits."
        return IsMember.UNKNOWN, Reason(text)
    if back.day is None or (effective is not None and back.day > effective):
        text = (
            f"Det är inte visat att återtagandet ({back}) gjordes före utträdesdagen, "
            f"{running_date(effective)}."
        )
        return IsMember.UNKNOWN, Reason(text)
    text = (
        "Uppsägningen återtogs före utträdesdagen och förbundet godtog det. Lagen säger inget om "
        "återtagande; att det räcker utan de andra medlemmarnas samtycke är Samverks läsning."
    )
    return IsMember.YES, Reason(text)


def _is_called_back(is_member: IsMember, found: Exit) -> bool:
    """Answer whether the withdrawal stands: shown, not refused, and in time."""
    return found.notice is NoticeState.WITHDRAWN and is_member is IsMember.YES


def _assumed_year(found: Exit) -> int | None:
    return found.counted_from.year if found.is_assumed and found.counted_from else None


def _fee(is_member: IsMember, facts: Sequence[Fact], found: Exit) -> Fee | None:
    """Tell until when the fee is owed; None when not even membership is shown."""
    if is_member is IsMember.NO:
        return Fee(last_day_as_member(facts, found), False)
    if not latest(facts, FactKind.JOINED):
        return None
    if found.notice is NoticeState.NONE or _is_called_back(is_member, found):
        return Fee(None, False)
    conditional = found.is_assumed or is_member is IsMember.UNKNOWN or found.withdrawal is not None
    return Fee(found.effective, conditional)


def _repeal(facts: Sequence[Fact], found: Exit) -> tuple[Reason, ...]:
    repeal = latest(facts, FactKind.COUNCIL_REPEALED_EXIT)
    decision = latest(facts, FactKind.COUNCIL_DECIDED_EXIT)
    if repeal is None or decision is None or found.notice is NoticeState.WITHDRAWN:
        return ()
    if facts.index(repeal) < facts.index(decision):
        return ()
    text = f"Beslutet att lämna är upphävt ({repeal}), men det återtar inte en given uppsägning."
    return (Reason(text),)


def _stated_exits(facts: Sequence[Fact], found: Exit) -> tuple[Reason, ...]:
    """Compare the exit days that sources print with the computed one."""
    told = []
    for fact in facts:
        if fact.states_exit is None or found.effective is None:
            continue
        agrees = "stämmer med" if fact.states_exit == found.effective else "skiljer sig från"
        told.append(
            f"{fact} anger utträdet till {running_date(fact.states_exit)}, vilket {agrees} den "
            f"beräknade dagen, {running_date(found.effective)}."
        )
    return tuple(Reason(text) for text in told)
