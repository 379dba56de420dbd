"""The status in words: the first line on the page, and the two outcomes when it is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.membership.ended import last_day_as_member
from samverk.rules.membership.exit import Exit
from samverk.rules.membership.facts import NOTICES, Fact, FactKind, latest
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
        case IsMember.UNKNOWN if latest(facts, FactKind.ENDED) and found.annulled:
            return (
                "Okänt, handling saknas: medlemskapet sägs ha upphört, men domstol har upphävt "
                "beslutet att lämna."
            )
        case IsMember.UNKNOWN if latest(facts, FactKind.ENDED):
            return "Okänt, handling saknas: medlemskapet sägs ha upphört, men det är inte visat."
        case IsMember.UNKNOWN:
            return f"Okänt, handling saknas: {_what_passed(found)}."
        case IsMember.YES:
            return f"Medlem. {_notice_in_words(found)}"


def _what_passed(found: Exit) -> str:
    if found.earliest is None:
        return "utträdesdagen kan inte räknas"
    which = "utträdesdagen" if found.earliest == found.effective else "en möjlig utträdesdag"
    passed = f"{which}, {running_date(found.earliest)}, har passerat"
    return f"beslutet att lämna är upphävt, men {passed}" if found.repeal else passed


def outcomes(day: date, is_member: IsMember, found: Exit) -> tuple[Outcome, ...]:
    """Give the possible outcomes when an exit day has passed and no document tells which.

    They are two, and three when a notice given later than assumed may have led out since.
    """
    if is_member is not IsMember.UNKNOWN or not found.is_past(day):
        return ()
    first = found.earliest or found.effective
    late = found.if_later if _hangs_on_the_year(found) else None
    may_have_left_later = late is not None and late < day
    left, stayed = _conditions(found, may_have_left_later=may_have_left_later)
    between = (_left_later(late),) if late and may_have_left_later else ()
    return (_left(left, first), *between, _stayed(stayed, _later(found, first), day))


def _hangs_on_the_year(found: Exit) -> bool:
    """Answer whether nothing but the notice's own day, which is assumed, tells the outcomes apart."""
    is_called_back = found.withdrawal is not None and found.withdrawal.is_documented
    return found.is_assumed and not (found.annulled or is_called_back or found.others)


def _conditions(found: Exit, *, may_have_left_later: bool) -> tuple[str, str]:
    """Say what each outcome supposes: of the annulled decision, the withdrawal, or the notice."""
    if found.annulled:
        text = "Uppsägningen {} sedan domstol upphävt beslutet att lämna"
        return text.format("gäller även"), text.format("gäller inte")
    if found.withdrawal is not None and found.withdrawal.is_documented:
        return "Återtagandet fick inte verkan", "Återtagandet fick verkan i tid"
    if found.others:
        return (
            "Den tidigaste möjliga uppsägningen gäller",
            "Den gäller inte, eller återtogs före utträdesdagen",
        )
    never = "gavs aldrig, eller " if may_have_left_later else "gavs aldrig eller senare, eller "
    not_given = never if found.is_assumed else ""
    given = (
        f"gavs {found.counted_from.year} och " if found.is_assumed and found.counted_from else ""
    )
    return (
        f"Uppsägningen {given}återtogs inte",
        f"Uppsägningen {not_given}återtogs före utträdesdagen",
    )


def _later(found: Exit, first: date | None) -> date | None:
    """Find the next exit day that another notice or decision would lead to."""
    days = [day for day in (found.effective, *found.others) if day and first and day > first]
    return min(days, default=None)


def _left(condition: str, last_day: date | None) -> Outcome:
    text = f"Medlemskapet upphörde vid utgången av {running_date(last_day)}"
    return Outcome(condition, IsMember.NO, f"{text} och ingen avgift löper efter.", last_day)


def _left_later(late: date) -> Outcome:
    """Say what a notice given later than assumed led to; nobody knows when it was given."""
    text = (
        "Medlemskapet bestod längre och upphörde, eller upphör, den dag som den uppsägningen leder "
        f"till: tidigast vid utgången av {running_date(late)}. Avgiften löper till dess."
    )
    condition = "Uppsägningen gavs senare än antaget och återtogs inte"
    return Outcome(condition, IsMember.UNKNOWN, text, late)


def _stayed(condition: str, later: date | None, day: date) -> Outcome:
    """Say what staying means; another notice may lead out on a later day."""
    if later is None:
        text = "Medlemskapet har bestått hela tiden och avgiften löper vidare."
        return Outcome(condition, IsMember.YES, text, None)
    text = (
        "Medlemskapet bestod, men en annan uppsägning eller ett annat beslut leder till utträde "
        f"vid utgången av {running_date(later)}. Avgiften löper till dess."
    )
    return Outcome(condition, IsMember.YES if day <= later else IsMember.UNKNOWN, text, later)


def _notice_in_words(found: Exit) -> str:
    match found.notice:
        case NoticeState.NONE:
            return "Ingen uppsägning är känd."
        case NoticeState.WITHDRAWN:
            return "Uppsägningen är återtagen."
        case NoticeState.UNKNOWN:
            return "Om uppsägningen gäller är okänt."
        case NoticeState.REPEALED_NOT_SHOWN_SENT:
            return f"{_repealed_in_words(found)}.{_sooner_in_words(found)}"
        case NoticeState.DECIDED_NOT_SHOWN_SENT | NoticeState.RUNNING:
            return f"{_running_in_words(found)}.{_sooner_in_words(found)}"


def _running_in_words(found: Exit) -> str:
    last_day = running_date(found.effective)
    assumed = f"antaget att den gavs {found.counted_from.year}" if found.counted_from else ""
    if found.notice is NoticeState.DECIDED_NOT_SHOWN_SENT:
        return (
            "Utträde är beslutat men uppsägningen är inte visad; "
            f"utträdet beräknas gälla från utgången av {last_day}, {assumed}"
        )
    if not found.is_assumed:
        kept = (
            ". Beslutet att lämna är upphävt, men uppsägningen är inte visad återtagen"
            if found.repeal
            else ""
        )
        return f"Uppsagt; utträde från utgången av {last_day}{kept}"
    how = " enligt andra handlingar" if _is_hearsay(found) else ", dag okänd"
    return f"Uppsagt{how}; utträde från utgången av {last_day}, {assumed}"


def _repealed_in_words(found: Exit) -> str:
    given = f"gavs en {found.counted_from.year}" if found.counted_from else "gavs en"
    return (
        "Beslutet att lämna är upphävt. Om en uppsägning hann ges är inte visat; "
        f"{given} och står den kvar gäller utträdet från utgången av {running_date(found.effective)}"
    )


def _sooner_in_words(found: Exit) -> str:
    if found.earliest == found.effective:
        return ""
    return f" Ett tidigare utträde, {running_date(found.earliest)}, är möjligt."


def _is_hearsay(found: Exit) -> bool:
    """Answer whether the exit is counted from a notice that only other papers tell of."""
    return any(f.kind in NOTICES and f.day == found.counted_from for f in found.facts)
