"""Every address of an installation; a room that is not installed has none."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

ROOM_PREFIXES = {
    "exchange": "vaxling/",
    "directory": "organ/",
    "accounts": "konton/",
    "registry": "arenden/",
    "memos": "tjansteskrivelser/",
    "decisions": "beslut/",
    "meetings": "sammantraden/",
    "federation": "forbund/",
    "interventions": "insatser/",
    "interventions.persons": "personer/",
    "execution": "verkstallighet/",
    "intake": "inlasning/",
    "thread": "",
    "publishing": "",
}


def _room_urls() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for room in settings.ROOMS:
        module = f"samverk.{room}.urls"
        if find_spec(module):
            found.append(path(ROOM_PREFIXES[room], include(module)))
    if "meetings" in settings.ROOMS:
        found.insert(0, path("anslagstavla/", include("samverk.meetings.board_urls")))
    if "interventions.persons" in settings.ROOMS:
        found.insert(
            0, path("antal/", include("samverk.interventions.persons.counts_to_send_urls"))
        )
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("samverk.foundation.login.urls")),
    path("", include("samverk.web.urls")),
    *_room_urls(),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("samverk.project.demo.urls")))

handler400 = "samverk.web.errors.bad_request"
handler403 = "samverk.web.errors.forbidden"
handler404 = "samverk.web.errors.not_found"
handler429 = "samverk.web.errors.too_many_requests"
handler500 = "samverk.web.errors.server_error"
