"""Tells of lines of the log of who has read what, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from samverk.foundation.actors import Role
from samverk.foundation.acts import KINDS
from samverk.foundation.models import AuditEvent, RoleAssignment
from samverk.foundation.networks import NETWORK_NAMES
from samverk.foundation.reads import SECRET_READ
from samverk.foundation.refused import REFUSED_THING
from samverk.foundation.reviewed import REVIEWED
from samverk.foundation.tracing import GROUNDS, READING_NAMES

SHORT = 8
UNKNOWN = "okänt"
_HOW = {one.value: name for one, name in READING_NAMES.items()}
_NETWORKS = {one.value: name for one, name in NETWORK_NAMES.items()}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading (läsning): when, who in which roles and on what ground, of whom, and what.

    ``person`` is the id, "" for what was refused, and ``pseudonym`` what stands for it in the log.
    ``roles`` are those used; of a line from before they were noted, the ones held then, and ``held``
    says so. ``how`` is the kind of reading, ``session`` the beginning of the session's reference,
    ``network`` whether the reader was in the organisation's own. ``address`` leads to who else has
    read of the same, "" where no page tells.
    """

    at: datetime
    who: str
    roles: str
    person: str
    pseudonym: str
    what: str
    held: bool = False
    ground: str = UNKNOWN
    how: str = UNKNOWN
    session: str = ""
    network: str = UNKNOWN
    address: str = ""


def reading_lines(rows: list[AuditEvent]) -> list[ReadingLine]:
    """Tell of lines of the log, in the order that they come."""
    roles = _roles([one for one in rows if not one.role])
    return [
        ReadingLine(
            one.recorded_at,
            one.actor_name,
            _used(one.role) or ", ".join(roles.get((one.actor_id, one.body_id, _day(one)), ())),
            "" if one.subject_type == REFUSED_THING else one.subject_id,
            one.subject_label,
            KINDS.get(one.kind, one.kind),
            held=not one.role and not one.reading,
            ground=_names(one.ground, GROUNDS),
            how=_how(one),
            session=one.session[:SHORT],
            network=_names(one.network, _NETWORKS),
            address=_address(one),
        )
        for one in rows
    ]


def _address(event: AuditEvent) -> str:
    page = REVIEWED.get(event.subject_type)
    return reverse(page.address, args=[event.subject_id]) if page else ""


def _used(codes: str) -> str:
    return ", ".join(Role[one].value for one in codes.split(",") if one)


def _names(codes: str, names: Mapping[str, str]) -> str:
    """Name what the codes stand for; what was not noted is unknown, and is said to be."""
    return ", ".join(names.get(one, one) for one in codes.split(",") if one) or UNKNOWN


def _how(event: AuditEvent) -> str:
    if event.reading or event.kind == SECRET_READ:
        return _names(event.reading, _HOW)
    return "åtgärd"


def _day(event: AuditEvent) -> date:
    return timezone.localtime(event.recorded_at).date()


def _roles(rows: list[AuditEvent]) -> dict[tuple[int | None, int | None, date], list[str]]:
    """Answer the roles that each reader held at the authority on each of the days."""
    given = RoleAssignment.objects.filter(
        user__in={one.actor_id for one in rows}, body__in={one.body_id for one in rows}
    )
    held = list(given.prefetch_related("ends").order_by("pk")) if rows else []
    return {
        (user, body, day): [
            one.get_role_display()
            for one in held
            if (one.user_id, one.body_id) == (user, body) and _held(one, day)
        ]
        for user, body, day in {(one.actor_id, one.body_id, _day(one)) for one in rows}
    }


def _held(role: RoleAssignment, day: date) -> bool:
    last = [one.last_day for one in role.ends.all()]
    if role.to_date is not None:
        last.append(role.to_date)
    return role.from_date <= day and all(day <= one for one in last)
