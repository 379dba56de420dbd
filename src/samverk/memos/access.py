"""Who may write, approve and read a memo."""

from __future__ import annotations

from samverk.foundation.actors import Actor, Role
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may, may_open
from samverk.memos.models import Memo


def may_write(actor: Actor, organisation: int, body: int | None) -> Permission:
    """Answer whether ``actor`` may write memos in the cases of a body."""
    return may(actor, Right.WRITE_MEMO, organisation=organisation, body=body)


def may_write_memo(actor: Actor, memo: Memo) -> Permission:
    """Answer whether ``actor`` may write in a memo: in a secret one, who may open it too."""
    body = memo.case.body
    return may_write(actor, body.organisation_id, body.pk) and may_see_secret(actor, memo)


def may_approve(actor: Actor, memo: Memo) -> Permission:
    """Answer whether ``actor`` may answer a version of a memo."""
    body = memo.case.body
    allowed = may(actor, Right.APPROVE_MEMO, organisation=body.organisation_id, body=body.pk)
    return allowed and may_see_secret(actor, memo)


def may_see_secret(actor: Actor, memo: Memo) -> Permission:
    """Answer whether secrecy keeps a memo from ``actor``."""
    return may_open(actor, memo.case.body_id) if memo.secret else Allowed()


def may_read_drafts(actor: Actor, organisation: int, body: int | None) -> Permission:
    """Answer whether ``actor`` may read what is not approved: those who prepare and lead the body.

    A draft is working material and no public document until it is approved (TF 2 kap. 12 §).
    """
    leads = any(held.role is Role.CHAIR and held.body == body for held in actor.roles)
    if leads or may_write(actor, organisation, body):
        return Allowed()
    return Denied(
        "Ett utkast läses av dem som bereder ärendet. När tjänsteskrivelsen är godkänd står den"
        " bland ärendets handlingar."
    )


def may_read_memo(actor: Actor, memo: Memo) -> Permission:
    """Answer whether ``actor`` may read a memo while it is written, and its versions."""
    body = memo.case.body
    permission = may_read_drafts(actor, body.organisation_id, body.pk)
    return permission and may_see_secret(actor, memo)
