"""Error pages: what happened and what to do now, in Swedish, without a traceback.

Each is drawn without the database and without context processors, so that it also works when the
rest does not.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from samverk.foundation.errors import UnloggedError


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error page's words."""

    status: int
    title: str
    explanation: str
    advice: str


BAD_REQUEST = ErrorText(
    400,
    "Servern förstod inte anropet",
    "Något i adressen eller i det som skickades gick inte att läsa.",
    "Gå tillbaka, kontrollera vad du skrev och försök igen.",
)
FORBIDDEN = ErrorText(
    403,
    "Du har inte behörighet till sidan",
    "Sidan finns, men din roll får inte läsa den.",
    "Logga in med en annan roll, eller fråga registratorn om du behöver tillgång.",
)
LOGIN_NEEDED = ErrorText(
    403,
    "Logga in för att komma hit",
    "Sidan är inte öppen för alla.",
    "När du har loggat in kommer du tillbaka hit.",
)
LOGIN_NEEDED_TO_SEND = ErrorText(
    403,
    "Logga in för att skicka formuläret",
    "Sidan är inte öppen för alla.",
    "Inget av det du skickade är sparat. När du har loggat in kommer du tillbaka till formuläret,"
    " och får fylla i det på nytt.",
)
EXPIRED_FORM = ErrorText(
    403,
    "Formuläret har gått ut",
    "Sidan har varit öppen länge, eller så har du loggat in i ett annat fönster. Inget sparades.",
    "Gå tillbaka, ladda om sidan och skicka formuläret igen.",
)
NOT_FOUND = ErrorText(
    404,
    "Sidan finns inte",
    "Adressen kan vara felskriven, eller så har sidan flyttats.",
    "Kontrollera adressen, eller börja om från startsidan.",
)
TOO_MANY_REQUESTS = ErrorText(
    429,
    "För många försök på kort tid",
    "Spärren skyddar mot den som prövar sig fram. Inget är fel med ditt konto.",
    "Vänta fem minuter och försök igen.",
)
SERVER_ERROR = ErrorText(
    500,
    "Något gick fel hos oss",
    "Felet är loggat. Det du redan hade sparat finns kvar.",
    "Försök igen om en stund. Hör av dig till den som sköter installationen om felet kvarstår.",
)
UNAVAILABLE = ErrorText(
    503,
    "Samverk är tillfälligt stängt",
    "Systemet uppdateras eller har tappat kontakten med sin databas.",
    "Försök igen om några minuter.",
)
UNLOGGED = ErrorText(
    503,
    "Sidan visas inte nu: loggen går inte att skriva",
    "Allt som läses eller görs här ska antecknas i loggen. Det gick inte, så inget visades och inget"
    " sparades. Felet är inte ditt.",
    "Vänta några minuter och försök igen. Är det bråttom eller kvarstår felet: ring den som sköter"
    " installationen och säg att loggen inte går att skriva.",
)


def error_page(words: ErrorText, explanation: str = "", *, login: str = "") -> HttpResponse:
    """Draw an error page; ``explanation`` replaces the standing one, ``login`` is where to log in."""
    context = {"words": words, "explanation": explanation or words.explanation, "login": login}
    page = render_to_string("web/error.html", context)
    return HttpResponse(page, status=words.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that could not be read."""
    return error_page(BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that was refused, with the refusal's own words if it has any.

    The public gets a way to log in that leads back here.
    """
    user = getattr(request, "user", None)
    login = "" if user is None or user.is_authenticated else _login_and_back(request)
    needed = LOGIN_NEEDED_TO_SEND if request.method == "POST" else LOGIN_NEEDED
    return error_page(needed if login else FORBIDDEN, str(exception or ""), login=login)


def _login_and_back(request: HttpRequest) -> str:
    return f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request for a page that does not exist."""
    return error_page(NOT_FOUND)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer somebody who tries too often."""
    response = error_page(TOO_MANY_REQUESTS)
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program failed; a lost database, or log, is closed for now rather than broken."""
    # Django calls this while the exception is being handled, but does not hand it over
    match sys.exception():
        case UnloggedError():
            return _closed(UNLOGGED)
        case OperationalError():
            return unavailable(request)
    return error_page(SERVER_ERROR)


def unavailable(request: HttpRequest | None = None) -> HttpResponse:
    """Answer while the system is closed or has no database."""
    return _closed(UNAVAILABLE)


def _closed(words: ErrorText) -> HttpResponse:
    response = error_page(words)
    response["Retry-After"] = "120"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not hold; ``reason`` is Django's, for logs only."""
    return error_page(EXPIRED_FORM)
