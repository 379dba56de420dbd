"""Reads of memos."""

from __future__ import annotations

from samverk.memos.queries.approved import ApprovedMemo, approved_at, approved_in, cases_of_report
from samverk.memos.queries.listing import MemoLine, memos_of_case
from samverk.memos.queries.reading import (
    MemoPage,
    MemoRow,
    layout_on,
    memo_by_id,
    memos_waiting,
    page_of,
    version_of,
)

__all__ = [
    "ApprovedMemo",
    "MemoLine",
    "MemoPage",
    "MemoRow",
    "approved_at",
    "approved_in",
    "cases_of_report",
    "layout_on",
    "memo_by_id",
    "memos_of_case",
    "memos_waiting",
    "page_of",
    "version_of",
]
