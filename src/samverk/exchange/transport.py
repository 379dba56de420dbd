"""How a message reaches the other side: over the network, or within the installation."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

TIMEOUT = 20
LARGEST_ANSWER = 64 * 1024
CONTENT_TYPE = "application/json"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side answered: an HTTP status, and a receipt or a reason."""

    status: int
    body: bytes


class NoAnswerError(Exception):
    """Nobody answered; the text is Swedish and says why."""


Post = Callable[[str, bytes], Answer]


class _StayPut(HTTPRedirectHandler):
    """Follow no redirect: the address is the one that somebody has entered."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse."""


def over_http(address: str, wire: bytes) -> Answer:
    """Post a message to an address. Raises NoAnswerError when nobody answers."""
    request = Request(  # noqa: S310 (the scheme was checked when the peer was added)
        address, wire, {"Content-Type": CONTENT_TYPE, "Accept": CONTENT_TYPE}, method="POST"
    )
    try:
        with build_opener(_StayPut).open(request, timeout=TIMEOUT) as answer:
            return Answer(answer.status, answer.read(LARGEST_ANSWER))
    except HTTPError as fault:
        with fault:
            return Answer(fault.code, fault.read(LARGEST_ANSWER))
    except (URLError, HTTPException, OSError, ValueError) as fault:
        LOG.warning("no answer from %s: %s", address, fault)
        raise NoAnswerError("Mottagarens installation svarar inte.") from fault


def within(receive: Callable[[bytes], Any]) -> Post:
    """Let the installation itself be the other side, by the same door and the same checks."""

    def post(_: str, wire: bytes) -> Answer:
        try:
            answer: Answer = receive(wire)
        except Exception as fault:
            LOG.exception("a message within the installation was not taken")
            raise NoAnswerError("Meddelandet kunde inte tas emot.") from fault
        return answer

    return post
