"""What allauth asks of us: who is let in, whom a limit counts, and what people are told."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from samverk.foundation.login import letters
from samverk.foundation.login.backend import may_enter
from samverk.foundation.models import User

TOO_MANY = "För många misslyckade försök. Vänta fem minuter och försök igen."
WRONG_CODE = "Koden eller nyckeln stämmer inte. Kontrollera att du valde rätt och försök igen."


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: accounts come from the organisation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "E-postadressen eller lösenordet stämmer inte.",
        "enter_current_password": "Det är inte ditt nuvarande lösenord.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Lösenordet stämmer inte.",
        "invalid_password_reset": "Länken gäller inte längre. Be om en ny.",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Answer no."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Find who has these credentials; a demo user outside the demo is nobody."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and may_enter(user) else None

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Lead back to the account's page."""
        return reverse("account")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Answer from where the request comes. Raises PermissionDenied when that is unknown."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied as fault:
            raise PermissionDenied("Servern vet inte varifrån anropet kommer.") from fault

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a message in the queue; a post office that is slow or closed holds nobody up."""
        link = str(context.pop("password_reset_url", ""))
        written = context | {"email": email, "password_reset_url": link and letters.LINK}
        message = self.render_mail(template_prefix, email, written)
        user = context.get("user")
        letter = letters.Letter(message.subject, str(message.body), email, message.from_email)
        letters.post(letter, user=user.pk if user and link else None, link=link)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # With the address of the one who tries: a stranger's failures must not shut the owner out
        login = str(credentials.get("email") or "").strip().lower()
        return f"{get_ip(request)}:{login}"


class Keys(DefaultMFAAdapter):  # type: ignore[misc]
    """Keys (inloggningsnycklar, passkeys) are named and spoken of in Swedish."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Lägg till en nyckel innan du skapar reservkoder.",
        "incorrect_code": WRONG_CODE,
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Propose a name for the user's next key."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Nyckel {number}"
