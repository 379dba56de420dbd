"""What an import makes of a source's decision beside what the register has of it (importplan).

The dry run shows this plan and the run carries it out, so the two cannot differ. An empty cell changes
nothing: what the source does not tell stays. What the register's steps do not allow is a fault, as when
the source has another end than the one that is registered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from samverk.rules.unexecuted.code_lists import TYPES, Act, CloseKind
from samverk.rules.unexecuted.grounds import GROUNDS, wrong_day
from samverk.rules.unexecuted.handling import (
    EXECUTION,
    WAITING,
    ExecutionEvent,
    ExecutionState,
    Handler,
)
from samverk.rules.unexecuted.histories import Happened, waits_of
from samverk.rules.unexecuted.import_mapping import Target
from samverk.rules.unexecuted.import_planned import (
    Facts,
    Planned,
    Registered,
    RowPlan,
    ToldStep,
    Verdict,
    granted,
)
from samverk.rules.unexecuted.import_row import Decided
from samverk.rules.unexecuted.waits import Cause, End, Wait
from samverk.rules.wording import running_date

E = ExecutionEvent
OTHER_REASON = "annat"
NOT_TOLD_WHEN = "Källan säger inte när beslutet verkställdes före avbrottet. Beslutsdagen står här."
NO_ANSWER_DAY = "Källan säger inte vilken dag svaret kom. Dagen för erbjudandet står här."
_SEXES = ("woman", "man")
ACTS = {one.code: one.act for one in TYPES}
_GROUND = {one.code: one for one in GROUNDS}


def plan_row(
    decided: Decided, kept: Registered | None, today: date, acts: Mapping[str, Act] = ACTS
) -> RowPlan:
    """Work out what a source's decision makes in the register; ``kept`` is None for one it has not.

    ``acts`` is the act of each type of the board.
    """
    return _Plan(decided, kept, today, acts).made()


class _Plan:
    """The planning of one row."""

    def __init__(
        self, decided: Decided, kept: Registered | None, today: date, acts: Mapping[str, Act]
    ) -> None:
        self.told, self.kept, self.today, self.acts = decided, kept, today, acts
        self.waits = kept.waits if kept else ()
        # What has been told in the wait that goes on; an interruption begins one with nothing told
        self.offered_on = kept.offered_on if kept else None
        self.is_answered = kept.is_answered if kept else True
        self.reason = kept.reason if kept else ""
        self.state = kept.state if kept else None
        self.steps: list[ToldStep] = []
        self.faults: list[tuple[Target, str]] = []
        self.remarks: list[tuple[Target, str]] = []

    def made(self) -> RowPlan:
        """Plan all of the row."""
        told, kept = self.told, self.kept
        if kept is not None and kept.state is ExecutionState.ENTERED_IN_ERROR:
            self.remarks.append(
                (Target.KEY, "Beslutet är felregistrerat i registret. Inget ändras.")
            )
            return self._plan(kept.facts, (), protects=False)
        facts = self._facts()
        changed = _differing(kept.facts, facts) if kept else ()
        self._check(facts)
        if kept is None:
            self._take(E.DECIDE, told.decided_on)
        elif changed:
            self._take(E.AMEND, self.today)
        self._interrupt()
        self._while_waiting()
        self._end()
        self._check_days(facts)
        protects = told.is_protected and not (kept and kept.is_protected)
        return self._plan(facts, changed, protects=protects)

    def _plan(self, facts: Facts, changed: tuple[str, ...], *, protects: bool) -> RowPlan:
        verdict = Verdict.NEW
        if self.kept is not None:
            verdict = Verdict.CHANGED if self.steps or protects else Verdict.SAME
        planned = Planned(self.told.line, verdict, facts, changed, tuple(self.steps), protects)
        return RowPlan(planned, tuple(self.faults), tuple(self.remarks))

    def _take(self, event: ExecutionEvent, day: date, code: str = "", note: str = "") -> None:
        before = self.state
        ruling = EXECUTION.take(before, event, Handler.IMPORT)
        if ruling.value is None:
            self.faults.append((Target.KEY, " ".join(one.text for one in ruling.reasons)))
            return
        self.state = ruling.value
        if event is E.INTERRUPT:
            self.offered_on, self.is_answered, self.reason = None, True, ""
        self.steps.append(ToldStep(event, day, before, ruling.value, code, note))

    def _facts(self) -> Facts:
        told, kept = self.told, self.kept.facts if self.kept else None
        ground = told.ground.code if told.ground else (kept.ground if kept else self._assumed())
        new = Facts(
            told.kind,
            ground,
            told.decided_on,
            told.area,
            told.first_name,
            told.last_name,
            told.number,
            told.sex,
            told.stay,
        )
        if kept is None:
            return new
        given = {
            one.name: value
            if (value := getattr(new, one.name)) not in ("", None)
            else getattr(kept, one.name)
            for one in fields(Facts)
        }
        return Facts(**given)

    def _assumed(self) -> str:
        """Find the only provision that a new decision can be of; "" with a fault where there are more."""
        told = self.told
        act = self.acts.get(told.kind)
        fit = [one for one in GROUNDS if one.act == act and one.holds_on(told.decided_on)]
        if len(fit) == 1:
            self.remarks.append((Target.GROUND, f"Saknas. Läses som {fit[0].text}."))
            return fit[0].code
        names = " eller ".join(one.text for one in fit)
        self.faults.append((Target.GROUND, f"Saknas. Skriv {names}." if fit else "Saknas."))
        return ""

    def _check(self, facts: Facts) -> None:
        """Tell what the facts cannot be together, where the register has one and the source another."""
        ground = _GROUND.get(facts.ground)
        if facts.sex in _SEXES and facts.number.isdigit() and facts.sex != _sex_of(facts.number):
            self.faults.append((Target.SEX, "Numret säger ett annat kön. Rätta det som är fel."))
        if ground is None or self.kept is None:
            return
        if self.acts.get(facts.kind) != ground.act:
            text = (
                f"Insatsen beviljas inte enligt {ground.text}, som står i registret. Ange lagrum."
            )
            self.faults.append((Target.TYPE, text))
        elif told := wrong_day(ground, facts.decided_on):
            self.faults.append((Target.DECIDED_ON, told))
        if self.kept.clock_from and self.kept.clock_from > facts.decided_on:
            text = "Ligger före dagen som väntan räknas från i registret."
            self.faults.append((Target.DECIDED_ON, text))

    def _interrupt(self) -> None:
        """Let what was carried out be interrupted on the day that the source tells."""
        day = self.told.interrupted_on
        if day is None:
            return
        if self.kept is None:
            self._offer_before(day)
            self._take(E.EXECUTE, self.told.decided_on, note=NOT_TOLD_WHEN)
            self.remarks.append((Target.INTERRUPTED_ON, NOT_TOLD_WHEN))
            self._take(E.INTERRUPT, day)
            return
        waits = self.waits
        if any(one.cause is Cause.INTERRUPTION and one.began_on == day for one in waits):
            return
        ended = waits[-1].ended_on
        if self.state is ExecutionState.EXECUTED and ended is not None and ended <= day:
            self._take(E.INTERRUPT, day)
            return
        text = (
            f"Avbrottet {running_date(day)} följer inte på något som registret har verkställt. Anteckna"
            " där när beslutet verkställdes, eller rätta i källan."
        )
        self.faults.append((Target.INTERRUPTED_ON, text))

    def _offer_before(self, interrupted: date) -> None:
        if self.told.offered_on is not None and self.told.offered_on < interrupted:
            self._offer()

    @property
    def _is_waiting(self) -> bool:
        return self.state in WAITING

    def _while_waiting(self) -> None:
        day = self.told.offered_on
        # What was offered before an interruption is of the wait before it
        if day is not None and day >= self._since:
            self._offer()
        self._explain()
        self._support()

    @property
    def _since(self) -> date:
        """The day of the interruption that the decision waits from; else that of the decision."""
        last = self.waits[-1] if self.waits else None
        if last is not None and last.cause is Cause.INTERRUPTION:
            return max(last.began_on, self.told.interrupted_on or last.began_on)
        return self.told.interrupted_on or self.told.decided_on

    def _offer(self) -> None:
        told, last = self.told, self.offered_on
        if told.offered_on is None:
            return
        if last is not None and told.offered_on < last:
            return
        if last != told.offered_on:
            if not self._is_waiting:
                self._left_out(Target.OFFERED_ON, "Erbjudandet")
                return
            if last is not None and not self.is_answered:
                text = f"Erbjudandet {running_date(last)} har inget svar i registret. Anteckna det där."
                self.faults.append((Target.OFFERED_ON, text))
                return
            self._take(E.OFFER, told.offered_on)
            self._answer()
        elif not self.is_answered:
            self._answer()
        elif self.kept is not None and told.answer and self.kept.answer != told.answer:
            self.remarks.append(
                (Target.OFFER_ANSWER, "Registret har ett annat svar. Det står kvar.")
            )

    def _answer(self) -> None:
        if self.told.answer is None or self.told.offered_on is None:
            return
        if not self._is_waiting:
            self._left_out(Target.OFFER_ANSWER, "Svaret")
            return
        self._take(E.ANSWER, self.told.offered_on, self.told.answer.value, NO_ANSWER_DAY)

    def _left_out(self, target: Target, what: str) -> None:
        self.remarks.append(
            (target, f"{what} antecknas inte: beslutet har slutat vänta i registret.")
        )

    @property
    def _said_on(self) -> date:
        """The day of what the source has no day for: today, or the end when it has ended."""
        return min(self.told.ended_on or self.today, self.today)

    def _explain(self) -> None:
        told, kept, last = self.told, self.kept, self.reason
        code = told.reason or ((last or OTHER_REASON) if told.reason_text else "")
        text = told.reason_text
        if not code or (kept and code == last and text in ("", kept.reason_text)):
            return
        if code == OTHER_REASON and not text:
            self.faults.append((Target.REASON_TEXT, "Saknas. Skriv vilket skälet är."))
        elif self._is_waiting:
            self._take(E.EXPLAIN, self._said_on, code, text)
        else:
            self._left_out(Target.REASON, "Skälet")

    def _support(self) -> None:
        text = self.told.interim
        if not text or (self.kept and self.kept.interim == text):
            return
        if self._is_waiting:
            self._take(E.SUPPORT, self._said_on, note=text)
        else:
            self._left_out(Target.INTERIM, "Stödet")

    def _end(self) -> None:
        told, waits = self.told, self.waits
        if told.ended_on is None:
            if waits and waits[-1].ended_on is not None and not self._is_waiting:
                text = "Beslutet har slutat i registret, och källan säger inget slut. Registret står kvar."
                self.remarks.append((Target.ENDED_ON, text))
            return
        if any(
            one.ended_on == told.ended_on and told.end in (one.end, End.EITHER) for one in waits
        ):
            return
        if told.end is End.EITHER:
            text = "Saknas. Skriv om beslutet verkställdes eller avslutades."
            self.faults.append((Target.OUTCOME, text))
        elif not self._is_waiting:
            self.faults.append((Target.ENDED_ON, _another_end(waits)))
        elif told.end is End.CLOSED:
            kind = told.close_kind or CloseKind.OTHER
            self._take(E.CLOSE, told.ended_on, kind.value, f"Enligt källan: {told.outcome}")
        else:
            self._take(E.EXECUTE, told.ended_on)

    def _check_days(self, facts: Facts) -> None:
        """Tell when the steps cannot follow each other on their days."""
        if not self.steps:
            return
        before = self.kept.happened if self.kept else ()
        happened = (*before, *(Happened(one.event, one.day) for one in self.steps))
        try:
            waits_of(granted(facts, self.kept.clock_from if self.kept else None), happened)
        except ValueError as fault:
            self.faults.append((Target.DECIDED_ON, str(fault)))


def _sex_of(digits: str) -> str:
    return "man" if int(digits[-2]) % 2 else "woman"


def _differing(before: Facts, after: Facts) -> tuple[str, ...]:
    return tuple(
        one.name for one in fields(Facts) if getattr(before, one.name) != getattr(after, one.name)
    )


def _another_end(waits: tuple[Wait, ...]) -> str:
    last = waits[-1].ended_on if waits else None
    when = f", {running_date(last)}" if last else ""
    return (
        f"Registret har redan ett annat slut{when}. Öppna beslutet igen där, eller rätta i källan."
    )
