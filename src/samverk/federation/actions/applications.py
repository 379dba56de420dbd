"""Writing an application, and sending it to the federation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from samverk.federation.applications.content import Content, content_from
from samverk.federation.models import (
    Application,
    ApplicationStep,
    ApplicationVersion,
    Membership,
)
from samverk.federation.queries import members
from samverk.federation.queries.applications import asked_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may, require
from samverk.rules.agreements.doers import Doer
from samverk.rules.applications import (
    APPLICATION,
    ApplicationEvent,
    ApplicationState,
    application_step,
)

WRITTEN = acts.kind("federation.application_written", "Ansökan påbörjad")
CHANGED = acts.kind("federation.application_changed", "Ansökan ändrad")
SENT = acts.kind("federation.application_sent", "Ansökan inlämnad")
WITHDRAWN = acts.kind("federation.application_withdrawn", "Ansökan återtagen")
_SENT = (ApplicationEvent.SUBMIT, ApplicationEvent.COMPLETE)
NOT_THEIRS = (
    "Ansökan skrivs av en handläggare hos medlemmen, eller av den som sköter förbundet. Be din"
    " organisations administratör om behörighet."
)


def doer_of(actor: Actor, membership: Membership) -> Doer | None:
    """Answer in what capacity ``actor`` handles a member's application; None for others."""
    if may(actor, Right.MANAGE_FEDERATION, organisation=membership.federation_id):
        return Doer.FEDERATION
    for held in actor.roles:
        if held.organisation == membership.member_id and may(
            actor, Right.WRITE_MEMO, organisation=membership.member_id, body=held.body
        ):
            return Doer.APPLICANT
    return None


def may_apply(actor: Actor, membership: Membership) -> Permission:
    """Answer whether ``actor`` may write an application for a member."""
    return Allowed() if doer_of(actor, membership) else Denied(NOT_THEIRS)


def may_read_drafts(actor: Actor, application: Application) -> bool:
    """Answer whether ``actor`` reads what is not sent: its writers alone, not the federation."""
    doer = doer_of(actor, application.membership)
    at_federation = doer is Doer.FEDERATION and application.by_federation
    return actor.is_system or doer is Doer.APPLICANT or at_federation


def may_change(actor: Actor, application: Application) -> Permission:
    """Answer whether ``actor`` may change, send or withdraw an application: its writers alone."""
    if may_read_drafts(actor, application):
        return Allowed()
    return Denied("Ansökan är sökandens: bara sökanden ändrar, lämnar in och återtar den.")


def may_read_application(actor: Actor, application: Application) -> Permission:
    """Answer whether ``actor`` may read an application: everybody, once it has been sent."""
    if application.sent_version is not None or may_read_drafts(actor, application):
        return Allowed()
    return Denied("Ansökan är ett utkast. Den kan läsas när den är inlämnad.")


def write_application(
    actor: Actor, membership: Membership, content: Content, *, key: str
) -> Application:
    """Begin an application. Raises InputError without a title and for parties that are no members."""
    require(may_apply(actor, membership))
    _check(membership, content)
    act = acts.Act(
        actor,
        WRITTEN,
        key,
        membership.federation_id,
        content=(membership.pk, content),
    )
    by_federation = doer_of(actor, membership) is Doer.FEDERATION

    def write() -> Application:
        made = Application.objects.create(
            membership=membership, title=content.title.strip(), by_federation=by_federation
        )
        ApplicationVersion.objects.create(application=made, number=1, content=content.stored())
        return made

    return acts.carry_out(act, write)


def _check(membership: Membership, content: Content) -> None:
    if not content.title.strip():
        raise InputError("Skriv en rubrik.", field="title")
    if membership.pk in content.parties:
        raise InputError("Sökanden räknas redan som part. Välj de andra.", field="parties")
    known = Membership.objects.filter(
        federation=membership.federation_id, pk__in=content.parties
    ).count()
    if known < len(set(content.parties)):
        raise InputError("Parterna ska vara medlemmar i förbundet.", field="parties")
    years = [year for year, _ in content.amounts]
    if len(set(years)) < len(years):
        raise InputError("Samma år står två gånger.", field="amounts")
    if any(amount < 0 for _, amount in content.amounts):
        raise InputError("Belopp kan inte vara negativa.", field="amounts")


@dataclass(frozen=True, slots=True)
class Held:
    """An application that waits for a step, with its latest version."""

    row: Application
    version: ApplicationVersion
    doer: Doer

    @property
    def content(self) -> Content:
        """What it says."""
        return content_from(self.version.content)


