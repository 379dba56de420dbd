"""The pages ask the database as often for many rows as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.intake.actions import read_waiting, upload
from samverk.intake.files import Upload
from samverk.intake.models import Source
from samverk.intake.tests.conftest import sample

pytestmark = pytest.mark.django_db
MOST = 16


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def minutes(count):
    """One file with many paragraphs, each citing the council."""
    begin, paragraph = sample("board.txt").content.decode().split("§ 7", 1)
    pages = [
        f"§ {number}{paragraph.replace('/18', f'/{number}')}" for number in range(1, count + 1)
    ]
    return Upload(f"protokoll-{count}.txt", (begin + "\n\n".join(pages)).encode())


def test_the_list_asks_alike_for_few_and_many_files(signed_in, actor, read_in, board):
    read_in("council.txt")
    few = queries(signed_in, reverse("intake"))
    upload(actor, board.pk, [minutes(count) for count in range(2, 8)], key="många")
    read_waiting(board.pk)
    assert queries(signed_in, reverse("intake")) == few <= MOST


@pytest.mark.parametrize("name", ["intake_source", "intake_review"])
def test_a_page_asks_alike_for_few_and_many_records(name, signed_in, actor, board):
    asked = []
    for count in (2, 12):
        upload(actor, board.pk, [minutes(count)], key=str(count))
        read_waiting(board.pk)
        source = Source.objects.get(name=f"protokoll-{count}.txt")
        assert source.records.count() == count
        arguments = [source.pk] if name == "intake_source" else [source.pk, 1]
        asked.append(queries(signed_in, reverse(name, args=arguments)))
    assert asked[0] == asked[1] <= MOST
