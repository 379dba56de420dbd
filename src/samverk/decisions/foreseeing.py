"""What citations would be linked to if they were saved now: to see before one confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.decisions.cited import namable
from samverk.decisions.models import Citation, Decision
from samverk.decisions.placing import NewCitation, as_citations


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a citation names: ``target`` is linked by itself, ``perhaps`` only if somebody says so.

    ``is_foreign`` says that it names an organisation which is not known here: then it has neither.
    """

    target: Decision | None = None
    perhaps: tuple[Decision, ...] = ()
    is_foreign: bool = False


def foresee_citations(new: Sequence[NewCitation], *, organisation: int) -> list[Foreseen]:
    """Answer, for each citation in an organisation's paper, what saving it would link it to."""
    citations, known = as_citations(new, organisation=organisation)
    fits = namable(citations)
    return [
        _foreseen(citation, found) if is_known else Foreseen(is_foreign=True)
        for citation, found, is_known in zip(citations, fits, known, strict=True)
    ]


def _foreseen(citation: Citation, found: Sequence[Decision]) -> Foreseen:
    said = (citation.body_id, citation.decided_on)
    sure = [one for one in found if None not in said and (one.body_id, one.decided_on) == said]
    return Foreseen(sure[0]) if sure else Foreseen(perhaps=tuple(found))
