"""Adjusting minutes (justering): by when, by whom, and how far it has come.

The time of adjustment is the day of the last signature. A signature belongs to the version that was
sent: when the minutes are sent anew, the earlier ones fall. So too when the secretary recalls what
was sent, as when an adjuster falls ill or somebody sees a fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.limits import Limit, Timing, limit, moved_limit_doubt
from samverk.rules.minutes.ground import minutes_ground, minutes_ground_cited
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_ADJUSTED
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date

ADJUSTMENT_DAYS = 14


def adjustment_limit(
    meeting: date, adjusted: date | None = None, *, assembly: Assembly
) -> Ruling[Limit]:
    """Compute the last day to adjust the minutes and weigh the actual day against it.

    ``meeting`` is the day the meeting ended. Raises ValueError if adjusted before it.
    """
    if adjusted is not None and adjusted < meeting:
        raise ValueError("Protokollet kan inte ha justerats före sammanträdet.")
    latest = meeting + timedelta(days=ADJUSTMENT_DAYS)
    found = limit(latest, adjusted, may_move=True)
    rule = (
        "Protokollet ska justeras senast fjorton dagar efter sammanträdet, "
        f"senast {running_date(latest)}."
    )
    reasons = (
        because(rule, KL_ADJUSTED, meeting),
        *minutes_ground(assembly, meeting),
        *_kept(found),
    )
    cited = (KL_ADJUSTED, *minutes_ground_cited(assembly))
    remarks = unknown_wordings(meeting, *cited) + moved_limit_doubt(latest)
    if found.timing in {Timing.LATE, Timing.DOUBTFUL}:
        text = (
            "Att en sen justering i sig gör beslutet ogiltigt är inte bekräftat. Justera genast: "
            "överklagandetiden börjar inte före anslaget."
        )
        remarks += (Reason(text),)
    return Ruling(found, reasons, remarks)


def _kept(found: Limit) -> tuple[Reason, ...]:
    match found.timing:
        case Timing.UNKNOWN:
            return ()
        case Timing.IN_TIME:
            how = "i tid"
        case Timing.DOUBTFUL:
            how = "efter fjorton dagar, men i tid om sista dagen flyttas till nästa vardag"
        case Timing.LATE:
            how = "för sent"
    return (Reason(f"Protokollet justerades {running_date(found.done)}, {how}."),)


class AdjustmentState(StrEnum):
    """How far the adjustment has come (justeringsläge)."""

    DRAFT = "utkast"
    SENT = "för justering"
    RETURNED = "åter med anmärkning"
    REFUSED = "avvisad"
    PARTLY = "delvis signerad"
    ADJUSTED = "justerad"


class Move(StrEnum):
    """What someone did with the minutes (åtgärd vid justering)."""

    SEND = "skickades för justering"
    REMARK = "fick en anmärkning"
    REFUSE = "avvisades"
    SIGN = "signerades"
    RECALL = "återkallades"


@dataclass(frozen=True, slots=True)
class Step:
    """One step (justeringssteg). ``by`` is None for sending and recalling, which the secretary does."""

    move: Move
    day: date
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Justeringens läge: who has signed the version now out, who is awaited, and the day adjusted."""

    state: AdjustmentState
    signed: tuple[int, ...] = ()
    awaited: tuple[int, ...] = ()
    adjusted_on: date | None = None


def adjustment(steps: Sequence[Step], signers: Sequence[int]) -> Ruling[Adjustment]:
    """Replay the steps, ordered as they happened, and answer how far the adjustment has come.

    ``signers`` are the chair and the adjusters that the body's rules ask for. Raises ValueError for
    a step that ``may_take`` would have refused: such a step is never recorded.
    """
    if not signers or len(set(signers)) != len(signers):
        raise ValueError("Ange ordförande och justerare, var och en en gång.")
    now = Adjustment(AdjustmentState.DRAFT)
    last: date | None = None
    for step in steps:
        if refusal := _refusal(now, step, signers, last):
            raise ValueError(refusal)
        now, last = _after(now, step, signers), step.day
    return Ruling(now, (Reason(_told(now)),), _ways_out(now))


def may_take(
    step: Step, steps: Sequence[Step], signers: Sequence[int], *, is_complete: bool
) -> Ruling[bool]:
    """Answer whether a step may be taken now. ``is_complete`` is the completeness check's answer.

    Incomplete minutes are neither sent nor signed: the findings say what to mend.
    """
    now = adjustment(steps, signers).value
    refusal = _refusal(now, step, signers, steps[-1].day if steps else None)
    if not refusal and not is_complete and step.move in {Move.SEND, Move.SIGN}:
        refusal = "Protokollet är inte fullständigt. Rätta felen i kontrollen och försök igen."
    text = refusal or f"Protokollet är i läget {now.state} och får ta steget."
    return Ruling(not refusal, (Reason(text),))


_MAY_SEND = frozenset({AdjustmentState.DRAFT, AdjustmentState.RETURNED, AdjustmentState.REFUSED})
_IS_OUT = frozenset({AdjustmentState.SENT, AdjustmentState.PARTLY})


def _refusal(now: Adjustment, step: Step, signers: Sequence[int], last: date | None) -> str:
    if last is not None and step.day < last:
        return "Steget kan inte ligga före det förra steget i tiden."
    if now.state is AdjustmentState.ADJUSTED:
        return "Protokollet är justerat och låst: rätta det genom en ny rättelsepost."
    if step.move is Move.SEND:
        return "" if now.state in _MAY_SEND else "Protokollet är redan skickat för justering."
    if step.move is Move.RECALL:
        return "" if now.state in _IS_OUT else "Protokollet är inte skickat för justering."
    return _adjuster_refusal(now, step, signers)


