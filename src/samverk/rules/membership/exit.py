"""The notice and the exit day that the known facts lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samverk.rules.bylaws import Counting, NoticeTerms, terms_on
from samverk.rules.membership.facts import (
    EXIT_STEPS,
    NOTICES,
    Fact,
    FactKind,
    latest,
    repeal_since_decision,
)
from samverk.rules.membership.starts import Start, attempts, starts_of
from samverk.rules.membership.status import NoticeState
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_EXIT
from samverk.rules.statutes.provision import because
from samverk.rules.withdrawal import exit_day
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Exit:
    """Uppsägningen och utträdesdagen, so far as the facts tell.

    ``counted_from`` is the day the notice period was counted from: the notice's or, when
    ``is_assumed``, the council decision's or one that other papers tell of. ``others`` are the exit
    days that another notice or decision would lead to; ``without_terms`` the days to count from
    whose by-laws are not known; ``is_unseen`` says that some notice has no day to count from at all.
    ``if_later`` is the first exit day of a notice given later than assumed.
    ``withdrawal`` is the fact that called the notice back, ``annulled`` the day a court annulled
    the decision behind it. ``facts`` are those of the round: all since the last exit that a
    withdrawal put an end to.
    """

    notice: NoticeState
    effective: date | None = None
    counted_from: date | None = None
    is_assumed: bool = False
    withdrawal: Fact | None = None
    others: tuple[date, ...] = ()
    if_later: date | None = None
    without_terms: tuple[date, ...] = ()
    is_unseen: bool = False
    annulled: date | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def earliest(self) -> date | None:
        """The first day that may be the exit day; None when one of them cannot be counted."""
        if self.effective is None or self.without_terms or self.is_unseen:
            return None
        return min((self.effective, *self.others))

    @property
    def repeal(self) -> Fact | None:
        """The council's repeal of the decision to leave; a notice once given stands all the same."""
        return repeal_since_decision(self.facts)

    @property
    def is_firm(self) -> bool:
        """Answer whether the exit day rests on one notice, shown to have come in, and nothing else."""
        stands = self.notice is NoticeState.RUNNING and not self.is_assumed
        return stands and self.earliest is not None and not self.others and not self.lacks_receipt

    @property
    def lacks_receipt(self) -> bool:
        """Answer whether the period is counted from the day a notice was sent: it may have come later."""
        received = {fact.day for fact in self.facts if fact.kind is FactKind.NOTICE_RECEIVED}
        stands = self.notice is NoticeState.RUNNING and not self.is_assumed
        return stands and self.counted_from not in received

    def is_past(self, day: date) -> bool:
        """Answer whether a possible exit day is known and lies before ``day``."""
        first = self.earliest or self.effective
        return self.notice is not NoticeState.WITHDRAWN and first is not None and first < day


def count_exit(facts: Sequence[Fact], terms: Sequence[NoticeTerms]) -> Ruling[Exit]:
    """Compute the exit day of facts that no withdrawal has put an end to, in time order.

    Of several notices the earliest counts: given, it stands until it is called back.
    """
    tried = [starts_of(attempt) for attempt in attempts(facts)]
    starts = [start for each in tried for start in each]
    found = Exit(_state(facts, starts), facts=tuple(facts), is_unseen=not all(tried))
    if not starts:
        return Ruling(found, (_uncounted(facts),))
    first = _counted_one(starts)
    ruling = _counted(found, terms, first)
    others = [start for start in starts if start is not first]
    return _with_others(ruling, others, terms)


def _state(facts: Sequence[Fact], starts: Sequence[Start]) -> NoticeState:
    if latest(facts, *NOTICES):
        return NoticeState.RUNNING
    if not starts:
        return NoticeState.UNKNOWN
    if repeal_since_decision(facts):
        return NoticeState.REPEALED_NOT_SHOWN_SENT
    return NoticeState.DECIDED_NOT_SHOWN_SENT


def _uncounted(facts: Sequence[Fact]) -> Reason:
    if not latest(facts, *EXIT_STEPS):
        return Reason("Uppsägningen själv är inte känd.")
    return Reason(
        "Varken uppsägningens eller beslutets dag är känd: utträdesdagen kan inte räknas."
    )


