"""Writes of memos, one function per use case."""

from __future__ import annotations

from samverk.memos.actions.approving import Answer, judge_version, send_for_approval
from samverk.memos.actions.reading import read_secret
from samverk.memos.actions.taking_in import take_in
from samverk.memos.actions.writing import (
    Hidden,
    NewMemo,
    NewPart,
    begin_memo,
    choose_layout,
    save_part,
)
from samverk.memos.content import Content, Names, Points, Words

__all__ = [
    "Answer",
    "Content",
    "Hidden",
    "Names",
    "NewMemo",
    "NewPart",
    "Points",
    "Words",
    "begin_memo",
    "choose_layout",
    "judge_version",
    "read_secret",
    "save_part",
    "send_for_approval",
    "take_in",
]
