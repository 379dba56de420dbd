"""A quarter's report is kept and goes to the agenda as a memo, which holds numbers and nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from samverk.execution.actions import NewQuarterReport, tell_quarter
from samverk.execution.models import KeptReport, KeptReportRow, Recipient
from samverk.execution.tests.stage import granted, step, user
from samverk.execution.walls import unread
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import SETUP
from samverk.memos.models import Memo, MemoPart, MemoSecret
from samverk.registry.models import Case
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter, quarter_of

pytestmark = pytest.mark.django_db
WHY = "Skälen utreds och kommer i nästa rapport."
NEW = NewQuarterReport(Quarter(2023, 3), Definition.OPEN, why=WHY)


@pytest.fixture
def writer(stage):
    """The main reporter, who is also an officer of the board."""
    place = (stage.cast.board.organisation_id, stage.body)
    posts = tuple(people.NewPost(role, *place) for role in (Role.MAIN_REPORTER, Role.OFFICER))
    new = people.NewUser("runa@register.example", "Runa Lid", None, posts)
    return people.add_user(SETUP, new, key="skriver")


def tell(stage, writer, new=NEW, key="k"):
    return tell_quarter(actor_for(writer), stage.body, new, key=key)


def words(report):
    with opened([report.controller_id]):
        return " ".join(str(one.content) for one in MemoPart.objects.filter(memo=report.memo_id))


def test_the_memo_has_the_figures_and_nobody(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    granted(stage, "skyddad", decided_on=date(2023, 3, 2), is_protected=True)
    for recipient in Recipient:
        report = tell(stage, writer, replace(NEW, recipient=recipient), key=recipient)
        said = words(report)

        assert report.memo.case.body_id == stage.body
        assert "2 ej verkställda, 0 avbrutna" in said
        assert "6–9 månader: 2 ej verkställda" in said
        assert "kontaktperson (LSS): 2 ej verkställda" in said
        # Decisions under LSS alone are told of under that act alone
        assert ("28 h § LSS" if recipient == Recipient.COUNCIL else "28 f § LSS") in said
        assert "socialtjänstlagen" not in said
        for secret in ("Siv", "Påhitt", "9805", "2023-03-01", "1 mars"):
            assert secret not in said


@pytest.mark.parametrize("recipient", Recipient)
def test_a_memo_that_tells_of_somebody_is_closed(stage, writer, recipient):
    granted(stage, decided_on=date(2023, 3, 1))
    report = tell(stage, writer, replace(NEW, recipient=recipient))

    assert report.memo.secret
    with opened([stage.body]):
        kept = [one.provision for one in MemoSecret.objects.filter(memo=report.memo_id)]
    assert kept == ["26 kap. 1 § OSL"]
    # Outside the compartment there is not a word of it
    assert not MemoPart.objects.filter(memo=report.memo_id).exists()


def test_a_councils_memo_is_closed_also_when_only_one_has_ended(stage, writer):
    ended = granted(stage, decided_on=date(2022, 12, 1))
    step(stage, ended, ExecutionEvent.EXECUTE, day=date(2023, 8, 1))
    report = tell(stage, writer)

    assert report.figures["total"]["not_executed"] == 0
    assert report.memo.secret


@pytest.mark.parametrize("recipient", Recipient)
def test_a_councils_memo_of_nobody_alone_is_open(stage, writer, recipient):
    early = granted(stage, decided_on=date(2023, 1, 2))
    step(stage, early, ExecutionEvent.EXECUTE, day=date(2023, 1, 9))
    report = tell(stage, writer, replace(NEW, why="", recipient=recipient))

    assert report.memo.secret is (recipient != Recipient.COUNCIL)


def test_the_reports_of_a_quarter_share_a_case(stage, writer):
    granted(stage, decided_on=date(2023, 1, 2))
    told = [tell(stage, writer, replace(NEW, recipient=one), key=one) for one in Recipient]

    assert len({one.memo.case_id for one in told}) == 1
    assert [one.number for one in told] == [1, 2, 3]
    other = tell(stage, writer, replace(NEW, quarter=Quarter(2023, 2)), key="annat")
    assert other.memo.case_id != told[0].memo.case_id


def test_what_became_of_the_only_one_of_a_type_is_not_told_the_council(stage, writer):
    ended = granted(stage, decided_on=date(2022, 12, 1), kind="lss-9-10")
    step(stage, ended, ExecutionEvent.EXECUTE, day=date(2023, 8, 1))
    said = words(tell(stage, writer))
    to_the_board = words(tell(stage, writer, replace(NEW, recipient=Recipient.BOARD), key="n"))

    assert "1 tidigare räknade som nu verkställts eller avslutats (1 av dem verkställda)" in said
    assert "daglig verksamhet" not in said
    assert "daglig verksamhet" in to_the_board


def test_a_quarter_without_decisions_is_told_as_none(stage, writer):
    early = granted(stage, decided_on=date(2023, 1, 2))
    step(stage, early, ExecutionEvent.EXECUTE, day=date(2023, 1, 9))
    assert "Det här är en nollrapport" in words(tell(stage, writer, replace(NEW, why="")))


def test_both_acts_are_cited_as_they_stood_the_day_after_the_quarter(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    granted(stage, "sol", decided_on=date(2023, 3, 2), kind="sol-hemtjanst", ground="sol-2001-4-1")
    said = words(tell(stage, writer))
    assert "16 kap. 6 h § socialtjänstlagen (2001:453)" in said
    assert "28 h § LSS" in said
    audited = words(tell(stage, writer, replace(NEW, recipient=Recipient.AUDITORS), key="r"))
    assert "16 kap. 6 f § socialtjänstlagen (2001:453)" in audited
    assert "Fullmäktige" not in audited


@pytest.mark.parametrize("decided_on", [None, date(2023, 10, 1)])
def test_what_the_register_does_not_cover_is_unknown_and_not_zero(stage, writer, decided_on):
    if decided_on:
        granted(stage, decided_on=decided_on)
    with pytest.raises(InputError, match="inte noll"):
        tell(stage, writer)
    assert not Memo.objects.exists()
    browser = stage.cast.browser(writer)
    page = browser.get(f"{reverse('register_quarter', args=[stage.body])}?kvartal=2023Q3")
    assert "inte noll" in page.content.decode()
    assert "Inga beslut att rapportera" not in page.content.decode()
    report = reverse("register_report", args=[stage.body, "2023Q3", "namnden"])
    assert browser.get(report).status_code == 404


def test_the_same_form_twice_makes_one_report(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    first, again = (tell(stage, writer) for _ in range(2))
    assert first == again
    assert (Memo.objects.count(), Case.objects.filter(body=stage.body).count()) == (1, 1)
    with unread([stage.body]):
        assert (KeptReport.objects.count(), KeptReportRow.objects.count()) == (1, 1)


def test_a_quarter_that_lasts_is_not_told_of(stage, writer, the_day):
    granted(stage, decided_on=date(2023, 3, 1))
    with pytest.raises(InputError, match="har inte tagit slut"):
        tell(stage, writer, replace(NEW, quarter=quarter_of(the_day)))
    assert not Case.objects.filter(body=stage.body).exists()


def test_a_check_stops_a_report_until_it_is_written_why(stage, writer):
    row = granted(stage, decided_on=date(2023, 3, 1))
    with pytest.raises(InputError, match="har ett skäl till dröjsmålet") as fault:
        tell(stage, writer, replace(NEW, why=" "))
    assert fault.value.field == "why"
    assert not Memo.objects.exists()

    left = tell(stage, writer)
    assert (left.failed, left.why) == (["skäl-saknas"], WHY)
    step(stage, row, ExecutionEvent.EXPLAIN, code="ingen-plats", day=date(2023, 6, 2))
    mended = tell(stage, writer, key="rättad")
    assert (mended.failed, mended.why) == ([], "")


def test_the_same_report_is_not_made_twice_and_another_corrects_it(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    first = tell(stage, writer)
    with pytest.raises(ConflictError, match=r"redan lämnad den 15.mars 2024, som nr 1"):
        tell(stage, writer, key="igen")
    granted(stage, "sent", decided_on=date(2023, 4, 3), kind="lss-9-5")
    second = tell(stage, writer, key="rättad")

    assert (second.number, second.corrects_id) == (2, first.pk)
    assert second.memo.title.endswith("rättad rapport till kommunfullmäktige")
    assert "Rapporten ersätter nr 1" in words(second)
    other = tell(stage, writer, replace(NEW, recipient=Recipient.BOARD), key="nämnden")
    assert other.corrects_id is None


def test_what_the_reporter_wrote_reaches_the_board_alone(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    for recipient in Recipient:
        said = words(tell(stage, writer, replace(NEW, recipient=recipient), key=recipient))
        assert "har ett skäl till dröjsmålet" in said
        assert (WHY in said) is (recipient == Recipient.BOARD)


def test_a_personal_number_is_not_kept_with_a_report(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    with pytest.raises(InputError, match="inget personnummer"):
        tell(stage, writer, replace(NEW, why="Utreds för 19850709-9805."))


def test_who_only_keeps_the_register_makes_no_report(stage):
    granted(stage, decided_on=date(2023, 3, 1))
    for actor in (stage.officer, stage.reporter):
        with pytest.raises(NotAllowedError):
            tell_quarter(actor, stage.body, NEW, key="k")
    assert not Memo.objects.exists()
    with unread([stage.body]):
        assert not KeptReport.objects.exists()


def test_who_only_writes_memos_reads_no_register(stage):
    clerk = user("Ann Lid", Role.OFFICER, stage.cast.board)
    with pytest.raises(NotAllowedError):
        tell_quarter(actor_for(clerk), stage.body, NEW, key="k")


def test_the_page_leads_to_the_report_and_on_to_its_memo(stage, writer):
    browser = stage.cast.browser(writer)
    where = reverse("tell_quarter", args=[stage.body])
    asked = browser.get(f"{where}?kvartal=2023Q3&till=revisorerna")
    assert 'value="2023Q3" selected' in asked.content.decode()
    granted(stage, decided_on=date(2023, 3, 1))
    sent = {
        "key": "k",
        "quarter": "2023Q3",
        "definition": "open-or-ended",
        "recipient": "namnden",
        "why": WHY,
    }
    answer = browser.post(where, sent)
    assert answer.status_code == 302
    with unread([stage.body]):
        report = KeptReport.objects.get()
    assert answer["Location"] == reverse("kept_report", args=[stage.body, report.pk])
    memo = reverse("memo", args=[report.memo_id])
    assert memo in browser.get(answer["Location"]).content.decode()
    assert browser.get(memo).status_code == 200


def test_the_page_says_what_stops_a_report(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    where = reverse("tell_quarter", args=[stage.body])
    sent = {"key": "k", "quarter": "2023Q3", "definition": "open", "recipient": "namnden"}
    answer = stage.cast.browser(writer).post(where, sent)
    assert answer.status_code == 400
    assert "har ett skäl till dröjsmålet" in answer.content.decode()
