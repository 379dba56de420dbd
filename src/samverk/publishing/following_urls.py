"""Addresses of feeds, calendars and letters to whoever follows something."""

from __future__ import annotations

from django.urls import path

from samverk.publishing.views import feeds, following

urlpatterns = [
    path("bekrafta/<str:token>/", following.confirm, name="open_confirm"),
    path("avsluta/<str:token>/", following.unfollow, name="open_unfollow"),
    path("mina/", following.own_link, name="open_own_link"),
    path("mina/skickat/", following.own_link_sent, name="open_own_sent"),
    path("mina/<str:token>/", following.own, name="open_own"),
    path("sokning/", following.follow_search, name="open_follow_search"),
    path("sokning/skickat/", following.sent, name="open_follow_sent_search"),
    path("sokning/<slug:kind>.xml", feeds.feed_of_search, name="open_feed_search"),
    path("alla/kalender.ics", feeds.calendar, {"what": "alla"}, name="open_calendar_of_all"),
    path("<slug:what>/<int:subject>/", following.follow, name="open_follow"),
    path("<slug:what>/<int:subject>/skickat/", following.sent, name="open_follow_sent"),
    path("<slug:what>/<int:subject>/<slug:kind>.xml", feeds.feed, name="open_feed"),
    path("<slug:what>/<int:subject>/kalender.ics", feeds.calendar, name="open_calendar"),
]
