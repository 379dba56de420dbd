"""Writes of exchange."""

from __future__ import annotations

from samverk.exchange.actions.delivering import deliver, deliver_due
from samverk.exchange.actions.peers import (
    NewKey,
    NewPeer,
    add_key,
    add_peer,
    may_look,
    may_manage,
    may_manage_of,
    move_peer,
    revoke_key,
)
from samverk.exchange.actions.receiving import receive
from samverk.exchange.actions.sending import NewMessage, ask_again, may_send, send, set_aside
from samverk.exchange.transport import Answer

__all__ = [
    "Answer",
    "NewKey",
    "NewMessage",
    "NewPeer",
    "add_key",
    "add_peer",
    "ask_again",
    "deliver",
    "deliver_due",
    "may_look",
    "may_manage",
    "may_manage_of",
    "may_send",
    "move_peer",
    "receive",
    "revoke_key",
    "send",
    "set_aside",
]
