"""Sending the calling: who is reached, what goes, and how each letter fares at a real server."""

from __future__ import annotations

import smtplib
from datetime import date
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.documents.tests.papers import attachment
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import letters, sending
from samverk.meetings.actions.sending import PostOfficeClosedError, send_letter
from samverk.meetings.models import Dispatch, Letter, LetterStep, MailAddress, MeetingFact
from samverk.meetings.queries import meeting_by_id
from samverk.meetings.queries.letters import dispatches_of
from samverk.meetings.queries.outgoing import outgoing_of
from samverk.meetings.tests.conftest import DAY, add, again, occasion, person
from samverk.meetings.tests.post import post_office
from samverk.registry import actions as registry
from samverk.rules.letters import LetterState, Turn

__all__ = ["post_office"]
PAGE = "https://samverk.example/sammantraden/1/"
ASTA, BO = "asta@prov.example", "bo@prov.example"


@pytest.fixture
def planned(seated, settings, tmp_path):
    """A meeting in a week, with one item and a paper, and addresses for two members."""
    settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_HOST = "127.0.0.1"
    made = actions.plan_meeting(
        seated.owner, seated.board.pk, occasion(day=date(2024, 3, 22)), key="p"
    )
    meeting = meeting_by_id(made.pk)
    item = add(seated, meeting, "Budget", case=case(seated).pk)
    actions.add_paper(seated.owner, item, paper(seated, "Underlag"), key="papper")
    address(seated, meeting, Asta_Ek=ASTA, Bo_Lind=BO)
    return meeting


def case(cast):
    new = registry.NewCase(cast.board.pk, "Budget 2025", date(2024, 3, 1))
    return registry.open_case(SETUP, new, key="budget")


def paper(cast, subject, *, name="underlag-asta.pdf", content=None, **more):
    file = registry.NewFile(name, content or attachment(2))
    new = registry.NewDocument(
        case(cast).pk, "drawn_up", "other", date(2024, 3, 4), subject, file=file, **more
    )
    return registry.register_document(SETUP, new, key=f"handling/{subject}").pk


def address(cast, meeting, *, key="adresser", **people):
    given = {person(name.replace("_", " ")): where for name, where in people.items()}
    return actions.note_addresses(cast.owner, meeting, given, key=key)


def dispatch(cast, meeting, *, key="utskick", **more):
    new = actions.NewDispatch(PAGE, reply_to="maj@prov.example", **more)
    return actions.dispatch(cast.owner, meeting, new, key=key)


def work():
    """Do what waits in the queue, once each; answer how many the post office could not take."""
    closed = 0
    for job in ProcrastinateJob.objects.filter(task_name=letters.SEND_JOB).order_by("id"):
        try:
            send_letter(**job.args)
        except PostOfficeClosedError:
            closed += 1
    return closed


def states(meeting):
    return [row.state for each in dispatches_of(meeting) for row in each.letters]


def test_a_paper_that_is_sent_twice_is_added_once(seated, planned):
    item, browser = planned.items.get(), seated.browser(seated.owner_user)
    form = {"key": "f", "document": paper(seated, "Tillägg")}
    at = reverse("add_item_paper", args=[item.pk])
    assert [browser.post(at, form).status_code for _ in range(2)] == [302, 302]
    assert "hör redan till punkten" in browser.post(at, form | {"key": "g"}).content.decode()
    assert item.papers.count() == 2


def test_each_with_an_address_gets_a_letter_of_their_own(seated, planned, post_office):
    dispatch(seated, planned)
    work()
    assert post_office.to == [ASTA, BO]
    assert [letter["To"] for letter in post_office.letters] == [ASTA, BO]
    assert states(planned) == [LetterState.SENT, LetterState.SENT]


