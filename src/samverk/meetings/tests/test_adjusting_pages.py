"""The pages of adjustment and notice: what each reader sees and may do, and how much they ask."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation.desk import Visit
from samverk.foundation.seals.checkpoints import read_checkpoint
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewPostingFact, tend_boards
from samverk.meetings.desk import notices, signatures
from samverk.meetings.models import Adjustment, AdjustmentStep, BoardPosting, SealedRecord
from samverk.meetings.queries import stage_by_id
from samverk.meetings.tests.adjusting import (
    ADJUSTER,
    CHAIR,
    account,
    acting,
    adjust,
    by_laws,
    held,
    send,
    sign,
)
from samverk.meetings.tests.conftest import DAY, person
from samverk.project.testing.readers import WHO_READS
from samverk.project.testing.stages import kept
from samverk.rules.adjustment import AdjustmentState


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    settings.SIGNING = "samverk.integrations.signing.fake.FakeSigning"


@kept
def ready(seated, opened):
    by_laws(seated)
    return held(seated, opened, "Taxan", "Avtalet")


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


def text(answer):
    return " ".join(answer.content.decode().split())


def url(name, *args):
    return reverse(name, args=args)


def test_the_secretary_sends_the_minutes_and_sees_who_is_awaited(browser, ready):
    page = text(browser.get(url("adjusting", ready.pk)))
    assert "Skicka för justering" in page
    form = {"key": "s", "method": "electronic"}
    page = text(browser.post(url("send_for_adjustment", ready.pk), form, follow=True))
    assert "För justering" in page
    assert "Asta Ek, ordförande" in page
    assert "14 dagar kvar" in page


def test_what_keeps_them_from_being_sent_is_told_at_the_form(seated, opened, browser):
    by_laws(seated, adjusters=2)
    meeting = held(seated, opened)
    form = {"key": "s", "method": "electronic"}
    answer = browser.post(url("send_for_adjustment", meeting.pk), form)
    assert answer.status_code == 400
    assert "Välj justerare först" in text(answer)


def test_the_adjuster_reads_and_signs(seated, ready):
    stage = send(seated, ready)
    own = seated.browser(account(seated, ADJUSTER))
    page = text(own.get(url("adjustment", stage.adjustment.pk)))
    assert "Du ska justera som justerare" in page
    assert "Taxan godkänns." in page
    own.post(url("sign_minutes", stage.adjustment.pk), {"key": "u"})
    page = text(own.get(url("adjustment", stage.adjustment.pk)))
    assert "Justerade <time>2024-03-15" in page or "Justerade 2024-03-15" in page
    assert "Justera protokollet" not in page


def test_the_adjuster_gives_them_back_and_what_was_written_is_shown(seated, ready, browser):
    stage = send(seated, ready)
    own = seated.browser(account(seated, ADJUSTER))
    back = url("return_minutes", stage.adjustment.pk)
    empty = own.post(back, {"key": "a", "text": "", "way": "remark"})
    assert empty.status_code == 400
    own.post(back, {"key": "b", "text": "Beloppet är fel.", "way": "remark"})
    page = text(browser.get(url("adjustment", stage.adjustment.pk)))
    assert "Beloppet är fel." in page
    assert "Skicka en ny version" in page


def test_others_read_nothing_of_what_is_out(seated, ready):
    stage = send(seated, ready)
    for user in (None, seated.outsider_user):
        for name, at in (("adjusting", ready.pk), ("adjustment", stage.adjustment.pk)):
            assert seated.browser(user).get(url(name, at)).status_code == 403
        assert seated.browser(user).get(url("minutes_file", stage.adjustment.pk)).status_code == 403


def test_a_public_meetings_minutes_are_a_draft_to_the_public(seated, ready):
    from samverk.meetings.models import Meeting

    Meeting.objects.filter(pk=ready.pk).update(public=True)
    assert seated.browser().get(url("minutes", ready.pk)).status_code == 200
    assert seated.browser().get(url("adjusting", ready.pk)).status_code == 403
    assert "Till justeringen" not in text(seated.browser().get(url("meeting", ready.pk)))


def test_who_is_no_signer_sees_no_button(seated, ready, browser):
    stage = send(seated, ready)
    page = text(browser.get(url("adjustment", stage.adjustment.pk)))
    assert "Justera protokollet" not in page
    assert "Återta protokollet" in page
    answer = browser.post(url("sign_minutes", stage.adjustment.pk), {"key": "k"})
    assert answer.status_code == 403


def test_the_file_is_sent_as_an_attachment(seated, ready, browser):
    stage = send(seated, ready)
    answer = browser.get(url("minutes_file", stage.adjustment.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="protokoll-SN-2024-03-15-1.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["recall_minutes", "send_again", "note_signature"])
def test_what_the_secretary_does_is_refused_to_others(seated, ready, name):
    stage = send(seated, ready)
    for user in (None, seated.outsider_user, seated.member_user, seated.colleague_user):
        assert seated.browser(user).get(url(name, stage.adjustment.pk)).status_code == 403


def test_a_signature_on_paper_is_noted_on_its_page(seated, opened, browser):
    by_laws(seated, adjustment_form="paper")
    stage = send(seated, held(seated, opened), "paper")
    form = {"key": "p", "person": person(CHAIR), "day": "2024-03-15"}
    browser.post(url("note_signature", stage.adjustment.pk), form)
    assert stage_by_id(stage.adjustment.pk).state is AdjustmentState.PARTLY


def test_a_signature_on_paper_that_is_sent_twice_is_noted_once(seated, opened, browser):
    by_laws(seated, adjustment_form="paper")
    stage = send(seated, held(seated, opened), "paper")
    form = {"key": "p", "person": person(CHAIR), "day": "2024-03-15"}
    at = url("note_signature", stage.adjustment.pk)
    assert [browser.post(at, form).status_code for _ in range(2)] == [302, 302]
    answer = browser.post(at, form | {"key": "q"})
    assert answer.status_code == 400
    assert "redan" in text(answer)
    assert AdjustmentStep.objects.filter(person=person(CHAIR)).count() == 1


def test_a_paragraph_is_adjusted_at_once_from_the_minutes(seated, opened, browser):
    by_laws(seated)
    meeting = held(seated, opened, ended=False)
    assert "Justera omedelbart" in text(browser.get(url("minutes", meeting.pk)))
    item = meeting.items.get()
    form = {"key": "o", "method": "electronic", "was_read": "on"}
    page = text(browser.post(url("adjust_at_once", item.pk), form, follow=True))
    assert "omedelbart" in page
    assert Adjustment.objects.get().immediate


def test_the_minutes_page_says_which_paragraphs_are_closed(seated, ready, browser):
    adjust(seated, ready)
    page = text(browser.get(url("minutes", ready.pk)))
    assert "Justerad" in page
    assert "Mottagare" not in page


def test_a_locked_paragraph_is_corrected_on_its_page(seated, ready, browser):
    stage = adjust(seated, ready)
    record = SealedRecord.objects.get(number=1)
    form = {"key": "r", "text": "Taxan höjs med 3 %.", "why": "Skrivfel."}
    page = text(browser.post(url("correct_paragraph", record.pk), form, follow=True))
    assert "Taxan höjs med 3 %." in page
    assert str(stage.items[0].title) in page


class TestBoard:
    """The notice board, which anybody reads."""

    @pytest.fixture
    def posting(self, seated, ready):
        adjust(seated, ready)
        tend_boards()
        return BoardPosting.objects.get()

    def test_anybody_reads_what_is_up(self, seated, posting):
        page = text(seated.browser().get(url("board", "lillkoping")))
        assert "2024-04-05" in page
        assert "Socialnämnden, Lillköpings kommun" in page

    def test_the_evidence_tells_when_and_where(self, seated, posting):
        page = text(seated.browser().get(url("notice", posting.notice_id)))
        for told in ("Bevis om tillkännagivande", "Anslagstavlan", "2024-04-06", "Varför?"):
            assert told in page
        assert "Anteckna" not in page

    def test_the_evidence_leads_to_the_decisions_that_it_is_about(self, seated, posting):
        page = text(seated.browser().get(url("notice", posting.notice_id)))
        assert "Beslut" in page
        assert page.count("/beslut/") >= 2

    def test_a_late_posting_is_told_with_the_way_out(self, seated, ready, settings):
        settings.BOARDS_KEPT = []
        adjust(seated, ready)
        posting = BoardPosting.objects.get()
        with time_machine.travel("2024-03-20T12:00:00+01:00", tick=False):
            new = NewPostingFact("posted", date(2024, 3, 20))
            actions.note_posting(seated.owner, posting, new, key="sent")
            page = text(seated.browser().get(url("notice", posting.notice_id)))
        assert "Sent uppsatt" in page
        assert "Tiden räknas ändå från anslagsdagen" in page

    def test_the_secretary_notes_that_it_is_gone(self, seated, posting, browser):
        form = {"key": "b", "day": "2024-03-15", "note": "Tavlan låg nere."}
        at = url("note_posting", posting.pk, "borta")
        page = text(browser.post(at, form, follow=True))
        assert "Anslaget är borta" in page
        assert "Tavlan låg nere." in page

    def test_a_faulty_day_is_told_and_kept(self, posting, browser):
        form = {"key": "b", "day": "2024-03-16", "note": ""}
        answer = browser.post(url("note_posting", posting.pk, "borta"), form)
        assert answer.status_code == 400
        assert "inte varit än" in text(answer)
        assert "2024-03-16" in text(answer)

    def test_others_note_nothing(self, seated, posting):
        for user in (None, seated.outsider_user, seated.member_user):
            at = url("note_posting", posting.pk, "borta")
            assert seated.browser(user).get(at).status_code == 403

    def test_a_board_that_is_not_kept_here_has_no_page(self, seated, posting, settings):
        settings.BOARDS_KEPT = []
        assert seated.browser().get(url("board", "lillkoping")).status_code == 404
        assert "Ingen anslagstavla finns här" in text(seated.browser().get(url("boards")))

    def test_a_witness_takes_the_checkpoint_home(self, seated, posting):
        answer = seated.browser().get(url("checkpoint"))
        made = read_checkpoint(answer.content.decode().strip())
        assert made.is_signed
        assert json.loads(answer.content)["number"] == made.number

    def test_what_is_secret_is_on_no_page_of_the_board(self, seated, opened):
        by_laws(seated)
        hidden = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
        adjust(seated, held(seated, opened, "Individärende", hidden=hidden))
        tend_boards()
        posting = BoardPosting.objects.get()
        for at in (url("notice", posting.notice_id), url("board", "lillkoping")):
            page = text(seated.browser().get(at))
            assert "§ 1" in page
            assert "barnet N" not in page
            assert "Individärende" not in page


class TestSteps:
    """The meeting's own list of steps."""

    def steps(self, browser, meeting):
        return text(browser.get(url("meeting", meeting.pk))).partition("Steg för steg")[2]

    def test_they_follow_the_minutes_to_the_board(self, seated, ready, browser):
        assert "Ej påbörjad" in self.steps(browser, ready).partition("Justering")[2]
        stage = send(seated, ready)
        sign(SETUP, stage, CHAIR)
        assert "1 av 2 signaturer" in self.steps(browser, ready)
        sign(SETUP, stage, ADJUSTER)
        tend_boards()
        told = self.steps(browser, ready).partition('scope="row">Justering')[2]
        assert told.count("Klar") == 2

    def test_a_notice_that_is_gone_is_not_done(self, seated, ready, browser):
        adjust(seated, ready)
        tend_boards()
        new = NewPostingFact("missing", DAY)
        actions.note_posting(seated.owner, BoardPosting.objects.get(), new, key="b")
        told = self.steps(browser, ready).partition('scope="row">Anslag')[2]
        assert "Påbörjad men ofullständig" in told.partition("Expediering")[0]
        assert "0 av 1 anslagstavlor" in told

    def test_late_adjustment_is_told_with_the_way_out(self, seated, ready, browser):
        with time_machine.travel("2024-04-02T12:00:00+02:00", tick=False):
            adjust(seated, ready)
            told = self.steps(seated.browser(seated.owner_user), ready)
        assert "men för sent" in told
        assert "överklagandetiden börjar inte före anslaget" in told


