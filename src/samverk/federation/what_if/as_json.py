"""A scenario as JSON, for programs: every figure says how it is known and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverk.federation.what_if.scenario import Scenario
from samverk.federation.what_if.telling import assumptions, reasons, told
from samverk.federation.what_if.touched import People
from samverk.rules.figures import Figure, Known
from samverk.rules.ruling import Reason


def as_json(federation: str, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Lay out the scenarios; dates are ISO, money whole kronor as [low, high]."""
    return {"federation": federation, "scenarios": [_scenario(one) for one in scenarios]}


def _scenario(one: Scenario) -> dict[str, Any]:
    return {
        "decided_on": one.asked.decided_on.isoformat(),
        "leaving": [member.name for member in one.leaving],
        "by_laws": one.terms.source if one.terms else None,
        "effective": one.effective.value.isoformat() if one.effective else None,
        **_money(one),
        "back": _figure(one.back),
        **_people(one),
        "existence": _existence(one),
        "board": _board(one),
        "own_work": _own(one),
        **_words(one),
    }


def _money(one: Scenario) -> dict[str, Any]:
    fees = [
        {
            "member": each.member.name,
            "years": {str(year): _figure(figure) for year, figure in each.fees},
            "owed": _figure(each.owed),
        }
        for each in one.exits
    ]
    later = [
        {"notice": year.notice.isoformat(), "effective": year.effective.isoformat()}
        for year in (one.hesitation.value if one.hesitation else ())
    ]
    members = {
        row.member.name: {"before": _figure(row.before), "after": _figure(row.after)}
        for row in one.split
    }
    return {
        "fees": fees,
        "owed": _figure(one.owed),
        "one_more_year": _figure(one.one_more_year),
        "later_notice": later,
        "split": {"year": one.split_year, "members": members},
    }


def _people(one: Scenario) -> dict[str, Any]:
    agreements = [
        {
            "name": each.name,
            "carried_out_by": each.carried_out_by,
            "places": each.places,
            "last_day": each.last_day.isoformat(),
            "outlasts_exit": each.outlasts,
        }
        for each in one.touched
    ]
    return {
        "agreements": agreements,
        "participants": _count(one.participants),
        "queue": _count(one.queue),
    }


def _count(found: People | None) -> dict[str, Any]:
    if found is None:
        return {"number": None, "known": Known.MISSING}
    return {
        "number": found.number,
        "period": found.period,
        "source": found.source,
        "known": found.known,
    }


def _words(one: Scenario) -> dict[str, Any]:
    why = reasons(one)
    questions = [
        {
            "question": group.question,
            "answers": [
                {"label": row.label, "text": row.cells[0].text, "known": row.cells[0].known}
                for row in group.rows
            ],
        }
        for group in told([one])
    ]
    return {
        "questions": questions,
        "assumptions": list(assumptions(one)),
        "reasons": [_reason(each) for each in why.reasons],
        "remarks": [_reason(each) for each in why.remarks],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    span = [figure.span.low, figure.span.high] if figure.span else None
    return {"kronor": span, "known": figure.known, "basis": figure.basis}


def _existence(one: Scenario) -> dict[str, Any]:
    if one.existence is None:
        return {"answer": None, "known": Known.MISSING}
    value = one.existence.value
    return {
        "answer": value.existence,
        "lacking": list(value.lacking),
        "unsure": list(value.unsure),
        "known": Known.MODELLED,
    }


def _board(one: Scenario) -> dict[str, Any]:
    value = one.board.value if one.board else None
    if value is None or value.needs is None:
        return {"members": None, "needs": None, "known": Known.MISSING}
    return {"members": value.members, "needs": value.needs, "known": Known.MODELLED}


def _own(one: Scenario) -> dict[str, Any] | None:
    if one.own is None:
        return None
    value = one.own.value
    more = list(value.more) if value.more else None
    return {"cost": value.cost, "more_than_fee": more, "is_dearer": value.is_dearer}


def _reason(reason: Reason) -> dict[str, str | None]:
    return {"text": reason.text, "statute": str(reason.statute) if reason.statute else None}
