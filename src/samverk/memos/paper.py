"""A version of a memo as a paper to render."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.timezone import localtime

from samverk.documents.memo import MemoPaper, PaperSection, PointGroup, Table, memo_pdf
from samverk.memos.content import Attached, Content, Figures, Names, Points, Words, read
from samverk.memos.lines import Naming, figure_head, figure_rows
from samverk.memos.models import Memo, MemoVersion
from samverk.rules.memos.comparing import paragraphs_of
from samverk.rules.wording import running_date

Written = Mapping[str, Mapping[str, Any]]


def paper_of(
    version: MemoVersion, *, approved_by: str = "", approved_at: datetime | None = None
) -> MemoPaper:
    """Make a version's paper; with who approved it and when, once somebody has."""
    approved = ""
    if approved_by and approved_at:
        day = running_date(localtime(approved_at).date())
        approved = f"Version {version.number}, godkänd av {approved_by} {day}."
    return _paper(version.memo, version.title, version.content, version.sent_at, approved)


def draft_paper(memo: Memo, title: str, parts: Written, at: datetime) -> MemoPaper:
    """Make the paper of what is written now: it says that it is a draft."""
    return _paper(memo, title, parts, at, "Utkast: inte godkänd.")


def rendered_pdf(paper: MemoPaper) -> bytes:
    """Render a paper as PDF."""
    return memo_pdf(paper).content


def _paper(memo: Memo, title: str, parts: Written, at: datetime, approved: str) -> MemoPaper:
    body, naming = memo.case.body, Naming.of([parts])
    sections = (
        _section(label, read(part, parts.get(part.value, {})), naming)
        for part, label in memo.layout.parts
    )
    return MemoPaper(
        title,
        body.organisation.name,
        str(body),
        memo.case.diary_number,
        localtime(at),
        (("Till", body.name), ("Handläggare", memo.officer)),
        tuple(one for one in sections if one is not None),
        approved,
        memo.layout.kind,
    )


def _section(label: str, content: Content, naming: Naming) -> PaperSection | None:
    """Make a part's section; None for one that says nothing."""
    match content:
        case Words(text) if text.strip():
            return PaperSection(label, paragraphs_of(text))
        case Points(points) if points:
            groups = groupby(points, key=lambda point: point.decider)
            return PaperSection(
                label,
                groups=tuple(
                    PointGroup(_lead(decider, naming), tuple(p.text for p in found))
                    for decider, found in groups
                ),
            )
        case Names(names) if names:
            return PaperSection(label, bullets=names)
        case Attached(documents) if documents:
            return PaperSection(label, bullets=tuple(naming.documents[one] for one in documents))
        case Figures(economy) if economy is not None and economy.rows:
            return PaperSection(label, table=Table(figure_head(economy), figure_rows(economy)))
        case _:
            return None


def _lead(decider: int | None, naming: Naming) -> str:
    return "" if decider is None else f"Förslag till beslut i {naming.bodies[decider].lower()}"
