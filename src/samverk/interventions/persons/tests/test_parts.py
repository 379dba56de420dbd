"""Lists of persons that are longer than a page: the first of each, one alone, and how many there are."""

from __future__ import annotations

import pytest

from samverk.interventions.persons.models import Protection
from samverk.interventions.persons.queries import parts
from samverk.interventions.persons.queries.parts import Asked, part_of
from samverk.interventions.persons.tests.pages import Pages, reads_of, text
from samverk.interventions.persons.tests.party import MAN, OTHER
from samverk.interventions.persons.tests.working import in_the_door, number_of
from samverk.interventions.persons.views import entry
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept


@pytest.fixture
def pages(party, monkeypatch):
    """Two of each list together, three on a page of one that stands alone."""
    monkeypatch.setattr(parts, "FIRST", 2)
    monkeypatch.setattr(entry, "OF_EACH", 2)
    monkeypatch.setattr(parts, "ON_A_PAGE", 3)
    return Pages(party)


@kept
def working(party):
    """Four who take part since one day, in the order that they are listed: by id."""
    rows = [in_the_door(party, number_of(nth)) for nth in range(4)]
    return sorted(rows, key=lambda row: row.pk)


def links(page):
    """Count the participations that a page leads to."""
    return text(page).count("/personer/deltagande/")


@pytest.mark.parametrize(
    ("asked", "rows", "is_cut"),
    [
        (Asked(), [0, 1], True),
        (Asked("ko"), [0, 1, 2], False),
        (Asked("ko", 2), [3, 4], False),
        # A page that is not there, as when somebody has left the list meanwhile
        (Asked("ko", 9), [0, 1, 2], False),
        (Asked("inkorg"), [], False),
    ],
)
def test_what_is_asked_for_is_cut_out_of_the_list(pages, asked, rows, is_cut):
    found = part_of("ko", asked, range(5))
    assert (list(found), found.is_cut) == (rows, is_cut)


def test_the_first_are_shown_and_how_many_there_are(party, pages, working):
    page = pages.get(party.worker_user, "participations")
    assert links(page) == 2
    assert "2 av 4 visas" in text(page)
    assert "?lista=pagaende" in text(page)
    assert "Träffar" in text(page)


def test_a_list_alone_has_pages_and_nothing_else(party, pages, working):
    first = pages.get(party.worker_user, "participations", lista="pagaende")
    assert links(first) == 3
    assert "Sida 1 av 2" in text(first)
    assert 'href="?lista=pagaende&amp;sida=2"' in text(first)
    assert "Planerade" not in text(first)
    assert links(pages.get(party.worker_user, "participations", lista="pagaende", sida="2")) == 1
    assert links(pages.get(party.worker_user, "participations", lista="pagaende", sida="7")) == 3


def test_a_list_that_is_none_shows_them_all(party, pages, working):
    assert "Planerade" in text(pages.get(party.worker_user, "participations", lista="annat"))


def test_only_those_shown_are_noted_as_read(party, pages, working):
    before = [reads_of(row.person_id, party.worker_user) for row in working]
    pages.get(party.worker_user, "participations")
    after = [reads_of(row.person_id, party.worker_user) for row in working]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 0, 0]


def test_who_is_hidden_is_neither_shown_nor_counted(party, pages, working):
    with unread([party.receives]):
        Protection.objects.create(controller_id=party.receives, person_id=working[0].person_id)
    page = text(pages.get(party.worker_user, "participations"))
    assert "2 av 3 visas" in page
    assert str(working[0].pk) not in page


def test_the_inbox_and_the_referrers_lists_are_cut_too(party, pages):
    for name, number in (("a", None), ("b", MAN), ("c", OTHER)):
        pages.came(name, number)
    for user, ident in ((party.receiver_user, "inkorg"), (party.referrer_user, "vantar")):
        page = text(pages.get(user, "persons"))
        assert "2 av 3 visas" in page
        assert f"?lista={ident}" in page
        alone = text(pages.get(user, "persons", lista=ident))
        assert "av 3 visas" not in alone
        assert "Visa alla listor" in alone
        assert "Erbjudna platser" not in alone
        assert alone.count('<th scope="row"') + alone.count('role="rowheader"') >= 3


def test_of_the_referrers_own_only_those_shown_are_noted(party, pages):
    rows = [pages.sent(name, number) for name, number in (("a", None), ("b", MAN), ("c", OTHER))]
    before = [reads_of(row.person_id, party.referrer_user) for row in rows]
    pages.get(party.referrer_user, "persons")
    after = [reads_of(row.person_id, party.referrer_user) for row in rows]
    assert sorted(now - then for now, then in zip(after, before, strict=True)) == [0, 1, 1]
