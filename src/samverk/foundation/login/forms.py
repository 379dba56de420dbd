"""allauth's forms, worded and drawn as ours: no placeholder instead of a label, paste is allowed."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.http import HttpRequest, HttpResponse

from samverk.foundation.forms import PageForm
from samverk.foundation.login import sessions
from samverk.foundation.login.adapters import WRONG_CODE
from samverk.foundation.login.passwords import EXPLANATION

LEAVE_EMPTY = forms.Field.default_error_messages["required"]


class Worded(forms.Form):
    """Gives a form's fields our words: (label, help) by field name."""

    use_required_attribute = False
    words: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.auto_id, self.label_suffix = "falt-%s", ""
        for name, field in self.fields.items():
            label, explanation = self.words.get(name, (str(field.label or ""), ""))
            field.label, field.help_text = label, explanation
            field.widget.attrs.pop("placeholder", None)
            if field.error_messages["required"] == LEAVE_EMPTY:
                field.error_messages["required"] = PageForm.REQUIRED


class LoginForm(Worded, account.LoginForm):  # type: ignore[misc]
    """Log in with e-mail address and password."""

    words: ClassVar = {"login": ("E-postadress", ""), "password": ("Lösenord", "")}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # What password managers look for beside "current-password"
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Log in; allauth has then made the session's end a moving one, so it is fixed again."""
        response: HttpResponse = super().login(request, redirect_url)
        if request.user.is_authenticated:
            sessions.limit(request.session)
        return response


class PasswordFormWords(Worded):
    """The words of a new password, typed twice."""

    words: ClassVar = {
        "oldpassword": ("Nuvarande lösenord", ""),
        "password1": ("Nytt lösenord", EXPLANATION),
        "password2": ("Nytt lösenord en gång till", ""),
    }

    def clean(self) -> dict[str, Any] | None:
        """Say in our words when the two differ; allauth's own check then has nothing left to find."""
        first, second = (self.cleaned_data.get(f"password{number}") for number in (1, 2))
        if first and second and first != second:
            self.add_error("password2", "De två lösenorden är inte lika.")
        return super().clean()


class ChangePasswordForm(PasswordFormWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Change one's password."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to choose a new password."""

    words: ClassVar = {"email": ("E-postadress", "")}


class ResetPasswordKeyForm(PasswordFormWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choose a new password through such a link."""


class ReauthenticateForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """Show again that it is you."""

    words: ClassVar = {"password": ("Lösenord", "")}


CODE = {"code": ("Reservkod", "Åtta siffror ur listan du sparade. Varje kod gäller en gång.")}


class CodeForm(Worded, codes.AuthenticateForm):  # type: ignore[misc]
    """Give a recovery code instead of one's key at login."""

    words: ClassVar = CODE


class ReauthenticateCodeForm(Worded, codes.ReauthenticateForm):  # type: ignore[misc]
    """Show with a recovery code that it is you."""

    words: ClassVar = CODE


class Untrusted(Worded):
    """Reads what a browser says of a key; allauth fails on what no browser would send."""

    def full_clean(self) -> None:
        """Check the form; what cannot be read is told of as a key that is wrong."""
        try:
            super().full_clean()
        except (AttributeError, KeyError, TypeError, ValueError):
            self.add_error("credential", WRONG_CODE)


class LoginKeyForm(Untrusted, keys.LoginWebAuthnForm):  # type: ignore[misc]
    """Log in with a key alone."""


class SecondStepKeyForm(Untrusted, keys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """Show one's key after the password."""


class ReauthenticateKeyForm(Untrusted, keys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Show with a key that it is you."""


class AddKeyForm(Untrusted, keys.AddWebAuthnForm):  # type: ignore[misc]
    """Add a key."""

    words: ClassVar = {
        "name": ("Nyckelns namn", "Till exempel vilken dator eller telefon den ligger i."),
        "passwordless": (
            "Använd nyckeln i stället för lösenord",
            "Nyckeln frågar då efter din pinkod, ditt finger eller ditt ansikte. Annars behövs den "
            "tillsammans med lösenordet.",
        ),
        "credential": ("Nyckeln", ""),
    }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["passwordless"].initial = True


class EditKeyForm(Worded, keys.EditWebAuthnForm):  # type: ignore[misc]
    """Rename a key."""

    words: ClassVar = {"name": ("Nyckelns namn", "")}
