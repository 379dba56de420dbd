"""How far a memo has come: written, sent, returned, approved, or changed since it was.

Approval is of one version. What is written afterwards is another text, which nobody has approved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.ruling import Reason, Ruling


class Verdict(StrEnum):
    """What the manager answered (besked)."""

    APPROVED = "godkänd"
    RETURNED = "åter"


class MemoState(StrEnum):
    """How far a memo has come (läge)."""

    DRAFT = "utkast"
    WAITING = "väntar på godkännande"
    RETURNED = "åter för ändring"
    APPROVED = "godkänd"
    CHANGED = "ändrad efter godkännandet"


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A version that was sent for approval (version), by the digest of what it says."""

    number: int
    digest: str
    verdict: Verdict | None = None


def memo_state(versions: Sequence[VersionFact], digest_now: str) -> Ruling[MemoState]:
    """Answer how far a memo has come. ``versions`` come in order; ``digest_now`` is of its text now."""
    if not versions:
        return Ruling(MemoState.DRAFT, (Reason("Ingen version har skickats för godkännande."),))
    last = versions[-1]
    is_same = last.digest == digest_now
    changed = () if is_same else (Reason("Texten har ändrats sedan den versionen skickades."),)
    match last.verdict:
        case None:
            sent = Reason(f"Version {last.number} är skickad och har inte fått besked.")
            return Ruling(MemoState.WAITING, (sent, *changed))
        case Verdict.RETURNED:
            back = Reason(f"Version {last.number} kom åter. Ändra och skicka en ny version.")
            return Ruling(MemoState.RETURNED, (back, *changed))
        case Verdict.APPROVED:
            done = Reason(f"Version {last.number} är godkänd.")
            if is_same:
                return Ruling(MemoState.APPROVED, (done,))
            anew = Reason("Den godkända versionen gäller tills en ny har godkänts.")
            return Ruling(MemoState.CHANGED, (done, *changed, anew))
