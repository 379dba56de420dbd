"""A citation and the decision it names, registered at the same moment on two connections."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest
from django.db import transaction

from samverk.decisions import actions
from samverk.decisions.models import Citation, Decision
from samverk.decisions.tests.stage import key, new
from samverk.directory.queries import body_ref
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.race import race
from samverk.registry import actions as registry

CITED = actions.NewCitation("Kommunfullmäktige", date(2023, 5, 26), 94)
# Long enough for the other to finish if nothing holds it back.
A_WHILE = 1.0


@pytest.fixture
def stage(committed, the_day):
    return set_stage()


def register_cited(stage):
    actions.register_decision(SETUP, new(stage), key=key())


def register_citing(stage):
    citing = new(
        stage,
        body=stage.board.pk,
        decided_on=date(2024, 2, 1),
        paragraph=12,
        citations=(CITED,),
    )
    actions.register_decision(SETUP, citing, key=key())


def cite_later(stage):
    citing = Decision.objects.get(paragraph=12)
    actions.add_citations(SETUP, citing, [CITED], key=key())


def cite_from_paper(stage):
    opened = registry.NewCase(stage.board.pk, "Samarbete", date(2024, 1, 2))
    case = registry.open_case(SETUP, opened, key=key())
    paper = registry.NewDocument(case.pk, "drawn_up", "memo", date(2024, 1, 29), "Skrivelse")
    document = registry.register_document(SETUP, paper, key=key())
    citing = actions.CitingDocument(document.pk, stage.town.pk, (CITED,))
    actions.cite_from_document(SETUP, citing, key=key(), read_by=body_ref(stage.board.pk))


def complete_cited(stage):
    unfinished = Decision.objects.get(paragraph=94)
    completion = actions.Completion(body=stage.council.pk)
    actions.complete_decision(SETUP, unfinished, completion, key=key())


def both_at_once(stage, first, second):
    """Let ``second`` run between the work of ``first`` and its commit."""
    worked, over = Event(), Event()

    def run(number):
        if number == 0:
            with transaction.atomic():
                first(stage)
                worked.set()
                over.wait(A_WHILE)
        else:
            worked.wait(30)
            second(stage)
            over.set()

    race(run, 2)


@pytest.mark.parametrize("cite", [register_citing, cite_from_paper])
@pytest.mark.parametrize("cited_first", [True, False])
def test_whichever_comes_first_the_citation_finds_its_decision(stage, cite, cited_first):
    pair = (register_cited, cite) if cited_first else (cite, register_cited)
    both_at_once(stage, *pair)
    assert Citation.objects.get().target == Decision.objects.get(paragraph=94)


def test_a_citation_added_while_its_decision_is_registered_finds_it(stage):
    plain = new(stage, body=stage.board.pk, decided_on=date(2024, 2, 1), paragraph=12)
    actions.register_decision(SETUP, plain, key=key())
    both_at_once(stage, register_cited, cite_later)
    assert Citation.objects.get().target == Decision.objects.get(paragraph=94)


def test_a_citation_finds_a_decision_whose_body_is_filled_in_at_the_same_moment(stage):
    actions.register_decision(SETUP, new(stage, body=None), key=key())
    both_at_once(stage, complete_cited, register_citing)
    assert Citation.objects.get().target == Decision.objects.get(paragraph=94)
