"""What being disqualified means while the matter is handled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.ruling import Reason
from samverk.rules.statutes.kl import KL_CONFLICT_APPEAL
from samverk.rules.statutes.provision import because


@dataclass(frozen=True, slots=True)
class Conflict:
    """Jäv och dess följder i ett ärende, while it is handled.

    ``may_debate`` is true for some who may not decide. ``sees_closed_papers`` is about papers that
    are not public. ``keeps_quorum``: the absence it causes does not break the quorum.
    """

    is_disqualified: bool
    may_take_part: bool
    may_debate: bool
    may_be_present: bool
    sees_closed_papers: bool
    keeps_quorum: bool


FREE = Conflict(False, True, True, True, True, False)

NO_CLOSED_PAPERS = Reason(
    "Den som är jävig ser inte ärendets handlingar som inte är offentliga så länge det "
    "handläggs. Att det följer av förbudet att delta är Samverks läsning."
)


def appealed_with_the_matter(day: date | None) -> Reason:
    """Tell how a decision on a conflict is appealed."""
    text = "Ett beslut om jäv överklagas bara tillsammans med beslutet i ärendet."
    return because(text, KL_CONFLICT_APPEAL, day)
