"""A page of work leads the public to the published page of the same thing, and only while it stands."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.urls import reverse

from samverk.foundation import clock
from samverk.project.testing.readers import ReaderClient
from samverk.publishing.actions.records import withdraw
from samverk.publishing.addresses import address_of
from samverk.publishing.models import Kind, Record
from samverk.publishing.twins import LISTS, OF_A_THING

ARGUMENTS = {"body": ["granby"], "board": ["granby"], "organisation": ["granby"], "notice": [7]}


@pytest.mark.parametrize("name", sorted(OF_A_THING))
def test_the_page_of_a_published_thing_leads_to_its_twin(published, visitor, name):
    kind = OF_A_THING[name]
    for source in Record.objects.filter(kind=kind).values_list("source", flat=True)[:3]:
        answer = visitor.get(reverse(name, args=[*ARGUMENTS.get(name, []), source]))
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"] == address_of(kind, source)
        assert visitor.get(answer["Location"]).status_code == HTTPStatus.OK


def test_what_is_withdrawn_is_refused_as_what_never_was(published, visitor):
    source = Record.objects.filter(kind=Kind.DECISION).values_list("source", flat=True)[0]
    withdraw(Record.objects.filter(kind=Kind.DECISION, source=source), clock.now())
    gone, never = visitor.get(f"/beslut/{source}/"), visitor.get("/beslut/98765/")
    assert gone.status_code == never.status_code == HTTPStatus.FORBIDDEN
    assert gone.content.decode().replace(str(source), "98765") == never.content.decode()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_of_work_leads_to_that_of_the_public(published, visitor, name):
    answer = visitor.get(reverse(name, args=ARGUMENTS.get(name, [])))
    assert answer.status_code == HTTPStatus.FOUND
    assert visitor.get(answer["Location"]).status_code == HTTPStatus.OK


def test_a_number_that_no_thing_can_have_is_refused(published, visitor):
    assert visitor.get(f"/beslut/{10**30}/").status_code == HTTPStatus.FORBIDDEN


def test_a_form_is_not_sent_on(published, visitor):
    source = Record.objects.filter(kind=Kind.DECISION).values_list("source", flat=True)[0]
    assert visitor.post(f"/beslut/{source}/").status_code == HTTPStatus.FORBIDDEN


def test_who_is_logged_in_is_left_where_they_are(db):
    assert ReaderClient().get("/beslut/").status_code == HTTPStatus.OK
