"""Announcing and calling a meeting (tillkännagivande och kallelse).

The law sets the council's days; a board's are local (reglemente, förbundsordning) and come in as
data. Days are counted backwards from the meeting day, so the rule of the next weekday never helps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.holidays import closing_name, is_weekday
from samverk.rules.limits import Limit, Timing, limit
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import (
    KL_ANNOUNCED,
    KL_ANNOUNCED_URGENT,
    KL_BOARD_BYLAWS,
    KL_BOARD_MEETS,
    KL_CALLED,
    KL_ONLY_ANNOUNCED,
)
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.wording import running_date, sentence

COUNCIL_DAYS = 7


@dataclass(frozen=True, slots=True)
class CallingTerms:
    """What the body's own rules say of calling (lokala kallelseregler), None where they are silent.

    ``source`` names the rules in Swedish, such as "14 § reglementet". In the council local days can
    only be more than the law's week. Raises ValueError for a negative number of days.
    """

    call_days: int | None
    announce_days: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if min(self.call_days or 0, self.announce_days or 0) < 0:
            raise ValueError("Antalet dagar före sammanträdet kan inte vara negativt.")


NO_TERMS = CallingTerms(None)


@dataclass(frozen=True, slots=True)
class Calling:
    """Kallelse och tillkännagivande: each with its last day, None where no rule sets one."""

    announcement: Limit | None
    call: Limit | None


def calling(
    meeting: date,
    *,
    assembly: Assembly,
    terms: CallingTerms = NO_TERMS,
    announced: date | None = None,
    called: date | None = None,
) -> Ruling[Calling]:
    """Compute the last days to announce and to call, and weigh the actual days against them.

    A day that no paper shows is unknown, never in time.
    """
    if assembly is Assembly.COUNCIL:
        announce_days: int | None = max(COUNCIL_DAYS, terms.announce_days or 0)
        call_days: int | None = max(COUNCIL_DAYS, terms.call_days or 0)
    else:
        announce_days, call_days = terms.announce_days, terms.call_days
    value = Calling(_back(meeting, announce_days, announced), _back(meeting, call_days, called))
    cited: tuple[Provision, ...]
    if assembly is Assembly.COUNCIL:
        reasons, cited = _council_reasons(value, meeting), (KL_ANNOUNCED, KL_CALLED)
    else:
        reasons, cited = _local_reasons(value, terms, assembly, meeting)
    reasons += (*_kept("Tillkännagivandet", value.announcement), *_kept("Kallelsen", value.call))
    remarks = unknown_wordings(meeting, *cited) + _doubts(value, assembly)
    return Ruling(value, reasons, remarks)


def _back(meeting: date, days: int | None, done: date | None) -> Limit | None:
    return None if days is None else limit(meeting - timedelta(days=days), done)


def _council_reasons(value: Calling, meeting: date) -> tuple[Reason, ...]:
    assert value.announcement is not None
    assert value.call is not None
    announce = (
        "Sammanträdet ska tillkännages på anslagstavlan minst en vecka före sammanträdesdagen, "
        f"senast {running_date(value.announcement.latest)}."
    )
    call = (
        "Varje ledamot och ersättare ska kallas minst en vecka före sammanträdesdagen, "
        f"senast {running_date(value.call.latest)}."
    )
    return (because(announce, KL_ANNOUNCED, meeting), because(call, KL_CALLED, meeting))


def _local_reasons(
    value: Calling, terms: CallingTerms, assembly: Assembly, meeting: date
) -> tuple[tuple[Reason, ...], tuple[Provision, ...]]:
    """A board's days: what its own rules say, under the section that lets them say it."""
    text = "Lagen anger ingen kallelsetid för nämnder: nämnden bestämmer tid och plats."
    reasons = [because(text, KL_BOARD_MEETS, meeting)]
    cited: tuple[Provision, ...] = (KL_BOARD_MEETS,)
    source = terms.source or "De egna reglerna"
    for what, found in (("kallelse", value.call), ("tillkännagivande", value.announcement)):
        if found is None:
            continue
        days = (meeting - found.latest).days
        text = (
            f"{source} anger {what} minst {days} dagar före, senast {running_date(found.latest)}."
        )
        if assembly is Assembly.BOARD:
            reasons.append(because(text, KL_BOARD_BYLAWS, meeting))
            cited = (KL_BOARD_MEETS, KL_BOARD_BYLAWS)
        else:
            reasons.append(Reason(text))
    return tuple(reasons), cited


def _kept(what: str, found: Limit | None) -> tuple[Reason, ...]:
    if found is None:
        return ()
    match found.timing:
        case Timing.UNKNOWN:
            text = f"Okänt, handling saknas: ingen uppgift om dagen. {what} kan inte bedömas."
        case Timing.IN_TIME:
            text = f"{what} gjordes {running_date(found.done)}, i tid."
        case _:
            text = f"{what} gjordes {running_date(found.done)}, för sent."
    return (Reason(text),)


