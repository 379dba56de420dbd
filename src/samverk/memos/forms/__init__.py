"""Forms of memos."""

from __future__ import annotations

from samverk.memos.forms.acts import AnswerForm, FileForm, LayoutForm, MemoForm, SendForm
from samverk.memos.forms.choosing import form_of
from samverk.memos.forms.parts import PartForm

__all__ = [
    "AnswerForm",
    "FileForm",
    "LayoutForm",
    "MemoForm",
    "PartForm",
    "SendForm",
    "form_of",
]
