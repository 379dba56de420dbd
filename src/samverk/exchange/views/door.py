"""The door: where other installations post their messages."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverk.exchange import actions
from samverk.exchange.envelope import LARGEST
from samverk.exchange.transport import CONTENT_TYPE


# The sender is known by its signature, and no cookie gives anybody anything here
@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take a message: a receipt with 200, or a reason with another status."""
    came_from = get_adapter().get_client_ip(request)
    # One byte past the limit is enough to refuse it; the rest is never read
    answer = actions.receive(request.read(LARGEST + 1), came_from)
    return HttpResponse(answer.body, status=answer.status, content_type=CONTENT_TYPE)