def _doubts(value: Calling, assembly: Assembly) -> tuple[Reason, ...]:
    texts = []
    limits = [each for each in (value.announcement, value.call) if each is not None]
    if any(closing_name(each.latest) for each in limits):
        texts.append(
            "Tiden räknas bakåt. Att sista dagen är helgdag eller lördag förlänger den inte; det "
            "är Samverks läsning."
        )
    if any(each.timing is Timing.LATE for each in limits):
        texts.append(
            "Utväg: flytta sammanträdet, eller behandla bara det som hann tillkännages och "
            "kallas i tid."
        )
    if value.call is None:
        texts.append("Ingen kallelsetid är angiven för organet: lägg in den ur dess egna regler.")
    if assembly is Assembly.COUNCIL:
        texts.append(
            "Ett ärende som är för brådskande för veckan får tillkännages senast vardagen före."
        )
    return tuple(Reason(text) for text in texts)


def last_weekday_before(meeting: date) -> date:
    """Find the vardag closest before the meeting day. A Saturday is one, a holiday is not."""
    day = meeting - timedelta(days=1)
    while not is_weekday(day):
        day -= timedelta(days=1)
    return day


def urgent_matter(
    meeting: date, *, announced: date | None = None, reaches: date | None = None
) -> Ruling[Calling]:
    """Compute the last day for a council matter too urgent for the week (KL 5:14-15).

    ``reaches`` is the day the information can be assumed to reach each member and substitute.
    """
    last = last_weekday_before(meeting)
    value = Calling(limit(last, announced), limit(last, reaches))
    reasons = (
        because(
            "Ett ärende som är för brådskande tillkännages senast vardagen närmast före "
            f"sammanträdesdagen, {running_date(last)}.",
            KL_ANNOUNCED_URGENT,
            meeting,
        ),
        because(
            "Information om ärendet ska kunna antas nå varje ledamot och ersättare senast "
            f"{running_date(last)}.",
            KL_CALLED,
            meeting,
        ),
        *_kept("Tillkännagivandet", value.announcement),
        *_kept("Informationen", value.call),
    )
    remarks = unknown_wordings(meeting, KL_ANNOUNCED_URGENT, KL_CALLED)
    if name := closing_name(last):
        text = (
            f"{sentence(running_date(last))} är {name} men räknas här som vardag. Det är Samverks "
            "läsning: gör det hellre dagen innan."
        )
        remarks += (Reason(text),)
    return Ruling(value, reasons, remarks)


def unannounced_matter(present: int, agreeing: int | None, *, day: date | None) -> Ruling[bool]:
    """Answer whether the council may decide an urgent matter that nobody announced (KL 5:52).

    ``agreeing`` is how many of those present decide to take it up; None before they are asked, and
    then the answer is no. Raises ValueError when nobody is present or more agree than are present.
    """
    if present < 1 or not 0 <= (agreeing or 0) <= present:
        raise ValueError("Antalet eniga ska vara mellan 0 och antalet närvarande, som är minst 1.")
    rule = (
        "Bara tillkännagivna ärenden får avgöras. Ett brådskande ärende får ändå avgöras om alla "
        "närvarande ledamöter beslutar det."
    )
    if agreeing is None:
        count = f"De {present} närvarande har inte tillfrågats än."
    else:
        count = f"{agreeing} av {present} närvarande beslutar att avgöra ärendet."
    reasons = (because(rule, KL_ONLY_ANNOUNCED, day), Reason(count))
    return Ruling(agreeing == present, reasons, unknown_wordings(day, KL_ONLY_ANNOUNCED))


_WEEK_BEFORE = date(2026, 5, 20)

EXAMPLES = (
    Example(
        calling,
        {
            "meeting": date(2026, 5, 27),
            "assembly": Assembly.COUNCIL,
            "announced": _WEEK_BEFORE,
            "called": date(2026, 5, 21),
        },
        Calling(
            Limit(_WEEK_BEFORE, _WEEK_BEFORE, Timing.IN_TIME),
            Limit(_WEEK_BEFORE, date(2026, 5, 21), Timing.LATE),
        ),
        "konstruerat: tillkännagivet i tid, kallat en dag för sent",
    ),
    Example(
        calling,
        {
            "meeting": date(2026, 3, 18),
            "assembly": Assembly.BOARD,
            "terms": CallingTerms(5, source="Reglementet"),
        },
        Calling(None, Limit(date(2026, 3, 13), None, Timing.UNKNOWN)),
        "Alingsås och Hultsfred: fem dagar före för nämnd; dagen för kallelsen saknas",
    ),
    Example(
        urgent_matter,
        {"meeting": date(2026, 4, 7), "announced": date(2026, 4, 4), "reaches": date(2026, 4, 4)},
        Calling(
            Limit(date(2026, 4, 4), date(2026, 4, 4), Timing.IN_TIME),
            Limit(date(2026, 4, 4), date(2026, 4, 4), Timing.IN_TIME),
        ),
        "räknat för hand: vardagen före tisdagen efter påsk är påskafton, en lördag",
    ),
)
