"""Applications, what they say, and what they still lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.federation.applications.content import Content, changed_parts, content_from
from samverk.federation.models import Application, ApplicationStep, ApplicationVersion
from samverk.federation.queries.members import Member, member_among
from samverk.federation.queries.standing import standing_on
from samverk.foundation.errors import NotFoundError
from samverk.rules.agreements.doers import Doer
from samverk.rules.applications import (
    APPLICATION,
    ApplicationEvent,
    ApplicationState,
    Asked,
    faults_of,
)
from samverk.rules.ruling import Ruling

LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version, and which parts it changed since the one before."""

    version: ApplicationVersion
    content: Content
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """An application whole (ansökan): latest version first; ``weighed`` tells all that it lacks."""

    row: Application
    applicant: Member
    partners: tuple[Member, ...]
    versions: tuple[VersionRow, ...]
    steps: tuple[ApplicationStep, ...]
    weighed: Ruling[bool]

    @property
    def content(self) -> Content:
        """What it says now."""
        return self.versions[0].content

    @property
    def state(self) -> ApplicationState:
        """How far it has come."""
        return ApplicationState(self.row.state)

    def open_to(self, doer: Doer) -> frozenset[ApplicationEvent]:
        """Answer which steps ``doer`` may take now, as far as the table tells."""
        return frozenset(
            row.event for row in APPLICATION.table if row.state == self.state and doer in row.doers
        )


def application_by_id(application: int) -> Application:
    """Answer which application this is, with its member and federation; raises NotFoundError."""
    rows = Application.objects.select_related(
        "membership__member", "membership__federation", "case__body"
    )
    found = rows.filter(pk=application).first()
    if found is None:
        raise NotFoundError("Ansökan finns inte.")
    return found


def applications_of(federation: int) -> list[Application]:
    """List a federation's applications, the latest first, drafts too."""
    rows = Application.objects.filter(membership__federation=federation)
    return list(rows.select_related("membership__member", "case").order_by("-pk"))


def versions_of(application: int) -> list[VersionRow]:
    """List the versions, the latest first, each with what it changed."""
    rows = ApplicationVersion.objects.filter(application=application).order_by("number")
    found: list[VersionRow] = []
    for row in rows:
        content = content_from(row.content)
        changed = changed_parts(found[-1].content, content) if found else ()
        found.append(VersionRow(row, content, changed))
    return found[::-1]


def application_page(
    application: Application, members: Sequence[Member], day: date, *, drafts: bool
) -> ApplicationPage:
    """Gather an application; ``members`` are the federation's. What it lacks is told as of ``day``.

    Unless ``drafts`` what has been written since it was last sent is left out.
    """
    last = None if drafts else application.sent_version
    versions = [v for v in versions_of(application.pk) if last is None or v.version.number <= last]
    applicant = member_among(members, application.membership_id)
    chosen = set(versions[0].content.parties)
    partners = tuple(one for one in members if one.membership.pk in chosen)
    steps = ApplicationStep.objects.filter(application=application).order_by("number")
    weighed = faults_of(asked_of(versions[0].content, applicant, partners, day), day=day)
    return ApplicationPage(
        application,
        applicant,
        partners,
        tuple(versions),
        tuple(steps.select_related("decision__body", "decision__organisation")),
        weighed,
    )


def asked_of(content: Content, applicant: Member, partners: Sequence[Member], day: date) -> Asked:
    """Give an application as the rules weigh it on ``day``."""
    return Asked(
        standing_on(applicant, day),
        [standing_on(one, day) for one in partners],
        content.starts_on,
        content.ends_on,
        content.amounts,
        content.unwritten,
    )


def begun_from(federation: int, application: str) -> dict[str, object]:
    """Give what an agreement begins with after a granted application (id as written); {} for no such."""
    if not application.isascii() or not application.isdigit() or len(application) > LONGEST_ID:
        return {}
    found = Application.objects.filter(
        pk=int(application),
        membership__federation=federation,
        state=ApplicationState.GRANTED.value,
    ).first()
    if found is None:
        return {}
    content = versions_of(found.pk)[0].content
    return {
        "name": found.title,
        "payee": found.membership_id,
        "parties": [found.membership_id, *content.parties],
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "reporting": content.follow_up,
    }
