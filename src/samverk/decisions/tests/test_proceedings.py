"""How a decision was taken: recorded by source, and shown with votes by party and person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from samverk.decisions import actions
from samverk.decisions.actions import NewProceedings, NewReservation, NewVote, NewVoteEvent
from samverk.decisions.minuted import minuted_of
from samverk.decisions.models import Proceedings, Vote
from samverk.decisions.tests.stage import decide, key
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db

VOTES = (
    NewVote("Örjan Öst", "S", "ledamot", "no"),
    NewVote("Anna Alm", "S", "ledamot", "yes"),
    NewVote("Bo Ek", "M", "ordförande", "yes"),
)
DIVISION = NewVoteEvent(
    2, 1, 0, yes_means="bifall till förslaget", no_means="avslag", place="rad 5", votes=VOTES
)


@kept
def decision(cast):
    return decide(cast)


@kept
def papers(cast):
    """Two documents of one case."""
    new = registry.NewCase(cast.council.pk, "Samarbete", date(2023, 1, 2))
    case = registry.open_case(SETUP, new, key="ärende").pk
    day = date(2023, 5, 26)
    return [
        registry.register_document(
            SETUP, registry.NewDocument(case, "drawn_up", "minutes", day, name), key=name
        ).pk
        for name in ("Protokoll", "Utdrag")
    ]


@kept
def told(papers):
    """What the first document tells."""
    return NewProceedings(
        papers[0],
        vote_events=(DIVISION,),
        reservations=(NewReservation("Örjan Öst", "S"),),
        immediate_adjustment=True,
    )


def record(decision, new, actor=SETUP):
    return actions.record_proceedings(actor, decision, new, key=key())


def shown(cast, decision):
    response = cast.browser(None).get(reverse("decision", args=[decision.pk]))
    return " ".join(response.content.decode().replace("\xad", "").split())


def test_the_counts_keep_what_yes_and_no_meant(decision, told):
    event = record(decision, told).vote_events.get()
    assert [(c.option, c.value, c.means) for c in event.counts] == [
        ("yes", 2, "bifall till förslaget"),
        ("no", 1, "avslag"),
        ("abstain", 0, ""),
    ]


def test_recording_is_logged(decision, told):
    record(decision, told)
    assert AuditEvent.objects.filter(kind="decisions.proceedings_recorded").count() == 1


def test_a_vote_without_a_name_is_refused(decision, told):
    nameless = replace(DIVISION, votes=(NewVote(" "),))
    with pytest.raises(InputError):
        record(decision, replace(told, vote_events=(nameless,)))


def test_others_may_not_record(cast, decision, told):
    with pytest.raises(NotAllowedError):
        record(decision, told, actor=cast.outsider)
    assert not Proceedings.objects.exists()


def test_votes_are_summed_by_party_largest_first(decision, told):
    record(decision, told)
    (votes,) = minuted_of(decision)[0].votes
    assert [(row.party, row.numbers, row.total) for row in votes.parties] == [
        ("S", (1, 1), 2),
        ("M", (1, 0), 1),
    ]


def test_votes_are_listed_by_party_and_name(decision, told):
    record(decision, told)
    (votes,) = minuted_of(decision)[0].votes
    assert [vote.voter for vote in votes.votes] == ["Bo Ek", "Anna Alm", "Örjan Öst"]


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (DIVISION, ""),
        (replace(DIVISION, yes=3), "ja 3 enligt räkningen, 2 i listan"),
        (replace(DIVISION, yes=None), ""),
        (replace(DIVISION, yes=3, votes=()), ""),
    ],
)
def test_a_list_that_does_not_add_up_to_the_counts_is_told(decision, told, counted, said):
    record(decision, replace(told, vote_events=(counted,)))
    assert minuted_of(decision)[0].votes[0].mismatch == said


def test_two_sources_that_say_the_same_are_shown_once(decision, told, papers):
    record(decision, told)
    record(decision, replace(told, document=papers[1]))
    (both,) = minuted_of(decision)
    assert [one.pk for one in both.documents] == papers


def test_two_sources_that_differ_are_both_shown(cast, decision, told, papers):
    record(decision, told)
    record(decision, replace(told, document=papers[1], reservations=()))
    assert "Källorna skiljer sig" in shown(cast, decision)


def test_the_page_shows_what_was_voted_on_and_how(cast, decision, told):
    record(decision, told)
    text = shown(cast, decision)
    assert "Ja: bifall till förslaget" in text
    assert "Hur var och en röstade (3 röster)" in text
    assert "Örjan Öst (S)" in text
    assert "De som nämns är förtroendevalda i sitt uppdrag." in text


def test_a_decision_without_it_has_no_such_section(cast, decision):
    assert "Så togs beslutet" not in shown(cast, decision)


def test_many_votes_cost_no_more_questions(decision, told, django_assert_max_num_queries):
    many = tuple(NewVote(f"Namn {n}", "S", option="yes") for n in range(81))
    record(decision, replace(told, vote_events=(replace(DIVISION, votes=many),) * 3))
    with django_assert_max_num_queries(8):
        assert [len(one.votes) for one in minuted_of(decision)[0].votes] == [81] * 3


def test_what_is_recorded_is_never_changed(decision, told):
    record(decision, told)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_vote SET option = 'no'")
    assert Vote.objects.count() == 3
