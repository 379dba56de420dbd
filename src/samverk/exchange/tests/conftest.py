"""Lillköping, which lives in this installation, and Norrvik, which has one of its own."""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from samverk.exchange import actions, keys, ports
from samverk.exchange.actions import delivering
from samverk.exchange.canonical import canonical, read
from samverk.exchange.envelope import FORMAT, digest_of
from samverk.exchange.ports import MessageType, record, words
from samverk.exchange.transport import Answer, NoAnswerError
from samverk.foundation.tests.cast import SETUP, Cast, cast, the_day

__all__ = ["cast", "the_day"]
SCHEMA = record("En hälsning.", word=words("Ordet.", 20, least=1))
TOWN, NEIGHBOUR = "212000-0001", "212000-0002"
ADDRESS = "https://norrvik.example/vaxling/ta-emot/"


@dataclass
class OtherTown:
    """Norrvik's installation: it signs with its own key, takes what comes, and can be down."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    came: list[bytes] = field(default_factory=list)
    answers: list[Answer | NoAnswerError] = field(default_factory=list)

    @property
    def public_key(self):
        raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return base64.b64encode(raw).decode()

    def signed(self, name, content, purpose):
        signature = base64.b64encode(self.key.sign(purpose + canonical(content))).decode()
        return canonical({name: content, "key": self.public_key, "signature": signature})

    def envelope(self, **changed):
        """An envelope from Norrvik to Lillköping."""
        return {
            "format": FORMAT,
            "id": str(uuid.uuid4()),
            "type": "prov",
            "version": 1,
            "sender": NEIGHBOUR,
            "recipient": TOWN,
            "created": "2024-03-15T10:00:00Z",
            "payload": {"word": "Hej"},
        } | changed

    def message(self, **changed):
        return self.signed("envelope", self.envelope(**changed), keys.MESSAGE)

    def receipt(self, wire, **changed):
        """The receipt that Norrvik answers a message with."""
        envelope = read(wire)["envelope"]
        content = {
            "format": FORMAT,
            "message": envelope["id"],
            "digest": digest_of(canonical(envelope)),
            "sender": envelope["sender"],
            "recipient": envelope["recipient"],
            "received": datetime(2024, 3, 15, 11, tzinfo=UTC).isoformat(),
        } | changed
        return self.signed("receipt", content, keys.RECEIPT)

    def post(self, address, wire):
        """Take a message: with the next prepared answer, else with a receipt."""
        self.came.append(wire)
        if not self.answers:
            return Answer(200, self.receipt(wire))
        answer = self.answers.pop(0)
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer


@dataclass
class Handled:
    """What the handler of the test's messages was given, and what it is to raise."""

    given: list[ports.Incoming] = field(default_factory=list)
    fault: Exception | None = None

    def __call__(self, incoming):
        self.given.append(incoming)
        if self.fault:
            raise self.fault


@pytest.fixture
def handled(monkeypatch):
    """A message type of the test's own, and what came of it."""
    made = Handled()
    types = ports.MessageTypes()
    types.add(MessageType("prov", 1, "Hälsning", SCHEMA, made))
    for module in ("sending", "receiving"):
        monkeypatch.setattr(f"samverk.exchange.actions.{module}.MESSAGE_TYPES", types)
    return made


@pytest.fixture
def other(monkeypatch):
    """Norrvik's installation, in place of the network."""
    made = OtherTown()
    monkeypatch.setitem(delivering.TRANSPORT, "remote", made.post)
    return made


def add_peers(town, neighbour, other):
    """Add both towns as peers."""
    new = actions.NewPeer(town, TOWN)
    actions.add_peer(SETUP, new, key="motpart/1")
    new = actions.NewPeer(neighbour, NEIGHBOUR, ADDRESS, other.public_key)
    actions.add_peer(SETUP, new, key="motpart/2")


@pytest.fixture
def peers(cast: Cast, other, handled) -> Cast:
    """The cast, with both towns added as peers."""
    add_peers(cast.town.pk, cast.neighbour.pk, other)
    return cast


def send(cast, *, to=None, word="Hej", key="s1"):
    """Send a greeting from the social board of Lillköping, to Norrvik unless another is named."""
    recipient = (to or cast.neighbour).pk
    new = actions.NewMessage(
        "prov", 1, cast.town.pk, recipient, f"Hälsning {word}", {"word": word}, cast.board.pk
    )
    return actions.send(cast.owner, new, key=key)


@pytest.fixture
def client() -> Client:
    """Another installation, which is nobody here; who works is logged in by the test."""
    return Client()