def test_the_letter_has_the_link_the_calendar_and_the_papers(seated, planned, post_office):
    dispatch(seated, planned, message="Fika serveras.")
    work()
    letter = post_office.letters[0]
    words = letter.get_body(("plain",)).get_content()
    assert words.startswith("Hej Asta Ek,")
    assert PAGE in words
    assert "Fika serveras." in words
    assert "den 22\xa0mars 2024 klockan 13:00" in words
    kinds = {part.get_content_type(): part for part in letter.walk()}
    assert kinds["text/calendar"].get_param("method") == "REQUEST"
    assert "DTSTART;TZID=Europe/Stockholm:20240322T130000" in kinds["text/calendar"].get_content()
    with pikepdf.open(BytesIO(kinds["application/pdf"].get_content())) as papers:
        assert len(papers.pages) == 3
    assert letter["Reply-To"] == "maj@prov.example"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_the_day_is_noted_and_the_act_is_logged(seated, planned):
    dispatch(seated, planned)
    kinds = MeetingFact.objects.filter(meeting=planned).values_list("kind", flat=True)
    assert sorted(kinds) == ["called", "dispatched"]
    event = AuditEvent.objects.get(kind="meetings.dispatched")
    assert event.actor_name == "Maj Ekedal"
    assert AuditEvent.objects.filter(part_of=event).count() == 2


def test_a_retried_form_sends_no_second_letter(seated, planned):
    assert dispatch(seated, planned) == dispatch(seated, planned)
    assert (Dispatch.objects.count(), Letter.objects.count()) == (1, 2)
    assert ProcrastinateJob.objects.filter(task_name=letters.SEND_JOB).count() == 2


def test_others_may_not_send(seated, planned):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.dispatch(stranger, planned, actions.NewDispatch(PAGE), key="x")


def test_a_retried_job_sends_no_second_letter(seated, planned, post_office):
    dispatch(seated, planned)
    for _ in range(3):
        work()
    assert post_office.to == [ASTA, BO]


def test_a_closed_post_office_is_tried_again_until_it_opens(seated, planned, settings, post_office):
    dispatch(seated, planned)
    settings.EMAIL_PORT = 1
    assert work() == 2
    assert states(planned) == [LetterState.FAILED, LetterState.FAILED]
    settings.EMAIL_PORT = post_office.port
    assert work() == 0
    assert states(planned) == [LetterState.SENT, LetterState.SENT]


def test_an_address_that_is_refused_says_why_and_is_not_tried_again(seated, planned, post_office):
    post_office.says[BO] = "550 5.1.1 No such mailbox"
    dispatch(seated, planned)
    work()
    work()
    assert states(planned) == [LetterState.SENT, LetterState.REFUSED]
    last = LetterStep.objects.filter(letter__name__startswith="Bo").order_by("number").last()
    assert "tog inte emot det" in last.detail
    assert post_office.to == [ASTA]


def test_an_office_that_says_not_now_is_tried_again(seated, planned, post_office):
    post_office.says["data"] = "451 Try later"
    dispatch(seated, planned)
    assert work() == 2
    assert states(planned) == [LetterState.FAILED, LetterState.FAILED]


def test_a_server_that_falls_silent_with_the_letter_leaves_a_doubt(seated, planned, post_office):
    post_office.falls_silent = True
    dispatch(seated, planned)
    work()
    assert states(planned) == [LetterState.UNSURE, LetterState.UNSURE]
    work()
    assert len(post_office.letters) == 2


def test_a_worker_that_fell_in_the_middle_leaves_a_doubt_and_no_second_letter(
    seated, planned, post_office, monkeypatch
):
    class Fall(BaseException):
        """The machine stops."""

    def fall(*_args):
        raise Fall

    dispatch(seated, planned)
    monkeypatch.setattr(smtplib.SMTP, "sendmail", fall)
    with pytest.raises(Fall):
        work()
    monkeypatch.undo()
    work()
    assert states(planned) == [LetterState.UNSURE, LetterState.SENT]
    assert post_office.to == [BO]


def test_of_two_workers_with_one_letter_only_one_goes_on(seated, planned, post_office, monkeypatch):
    dispatch(seated, planned)
    letter = Letter.objects.order_by("id").first()

    def another_was_quicker(_events, at):
        LetterStep.objects.create(letter=letter, number=2, round=at, kind="trying", address=ASTA)
        return Turn.SEND

    monkeypatch.setattr(sending, "turn", another_was_quicker)
    send_letter(letter.pk, 1)
    assert post_office.to == []


