"""Adding people who log in, with their roles, and finding who holds one."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.models import RoleAssignment, User
from samverk.foundation.periods import in_force

USER_ADDED = acts.kind("foundation.user_added", "Användare upplagd")


@dataclass(frozen=True, slots=True)
class NewPost:
    """A role to hold from today at an organisation or one of its bodies (ids)."""

    role: Role
    organisation: int
    body: int | None = None


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to add; without a password only a passkey or an identity provider lets them in."""

    email: str
    name: str
    password: str | None
    posts: tuple[NewPost, ...]


def add_user(actor: Actor, new: NewUser, *, key: str) -> User:
    """Add a user with roles. Only the system does, until accounts come from the organisations."""
    if not actor.is_system:
        raise NotAllowedError("Användare läggs upp när installationen sätts upp.")
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
        )
    return user


def holders_of(role: Role, body: int) -> list[User]:
    """List the active users who hold a role at a body (id) today, by name."""
    held = RoleAssignment.objects.filter(in_force(clock.today()), role=role.name, body=body)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(users.order_by("full_name", "pk"))


def address_of(actor: Actor) -> str:
    """Answer a user's own e-mail address; "" for the public and the system."""
    found = User.objects.filter(pk=actor.user).first() if actor.user else None
    return found.email if found else ""
