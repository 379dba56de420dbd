"""The paper behind a figure: a decision or a document that everybody may read."""

from __future__ import annotations

from datetime import date

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.federation.models import FederationTerms, Membership
from samverk.foundation.errors import InputError
from samverk.registry import queries as registry


def check_paper(federation: int, decision: int | None, document: int | None) -> None:
    """Refuse a figure that no paper shows, or that a paper shows which not everybody may read.

    Exactly one of ``decision`` and ``document`` (ids) is the paper: the federation's own or a
    member's, and not from before the by-laws. Raises InputError at the field ``paper``.
    """
    if (decision is None) == (document is None):
        raise InputError("Välj beslutet eller handlingen som visar det.", field="paper")
    check_open_paper(federation, decision, document)


def check_open_paper(federation: int, decision: int | None, document: int | None) -> None:
    """Refuse a paper of neither the federation nor its members, and one that not everybody may read."""
    rows = Membership.objects.filter(federation=federation)
    known = {federation, *rows.values_list("member_id", flat=True)}
    if decision is not None:
        _check_decision(federation, known, decisions.decision_by_id(decision))
        return
    found = registry.document_by_id(document or 0)
    if found.case.body.organisation_id not in known:
        raise InputError("Handlingen hör till en annan organisation. Välj en annan.", field="paper")
    if found.secret or found.case.secret:
        raise InputError("Handlingen är sekretessbelagd. Välj en öppen handling.", field="paper")


def _check_decision(federation: int, known: set[int], found: Decision) -> None:
    if found.organisation_id not in known:
        raise InputError("Beslutet är en annan organisations. Välj ett annat.", field="paper")
    laws = first_by_laws(federation)
    if laws and found.decided_on and found.decided_on < laws:
        raise InputError(
            f"Beslutet fattades {found.decided_on}, före förbundsordningen {laws}. Välj ett senare.",
            field="paper",
        )


def first_by_laws(federation: int) -> date | None:
    """Answer from which day a federation's first by-laws are in force; None without any."""
    rows = FederationTerms.objects.filter(federation=federation).order_by("from_date")
    return rows.values_list("from_date", flat=True).first()