def _counted_one(starts: Sequence[Start]) -> Start:
    """Choose the earliest notice; without any, the latest attempt's decision."""
    return next((start for start in starts if start.is_notice), starts[-1])


def _counted(found: Exit, terms: Sequence[NoticeTerms], start: Start) -> Ruling[Exit]:
    reasons = _why_this_day(found, start)
    row = terms_on(terms, start.day)
    value = replace(found, counted_from=start.day, is_assumed=start.is_assumed)
    if row is None:
        text = (
            f"Förbundsordningens villkor {running_date(start.day)} är inte kända: utträdesdagen kan "
            "inte räknas."
        )
        return Ruling(replace(value, without_terms=(start.day,)), (*reasons, Reason(text)))
    computed = exit_day(start.day, row)
    later = _if_later(start.day, row, terms) if start.is_assumed else None
    value = replace(value, effective=computed.value, if_later=later)
    remarks = computed.remarks
    if not start.is_notice and row.counting is Counting.FROM_NOTICE:
        text = "Tiden räknas från dag till dag, så dagen är den tidigaste: räknad från beslutet."
        remarks = (*remarks, Reason(text))
    return Ruling(value, (*reasons, *computed.reasons), remarks)


def _if_later(day: date, row: NoticeTerms, terms: Sequence[NoticeTerms]) -> date | None:
    """Compute the first exit day that a notice later than ``day`` could lead to instead."""
    by_year = row.counting is Counting.CALENDAR_YEARS
    given = date(day.year + 1, 1, 1) if by_year else day + timedelta(days=1)
    then = terms_on(terms, given)
    return exit_day(given, then).value if then else None


def _why_this_day(found: Exit, start: Start) -> tuple[Reason, ...]:
    if not start.is_notice:
        return _assumption(found, start)
    text = f"Uppsägningstiden räknas från: {start.fact}."
    if start.fact.kind is FactKind.NOTICE_RECEIVED:
        text += " Att mottagandet räknas och inte avsändandet är Samverks läsning."
    return (Reason(text),)


def _assumption(found: Exit, start: Start) -> tuple[Reason, ...]:
    lack = (
        "Uppsägningens dag är inte känd"
        if found.notice is NoticeState.RUNNING
        else "Ingen handling visar att uppsägningen har skickats"
    )
    return (
        because(
            "Fullmäktiges beslut att lämna är inte uppsägningen; den ges till förbundet.",
            FINSAM_EXIT,
            start.day,
        ),
        Reason(
            f"{lack}. Antagande: den gavs {start.day.year}, samma år som beslutet ({start.fact})."
        ),
    )


def _with_others(
    ruling: Ruling[Exit], others: Sequence[Start], terms: Sequence[NoticeTerms]
) -> Ruling[Exit]:
    """Add what the other notices and decisions would lead to, each told."""
    if not others:
        return ruling
    found = ruling.value
    days, unknown = set(), set(found.without_terms)
    told = [because(_STANDS, FINSAM_EXIT, found.counted_from)] if _is_notice_of(others) else []
    for start in others:
        row = terms_on(terms, start.day)
        exit_on = exit_day(start.day, row).value if row else None
        told.append(Reason(_other_in_words(start, exit_on)))
        if exit_on is None:
            unknown.add(start.day)
        elif exit_on != found.effective:
            days.add(exit_on)
    value = replace(found, others=tuple(sorted(days)), without_terms=tuple(sorted(unknown)))
    return Ruling(value, (*ruling.reasons, *told), ruling.remarks)


_STANDS = (
    "Mer än en uppsägning är känd och ingen har visats vara återtagen. Den första räknas: en given "
    "uppsägning står kvar tills den återtas, och en senare flyttar inte dess dag. Lagen säger inget "
    "om en andra uppsägning; det är Samverks läsning."
)


def _is_notice_of(others: Sequence[Start]) -> bool:
    return any(start.is_notice for start in others)


def _other_in_words(start: Start, exit_on: date | None) -> str:
    if exit_on is None:
        return f"Också {start.fact} är känt, men förbundsordningens villkor den dagen är det inte."
    return f"Också {start.fact} är känt: räknat därifrån är utträdesdagen {running_date(exit_on)}."
