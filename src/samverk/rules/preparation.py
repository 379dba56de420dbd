"""The preparation that a council decision needs (beredningstvång, KL 5:26-5:34).

The trap: a committee of a board (utskott) is no board. Its proposal alone prepares nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import (
    KL_COMMITTEE_HEARD,
    KL_EXECUTIVE_HEARD,
    KL_NO_PREPARATION_AUDIT,
    KL_NO_PREPARATION_CITIZEN,
    KL_NO_PREPARATION_ELECTIONS,
    KL_NO_PREPARATION_EXTRA_ELECTION,
    KL_NO_PREPARATION_TERM,
    KL_PREPARATION,
    KL_URGENT,
)
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.wording import running_date


class Preparer(StrEnum):
    """Who took a step (beredande organ). ``SUBCOMMITTEE`` is an utskott and counts for nothing."""

    EXECUTIVE = "kommunstyrelsen"
    BOARD = "nämnd"
    COUNCIL_DRAFTING = "fullmäktigeberedning"
    SUBCOMMITTEE = "utskott"


class StepKind(StrEnum):
    """What was done (beredningssteg)."""

    PREPARED = "beredde"
    PROPOSED = "föreslog"
    HEARD = "fick tillfälle att yttra sig"


class Waiver(StrEnum):
    """Why no preparation is needed (undantag från beredningstvånget)."""

    ELECTION = "val eller avsägelse"
    TERM_CHANGE = "ändrad mandattid eller antal ledamöter under valår"
    EXTRA_ELECTION = "extra val"
    AUDIT_REPORT = "revisionsberättelse"
    CITIZEN_PROPOSAL = "överlämnande av medborgarförslag"
    URGENT_UNANIMOUS = "brådskande, alla närvarande eniga"


class Missing(StrEnum):
    """What the chain lacks (brist i beredningen)."""

    PREPARATION = "beredning i nämnd eller fullmäktigeberedning"
    BOARD_HEARD = "tillfälle för berörd nämnd att yttra sig"
    EXECUTIVE_HEARD = "tillfälle för kommunstyrelsen att yttra sig"
    PROPOSAL = "förslag till beslut"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of preparation (beredningssteg). ``day`` is None when the source prints no date."""

    by: Preparer
    kind: StepKind
    day: date | None


@dataclass(frozen=True, slots=True)
class Preparation:
    """Beredningens utfall: whether the council may decide, and what is missing if not."""

    is_ready: bool
    missing: tuple[Missing, ...] = ()


_WAIVERS: dict[Waiver, Provision] = {
    Waiver.ELECTION: KL_NO_PREPARATION_ELECTIONS,
    Waiver.TERM_CHANGE: KL_NO_PREPARATION_TERM,
    Waiver.EXTRA_ELECTION: KL_NO_PREPARATION_EXTRA_ELECTION,
    Waiver.AUDIT_REPORT: KL_NO_PREPARATION_AUDIT,
    Waiver.CITIZEN_PROPOSAL: KL_NO_PREPARATION_CITIZEN,
    Waiver.URGENT_UNANIMOUS: KL_URGENT,
}
# What the exception itself asks for.
_CONDITIONS = {
    Waiver.AUDIT_REPORT: "De ansvarigas förklaring ska ändå hämtas in över anmärkningar.",
    Waiver.URGENT_UNANIMOUS: "Är någon närvarande ledamot emot beslutet måste ärendet beredas.",
}
_GROUNDS = {
    Missing.PREPARATION: KL_PREPARATION,
    Missing.BOARD_HEARD: KL_COMMITTEE_HEARD,
    Missing.EXECUTIVE_HEARD: KL_EXECUTIVE_HEARD,
    Missing.PROPOSAL: KL_EXECUTIVE_HEARD,
}


