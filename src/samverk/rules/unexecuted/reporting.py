"""What the supervisory authority is told of a decision, for which quarter, and what it has been told.

A wait of more than three months is reported for every quarter at whose end it lasts. Once it has been
reported, its end is told too, as soon as it has come. What was reported, and when, is the board's own
marking: the authority takes its reports by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.counting import Definition, is_counted
from samverk.rules.unexecuted.duties import TO_REPORT, TO_TELL_OF_THE_END, report_day, under
from samverk.rules.unexecuted.individual_sheet import KINDS, OF_A_WAIT, ReportKind
from samverk.rules.unexecuted.quarters import Quarter, quarter_of
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.wording import running_date

_K = ReportKind
# An old list tells the two ends together; the register never does
_END_KIND = {End.EXECUTED: _K.EXECUTED, End.CLOSED: _K.CLOSED, End.EITHER: _K.EXECUTED}


class WithdrawReason(StrEnum):
    """Why a mark that something was sent is withdrawn (skäl till återtagande)."""

    NOT_SENT = "not_sent"
    WRONG_DAY = "wrong_day"
    OTHER_CONTENT = "other_content"
    WRONG_DECISION = "wrong_decision"


WITHDRAW_REASONS = {
    WithdrawReason.NOT_SENT: "rapporten skickades inte",
    WithdrawReason.WRONG_DAY: "fel dag",
    WithdrawReason.OTHER_CONTENT: "rapporten hade andra uppgifter",
    WithdrawReason.WRONG_DECISION: "ett annat beslut skulle ha markerats",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A report that was sent (inskickad rapport) and not withdrawn; ``ended_on`` is the end that it told."""

    kind: ReportKind
    quarter: Quarter
    sent_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A wait and what has been told of it (rapporteringsläge).

    One entered in error waits no more: it is here with the day that was found as its end, and is told
    as closed if it was ever told.
    """

    wait: Wait
    told: tuple[Told, ...] = ()
    in_error: bool = False

    @property
    def first_told(self) -> Told | None:
        """The first report that it waits; None when none has been sent."""
        found = [one for one in self.told if one.kind in OF_A_WAIT]
        return min(found, key=lambda one: one.sent_on) if found else None

    @property
    def end_told(self) -> Told | None:
        """The report of its end as it is now; None when there is none, or it told another day."""
        if self.wait.ended_on is None or self.wait.end is None:
            return None
        now = (_END_KIND[self.wait.end], self.wait.ended_on)
        return next((one for one in self.told if (one.kind, one.ended_on) == now), None)

    @property
    def end_due(self) -> Report | None:
        """The report of its end that has to be sent; None when there is none."""
        wait = self.wait
        if wait.ended_on is None or wait.end is None:
            return None
        if self.first_told is None or self.end_told is not None:
            return None
        return Report(_END_KIND[wait.end], quarter_of(wait.ended_on))


@dataclass(frozen=True, slots=True)
class Report:
    """A report for a quarter (rapport): ``told`` is None until it has been sent."""

    kind: ReportKind
    quarter: Quarter
    told: Told | None = None

    @property
    def is_due(self) -> bool:
        """Answer whether it is still to be sent."""
        return self.told is None


def reports_for(case: Case, quarter: Quarter, today: date) -> tuple[Report, ...]:
    """List the reports of a wait that belong to a quarter: what is to be sent first, then what was.

    An end that has not been told stays on the list of every later quarter, under the quarter it came in.
    Of a quarter that has not ended only ends can be told: who waits at its end is unknown.
    """
    due = []
    if quarter.last_day < today and _waits_untold(case, quarter):
        due.append(Report(waiting_kind(case.wait), quarter))
    end = case.end_due
    if end is not None and end.quarter <= quarter:
        due.append(end)
    sent = [Report(one.kind, quarter, one) for one in case.told if one.quarter == quarter]
    return (*due, *sent)


def waiting_kind(wait: Wait) -> ReportKind:
    """Answer as what a wait is reported while it lasts."""
    return _K.NOT_EXECUTED if wait.cause is Cause.DECISION else _K.INTERRUPTED


def _waits_untold(case: Case, quarter: Quarter) -> bool:
    # One whose end has been told has nothing left to tell of a quarter before it
    if case.in_error or case.end_told is not None:
        return False
    if any(one.quarter == quarter and one.kind in OF_A_WAIT for one in case.told):
        return False
    return is_counted(case.wait, quarter, Definition.OPEN)


def why_reported(report: Report, case: Case) -> Ruling[ReportKind]:
    """Tell why a report is of its kind, by the act that the decision was taken under.

    The duty is that in force when the report can be made: after the quarter, or when the end had come.
    """
    wait = case.wait
    if report.kind in OF_A_WAIT:
        day = report.quarter.last_day
        since = "Beslutet fattades" if wait.cause is Cause.DECISION else "Verkställigheten avbröts"
        text = (
            f"{since} {running_date(wait.began_on)} och var inte verkställt {running_date(day)},"
            " kvartalets sista dag. Det rapporteras varje kvartal tills verkställighet eller avslut har"
            " anmälts."
        )
        why, unknown = under(TO_REPORT, [wait.act], text, report_day(report.quarter))
    else:
        day = wait.ended_on or report.quarter.last_day
        why, unknown = under(TO_TELL_OF_THE_END, [wait.act], _end_text(case, report.kind, day), day)
    return Ruling(report.kind, why, (*unknown, *_remarks(report, case)))


def _end_text(case: Case, kind: ReportKind, day: date) -> str:
    if case.in_error:
        return f"Det rapporterade beslutet visade sig {running_date(day)} vara felregistrerat."
    how = "verkställdes" if kind is _K.EXECUTED else "avslutades"
    return (
        f"Det rapporterade beslutet {how} {running_date(day)}. Det anmäls så snart som möjligt, till"
        " revisorerna också."
    )


def _remarks(report: Report, case: Case) -> Iterable[Reason]:
    if report.kind is _K.CLOSED and case.in_error:
        yield Reason(
            "Hur en rapport om ett felregistrerat beslut rättas står inte i någon text som är känd. Samverk"
            " lägger den som ett avslut, så att ärendet inte blir kvar hos IVO."
        )
    elif report.kind is _K.CLOSED:
        yield Reason("Lagen nämner bara verkställighet. IVO vill också veta om avslut.")
    ends = [one for one in case.told if one.kind not in OF_A_WAIT and one is not report.told]
    for one in ends:
        if one.ended_on != case.wait.ended_on and one.ended_on is not None:
            yield Reason(
                f"Den {running_date(one.sent_on)} anmäldes beslutet som"
                f" {'verkställt' if one.kind is _K.EXECUTED else 'avslutat'}"
                f" {running_date(one.ended_on)}. Det stämmer inte längre: upplys IVO."
            )


def check_sent(report: Report, case: Case, sent_on: date, today: date) -> str:
    """Say why a report cannot have been sent on a day, in Swedish; "" when it can."""
    if sent_on > today:
        return "Dagen har inte varit än."
    if report.kind in OF_A_WAIT:
        last = report.quarter.last_day
        if sent_on <= last:
            return (
                f"{str(report.quarter).capitalize()} slutar {running_date(last)}. Rapporten kan ha skickats"
                " tidigast dagen därefter."
            )
        return ""
    ended, first = case.wait.ended_on, case.first_told
    if ended is not None and sent_on < ended:
        return f"Det hände {running_date(ended)} och kan inte ha anmälts före det."
    if first is not None and sent_on < first.sent_on:
        return f"Beslutet rapporterades första gången {running_date(first.sent_on)}. Ange en dag därefter."
    return ""


def why_not_due(case: Case, kind: ReportKind, quarter: Quarter) -> str:
    """Say why a report of a kind is not to be sent for a quarter, in Swedish."""
    if any(one.kind is kind and one.quarter == quarter for one in case.told):
        return "Rapporten är redan markerad som inskickad."
    if kind in OF_A_WAIT:
        return f"Beslutet ska inte rapporteras som {KINDS[kind]} för {quarter}."
    if case.wait.ended_on is None:
        return "Beslutet väntar fortfarande: det finns inget slut att anmäla."
    if case.first_told is None:
        return (
            "Beslutet är inte markerat som rapporterat. Markera den första rapporten först, för kvartalet"
            " som den gällde."
        )
    return "Slutet är redan anmält, eller ska anmälas på ett annat sätt. Ladda om sidan."


def check_withdrawn(case: Case, told: Told) -> str:
    """Say why a mark cannot be withdrawn, in Swedish; "" when it can."""
    if told.kind not in OF_A_WAIT:
        return ""
    others = [one for one in case.told if one.kind in OF_A_WAIT and one != told]
    ends = [one for one in case.told if one.kind not in OF_A_WAIT]
    if ends and not others:
        return (
            "Slutet är anmält på grund av den här rapporten. Dra tillbaka den markeringen först, om också"
            " den är fel."
        )
    return ""


_WAIT = Wait("K1", "Kontaktfamilj", date(2022, 9, 5), date(2022, 9, 5))
_ENDED = Wait(
    "K1",
    "Kontaktfamilj",
    date(2022, 9, 5),
    date(2022, 9, 5),
    ended_on=date(2023, 2, 14),
    end=End.EXECUTED,
)
_TODAY = date(2023, 4, 3)
_FIRST = Told(_K.NOT_EXECUTED, Quarter(2022, 4), date(2023, 1, 12))


def _kinds(case: Case, quarter: Quarter, today: date) -> Ruling[tuple[ReportKind, ...]]:
    return Ruling(tuple(one.kind for one in reports_for(case, quarter, today)), ())


EXAMPLES = (
    Example(
        _kinds,
        {"case": Case(_WAIT), "quarter": Quarter(2022, 4), "today": _TODAY},
        (_K.NOT_EXECUTED,),
        "konstruerat: tre månader har gått den 5 december",
    ),
    Example(
        _kinds,
        {"case": Case(_ENDED, (_FIRST,)), "quarter": Quarter(2023, 1), "today": _TODAY},
        (_K.EXECUTED,),
        "konstruerat: rapporterat för kvartalet före, och verkställt",
    ),
    Example(
        _kinds,
        {"case": Case(_ENDED), "quarter": Quarter(2023, 1), "today": _TODAY},
        (),
        "konstruerat: det som inte är rapporterat har inget slut att anmäla",
    ),
)
