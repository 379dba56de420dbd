"""Bodies and their by-laws: what is kept of them, and each refusal at its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.directory import actions, queries
from samverk.directory.models import Body, BodyTerms
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2020, 1, 1), date(2024, 1, 1)
NUMBERS = {"members": 11, "substitutes": 7, "calling_days": 6, "adjusters": 1}


@kept
def new(cast):
    return actions.NewTerms(
        cast.board.pk, FIRST, " KF § 12 ", diary_format="AAAA.NNN ORG", **NUMBERS
    )


@kept
def committee(cast):
    return actions.NewBody(cast.town.pk, "committee", " Arbetsutskottet ", " SNAU ", cast.board.pk)


def set_terms(new, key="a"):
    return actions.set_terms(SETUP, new, key=key)


def test_every_term_of_the_by_laws_is_kept(new):
    kept = BodyTerms.objects.get(pk=set_terms(new).pk)
    assert {name: getattr(kept, name) for name in NUMBERS} == NUMBERS
    assert (kept.source, kept.diary_format) == ("KF § 12", "AAAA.NNN ORG")
    assert (kept.from_date, kept.to_date) == (FIRST, None)


def test_what_the_by_laws_leave_open_stays_open(cast):
    kept = set_terms(actions.NewTerms(cast.board.pk, FIRST, "KF § 12"))
    assert [getattr(kept, name) for name in NUMBERS] == [None] * 4
    assert queries.diary_format(cast.board.pk, FIRST) == ""


@pytest.mark.parametrize(
    ("day", "source"),
    [
        (date(2019, 12, 31), None),
        (FIRST, "KF § 12"),
        (date(2023, 12, 31), "KF § 12"),
        (SECOND, "KF § 80"),
        (date(2099, 12, 31), "KF § 80"),
    ],
)
def test_each_day_has_the_by_laws_of_that_day(cast, new, day, source):
    set_terms(new)
    set_terms(replace(new, from_date=SECOND, source="KF § 80"), "b")
    found = queries.terms_on(cast.board.pk, day)
    assert (found and found.source) == source
    assert [row.source for row in queries.terms_of(cast.board.pk)] == ["KF § 80", "KF § 12"]


def test_new_by_laws_leave_another_bodys_as_they_were(cast, new):
    other = set_terms(replace(new, body=cast.other_board.pk))
    set_terms(new, "b")
    set_terms(replace(new, from_date=SECOND), "c")
    other.refresh_from_db()
    assert other.to_date is None


@pytest.mark.parametrize(
    ("change", "field", "text"),
    [
        ({"source": " "}, "source", "Skriv var reglementet finns att läsa."),
        ({"diary_format": "klass-NNN/AAAA"}, "diary_format", "Välj ett av formaten för"),
        ({"diary_format": "x"}, "diary_format", "Välj ett av formaten för diarienummer."),
        ({"from_date": FIRST}, "from_date", "Det finns redan ett reglemente från den dagen"),
        ({"from_date": date(2019, 1, 1)}, "from_date", "Välj en senare dag."),
    ],
)
def test_by_laws_that_cannot_be_are_refused_at_their_field(new, change, field, text):
    set_terms(new)
    with pytest.raises(InputError) as fault:
        set_terms(replace(new, **change), "b")
    assert fault.value.field == field
    assert text in fault.value.message


def test_the_day_after_the_first_by_laws_is_free_for_the_next(cast, new):
    set_terms(new)
    set_terms(replace(new, from_date=date(2020, 1, 2)), "b")
    assert queries.terms_on(cast.board.pk, FIRST).to_date == FIRST


def test_a_body_is_kept_without_the_blanks_around_its_names(cast, committee):
    kept = Body.objects.get(pk=actions.add_body(SETUP, committee, key="a").pk)
    assert (kept.name, kept.abbreviation, kept.kind) == ("Arbetsutskottet", "SNAU", "committee")
    assert (kept.organisation, kept.parent) == (cast.town, cast.board)


@pytest.mark.parametrize(
    ("parent", "text"),
    [
        (None, "Välj vilket organ utskottet hör till."),
        ("neighbour_board", "Välj ett organ i samma organisation."),
    ],
)
def test_a_committee_without_a_body_of_its_own_names_the_field(cast, committee, parent, text):
    new = replace(committee, parent=parent and getattr(cast, parent).pk)
    with pytest.raises(InputError) as fault:
        actions.add_body(SETUP, new, key="a")
    assert (fault.value.field, fault.value.message) == ("parent", text)


def test_a_parent_that_is_not_there_is_not_found(committee):
    with pytest.raises(NotFoundError, match="Organet finns inte"):
        actions.add_body(SETUP, replace(committee, parent=10**9), key="a")


def test_a_name_that_is_taken_is_said_and_is_free_in_the_neighbouring_town(cast, committee):
    board = actions.NewBody(cast.town.pk, "board", "Skolnämnden")
    with pytest.raises(ConflictError) as fault:
        actions.add_body(SETUP, board, key="a")
    assert fault.value.message == "Organisationen har redan ett organ som heter Skolnämnden."
    assert actions.add_body(SETUP, replace(board, organisation=cast.neighbour.pk), key="b").pk


def test_a_body_is_known_by_its_names_and_kind(cast):
    ref = queries.body_ref(cast.board.pk)
    assert (ref.full_name, ref.kind_name) == ("Socialnämnden, Lillköping", "nämnd")
    assert queries.organisation_by_slug("lillkoping").kind_name == "kommun"
    with pytest.raises(NotFoundError, match="Organisationen finns inte"):
        queries.organisation_by_slug("ingenstans")


def test_organisations_are_listed_each_with_its_own_bodies(cast):
    listed = {one.slug: bodies for one, bodies in queries.organisations_with_bodies()}
    assert [b.name for b in listed["norrvik"]] == ["Socialnämnden"]
    assert [b.name for b in listed["lillkoping"]] == [
        "Kommunfullmäktige",
        "Skolnämnden",
        "Socialnämnden",
    ]


def test_parties_are_listed_in_swedish_order(db):
    for abbreviation in ("ÖP", "V", "ÅP", "C"):
        actions.add_party(SETUP, abbreviation, abbreviation, key=abbreviation)
    assert queries.party_abbreviations() == ["C", "V", "ÅP", "ÖP"]


def test_who_adjusts_at_once_is_told_by_the_by_laws_of_the_day(cast, new):
    set_terms(new)
    set_terms(replace(new, from_date=SECOND, immediate_adjustment="meeting"), key="b")
    told = [queries.terms_on(cast.board.pk, day) for day in (FIRST, SECOND)]
    assert [terms.immediate_adjustment for terms in told] == ["", "meeting"]
