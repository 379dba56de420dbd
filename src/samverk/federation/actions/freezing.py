"""Freezing what leaving was said to cost, in the same transaction as what it is frozen at."""

from __future__ import annotations

from samverk.documents.report import report_pdf
from samverk.federation.models import FrozenReport, MembershipFact
from samverk.federation.what_if.frozen import FROZEN_AT, as_content, as_paper, freezing_of
from samverk.foundation.seals.canonical import canonical, digest


def freeze(fact: MembershipFact) -> FrozenReport | None:
    """Freeze the report of a decision to leave, a notice or a withdrawal; None for another fact.

    A part of recording it.
    """
    if fact.kind not in FROZEN_AT:
        return None
    found = freezing_of(fact)
    content = canonical(as_content(found))
    pdf = report_pdf(as_paper(found)).content
    return FrozenReport.objects.create(
        membership_id=fact.membership_id,
        fact=fact,
        content=content,
        sha256=digest(content),
        pdf=pdf,
        pdf_sha256=digest(pdf),
    )
