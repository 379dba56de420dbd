"""What is not known: proposals nobody has decided, and documents nobody has shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.membership.exit import Exit
from samverk.rules.membership.facts import (
    NOTICES,
    Fact,
    FactKind,
    answer_to_withdrawal,
    latest,
)
from samverk.rules.membership.status import IsMember, MissingDocument, NoticeState
from samverk.rules.wording import running_date

_DECIDES = {
    FactKind.EXIT_PROPOSED: FactKind.COUNCIL_DECIDED_EXIT,
    FactKind.REPEAL_PROPOSED: FactKind.COUNCIL_REPEALED_EXIT,
}


def undecided_proposals(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """List the proposals that no later council decision has answered, in time order."""
    return tuple(
        fact
        for place, fact in enumerate(facts)
        if fact.kind in _DECIDES and latest(facts[place + 1 :], _DECIDES[fact.kind]) is None
    )


def missing_documents(
    day: date, is_member: IsMember, facts: Sequence[Fact], found: Exit
) -> tuple[MissingDocument, ...]:
    """Name the documents that the status hangs on and that are not shown, the earliest step first."""
    if is_member is IsMember.NO:
        return ()
    return (
        *_missing_entry(facts),
        *_missing_notice(found),
        *_missing_repeal(facts),
        *_missing_withdrawal(day, is_member, facts, found),
    )


def _missing_entry(facts: Sequence[Fact]) -> list[MissingDocument]:
    if latest(facts, FactKind.JOINED):
        return []
    return [MissingDocument(FactKind.JOINED, "handlingen som visar inträdet")]


def _missing_notice(found: Exit) -> list[MissingDocument]:
    if found.notice in (NoticeState.NONE, NoticeState.WITHDRAWN):
        return []
    if found.withdrawal is not None and found.withdrawal.is_documented:
        return _missing_behind_withdrawal(found)
    shown = [f for f in found.facts if f.kind in NOTICES and f.is_documented and f.day]
    missing = []
    decision = latest(found.facts, FactKind.COUNCIL_DECIDED_EXIT)
    if decision is not None and not decision.is_documented:
        text = f"fullmäktiges beslut att lämna, känt bara genom hänvisning: {decision}"
        missing.append(MissingDocument(FactKind.COUNCIL_DECIDED_EXIT, text))
    if latest(shown, FactKind.NOTICE_SENT) is None:
        missing.append(_NOTICE)
    if latest(shown, FactKind.NOTICE_RECEIVED) is None:
        text = "förbundets bekräftelse på dagen då uppsägningen kom in"
        missing.append(MissingDocument(FactKind.NOTICE_RECEIVED, text))
    return [*missing, *_missing_terms(found)]


_NOTICE = MissingDocument(
    FactKind.NOTICE_SENT, "uppsägningen: handlingen och dagen då den skickades"
)


def _missing_behind_withdrawal(found: Exit) -> list[MissingDocument]:
    """A withdrawal in doubt leaves the status hanging on the notice that it calls back."""
    unseen = [_NOTICE] if found.is_unseen or found.counted_from is None else []
    return [*unseen, *_missing_terms(found)]


def _missing_terms(found: Exit) -> list[MissingDocument]:
    return [
        MissingDocument(None, f"förbundsordningens villkor för utträde {running_date(day)}")
        for day in found.without_terms
    ]


def _missing_repeal(facts: Sequence[Fact]) -> list[MissingDocument]:
    if not any(fact.kind is FactKind.REPEAL_PROPOSED for fact in undecided_proposals(facts)):
        return []
    text = "fullmäktiges slutliga beslut om att stanna kvar"
    return [MissingDocument(FactKind.COUNCIL_REPEALED_EXIT, text)]


def _missing_withdrawal(
    day: date, is_member: IsMember, facts: Sequence[Fact], found: Exit
) -> list[MissingDocument]:
    back = found.withdrawal
    missing = []
    wants_to_stay = latest(facts, FactKind.REPEAL_PROPOSED, FactKind.COUNCIL_REPEALED_EXIT)
    is_shown = found.notice is NoticeState.NONE or (back is not None and back.is_documented)
    if not is_shown and (wants_to_stay or back or found.is_past(day)):
        text = "återtagandet av uppsägningen"
        missing.append(MissingDocument(FactKind.NOTICE_WITHDRAWN, text))
    if (missing or back) and answer_to_withdrawal(facts) is None:
        text = "förbundets svar på återtagandet"
        missing.append(MissingDocument(FactKind.FEDERATION_ANSWERED, text))
    told_ended = latest(facts, FactKind.ENDED)
    if is_member is IsMember.UNKNOWN and found.annulled:
        text = "en handling som visar vad som gäller sedan domstol upphävt beslutet att lämna"
        missing.append(MissingDocument(FactKind.ENDED, text))
    elif is_member is IsMember.UNKNOWN and (told_ended or found.is_past(day)):
        text = "handlingen som visar att medlemskapet upphörde"
        missing.append(MissingDocument(FactKind.ENDED, text))
    return missing
