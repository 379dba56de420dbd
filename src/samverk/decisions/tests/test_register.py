"""Registering decisions: it works, others are refused, the event is right, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.decisions import actions
from samverk.decisions.models import AppealForm, Decision
from samverk.decisions.tests.stage import decide, key, new
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db


def test_the_secretary_registers_a_decision(cast):
    made = decide(cast, actor=cast.owner)
    assert str(made) == "Kommunfullmäktige § 94 2023-05-26"


def test_nobody_else_does(cast):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            decide(cast, actor=stranger)


def test_the_event_says_who_registered_what_from_when(cast):
    decide(cast, actor=cast.owner)
    event = AuditEvent.objects.get(kind="decisions.registered")
    assert (event.actor_name, event.organisation) == ("Maj Ekedal", cast.town)
    assert event.body == cast.council
    assert (event.subject_label, event.effective_on) == (
        "Kommunfullmäktige § 94 2023-05-26",
        date(2023, 5, 26),
    )


def test_a_source_that_names_neither_body_nor_day_is_registered_as_it_is(cast):
    made = decide(cast, body=None, decided_on=None)
    assert (made.body, made.decided_on) == (None, None)
    assert str(made) == "Lillköping, organ saknas § 94 utan datum"


def test_a_right_in_one_organisation_gives_none_over_anothers_body(cast):
    with pytest.raises(InputError) as fault:
        decide(cast, body=cast.neighbour_board.pk)
    assert fault.value.field == "body"


@kept
def foreign_case(cast):
    new_case = registry.NewCase(cast.neighbour_board.pk, "Annat", date(2024, 1, 2))
    return registry.open_case(SETUP, new_case, key=key())


def test_a_decision_stands_in_a_case_of_its_own_organisation(cast, foreign_case):
    with pytest.raises(InputError) as fault:
        decide(cast, case=foreign_case.pk)
    assert fault.value.field == "case"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"decided_on": date(2024, 3, 16)}, "decided_on"),
        ({"kind": "proposes", "appeal_form": AppealForm.LAWFULNESS}, "appeal_form"),
    ],
)
def test_what_cannot_be_registered_names_the_field(cast, changes, field):
    with pytest.raises(InputError) as fault:
        decide(cast, **changes)
    assert fault.value.field == field


def test_a_document_that_is_not_there_is_not_found(cast):
    with pytest.raises(NotFoundError):
        decide(cast, documents=(10**9,))


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("proposes", AppealForm.NONE),
        ("notes", AppealForm.NONE),
        ("decides", AppealForm.LAWFULNESS),
        ("repeals", AppealForm.LAWFULNESS),
    ],
)
def test_the_form_of_appeal_follows_from_what_the_paragraph_does(cast, kind, form):
    assert decide(cast, kind=kind).appeal_form == form


def test_a_paragraph_is_registered_once(cast):
    decide(cast)
    with pytest.raises(ConflictError, match="§ 94 den 2023-05-26 är redan registrerad"):
        decide(cast)


def test_the_same_form_twice_gives_the_same_decision(cast):
    first = actions.register_decision(cast.owner, new(cast), key="samma")
    assert actions.register_decision(cast.owner, new(cast), key="samma") == first
    assert Decision.objects.count() == 1


def test_the_same_form_from_somebody_else_is_a_conflict(cast):
    actions.register_decision(cast.owner, new(cast), key="samma")
    with pytest.raises(ConflictError):
        actions.register_decision(SETUP, new(cast), key="samma")


def test_the_same_form_with_other_words_is_a_conflict(cast):
    actions.register_decision(cast.owner, new(cast), key="samma")
    with pytest.raises(ConflictError, match="med andra uppgifter"):
        actions.register_decision(cast.owner, replace(new(cast), title="Annat"), key="samma")


CITED = actions.NewCitation("Kommunfullmäktige", date(2023, 5, 26), 94)


def citation(cast, cited=CITED):
    made = decide(
        cast, body=cast.board.pk, paragraph=12, decided_on=date(2024, 2, 1), citations=(cited,)
    )
    return made.citations.get()


def test_a_citation_finds_what_is_registered_before_it(cast):
    target = decide(cast)
    assert citation(cast).target == target


@pytest.mark.parametrize("name", ["Kommunfullmäktige", "kf", " KF "])
def test_a_citation_waits_for_what_is_registered_after_it(cast, name):
    waiting = citation(cast, replace(CITED, body_text=name))
    assert waiting.target is None
    target = decide(cast)
    waiting.refresh_from_db()
    assert waiting.target == target


def test_a_citation_of_a_body_added_later_finds_its_decision(cast):
    from samverk.directory import actions as directory

    waiting = citation(cast, replace(CITED, body_text="kulturnämnden"))
    board = directory.add_body(
        SETUP, directory.NewBody(cast.town.pk, "board", "Kulturnämnden"), key=key()
    )
    target = decide(cast, body=board.pk)
    waiting.refresh_from_db()
    assert (waiting.target, waiting.body) == (target, board)


@pytest.mark.parametrize(
    "other", [{"paragraph": 95}, {"decided_on": date(2023, 5, 27)}, {"body": None}]
)
def test_a_citation_is_never_linked_by_less_than_body_day_and_paragraph(cast, other):
    waiting = citation(cast)
    decide(cast, **other)
    waiting.refresh_from_db()
    assert waiting.target is None


def test_what_was_known_only_from_citations_becomes_the_real_one(cast):
    known = decide(cast, cited_only=True, title="Känt ur hänvisning")
    pointing = citation(cast)
    real = decide(cast, title="Utträde", text="Fullmäktige beslutar.")
    pointing.refresh_from_db()
    assert (real.pk, pointing.target_id) == (known.pk, known.pk)
    assert (real.title, real.cited_only) == ("Utträde", False)
