"""The files of a meeting: a calling, a memo of several pages, and the whole meeting's papers in one.

Thirty items, each with a memo of three pages: a bundle of some ninety pages.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf

from samverk.documents.bundle import Bundle, BundleItem, BundlePaper, bundle_pdf
from samverk.documents.calling import CallingGroup, CallingItem, CallingPaper, calling_pdf
from samverk.documents.docx import memo_docx
from samverk.documents.memo import MemoPaper, PaperSection, PointGroup, memo_pdf

ITEMS, ROUNDS = 30, 15
MADE = datetime(2026, 11, 28, 12, tzinfo=UTC)
LINE = "Förbundets insatser finansieras gemensamt och följs upp varje kvartal. " * 6
MEMO = MemoPaper(
    "Uppföljning av insatserna",
    "Samordningsförbundet",
    "Förbundsstyrelsen",
    "FS 2026/14",
    MADE,
    (("Handläggare", "Embla Tjärnvik"),),
    (
        PaperSection("Förslag till beslut", groups=(PointGroup("", ("Rapporten godkänns.",)),)),
        *(PaperSection(f"Del {n}", (LINE,) * 6) for n in range(1, 5)),
    ),
)
CALLING = CallingPaper(
    "Kallelse till Förbundsstyrelsen",
    "Samordningsförbundet",
    "Förbundsstyrelsen",
    "2026-12-10",
    MADE,
    (("Plats", "Sjön"),),
    (
        CallingGroup(
            "Beslutas här",
            tuple(
                CallingItem(n, f"Ärende {n}", f"FS 2026/{n}", ("Tjänsteskrivelse",))
                for n in range(1, ITEMS + 1)
            ),
        ),
    ),
)


def run() -> list[tuple[str, str]]:
    """Measure each kind of file."""
    calling = calling_pdf(CALLING).content
    memos = [memo_pdf(replace(MEMO, title=f"Skrivelse {n}")).content for n in range(ITEMS)]
    items = tuple(
        BundleItem(f"{n}. Ärende {n}", (BundlePaper("Tjänsteskrivelse", memo),))
        for n, memo in enumerate(memos, start=1)
    )
    bundle = Bundle("Möteshandlingar", calling, items)
    with pikepdf.open(BytesIO(bundle_pdf(bundle).content)) as whole:
        pages = len(whole.pages)
    return [
        _row(f"calling with {ITEMS} items, PDF/A-2a and PDF/UA-1", lambda: calling_pdf(CALLING)),
        _row("memo of three pages, PDF/A-2a and PDF/UA-1", lambda: memo_pdf(MEMO)),
        _row("the same memo as DOCX", lambda: memo_docx(MEMO)),
        _row(f"whole meeting, {ITEMS} documents, {pages} pages", lambda: bundle_pdf(bundle)),
    ]


def _row(what: str, make: Callable[[], object]) -> tuple[str, str]:
    make()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        make()
        taken.append((time.perf_counter() - start) * 1000)
    worst = sorted(taken)[int(0.95 * ROUNDS)]
    return what, f"p50 {statistics.median(taken):.0f} ms, p95 {worst:.0f} ms"
