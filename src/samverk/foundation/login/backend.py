"""Who may be logged in at all."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from samverk.foundation.models import User
from samverk.foundation.models.users import with_roles_held_today

# RFC 2606 reserves the name: no such address reaches anybody
DEMO_DOMAIN = ".example"


def may_enter(user: User) -> bool:
    """Answer whether ``user`` belongs to this installation.

    The demo's people have a published password. If a demo's database is ever served as a real
    installation, they stay outside.
    """
    return settings.DEMO or not user.email.lower().endswith(DEMO_DOMAIN)


class LocalAccounts(AuthenticationBackend):  # type: ignore[misc]
    """Local accounts. Asked at every request, so a disabled user's sessions end at once."""

    def get_user(self, user_id: int) -> User | None:
        """Read the user of a session with the roles held today, in one question."""
        user = with_roles_held_today(user_id)
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: User) -> bool:
        """Answer whether ``user`` may log in or stay logged in."""
        return bool(super().user_can_authenticate(user)) and may_enter(user)