def _adjuster_refusal(now: Adjustment, step: Step, signers: Sequence[int]) -> str:
    if now.state not in _IS_OUT:
        return "Protokollet är inte skickat för justering: skicka det först."
    if step.by not in signers:
        return "Bara ordföranden och de utsedda justerarna får justera protokollet."
    if step.move is Move.SIGN and step.by in now.signed:
        return "Den här personen har redan signerat."
    return ""


def _after(now: Adjustment, step: Step, signers: Sequence[int]) -> Adjustment:
    match step.move:
        case Move.SEND:
            return Adjustment(AdjustmentState.SENT, (), tuple(signers))
        case Move.RECALL:
            return Adjustment(AdjustmentState.DRAFT)
        case Move.REMARK:
            return Adjustment(AdjustmentState.RETURNED)
        case Move.REFUSE:
            return Adjustment(AdjustmentState.REFUSED)
        case Move.SIGN:
            assert step.by is not None
            signed = (*now.signed, step.by)
            awaited = tuple(each for each in signers if each not in signed)
            if awaited:
                return Adjustment(AdjustmentState.PARTLY, signed, awaited)
            return Adjustment(AdjustmentState.ADJUSTED, signed, (), step.day)


def _told(now: Adjustment) -> str:
    match now.state:
        case AdjustmentState.DRAFT:
            return "Protokollet är ett utkast och har inte skickats för justering."
        case AdjustmentState.SENT:
            return f"Protokollet väntar på {len(now.awaited)} signaturer."
        case AdjustmentState.RETURNED:
            return "En justerare har lämnat en anmärkning: rätta eller besvara den och skicka igen."
        case AdjustmentState.REFUSED:
            return "En justerare har avvisat protokollet."
        case AdjustmentState.PARTLY:
            return f"{len(now.signed)} har signerat; {len(now.awaited)} återstår."
        case AdjustmentState.ADJUSTED:
            return (
                f"Alla har signerat. Protokollet är justerat {running_date(now.adjusted_on)}, "
                "den sista signaturens dag."
            )


def _ways_out(now: Adjustment) -> tuple[Reason, ...]:
    if now.state is not AdjustmentState.REFUSED:
        return ()
    return tuple(Reason(text) for text in _DISAGREEMENT)


_DISAGREEMENT = (
    "Är ordförande och justerare oense om innehållet kan bådas uppfattning antecknas. Så gör "
    "Göteborg; lagen säger inget.",
    "Är oenigheten väsentlig kan justeringen överlämnas till nästa sammanträde. Så gör Göteborg och "
    "Karlsborg; lagen säger inget.",
)


def immediate_adjustment(
    meeting: date, *, is_written: bool, signed: date | None
) -> Ruling[bool | None]:
    """Answer whether a paragraph is adjusted at once (omedelbar justering); None if not signed yet.

    ``is_written`` says that the paragraph's text was read at the meeting.
    """
    local = Reason(
        "Kommunallagen har ingen egen regel om omedelbar justering: följ organets egna regler. "
        "Paragrafen ska finnas i skrift vid sammanträdet och signeras genast."
    )
    clock = Reason(
        "Paragrafen får ett eget anslag och en egen överklagandetid, det är Samverks läsning. "
        "Anslå den genast."
    )
    remarks = unknown_wordings(meeting, KL_ADJUSTED)
    if not is_written:
        no = Reason("Paragrafen fanns inte i skrift vid sammanträdet.")
        return Ruling(False, (local, no), remarks)
    if signed is None:
        return Ruling(None, (local, Reason("Paragrafen är inte signerad än.")), remarks)
    if signed < meeting:
        raise ValueError("Paragrafen kan inte ha justerats före sammanträdet.")
    if signed > meeting:
        text = f"Signerad först {running_date(signed)}: det är vanlig justering av en enskild paragraf."
        return Ruling(False, (local, Reason(text), clock), remarks)
    return Ruling(True, (local, clock), remarks)


_MEETING = date(2023, 11, 1)
EXAMPLES = (
    Example(
        adjustment_limit,
        {"meeting": _MEETING, "adjusted": date(2023, 11, 15), "assembly": Assembly.BOARD},
        Limit(date(2023, 11, 15), date(2023, 11, 15), Timing.IN_TIME),
        "räknat för hand: fjortonde dagen efter sammanträdet",
    ),
    Example(
        adjustment_limit,
        {
            "meeting": date(2026, 6, 6),
            "adjusted": date(2026, 6, 22),
            "assembly": Assembly.FEDERATION,
        },
        Limit(date(2026, 6, 20), date(2026, 6, 22), Timing.DOUBTFUL),
        "räknat för hand: sista dagen är midsommardagen",
    ),
    Example(
        adjustment,
        {
            "steps": (
                Step(Move.SEND, date(2023, 11, 6)),
                Step(Move.SIGN, date(2023, 11, 7), 1),
                Step(Move.REMARK, date(2023, 11, 8), 2),
                Step(Move.SEND, date(2023, 11, 9)),
                Step(Move.SIGN, date(2023, 11, 9), 2),
            ),
            "signers": (1, 2),
        },
        Adjustment(AdjustmentState.PARTLY, (2,), (1,)),
        "konstruerat: efter en ny version måste ordföranden signera igen",
    ),
)
