"""Who may write, approve and read a memo."""

from __future__ import annotations

from samverk.foundation.actors import Actor, Role
from samverk.foundation.barring import barred_for
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may, may_open
from samverk.memos.models import Memo


def may_write(actor: Actor, organisation: int, body: int | None) -> Permission:
    """Answer whether ``actor`` may write memos in the cases of a body."""
    return may(actor, Right.WRITE_MEMO, organisation=organisation, body=body)


def may_write_memo(actor: Actor, memo: Memo) -> Permission:
    """Answer whether ``actor`` may write in a memo: in a secret one, who may open it too."""
    body = memo.case.body
    allowed = may_write(actor, body.organisation_id, body.pk) and may_see_secret(actor, memo)
    return allowed and may_handle_case(actor, memo.case_id)


def may_approve(actor: Actor, memo: Memo) -> Permission:
    """Answer whether ``actor`` may answer a version of a memo."""
    body = memo.case.body
    allowed = may(actor, Right.APPROVE_MEMO, organisation=body.organisation_id, body=body.pk)
    allowed = allowed and may_see_secret(actor, memo)
    return allowed and may_handle_case(actor, memo.case_id)


def may_handle_case(actor: Actor, case: int) -> Permission:
    """Answer whether jäv lets ``actor`` take part in a case (id); so it does for all but the jäviga."""
    if case not in barred_for(actor).cases:
        return Allowed()
    return Denied(
        "Du är antecknad som jävig i ärendet. Så länge det handläggs läser och skriver du inte i dess"
        " tjänsteskrivelser (6 kap. 30 § kommunallagen). Är jävet felaktigt antecknat: säg till"
        " sekreteraren."
    )


def may_see_secret(actor: Actor, memo: Memo) -> Permission:
    """Answer whether secrecy keeps a memo from ``actor``."""
    return may_open(actor, memo.case.body_id) if memo.secret else Allowed()


def may_read_drafts(actor: Actor, organisation: int, body: int | None, *, case: int) -> Permission:
    """Answer whether ``actor`` may read what is not approved: those who prepare and lead the body.

    A draft is working material and no public document until it is approved (TF 2 kap. 12 §). One who
    has jäv in the case (id) does not read it while the matter is handled.
    """
    leads = any(held.role is Role.CHAIR and held.body == body for held in actor.roles)
    if leads or may_write(actor, organisation, body):
        return may_handle_case(actor, case)
    return Denied(
        "Ett utkast läses av dem som bereder ärendet. När tjänsteskrivelsen är godkänd står den"
        " bland ärendets handlingar."
    )


def may_read_memo(actor: Actor, memo: Memo) -> Permission:
    """Answer whether ``actor`` may read a memo while it is written, and its versions."""
    body = memo.case.body
    permission = may_read_drafts(actor, body.organisation_id, body.pk, case=memo.case_id)
    return permission and may_see_secret(actor, memo)
