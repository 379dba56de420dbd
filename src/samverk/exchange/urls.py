"""Addresses of exchange."""

from __future__ import annotations

from django.urls import path

from samverk.exchange.views import door, messages, peers
from samverk.foundation.opening import to_everybody

urlpatterns = [
    path("", messages.messages, name="messages"),
    *to_everybody([path("ta-emot/", door.take, name="take_message")]),
    path("meddelande/<uuid:message>/", messages.sent_message, name="sent_message"),
    path("meddelande/<uuid:message>/at-sidan/", messages.set_aside, name="set_aside"),
    path("motparter/", peers.peers, name="peers"),
    path("motparter/ny/", peers.new_peer, name="new_peer"),
    path("motparter/<int:peer>/adress/", peers.move_peer, name="move_peer"),
    path("motparter/<int:peer>/nyckel/", peers.new_key, name="new_peer_key"),
    path("motparter/nyckel/<int:key>/sparra/", peers.revoke_key, name="revoke_peer_key"),
]
