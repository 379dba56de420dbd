"""What a body's own adjusted minutes tell of its decision: how it was taken, and what led to it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.minuted import minuted_of
from samverk.decisions.models import Lineage
from samverk.decisions.queries import decision_at
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import IncomingExtract, PlacedExtract
from samverk.meetings.tests.adjusting import adjust, by_laws
from samverk.meetings.tests.conftest import DAY, MEMBERS, again
from samverk.meetings.tests.sending import decide, finish, linked_cases, open_case, roll
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry.models import Document
from samverk.registry.queries import case_by_id

CONTENT = {"kind": "proposes", "body": "Kommunfullmäktige", "paragraph": 7, "title": "Taxan"}


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.SEAL_DIR = tmp_path


@kept
def hall(seated, opened):
    by_laws(seated)
    roll(seated, opened, *MEMBERS)
    return opened


def adjusted(cast, meeting):
    finish(cast, meeting)
    adjust(cast, again(meeting))
    return decision_at(cast.board.pk, DAY, 1)


def test_the_votes_are_told_by_person_party_and_office(seated, hall):
    decide(seated, hall, open_case(seated.board, "Taxan"), voted=True)
    (told,) = minuted_of(adjusted(seated, hall))
    (shown,) = told.votes
    assert (shown.event.yes, shown.event.no, shown.event.abstain) == (3, 1, 1)
    assert (shown.event.no_means, shown.mismatch) == ("avslag", "")
    rows = {vote.voter: (vote.party, vote.role, vote.option) for vote in shown.votes}
    assert rows["Asta Ek"] == ("M", "ordförande", "yes")
    assert rows["Bo Lind"] == ("S", "ledamot", "no")


def test_reservations_motions_and_recipients_are_told(seated, hall):
    decide(seated, hall, open_case(seated.board, "Taxan"), "Kansliet", voted=True)
    (told,) = minuted_of(adjusted(seated, hall))
    assert [(one.name, one.party) for one in told.reservations] == [("Bo Lind", "S")]
    assert [(one.made_by, one.text) for one in told.motions] == [("Bo Lind (S)", "Avslag")]
    assert [one.name for one in told.first.recipients.all()] == ["Kansliet"]


def test_the_minutes_are_registered_in_the_case_on_the_day_of_the_adjustment(seated, hall):
    case = open_case(seated.board, "Taxan")
    decide(seated, hall, case)
    found = adjusted(seated, hall)
    paper = Document.objects.get(case=case)
    assert (paper.kind, paper.direction, paper.dated_on) == ("minutes", "drawn_up", DAY)
    assert [source.document for source in found.sources.all()] == [paper]


def test_without_a_case_the_votes_are_told_all_the_same(seated, hall):
    decide(seated, hall, None, "Kansliet", voted=True)
    found = adjusted(seated, hall)
    (told,) = minuted_of(found)
    (shown,) = told.votes
    assert (shown.event.yes, shown.event.no, shown.event.abstain) == (3, 1, 1)
    assert [(one.name, one.party) for one in told.reservations] == [("Bo Lind", "S")]
    assert [one.name for one in told.first.recipients.all()] == ["Kansliet"]
    assert told.documents == ()


def test_but_there_is_no_diary_to_register_the_minutes_in(seated, hall):
    decide(seated, hall, voted=True)
    found = adjusted(seated, hall)
    assert not Document.objects.exists()
    assert not found.sources.exists()


def test_the_decisions_page_shows_the_votes_of_a_matter_without_a_case(seated, hall):
    decide(seated, hall, voted=True)
    found = adjusted(seated, hall)
    page = seated.browser().get(reverse("decision", args=[found.pk])).content.decode()
    assert "Så togs beslutet" in page
    assert "Röster per parti" in page
    assert "Bo Lind (S)" in page


def test_in_a_secret_case_the_minutes_are_no_document_of_it(seated, hall):
    hidden = registry.Secret("26 kap. 1 § OSL", "Barnet N")
    new = registry.NewCase(seated.board.pk, "Ärende", DAY, secret=hidden)
    case = case_by_id(registry.open_case(SETUP, new, key="sekretess").pk)
    decide(seated, hall, case, voted=True)
    (told,) = minuted_of(adjusted(seated, hall))
    assert told.documents == ()
    assert not Document.objects.exists()


def test_the_memo_among_the_papers_and_what_came_in_the_case_led_to_it(seated, hall):
    case, other = linked_cases(seated)
    new = registry.NewDocument(case.pk, "drawn_up", "memo", date(2024, 3, 1), "Skrivelsen")
    memo = registry.register_document(SETUP, new, key="skrivelse")
    came = proposal(seated, case, other)
    item = decide(seated, hall, case)
    paper = actions.add_paper(SETUP, item, memo.pk, key="bilaga")
    found = adjusted(seated, hall)
    steps = Lineage.objects.filter(target=found).order_by("id")
    assert [(s.document_id, s.decision_id, s.relation) for s in steps] == [
        (paper.document_id, None, "proposes"),
        (None, came.pk, "proposes"),
    ]


def test_what_cannot_have_led_to_it_keeps_no_minutes_from_being_locked(seated, hall):
    case, other = linked_cases(seated)
    proposal(seated, case, other, day=date(2024, 3, 20))
    decide(seated, hall, case)
    assert adjusted(seated, hall) is not None
    assert not Lineage.objects.exists()


def proposal(cast, case, other, *, day=date(2024, 3, 1)):
    """A proposal of the council's that has come in the board's case."""
    new = decisions.NewDecision(
        cast.town.pk, "Taxan", "proposes", cast.council.pk, None, 7, case=other.pk
    )
    made = decisions.register_decision(SETUP, new, key="förslag")
    type(made).objects.filter(pk=made.pk).update(decided_on=day)
    paper = registry.NewDocument(case.pk, "incoming", "minutes", DAY, "Utdrag")
    document = registry.register_document(SETUP, paper, key="utdrag")
    message = "0f8fad5b-d9cb-469f-a165-70867728950e"
    incoming = IncomingExtract.objects.create(
        message=message, sender=cast.town, body=cast.board, content=CONTENT
    )
    PlacedExtract.objects.create(
        incoming=incoming, case_id=case.pk, document=document, decision=made, placed_by="Maj"
    )
    return made
