"""An item takes its proposal from an approved memo of its case."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import Draft, ItemDocument
from samverk.meetings.queries.proposals import proposals_for
from samverk.meetings.tests.conftest import add, fill, handle, move, occasion, roll, step
from samverk.memos import actions as memos
from samverk.memos.content import Attached, Points
from samverk.memos.queries import version_of
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict

PROVISION = "26 kap. 1 § OSL"


@pytest.fixture
def case(seated, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return open_case(seated.board, "Förnyat medlemskap")


def open_case(body, title):
    new = registry.NewCase(body.pk, title, occasion().day)
    return registry.open_case(SETUP, new, key=f"ärende/{body.pk}/{title}")


def approve(case, *points, hidden=None, attached=(), key="skrivelse"):
    """A memo that is written, sent and approved; the id of its version."""
    new = memos.NewMemo(case.pk, "Förnyat medlemskap", hidden)
    memo = memos.begin_memo(SETUP, new, key=f"{key}/ny")
    for part, content in ((Part.PROPOSAL, Points(points)), (Part.ATTACHMENTS, Attached(attached))):
        memos.save_part(SETUP, memo, memos.NewPart(part, content, 0), key=f"{key}/{part}")
    memos.send_for_approval(SETUP, memo, "", key=f"{key}/skicka")
    with opened([case.body_id]):
        version = version_of(memo.pk, 1)
        memos.judge_version(SETUP, version, memos.Answer(Verdict.APPROVED), key=f"{key}/besked")
    return version.pk


def take(cast, item, version, *, who=None, key="hämta"):
    return actions.take_proposal(who or cast.owner, item, version, key=key)


def test_the_points_become_the_proposal_and_the_memo_a_paper(seated, meeting, case):
    council = seated.council.pk
    version = approve(case, Point("Beslutet upphävs.", council), Point("Rapporten noteras."))
    item = add(seated, meeting, "Medlemskap", case=case.pk)
    take(seated, item, version)
    draft = Draft.objects.get()
    assert (draft.name, draft.points) == (
        "förvaltningens förslag",
        [
            "Socialnämnden föreslår kommunfullmäktige: Beslutet upphävs.",
            "Rapporten noteras.",
        ],
    )
    assert ItemDocument.objects.get().document.get_kind_display() == "tjänsteskrivelse"


def test_the_memos_attachments_come_along(seated, meeting, case):
    new = registry.NewDocument(case.pk, "incoming", "letter", occasion().day, "Avtalet")
    paper = registry.register_document(SETUP, new, key="avtal").pk
    version = approve(case, Point("Avtalet godkänns."), attached=(paper,))
    item = add(seated, meeting, "Avtal", case=case.pk)
    take(seated, item, version)
    assert paper in ItemDocument.objects.values_list("document", flat=True)


def test_the_councils_item_takes_the_councils_points_out_of_the_boards_memo(seated, case):
    fill(seated.council)
    council_case = open_case(seated.council, "Medlemskap")
    registry.link_cases(SETUP, council_case, case, "same_matter", key="länk")
    version = approve(case, Point("Beslutet upphävs.", seated.council.pk), Point("Noteras."))
    planned = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    item = add(seated, planned, "Medlemskap", case=council_case.pk)
    take(seated, item, version)
    draft = Draft.objects.get()
    assert draft.points == ["Beslutet upphävs."]
    assert draft.name == "förslag ur Socialnämndens tjänsteskrivelse"
    assert not item.papers.exists()


def test_it_is_one_act_with_its_steps_and_a_retried_form_has_one_effect(seated, meeting, case):
    version = approve(case, Point("Ja."))
    item = add(seated, meeting, "Avtal", case=case.pk)
    take(seated, item, version)
    take(seated, item, version)
    event = AuditEvent.objects.get(kind="meetings.proposal_taken")
    parts = AuditEvent.objects.filter(part_of=event).values_list("kind", flat=True)
    assert sorted(parts) == ["meetings.draft_set", "meetings.paper_added"]


def test_taking_a_later_version_keeps_the_papers_once(seated, meeting, case):
    version = approve(case, Point("Ja."))
    item = add(seated, meeting, "Avtal", case=case.pk)
    take(seated, item, version)
    take(seated, item, version, key="igen")
    assert ItemDocument.objects.count() == 1


def test_others_may_not_take_it(seated, meeting, case):
    version = approve(case, Point("Ja."))
    item = add(seated, meeting, "Avtal", case=case.pk)
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            take(seated, item, version, who=stranger, key="x")


def test_a_memo_of_another_case_is_refused(seated, meeting, case):
    version = approve(open_case(seated.board, "Annat"), Point("Ja."))
    item = add(seated, meeting, "Avtal", case=case.pk)
    with pytest.raises(InputError, match="i punktens ärende"):
        take(seated, item, version)


def test_a_memo_that_proposes_nothing_to_the_body_is_refused(seated, case):
    council_case = open_case(seated.council, "Medlemskap")
    registry.link_cases(SETUP, council_case, case, "same_matter", key="länk")
    version = approve(case, Point("Nämnden noterar."))
    planned = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    item = add(seated, planned, "Medlemskap", case=council_case.pk)
    with pytest.raises(InputError, match="inget som organet beslutar"):
        take(seated, item, version)


def test_once_the_decision_has_begun_the_proposal_stands(seated, opened_with, case):
    item = opened_with
    version = approve(case, Point("Annat."))
    with pytest.raises(ConflictError, match="Beslutsgången har börjat"):
        take(seated, item, version)


@pytest.fixture
def opened_with(seated, opened_meeting, case):
    item = handle(seated, opened_meeting, "Avtal", case=case.pk)
    actions.set_draft(seated.owner, item, "kansliets förslag", ["Ja."], key="d")
    move(seated, item, "rejection")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    return item


@pytest.fixture
def opened_meeting(seated, request):
    found = request.getfixturevalue("opened")
    roll(seated, found, "Asta Ek", "Bo Lind", "Cia Alm")
    return found


def test_a_secret_memo_goes_to_a_secret_item_alone(seated, meeting, case):
    version = approve(case, Point("Barnet N placeras."), hidden=memos.Hidden(PROVISION, "Barnet N"))
    plain = add(seated, meeting, "Öppen", case=case.pk)
    with pytest.raises(InputError, match="godkänd tjänsteskrivelse"):
        take(seated, plain, version)
    with opened([seated.board.pk]), pytest.raises(InputError, match="är sekretessbelagd"):
        take(seated, plain, version, key="inifrån")
    kept = add(seated, meeting, "Individ", case=case.pk, hidden=actions.Hidden(PROVISION, "N"))
    take(seated, kept, version, key="hemligt")
    assert not Draft.objects.exists()
    with opened([seated.board.pk]):
        assert Draft.objects.get().points == ["Barnet N placeras."]


def test_the_page_shows_what_would_be_taken(seated, meeting, case):
    approve(case, Point("Avtalet godkänns."))
    item = add(seated, meeting, "Avtal", case=case.pk)
    browser = seated.browser(seated.owner_user)
    url = reverse("take_proposal", args=[item.pk])
    assert "Avtalet godkänns." in browser.get(url).content.decode()
    chosen = proposals_for(item)[0].memo.version
    assert browser.post(url, {"key": "k", "version": chosen}).status_code == 302
    assert Draft.objects.exists()


def test_a_page_with_nothing_to_take_says_what_to_do(seated, meeting, case):
    item = add(seated, meeting, "Avtal", case=case.pk)
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("take_proposal", args=[item.pk])).content.decode()
    assert "Ingen tjänsteskrivelse i" in page
    assert (
        seated.browser(seated.member_user).get(reverse("take_proposal", args=[item.pk])).status_code
        == 403
    )


def test_what_is_proposed_is_read_in_few_questions(
    seated, meeting, case, django_assert_max_num_queries
):
    for number in range(5):
        approve(case, Point(f"Punkt {number}."), key=f"s{number}")
    item = add(seated, meeting, "Avtal", case=case.pk)
    with django_assert_max_num_queries(4):
        assert len(proposals_for(item)) == 5
