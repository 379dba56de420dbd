"""Sending a version for approval, answering it, and comparing versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.memos import actions, queries
from samverk.memos.access import may_approve, may_write_memo
from samverk.memos.forms import AnswerForm, SendForm
from samverk.memos.lines import Naming, lines_of
from samverk.memos.models import Memo, MemoVersion
from samverk.memos.queries.comparing import changes_between
from samverk.memos.queries.reading import content_of, title_of, written_parts
from samverk.memos.views.reading import entered

NOW = 0


def send(request: HttpRequest, memo: int) -> HttpResponse:
    """Check what is written, and send it for approval."""
    with entered(request, memo) as found:
        actor = actor_of(request)
        require(may_write_memo(actor, found))
        form = SendForm(request.POST or None)
        made = form.carry_out(
            lambda v, key: actions.send_for_approval(actor, found, v["note"], key=key)
        )
        if made:
            return redirect("memo", memo)
        page = queries.page_of(memo)
        context = {
            "form": form,
            "page": page,
            "memo": page.memo,
            "texts": _texts(page.memo, written_parts(page.memo)),
            "back": reverse("memo", args=[memo]),
        }
        return render(request, "memos/send.html", context, status=400 if form.errors else 200)


def version(request: HttpRequest, memo: int, number: int) -> HttpResponse:
    """Show a version, and let the manager answer it."""
    with entered(request, memo) as found:
        actor = actor_of(request)
        one = queries.version_of(memo, number)
        judgment = getattr(one, "judgment", None)
        permission = may_approve(actor, found)
        form = AnswerForm(request.POST or None) if permission and judgment is None else None
        if form and request.method == "POST":
            made = form.carry_out(
                lambda v, key: actions.judge_version(actor, one, form.answer(v), key=key)
            )
            if made:
                return redirect("memo_version", memo, number)
        context = {
            "version": one,
            "number": str(number),
            "memo": found,
            "case": found.case,
            "judgment": judgment,
            "texts": _texts(found, one.content),
            "form": form,
            "why_not": "" if permission or judgment else getattr(permission, "why", ""),
        }
        status = 400 if form and form.errors else 200
        return render(request, "memos/version.html", context, status=status)


def _texts(memo: Memo, parts: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Give each part that says something, as lines under its heading."""
    naming = Naming.of([parts])
    found = (
        (label, lines_of(content_of(parts, part), naming)) for part, label in memo.layout.parts
    )
    return [(label, lines) for label, lines in found if lines]


def compare(request: HttpRequest, memo: int, before: int, after: int) -> HttpResponse:
    """Show what was changed from one version to another; version 0 is what is written now."""
    with entered(request, memo) as found:
        old, new = _written(found, before), _written(found, after)
        context = {
            "memo": found,
            "title": title_of(found),
            "names": (_name(before), _name(after)),
            "changes": changes_between(found, old, new),
        }
        return render(request, "memos/compare.html", context)


def _written(memo: Memo, number: int) -> dict[str, Any]:
    if number == NOW:
        return written_parts(memo)
    found: MemoVersion = queries.version_of(memo.pk, number)
    content: dict[str, Any] = found.content
    return content


def _name(number: int) -> str:
    return "det som står nu" if number == NOW else f"version {number}"