class TestDesk:
    """What waits on the start page."""

    def test_the_signer_finds_what_waits_for_the_own_signature(self, seated, ready):
        stage = send(seated, ready)
        own = acting(account(seated, ADJUSTER))
        (task,) = signatures(Visit(own, DAY)).tasks
        assert task.state == "Justeras senast den 29\N{NO-BREAK SPACE}mars 2024"
        sign(own, stage, ADJUSTER)
        assert signatures(Visit(own, DAY)).tasks == ()

    def test_the_secretary_is_alarmed_when_a_notice_is_gone(self, seated, ready):
        adjust(seated, ready)
        tend_boards()
        assert notices(Visit(seated.owner, DAY)).tasks == ()
        new = NewPostingFact("missing", DAY)
        actions.note_posting(seated.owner, BoardPosting.objects.get(), new, key="b")
        (task,) = notices(Visit(seated.owner, DAY)).tasks
        assert (task.tone, task.state) == ("attention", "Borta från Lillköping")

    def test_a_board_elsewhere_waits_for_its_day(self, seated, ready, settings):
        settings.BOARDS_KEPT = []
        adjust(seated, ready)
        (task,) = notices(Visit(seated.owner, DAY)).tasks
        assert task.state == "Anslagsdag saknas för Lillköping"

    def test_others_find_nothing(self, seated, ready):
        send(seated, ready)
        for actor in (seated.outsider, seated.member):
            assert signatures(Visit(actor, DAY)).tasks == ()
            assert notices(Visit(actor, DAY)).tasks == ()


