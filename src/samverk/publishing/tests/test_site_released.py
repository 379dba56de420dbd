"""What two persons have approved, as everybody then reads it; and what they take back."""

from __future__ import annotations

import re

import pytest

from samverk.foundation.actors import Role
from samverk.foundation.tests.telling import without_ids
from samverk.meetings.tests.adjusting import account, acting
from samverk.publishing.actions import (
    Mark,
    approve_release,
    begin_release,
    mark_release,
    send_release,
    withdraw_release,
)
from samverk.publishing.addresses import address_of
from samverk.publishing.models import Handling, Kind, Record
from samverk.publishing.tests.test_site import text_of

pytestmark = pytest.mark.django_db
NUMBER = "19850709-9805"


@pytest.fixture
def released(seated, adjusted) -> int:
    """The minutes of the social board, published by two; one of them masked a number."""
    other = acting(account(seated, "Eva Hägg", Role.SECRETARY))
    release = begin_release(seated.owner, "minutes", adjusted.pk, key="börja").pk
    mark_release(seated.owner, release, [Mark(NUMBER, Handling.MASK, "")], key="maska")
    send_release(seated.owner, release, key="lämna")
    approve_release(other, release, key="godkänn")
    return release


def addresses() -> dict[str, str]:
    rows = Record.objects.exclude(kind__in=["person", "membership"])
    found = {f"{row.kind} {row.title}": address_of(row.kind, row.source) for row in rows}
    return {name: to for name, to in found.items() if to}


def test_every_page_of_published_minutes_is_there_and_the_number_on_none(released, client):
    found = addresses()
    assert {name.split()[0] for name in found} >= {"meeting", "item"}
    for to in found.values():
        answer = client.get(to)
        assert answer.status_code == 200
        assert "9805" not in without_ids(answer.content.decode())


def test_the_paragraph_tells_where_a_number_was(released, client):
    to = next(to for name, to in addresses().items() if name.startswith("item Ansökan"))
    page = text_of(client.get(to))
    assert "Ansökan från [maskat]" in page
    assert "Paragrafen är justerad och låst" in page


def test_what_is_taken_back_is_gone_at_once(released, seated, client):
    found = addresses()
    withdraw_release(seated.owner, released, "Fel fil.", key="dra")
    gone = [to for name, to in found.items() if name.startswith("item")]
    assert {client.get(to).status_code for to in gone} == {410}


def test_the_minutes_as_one_paper_stand_under_the_headings_of_their_paragraphs(released, client):
    paper = Record.objects.get(kind=Kind.FILE, sort="minutes")
    page = client.get(address_of(Kind.FILE, paper.source)).content.decode()
    heads = re.findall(r"<h3[^>]*>(.*?)</h3>", page)
    assert [head for head in heads if head.startswith("§")]
    assert "Beslut" in heads
