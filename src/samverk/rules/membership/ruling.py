"""The ruling: is the organisation a member on the day, and what does that hang on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from samverk.rules.bylaws import NoticeTerms
from samverk.rules.membership.ended import is_end_unclear, last_day_as_member
from samverk.rules.membership.exit import Exit
from samverk.rules.membership.facts import (
    Fact,
    FactKind,
    known_facts,
    latest,
    this_membership,
)
from samverk.rules.membership.gaps import missing_documents, undecided_proposals
from samverk.rules.membership.rounds import find_exit
from samverk.rules.membership.status import Fee, IsMember, MembershipStatus, NoticeState
from samverk.rules.membership.wording import headline, outcomes
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_EXIT
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date


def membership_on(
    day: date, facts: Iterable[Fact], terms: Sequence[NoticeTerms]
) -> Ruling[MembershipStatus]:
    """Answer whether the organisation is a member on ``day``, and what the answer hangs on.

    Only facts that had happened by ``day`` count. Before the exit day the member is a member. After
    it, with no document that the membership ended or that the notice was withdrawn in time, the
    answer is unknown: nothing is filled in.
    """
    counted = this_membership(known_facts(facts, day))
    standing = tuple(fact for fact in counted if fact.annulled_since(day) is None)
    found = find_exit(counted, terms, day)
    is_member, reason = _is_member(day, counted, found.value)
    is_called_back = found.value.notice is NoticeState.WITHDRAWN
    status = MembershipStatus(
        day=day,
        is_member=is_member,
        notice=found.value.notice,
        headline=headline(day, is_member, found.value, counted),
        effective=None if is_called_back else found.value.effective,
        is_assumed=found.value.is_assumed,
        assumed_year=_assumed_year(found.value),
        fee=_fee(is_member, counted, found.value),
        proposals=undecided_proposals(standing),
        missing=missing_documents(day, is_member, standing, found.value),
        outcomes=outcomes(day, is_member, found.value),
    )
    reasons = (*found.reasons, *_repeal(found.value), reason)
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
    ended = latest(facts, FactKind.ENDED)
    last_day = last_day_as_member(facts, found)
    if last_day is None or last_day >= day:
        if not is_end_unclear(day, facts, found):
            return None
        text = f"Medlemskapet sägs ha upphört ({ended}), men det är inte visat."
        return IsMember.UNKNOWN, Reason(text)
    if found.annulled and found.annulled > last_day:
        text = (
            f"Medlemskapet upphörde ({ended}), men sedan upphävde domstol beslutet att lämna "
            f"{running_date(found.annulled)}. Om medlemskapet gäller igen är inte visat."
        )
        return IsMember.UNKNOWN, Reason(text)
    return IsMember.NO, Reason(f"Medlemskapet har upphört: {ended}.")


def _by_notice(day: date, found: Exit) -> tuple[IsMember, Reason]:
    if found.notice is NoticeState.NONE:
        return IsMember.YES, Reason("Inget talar för att medlemskapet har upphört.")
    if found.notice is NoticeState.WITHDRAWN:
        text = (
            "Uppsägningen återtogs före utträdesdagen och förbundet godtog det. Lagen säger inget "
            "om återtagande; att det räcker utan de andra medlemmarnas samtycke är Samverks läsning."
        )
        return IsMember.YES, Reason(text)
    if found.earliest is None:
        return IsMember.UNKNOWN, Reason("Ett utträde är på väg, men dagen kan inte räknas.")
    if day <= found.earliest:
        text = f"Utträdet gäller tidigast från utgången av {running_date(found.earliest)}: medlem till dess."
        return IsMember.YES, because(text, FINSAM_EXIT, day)
    return IsMember.UNKNOWN, Reason(_after_exit_day(found))


def _after_exit_day(found: Exit) -> str:
    """After the exit day only a document tells: that it ended, or that the notice was withdrawn."""
    back = found.withdrawal
    if back is not None and back.is_documented:
        return "Utträdesdagen har passerat och ingen handling visar att återtagandet fick verkan."
    if found.earliest != found.effective:
        return (
            f"En möjlig utträdesdag, {running_date(found.earliest)}, har passerat. Ingen handling "
            "visar om medlemskapet upphörde då eller består till en senare."
        )
    return (
        f"Den beräknade utträdesdagen, {running_date(found.effective)}, har passerat, men ingen "
        "handling visar att medlemskapet upphörde eller att uppsägningen återtogs."
    )


def _assumed_year(found: Exit) -> int | None:
    return found.counted_from.year if found.is_assumed and found.counted_from else None


def _fee(is_member: IsMember, facts: Sequence[Fact], found: Exit) -> Fee | None:
    """Tell until when the fee is owed; None when not even membership is shown."""
    if is_member is IsMember.NO:
        return Fee(last_day_as_member(facts, found), False)
    if not latest(facts, FactKind.JOINED):
        return None
    if found.notice in (NoticeState.NONE, NoticeState.WITHDRAWN):
        return Fee(None, is_member is IsMember.UNKNOWN)
    return Fee(found.earliest, is_member is IsMember.UNKNOWN or not found.is_firm)


def _repeal(found: Exit) -> tuple[Reason, ...]:
    if found.repeal is None or found.notice is NoticeState.WITHDRAWN:
        return ()
    text = (
        f"Beslutet att lämna är upphävt ({found.repeal}), men det återtar inte en given uppsägning."
    )
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