def test_a_letter_is_sent_again_to_another_address(seated, planned, post_office):
    post_office.says[BO] = "550 No"
    dispatch(seated, planned)
    work()
    letter = Letter.objects.get(name__startswith="Bo")
    actions.send_letter_again(seated.owner, letter, "bo.lind@prov.example", key="igen")
    actions.send_letter_again(seated.owner, letter, "bo.lind@prov.example", key="igen")
    work()
    assert post_office.to == [ASTA, "bo.lind@prov.example"]


def test_a_letter_on_its_way_is_not_sent_again(seated, planned):
    dispatch(seated, planned)
    letter = Letter.objects.order_by("id").first()
    with pytest.raises(ConflictError, match="på väg"):
        actions.send_letter_again(seated.owner, letter, ASTA, key="igen")


def test_a_letter_that_the_worker_has_lost_may_be_sent_again(seated, planned, post_office):
    dispatch(seated, planned)
    letter = Letter.objects.order_by("id").first()
    with time_machine.travel("2024-03-15T12:10:00+01:00", tick=False):
        actions.send_letter_again(seated.owner, letter, ASTA, key="igen")
    work()
    assert post_office.to == [BO, ASTA]


def test_one_who_is_called_already_gets_no_second_letter(seated, planned, post_office):
    dispatch(seated, planned, others=(("Asta igen", ASTA), ("Gäst", "g@prov.example")))
    work()
    assert post_office.to == [ASTA, BO, "g@prov.example"]


def test_lost_papers_are_told_and_nothing_is_sent(seated, planned, post_office):
    made = dispatch(seated, planned)
    made.bundle.storage.delete(made.bundle.name)
    work()
    assert states(planned) == [LetterState.REFUSED, LetterState.REFUSED]
    assert post_office.to == []


@pytest.mark.parametrize("wrong", ["asta", "asta@", "a b@prov.example", "x@y\nBcc: z@prov.example"])
def test_what_is_no_address_is_refused(seated, planned, wrong):
    with pytest.raises(InputError, match="ingen e-postadress"):
        address(seated, planned, key="fel", Asta_Ek=wrong)
    with pytest.raises(InputError, match="ingen e-postadress"):
        dispatch(seated, planned, others=(("Vem", wrong),))


def test_an_address_is_changed_and_taken_away_and_the_old_ones_stay(seated, planned):
    address(seated, planned, key="a2", Asta_Ek="ny@prov.example", Bo_Lind="")
    found = {one.name: one.address for one in outgoing_of(planned).recipients}
    assert found["Asta Ek (M)"] == "ny@prov.example"
    assert [one.name for one in outgoing_of(planned).reached] == ["Asta Ek (M)"]
    assert MailAddress.objects.count() == 4
    assert found["Bo Lind (S)"] == ""


def test_nobody_with_an_address_nothing_is_sent(seated, planned):
    address(seated, planned, key="bort", Asta_Ek="", Bo_Lind="")
    with pytest.raises(InputError, match="anteckna adresserna"):
        dispatch(seated, planned)


def test_without_a_post_office_nothing_pretends_to_be_sent(seated, planned, settings):
    settings.EMAIL_HOST = ""
    with pytest.raises(InputError, match="EMAIL_HOST"):
        dispatch(seated, planned)
    page = seated.browser(seated.owner_user).get(reverse("dispatch", args=[planned.pk]))
    assert "EMAIL_HOST" in page.content.decode()


def test_an_empty_agenda_is_not_sent(seated, meeting, settings, tmp_path):
    settings.EMAIL_HOST = "127.0.0.1"
    address(seated, meeting, Asta_Ek=ASTA)
    with pytest.raises(InputError, match="tom"):
        dispatch(seated, meeting)


def test_an_opened_meeting_is_not_called(seated, planned):
    with time_machine.travel("2024-03-22T13:00:00+01:00", tick=False):
        actions.open_meeting(seated.owner, planned, person("Asta Ek"), "Maj", key="öppna")
        with pytest.raises(ConflictError, match="öppnats"):
            dispatch(seated, again(planned))


