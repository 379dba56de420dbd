"""How far an adjustment has come, what has been said of it, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import Allowed, Denied, Permission
from samverk.meetings.models import (
    AdjustedItem,
    Adjustment,
    AdjustmentStep,
    AgendaItem,
    Meeting,
    Method,
    MinutesPrint,
    MinutesVersion,
    Remark,
    Signer,
)
from samverk.meetings.queries.roster import assembly_of
from samverk.rules import adjustment as rules
from samverk.rules.adjustment import AdjustmentState, Move, adjustment_limit
from samverk.rules.limits import Limit
from samverk.rules.ruling import Ruling
from samverk.rules.serving.intervals import paragraph_span

OUT = frozenset({AdjustmentState.SENT, AdjustmentState.PARTLY})
CLOSED = OUT | {AdjustmentState.ADJUSTED}


@dataclass(frozen=True, slots=True)
class SignerRow:
    """One who signs, and the day they did; None while they are awaited."""

    signer: Signer
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Stage:
    """An adjustment as it stands: the version now out, its signers, and the rules' answer.

    ``limit`` is the last day for it, weighed against today while it is not done.
    """

    adjustment: Adjustment
    version: MinutesVersion
    items: tuple[AgendaItem, ...]
    signers: tuple[SignerRow, ...]
    steps: tuple[AdjustmentStep, ...]
    ruling: Ruling[rules.Adjustment]
    limit: Ruling[Limit]

    @property
    def state(self) -> AdjustmentState:
        """How far it has come."""
        return self.ruling.value.state

    @property
    def span(self) -> str:
        """Its paragraphs, as minutes write them."""
        return paragraph_span(item.paragraph for item in self.items if item.paragraph)

    @property
    def is_secret(self) -> bool:
        """Answer whether any of its paragraphs is secret."""
        return any(item.secret for item in self.items)

    @property
    def is_out(self) -> bool:
        """Answer whether it waits for signatures."""
        return self.state in OUT

    @property
    def is_closed(self) -> bool:
        """Answer whether its paragraphs may not be changed: it is out, or adjusted."""
        return self.state in CLOSED

    @property
    def days_left(self) -> int:
        """How many days are left to the last one; below nought when it has passed."""
        return (self.limit.value.latest - clock.today()).days

    @property
    def is_on_paper(self) -> bool:
        """Answer whether it is signed on paper."""
        return self.version.method == Method.PAPER


def _rows() -> QuerySet[Adjustment]:
    items = AdjustedItem.objects.select_related("item").order_by("item__paragraph")
    versions = MinutesVersion.objects.order_by("-number")
    signers = Signer.objects.select_related("person").order_by("number")
    return Adjustment.objects.select_related("meeting__body__organisation").prefetch_related(
        Prefetch("adjusted", items),
        Prefetch("versions", versions.prefetch_related(Prefetch("signers", signers))),
        Prefetch("steps", AdjustmentStep.objects.select_related("person").order_by("number")),
    )


def adjustment_by_id(adjustment: int) -> Adjustment:
    """Answer which adjustment this is, with its meeting; raises NotFoundError."""
    found = Adjustment.objects.select_related("meeting__body__organisation")
    row = found.filter(pk=adjustment).first()
    if row is None:
        raise NotFoundError("Justeringen finns inte.")
    return row


def stage_by_id(adjustment: int) -> Stage:
    """Answer how far an adjustment has come; raises NotFoundError."""
    found = _rows().filter(pk=adjustment).first()
    if found is None:
        raise NotFoundError("Justeringen finns inte.")
    return stage_of(found)


def stages_of(meeting: Meeting) -> tuple[Stage, ...]:
    """List a meeting's adjustments in order, in a fixed number of queries."""
    return tuple(stage_of(each) for each in _rows().filter(meeting=meeting).order_by("number"))


