"""What every page of a memo begins with: who may see it, and the note in the log if it is secret."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from samverk.foundation.compartments import opened
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.memos import actions, queries
from samverk.memos.access import may_read_memo
from samverk.memos.models import Memo


@contextmanager
def entered(request: HttpRequest, memo: int) -> Iterator[Memo]:
    """Let the block read a memo, in its compartment if it is secret.

    A secret memo that is read is noted in the log in the same transaction. Raises NotFoundError,
    and NotAllowedError for one who may not read drafts, or not what the body keeps secret.
    """
    found, actor = queries.memo_by_id(memo), actor_of(request)
    require(may_read_memo(actor, found))
    if not found.secret:
        yield found
        return
    with opened([found.case.body_id]):
        # htmx is answered with how the saving went, and none of the text
        if not request.htmx:  # type: ignore[attr-defined]
            actions.read_secret(actor, found, key=fresh_key())
        yield found
