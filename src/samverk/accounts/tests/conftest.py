"""The shared cast, and those who administer its organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samverk.accounts import actions
from samverk.directory.models import Organisation
from samverk.foundation import clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, TODAY, Cast, cast, the_day
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]


@dataclass(frozen=True)
class Office:
    """The cast with an administrator of Lillköping (``keeper``) and one of Norrvik (``rival``)."""

    cast: Cast
    keeper_user: User
    rival_user: User

    @property
    def keeper(self) -> Actor:
        return actor_for(self.keeper_user)

    @property
    def rival(self) -> Actor:
        return actor_for(self.rival_user)

    def post(self, role: Role = Role.MEMBER, **place: Any) -> actions.Post:
        """A post in Lillköping from today, or where and when ``place`` says."""
        usual: dict[str, Any] = {"organisation": self.cast.town.pk, "from_date": TODAY}
        return actions.Post(role, **(usual | place))


def administrator(name: str, organisation: Organisation) -> User:
    email = f"{name.split(maxsplit=1)[0].lower()}@prov.example"
    post = actions.Post(Role.ADMINISTRATOR, organisation.pk, clock.today())
    return actions.add_account(SETUP, actions.NewAccount(email, name, (post,)), key=f"scen/{email}")


@kept
def office(cast: Cast) -> Office:
    return Office(
        cast,
        administrator("Birk Ängslid", cast.town),
        administrator("Runa Skogvik", cast.neighbour),
    )