def preparation(
    steps: Sequence[Step], *, council_day: date, waiver: Waiver | None = None
) -> Ruling[Preparation]:
    """Answer whether a matter was prepared as a council decision on ``council_day`` needs.

    Steps after that day do not count. A step without a date counts, with a remark: that it came
    before the council is then an assumption.
    """
    if waiver is not None:
        return _waived(waiver, council_day)
    counted = [step for step in steps if step.day is None or step.day <= council_day]
    missing = _lacking(counted)
    if missing:
        reasons = tuple(_lack(each, council_day) for each in missing)
    else:
        text = "Ärendet är berett, kommunstyrelsen har hörts och ett förslag finns."
        reasons = (
            because(text, KL_PREPARATION, council_day),
            because("Kommunstyrelsen ska alltid få yttra sig.", KL_EXECUTIVE_HEARD, council_day),
        )
    cited = (KL_PREPARATION, *(_GROUNDS[each] for each in missing), KL_EXECUTIVE_HEARD)
    remarks = unknown_wordings(council_day, *dict.fromkeys(cited)) + _doubts(steps, council_day)
    return Ruling(Preparation(not missing, missing), reasons, remarks)


def _waived(waiver: Waiver, day: date) -> Ruling[Preparation]:
    provision = _WAIVERS[waiver]
    reasons = [because(f"Beredning behövs inte: {waiver}.", provision, day)]
    if waiver in _CONDITIONS:
        reasons.append(because(_CONDITIONS[waiver], provision, day))
    return Ruling(Preparation(True), tuple(reasons), unknown_wordings(day, provision))


def _lacking(steps: Sequence[Step]) -> tuple[Missing, ...]:
    heard = {step.by for step in steps}
    worked = {step.by for step in steps if step.kind is not StepKind.HEARD}
    drafted = Preparer.COUNCIL_DRAFTING in worked
    boards = {Preparer.EXECUTIVE, Preparer.BOARD}
    is_proposed = any(
        step.kind is StepKind.PROPOSED and step.by is not Preparer.SUBCOMMITTEE for step in steps
    )
    lacking = {
        Missing.PREPARATION: not drafted and not worked & boards,
        Missing.BOARD_HEARD: drafted and not worked & boards and Preparer.BOARD not in heard,
        Missing.EXECUTIVE_HEARD: Preparer.EXECUTIVE not in heard,
        Missing.PROPOSAL: not is_proposed,
    }
    return tuple(what for what, is_lacking in lacking.items() if is_lacking)


def _lack(what: Missing, day: date) -> Reason:
    return because(f"Det saknas: {what}.", _GROUNDS[what], day)


def _doubts(steps: Sequence[Step], council_day: date) -> tuple[Reason, ...]:
    texts = [
        f"Steget saknar datum: {step.by} {step.kind}. Här antas att det togs före fullmäktige."
        for step in steps
        if step.day is None
    ]
    texts += [
        f"Steget räknas inte, det togs efter fullmäktige: {step.by} {step.kind} "
        f"{running_date(step.day)}."
        for step in steps
        if step.day is not None and step.day > council_day
    ]
    if any(step.by is Preparer.SUBCOMMITTEE for step in steps):
        texts.append("Ett utskott är ingen nämnd: dess förslag ersätter inte nämndens beredning.")
    return tuple(Reason(text) for text in texts)


_EXIT_CHAIN = (
    Step(Preparer.BOARD, StepKind.PROPOSED, date(2020, 4, 28)),
    Step(Preparer.EXECUTIVE, StepKind.PROPOSED, date(2020, 5, 29)),
)

EXAMPLES = (
    Example(
        preparation,
        {"steps": _EXIT_CHAIN, "council_day": date(2020, 6, 15)},
        Preparation(True),
        "Härryda 2020: nämnden § 114, kommunstyrelsen § 242, fullmäktige § 128",
    ),
    Example(
        preparation,
        {"steps": _EXIT_CHAIN[:1], "council_day": date(2020, 6, 15)},
        Preparation(False, (Missing.EXECUTIVE_HEARD,)),
        "konstruerat: samma kedja utan kommunstyrelsen",
    ),
    Example(
        preparation,
        {"steps": (), "council_day": date(2024, 5, 2), "waiver": Waiver.ELECTION},
        Preparation(True),
        "konstruerat: val behöver ingen beredning",
    ),
)
