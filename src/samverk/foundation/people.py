"""People who log in: how the system adds them, how a place gets its first role, and who holds one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BigIntegerField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
)
from django.db.models.functions import Cast

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import RoleAssignment, User
from samverk.foundation.models.users import roles_held_on
from samverk.foundation.separation import why_not_all

USER_ADDED = acts.kind("foundation.user_added", "Användare upplagd")
ROLE_GIVEN = acts.kind("foundation.role_given", "Roll given")


@dataclass(frozen=True, slots=True)
class NewPost:
    """A role to hold from today at an organisation or one of its bodies (ids), all of it or parts."""

    role: Role
    organisation: int
    body: int | None = None
    limited_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to add; without a password only a passkey or an identity provider lets them in."""

    email: str
    name: str
    password: str | None
    posts: tuple[NewPost, ...]


def add_user(actor: Actor, new: NewUser, *, key: str) -> User:
    """Add a user with roles. Only the system does: people add accounts in the room of that name.

    Raises NotAllowedError, and InputError for roles that nobody holds together.
    """
    if not actor.is_system:
        raise NotAllowedError("Användare läggs upp när installationen sätts upp.")
    posts = (HeldRole(one.role, one.organisation, one.body) for one in new.posts)
    if why := why_not_all(posts):
        raise InputError(why)
    return acts.carry_out(acts.Act(actor, USER_ADDED, key), lambda: _add(new))


def _add(new: NewUser) -> User:
    user = User.objects.create_user(new.email, new.password, full_name=new.name)
    for post in new.posts:
        RoleAssignment.objects.create(
            user=user,
            role=post.role.name,
            organisation_id=post.organisation,
            body_id=post.body,
            from_date=clock.today(),
            limited_to=list(post.limited_to),
        )
    return user


def administer(actor: Actor, organisation: int, *, key: str) -> RoleAssignment | None:
    """Make the one who has just added an organisation its administrator, as a step of that act.

    Nobody could give roles there otherwise. None for the system, which gives the role to whom it likes.
    """
    user = actor.user
    if user is None:
        return None
    act = acts.Act(
        actor, ROLE_GIVEN, key, organisation, "Lade upp organisationen.", content=organisation
    )
    return acts.carry_out(
        act,
        lambda: RoleAssignment.objects.create(
            user_id=user,
            role=Role.ADMINISTRATOR.name,
            organisation_id=organisation,
            from_date=clock.today(),
        ),
    )


def holders_of(role: Role, body: int) -> list[User]:
    """List the active users who hold a role at a body (id) today, by name."""
    held = RoleAssignment.objects.filter(roles_held_on(clock.today()), role=role.name, body=body)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("full_name", "pk"))


def holders_reaching(role: Role, body: int, part: int) -> list[User]:
    """List the active users whose role at a body (id) today reaches a part of its work (id), by name."""
    reaching = Q(limited_to=[]) | Q(limited_to__contains=[part])
    held = RoleAssignment.objects.filter(
        reaching, roles_held_on(clock.today()), role=role.name, body=body
    )
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("full_name", "pk"))


def still_reaches(role: Role, day: date, *, user: str, body: str, part: str) -> Exists:
    """Build the condition that a row's user holds a role on a day at its body, reaching its part.

    The columns of the row are named; an account that is closed holds nothing.
    """
    where = Func(
        F("limited_to"), Cast(OuterRef(part), BigIntegerField()), function="array_position"
    )
    held = RoleAssignment.objects.annotate(
        place=ExpressionWrapper(where, output_field=IntegerField())
    ).filter(roles_held_on(day), user=OuterRef(user), body=OuterRef(body), role=role.name)
    reaching = Q(limited_to=[]) | Q(place__isnull=False)
    return Exists(held.filter(reaching, user__is_active=True))


def still_holds(role: Role, day: date, *, user: str, body: str) -> Exists:
    """Build the condition that a row's user holds a role on a day at its body; the columns are named."""
    held = RoleAssignment.objects.filter(
        roles_held_on(day), user=OuterRef(user), body=OuterRef(body), role=role.name
    )
    return Exists(held.filter(user__is_active=True))


def holders_at(role: Role, organisation: int) -> list[User]:
    """List the active users who hold a role at an organisation (id) as a whole today, by name."""
    held = RoleAssignment.objects.filter(
        roles_held_on(clock.today()), role=role.name, organisation=organisation, body=None
    )
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("full_name", "pk"))


def colleagues_at(organisation: int) -> list[User]:
    """List the active users who hold any role today at an organisation (id) or its bodies, by name."""
    held = RoleAssignment.objects.filter(roles_held_on(clock.today()), organisation=organisation)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("full_name", "pk"))


def address_of(actor: Actor) -> str:
    """Answer a user's own e-mail address; "" for the public and the system."""
    found = User.objects.filter(pk=actor.user).first() if actor.user else None
    return found.email if found else ""
