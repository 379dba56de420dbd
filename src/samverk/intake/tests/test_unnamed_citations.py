"""A citation without a body, or of another municipality, is matched as a suggestion, never silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions.actions import NewCitation
from samverk.decisions.models import Citation, Decision, Lineage
from samverk.foundation.errors import ConflictError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.intake.actions import take_step
from samverk.intake.actions.follow import SENT_AGAIN
from samverk.intake.next_steps.offered import next_steps
from samverk.intake.tests import reviews
from samverk.intake.tests.reviews import CITES_COUNCIL, confirmed
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db
UNNAMED = NewCitation("", date(2023, 5, 10), 12)


@kept
def council(actor, home, read_in):
    """The council's decision to leave, registered."""
    return confirmed(actor, read_in("council.txt")[0], reviews.council(home)).decision


def citing(actor, home, read_in, *cited, **changes):
    repeal = {"body": reviews.body(home, "KF").pk, "paragraph": 30, "kind": "repeals"}
    review = reviews.board(home, citations=cited, **(repeal | changes))
    return confirmed(actor, read_in("board.txt")[0], review)


def offered(record, actor):
    return [step for step in next_steps(record, actor) if step.id.startswith("hanvisning")]


def test_a_citation_without_a_body_is_offered_the_decision_of_its_day(
    actor, home, council, read_in
):
    record = citing(actor, home, read_in, UNNAMED)
    (step,) = offered(record, actor)
    assert str(council) in step.text
    assert step.ground.startswith(
        "Samma dag och paragraf som i hänvisningen ”§ 12 2023-05-10”, i Granby."
        " Hänvisningen anger inget organ. Texten säger"
    )
    assert Citation.objects.get().target is None


def test_taking_it_links_and_draws_the_step(actor, home, council, read_in):
    record = citing(actor, home, read_in, UNNAMED)
    (step,) = offered(record, actor)
    assert step.button == "Koppla och lägg till ledet"
    take_step(actor, record, step.id, key="tryck")
    assert Citation.objects.get().target == council
    drawn = Lineage.objects.get()
    assert (drawn.decision, drawn.target, drawn.relation) == (record.decision, council, "repeals")
    assert offered(record, actor) == []


def test_pressing_it_once_more_does_nothing_and_is_no_fault(actor, home, council, read_in):
    record = citing(actor, home, read_in, UNNAMED)
    (step,) = offered(record, actor)
    take_step(actor, record, step.id, key="tryck")
    assert take_step(actor, record, step.id, key="tryck") == SENT_AGAIN
    assert Lineage.objects.count() == 1
    with pytest.raises(ConflictError):
        take_step(actor, record, step.id, key="ett annat tryck")


def test_an_undated_decision_is_offered_when_none_has_the_day(actor, home, council, read_in):
    Decision.objects.filter(pk=council.pk).update(decided_on=None)
    (step,) = offered(citing(actor, home, read_in, UNNAMED), actor)
    assert "Beslutet är registrerat utan dag." in step.ground


def test_a_body_named_in_other_words_is_offered_with_those_words(actor, home, council, read_in):
    cited = replace(CITES_COUNCIL, body_text="stadsfullmäktige")
    (step,) = offered(citing(actor, home, read_in, cited), actor)
    assert "Hänvisningen säger ”stadsfullmäktige”." in step.ground


@pytest.mark.parametrize(
    "cited",
    [
        replace(UNNAMED, paragraph=13),
        replace(UNNAMED, decided_on=date(2023, 5, 11)),
        replace(UNNAMED, decided_on=None),
        replace(UNNAMED, organisation_text="Ekby kommun"),
        replace(UNNAMED, organisation_text="Fjärrby kommun"),
    ],
)
def test_nothing_else_is_offered(cited, actor, home, neighbour, council, read_in):
    assert offered(citing(actor, home, read_in, cited), actor) == []


def test_what_matches_is_not_told_to_be_unregistered(
    client, secretary, actor, home, council, read_in
):
    record = citing(actor, home, read_in, UNNAMED, replace(UNNAMED, paragraph=13))
    client.force_login(secretary)
    shown = client.get(reverse("intake_review", args=[record.source_id, 1]))
    assert [str(one) for one in shown.context["unfound"]] == ["§ 13 2023-05-10"]


def test_a_citation_that_names_another_municipality_finds_its_decision(
    actor, home, neighbour, read_in
):
    theirs = {"organisation": neighbour.pk, "body": reviews.body(neighbour, "KF").pk}
    review = reviews.council(home, **theirs)
    target = confirmed(actor, read_in("council.txt")[0], review).decision
    citing(actor, home, read_in, replace(CITES_COUNCIL, organisation_text="Ekby kommuns"))
    assert Citation.objects.get().target == target


def test_a_municipality_that_is_not_known_is_never_taken_for_ones_own(
    actor, home, council, read_in
):
    citing(actor, home, read_in, replace(CITES_COUNCIL, organisation_text="Fjärrby kommun"))
    assert Citation.objects.get().target is None


def test_others_may_not_link(actor, home, council, outsider, read_in):
    record = citing(actor, home, read_in, UNNAMED)
    (step,) = offered(record, actor)
    with pytest.raises(NotAllowedError):
        take_step(actor_for(outsider), record, step.id, key="tryck")


def test_the_decisions_page_tells_what_a_citation_may_be(client, actor, home, council, read_in):
    record = citing(actor, home, read_in, UNNAMED)
    shown = client.get(reverse("decision", args=[record.decision_id])).content.decode()
    assert "inte kopplat, kan vara" in shown
    assert "inte registrerat än" not in shown
