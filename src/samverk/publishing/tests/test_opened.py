"""The public's own role: it reads what is published, and no table of any room."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from samverk.publishing.models import OpenFileRow, OpenLink, OpenRecord, Withdrawn
from samverk.publishing.opened import opened
from samverk.publishing.views.site.frame import site_page

pytestmark = pytest.mark.django_db
VIEWS = (OpenRecord, OpenLink, OpenFileRow, Withdrawn)
CLOSED = [m for m in apps.get_models() if m._meta.managed]


@pytest.mark.parametrize("view", VIEWS)
def test_the_public_reads_what_is_published(view):
    with opened():
        assert not view.objects.exists()


def test_no_table_of_any_room_can_be_read_by_the_public():
    readable = []
    for model in CLOSED:
        try:
            with transaction.atomic(), opened():
                model._base_manager.exists()
            readable.append(model._meta.label)
        except ProgrammingError:
            pass
    assert readable == []
    assert len(CLOSED) > 200


def test_the_public_writes_nothing():
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), opened():
        OpenRecord.objects.filter(pk=1).delete()


def test_the_role_is_given_back_when_the_page_is_made():
    page = site_page(lambda _: HttpResponse(_role()))
    assert page(RequestFactory().get("/")).content == b"samverk_open"
    assert _role() == "samverk_app"


def test_the_role_is_given_back_when_the_page_fails():
    with pytest.raises(ZeroDivisionError), opened():
        _ = 1 / 0
    assert _role() == "samverk_app"


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_what_is_opened_inside_another_leaves_the_outer_one_open():
    with opened():
        with opened():
            assert _role() == "samverk_open"
        assert _role() == "samverk_open"
        assert _setting("statement_timeout") == "5s"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            CLOSED[0]._base_manager.exists()
    assert _role() == "samverk_app"
    assert _setting("statement_timeout") == "0"


def test_what_fails_inside_another_leaves_the_outer_one_open():
    with opened():
        with pytest.raises(ZeroDivisionError), opened():
            _ = 1 / 0
        assert _role() == "samverk_open"
    assert _role() == "samverk_app"


def test_a_limit_of_time_that_was_there_before_is_there_after():
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', '7s', true)")
    with opened():
        assert _setting("statement_timeout") == "5s"
    assert _setting("statement_timeout") == "7s"


def test_no_table_is_read_whole_and_no_question_compiled_and_the_planner_is_as_before():
    names = ("enable_seqscan", "jit")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('jit', 'on', true)")
    with opened():
        with opened():
            pass
        assert [_setting(name) for name in names] == ["off", "off"]
    assert [_setting(name) for name in names] == ["on", "on"]


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])
