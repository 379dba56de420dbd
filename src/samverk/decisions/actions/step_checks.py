"""What a step of the chain must fit before it is drawn: the law, the kinds, and the days."""

from __future__ import annotations

from datetime import date

from samverk.decisions.models import Decision, Relation
from samverk.decisions.standing import DECIDING
from samverk.foundation.errors import InputError
from samverk.registry.queries import Document
from samverk.rules.repeal import Body, Place, may_repeal

PROPOSING = (Relation.PROPOSES, Relation.PROPOSES_REPEAL)
# What leads up to a decision is not later than it, and what follows on one is not earlier.
BEFORE = (Relation.PREPARES, Relation.PROPOSES)
PLACES = {"council": Place.COUNCIL, "head": Place.HEAD}
Source = Decision | Document


def check_step(source: Source, target: Decision, relation: str) -> None:
    """Raise InputError, at the field to change, for a step that cannot be so."""
    if relation not in Relation.values:
        raise InputError("Välj vad ledet gör.", field="relation")
    if source == target:
        raise InputError("Ett beslut kan inte verka på sig självt. Välj ett annat.", field="other")
    _check_source(source, Relation(relation))
    _check_target(target, Relation(relation))
    _check_days(source, target, Relation(relation))
    if relation == Relation.REPEALS and isinstance(source, Decision):
        ruling = may_repeal(_body(source), _body(target), source.decided_on)
        if not ruling.value:
            raise InputError(
                _said(ruling.reasons[0].text, ruling.reasons[0].statute), field="relation"
            )


def _said(text: str, statute: object) -> str:
    return f"{text} ({statute})" if statute else text


def _check_source(source: Source, relation: Relation) -> None:
    decides = isinstance(source, Decision) and source.kind in DECIDING
    if relation in (Relation.REPEALS, Relation.DECIDES) and not decides:
        raise InputError(
            f"{_name(source)} avgör ingenting själv: välj föreslår eller föreslår upphävande.",
            field="relation",
        )
    if relation in PROPOSING and isinstance(source, Decision) and source.kind == "notes":
        raise InputError(f"{source} är en anteckning och föreslår inget.", field="relation")


def _check_target(target: Decision, relation: Relation) -> None:
    """A proposal is decided on; only what has been decided can be repealed or carried out."""
    decided = target.kind in DECIDING
    if relation == Relation.DECIDES and target.kind != "proposes":
        raise InputError(
            f"{target} är inget förslag. Den som gör vad ett beslut säger verkställer det.",
            field="relation",
        )
    if relation in (Relation.REPEALS, Relation.PROPOSES_REPEAL) and not decided:
        raise InputError(
            f"{target} är inget beslut som gäller: det upphävs inte.", field="relation"
        )
    if relation == Relation.CARRIES_OUT and not decided:
        raise InputError(f"{target} är inget beslut som kan verkställas.", field="relation")


def _check_days(source: Source, target: Decision, relation: Relation) -> None:
    acted, stood = _day(source), target.decided_on
    if acted is None or stood is None:
        return
    if relation in BEFORE and acted > stood:
        raise InputError(
            f"{_name(source)} är yngre än {target}: det som föreslår eller bereder kommer först.",
            field="other",
        )
    if relation not in BEFORE and acted < stood:
        verb = relation.label.lower()
        raise InputError(
            f"{_name(source)} är äldre än {target} ({verb}): det som följer kommer efter.",
            field="other",
        )


def _day(source: Source) -> date | None:
    """Answer when a step acted; an incoming paper's day says only when it came."""
    if isinstance(source, Decision):
        return source.decided_on
    return None if source.direction == "incoming" else source.dated_on


def _name(source: Source) -> str:
    return str(source) if isinstance(source, Decision) else f"Handlingen {source}"


def _body(found: Decision) -> Body | None:
    body = found.body
    if body is None:
        return None
    place = PLACES.get(body.kind, Place.UNDER)
    return Body(body.pk, body.organisation_id, body.name, place, body.parent_id)
