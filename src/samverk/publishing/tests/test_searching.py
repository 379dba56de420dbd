"""What is published is found by its words, the parts of its compounds, and what is chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, Record
from samverk.publishing.models.words import Word
from samverk.publishing.opened import opened
from samverk.publishing.queries import searching
from samverk.publishing.queries.answers import answer
from samverk.publishing.queries.asked import Choice

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY = date(2026, 11, 30)


def item(source, title, text="", **more):
    told = {"organisation": 1, "body": 7, "day": date(2026, 5, 3), "status": "adjusted"} | more
    return Draft(Kind.ITEM, source, title, text, **told)


DRAFTS = (
    item(1, "Val", "Överförmyndarnämnden får en ny ledamot.", day=date(2026, 5, 3), sort="beslut"),
    item(2, "Samverkansavtalet", "Kommunen säger upp avtalet om färdtjänst.", parties=("S", "M")),
    item(3, "Taxor", "Nya taxor för vatten och avlopp.", body=8, day=date(2019, 2, 1)),
    item(4, "Måltider", "Råd om mat i skolan.", day=None, sort="bordlagt"),
    Draft(Kind.CASE, 5, "Detaljplan för Hamnen", number="KS 2023/114", status="open", body=7),
    Draft(Kind.PERSON, 6, "Alva Sökbar"),
    Draft(Kind.MEMBERSHIP, 7, "Alva Sökbar", day=date(2023, 1, 1)),
    Draft(Kind.VOTE, 8, "Omröstning om taxor"),
)


@pytest.fixture
def published():
    write(DRAFTS, NOW)


def found(typed, choice=None, **more):
    with opened():
        told = answer(typed, choice, today=TODAY, **more)
    return [hit.record.source for hit in told.hits]


def meant(typed):
    with opened():
        return answer(typed, today=TODAY).meant


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nämnd", [1]),
        ("nämnder", [1]),
        ("ÖVERFÖRMYNDARE", [1]),
        ("avtal", [2]),
        ("samverkan", [2]),
        ("ledamöterna", [1]),
        ("taxa", [3]),
        ("vatten avlopp", [3]),
        ("skola", [4]),
        ("råd", [4]),
        ("rad", []),
        ("matt", []),
        ("2023/114", [5]),
        ("KS 2023/114", [5]),
        ('"ny ledamot"', [1]),
        ('"ledamot ny"', []),
        ("färdtjänst OR avlopp", [2, 3]),
        ("taxor eller val", [1, 3]),
        ("nya -avlopp", []),
        ("ny -avlopp", [1]),
        ("överförm*", [1]),
        ("hamn", [5]),
    ],
)
def test_words_find_what_holds_them(published, typed, expected):
    assert sorted(found(typed, by_day=True)) == expected


@pytest.mark.parametrize("typed", ["Alva", "Sökbar", "omröstning", "=kind:person", "kind:vote"])
def test_no_person_and_no_vote_is_found(published, typed):
    assert found(typed) == []


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), [1, 2, 3, 4, 5]),
        (Choice(body=8), [3]),
        (Choice(organisation=2), []),
        (Choice(kind="case"), [5]),
        (Choice(kind="person"), []),
        (Choice(party="s"), [2]),
        (Choice(status="open"), [5]),
        (Choice(sort="bordlagt"), [4]),
        (Choice(since=date(2026, 1, 1)), [1, 2]),
        (Choice(until=date(2020, 1, 1)), [3]),
        (Choice(body=7, since=date(2026, 5, 4)), []),
        (Choice(status="' | !''"), []),
    ],
)
def test_a_choice_alone_lists_what_is_chosen(published, choice, expected):
    assert sorted(found("", choice)) == expected


def test_words_and_a_choice_are_both_asked_for(published):
    assert found("nya OR ny", Choice(body=8)) == [3]


def test_a_title_counts_more_than_a_text(published):
    write([item(20, "Om mat", "Annat."), item(21, "Annat", "Om mat.", day=TODAY)], NOW)
    assert found("mat")[0] == 20
    assert found("mat", by_day=True)[0] == 21


def test_what_was_found_is_marked_a_compound_by_its_part_too(published):
    with opened():
        (hit,) = answer("nämnd", today=TODAY).hits
    assert [piece.text for piece in hit.passages if piece.is_hit] == ["Överförmyndarnämnden"]


def test_what_is_withdrawn_is_found_no_more_and_its_words_are_gone(published):
    assert Word.objects.filter(word="färdtjänst").exists()
    withdraw(Record.objects.filter(kind=Kind.ITEM, source=2), NOW)
    assert found("färdtjänst") == []
    assert not Word.objects.filter(word="färdtjänst").exists()
    assert Word.objects.filter(word="vatten").exists()


def test_no_word_is_learnt_that_begins_with_a_capital(published):
    write([item(30, "Svar till Eskil", "Ansökan från Eskilsson avslås.")], NOW)
    assert not Word.objects.filter(word__startswith="eskil").exists()
    assert Word.objects.filter(word="avslås").exists()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fardtjänst", ("färdtjänst",)),
        ("vaten avlop", ("vatten avlopp",)),
        ("komun", ("kommun",)),
        ("qwrtzx", ()),
        ("under vaten", ("under vatten",)),
    ],
)
def test_a_misspelt_word_is_led_to_one_that_finds_something(published, typed, expected):
    assert meant(typed)[: len(expected) or 1] == expected


def test_no_word_of_what_is_withdrawn_is_suggested(published):
    Record.objects.filter(source=2).update(withdrawn_at=NOW, words=None, title="", text="", data={})
    assert Word.objects.filter(word="färdtjänst").exists()
    assert meant("fardtjänst") == ()


def test_small_words_alone_are_told(published):
    with opened():
        assert answer("och att", today=TODAY).unsaid


def test_a_thousand_are_counted_and_more_are_told(published, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 3)
    with opened():
        told = answer("", today=TODAY).found
    assert (told.count, told.is_more) == (3, True)


@pytest.mark.parametrize("walk", [1, 2, 1_000])
@pytest.mark.parametrize("typed", ["nya OR kommunen OR mat", "nämnd", "-avlopp"])
def test_the_index_and_the_walk_find_the_same_in_the_same_order(
    published, monkeypatch, walk, typed
):
    expected = found(typed, by_day=True)
    monkeypatch.setattr(searching, "FIRST_WALK", walk)
    monkeypatch.setattr(searching, "SHARE", 10 if walk > 1 else 0.5)
    assert found(typed, by_day=True) == expected


def test_a_page_past_the_last_is_the_last(published):
    with opened():
        told = answer("nya", page=99, today=TODAY).found
    assert told.page == 1


def test_a_search_asks_as_many_questions_whatever_it_finds(published):
    counts = set()
    for typed in ("nämnd", "nya", "taxor OR val OR mat"):
        with opened(), CaptureQueriesContext(connection) as asked:
            answer(typed, today=TODAY)
        counts.add(len(asked))
    assert len(counts) == 1
    assert counts.pop() <= 9


HOSTILE = st.text(st.sampled_from("\"-|*&!():\\'<>%_;=\ue000 \nåÄö1§/aeller"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(typed=HOSTILE)
def test_whatever_is_typed_is_answered(published, typed):
    with opened():
        answer(typed, today=TODAY)
