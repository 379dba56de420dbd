"""Reading a secret memo: noted in the log before anything is shown."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import require
from samverk.memos.access import may_read_memo
from samverk.memos.actions.doors import act_on
from samverk.memos.models import Memo

SECRET_READ = acts.kind("memos.secret_read", "Sekretessbelagd tjänsteskrivelse läst")


def read_secret(actor: Actor, memo: Memo, *, key: str) -> Memo:
    """Note that ``actor`` reads a secret memo. Without the note in the log nothing may be shown."""
    require(may_read_memo(actor, memo))
    return acts.carry_out(act_on(actor, SECRET_READ, key, memo, memo.pk), lambda: memo)
