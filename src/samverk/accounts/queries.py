"""Reads of the accounts: who has one, with which roles where, and how it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Least

from samverk.foundation import acts, clock
from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.errors import NotFoundError
from samverk.foundation.limits import LIMITED, PARTS
from samverk.foundation.models import AuditEvent, RoleAssignment, RoleEnd, User
from samverk.foundation.models.users import roles_held_on
from samverk.foundation.separation import why_apart
from samverk.foundation.sorting import swedish_key


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of an account: what, where, and when. ``last_day`` is when it ends, as known today.

    ``reach`` says which parts of the work it is limited to, or that it is for all; "" for a role that
    is never limited.
    """

    id: int
    role: Role
    organisation: int
    where: str
    from_date: date
    last_day: date | None
    reach: str = ""

    def is_over(self, day: date) -> bool:
        """Answer whether the role has ended before ``day``, or was taken back before it began."""
        return self.last_day is not None and self.last_day < max(day, self.from_date)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as those see it who administer some of the organisations where it has had roles.

    ``roles`` are those at these organisations, the ended ones last; ``works_elsewhere`` tells whether
    it holds others now.
    """

    id: int
    name: str
    email: str
    is_active: bool
    has_way_in: bool
    last_login: datetime | None
    roles: tuple[RoleRow, ...]
    works_elsewhere: bool
    day: date

    @property
    def current(self) -> tuple[RoleRow, ...]:
        """The roles that have not ended."""
        return tuple(row for row in self.roles if not row.is_over(self.day))

    @property
    def state(self) -> tuple[str, str]:
        """How it stands, as a tone of the interface and words."""
        if not self.is_active:
            return "stopped", "Stängt"
        if not self.has_way_in:
            return "attention", "Väntar på lösenord"
        return "good", "Öppet"


@dataclass(frozen=True, slots=True)
class Places:
    """The organisations (ids) where an account has a role today or later, and where it ever had one."""

    now: frozenset[int]
    ever: frozenset[int]


def accounts_at(organisations: Collection[int], day: date) -> list[AccountRow]:
    """List the accounts that have had a role at some organisations, open ones first, by name."""
    here = RoleAssignment.objects.filter(user=OuterRef("pk"), organisation__in=organisations)
    found = _rows(User.objects.filter(Exists(here)), organisations, day)
    return sorted(found, key=lambda one: (not one.is_active, swedish_key(one.name)))


def account_row(user: int, organisations: Collection[int], day: date) -> AccountRow:
    """Answer how one account stands; raises NotFoundError for one without roles there."""
    here = RoleAssignment.objects.filter(user=OuterRef("pk"), organisation__in=organisations)
    found = _rows(User.objects.filter(Exists(here), pk=user), organisations, day)
    if not found:
        raise NotFoundError("Kontot finns inte hos er.")
    return found[0]


def account(user: int) -> User:
    """Answer which account this is; raises NotFoundError."""
    found = User.objects.filter(pk=user).first()
    if found is None:
        raise NotFoundError("Kontot finns inte.")
    return found


def account_of(email: str) -> User | None:
    """Answer which account has an e-mail address; None for none."""
    return User.objects.filter(email=email.strip().lower()).first()


def all_administrators() -> list[User]:
    """List the open accounts that administer some organisation today, the first added first."""
    held = RoleAssignment.objects.filter(
        roles_held_on(clock.today()), user=OuterRef("pk"), role=Role.ADMINISTRATOR.name
    )
    return list(User.objects.filter(Exists(held), is_active=True).order_by("pk"))


def _rows(users: QuerySet[User], organisations: Collection[int], day: date) -> list[AccountRow]:
    keys = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.WEBAUTHN)
    listed = list(users.annotate(has_key=Exists(keys)))
    roles = _roles_of(listed)
    return [_row(user, roles[user.pk], organisations, day) for user in listed]


def _row(
    user: User, roles: Iterable[RoleRow], organisations: Collection[int], day: date
) -> AccountRow:
    ordered = sorted(roles, key=lambda one: (one.is_over(day), one.where, one.from_date, one.id))
    elsewhere = (one for one in ordered if one.organisation not in organisations)
    return AccountRow(
        user.pk,
        str(user),
        user.email,
        user.is_active,
        user.has_usable_password() or user.has_key,  # type: ignore[attr-defined]
        user.last_login,
        tuple(one for one in ordered if one.organisation in organisations),
        any(not one.is_over(day) for one in elsewhere),
        day,
    )


def _roles_of(users: Iterable[User]) -> defaultdict[int, list[RoleRow]]:
    """Read every role of some accounts, ended or not, in one question."""
    found: defaultdict[int, list[RoleRow]] = defaultdict(list)
    rows = with_last_day(RoleAssignment.objects.filter(user__in=list(users)))
    held = list(rows.select_related("organisation", "body__organisation"))
    names = _part_names(held)
    for row in held:
        found[row.user_id].append(
            RoleRow(
                row.pk,
                Role[row.role],
                row.organisation_id,
                str(row.body or row.organisation),
                row.from_date,
                row.last_day,
                _reach(row, names),
            )
        )
    return found


ALL_OF_IT = "alla verksamheter"


def _part_names(held: Iterable[RoleAssignment]) -> dict[int, str]:
    """Name the parts of the work that some roles are limited to, by id; nothing asks when none is."""
    places = {row.organisation_id for row in held if row.limited_to}
    return {one.id: one.name for one in PARTS.parts_at(places)}


def _reach(row: RoleAssignment, names: dict[int, str]) -> str:
    if not row.limited_to:
        return ALL_OF_IT if Role[row.role] in LIMITED and row.body_id else ""
    told = [names.get(one, "en verksamhet som inte finns längre") for one in row.limited_to]
    return f"bara {', '.join(sorted(told, key=swedish_key))}"


def with_last_day(rows: QuerySet[RoleAssignment]) -> QuerySet[Any]:
    """Give each role its ``last_day``: the one it was given until, or an earlier end (LEAST of both)."""
    return rows.annotate(last_day=Least("to_date", Min("ends__last_day")))


def assignment(number: int) -> RoleAssignment | None:
    """Answer which role this is, with its account and place; None for none."""
    rows = RoleAssignment.objects.select_related("user", "organisation", "body__organisation")
    return rows.filter(pk=number).first()


def last_day_of(held: RoleAssignment) -> date | None:
    """Answer on which day a role ends, as known today; None while no end is known."""
    found = with_last_day(RoleAssignment.objects.filter(pk=held.pk)).values_list("last_day")
    last: date | None = found.get()[0]
    return last


def holds(user: User, role: Role, organisation: int, body: int | None, day: date) -> bool:
    """Answer whether an account holds a role at exactly that place on a day, or will later."""
    rows = with_last_day(
        RoleAssignment.objects.filter(
            user=user, role=role.name, organisation=organisation, body=body
        )
    )
    return rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=day)).exists()


def why_apart_from(
    user: User, role: HeldRole, from_date: date, to_date: date | None
) -> tuple[str, str]:
    """Answer which role an account holds in a period that nobody holds beside another, and why not.

    Two empty texts when there is none.
    """
    rows = with_last_day(RoleAssignment.objects.filter(user=user))
    rows = rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=from_date))
    if to_date:
        rows = rows.filter(from_date__lte=to_date)
    for one in rows.order_by("from_date", "pk"):
        held = HeldRole(Role[one.role], one.organisation_id, one.body_id)
        if why := why_apart(role, held):
            return held.role.value, why
    return "", ""


def places_of(user: User) -> Places:
    """Answer where an account has roles, and had them."""
    today = clock.today()
    rows = with_last_day(RoleAssignment.objects.filter(user=user))
    ever, now = set(), set()
    for organisation, from_date, last in rows.values_list("organisation", "from_date", "last_day"):
        ever.add(organisation)
        if last is None or last >= max(today, from_date):
            now.add(organisation)
    return Places(frozenset(now), frozenset(ever))


def home_of(user: User) -> int | None:
    """Answer for which organisation an act on an account is logged: its only one, else None."""
    places = places_of(user).now or places_of(user).ever
    return next(iter(places)) if len(places) == 1 else None


def administered_by(user: User) -> frozenset[int]:
    """List the organisations (ids) that an account administers today."""
    held = RoleAssignment.objects.filter(
        roles_held_on(clock.today()), user=user, role=Role.ADMINISTRATOR.name
    )
    return frozenset(held.values_list("organisation", flat=True))


def has_lasting_administrator(organisation: int, day: date, *, but_for: User) -> bool:
    """Answer whether another open account administers an organisation on a day, with no end known."""
    held = RoleAssignment.objects.filter(
        roles_held_on(day),
        organisation=organisation,
        role=Role.ADMINISTRATOR.name,
        user__is_active=True,
        to_date__isnull=True,
    )
    ended = RoleEnd.objects.filter(assignment=OuterRef("pk"))
    return held.exclude(user=but_for).exclude(Exists(ended)).exists()


def events_of(row: AccountRow) -> list[AuditEvent]:
    """List what has been done with an account and the roles that ``row`` shows, latest first."""
    shown = [one.id for one in row.roles]
    roles = [RoleAssignment(pk=number) for number in shown]
    ends = RoleEnd.objects.filter(assignment__in=shown)
    return acts.events_on(User(pk=row.id), *roles, *ends)
