"""The order of propositions (propositionsordning): which questions are put, and in which order.

Formal proposals first and each by itself, then the main matter, point by point where a point is
contested, and additions last. The order is practice and the body approves it: no statute has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.body import Body
from samverk.rules.propositions.proposals import Matter, Proposal, ProposalKind
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_BOARD_PROCEDURE, KL_DEFERRAL, KL_PROPOSITION
from samverk.rules.statutes.provision import because, unknown_wordings


class QuestionKind(StrEnum):
    """What a question is about (propositionens slag)."""

    DEFERRAL = "deferral"
    ADJOURNMENT = "adjournment"
    MAIN = "main"
    POINT = "point"
    ADDITION = "addition"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One answer to a question (förslag i propositionen).

    ``key`` is "base", "reject", "today", "defer", "approve", or "p" and a proposal's id; ``text``
    follows "Ja för". ``proposals`` are the ids of those who moved it.
    """

    key: str
    text: str
    proposals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question to put, with the alternatives against each other (proposition).

    ``key`` stays the same while the proposals do. ``formal`` is the kind of a formal question,
    ``point`` the number of a point's; ``target`` the proposal that an addition adds to.
    """

    key: str
    kind: QuestionKind
    label: str
    alternatives: tuple[Alternative, ...]
    formal: ProposalKind | None = None
    point: int | None = None
    target: int | None = None

    def alternative(self, key: str) -> Alternative:
        """Find an alternative. Raises ValueError for one that is not in the question."""
        for each in self.alternatives:
            if each.key == key:
                return each
        raise ValueError(f"{self.label}: {key} är inget av förslagen.")


@dataclass(frozen=True, slots=True)
class Order:
    """The questions in the order they are put (propositionsordning).

    ``needs_approval`` is False where one proposal stands alone."""

    questions: tuple[Question, ...]
    needs_approval: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A question's place in an order that is entered (plats i ordningen), with its alternatives.

    Both by key. Without ``alternatives`` they stand as they are computed.
    """

    question: str
    alternatives: tuple[str, ...] = ()


DEFERRED = {
    ProposalKind.TABLING: ("Bordläggning", "att ärendet bordläggs"),
    ProposalKind.REFERRAL_BACK: ("Återremiss", "att ärendet återremitteras"),
    ProposalKind.REFERRAL: ("Remiss", "att ärendet remitteras"),
}
TODAY = "att ärendet avgörs i dag"
_SUBSTANTIVE = (ProposalKind.REJECTION, ProposalKind.AMENDMENT)


def proposition_order(matter: Matter) -> Ruling[Order]:
    """Answer in which order the chair shall put the proposals. The body may approve another."""
    questions = (*_formal(matter), *_main(matter), *_points(matter), *_additions(matter))
    contested = len(questions) > 1 or any(len(each.alternatives) > 1 for each in questions)
    return Ruling(
        Order(questions, contested), _reasons(matter, questions), _remarks(matter, questions)
    )


def _formal(matter: Matter) -> Iterator[Question]:
    for kind in matter.formal_order:
        moved = matter.of(kind)
        if kind is ProposalKind.ADJOURNMENT:
            yield from (_adjournment(matter, each) for each in moved)
        elif kind is ProposalKind.REFERRAL:
            yield from (_deferral(matter, kind, (each,), f"referral:{each.id}") for each in moved)
        elif moved:
            # One question for all who ask: the third is counted over them together.
            yield _deferral(matter, kind, moved, kind.value)


def _deferral(
    matter: Matter, kind: ProposalKind, moved: tuple[Proposal, ...], key: str
) -> Question:
    label, text = DEFERRED[kind]
    label = f"{label} enligt yrkande från {_and(each.proposer for each in moved)}"
    ids = tuple(each.id for each in moved)
    alternatives = (
        Alternative("today", TODAY, matter.backing(ProposalKind.REJECTION, *ids)),
        Alternative("defer", text, (*ids, *matter.backing(ProposalKind.APPROVAL, *ids))),
    )
    return Question(key, QuestionKind.DEFERRAL, label, alternatives, formal=kind)


def _adjournment(matter: Matter, moved: Proposal) -> Question:
    alternatives = _for_and_against(matter, moved, "ajournering")
    label = f"Ajournering enligt yrkande från {moved.proposer}"
    key = f"adjournment:{moved.id}"
    return Question(key, QuestionKind.ADJOURNMENT, label, alternatives, formal=moved.kind)


def _main(matter: Matter) -> Iterator[Question]:
    """Put the whole: not when each point is asked for and nobody has moved another whole."""
    whole = tuple(each for each in _about_base(matter) if each.point is None)
    changes = [each for each in whole if each.kind is ProposalKind.AMENDMENT]
    if matter.by_point and not changes:
        return
    alternatives = (*_base(matter, whole), *_against(matter, whole, "avslag"))
    if alternatives:
        yield Question("main", QuestionKind.MAIN, "Sakfrågan", alternatives)


def _points(matter: Matter) -> Iterator[Question]:
    for point in range(1, matter.points + 1):
        moved = [each for each in _about_base(matter) if each.point == point]
        if not matter.by_point and not moved:
            continue
        if matter.by_point and not list(_main(matter)):
            moved += [each for each in _about_base(matter) if each.point is None]
        alternatives = (
            *_base(matter, moved, f", punkt {point}"),
            *_against(matter, moved, f"avslag på punkt {point}"),
        )
        yield Question(
            f"point:{point}", QuestionKind.POINT, f"Punkt {point}", alternatives, point=point
        )


