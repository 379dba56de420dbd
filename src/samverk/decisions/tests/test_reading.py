"""Decisions registered on the word of those who read them in a paper of their own diary."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions, queries
from samverk.decisions.models import Citation
from samverk.decisions.tests.stage import decide, key, new
from samverk.directory.queries import body_ref
from samverk.foundation.errors import ConflictError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db
CITED = actions.NewCitation("KF", date(2023, 5, 26), 94)


@kept
def readers(cast):
    """The neighbour's board, which keeps a copy of the council's minutes."""
    return body_ref(cast.neighbour_board.pk)


@kept
def memo(cast):
    case = registry.open_case(
        SETUP, registry.NewCase(cast.board.pk, "Utträde", date(2024, 1, 2)), key=key()
    )
    paper = registry.NewDocument(case.pk, "drawn_up", "memo", date(2024, 1, 3), subject="Förslag")
    return registry.register_document(SETUP, paper, key=key())


def complete(actor, decision, read_by=None, **known):
    completion = actions.Completion(**known)
    return actions.complete_decision(actor, decision, completion, key=key(), read_by=read_by)


def test_who_reads_a_paper_of_their_own_may_register_anothers_decision(cast, readers):
    made = actions.register_decision(cast.outsider, new(cast), key=key(), read_by=readers)
    assert made.organisation == cast.town


@pytest.mark.parametrize(("who", "body"), [("outsider", "neighbour_board"), ("owner", "council")])
def test_the_log_says_whether_it_was_done_for_the_reader_or_for_the_body(cast, who, body):
    diary = body_ref((cast.neighbour_board if who == "outsider" else cast.board).pk)
    actions.register_decision(getattr(cast, who), new(cast), key=key(), read_by=diary)
    event = AuditEvent.objects.get(kind="decisions.registered")
    assert (event.organisation, event.body) == (cast.town, getattr(cast, body))


def test_without_a_paper_of_their_own_another_may_not(cast):
    with pytest.raises(NotAllowedError):
        actions.register_decision(cast.outsider, new(cast), key=key())


def test_nobody_reads_in_the_diary_of_a_body_that_is_not_theirs(cast, readers):
    for stranger in (cast.owner, cast.member, cast.colleague):
        with pytest.raises(NotAllowedError):
            actions.register_decision(stranger, new(cast), key=key(), read_by=readers)


def test_what_was_not_printed_before_is_filled_in(cast):
    found = complete(
        cast.owner, decide(cast, decided_on=None), decided_on=date(2023, 5, 26), record_id="a1"
    )
    assert (found.decided_on, found.record_id) == (date(2023, 5, 26), "a1")


def test_what_is_registered_is_never_changed(cast):
    decision = decide(cast, text="Beslutet.", diary_number="KF 1")
    found = complete(
        cast.owner, decision, text="Annat.", diary_number="KF 2", decided_on=date(2024, 1, 1)
    )
    assert (found.text, found.diary_number) == ("Beslutet.", "KF 1")
    assert found.decided_on == date(2023, 5, 26)


def test_filling_in_another_decisions_place_is_a_conflict(cast):
    decide(cast)
    with pytest.raises(ConflictError, match="redan ett annat"):
        complete(cast.owner, decide(cast, decided_on=None), decided_on=date(2023, 5, 26))


def test_a_day_filled_in_links_what_cited_the_decision(cast):
    undated = decide(cast, decided_on=None)
    decide(cast, paragraph=7, decided_on=date(2024, 1, 29), citations=(CITED,))
    assert Citation.objects.get().target is None
    complete(cast.owner, undated, decided_on=date(2023, 5, 26))
    assert Citation.objects.get().target == undated


def test_only_citations_that_are_not_there_are_added(cast):
    decision = decide(cast, paragraph=7, decided_on=date(2024, 1, 29), citations=(CITED,))
    other = actions.NewCitation("SN", date(2023, 1, 2), 3)
    complete(cast.owner, decision, citations=(CITED, other))
    assert decision.citations.count() == 2


def test_completing_is_logged_and_refused_to_others(cast):
    decision = decide(cast)
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            complete(stranger, decision, text="Mer.")
    complete(cast.owner, decision, diary_number="KF 1")
    event = AuditEvent.objects.get(kind="decisions.completed")
    assert (event.subject_id, event.body) == (str(decision.pk), cast.council)


def test_a_memos_citations_are_linked(cast, memo):
    target = decide(cast)
    citing = actions.CitingDocument(memo.pk, cast.town.pk, (CITED,))
    actions.cite_from_document(cast.owner, citing, key=key(), read_by=body_ref(cast.board.pk))
    assert memo.citations.get().target == target
    assert AuditEvent.objects.get(kind="decisions.document_cites").body == cast.board


def test_a_memos_citations_are_refused_to_others(cast, memo):
    citing = actions.CitingDocument(memo.pk, cast.town.pk, (CITED,))
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.cite_from_document(stranger, citing, key=key(), read_by=body_ref(cast.board.pk))


def test_a_paragraph_is_perhaps_one_with_the_same_number_and_diary_number(cast):
    known = decide(cast, diary_number="KF 2023/45")
    assert queries.perhaps_same(94, "kf 2023/45", None) == [known]
    assert queries.perhaps_same(94, "", date(2023, 5, 26)) == [known]
    assert queries.perhaps_same(95, "KF 2023/45", date(2023, 5, 26)) == []
    assert queries.perhaps_same(None, "KF 2023/45", None) == []


def test_a_decision_is_found_by_body_day_and_paragraph_together(cast):
    known = decide(cast)
    assert queries.decision_at(cast.council.pk, date(2023, 5, 26), 94) == known
    assert queries.decision_at(cast.council.pk, None, 94) is None
    assert queries.decision_at(None, date(2023, 5, 26), 94) is None


def test_two_bodies_paragraphs_of_one_number_are_two_citations(cast):
    decision = decide(cast, citations=(CITED,))
    other = actions.NewCitation("KS", CITED.decided_on, CITED.paragraph)
    complete(cast.owner, decision, citations=(CITED, other))
    assert [one.body_text for one in decision.citations.order_by("id")] == ["KF", "KS"]


def test_a_citation_without_a_body_adds_nothing_to_one_that_has_it(cast):
    decision = decide(cast, citations=(CITED,))
    bare = actions.NewCitation("", CITED.decided_on, CITED.paragraph)
    complete(cast.owner, decision, citations=(bare,))
    assert decision.citations.get().body_text == "KF"


def test_a_bodys_name_and_its_abbreviation_are_one_citation(cast):
    decision = decide(cast, citations=(CITED,))
    spelt = actions.NewCitation("Kommunfullmäktige", CITED.decided_on, CITED.paragraph)
    complete(cast.owner, decision, citations=(spelt,))
    assert decision.citations.count() == 1
