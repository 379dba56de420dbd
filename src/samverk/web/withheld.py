"""The page of a file that is not handed out: why, and where it is to be had."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samverk.foundation.errors import NotYetError, WithheldError
from samverk.web.errors import ErrorText, error_page

WITHHELD = ErrorText(
    403,
    "Filen lämnas inte ut",
    "Filen går inte att lämna ut utan risk.",
    "Gå tillbaka med webbläsarens bakåtknapp.",
)
NOT_YET = ErrorText(
    503,
    "Filen lämnas inte ut än",
    "Filen väntar på viruskontroll.",
    "Försök igen om några minuter.",
)


class WithheldFiles:
    """Draws the page of what a view withholds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, _: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer a file that is withheld."""
        match fault:
            case NotYetError():
                answer = error_page(NOT_YET, fault.message)
                answer["Retry-After"] = "120"
                return answer
            case WithheldError():
                return error_page(WITHHELD, fault.message)
        return None
