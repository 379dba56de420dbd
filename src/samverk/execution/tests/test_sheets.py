"""The sheet, the round and what was sent: what they say, to whom, and that each reading is noted."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.models import Sending, SentDecision
from samverk.execution.tests.sent import Q2, Q3, Q4, laid_of, sent, texts
from samverk.execution.tests.stage import MAN, granted, step
from samverk.execution.walls import unread
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.telling import without_ids
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.individual_sheet import SheetField as F

pytestmark = pytest.mark.django_db
SOL = {"ground": "sol-2001-4-1", "kind": "sol-kontaktfamilj", "area": "barn-och-familj"}


def page(stage, user, name, *args, **query):
    return stage.cast.browser(user).get(reverse(name, args=args), query)


def sheet_page(stage, user, row, quarter=Q3):
    return page(stage, user, "decision_sheet", row.pk, kvartal=quarter.code)


def readings(user):
    return AuditEvent.objects.filter(kind="foundation.secret_read", actor=user.pk).count()


def hidden(text):
    """The hidden fields of a form, as they were drawn; the last of each."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_every_field_says_what_is_to_be_typed(stage):
    row = granted(stage, **SOL)
    step(
        stage,
        row,
        E.EXPLAIN,
        code="ingen-uppdragstagare",
        note="Ingen\nfamilj.",
        day=date(2023, 6, 1),
    )
    step(stage, row, E.OFFER, note="En familj i Norrvik", day=date(2023, 6, 2))
    step(stage, row, E.ANSWER, code="declined", note="För långt.", day=date(2023, 6, 9))
    step(stage, row, E.FOLLOW_UP, note="Behovet är detsamma.", day=date(2023, 7, 1))
    step(stage, row, E.SUPPORT, note="Avlösning två helger", day=date(2023, 7, 2))
    step(stage, row, E.CONSEQUENCE, note="Föräldern orkar inte.", day=date(2023, 7, 3))
    step(stage, row, E.SPECIFY, code="note", note="Ring först.", day=date(2023, 7, 4))

    assert texts(laid_of(stage, row)) == {
        F.MUNICIPALITY: stage.cast.town.name,
        F.BOARD: stage.cast.board.name,
        F.NUMBER: "198507099805",
        F.FIRST_NAME: "Siv",
        F.LAST_NAME: "Påhitt",
        F.SEX: "Kvinna/Flicka",
        F.AREA: "Barn och familj",
        F.DECIDED_ON: "2023-03-01",
        F.TYPE: "Kontaktfamilj",
        F.REASON: "Lämplig uppdragstagare saknas. Ingen familj.",
        F.OFFERS: "2023-06-02: Erbjudande. En familj i Norrvik\n2023-06-09: Tackade nej. För långt.",
        F.FOLLOW_UP: "2023-07-01: Behovet är detsamma.",
        F.INTERIM: "2023-07-02: Avlösning två helger",
        F.CONSEQUENCES: "2023-07-03: Föräldern orkar inte.",
        F.NOTE: "Ring först.",
    }


@pytest.mark.parametrize(
    ("number", "field", "told"),
    [
        ("19850769-9802", F.COORDINATION_NUMBER, "198507699802"),
        ("19850709-T124", F.NUMBER, "19850709-T124"),
    ],
)
def test_each_number_stands_in_its_field(stage, number, field, told):
    row = granted(stage, number=number, sex="woman")
    found = texts(laid_of(stage, row))

    assert found[field] == told
    assert len({F.NUMBER, F.COORDINATION_NUMBER} & set(found)) == 1


def test_an_interrupted_one_has_its_own_day_and_its_own_reason(stage):
    row = granted(stage)
    step(stage, row, E.EXPLAIN, code="ingen-plats", day=date(2023, 3, 20))
    step(stage, row, E.EXECUTE, day=date(2023, 4, 1))
    step(stage, row, E.INTERRUPT, day=date(2023, 5, 2))
    found = laid_of(stage, row)

    assert texts(found)[F.INTERRUPTED_ON] == "2023-05-02"
    assert F.REASON in found.sheet.missing
    step(stage, row, E.EXPLAIN, code="personal", day=date(2023, 6, 1))
    assert laid_of(stage, row).sheet.is_ready


