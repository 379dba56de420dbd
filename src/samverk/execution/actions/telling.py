"""Makes a quarter's report to the board, the council or the auditors: kept in the register, and begun as
a memo in a case of the board's diary.

The memo holds figures alone (``Figures``): no person and no day of a decision can come into it. Which
decisions were counted is kept in the register, and leaves with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from samverk.execution.models import KeptReport, KeptReportRow, Recipient, RegisterProtection
from samverk.execution.quarter_texts import figures_text, heading
from samverk.execution.queries.checking import RegisterChecked, checks_of
from samverk.execution.queries.kept_reports import (
    earlier_of,
    for_recipient,
    is_same,
    latest_to,
    row_of,
)
from samverk.execution.queries.report_figures import Figures, as_json, tells_of_nobody
from samverk.execution.queries.report_rows import Gathered, gather
from samverk.execution.queries.reports import unknown, why_of
from samverk.execution.report_paper import SECRECY
from samverk.execution.walls import counting
from samverk.execution.zone import Board, entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Right
from samverk.memos import actions as memos
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import MemoLayout, Part
from samverk.rules.memos.proposals import Point
from samverk.rules.personal_numbers import has_personal_number
from samverk.rules.unexecuted.checks import Verdict
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.register_checks import may_leave, stops
from samverk.rules.wording import running_date

TOLD = acts.kind("execution.quarter_told", "Kvartalsrapport om ej verkställda beslut gjord")
AT_ONCE = 1000
LONGEST = 1000
# What the board is asked to decide, and who is sent the decision
PROPOSED = {
    Recipient.BOARD: "Nämnden har tagit del av rapporten för {quarter}.",
    Recipient.COUNCIL: "Nämnden lämnar rapporten för {quarter} till kommunfullmäktige.",
    Recipient.AUDITORS: "Nämnden lämnar rapporten för {quarter} till kommunens revisorer.",
}
SENT_TO = {Recipient.COUNCIL: "Kommunfullmäktige", Recipient.AUDITORS: "Kommunens revisorer"}
WHERE_ROWS = {
    Recipient.BOARD: "Besluten ett för ett finns i registret, och visas nämnden vid sammanträdet.",
    Recipient.COUNCIL: "Det som alla får läsa är kvartalet så som nämnden publicerar det på webben.",
    Recipient.AUDITORS: "Besluten ett för ett lämnas till revisorerna som en egen fil, utan namn.",
}


@dataclass(frozen=True, slots=True)
class NewQuarterReport:
    """A quarter to tell of (kvartalsrapport): counted by which definition, and to whom.

    ``why`` is why it is left although a check does not hold.
    """

    quarter: Quarter
    definition: Definition
    recipient: Recipient = Recipient.COUNCIL
    why: str = field(default="", repr=False)


def tell_quarter(actor: Actor, body: int, new: NewQuarterReport, *, key: str) -> KeptReport:
    """Make a report of a quarter: keep it, and begin its memo in the quarter's case.

    Raises InputError for a quarter that has not ended, and where a check stops it and nothing is written
    of why; ConflictError where the same is told already. Another of the same quarter corrects the first.
    The main reporter needs the right to open cases and to write memos at the board too, and to read what
    is secret there for one that is closed.
    """
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        content = f"{new.quarter.code}/{new.definition}/{new.recipient}/{new.why}"
        act = acts.Act(actor, TOLD, key, home.organisation, body=body, content=content)
        return acts.carry_out(act, lambda: _tell(actor, home, new, key))


def _tell(actor: Actor, home: Board, new: NewQuarterReport, key: str) -> KeptReport:
    today, quarter, why = clock.today(), new.quarter, new.why.strip()
    # Taken first: those who make reports at one board wait here for each other
    number = next_number(f"execution/reports/{home.body}")
    gathered = gather(home.body, quarter, new.definition, today)
    if gathered.figures is None:
        raise InputError(unknown(gathered), field="quarter")
    failed = _failed(home.body, quarter)
    _check_why(failed, why)
    figures = for_recipient(new.recipient, gathered.figures)
    corrects = _corrects(home.body, new, figures, gathered)
    report = KeptReport(
        controller_id=home.body,
        number=number,
        recipient=new.recipient,
        quarter=quarter.code,
        definition=new.definition,
        figures=as_json(figures),
        unlisted=_protected(gathered),
        failed=[one.check.id for one in failed],
        why=why if any(stops(one.check) for one in failed) else "",
        corrects=corrects,
        made_on=today,
        made_by_id=actor.user,
        made_by_name=actor.name,
    )
    report.memo_id = _begin(actor, report, _words(report, figures, gathered, failed), key)
    report.save(force_insert=True)
    # Everybody counts, also those that the reporter may not know of: the rows are read as the decisions are
    with counting():
        rows = [row_of(report, one) for one in gathered.all]
        KeptReportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    return report


def _corrects(
    body: int, new: NewQuarterReport, figures: Figures, gathered: Gathered
) -> KeptReport | None:
    """Find the report that this one comes instead of. Raises ConflictError when it would say the same."""
    earlier = latest_to(body, new.quarter, new.recipient)
    if earlier is not None and is_same(earlier, figures, gathered):
        raise ConflictError(
            f"Rapporten är redan lämnad {running_date(earlier.made_on)}, som nr {earlier.number}, och"
            " registret säger detsamma nu. Öppna den under Lämnade rapporter."
        )
    return earlier


def _failed(body: int, quarter: Quarter) -> list[RegisterChecked]:
    made = checks_of(body, quarter, clock.today(), earlier_of(body, quarter))
    return [one for one in made if one.verdict is Verdict.FAILS]


def _check_why(failed: list[RegisterChecked], why: str) -> None:
    """Stop a report that a check stops until the reporter has written why it is left. Raises InputError."""
    ruling = may_leave((one.check for one in failed), why)
    if not ruling.value:
        raise InputError(" ".join(reason.text for reason in ruling.reasons), field="why")
    if len(why) > LONGEST:
        raise InputError(f"Skriv högst {LONGEST} tecken.", field="why")
    # It is kept longer than the decisions are
    if has_personal_number(why):
        raise InputError("Skriv inget personnummer: texten sparas med rapporten.", field="why")


def _words(
    report: KeptReport, figures: Figures, gathered: Gathered, failed: list[RegisterChecked]
) -> str:
    text = figures_text(figures, why_of(report.recipient, gathered))
    return "\n\n".join((text, *_remarks(report, failed)))


def _remarks(report: KeptReport, failed: list[RegisterChecked]) -> Iterator[str]:
    """Say which checks did not hold, where the decisions are read, and which kept report it is.

    What the reporter wrote is the board's own: it may tell more than numbers.
    """
    if failed:
        lines = [f"– {one.check.text}" for one in failed]
        yield "\n".join(["Kontroller som inte stämde när rapporten gjordes:", *lines])
    if report.why and report.recipient == Recipient.BOARD:
        yield f"Varför rapporten lämnas ändå: {report.why}"
    if report.corrects is not None:
        yield (
            f"Rapporten ersätter nr {report.corrects.number}, lämnad"
            f" {running_date(report.corrects.made_on)}."
        )
    where = WHERE_ROWS.get(Recipient(report.recipient), "")
    kept = f"Rapporten är nr {report.number} bland nämndens lämnade rapporter i registret."
    yield f"{where} {kept}".strip()


def _protected(gathered: Gathered) -> int:
    """Count the decisions that no row tells of, whoever reads."""
    with counting():
        protected = RegisterProtection.objects.filter(lifted_at=None)
        known = set(protected.values_list("decision_id", flat=True))
    return len(known & {one.row.decision_id for one in gathered.all})


def _begin(actor: Actor, report: KeptReport, words: str, key: str) -> int:
    """Begin the memo of a report, closed but for a council's that tells of nobody, and answer its id.

    An approved open memo is read by everybody, and its figures are small nearly always: by type, by time
    and from quarter to quarter. What everybody may read is published by itself (``publish_quarter``).
    """
    quarter, recipient = report.of_quarter, Recipient(report.recipient)
    what = "rättad rapport" if report.corrects_id else "rapport"
    title = f"{heading(quarter)}: {what} till {recipient.label}"
    is_open = recipient == Recipient.COUNCIL and tells_of_nobody(report.figures)
    hidden = None if is_open else memos.Hidden(SECRECY, title)
    case = _case(actor, report, key)
    memo = memos.begin_memo(actor, memos.NewMemo(case, title, hidden), key=f"{key}/utkast")
    for part, content in _parts(memo.layout, quarter, recipient, words):
        if memo.layout.has(part):
            memos.save_part(actor, memo, memos.NewPart(part, content, 0), key=f"{key}/{part}")
    pk: int = memo.pk
    return pk


def _case(actor: Actor, report: KeptReport, key: str) -> int:
    """Find the case that an earlier report of the quarter opened, or open one."""
    earlier = KeptReport.objects.filter(
        controller=report.controller_id, quarter=report.quarter
    ).order_by("number")
    case: int | None = earlier.values_list("memo__case_id", flat=True).first()
    if case is not None:
        return case
    new = registry.NewCase(report.controller_id, heading(report.of_quarter), clock.today())
    opened: int = registry.open_case(actor, new, key=f"{key}/ärende").pk
    return opened


def _parts(
    layout: MemoLayout, quarter: Quarter, recipient: Recipient, words: str
) -> Iterator[tuple[Part, memos.Content]]:
    yield Part.PROPOSAL, memos.Points((Point(PROPOSED[recipient].format(quarter=quarter)),))
    # Every layout has one of them, and the figures stand once
    where = next(part for part in (Part.BACKGROUND, Part.SUMMARY) if layout.has(part))
    yield where, memos.Words(words)
    if recipient in SENT_TO:
        yield Part.RECIPIENTS, memos.Names((SENT_TO[recipient],))
