"""A meeting with four hundred items is told whole: on its pages, in the open data and to who publishes."""

from __future__ import annotations

import json
import re

import pytest
from django.http import QueryDict

from samverk.foundation.forms import fresh_key
from samverk.publishing.actions.records import write
from samverk.publishing.drafts import Draft
from samverk.publishing.forms import MarksForm, name_of
from samverk.publishing.models import Kind
from samverk.publishing.queries.releases import Found
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
COUNT, FIRST = 400, 20_000
MEETING = 9_001
PAGE = f"/oppet/sammantraden/{MEETING}/"
ITEM = re.compile(r'href="/oppet/paragrafer/(\d+)/"')


def item(n):
    return Draft(
        Kind.ITEM, FIRST + n, f"Punkt nummer {n}", organisation=world.OWNER, body=world.BOARD,
        meeting=MEETING, day=world.DAY, number=str(n), status="called", data={"position": n},
        links=(("paper", Kind.FILE, FIRST + n),),
    )  # fmt: skip


def paper(n):
    return Draft(
        Kind.FILE, FIRST + n, f"Handling nummer {n}", organisation=world.OWNER, body=world.BOARD,
        meeting=MEETING, day=world.DAY, sort="paper",
    )  # fmt: skip


@pytest.fixture
def long():
    world.publish()
    meeting = Draft(
        Kind.MEETING, MEETING, "Fullmäktige den 3 maj 2026", organisation=world.OWNER,
        body=world.BOARD, day=world.DAY, status="planned",
    )  # fmt: skip
    notice = Draft(
        Kind.NOTICE, 9_002, "Kungörelse av mötet", organisation=world.OWNER, meeting=MEETING,
        day=world.DAY, status="up",
    )  # fmt: skip
    # What comes before the items in the order of kinds must not push them out
    drafts = [*map(paper, range(COUNT)), *map(item, range(COUNT)), notice, meeting]
    for begun in range(0, len(drafts), 200):
        write(drafts[begun : begun + 200], world.MOMENT)


def test_the_page_of_a_meeting_is_turned_to_its_last_item(long, client):
    found, address, pages = [], PAGE, 0
    while address:
        page = client.get(address).content.decode()
        found += [int(pk) for pk in ITEM.findall(page)]
        assert "Kungörelse av mötet" in page
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address, pages = following and PAGE + following[1], pages + 1
    assert found == [FIRST + n for n in range(COUNT)]
    assert pages == 3


def test_each_page_has_its_own_title_and_address(long, client):
    pages = [client.get(f"{PAGE}?sida={n}").content.decode() for n in (1, 2)]
    titles = [re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1] for page in pages]
    assert titles[0] != titles[1]
    assert f'{PAGE}?sida=2"' in pages[1]
    assert client.get(f"{PAGE}?sida=9").status_code == 404
    assert client.get(f"{PAGE}?sida=noll").status_code == 404


def test_as_many_questions_are_asked_however_long_it_is(
    long, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        client.get(f"{PAGE}?sida=2")


def test_the_last_item_has_its_meeting_and_the_one_before(long, client):
    page = client.get(f"/oppet/paragrafer/{FIRST + COUNT - 1}/").content.decode()
    assert PAGE in page
    assert f"/oppet/paragrafer/{FIRST + COUNT - 2}/" in page
    middle = client.get(f"/oppet/paragrafer/{FIRST + 250}/").content.decode()
    assert f"/oppet/paragrafer/{FIRST + 249}/" in middle
    assert f"/oppet/paragrafer/{FIRST + 251}/" in middle


def test_the_open_data_has_the_whole_meeting(long, client):
    told = client.get(f"/api/v1/meetings/{MEETING}").json()
    assert len({one["id"] for one in told["agendaItem"]}) == COUNT


def test_the_open_data_lists_every_item_a_page_at_a_time(long, client):
    found, address = set(), f"/api/v1/bodies/{world.OWNER}/agenda-items"
    while address:
        told = client.get(address).json()
        found |= {one["id"] for one in told["data"]}
        address = told["links"].get("next", "").removeprefix("http://testserver")
    assert len([one for one in found if int(one.rpartition("/")[2]) >= FIRST]) == COUNT


def test_the_whole_file_has_every_item(long, client):
    lines = b"".join(client.get("/api/v1/bulk/agenda-items.jsonl").streaming_content).splitlines()
    assert sum(json.loads(line)["meeting"] == MEETING for line in lines) == COUNT


def test_the_form_of_a_publication_takes_what_is_found_in_every_item(long, settings):
    found = [Found(f"2003{n:04}-1234", "", blocks=True, places=1, handling="", why="")
             for n in range(COUNT * 3)]  # fmt: skip
    given = QueryDict(mutable=True)
    given.update({"key": fresh_key(), "more": ""})
    for one in found:
        given.update({f"h{name_of(one)}": "mask", f"w{name_of(one)}": ""})
    assert len(given) <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    form = MarksForm(given, found, ())
    assert form.is_valid(), form.errors
    assert len(form.marks(form.cleaned_data)) == COUNT * 3
