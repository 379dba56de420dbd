"""What courts have made of a member's decisions, as the chain shows it beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from samverk.decisions.queries import CourtRow
from samverk.federation.queries import FactRow
from samverk.rules.courts import CourtActKind, annulled_since
from samverk.rules.ruling import Reason

UNNAMED = "domstol"
# What has become of the decision; its paragraph stands before
_WORDS = {
    CourtActKind.APPEALED: "överklagat",
    CourtActKind.ANNULLED: "upphävt",
    CourtActKind.UPHELD: "står fast",
    CourtActKind.ANNULMENT_STANDS: "förblir upphävt",
}


@dataclass(frozen=True, slots=True)
class CourtStep:
    """One step of an appeal against a decision in the chain (led i domstolsprövningen)."""

    decided: FactRow
    row: CourtRow

    @property
    def id(self) -> str:
        """Name the event: the same happens to a decision once a day at most."""
        return f"d{self.decided.row.pk}-{self.row.act.kind.value}-{self.row.act.day}"

    @property
    def annuls(self) -> bool:
        """Answer whether a court here annulled the decision."""
        return self.row.act.kind is CourtActKind.ANNULLED

    @property
    def label(self) -> str:
        """Say what has become of which decision: "§ 94 upphävt"."""
        decision = self.decided.row.decision
        number = decision.paragraph if decision else None
        name = f"§\N{NO-BREAK SPACE}{number}" if number else "Beslutet"
        return f"{name} {_WORDS[self.row.act.kind]}"

    @property
    def court(self) -> str:
        """Name the court, or only say that it was one."""
        return self.row.court or UNNAMED


def court_steps(steps: Iterable[FactRow]) -> tuple[CourtStep, ...]:
    """List what courts have made of the decisions behind a member's facts, in time order."""
    found = (CourtStep(step, row) for step in steps for row in step.courts)
    return tuple(sorted(found, key=lambda step: step.row.act.order))


def court_reasons(step: CourtStep) -> tuple[Reason, ...]:
    """Say what the step means for the decision, what it rests on, and what is not told."""
    row = step.row
    said = [_meaning(step)]
    if row.note:
        said.append(f"Antecknat: {row.note}")
    if not row.court:
        said.append("Uppgiften anger inte vilken domstol: det fylls inte i.")
    said.append(f"Registrerad i Samverk {row.recorded_on}.")
    return tuple(Reason(text) for text in said)


def _meaning(step: CourtStep) -> str:
    act = step.row.act
    match act.kind:
        case CourtActKind.APPEALED:
            return "Ett överklagande upphäver inte beslutet: det avgör domstolen."
        case CourtActKind.ANNULLED:
            return (
                "Domstolen upphävde beslutet: det räknas inte från den dagen, om inte en högre "
                "domstol ändrar det. Att det räknas redan från domens dag är Samverks läsning."
            )
        case CourtActKind.ANNULMENT_STANDS:
            return "Högre domstol ändrade inte upphävandet: beslutet räknas fortfarande inte."
        case CourtActKind.UPHELD:
            before = act.day - timedelta(days=1)
            if annulled_since(step.decided.fact.courts, before):
                return "Upphävandet stod sig inte i högre domstol: beslutet räknas igen."
            return "Överklagandet ledde inte till någon ändring: beslutet står fast."
        case _:
            assert_never(act.kind)
