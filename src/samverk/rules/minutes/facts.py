"""What the minutes of a meeting say, as data (protokollets innehåll).

People are opaque ids; names are the caller's. A value that nobody has recorded is None, and never
taken for "there was none": for that there is the empty tuple.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.ruling import Reason
from samverk.rules.voting import Ballot, DecidedBy


class Outcome(StrEnum):
    """How an item ended (utgång)."""

    DECIDED = "beslut"
    TABLED = "bordlagt"
    REFERRED_BACK = "återremitterat"
    NOTED = "antecknat"
    STRUCK = "utgick"


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """One proposal (yrkande). ``by`` is the person who put it, None for the prepared proposal."""

    id: int
    text: str
    by: int | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class VoteFact:
    """One vote (omröstning): what yes and no mean, the count, and who voted what.

    ``ballots`` maps a person to the vote; empty in a closed vote, where nobody knows. ``found`` is
    the recorded outcome, None in a lot or when not recorded. ``deferral`` is set for the question
    whether to decide today, and says what the minutes found. ``casting`` is the side that the chair
    took after the count, None when nobody asked for it. ``requesters`` asked for a deferral, None when
    they were not counted.
    """

    yes_means: str
    no_means: str
    yes: int
    no: int
    abstain: int = 0
    ballots: Mapping[int, Ballot] = field(default_factory=dict)
    found: Ballot | None = None
    decided_by: DecidedBy | None = None
    is_closed: bool = False
    deferral: DeferralOutcome | None = None
    earlier_minority: bool = False
    casting: Ballot | None = None
    requesters: int | None = None


@dataclass(frozen=True, slots=True)
class ReservationFact:
    """One reservation. ``against`` names the decision, "" when it does not say.

    ``in_time`` says that it was announced before the meeting ended, None when not recorded;
    ``allowed`` that the chair has let it stand although the recorded vote speaks against it.
    """

    by: int
    against: str
    in_time: bool | None = None
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """One interpellation or question (fråga) and whether it was answered, None if not recorded.

    One that was not put, or was put off, is recorded as not answered. ``by_fewer`` says that the council
    has decided that such are answered also when it has no quorum (KL 5:45).
    """

    label: str
    is_answered: bool | None = None
    by_fewer: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphFact:
    """One paragraph (paragraf): a matter with all that was put, asked, voted and decided.

    ``served`` are those who serve at this item, ``took_part`` those who took part in the decision,
    None when not recorded. ``put`` is the order in which the chair put the proposals. ``conflicts``
    are those away for jäv. ``is_election`` covers employing staff, ``is_employment`` is that alone.
    ``chair`` is who presided at the item, None when that was the meeting's own chair. ``question`` is
    the interpellation or question that a council's paragraph is about. ``doubts`` are the reasons that
    spoke against a council's deciding it: no preparation or announcement that is known. ``sets_budget``
    says that a federation set its budget there.
    """

    number: int | None
    matter: str
    outcome: Outcome | None = None
    decisions: tuple[str, ...] = ()
    proposals: tuple[ProposalFact, ...] = ()
    put: tuple[int, ...] = ()
    votes: tuple[VoteFact, ...] = ()
    served: frozenset[int] = frozenset()
    took_part: frozenset[int] | None = None
    reservations: tuple[ReservationFact, ...] = ()
    conflicts: frozenset[int] = frozenset()
    is_election: bool = False
    case_number: str = ""
    recipients: tuple[str, ...] | None = None
    chair: int | None = None
    is_employment: bool = False
    question: QuestionFact | None = None
    doubts: tuple[Reason, ...] = ()
    sets_budget: bool = False


@dataclass(frozen=True, slots=True)
class RemoteFact:
    """One who took part at a distance (distansdeltagande). ``ground`` is why sound alone was let."""

    person: int
    only_sound: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class MinutesFact:
    """A meeting's minutes (protokoll) as far as the law and custom ask.

    ``members`` counts seats. ``remote_allowed`` is whether distance participation was decided, and
    ``is_public`` whether the public was let in, None when not recorded. ``place`` and the times are texts:
    only their presence is checked.
    """

    assembly: Assembly
    day: date
    members: int
    paragraphs: tuple[ParagraphFact, ...] = ()
    served: frozenset[int] = frozenset()
    chair: int | None = None
    secretary: str = ""
    place: str = ""
    opened: str = ""
    closed: str = ""
    adjusters: tuple[int, ...] = ()
    adjusters_needed: int | None = None
    remote: tuple[RemoteFact, ...] = ()
    remote_allowed: bool | None = None
    questions: tuple[QuestionFact, ...] | None = ()
    names: Mapping[int, str] = field(default_factory=dict)
    is_public: bool | None = None

    def name(self, person: int) -> str:
        """Name a person for texts; one without a name is told by the id."""
        return self.names.get(person, f"person {person}")
