"""What a fact must fit before it is recorded: its paper, its decision, and the facts before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision, DecisionKind
from samverk.federation.actions.new_fact import NewFact
from samverk.federation.models import Membership, MembershipFactKind
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.registry import queries as registry
from samverk.registry.queries import Document

Kind = MembershipFactKind
OF_COUNCIL = (Kind.EXIT_DECIDED, Kind.EXIT_REPEALED)
DECIDING = (DecisionKind.DECIDES, DecisionKind.REPEALS, DecisionKind.ASSIGNS)
# What a paper may name the day of before it comes, as one that states the exit day does
TOLD_BEFOREHAND = (Kind.JOINED, Kind.ENDED)
# Which fact another must not come before, once that one is recorded, and how to say it.
NOT_BEFORE = {
    Kind.NOTICE_RECEIVED: (Kind.NOTICE_SENT, "uppsägningen avsändes"),
    Kind.NOTICE_WITHDRAWN: (Kind.NOTICE_SENT, "uppsägningen avsändes"),
    Kind.FEDERATION_ANSWERED: (Kind.NOTICE_WITHDRAWN, "uppsägningen återtogs"),
}


def check_fact(membership: Membership, new: NewFact) -> None:
    """Raise InputError for a fact that no paper shows, or that does not fit what is known."""
    if new.kind not in Kind.values:
        raise InputError("Välj vad som hände.", field="kind")
    if (new.accepted is not None) != (new.kind == Kind.FEDERATION_ANSWERED):
        raise InputError(
            "Ange om förbundet godtog återtagandet: det hör till förbundets svar.",
            field="accepted",
        )
    _check_paper(membership, new)
    if new.happened_on:
        _check_day(membership, new, new.happened_on)


def _check_paper(membership: Membership, new: NewFact) -> None:
    if new.decision:
        _check_decision(membership, new, decisions.decision_by_id(new.decision))
    elif new.kind in OF_COUNCIL:
        raise InputError(
            "Välj fullmäktiges beslut. Registrera det först om det saknas.", field="paper"
        )
    elif new.document is None and new.kind != Kind.JOINED:
        raise InputError("Välj den handling som visar händelsen.", field="paper")
    elif new.document:
        _check_document(membership, new, registry.document_by_id(new.document))


def _check_document(membership: Membership, new: NewFact, found: Document) -> None:
    """Refuse a paper of somebody else's diary, and one whose words not everybody may read."""
    parties = (membership.member_id, membership.federation_id)
    if found.case.body.organisation_id not in parties:
        raise InputError(
            f"Handlingen hör varken till {membership.member} eller till förbundet. Välj en annan.",
            field="paper",
        )
    if found.secret or found.case.secret:
        raise InputError(
            "Handlingen är sekretessbelagd, men kedjan läser alla. Välj en öppen handling.",
            field="paper",
        )
    if new.happened_on and new.kind not in TOLD_BEFOREHAND:
        _check_age(found, new.happened_on)


def _check_age(paper: Document, day: date) -> None:
    """Refuse a paper that is older than what it should show."""
    if paper.dated_on and paper.dated_on < day:
        raise InputError(
            f"Handlingen är daterad {paper.dated_on} och kan inte visa något som hände {day}."
            " Rätta dagen, eller välj den handling som visar det.",
            field="paper",
        )


def _check_decision(membership: Membership, new: NewFact, found: Decision) -> None:
    if found.organisation_id != membership.member_id:
        raise InputError("Beslutet är en annan organisations. Välj medlemmens eget.", field="paper")
    is_council = found.body is not None and found.body.kind == "council"
    if new.kind in OF_COUNCIL and not (is_council and found.kind in DECIDING):
        raise InputError("Bara ett beslut av fullmäktige avgör det. Välj det.", field="paper")
    opposite = set(OF_COUNCIL) - {new.kind}
    shown = membership.facts.filter(kept=True, decision=found, kind__in=opposite)
    if new.kind in OF_COUNCIL and shown.exists():
        raise InputError(
            "Beslutet är registrerat som det motsatta: det kan inte både lämna och stanna."
            " Välj ett annat, eller stryk den andra uppgiften först.",
            field="paper",
        )
    if new.happened_on and found.decided_on and new.happened_on != found.decided_on:
        raise InputError(
            f"Beslutet fattades {found.decided_on}. Lämna dagen tom.", field="happened_on"
        )


def _check_day(membership: Membership, new: NewFact, day: date) -> None:
    if day > clock.today():
        raise InputError("Dagen har inte varit än.", field="happened_on")
    known = _days(membership)
    joined = known.get(Kind.JOINED)
    if joined and day < joined:
        raise InputError(
            f"{membership.member} blev medlem {joined}: dagen är före det.", field="happened_on"
        )
    earlier, words = NOT_BEFORE.get(Kind(new.kind), (None, ""))
    if earlier and earlier in known and day < known[earlier]:
        raise InputError(f"Dagen är före den då {words}, {known[earlier]}.", field="happened_on")
    if new.kind == Kind.FEDERATION_ANSWERED and Kind.NOTICE_WITHDRAWN not in known:
        raise InputError("Registrera först när uppsägningen återtogs.", field="kind")


def _days(membership: Membership) -> Mapping[str, date]:
    """Answer the earliest recorded day of each kind of fact."""
    rows = membership.facts.filter(kept=True, happened_on__isnull=False).order_by("-happened_on")
    return {fact.kind: fact.happened_on for fact in rows if fact.happened_on}
