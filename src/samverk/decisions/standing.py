"""From stored facts to the rulings on whether a decision holds and has legal force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Min

from samverk.decisions.courts import acts_of, court_rows
from samverk.decisions.models import (
    Decision,
    DecisionKind,
    ForceFact,
    ForceFactKind,
    Lineage,
    Relation,
)
from samverk.decisions.queries import court_rows_of
from samverk.rules.appeal import AppealKind
from samverk.rules.courts import CourtAct
from samverk.rules.force import (
    ForceFacts,
    LegalForce,
    Repeal,
    Standing,
    StandingFacts,
    legal_force,
    standing,
)
from samverk.rules.ruling import Ruling

# A proposal to repeal repeals nothing, and neither does a note.
DECIDING = frozenset({DecisionKind.DECIDES, DecisionKind.REPEALS, DecisionKind.ASSIGNS})


def repealers(found: Decision, steps: Iterable[Lineage]) -> tuple[Repeal, ...]:
    """Gather the decisions that repeal ``found``, and what has happened to those in turn.

    Asks the database twice when there are any, else not at all.
    """
    acting = [
        step.decision
        for step in steps
        if step.target_id == found.pk and step.relation == Relation.REPEALS and step.decision
    ]
    deciding = [one for one in acting if one.kind in DECIDING]
    if not deciding:
        return ()
    ids = [one.pk for one in deciding]
    courts, repealed = court_rows_of(ids), _repealed(ids)
    return tuple(
        _repeal(one, acts_of(courts.get(one.pk, ())), repealed.get(one.pk)) for one in deciding
    )


def _repeal(found: Decision, courts: tuple[CourtAct, ...], repealed: date | None) -> Repeal:
    return Repeal(found.decided_on, str(found), repealed=repealed, courts=courts)


def _repealed(decisions: Iterable[int]) -> Mapping[int, date]:
    rows = Lineage.objects.filter(
        target__in=decisions,
        relation=Relation.REPEALS,
        decision__kind__in=DECIDING,
        decision__decided_on__isnull=False,
    )
    return dict(rows.values_list("target").annotate(day=Min("decision__decided_on")))


def standing_of(
    found: Decision, repeals: tuple[Repeal, ...], facts: Iterable[ForceFact], day: date
) -> Ruling[Standing]:
    """Rule on whether a decision holds on ``day``."""
    return standing(
        StandingFacts(
            found.decided_on,
            only_proposes=found.kind == DecisionKind.PROPOSES,
            only_notes=found.kind == DecisionKind.NOTES,
            cited_only=found.cited_only,
            repeals=repeals,
            courts=acts_of(court_rows(facts)),
        ),
        day,
    )


def force_of(found: Decision, facts: Iterable[ForceFact], day: date) -> Ruling[LegalForce]:
    """Rule on how far a decision has come to legal force on ``day``."""
    known = list(facts)
    latest = {kind: _latest(known, kind, day) for kind in ForceFactKind}
    appeal = AppealKind(found.appeal_form)
    by_party = appeal is AppealKind.ADMINISTRATIVE
    start = latest[ForceFactKind.SERVED if by_party else ForceFactKind.POSTED]
    return legal_force(
        ForceFacts(
            appeal=appeal,
            decided=found.decided_on,
            posted=_day(start),
            taken_down=_day(_since(start, latest[ForceFactKind.TAKEN_DOWN])),
            confirmed=_day(latest[ForceFactKind.CONFIRMED]),
            courts=acts_of(court_rows(known)),
        ),
        day,
    )


def _latest(facts: Iterable[ForceFact], kind: str, day: date) -> ForceFact | None:
    """Take the latest fact of a kind up to the day: a new posting replaces an earlier one."""
    found = (fact for fact in facts if fact.kind == kind and fact.happened_on <= day)
    return max(found, key=_order, default=None)


def _since(start: ForceFact | None, taken_down: ForceFact | None) -> ForceFact | None:
    """Drop a taking down that belongs to an earlier posting, also when both were on one day."""
    if start is None or taken_down is None or _order(taken_down) < _order(start):
        return None
    return taken_down


def _order(fact: ForceFact) -> tuple[date, int]:
    return fact.happened_on, fact.pk


def _day(fact: ForceFact | None) -> date | None:
    return fact.happened_on if fact else None