def hold_application(actor: Actor, application: int) -> Held:
    """Lock an application until the transaction ends. Raises NotAllowedError for a stranger."""
    row = Application.objects.select_for_update(of=("self",)).get(pk=application)
    doer = doer_of(actor, row.membership)
    if doer is None:
        raise NotAllowedError(NOT_THEIRS)
    return Held(row, row.versions.latest("number"), doer)


def change_application(
    actor: Actor, application: Application, content: Content, seen: int, *, key: str
) -> Application:
    """Save a new version of an application that is not sent, or is to be completed.

    ``seen`` is the version that was changed: raises ConflictError when somebody has saved another
    since, and when the application is sent; InputError as :func:`write_application`.
    """
    require(may_change(actor, application))
    _check(application.membership, content)
    federation = application.membership.federation_id
    given = (application.pk, content, seen)
    act = acts.Act(actor, CHANGED, key, federation, content=given)
    return acts.carry_out(act, lambda: _change(actor, application.pk, content, seen))


def _change(actor: Actor, application: int, content: Content, seen: int) -> Application:
    held = hold_application(actor, application)
    ruled = APPLICATION.take(ApplicationState(held.row.state), ApplicationEvent.CHANGE, held.doer)
    if ruled.value is None:
        raise ConflictError(ruled.reasons[0].text)
    if held.version.number != seen:
        raise ConflictError(
            f"Någon annan har sparat version {held.version.number}. Det du skrev står kvar här:"
            " öppna ansökan i en annan flik, jämför och spara igen."
        )
    ApplicationVersion.objects.create(
        application=held.row, number=seen + 1, content=content.stored()
    )
    if held.row.state == ApplicationState.DRAFT:
        # What is written of a completion is told when it is sent
        held.row.title = content.title.strip()
        held.row.save(update_fields=["title"])
    return held.row


def take_step(
    held: Held, event: ApplicationEvent, day: date, *, why: str = "", decision: int | None = None
) -> Application:
    """Take a step by the table of ``rules.applications`` and record it.

    Raises ConflictError with every reason when the step may not be taken.
    """
    state = ApplicationState(held.row.state)
    home = held.row.membership.federation_id
    known = {one.membership.pk: one for one in members(home)}
    partners = [known[pk] for pk in held.content.parties if pk in known]
    applicant = known[held.row.membership_id]
    asked = asked_of(held.content, applicant, partners, day)
    ruled = application_step(state, event, held.doer, asked, day=day)
    if ruled.value is None:
        raise ConflictError(" ".join(reason.text for reason in ruled.reasons))
    last = held.row.steps.aggregate(last=Max("number"))["last"] or 0
    ApplicationStep.objects.create(
        application=held.row,
        number=last + 1,
        event=event.value,
        happened_on=day,
        version=held.version.number,
        why=why.strip(),
        decision_id=decision,
    )
    held.row.state = ruled.value.value
    if event in _SENT:
        held.row.sent_version, held.row.title = held.version.number, held.content.title.strip()
    held.row.save(update_fields=["state", "case", "sent_version", "title"])
    return held.row


def send_application(actor: Actor, application: Application, *, key: str) -> Application:
    """Send an application, or its completion, to the federation.

    Raises ConflictError with all that it lacks: two parties, membership, time, amount, words.
    """
    require(may_change(actor, application))
    federation = application.membership.federation_id
    act = acts.Act(actor, SENT, key, federation, content=application.pk)

    def send() -> Application:
        held = hold_application(actor, application.pk)
        is_draft = held.row.state == ApplicationState.DRAFT
        event = ApplicationEvent.SUBMIT if is_draft else ApplicationEvent.COMPLETE
        return take_step(held, event, clock.today())

    return acts.carry_out(act, send)


def withdraw_application(
    actor: Actor, application: Application, why: str, *, key: str
) -> Application:
    """Withdraw an application that is not decided. Raises InputError without a reason."""
    require(may_change(actor, application))
    if not why.strip():
        raise InputError("Skriv varför ansökan återtas.", field="why")
    federation = application.membership.federation_id
    given = (application.pk, why.strip())
    act = acts.Act(actor, WITHDRAWN, key, federation, why.strip(), content=given)

    def withdraw() -> Application:
        held = hold_application(actor, application.pk)
        return take_step(held, ApplicationEvent.WITHDRAW, clock.today(), why=why)

    return acts.carry_out(act, withdraw)