def test_a_meeting_that_has_been_is_not_called(seated, planned):
    with (
        time_machine.travel("2024-03-23T09:00:00+01:00", tick=False),
        pytest.raises(InputError, match="kan inte längre skickas"),
    ):
        dispatch(seated, planned)


def test_what_is_added_afterwards_is_marked_and_sent_as_news(seated, planned, post_office):
    dispatch(seated, planned)
    work()
    with time_machine.travel("2024-03-16T09:00:00+01:00", tick=False):
        add(seated, planned, "Sent ärende")
        new = paper(seated, "Tillägg")
        item = again(planned).items.get(title="Budget")
        actions.add_paper(seated.owner, item, new, key="tillägg")
        dispatch(seated, planned, key="nytt")
    work()
    last = post_office.letters[-1]
    assert last["Subject"].strip().startswith("Nytt till sammanträdet")
    assert [i.is_new for i in outgoing_of(again(planned)).items] == [False, True]
    assert [p.is_new for p in outgoing_of(again(planned)).items[0].papers] == [False, True]
    assert MeetingFact.objects.filter(kind="dispatched").count() == 1


def test_a_later_calendar_event_replaces_the_first(seated, planned, post_office):
    dispatch(seated, planned)
    dispatch(seated, planned, key="nytt")
    work()
    calendars = [
        next(p for p in one.walk() if p.get_content_type() == "text/calendar").get_content()
        for one in post_office.letters[::2]
    ]
    assert "SEQUENCE:0" in calendars[0]
    assert "SEQUENCE:1" in calendars[1]


def test_papers_too_large_for_the_post_are_fetched_by_the_link(
    seated, planned, post_office, monkeypatch
):
    monkeypatch.setattr("samverk.meetings.letters.LARGEST", 10)
    dispatch(seated, planned)
    work()
    letter = post_office.letters[0]
    assert "för stora för e-post" in letter.get_body(("plain",)).get_content()
    assert "application/pdf" not in {part.get_content_type() for part in letter.walk()}


def test_a_file_of_another_kind_or_broken_is_told_and_not_joined(seated, planned):
    item = again(planned).items.get(title="Budget")
    for number, (name, content) in enumerate([("a.txt", b"Text."), ("b.pdf", BROKEN)]):
        document = paper(seated, f"Fil {number}", name=name, content=content)
        actions.add_paper(seated.owner, item, document, key=f"fil/{number}")
    papers = outgoing_of(again(planned)).items[0].papers
    assert [bool(one.left_out) for one in papers] == [False, True, False]
    made = dispatch(seated, again(planned))
    with made.bundle.open() as file, pikepdf.open(file) as bundle:
        assert len(bundle.pages) == 3


BROKEN = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\nstartxref\n9\n%%EOF"


def test_the_page_before_sending_asks_few_questions(seated, planned, django_assert_max_num_queries):
    for number in range(6):
        add(seated, planned, f"Punkt {number}")
    browser = seated.browser(seated.owner_user)
    with django_assert_max_num_queries(20):
        browser.get(reverse("dispatch", args=[planned.pk]))


def test_the_letters_are_listed_in_few_questions(seated, planned, django_assert_max_num_queries):
    others = tuple((f"Gäst {n}", f"gast{n}@prov.example") for n in range(20))
    dispatch(seated, planned, others=others)
    with django_assert_max_num_queries(3):
        (row,) = dispatches_of(planned)
        assert len(row.letters) == 22


def test_the_way_to_the_letters_is_shown_when_there_are_any(seated, planned):
    browser, at = seated.browser(seated.owner_user), reverse("meeting", args=[planned.pk])
    way = reverse("letters", args=[planned.pk])
    noted = actions.NewMeetingFact("dispatched", DAY)
    actions.record_meeting_fact(seated.owner, planned, noted, key="på annat sätt")
    assert way not in browser.get(at).content.decode()
    dispatch(seated, planned)
    assert way in browser.get(at).content.decode()
    assert way not in seated.browser(seated.member_user).get(at).content.decode()
