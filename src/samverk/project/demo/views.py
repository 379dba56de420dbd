"""The role switcher, which exists in a demo and nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samverk.foundation.models import User
from samverk.project.demo.cast import logins_here


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's people, or the public, and return to the page one came from."""
    email = request.POST.get("roll", "")
    if email and email not in {person.email for person in logins_here()}:
        raise Http404
    if email:
        person = get_object_or_404(User, email=email, is_active=True)
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    else:
        logout(request)
    back = request.POST.get("tillbaka", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else "/")
