"""The status in words: the first line on the page, and the two outcomes when it is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.membership.exit import Exit, last_day_as_member
from samverk.rules.membership.facts import Fact, FactKind, latest
from samverk.rules.membership.status import IsMember, NoticeState, Outcome
from samverk.rules.wording import running_date


def headline(day: date, is_member: IsMember, found: Exit, facts: Sequence[Fact]) -> str:
    """Say in one or two sentences what holds on the day."""
    match is_member:
        case IsMember.NO:
            last_day = last_day_as_member(facts, found)
            return f"Inte medlem. Medlemskapet upphörde vid utgången av {running_date(last_day)}."
        case IsMember.UNKNOWN if not latest(facts, FactKind.JOINED):
            return f"Okänt, handling saknas: inget inträde är visat {running_date(day)}."
        case IsMember.UNKNOWN if latest(facts, FactKind.ENDED):
            return "Okänt, handling saknas: medlemskapet sägs ha upphört, men det är inte visat."
        case IsMember.UNKNOWN:
            passed = (
                f"utträdesdagen, {running_date(found.effective)}, har passerat"
                if found.effective
                else ("utträdesdagen kan inte räknas")
            )
            return f"Okänt, handling saknas: {passed}."
        case IsMember.YES:
            return f"Medlem. {_notice_in_words(found)}"


def outcomes(day: date, is_member: IsMember, found: Exit) -> tuple[Outcome, ...]:
    """Give both possible outcomes when the exit day has passed and no document tells which."""
    if is_member is not IsMember.UNKNOWN or not found.is_past(day):
        return ()
    if found.withdrawal is not None and found.withdrawal.is_documented:
        return _outcomes_of_withdrawal(found)
    not_given = "gavs aldrig eller senare, eller " if found.is_assumed else ""
    given = (
        f"gavs {found.counted_from.year} och " if found.is_assumed and found.counted_from else ""
    )
    return (
        _left(f"Uppsägningen {given}återtogs inte", found.effective),
        _stayed(f"Uppsägningen {not_given}återtogs före utträdesdagen"),
    )


def _outcomes_of_withdrawal(found: Exit) -> tuple[Outcome, ...]:
    """Give both outcomes when the withdrawal is shown but not that it took effect."""
    return (
        _left("Återtagandet fick inte verkan", found.effective),
        _stayed("Återtagandet fick verkan i tid"),
    )


def _left(condition: str, last_day: date | None) -> Outcome:
    text = f"Medlemskapet upphörde vid utgången av {running_date(last_day)}"
    return Outcome(condition, IsMember.NO, f"{text} och ingen avgift löper efter.", last_day)


def _stayed(condition: str) -> Outcome:
    text = "Medlemskapet har bestått hela tiden och avgiften löper vidare."
    return Outcome(condition, IsMember.YES, text, None)


def _notice_in_words(found: Exit) -> str:
    assumed = f"antaget att den gavs {found.counted_from.year}" if found.counted_from else ""
    match found.notice:
        case NoticeState.NONE:
            return "Ingen uppsägning är känd."
        case NoticeState.WITHDRAWN:
            return "Uppsägningen är återtagen."
        case NoticeState.DECIDED_NOT_SHOWN_SENT:
            return (
                "Utträde är beslutat men uppsägningen är inte visad; "
                f"utträdet beräknas gälla från utgången av {running_date(found.effective)}, {assumed}."
            )
        case NoticeState.RUNNING if found.is_assumed:
            return f"Uppsagt, dag okänd; utträde från utgången av {running_date(found.effective)}, {assumed}."
        case NoticeState.RUNNING:
            return f"Uppsagt; utträde från utgången av {running_date(found.effective)}."
        case NoticeState.UNKNOWN:
            return "Om uppsägningen gäller är okänt."