@pytest.mark.parametrize(("name", "most"), [("adjusting", 25), ("meeting", 33)])
def test_a_page_asks_the_same_number_of_questions_for_many_adjustments(
    seated, opened, browser, name, most, django_assert_max_num_queries
):
    by_laws(seated)
    meeting = held(seated, opened, "A", "B", "C", ended=False)
    for item in meeting.items.all():
        made = actions.adjust_at_once(
            seated.owner, item, "electronic", was_read=True, key=f"g/{item.pk}"
        )
        for who in (CHAIR, ADJUSTER):
            sign(SETUP, stage_by_id(made.pk), who)
    tend_boards()
    with django_assert_max_num_queries(most):
        browser.get(url(name, meeting.pk))


def test_the_board_asks_the_same_number_of_questions_for_many_notices(
    seated, opened, django_assert_max_num_queries
):
    by_laws(seated)
    meeting = held(seated, opened, "A", "B", "C", ended=False)
    for item in meeting.items.all():
        made = actions.adjust_at_once(
            seated.owner, item, "electronic", was_read=True, key=f"g/{item.pk}"
        )
        for who in (CHAIR, ADJUSTER):
            sign(SETUP, stage_by_id(made.pk), who)
    tend_boards()
    reader = seated.browser()
    reader.get("/om/")
    with django_assert_max_num_queries(20 + WHO_READS):
        page = text(reader.get(url("board", "lillkoping")))
    assert page.count("2024-04-05") >= 3
    assert date(2024, 3, 15) == DAY
