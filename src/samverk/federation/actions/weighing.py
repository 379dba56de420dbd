"""What the federation does with an application: the diary, the advisory group, the board's decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.decisions import queries as decisions
from samverk.federation.actions.applications import Held, hold_application, take_step
from samverk.federation.actions.board import board_of
from samverk.federation.applications.paper import application_pdf
from samverk.federation.models import Application, ApplicationStep
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import Right, may, require
from samverk.registry import actions as registry
from samverk.rules.applications import ApplicationEvent, names_it, too_early

REGISTERED = acts.kind("federation.application_registered", "Ansökan diarieförd")
WEIGHED = acts.kind("federation.application_weighed", "Beredningsgruppens ställningstagande")
DECIDED = acts.kind("federation.application_decided", "Styrelsens beslut om ansökan registrerat")
SENT = (ApplicationEvent.SUBMIT.value, ApplicationEvent.COMPLETE.value)
RECOMMENDATIONS = {
    "grant": ApplicationEvent.RECOMMEND_GRANT,
    "complete": ApplicationEvent.ASK,
    "refuse": ApplicationEvent.RECOMMEND_REFUSAL,
}
OUTCOMES = {
    "grant": ApplicationEvent.GRANT,
    "refuse": ApplicationEvent.REFUSE,
    "refer_back": ApplicationEvent.REFER_BACK,
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the advisory group recommends (ställningstagande): ``what`` is grant, complete or refuse."""

    what: str
    day: date
    why: str


@dataclass(frozen=True, slots=True)
class BoardDecision:
    """What the board decided: ``outcome`` is grant, refuse or refer_back, ``decision`` an id.

    ``covers_both`` says of a decision on another application too that it settles this one as well.
    """

    outcome: str
    decision: int
    why: str = ""
    covers_both: bool = False


def register_application(actor: Actor, application: Application, *, key: str) -> Application:
    """Enter an application in the federation's diary, as a case of its own; a completion goes in the same.

    Raises ConflictError when it is not sent or is entered already, and when the federation has no
    board to keep the diary.
    """
    federation = application.membership.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    act = acts.Act(actor, REGISTERED, key, federation, content=application.pk)
    return acts.carry_out(act, lambda: _register(actor, application.pk, key))


def _register(actor: Actor, application: int, key: str) -> Application:
    held = hold_application(actor, application)
    if held.row.case is None:
        new = registry.NewCase(
            board_of(held.row.membership.federation_id),
            f"Ansökan om medel: {held.row.title}"[:300],
            clock.today(),
        )
        held.row.case = registry.open_case(actor, new, key=f"{key}/ärende")
    paper = application_pdf(held.row, held.content, clock.now())
    document = registry.NewDocument(
        held.row.case.pk,
        "incoming",
        "letter",
        clock.today(),
        f"Ansökan om medel, version {held.version.number}",
        held.row.membership.member.name,
        file=registry.NewFile(f"ansokan-{held.row.pk}-{held.version.number}.pdf", paper.content),
    )
    made = take_step(held, ApplicationEvent.REGISTER, clock.today())
    registry.register_document(actor, document, key=f"{key}/handling")
    return made


def weigh_application(
    actor: Actor, application: Application, new: Recommendation, *, key: str
) -> Application:
    """Record what the advisory group recommends: grant, complete or refuse.

    Raises InputError without a reason, for a day that has not been and for one before what is weighed
    was sent; ConflictError when the application cannot be weighed now.
    """
    federation = application.membership.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    if new.what not in RECOMMENDATIONS:
        raise InputError("Välj vad gruppen föreslår.", field="what")
    if not new.why.strip():
        raise InputError("Skriv vad gruppen grundar det på.", field="why")
    if new.day > clock.today():
        raise InputError("Dagen har inte varit än.", field="day")
    given = (application.pk, new)
    act = acts.Act(
        actor, WEIGHED, key, federation, new.why.strip(), effective_on=new.day, content=given
    )
    event = RECOMMENDATIONS[new.what]

    def weigh() -> Application:
        held = hold_application(actor, application.pk)
        _check_order(held, new.day, "Gruppen tog ställning", "day")
        return take_step(held, event, new.day, why=new.why)

    return acts.carry_out(act, weigh)


def decide_application(
    actor: Actor, application: Application, new: BoardDecision, *, key: str
) -> Application:
    """Record the board's decision on an application.

    Raises InputError for a decision that is not the board's own, has no day, is older than what was
    last sent, or is on another application and neither names this one nor is said to cover it;
    ConflictError with every reason when money may not be granted, or there is nothing to decide.
    """
    federation = application.membership.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    if new.outcome not in OUTCOMES:
        raise InputError("Välj vad styrelsen beslutade.", field="outcome")
    day = _day_of(federation, new.decision)
    act = acts.Act(
        actor,
        DECIDED,
        key,
        federation,
        new.why.strip(),
        effective_on=day,
        content=(application.pk, new),
    )
    event = OUTCOMES[new.outcome]

    def decide() -> Application:
        held = hold_application(actor, application.pk)
        _check_order(held, day, "Beslutet fattades", "decision")
        _check_alone(held, new)
        return take_step(held, event, day, why=new.why, decision=new.decision)

    return acts.carry_out(act, decide)


def _day_of(federation: int, decision: int) -> date:
    found = decisions.decision_by_id(decision)
    if found.organisation_id != federation:
        raise InputError("Beslutet är inte förbundets. Välj styrelsens beslut.", field="decision")
    if found.body_id != board_of(federation) or found.cited_only:
        raise InputError(
            "Medel beviljas av styrelsen. Välj dess eget beslut, ur dess protokoll.",
            field="decision",
        )
    if found.decided_on is None:
        raise InputError("Beslutet saknar dag. Komplettera beslutet först.", field="decision")
    return found.decided_on


def _check_order(held: Held, day: date, what: str, field: str) -> None:
    """Refuse what is older than the application as it was last sent, or completed."""
    sent = held.row.steps.filter(event__in=SENT).order_by("number").last()
    refused = too_early(sent.happened_on, day, what) if sent else None
    if refused:
        raise InputError(refused.reasons[0].text, field=field)


def _check_alone(held: Held, new: BoardDecision) -> None:
    """Ask before one decision settles two applications, unless it names this one itself."""
    steps = ApplicationStep.objects.filter(decision=new.decision).exclude(application=held.row)
    other = steps.select_related("application").order_by("id").first()
    if other is None or new.covers_both:
        return
    found = decisions.decision_by_id(new.decision)
    number = held.row.case.diary_number if held.row.case else ""
    if names_it(f"{found.title} {found.text} {found.diary_number}", held.row.title, number).value:
        return
    raise InputError(
        f"Beslutet gäller redan ansökan \N{RIGHT DOUBLE QUOTATION MARK}{other.application.title}"
        "\N{RIGHT DOUBLE QUOTATION MARK} och nämner inte den här. Välj ett annat beslut, eller kryssa"
        " för att paragrafen avgör båda.",
        field="covers_both",
    )
