"""Addresses of what is open to everybody, and of those who publish it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samverk.publishing.views import releasing

urlpatterns: list[URLPattern | URLResolver] = [
    path("publicering/", releasing.releases, name="releases"),
    path("publicering/<int:release>/", releasing.release, name="release"),
    path("publicering/<int:release>/ater/", releasing.give_back, name="return_release"),
    path("publicering/<int:release>/dra-tillbaka/", releasing.withdraw, name="withdraw_release"),
    path("publicering/<int:release>/gor/<slug:word>/", releasing.press, name="press_release"),
    path("publicering/<slug:kind>/<int:subject>/", releasing.of_subject, name="releases_of"),
    path("publicering/<slug:kind>/<int:subject>/ny/", releasing.begin, name="begin_release"),
]
