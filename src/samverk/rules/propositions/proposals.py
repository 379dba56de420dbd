"""The proposals in a matter (yrkanden), as the chair has them when the debate ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.body import Body


class ProposalKind(StrEnum):
    """What a proposal asks for (yrkandets slag)."""

    APPROVAL = "approval"
    REJECTION = "rejection"
    AMENDMENT = "amendment"
    ADDITION = "addition"
    TABLING = "tabling"
    REFERRAL_BACK = "referral_back"
    REFERRAL = "referral"
    ADJOURNMENT = "adjournment"


# The order in which the formal kinds are listed where practice is described; no statute has one.
FORMAL = (
    ProposalKind.TABLING,
    ProposalKind.REFERRAL_BACK,
    ProposalKind.REFERRAL,
    ProposalKind.ADJOURNMENT,
)


_OPINIONS = (ProposalKind.APPROVAL, ProposalKind.REJECTION)


class MatterKind(StrEnum):
    """Whether the matter is one where votes are closed and lots settle ties (ärendets slag)."""

    ORDINARY = "ordinary"
    ELECTION = "election"
    EMPLOYMENT = "employment"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal put in the debate (yrkande).

    ``proposer`` and ``supporters`` are names for texts. ``is_refused`` says that the chair refuses to
    put it, and that the council has not overridden that. ``point`` is the numbered point of the base
    that it changes or rejects, None for the whole. ``target`` is another proposal's id: what an
    approval or a rejection is about, or the amendment that an addition adds to; None for the base.
    """

    id: int
    kind: ProposalKind
    proposer: str
    text: str = ""
    point: int | None = None
    target: int | None = None
    supporters: tuple[str, ...] = ()
    is_withdrawn: bool = False
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What the chair shall put when the debate ends (ärende under proposition).

    ``base`` names the prepared proposal in running text ("kommunstyrelsens förslag"), None when
    there is none; ``points`` counts its numbered points. ``by_point`` asks for a question on each.
    ``earlier_minority`` says that a minority has deferred the matter before. ``day`` is the
    meeting's. Raises ValueError for proposals that do not hang together.
    """

    base: str | None
    proposals: tuple[Proposal, ...] = ()
    body: Body = Body.COUNCIL
    kind: MatterKind = MatterKind.ORDINARY
    points: int = 0
    by_point: bool = False
    earlier_minority: bool = False
    formal_order: tuple[ProposalKind, ...] = FORMAL
    day: date | None = None

    def __post_init__(self) -> None:
        if sorted(self.formal_order) != sorted(FORMAL):
            raise ValueError("De formella yrkandenas ordning ska ha varje slag en gång.")
        if self.points and self.base is None:
            raise ValueError("Bara ett förslag kan ha punkter, och det finns inget.")
        if self.by_point and not self.points:
            raise ValueError("Förslaget har inga punkter att ställa proposition på var för sig.")
        twice = [key for key, times in Counter(p.id for p in self.proposals).items() if times > 1]
        if twice:
            raise ValueError(f"Två yrkanden har samma nummer, {twice[0]}.")
        for proposal in self.live:
            self._check(proposal)

    @property
    def live(self) -> tuple[Proposal, ...]:
        """The proposals that are put: not withdrawn, not refused, nor about one that is refused."""
        kept = (each for each in self.proposals if not each.is_withdrawn)
        return tuple(each for each in kept if each.id not in self.refused)

    @property
    def refused(self) -> frozenset[int]:
        """The ids of the refused proposals, and of those that are about one."""
        found = {each.id for each in self.proposals if each.is_refused}
        while more := {p.id for p in self.proposals if p.target in found} - found:
            found |= more
        return frozenset(found)

    @property
    def is_closed(self) -> bool:
        """Votes are by closed ballot: elections and employment of staff."""
        return self.kind is not MatterKind.ORDINARY

    def of(self, *kinds: ProposalKind) -> tuple[Proposal, ...]:
        """The live proposals of these kinds."""
        return tuple(proposal for proposal in self.live if proposal.kind in kinds)

    def backing(self, kind: ProposalKind, *targets: int | None) -> tuple[int, ...]:
        """The ids of approvals, or of rejections, of these proposals."""
        return tuple(each.id for each in self.of(kind) if each.target in targets)

    def _check(self, proposal: Proposal) -> None:
        who = f"Yrkandet från {proposal.proposer}"
        if proposal.point is not None and not 1 <= proposal.point <= self.points:
            raise ValueError(f"{who} gäller punkt {proposal.point}, som inte finns i förslaget.")
        if proposal.target is not None and proposal.target not in {p.id for p in self.live}:
            raise ValueError(f"{who} gäller ett yrkande som inte finns eller är återtaget.")
        self._check_target(proposal, who)
        is_approval = proposal.kind is ProposalKind.APPROVAL
        if is_approval and proposal.target is None and self.base is None:
            raise ValueError(f"{who} är bifall, men det finns inget förslag att bifalla.")

    def _check_target(self, proposal: Proposal, who: str) -> None:
        """Opinions are about proposals, additions about amendments, and nothing else has a target."""
        kinds = {each.id: each.kind for each in self.live}
        target = kinds.get(proposal.target) if proposal.target is not None else None
        if target is None:
            return
        is_addition = proposal.kind is ProposalKind.ADDITION
        allowed = target is ProposalKind.AMENDMENT if is_addition else target not in _OPINIONS
        if not allowed or proposal.kind not in (*_OPINIONS, ProposalKind.ADDITION):
            raise ValueError(f"{who} kan inte gälla det yrkandet: lägg det som ett eget yrkande.")