def stages_by_id(adjustments: Iterable[int]) -> dict[int, Stage]:
    """Answer how far some adjustments (ids) have come, in a fixed number of queries."""
    return {each.pk: stage_of(each) for each in _rows().filter(pk__in=list(adjustments))}


def stages_of_meetings(meetings: Iterable[int]) -> dict[int, list[Stage]]:
    """List the adjustments of some meetings (ids), in a fixed number of queries."""
    found: dict[int, list[Stage]] = {}
    for each in _rows().filter(meeting__in=list(meetings)).order_by("number"):
        found.setdefault(each.meeting_id, []).append(stage_of(each))
    return found


def stage_of(adjustment: Adjustment) -> Stage:
    """Replay an adjustment. Earlier versions' steps count no more: sending anew begins it again."""
    version = adjustment.versions.all()[0]
    signers = tuple(version.signers.all())
    steps = tuple(adjustment.steps.all())
    ruling = rules.adjustment(since_sent(steps), [each.person_id for each in signers])
    meeting = adjustment.meeting
    signed = {step.person_id: step.day for step in steps if _counts(step, steps)}
    return Stage(
        adjustment,
        version,
        tuple(each.item for each in adjustment.adjusted.all()),
        tuple(SignerRow(each, signed.get(each.person_id)) for each in signers),
        steps,
        ruling,
        adjustment_limit(
            meeting.day,
            ruling.value.adjusted_on,
            assembly=assembly_of(meeting.body.kind),
        ),
    )


def since_sent(steps: Sequence[AdjustmentStep]) -> list[rules.Step]:
    """Give the steps that count, as the rules replay them: from the last sending on."""
    last = max((at for at, step in enumerate(steps) if step.move == Move.SEND), default=0)
    return [rules.Step(Move(step.move), step.day, step.person_id) for step in steps[last:]]


def _counts(step: AdjustmentStep, steps: Sequence[AdjustmentStep]) -> bool:
    sent = max((each.number for each in steps if each.move == Move.SEND), default=0)
    return step.move == Move.SIGN and step.number > sent


def left_to_adjust(meeting: Meeting) -> list[AgendaItem]:
    """List the paragraphs that no adjustment has begun with."""
    found = meeting.items.filter(turn__isnull=False, adjusted_in__isnull=True)
    return list(found.order_by("turn"))


def stage_with(item: int) -> Stage | None:
    """Find the adjustment that a paragraph is in."""
    found = _rows().filter(adjusted__item=item).first()
    return stage_of(found) if found else None


def remarks_on(stage: Stage) -> dict[int, str]:
    """Tell what was said at each step (number); of a secret adjustment inside its compartment alone."""
    rows = Remark.objects.filter(step__adjustment=stage.adjustment)
    return dict(rows.values_list("step__number", "text"))


def print_of(version: MinutesVersion, *, secret: bool = False) -> MinutesPrint:
    """Give the latest file of a version; raises NotFoundError for a part that it does not have."""
    found = version.prints.filter(controller__isnull=not secret).order_by("-signatures").first()
    if found is None:
        raise NotFoundError("Filen finns inte.")
    return found


def may_adjust(actor: Actor, stage: Stage, person: int) -> Permission:
    """Answer whether ``actor`` may adjust as ``person`` (id): the own person alone, when chosen to."""
    named = {each.signer.person_id: str(each.signer.person) for each in stage.signers}
    if actor.is_system or (person in named and actor.person == person):
        return Allowed()
    return Denied(f"Protokollet justeras av {', '.join(named.values())}, var och en för sig.")


def awaiting(actor: Actor) -> list[Stage]:
    """List the adjustments that wait for the reader's own signature, the most urgent first."""
    person = actor.person
    if person is None:
        return []
    left = _rows().filter(versions__signers__person=person, sealed__isnull=True)
    stages = map(stage_of, left.distinct())
    own = [each for each in stages if each.is_out and person in each.ruling.value.awaited]
    return sorted(own, key=lambda each: each.limit.value.latest)
