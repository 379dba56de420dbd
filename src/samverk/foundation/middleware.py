"""Gives each request its actor, and each refusal its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role
from samverk.foundation.barring import barred_for, reading_as
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.models import User
from samverk.foundation.models.users import BOUND_TODAY, HELD_TODAY, with_roles_held_today
from samverk.foundation.networks import network_of
from samverk.foundation.reads import within_one_request
from samverk.foundation.tracing import Request, within


class ActorMiddleware:
    """Sets ``request.actor``, read from the database only when somebody asks.

    What a view lets through becomes a page: NotAllowedError 403 with its reason, NotFoundError 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through with its actor, and with what is barred to that actor shut."""
        request.actor = SimpleLazyObject(lambda: _actor_of(request))  # type: ignore[attr-defined]
        trace = Request(lambda: request.session.session_key, lambda: network_of(request))
        barred = reading_as(lambda: barred_for(actor_of(request)))
        with within(trace), within_one_request(), barred:
            return self.get_response(request)

    def process_exception(self, _: HttpRequest, fault: Exception) -> None:
        """Hand a refusal to Django's own, whose pages ``web`` draws."""
        match fault:
            case NotAllowedError():
                raise PermissionDenied(fault.message) from fault
            case NotFoundError():
                raise Http404(fault.message) from fault


def actor_of(request: HttpRequest) -> Actor:
    """Answer who makes this request."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]


def _actor_of(request: HttpRequest) -> Actor:
    return actor_for(request.user) if isinstance(request.user, User) else PUBLIC


def actor_for(user: User) -> Actor:
    """Build the actor of ``user`` with the roles held today.

    A user read by ``with_roles_held_today`` brings them along and costs no further question.
    """
    if not user.is_active:
        return PUBLIC
    found = user if hasattr(user, HELD_TODAY) else with_roles_held_today(user.pk)
    held = getattr(found, HELD_TODAY)
    roles = tuple(
        HeldRole(Role[role], organisation, body, tuple(limited_to))
        for role, organisation, body, limited_to in held
    )
    return Actor(user.pk, str(user), roles, person=getattr(found, BOUND_TODAY))
