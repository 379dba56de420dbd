"""What a citation that is not linked may mean: told as a suggestion, never linked by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from samverk.decisions.models import Citation, Decision

MOST = 5


def perhaps_cited(citations: Iterable[Citation]) -> dict[int, list[Decision]]:
    """List, for each citation (id) without a target, the decisions that it may name.

    Same organisation, same paragraph and same day; and where either has no day, the same paragraph,
    of the same body if the citation has no day. A citation may name the body in words that are
    not the body's name here, so another body's decision is left out only when the body is known.
    """
    rows = [one for one in citations if one.target_id is None]
    return {one.pk: fits for one, fits in zip(rows, namable(rows), strict=True) if fits}


def namable(citations: Sequence[Citation]) -> list[list[Decision]]:
    """List, for each citation, saved or not, the decisions that it may name: see perhaps_cited."""
    says = [_says_where(one) for one in citations]
    wanted = Q(pk__in=[])
    for one, is_clear in zip(citations, says, strict=True):
        if is_clear:
            wanted |= Q(organisation=one.organisation_id, paragraph=one.paragraph)
    rows = Decision.objects.filter(wanted).select_related("organisation", "body__organisation")
    found = list(rows.order_by("id")) if any(says) else []
    return [
        _fitting(one, found) if is_clear else []
        for one, is_clear in zip(citations, says, strict=True)
    ]


def _says_where(citation: Citation) -> bool:
    """Answer whether a citation says enough, and of an organisation that is known here."""
    if citation.paragraph is None or (citation.decided_on is None and citation.body_id is None):
        return False
    text = citation.organisation_text.casefold()
    if not text:
        return True
    home = citation.organisation
    return text.removesuffix("s") in {
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
