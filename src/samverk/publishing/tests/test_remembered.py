"""Pages kept as they were drawn: given again while nothing published changes, and never after."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.models import Record
from samverk.publishing.tests import staged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
LATER = staged.MOMENT + timedelta(seconds=1)
DECISIONS = "/oppet/beslut/"


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.PAGES_KEPT_SECONDS = 20
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def asked(visitor, path, **headers):
    with CaptureQueriesContext(connection) as questions:
        answer = visitor.get(path, headers=headers)
    return answer, len(questions)


def test_a_page_is_drawn_once_and_told_of_as_unchanged(visitor):
    first, drawn = asked(visitor, DECISIONS)
    again, given = asked(visitor, DECISIONS)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert given < drawn
    same, _ = asked(visitor, DECISIONS, if_none_match=first["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    # Whoever has the page already does not make it empty for the next
    assert asked(visitor, DECISIONS)[0].content == first.content


def test_another_question_is_another_page(visitor):
    everything = visitor.get(DECISIONS).content
    assert visitor.get(f"{DECISIONS}?ar=1999").content != everything


def test_what_is_taken_back_is_gone_at_once(visitor):
    row = Record.objects.filter(kind="decision", withdrawn_at=None).order_by("pk").first()
    page = f"/oppet/beslut/{row.source}/"
    assert row.title in visitor.get(page).content.decode()
    assert page in visitor.get(DECISIONS).content.decode()
    withdraw(Record.objects.filter(pk=row.pk), LATER)
    assert visitor.get(page).status_code == 410
    assert page not in visitor.get(DECISIONS).content.decode()


def test_what_is_changed_is_told_at_once(visitor):
    assert "Ett nytt anslag" not in visitor.get("/oppet/anslagstavla/").content.decode()
    notice = next(one for one in staged.notices() if one.source == staged.NOTICE)
    write([replace(notice, source=5_000, title="Ett nytt anslag")], LATER)
    assert "Ett nytt anslag" in visitor.get("/oppet/anslagstavla/").content.decode()


def test_the_next_day_the_page_is_drawn_anew(visitor):
    with time_machine.travel("2026-05-15T12:00:00+02:00", tick=False):
        visitor.get("/oppet/")
        _, given = asked(visitor, "/oppet/")
    with time_machine.travel("2026-05-16T00:00:10+02:00", tick=False):
        _, drawn = asked(visitor, "/oppet/")
    assert given < drawn


def test_what_is_not_there_and_files_are_not_kept(visitor):
    assert visitor.get("/oppet/beslut/999999/").status_code == 404
    assert visitor.get(staged.ADDRESSES["open_file_bytes"]).status_code == 200
    assert len(caches["pages"]._cache) == 0


@pytest.mark.parametrize("page", sorted(staged.ADDRESSES.values()))
def test_every_page_is_the_same_again_and_told_of_as_unchanged(visitor, page):
    first = visitor.get(page)
    again = visitor.get(page)
    assert (again.status_code, again.content) == (200, first.content)
    assert dict(again.headers) == dict(first.headers)
    for headers in ({"if_none_match": first["ETag"]}, {"if_none_match": first["ETag"] + ', "x"'}):
        same = visitor.get(page, headers=headers)
        assert (same.status_code, same.content) == (304, b"")


def test_a_file_is_told_of_as_unchanged_by_its_day(visitor):
    page = staged.ADDRESSES["open_file_bytes"]
    changed = visitor.get(page)["Last-Modified"]
    assert visitor.get(page, headers={"if_modified_since": changed}).status_code == 304


def test_what_somebody_searches_for_is_not_kept(visitor):
    assert visitor.get("/oppet/sok/?q=taxan").status_code == 200
    assert len(caches["pages"]._cache) == 0


def test_no_page_is_kept_longer_than_what_is_taken_back_may_take(visitor, settings):
    settings.PAGES_KEPT_SECONDS = 3_600
    _, drawn = asked(visitor, DECISIONS)
    ends = min(caches["pages"]._expire_info.values())
    assert ends <= time.time() + 20
    assert asked(visitor, DECISIONS)[1] < drawn


def test_nothing_is_kept_where_it_is_set_to_none(visitor, settings):
    settings.PAGES_KEPT_SECONDS = 0
    _, first = asked(visitor, DECISIONS)
    assert asked(visitor, DECISIONS)[1] == first
