"""People who log in, and the roles they hold."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Func, JSONField, OuterRef, Q, Subquery

from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.periods import ends_after_it_begins, in_force


class UserManager(BaseUserManager["User"]):
    """Makes users, who log in by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Save a user; without a password only a passkey or an identity provider lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who logs in (användare). What they may do follows from their role assignments."""

    email = models.EmailField("e-postadress", unique=True)
    full_name = models.CharField("namn", max_length=200)
    is_active = models.BooleanField("aktiv", default=True)
    joined_at = models.DateTimeField("upplagd", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "användare"
        verbose_name_plural = "användare"

    def __str__(self) -> str:
        return self.full_name or self.email


class RoleAssignment(models.Model):
    """A role that a user holds for a time (rolltilldelning), at an organisation or one of its bodies.

    ``limited_to`` are the parts of the body's work that it is limited to, empty for all of it: ids that
    another room knows (``foundation.limits``).
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="role_assignments")
    role = models.CharField("roll", max_length=20, choices=[(r.name, r.value) for r in Role])
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    limited_to = ArrayField(
        models.BigIntegerField(), verbose_name="begränsad till", default=list, blank=True
    )

    class Meta:
        verbose_name = "rolltilldelning"
        verbose_name_plural = "rolltilldelningar"
        constraints = [
            ends_after_it_begins("role_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(limited_to=[]) | Q(body__isnull=False), name="limited_at_a_body"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "body", "from_date"],
                name="role_held_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} är {self.get_role_display()}"


class RoleEnd(models.Model):
    """That a role ends before it was meant to (avslutad roll): it is last held on ``last_day``.

    A row of its own, since a role that was given is never rewritten. ``last_day`` before the role's
    first day takes it back whole. Of several the earliest counts.
    """

    assignment = models.ForeignKey(RoleAssignment, models.PROTECT, related_name="ends")
    last_day = models.DateField("sista dag")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "avslutad roll"
        verbose_name_plural = "avslutade roller"

    def __str__(self) -> str:
        return f"{self.assignment} till {self.last_day}"


def roles_held_on(day: date) -> Q:
    """Build the filter for the role assignments that hold on ``day``: given then, and not ended."""
    ended = RoleEnd.objects.filter(assignment=OuterRef("pk"), last_day__lt=day)
    return in_force(day) & ~Q(Exists(ended))


@pghistory.track()
class AccountBinding(models.Model):
    """An account that belongs to a person of the directory from a day (kontokoppling).

    It holds until ``released_at``. One to one: the database refuses a second person for the account,
    and a second account for the person. Whoever logs in with it votes as that person, and has the
    person's conflicts of interest.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="bindings")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    from_date = models.DateField("från")
    released_at = models.DateTimeField("avslutad", null=True, blank=True)

    class Meta:
        verbose_name = "kontokoppling"
        verbose_name_plural = "kontokopplingar"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(released_at__isnull=True),
                name="account_bound_to_one_person",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(released_at__isnull=True),
                name="person_bound_to_one_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} loggar in som {self.person}"


HELD_TODAY = "held_today"
BOUND_TODAY = "bound_today"


class JSONBArray(Func):
    """PostgreSQL's jsonb_build_array over columns."""

    function = "jsonb_build_array"
    output_field = JSONField()


# Stand for the day and the user in the question that is put together once
ANY_DAY, ANY_USER = date(1, 1, 1), -1


def with_roles_held_today(user: int) -> User | None:
    """Read a user with the roles held today, each as
    [role, organisation id, body id or None, ids that it is limited to], at once.

    The person (id) that the account belongs to today comes along.
    """
    text, asked = _question()
    known: dict[Any, Any] = {ANY_DAY: clock.today(), ANY_USER: user}
    found = next(iter(User.objects.raw(text, [known.get(one, one) for one in asked])), None)
    if found is not None:
        setattr(found, HELD_TODAY, [json.loads(one) for one in getattr(found, HELD_TODAY)])
    return found


@cache
def _question() -> tuple[str, tuple[Any, ...]]:
    """Put the question together: every request asks it, and putting it together takes the longest."""
    held = RoleAssignment.objects.filter(roles_held_on(ANY_DAY), user=OuterRef("pk"))
    rows = held.order_by("id").values(
        row=JSONBArray("role", "organisation_id", "body_id", "limited_to")
    )
    own = AccountBinding.objects.filter(user=OuterRef("pk"), released_at__isnull=True)
    bound = own.filter(from_date__lte=ANY_DAY).values("person")
    read_along = {HELD_TODAY: ArraySubquery(rows), BOUND_TODAY: Subquery(bound)}
    query = User.objects.annotate(**read_along).filter(pk=ANY_USER).query
    text, asked = query.sql_with_params()
    return text, tuple(asked)