def test_words_that_the_form_asks_for_are_written_where_it_says(stage):
    row = granted(stage, **{**SOL, "kind": "sol-bostad-ifo", "area": "ovrigt"})
    step(stage, row, E.EXPLAIN, code="ingen-plats", day=date(2023, 6, 1))
    step(stage, row, E.EXECUTE_PARTLY, note="Tre av fem timmar", day=date(2023, 6, 2))
    assert laid_of(stage, row).sheet.missing == (F.AREA_TEXT, F.TYPE_TEXT)
    text = sheet_page(stage, stage.reporter_user, row).content.decode()
    assert reverse("take_step", args=[row.pk, "mer"]) in text
    step(stage, row, E.SPECIFY, code="type", note="Träningslägenhet", day=date(2023, 6, 3))
    step(stage, row, E.SPECIFY, code="area", note="Anhörigstöd", day=date(2023, 6, 4))
    found = laid_of(stage, row)

    assert found.sheet.is_ready
    assert texts(found)[F.TYPE] == "Bostad"
    assert texts(found)[F.TYPE_TEXT] == "Träningslägenhet"
    assert texts(found)[F.AREA_TEXT] == "Anhörigstöd"
    assert texts(found)[F.UNEXECUTED_PART] == "Tre av fem timmar"


def test_a_sheet_shows_its_fields_its_reason_and_what_is_missing(stage):
    row = granted(stage)
    text = sheet_page(stage, stage.reporter_user, row).content.decode()

    assert "198507099805" in text
    assert "28 f § LSS (1993:387)" in text
    assert "Blankett: LSS" in text
    assert reverse("take_step", args=[row.pk, "skal"]) in text
    assert "Rapporten är skickad fast något saknas" in text
    assert readings(stage.reporter_user) == 1


def test_the_whole_number_is_for_who_sends_the_report(stage):
    row = granted(stage)
    sheet = sheet_page(stage, stage.officer_user, row)
    mark = sent(stage, row)
    copy = page(stage, stage.officer_user, "sent_sheet", mark.pk)
    whole = page(stage, stage.reporter_user, "sent_sheet", mark.pk).content.decode()

    for text in (sheet.content.decode(), copy.content.decode()):
        assert "19850709-••••" in text
        assert "9805" not in without_ids(text)
    assert "198507099805" in whole
    assert 'name="seen"' not in sheet.content.decode()
    assert readings(stage.officer_user) == 2


def test_the_reporter_marks_it_on_the_sheet_and_finds_it_afterwards(stage):
    row = granted(stage)
    browser = stage.cast.browser(stage.reporter_user)
    address = f"{reverse('decision_sheet', args=[row.pk])}?kvartal={Q3.code}"
    written = hidden(browser.get(address).content.decode()) | {"sent_on": "2023-10-09"}
    lacking = browser.post(address, written)
    assert lacking.status_code == 400
    assert "Det som måste vara ifyllt saknas" in lacking.content.decode()
    answer = browser.post(address, {**written, "anyway": "on"})
    twice = browser.post(address, {**written, "anyway": "on"})

    assert answer.status_code == twice.status_code == 302
    with unread([stage.body]):
        mark = SentDecision.objects.get()
    shown = browser.get(f"{answer.url}&visa=inskickade").content.decode()
    assert "2023-10-09" in shown
    assert "Inget att skicka" in browser.get(address).content.decode()
    on_decision = browser.get(reverse("granted_decision", args=[row.pk])).content.decode()
    assert reverse("sent_sheet", args=[mark.pk]) in on_decision


def test_a_sheet_that_changed_is_shown_anew_and_then_marked(stage):
    row = granted(stage)
    browser = stage.cast.browser(stage.reporter_user)
    address = f"{reverse('decision_sheet', args=[row.pk])}?kvartal={Q3.code}"
    more = {"sent_on": "2023-10-09", "anyway": "on"}
    written = hidden(browser.get(address).content.decode()) | more
    step(stage, row, E.SUPPORT, note="Korttidsplats", day=date(2023, 9, 1))
    refused = browser.post(address, written).content.decode()

    assert "har ändrats sedan du öppnade bladet" in refused
    assert "Korttidsplats" in refused
    assert browser.post(address, hidden(refused) | more).status_code == 302


def test_a_mark_is_withdrawn_on_its_page_with_a_reason(stage):
    row = granted(stage)
    mark = sent(stage, row)
    browser = stage.cast.browser(stage.reporter_user)
    address = reverse("withdraw_sent", args=[mark.pk])
    written = hidden(browser.get(address).content.decode()) | {"reason": "wrong_day"}
    answer = browser.post(address, written)
    text = browser.get(answer.url).content.decode()

    assert "Återtagen" in text
    assert "fel dag" in text
    assert address not in text


def test_the_round_tells_what_is_left_and_what_is_missing(stage):
    ready, lacking = granted(stage), granted(stage, key="två", first_name="Nils", number=MAN)
    done = granted(stage, key="tre", first_name="Klar", number="")
    step(stage, ready, E.EXPLAIN, code="ingen-plats", day=date(2023, 6, 1))
    sent(stage, done)
    left = page(stage, stage.reporter_user, "register_round", stage.body, kvartal=Q3.code)
    text = left.content.decode()

    assert "Siv Påhitt" in text
    assert "Klar att skicka" in text
    assert "skäl till dröjsmålet" in text
    assert "Klar Påhitt" not in text
    assert (left.context["round"].due, left.context["round"].sent) == (2, 1)
    assert readings(stage.reporter_user) == 2
    assert lacking.pk != ready.pk
    every = page(
        stage, stage.reporter_user, "register_round", stage.body, kvartal=Q3.code, visa="alla"
    )
    assert "Klar Påhitt" in every.content.decode()


