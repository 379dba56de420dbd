"""The pages of an account that allauth does not have, or says in English."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.foundation.models import User

View = Callable[..., HttpResponse]


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show how the user logs in, and lead to each thing that can be changed."""
    kinds = Authenticator.Type
    mine = Authenticator.objects.filter(user_id=request.user.pk)
    context = {
        "keys": mine.filter(type=kinds.WEBAUTHN).count(),
        "has_recovery_codes": mine.filter(type=kinds.RECOVERY_CODES).exists(),
    }
    return render(request, "account/overview.html", context)


@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; a user who has none is told why there is nothing to change."""
    if isinstance(request.user, User) and not request.user.has_usable_password():
        return render(request, "account/no_password.html")
    changed: HttpResponse = account.password_change(request)
    return changed


def told_in_swedish(view: View) -> View:
    """Let a view's refusal be told in Swedish: it comes when the user has nothing to prove with."""

    @wraps(view)
    def told(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **options)
        except PermissionDenied as refusal:
            why = "Kontot har varken lösenord eller nyckel att bekräfta med. Logga in på nytt."
            raise PermissionDenied(why) from refusal

    return told
