"""What is left of an exit when a court annuls the decision behind it (upphävt av domstol)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.bylaws import NoticeTerms
from samverk.rules.membership.exit import count_exit
from samverk.rules.membership.facts import NOTICES, Fact, FactKind, latest
from samverk.rules.ruling import Reason
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Weighed:
    """What still counts (vägda fakta).

    ``annulled`` is the day a court annulled the decision that the exit rests on, None if it is not.
    """

    facts: tuple[Fact, ...]
    annulled: date | None = None
    reasons: tuple[Reason, ...] = ()


def weigh_annulments(facts: Sequence[Fact], terms: Sequence[NoticeTerms], day: date) -> Weighed:
    """Let annulled decisions fall away, or leave the exit in doubt where something came of them.

    A decision falls away when neither notice nor end is shown and the exit day it led to had not
    passed when the court annulled it. What a notice already given is worth is never filled in.
    """
    annulled = [fact for fact in facts if fact.annulled_since(day)]
    decision = latest(annulled, FactKind.COUNCIL_DECIDED_EXIT)
    since = decision.annulled_since(day) if decision else None
    rest = tuple(fact for fact in facts if fact not in annulled)
    told = tuple(Reason(_judged(fact, day)) for fact in annulled)
    if since is None or _has_other_ground(rest):
        return Weighed(rest, None, told)
    if latest(rest, *NOTICES):
        return Weighed(rest, since, (*told, Reason(_WORTH)))
    if latest(rest, FactKind.NOTICE_WITHDRAWN):
        return Weighed(tuple(facts), since, (*told, Reason(_WORTH)))
    if _came_too_late(facts, since, terms):
        return Weighed(tuple(facts), since, (*told, Reason(_PASSED)))
    return Weighed(rest, None, (*told, Reason(_FELL)))


_WORTH = (
    "Vad en uppsägning är värd sedan domstol upphävt beslutet bakom den avgörs inte här: om den "
    "gäller är okänt."
)
_PASSED = (
    "Medlemskapet kan ha upphört innan domstolen upphävde beslutet. Om det gäller igen är okänt."
)
_FELL = "Ingen uppsägning är visad, så beslutet leder inte längre till något utträde."


def _judged(fact: Fact, day: date) -> str:
    return f"Domstol upphävde {fact} genom avgörande {running_date(fact.annulled_since(day))}."


def _has_other_ground(rest: Sequence[Fact]) -> bool:
    """Answer whether a decision that stands came before the first notice, or none was given."""
    decision = next((f for f in rest if f.kind is FactKind.COUNCIL_DECIDED_EXIT and f.day), None)
    notice = next((f for f in rest if f.kind in NOTICES), None)
    if decision is None:
        return False
    return notice is None or (notice.day is not None and decision.order <= notice.day)


def _came_too_late(facts: Sequence[Fact], annulled: date, terms: Sequence[NoticeTerms]) -> bool:
    """Answer whether the membership may have ended before the court annulled the decision."""
    last = count_exit(facts, terms).value.earliest
    if latest(facts, FactKind.ENDED) or last is None:
        return True
    return annulled > last
