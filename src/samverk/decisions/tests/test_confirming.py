"""A body's own people confirm only the words they have seen, and once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.decisions import actions
from samverk.decisions.actions.marking import mark_of
from samverk.decisions.models import Decision
from samverk.decisions.tests.stage import decide, key
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def read(cast):
    """A decision of the town's that others have read in a paper."""
    found = decide(cast, text="Som andra läste det")
    Decision.objects.filter(pk=found.pk).update(read_from="protokoll i ett annat diarium")
    found.refresh_from_db()
    return found


def reworded(read):
    """What is read changes after somebody has opened the page."""
    Decision.objects.filter(pk=read.pk).update(text="Något annat")


def test_sending_it_twice_confirms_once(cast, read):
    seen = mark_of(read)
    for _ in range(2):
        found = Decision.objects.get(pk=read.pk)
        actions.confirm_reading(cast.owner, found, seen, key="en")
    assert AuditEvent.objects.filter(kind="decisions.reading_confirmed").count() == 1


def test_words_that_changed_after_they_were_seen_are_not_confirmed(cast, read):
    seen = mark_of(read)
    reworded(read)
    with pytest.raises(ConflictError, match="har ändrats"):
        actions.confirm_reading(cast.owner, read, seen, key=key())
    assert Decision.objects.get(pk=read.pk).read_from


@pytest.mark.parametrize("name", ["title", "text", "diary_number", "kind", "read_from"])
def test_every_word_on_the_page_is_in_the_mark(read, name):
    before = mark_of(read)
    setattr(read, name, "notes")
    assert mark_of(read) != before


def test_the_page_shows_the_new_words_and_asks_about_those(client, cast, read):
    client.force_login(cast.owner_user)
    address = reverse("confirm_reading", args=[read.pk])
    sent = {name: client.get(address).context["form"][name].value() for name in ("key", "seen")}
    reworded(read)
    answer = client.post(address, sent)
    assert "Något annat" in answer.content.decode()
    again = {name: answer.context["form"][name].value() for name in ("key", "seen")}
    assert client.post(address, again).status_code == 302
    assert not Decision.objects.get(pk=read.pk).read_from
