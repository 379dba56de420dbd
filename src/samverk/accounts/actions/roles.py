"""Giving roles and ending them: dated, and never removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from samverk.accounts import queries
from samverk.accounts.actions.checks import require_another_administrator
from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.limits import LIMITED, PARTS
from samverk.foundation.models import RoleAssignment, RoleEnd, User
from samverk.foundation.people import ROLE_GIVEN
from samverk.foundation.permissions import Right, may, require

ROLE_ENDED = acts.kind("accounts.role_ended", "Roll avslutad")


@dataclass(frozen=True, slots=True)
class Post:
    """A role to hold for a time at an organisation, or at one of its bodies (ids).

    ``limited_to`` are the parts of the work (ids) that it is limited to, empty for all of it.
    """

    role: Role
    organisation: int
    from_date: date
    body: int | None = None
    to_date: date | None = None
    limited_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewRole:
    """A post to give to the account with an e-mail address; ``why`` is needed for one's own account."""

    email: str
    post: Post
    why: str = ""


def check_post(post: Post) -> None:
    """Raise InputError for a post that cannot be: in the past, ending too soon, at a body elsewhere.

    So for one that is limited to what is done elsewhere, or whose role is never limited.
    """
    if post.from_date < clock.today():
        raise InputError("En roll gäller inte bakåt: välj i dag eller senare.", field="from_date")
    if post.to_date and post.to_date < post.from_date:
        raise InputError("Sista dagen är före första dagen.", field="to_date")
    if post.body and directory.body_ref(post.body).organisation != post.organisation:
        raise InputError("Välj ett organ i organisationen.", field="places")
    if post.body and post.role is Role.ADMINISTRATOR:
        raise InputError(
            "En systemförvaltare är det för hela organisationen. Välj organisationen.",
            field="places",
        )
    if post.limited_to:
        _check_limits(post)


def _check_limits(post: Post) -> None:
    if post.role not in LIMITED:
        named = " eller ".join(sorted(role.value for role in LIMITED))
        raise InputError(
            f"Bara rollen som {named} kan begränsas. Välj ingen verksamhet.", field="limited_to"
        )
    if post.body is None:
        raise InputError(
            "En begränsad roll hålls i ett organ. Välj organet, inte hela organisationen.",
            field="places",
        )
    if set(post.limited_to) - {one.id for one in PARTS.parts_at([post.organisation])}:
        raise InputError("Välj verksamheter som organisationen ger.", field="limited_to")


def give_role(actor: Actor, new: NewRole, *, key: str) -> RoleAssignment:
    """Give an account a role for a time.

    Raises NotAllowedError unless the actor administers the organisation, InputError for an unknown
    address, a post that cannot be, a role that nobody holds beside one that the account has, or a role
    for oneself without a reason; ConflictError when the account holds the role there already.
    """
    post = new.post
    require(may(actor, Right.MANAGE_ACCOUNTS, organisation=post.organisation))
    check_post(post)
    user = queries.account_of(new.email)
    if user is None:
        raise InputError("Inget konto har den adressen. Lägg upp det först.", field="email")
    if user.pk == actor.user and not new.why.strip():
        raise InputError("Skriv varför du ger dig själv en roll: det syns för alla.", field="why")
    act = acts.Act(
        actor,
        ROLE_GIVEN,
        key,
        post.organisation,
        new.why.strip(),
        effective_on=post.from_date,
        content=new,
        body=post.body,
    )
    return acts.carry_out(act, lambda: _give(user.pk, post))


def _give(account: int, post: Post) -> RoleAssignment:
    user = User.objects.select_for_update().get(pk=account)
    if not user.is_active:
        raise ConflictError("Kontot är stängt. Öppna det igen innan det får en roll.")
    if queries.holds(user, post.role, post.organisation, post.body, post.from_date):
        raise ConflictError(f"{user} har redan den rollen där.")
    new = HeldRole(post.role, post.organisation, post.body)
    held, why = queries.why_apart_from(user, new, post.from_date, post.to_date)
    if why:
        raise InputError(f"{user} är {held}. {why} Avsluta den rollen först.", field="role")
    try:
        with transaction.atomic():
            return RoleAssignment.objects.create(
                user=user,
                role=post.role.name,
                organisation_id=post.organisation,
                body_id=post.body,
                from_date=post.from_date,
                to_date=post.to_date,
                limited_to=sorted(set(post.limited_to)),
            )
    except IntegrityError as fault:
        raise ConflictError(
            f"{user} har redan haft den rollen från den dagen. Välj en senare dag."
        ) from fault


def end_role(
    actor: Actor, assignment: int, last_day: date | None, why: str = "", *, key: str
) -> RoleEnd:
    """End a role after ``last_day``, or at once for None.

    Raises NotFoundError for an unknown role, InputError for a day that has been or that is not before
    the role ends anyhow, ConflictError for one that has ended and for a last administrator.
    """
    held = queries.assignment(assignment)
    if held is None:
        raise NotFoundError("Rollen finns inte.")
    require(may(actor, Right.MANAGE_ACCOUNTS, organisation=held.organisation_id))
    act = acts.Act(
        actor,
        ROLE_ENDED,
        key,
        held.organisation_id,
        why.strip(),
        effective_on=last_day,
        content=(assignment, last_day),
        body=held.body_id,
    )
    return acts.carry_out(act, lambda: _end(held.pk, last_day))


def _end(assignment: int, chosen: date | None) -> RoleEnd:
    held = RoleAssignment.objects.get(pk=assignment)
    # The role's own row cannot be locked, since it cannot be changed
    held.user = User.objects.select_for_update().get(pk=held.user_id)
    today, until = clock.today(), queries.last_day_of(held)
    if until and until < today:
        raise ConflictError("Rollen är redan avslutad. Öppna sidan på nytt.")
    if chosen and chosen < today:
        raise InputError("Dagen har varit. Välj i dag eller senare.", field="last_day")
    if chosen and until and chosen >= until:
        raise InputError(f"Rollen slutar redan {until}.", field="last_day")
    last_day = chosen or today - timedelta(days=1)
    if held.role == Role.ADMINISTRATOR.name:
        after = last_day + timedelta(days=1)
        require_another_administrator([held.organisation_id], held.user, after)
    return RoleEnd.objects.create(assignment=held, last_day=last_day)
