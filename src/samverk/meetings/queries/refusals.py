"""The chair's refusals to put proposals, as words for the minutes and as data to lock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samverk.meetings.models import Motion, MotionRefusal
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.propositions import Matter, Objection, admission
from samverk.rules.wording import sentence


def refusals_of(motions: Iterable[Motion]) -> tuple[tuple[Motion, MotionRefusal], ...]:
    """List the proposals that the chair refused to put, overridden ones too, with the refusal."""
    noted = ((motion, getattr(motion, "refusal", None)) for motion in motions)
    return tuple((motion, row) for motion, row in noted if row and not row.struck_why)


def refusals_told(found: Proceeding) -> tuple[str, ...]:
    """Tell of each refusal: the proposal, the ground with its statute, and what the council decided."""
    return refusals_in(found.matter, found.motions)


def refusals_in(matter: Matter, motions: Iterable[Motion]) -> tuple[str, ...]:
    """Tell of each refusal among the motions of a matter, as ``refusals_told``."""
    return tuple(_told(matter, motion, row) for motion, row in refusals_of(motions))


def _told(matter: Matter, motion: Motion, row: MotionRefusal) -> str:
    ruling = admission(Objection(row.ground), chair_refuses=True, day=matter.day)
    mover = next(p.proposer for p in matter.proposals if p.id == motion.number)
    first = (
        f"Ordföranden vägrar proposition på yrkandet från {mover} ({motion.get_kind_display()}):"
        f" {row.get_ground_display()} ({ruling.reasons[0].statute}). Skäl: {_ended(row.why)}"
    )
    decided = {
        True: " Fullmäktige beslutar att proposition ändå ska ställas.",
        False: " Fullmäktige beslutar att proposition inte ska ställas.",
        None: "",
    }[row.overridden]
    how = f" {_ended(row.decided_how)}" if row.decided_how else ""
    return f"{first}{decided}{how}"


def _ended(text: str) -> str:
    return sentence(text.strip().rstrip(".")) + "."


def refusal_facts(found: Proceeding) -> list[dict[str, Any]]:
    """Give each refusal as data: the proposal's number, the ground, why, and what the council decided."""
    return [
        {
            "motion": motion.number,
            "ground": row.ground,
            "why": row.why,
            "overridden": row.overridden,
            "decided_how": row.decided_how,
        }
        for motion, row in refusals_of(found.motions)
    ]
