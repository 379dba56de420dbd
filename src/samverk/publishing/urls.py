"""Addresses of what is open to everybody, and of those who publish it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samverk.foundation.opening import to_everybody
from samverk.publishing.api.routes import api, described
from samverk.publishing.views import feedback, releasing, searching, shielding, staff_search
from samverk.publishing.views.site import reference, start

OPEN: list[URLPattern | URLResolver] = [
    path("api/v1/docs", reference.api_reference, {"described": described}, name="open_api_docs"),
    path("api/v1/", api.urls),
    path("oppet/folj/", include("samverk.publishing.following_urls")),
    path("robots.txt", start.robots, name="robots"),
    path("oppet/tillganglighet/synpunkter/", feedback.give, name="open_feedback"),
    path("oppet/tillganglighet/synpunkter/tack/", feedback.thanks, name="open_feedback_thanks"),
    path("oppet/sok/", searching.search, name="open_search"),
    path("oppet/", include("samverk.publishing.site_urls")),
    # Leads whoever is not logged in to the search of what is published, with the words
    path("sok/", staff_search.staff_search, name="staff_search"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *to_everybody(OPEN),
    path("arkiv/", include("samverk.publishing.archive_urls")),
    path("publicering/", releasing.releases, name="releases"),
    path("publicering/synpunkter/", feedback.feedback, name="feedback"),
    path("publicering/synpunkter/<uuid:feedback>/", feedback.answer, name="answer_feedback"),
    path("publicering/skyddade/<slug:slug>/", shielding.shielded_people, name="shielded_people"),
    path(
        "publicering/skyddade/<slug:slug>/<int:person>/<slug:word>/",
        shielding.shield,
        name="shield",
    ),
    path("publicering/<int:release>/", releasing.release, name="release"),
    path("publicering/<int:release>/ater/", releasing.give_back, name="return_release"),
    path("publicering/<int:release>/dra-tillbaka/", releasing.withdraw, name="withdraw_release"),
    path("publicering/<int:release>/godkann/", releasing.approve, name="approve_release"),
    path("publicering/<int:release>/eget-verk/", releasing.own_works_of, name="mark_own_works"),
    path("publicering/<int:release>/papekanden/", releasing.answer_doubts, name="answer_doubts"),
    path("publicering/<int:release>/gor/<slug:word>/", releasing.press, name="press_release"),
    path("publicering/<slug:kind>/<int:subject>/", releasing.of_subject, name="releases_of"),
    path("publicering/<slug:kind>/<int:subject>/ny/", releasing.begin, name="begin_release"),
]
