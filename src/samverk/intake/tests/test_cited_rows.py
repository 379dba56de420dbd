"""A citation's row tells, before one confirms, which registered decision it names."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from samverk.intake.models import ReadRecord
from samverk.intake.tests import reviews
from samverk.intake.tests.reviews import confirmed, form_of
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


@kept
def council(actor, home, read_in):
    """The council's decision to leave, registered."""
    return confirmed(actor, read_in("council.txt")[0], reviews.council(home)).decision


@pytest.fixture
def page(read_in):
    address = reverse("intake_review", args=[read_in("board.txt")[0].pk, 1])
    as_read(body="Kommunfullmäktige", organisation=None)
    return address


def rows(answer):
    return answer.context["page"].citations


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def as_read(**changes):
    """Change the first citation of the board's paragraph, as the reader would have read it."""
    record = ReadRecord.objects.get(source__name="board.txt")
    record.fields["citations"][0] |= changes
    record.save()


def test_the_decision_that_will_be_linked_is_shown_at_once(signed_in, council, page):
    answer = signed_in.get(page)
    assert rows(answer)[0].foreseen.target == council
    assert f"Registrerat här: {council}" in text_of(answer).replace("\xad", "")
    assert reverse("decision", args=[council.pk]) in answer.content.decode()


def test_a_row_without_its_organ_shows_what_it_may_be(signed_in, council, page):
    as_read(body=None)
    answer = signed_in.get(page)
    assert rows(answer)[0].foreseen.perhaps == (council,)
    assert "Kopplas bara om du säger det" in text_of(answer)


def test_a_changed_row_is_looked_up_as_it_stands_in_the_form(signed_in, home, council, page):
    answer = signed_in.post(page, form_of(home, kind="", cited_0_paragraph="13"))
    assert (rows(answer)[0].foreseen.target, rows(answer)[0].foreseen.perhaps) == (None, ())
    assert "Inte registrerat här än." in text_of(answer)


def test_an_unknown_municipalitys_citation_is_never_ones_own(signed_in, home, council, page):
    as_read(organisation="Skara kommun")
    answer = signed_in.get(page)
    assert rows(answer)[0].foreseen.is_foreign
    assert 'value="Skara kommun"' in answer.content.decode()
    signed_in.post(page, form_of(home, cited_0_organisation="Skara kommun"))
    assert not council.cited_by.exists()


def test_a_known_neighbours_citation_is_not_ones_own_either(signed_in, neighbour, council, page):
    as_read(organisation="Ekby kommun")
    found = rows(signed_in.get(page))[0].foreseen
    assert (found.target, found.perhaps, found.is_foreign) == (None, (), False)


def test_a_year_alone_is_told_beside_the_empty_day(signed_in, page):
    as_read(date=None, year=2019)
    assert "Läst: år 2019, dagen är inte tryckt." in text_of(signed_in.get(page))


def test_a_suggested_organ_is_taken_at_its_row(signed_in, home, council, page):
    as_read(body=None)
    record = ReadRecord.objects.get(source__name="board.txt")
    told = {"field": "citations[0].body", "value": "Kommunfullmäktige", "ground": "Därför."}
    record.fields["suggestions"] = [told]
    record.save()
    (offer,) = rows(signed_in.get(page))[0].offers
    written = form_of(home, accept=offer.offer.accept)
    taken = rows(signed_in.post(page, written))[0]
    assert (taken.fields[0].value(), taken.foreseen.target) == ("Kommunfullmäktige", council)


def test_the_empty_row_says_nothing(signed_in, page):
    assert rows(signed_in.get(page))[-1].foreseen is None
