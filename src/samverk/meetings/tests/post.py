"""A real post office on this machine for the tests: it keeps what it is given, or says no."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Office:
    """The letters that have come, and what the office answers (``says``) to each of its questions."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    falls_silent: bool = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.says.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        self.to += envelope.rcpt_tos
        if self.falls_silent:
            server.transport.abort()
        return self.says.get("data", "250 OK")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def open_office() -> Iterator[Office]:
    """Open the post office for as long as the block lasts."""
    office = Office(free_port())
    controller = Controller(
        office, hostname="127.0.0.1", port=office.port, server_hostname="prov.example"
    )
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


@pytest.fixture
def post_office(settings) -> Iterator[Office]:
    """A post office that the installation sends its letters through."""
    with open_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "Samverk <samverk@prov.example>"
        yield office