def _about_base(matter: Matter) -> tuple[Proposal, ...]:
    """Amendments and rejections, without the rejections of other proposals than the base."""
    return tuple(each for each in matter.of(*_SUBSTANTIVE) if each.target is None)


def _base(matter: Matter, moved: Sequence[Proposal], part: str = "") -> tuple[Alternative, ...]:
    """The base stands for itself, and for those who only want an amendment rejected."""
    if matter.base is None:
        return ()
    supported = matter.backing(ProposalKind.APPROVAL, None)
    ids = (*supported, *_opposing(matter, moved))
    return (Alternative("base", f"bifall till {matter.base}{part}", ids),)


def _opposing(matter: Matter, moved: Sequence[Proposal]) -> tuple[int, ...]:
    changes = [each.id for each in moved if each.kind is ProposalKind.AMENDMENT]
    return matter.backing(ProposalKind.REJECTION, *changes)


def _against(matter: Matter, moved: Sequence[Proposal], rejection: str) -> Iterator[Alternative]:
    """Give each amendment its alternative, and all rejections one together, last."""
    for each in moved:
        if each.kind is ProposalKind.AMENDMENT:
            backed = matter.backing(ProposalKind.APPROVAL, each.id)
            text = f"bifall till {named(matter, each)}"
            yield Alternative(f"p{each.id}", text, (each.id, *backed))
    rejecting = tuple(each.id for each in moved if each.kind is ProposalKind.REJECTION)
    rejecting += () if matter.base else _opposing(matter, moved)
    if rejecting:
        yield Alternative("reject", rejection, rejecting)


def _additions(matter: Matter) -> Iterator[Question]:
    for each in matter.of(ProposalKind.ADDITION):
        name = named(matter, each, "tilläggsyrkandet")
        alternatives = _for_and_against(matter, each, name)
        label = f"Tillägg: {name}"
        key = f"addition:{each.id}"
        yield Question(key, QuestionKind.ADDITION, label, alternatives, target=each.target)


def _for_and_against(matter: Matter, moved: Proposal, name: str) -> tuple[Alternative, ...]:
    supporting = matter.backing(ProposalKind.APPROVAL, moved.id)
    opposing = matter.backing(ProposalKind.REJECTION, moved.id)
    return (
        Alternative("approve", f"bifall till {name}", (moved.id, *supporting)),
        Alternative("reject", f"avslag på {name}", opposing),
    )


def named(matter: Matter, proposal: Proposal, noun: str = "yrkandet") -> str:
    """Name a proposal by its mover, and by its text too when the mover has several of the kind."""
    same = [p for p in matter.of(proposal.kind) if p.proposer == proposal.proposer]
    several = f" ({proposal.text or f'nummer {proposal.id}'})" if len(same) > 1 else ""
    return f"{noun} från {proposal.proposer}{several}"


def _and(names: Iterator[str]) -> str:
    listed = list(dict.fromkeys(names))
    return " och ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _reasons(matter: Matter, questions: tuple[Question, ...]) -> tuple[Reason, ...]:
    text = "Ordföranden lägger fram förslagen så att de kan besvaras med ja eller nej."
    reasons = [because(text, KL_PROPOSITION, matter.day)]
    if matter.body is Body.BOARD:
        reasons.append(because("Samma regler gäller i nämnd.", KL_BOARD_PROCEDURE, matter.day))
    kinds = {each.kind for each in questions}
    if kinds & {QuestionKind.DEFERRAL, QuestionKind.ADJOURNMENT}:
        text = "Formella yrkanden prövas först, vart och ett för sig och aldrig mot varandra."
        reasons.append(Reason(f"{text} Det är praxis, inte lag."))
    if QuestionKind.POINT in kinds:
        text = "Ett ändringsyrkande på en punkt prövas mot förslagets egen text, som jämställda."
        reasons.append(Reason(f"{text} Det är praxis, inte lag."))
    if QuestionKind.ADDITION in kinds:
        text = "Tilläggsyrkanden prövas sist, bifall mot avslag, när huvudfrågan är avgjord."
        reasons.append(Reason(f"{text} Det är praxis, inte lag."))
    return tuple(reasons)


def _remarks(matter: Matter, questions: tuple[Question, ...]) -> tuple[Reason, ...]:
    cited = [KL_PROPOSITION, *([KL_BOARD_PROCEDURE] if matter.body is Body.BOARD else [])]
    remarks = [*unknown_wordings(matter.day, *cited)]
    if not questions:
        remarks.append(Reason("Det finns inget förslag att ställa proposition på."))
    if sum(each.formal is not None for each in questions) > 1:
        text = "I vilken ordning formella yrkanden prövas sinsemellan är Samverks förval."
        remarks.append(Reason(f"{text} Mötet godkänner ordningen."))
    kinds = {each.kind for each in questions}
    if {QuestionKind.MAIN, QuestionKind.POINT} <= kinds:
        text = "Att helheten prövas före punkterna är Samverks förval. Mötet godkänner ordningen."
        remarks.append(Reason(text))
    if matter.by_point:
        text = "Proposition punkt för punkt är vanlig praxis men inte bekräftad som regel."
        remarks.append(Reason(text))
    back = matter.of(ProposalKind.REFERRAL_BACK)
    if len({each.text for each in back}) > 1:
        text = (
            "Flera återremissyrkanden har olika skäl. Blir det återremiss av en minoritet bestämmer "
            "de som begärde den skälen; ordföranden prövar vilka skäl minst en tredjedel står bakom."
        )
        remarks.append(because(text, KL_DEFERRAL, matter.day))
    return tuple(remarks)
