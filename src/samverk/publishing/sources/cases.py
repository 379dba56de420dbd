"""A case with its open papers as they are published, and a decision that is registered by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.meetings.queries.paper_texts import (
    unread_files,
    wordless_files,
    words_in_files,
)
from samverk.memos.queries.words import words_of
from samverk.publishing.drafts import Draft, LinkTo
from samverk.publishing.models import Kind
from samverk.publishing.queries.rights import own_works
from samverk.registry.queries import Case, Document, documents_of_case
from samverk.rules.wording import NO_BREAK

OTHER_KIND = "kan inte läsas av datorn."
SORTS = {"memo": "memo", "minutes": "minutes"}


def case_drafts(case: Case) -> tuple[Draft, ...]:
    """Give a case with those of its papers that are not secret; a secret case shows its open facts alone."""
    return (case_draft(case), *_files(case, _open_papers(case)))


def _open_papers(case: Case) -> list[Document]:
    return [] if case.secret else [d for d in documents_of_case(case.pk) if not d.secret]


def unread_of(case: Case) -> list[int]:
    """List the open papers (ids) of a case with files that have not been read; a memo's words are known."""
    papers = [paper.pk for paper in _open_papers(case)]
    left = set(papers) - set(words_of(papers))
    return sorted({file.document_id for file in unread_files(left)})


def wordless_of(case: Case) -> list[tuple[str, str, str]]:
    """List the files of a case's open papers that no words are published of: number, file name, why."""
    papers = {paper.pk: f"{case.diary_number}-{paper.number}" for paper in _open_papers(case)}
    left = papers.keys() - words_of(list(papers)).keys()
    return [
        (papers[file.document_id], file.name, why or OTHER_KIND)
        for file, why in wordless_files(left)
    ]


def case_draft(case: Case) -> Draft:
    """Give the case itself, as it stands in the open diary."""
    return Draft(
        Kind.CASE,
        case.pk,
        case.title,
        organisation=case.body.organisation_id,
        body=case.body_id,
        case=case.pk,
        day=case.opened_on,
        number=case.diary_number,
        status="closed" if case.closed_on else "open",
        data={
            "openedOn": case.opened_on.isoformat(),
            "openedByThen": case.opened_by_then,
            "closedOn": case.closed_on.isoformat() if case.closed_on else None,
            "secret": case.secret,
        },
    )


def _files(case: Case, papers: Sequence[Document]) -> list[Draft]:
    ids = [paper.pk for paper in papers]
    written, read, own = words_of(ids), words_in_files(ids), own_works(ids)
    return [
        _file(
            case,
            paper,
            _parts(written.get(paper.pk, ()), read.get(paper.pk, ())),
            is_own=paper.pk in own,
        )
        for paper in papers
    ]


def _parts(
    written: Sequence[tuple[str, str]], read: Sequence[tuple[str, int, str]]
) -> list[dict[str, Any]]:
    """Give the words of a paper under their headings: of a memo as it was written, else by page."""
    if written:
        return [{"heading": heading, "texts": _split(words)} for heading, words in written]
    return [
        {"heading": f"Sida {page}" if page else "", "texts": _split(words)}
        for _, page, words in read
    ]


def _split(words: str) -> list[str]:
    parts = words.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]


def _file(case: Case, paper: Document, parts: list[dict[str, Any]], *, is_own: bool) -> Draft:
    said = [words for part in parts for words in (part["heading"], *part["texts"]) if words]
    return Draft(
        Kind.FILE,
        paper.pk,
        paper.subject or paper.get_kind_display(),
        "\n\n".join(said),
        organisation=case.body.organisation_id,
        body=case.body_id,
        case=case.pk,
        day=paper.dated_on,
        sort=SORTS.get(paper.kind, "document"),
        number=f"{case.diary_number}-{paper.number}",
        data={
            "parts": parts,
            "documentNumber": paper.number,
            "paperKind": paper.get_kind_display(),
            "ownWork": is_own,
        },
        links=(("of", Kind.CASE, case.pk),),
    )


def decision_drafts(found: Sequence[Decision], items: dict[int, int]) -> list[Draft]:
    """Give registered decisions; ``items`` tells in which item (id) each of them (id) was minuted.

    Their legal force is another matter: it changes by the day, and is written by itself.
    """
    links = _links([one.pk for one in found])
    return [_decision(one, items.get(one.pk), links.get(one.pk, ())) for one in found]


def _links(found: Sequence[int]) -> dict[int, list[LinkTo]]:
    made: dict[int, list[LinkTo]] = {}
    for source, how, target in decisions.hangs_together(found):
        made.setdefault(source, []).append((how, Kind.DECISION, target))
    return made


def _decision(found: Decision, item: int | None, links: Sequence[LinkTo]) -> Draft:
    minuted: list[LinkTo] = [("minuted", Kind.ITEM, item)] if item else []
    return Draft(
        Kind.DECISION,
        found.pk,
        found.title,
        found.text,
        organisation=found.organisation_id,
        body=found.body_id,
        case=found.case_id,
        day=found.decided_on,
        sort=found.kind,
        number=f"§{NO_BREAK}{found.paragraph}" if found.paragraph else "",
        data={
            "appealForm": found.appeal_form,
            "unconfirmed": found.unconfirmed,
            "citedOnly": found.cited_only,
            "diaryNumber": found.diary_number,
            "item": item,
        },
        links=(*links, *minuted),
    )
