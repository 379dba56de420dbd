"""What a citation that is not linked may mean: told as a suggestion, never linked by itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from samverk.decisions.models import Citation, Decision

MOST = 5


def perhaps_cited(citations: Iterable[Citation]) -> dict[int, list[Decision]]:
    """List, for each citation (id) without a target, the decisions that it may name.

    Same organisation, same paragraph and same day; and where either has no day, the same paragraph,
    of the same body if the citation has no day. A citation may name the body in words that are
    not the body's name here, so another body's decision is left out only when the body is known.
    """
    open_ones = [one for one in citations if one.target_id is None and _says_where(one)]
    wanted = Q(pk__in=[])
    for one in open_ones:
        wanted |= Q(organisation=one.organisation_id, paragraph=one.paragraph)
    rows = Decision.objects.filter(wanted).select_related("organisation", "body__organisation")
    found = list(rows.order_by("id")) if open_ones else []
    return {one.pk: fits for one in open_ones if (fits := _fitting(one, found))}


def _says_where(citation: Citation) -> bool:
    """Answer whether a citation says enough, and of an organisation that is known here."""
    if citation.paragraph is None or (citation.decided_on is None and citation.body_id is None):
        return False
    text, home = citation.organisation_text.casefold(), citation.organisation
    return not text or text.removesuffix("s") in {
        name.casefold().removesuffix("s") for name in (home.name, home.short_name)
    }


def _fitting(citation: Citation, found: list[Decision]) -> list[Decision]:
    alike = [
        one
        for one in found
        if (one.organisation_id, one.paragraph) == (citation.organisation_id, citation.paragraph)
        and one.pk != citation.decision_id
        and (citation.body_id is None or one.body_id in (citation.body_id, None))
    ]
    if citation.decided_on is None:
        return alike[:MOST]
    same_day = [one for one in alike if one.decided_on == citation.decided_on]
    return (same_day or [one for one in alike if one.decided_on is None])[:MOST]
