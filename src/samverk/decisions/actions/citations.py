"""Citations: kept as printed, and linked when the cited decision is known, before or after.

A citation and the decision it names may be registered at the same moment, each blind to the other
until both have committed. So both wait at the same door first: ``hold_citations``.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from samverk.decisions.models import Citation, Decision
from samverk.decisions.placing import NewCitation, Places, as_citations, names_of
from samverk.directory import queries as directory

DOOR = 1_001


def cited_organisations(home: int, new: Iterable[NewCitation]) -> set[int]:
    """List the organisations whose decisions are cited, and the citing one: hold them all."""
    places = Places(home)
    return {home, *(found for cited in new if (found := places.organisation(cited)))}


def hold_citations(*organisations: int) -> None:
    """Let nobody else register citations of, or decisions by, these organisations' bodies till commit.

    Call it first in an act, before rows are locked, or two acts could wait for each other.
    """
    with connection.cursor() as cursor:
        for organisation in sorted(set(organisations)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [DOOR, organisation])


def save_citations(
    new: Iterable[NewCitation],
    *,
    organisation: int,
    decision: Decision | None = None,
    document: int | None = None,
) -> None:
    """Save citations found in a decision or a document, each linked if its target is known.

    Called with the organisation held (``hold_citations``).
    """
    citations, _ = as_citations(new, organisation=organisation)
    for citation in citations:
        citation.decision, citation.document_id = decision, document
        citation.target = _target(citation)
        citation.save()


def missing_citations(
    new: Iterable[NewCitation],
    *,
    organisation: int,
    decision: Decision | None = None,
    document: int | None = None,
) -> list[NewCitation]:
    """Leave out what a decision or a document cites already: same day and paragraph of one body.

    A citation without a body says nothing new beside one that has it; two bodies may both have a
    § 7 on one day.
    """
    rows = Citation.objects.filter(decision=decision, document=document)
    told = rows.values_list("body", "organisation_text", "body_text", "decided_on", "paragraph")
    known = {(body or _plain(home, text), day, number) for body, home, text, day, number in told}
    places = Places(organisation)
    missing = []
    for cited in new:
        text = _plain(cited.organisation_text, cited.body_text)
        mark = (places.body(cited) or text, cited.decided_on, cited.paragraph)
        if mark not in known and not (text == "" and mark[1:] in {one[1:] for one in known}):
            known.add(mark)
            missing.append(cited)
    return missing


def _plain(organisation: str, body: str) -> str:
    return f"{organisation} {body}".strip().casefold()


def resolve_earlier(decision: Decision) -> int:
    """Link the citations that were waiting for this decision; answer how many.

    Called with the decision's organisation held since before it was saved.
    """
    if decision.decided_on is None or decision.paragraph is None or decision.body_id is None:
        return 0
    body = directory.body_ref(decision.body_id)
    # A citation may be older than the body's own row: then it has only the name as printed.
    named = Q(body_text__iexact=body.name)
    if body.abbreviation:
        named |= Q(body_text__iexact=body.abbreviation)
    home = Q(organisation_text="", organisation=body.organisation)
    for name in names_of(body.organisation_name, body.organisation_short_name):
        home |= Q(organisation_text__iexact=name)
    unplaced = Q(body__isnull=True) & home & named
    return Citation.objects.filter(
        Q(body=body.id) | unplaced,
        target__isnull=True,
        decided_on=decision.decided_on,
        paragraph=decision.paragraph,
    ).update(target=decision, body=body.id)


def _target(citation: Citation) -> Decision | None:
    """Find the cited decision: body, day and paragraph together; never by less."""
    if citation.body_id is None or citation.decided_on is None or citation.paragraph is None:
        return None
    return Decision.objects.filter(
        body=citation.body_id, decided_on=citation.decided_on, paragraph=citation.paragraph
    ).first()
