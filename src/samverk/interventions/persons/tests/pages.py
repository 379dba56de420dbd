"""Browsers of the people at the two authorities, and the steps that tests take through pages."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from samverk.foundation.forms import fresh_key
from samverk.foundation.models import AuditEvent, User
from samverk.interventions.persons.tests.party import Party
from samverk.interventions.persons.tests.test_thread import Walk

MARK_OF_A_DAY = re.compile(r"</?time[^>]*>")


@dataclass
class Pages:
    """Opens and sends pages as somebody of the party."""

    party: Party

    def browser(self, user: User | None) -> Client:
        return self.party.cast.browser(user) if user else Client()

    def get(self, user: User | None, name: str, /, *place: object, **query: str) -> Any:
        return self.browser(user).get(reverse(name, args=place), query)

    def send(self, user: User | None, name: str, /, *place: object, **said: object) -> Any:
        """Send a form with a key of its own; "key" among what is said replaces it."""
        return self.browser(user).post(reverse(name, args=place), {"key": fresh_key(), **said})

    def sent(self, name: str = "p", number: str | None = None) -> Any:
        return Walk(self.party, name).sent(number)

    def came(self, name: str = "p", number: str | None = None) -> Any:
        walk = Walk(self.party, name)
        return walk.came(walk.sent(number))


def text(answer: Any) -> str:
    """What a page says, without the marks that keep a day on one line."""
    return MARK_OF_A_DAY.sub("", str(answer.content.decode()))


def reads_of(person: uuid.UUID, user: User) -> int:
    """Count the notes that somebody has read about a person (id)."""
    rows = AuditEvent.objects.filter(kind="foundation.secret_read", actor=user)
    return rows.filter(subject_type="persons.Person", subject_id=str(person)).count()