def test_a_quarter_that_lasts_lists_ends_alone(stage, the_day):
    row = granted(stage)
    granted(stage, key="väntar", number="")
    sent(stage, row)
    step(stage, row, E.EXECUTE, day=date(2024, 2, 1))
    found = page(stage, stage.reporter_user, "register_round", stage.body, kvartal="2024Q1")

    assert "pågår" in found.content.decode()
    assert [one.kind for one in found.context["rows"]] == ["verkställt efter tidigare rapport"]
    late = page(stage, stage.reporter_user, "register_work", stage.body).content.decode()
    assert "Rapporterat, men slutet är inte anmält" in late
    assert "Verkställdes" in late


def test_who_does_not_report_is_told_of_the_decisions_they_see_alone(stage):
    row = granted(stage, is_protected=True, first_name="Kanariefagel", last_name="Zxqv")
    mark = sent(stage, row)
    for which in ("kvar", "inskickade", "alla"):
        for quarter in (Q2, Q3, Q4):
            found = page(
                stage,
                stage.colleague_user,
                "register_round",
                stage.body,
                kvartal=quarter.code,
                visa=which,
            )
            assert found.status_code == 200
            assert (found.context["round"].due, found.context["round"].sent) == (0, 0)
            assert "Kanariefagel" not in found.content.decode()
    for name in ("sent_sheet", "withdraw_sent"):
        there = page(stage, stage.colleague_user, name, mark.pk)
        missing = page(stage, stage.colleague_user, name, uuid.uuid4())
        assert there.status_code == missing.status_code == 404
    own = sheet_page(stage, stage.reporter_user, row, Q4).content.decode()
    assert "Den enskilde har skyddade personuppgifter." in own
    assert "Kanariefagel" not in repr(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("who", ["officer_user", "other_user", "abroad_user", "secretary"])
def test_the_numbers_sent_are_the_main_reporters(stage, who):
    sent(stage, granted(stage))
    user = stage.cast.owner_user if who == "secretary" else getattr(stage, who)
    for name in ("register_sent", "register_sent_file"):
        assert page(stage, user, name, stage.body).status_code == 404
        assert page(stage, stage.reporter_user, name, stage.body).status_code == 200


@pytest.mark.parametrize("who", ["officer_user", "other_user", "abroad_user"])
def test_nobody_else_marks_or_withdraws(stage, who):
    row = granted(stage)
    mark = sent(stage, row)
    browser = stage.cast.browser(getattr(stage, who))
    address = f"{reverse('decision_sheet', args=[row.pk])}?kvartal={Q4.code}"
    own = hidden(sheet_page(stage, stage.reporter_user, row, Q4).content.decode())

    assert browser.post(address, own | {"sent_on": "2024-01-09", "anyway": "on"}).status_code == 404
    withdraw = reverse("withdraw_sent", args=[mark.pk])
    assert browser.post(withdraw, {"reason": "not_sent"}).status_code == 404
    with unread([stage.body]):
        assert Sending.objects.count() == 1


def test_the_file_has_the_numbers_and_nobody(stage):
    sent(stage, granted(stage))
    sent(stage, granted(stage, key="två", number=""), Q4, date(2024, 1, 9))
    answer = page(stage, stage.reporter_user, "register_sent_file", stage.body)
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert lines[1:] == [
        "2023Q4;1;0;0;0;1;0;2024-01-09;2024-01-09",
        "2023Q3;1;0;0;0;1;0;2023-10-09;2023-10-09",
    ]
    assert "Siv" not in answer.content.decode()


@pytest.mark.parametrize("text", ["2023Q9", "1900Q1", "9999Q4", "x"])
def test_what_is_no_quarter_is_refused(stage, text):
    row = granted(stage)

    assert (
        page(stage, stage.reporter_user, "register_round", stage.body, kvartal=text).status_code
        == 400
    )
    assert (
        page(stage, stage.reporter_user, "decision_sheet", row.pk, kvartal=text).status_code == 400
    )


def test_the_round_asks_as_many_questions_of_one_as_of_many(stage):
    browser, asked = stage.cast.browser(stage.reporter_user), []
    address = f"{reverse('register_round', args=[stage.body])}?kvartal={Q3.code}&visa=alla"
    for number in range(6):
        row = granted(stage, str(number), number="")
        step(stage, row, E.SUPPORT, note="x", day=date(2023, 6, 1))
        if number % 2:
            sent(stage, row)
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(address).status_code == 200
        asked.append(len(questions))
    assert max(asked[2:]) == min(asked[2:]) <= 18
