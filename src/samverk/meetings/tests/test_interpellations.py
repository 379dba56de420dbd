"""Interpellations and questions in a council: handed in, put, answered, and told of in the minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.exchange.schema import faults, record
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, queries
from samverk.meetings.messages import EXTRACT_SCHEMA
from samverk.meetings.models import AgendaItem, Question, QuestionHandled
from samverk.meetings.queries.content import sheet_of
from samverk.meetings.queries.extracts import paragraph_of
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import Signing, locked_paragraph, printed_minutes
from samverk.meetings.queries.questions import question_of
from samverk.meetings.queries.ready import ready_for
from samverk.meetings.queries.summary import summary_of
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    add,
    again,
    fill,
    handle,
    note,
    occasion,
    person,
    roll,
)
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.agenda import May
from samverk.rules.minutes.finding import Part
from samverk.rules.tests.texts import plain


def asked(cast, **more):
    """An interpellation of Bo Lind to the chair of the social board."""
    given = {
        "kind": "interpellation",
        "asker": person("Bo Lind"),
        "about": "väntetiden",
        "text": "Hur lång är väntetiden?",
        "reasons": "Väntetiden har vuxit.",
        "handed_in_on": DAY,
        "body": cast.board.pk,
        "is_free_of_authority": True,
    }
    return actions.NewQuestion(**(given | more))


def hand_in(cast, meeting, *, key="in", **more):
    made = actions.hand_in_question(cast.owner, meeting, asked(cast, **more), key=key)
    return queries.item_by_id(made.item_id)


def end(cast, item, fate="answered", *, key="svar", **more):
    given = {"answered_by": "Cia Alm", "way": "written", "answer": "Fyra veckor."} | more
    new = actions.NewHandling(fate, **(given if fate == "answered" else {}))
    return actions.handle_question(cast.owner, item, new, key=key)


def settle(cast, item, key="utgång"):
    return actions.settle_item(cast.owner, item, ["Interpellationen är besvarad."], key=key)


@kept
def council(cast):
    """A planned meeting of the council."""
    fill(cast.council)
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    return again(made)


@kept
def sitting(cast, council):
    """The meeting, opened with all members in the room."""
    actions.open_meeting(cast.owner, council, person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(council), *MEMBERS)
    return again(council)


@kept
def put(cast, sitting):
    """An interpellation in hand."""
    item = hand_in(cast, sitting)
    actions.take_up(cast.owner, item, key="upp")
    return queries.item_by_id(item.pk)


def findings(meeting):
    found = minutes_of(again(meeting)).check.value.findings
    return [each.reason.text for each in found if each.part is Part.QUESTIONS]


def printed(meeting):
    page = minutes_of(again(meeting))
    return page, printed_minutes(page, page.paragraphs, Signing("paper", (), False))


def test_it_is_registered_and_stands_on_the_agenda_in_a_group_of_its_own(cast, council):
    item = hand_in(cast, council)
    assert item.section == "Interpellationer och frågor"
    assert item.title == "Interpellation från Bo Lind (S): väntetiden"
    row = question_of(item)
    assert row.told.startswith("Interpellation från Bo Lind (S) till ordföranden i Socialnämnden")
    assert queries.item_row(item).may_be_decided.value == "yes"


def test_its_chair_is_named_from_the_seats(cast, council):
    new = directory.NewHolding(cast.board.pk, 1, False, "Cia Alm", "", "chair", date(2023, 1, 1))
    directory.fill_seat(SETUP, new, key="ordf")
    item = hand_in(cast, council)
    assert Question.objects.get(item=item).addressee == "Cia Alm, ordförande i Socialnämnden"


def test_it_is_registered_once_for_a_key_and_logged(cast, council):
    first, second = hand_in(cast, council), hand_in(cast, council)
    assert first.pk == second.pk
    assert Question.objects.count() == AgendaItem.objects.count() == 1


def test_a_board_refuses_with_the_rule(seated, meeting):
    with pytest.raises(NotAllowedError, match="bara i fullmäktige"):
        hand_in(seated, meeting)
    url = reverse("hand_in_question", args=[meeting.pk])
    assert seated.browser(seated.owner_user).get(url).status_code == 403
    page = seated.browser(seated.owner_user).get(reverse("meeting", args=[meeting.pk]))
    assert "Registrera interpellation" not in page.content.decode()


def test_others_may_not_register(cast, council):
    with pytest.raises(NotAllowedError):
        actions.hand_in_question(cast.colleague, council, asked(cast), key="k")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": " "}, "bestämt innehåll"),
        ({"reasons": ""}, "motivering"),
        ({"is_free_of_authority": False}, "myndighetsutövning"),
        ({"body": None, "other": "Ek, kommunalråd"}, "beslut av fullmäktige"),
        ({"body": None}, "Välj vem den går till"),
        ({"other": "Ek, kommunalråd"}, "antingen en ordförande"),
        ({"about": ""}, "vad den gäller"),
        ({"kind": "motion"}, "interpellation eller en fråga"),
        ({"handed_in_on": DAY + timedelta(1)}, "inte varit än"),
    ],
)
def test_what_it_must_hold(cast, council, more, words):
    with pytest.raises(InputError, match=words):
        hand_in(cast, council, **more)
    assert not AgendaItem.objects.exists()


def test_a_question_needs_no_reasons_and_may_go_to_whom_the_council_has_let(cast, council):
    more = {"kind": "question", "reasons": "", "body": None, "other": "Ek, kommunalråd"}
    item = hand_in(cast, council, let_by="31 § arbetsordningen", **more)
    assert item.title.startswith("Fråga från")
    assert "31 § arbetsordningen" in question_of(item).told
    assert "Bara den som frågar" not in question_of(item).told
    assert "bara den som frågar och den som svarar" in question_of(item).debates[0].text


def test_the_chair_of_the_council_itself_is_no_board(cast, council):
    with pytest.raises(InputError, match="varken en nämnd"):
        hand_in(cast, council, body=cast.council.pk)


def test_a_substitute_asks_only_when_serving(cast, sitting):
    with pytest.raises(InputError, match="bara när hen tjänstgör"):
        hand_in(cast, sitting, asker=person("Folke Ask"))
    note(cast, sitting, "left", "Bo Lind")
    note(cast, sitting, "arrived", "Folke Ask")
    seat = queries.roster_of(sitting).seat_of_member[person("Bo Lind")].id
    note(cast, sitting, "started", "Folke Ask", seat=seat)
    item = hand_in(cast, again(sitting), asker=person("Folke Ask"), key="in2")
    assert "Folke Ask" in item.title


def test_a_stranger_does_not_ask(cast, council):
    fill_board = directory.NewHolding(
        cast.board.pk, 1, False, "Nils Utanför", "", "chair", date(2023, 1, 1)
    )
    directory.fill_seat(SETUP, fill_board, key="utanför")
    with pytest.raises(InputError, match="Bara ledamöter i fullmäktige"):
        hand_in(cast, council, asker=person("Nils Utanför"))


def test_the_answer_is_printed_locked_and_in_the_summary(cast, sitting, put):
    end(cast, put)
    settle(cast, put)
    assert findings(sitting) == []
    page, document = printed(sitting)
    part = document.paragraphs[0].parts[0]
    assert part.heading == "Interpellation"
    text = plain(" ".join(part.texts))
    assert "Hur lång är väntetiden? Motivering: Väntetiden har vuxit." in text
    assert (
        "Interpellationen fick ställas och besvarades skriftligt av Cia Alm. Svar: Fyra veckor."
        in text
    )
    listed = plain(dict(document.facts)["Interpellationer och frågor"])
    assert listed == "§ 1 Interpellation från Bo Lind (S), fick ställas och besvarades"
    locked = locked_paragraph(page.paragraphs[0], document.paragraphs[0], secret=False)
    assert locked["question"]["fate"] == "answered"
    assert summary_of(again(sitting)).rows[0].question.end.endswith("skriftligt av Cia Alm.")


def test_an_extract_tells_it_too(cast, sitting, put):
    end(cast, put)
    settle(cast, put)
    found = paragraph_of(queries.item_by_id(put.pk))
    sheet = sheet_of(found.row, found.content(DAY, "Maj Ekedal"), DAY)
    assert sheet.parts[0].heading == "Interpellation"
    assert "Svar: Fyra veckor." in sheet.parts[0].lines


def test_minutes_that_do_not_say_what_became_of_it_are_not_complete(cast, sitting, put):
    settle(cast, put)
    (text,) = findings(sitting)
    assert "Interpellation från Bo Lind (S): ange om den fick ställas" in text
    assert not minutes_of(again(sitting)).check.value.is_complete
    end(cast, put, "not_put")
    assert findings(sitting) == []


def test_it_is_noted_once_and_struck_with_a_reason(cast, put):
    made = end(cast, put)
    assert end(cast, put).pk == made.pk
    with pytest.raises(ConflictError, match="redan antecknat"):
        end(cast, put, key="igen")
    with pytest.raises(InputError, match="varför"):
        actions.strike_handling(cast.owner, made, " ", key="s0")
    actions.strike_handling(cast.owner, made, "Fel svar.", key="s")
    with pytest.raises(ConflictError, match="redan struken"):
        actions.strike_handling(cast.owner, made, "Fel svar.", key="s2")
    end(cast, put, "withdrawn", key="rätt")
    assert QuestionHandled.objects.count() == 2
    assert question_of(put).state == "togs tillbaka"


@pytest.mark.parametrize(
    ("more", "words"), [({"answered_by": ""}, "vem som svarade"), ({"way": ""}, "skriftligt eller")]
)
def test_an_answer_says_who_gave_it_and_how(cast, put, more, words):
    with pytest.raises(InputError, match=words):
        end(cast, put, **more)


@pytest.mark.parametrize("more", [{"answer": "Fyra veckor."}, {"way": "oral"}])
def test_an_answer_that_is_written_is_not_lost(cast, put, more):
    new = actions.NewHandling("waits", answered_by="Cia Alm", **more)
    with pytest.raises(InputError, match="Ett svar är ifyllt"):
        actions.handle_question(cast.owner, put, new, key="k")


def test_only_who_holds_the_meeting_notes_what_became_of_it(cast, put):
    new = actions.NewHandling("not_put")
    with pytest.raises(NotAllowedError):
        actions.handle_question(cast.colleague, put, new, key="k")
    made = end(cast, put)
    with pytest.raises(NotAllowedError):
        actions.strike_handling(cast.colleague, made, "Fel.", key="s")


def test_another_item_has_no_answer(cast, sitting):
    item = handle(cast, sitting, "Taxan")
    with pytest.raises(InputError, match="ingen interpellation"):
        end(cast, item)
    url = reverse("handle_question", args=[item.pk])
    assert cast.browser(cast.owner_user).get(url).status_code == 404


def test_before_it_is_taken_up_nothing_is_noted(cast, sitting):
    item = hand_in(cast, sitting)
    with pytest.raises(ConflictError, match="Ta upp punkten först"):
        end(cast, item)


@kept
def waits(cast, sitting, put):
    """An interpellation that was put and waits, at a meeting that has ended; and the next meeting."""
    end(cast, put, "waits")
    settle(cast, put)
    actions.end_meeting(cast.owner, again(sitting), key="slut")
    later = occasion(day=DAY + timedelta(30))
    return again(actions.plan_meeting(cast.owner, cast.council.pk, later, key="kf2"))


def test_what_waits_is_ready_for_the_next_meeting_and_goes_on_there(cast, put, waits):
    assert queries.item_by_id(put.pk).outcome.outcome == "bordlagt"
    (ready,) = ready_for(waits)
    assert ready.tabled == put
    assert "väntar sedan 2024-03-15" in ready.why
    made = actions.carry_over(cast.owner, put, waits, key="igen")
    row = question_of(queries.item_by_id(made.pk))
    assert row.was_let_before
    assert row.question.text == "Hur lång är väntetiden?"
    assert row.question.item_id == made.pk
    assert ready_for(again(waits)) == ()


def test_one_of_a_meeting_that_was_cancelled_comes_back(cast, council):
    item = hand_in(cast, council)
    actions.add_item(cast.owner, council, actions.ItemFacts("Taxan"), key="taxan")
    later = occasion(day=DAY + timedelta(30))
    after = again(actions.plan_meeting(cast.owner, cast.council.pk, later, key="kf2"))
    assert ready_for(after) == ()
    actions.cancel_meeting(cast.owner, council, "Storm.", key="inställt")
    assert [one.tabled for one in ready_for(after)] == [item]
    made = actions.carry_over(cast.owner, queries.item_by_id(item.pk), after, key="igen")
    row = question_of(queries.item_by_id(made.pk))
    assert not row.was_let_before
    assert row.words[0] == "Hur lång är väntetiden?"
    assert ready_for(after) == ()


def test_one_that_was_struck_does_not_come_back(cast, council):
    actions.strike_item(cast.owner, hand_in(cast, council), "Återtagen.", key="stryk")
    later = occasion(day=DAY + timedelta(30))
    after = again(actions.plan_meeting(cast.owner, cast.council.pk, later, key="kf2"))
    actions.cancel_meeting(cast.owner, council, "Storm.", key="inställt")
    assert ready_for(after) == ()


def test_what_was_let_once_is_not_refused_later(cast, put, waits):
    with clock.standing_at(datetime(2024, 4, 14, 13, tzinfo=UTC)):
        _goes_on(cast, put, waits)


def _goes_on(cast, put, waits):
    made = actions.carry_over(cast.owner, put, waits, key="igen")
    actions.open_meeting(cast.owner, again(waits), person("Asta Ek"), "Maj", key="ö2")
    roll(cast, again(waits), *MEMBERS, key="u2")
    item = queries.item_by_id(made.pk)
    actions.take_up(cast.owner, item, key="upp2")
    with pytest.raises(InputError, match="tidigare sammanträde"):
        end(cast, item, "not_put", key="nej")
    end(cast, item, key="ja")
    assert question_of(queries.item_by_id(made.pk)).end == (
        "Interpellationen besvarades skriftligt av Cia Alm."
    )
    assert question_of(queries.item_by_id(made.pk)).suggested == ("Interpellationen är besvarad.",)


def test_the_outcome_and_what_is_noted_never_contradict_each_other(cast, put):
    made = end(cast, put, "put_off")
    settle(cast, put)
    item = queries.item_by_id(put.pk)
    assert item.outcome.outcome == "bordlagt"
    with pytest.raises(ConflictError, match="Ta upp punkten igen"):
        actions.strike_handling(cast.owner, made, "Fel.", key="s")
    actions.reopen_item(cast.owner, item, "Fel.", key="åter")
    actions.strike_handling(cast.owner, made, "Fel.", key="s2")
    settle(cast, item, key="ny")
    with pytest.raises(ConflictError, match="kommer inte tillbaka"):
        end(cast, item, "waits", key="sen")


def fewer(cast, meeting, *, allowed):
    """Let three of five leave; the by-laws of the day may let answers be given all the same."""
    if allowed:
        terms = directory.NewTerms(
            cast.council.pk, date(2024, 1, 1), "Ny arbetsordning", 5, 2, questions_by_fewer=True
        )
        directory.set_terms(SETUP, terms, key="ny")
    for name in MEMBERS[2:]:
        note(cast, meeting, "left", name)


def test_fewer_than_half_answer_only_where_the_council_has_said_so(cast, sitting):
    item = hand_in(cast, sitting)
    fewer(cast, sitting, allowed=False)
    actions.take_up(cast.owner, item, key="upp")
    with pytest.raises(InputError, match="under reglementet"):
        end(cast, item)
    end(cast, item, "withdrawn", key="åter")


def test_with_the_councils_decision_fewer_answer_but_decide_nothing(cast, sitting):
    item = hand_in(cast, sitting)
    fewer(cast, sitting, allowed=True)
    actions.take_up(cast.owner, item, key="upp")
    with pytest.raises(InputError, match="det här är ett beslut"):
        end(cast, item, "not_put")
    end(cast, item, key="svar2")
    settle(cast, item)
    check = minutes_of(again(sitting)).check.value
    assert not [each for each in check.errors if each.part is Part.ATTENDANCE]


def test_only_a_council_has_such_by_laws(cast):
    terms = directory.NewTerms(
        cast.board.pk, date(2024, 1, 1), "Reglementet", questions_by_fewer=True
    )
    with pytest.raises(InputError, match="Bara fullmäktige"):
        directory.set_terms(SETUP, terms, key="ny")


def form(cast, **more):
    given = asked(cast)
    return {
        "key": "k",
        "kind": given.kind,
        "asker": given.asker,
        "about": given.about,
        "text": given.text,
        "reasons": given.reasons,
        "handed_in_on": "2024-03-15",
        "body": given.body,
        "is_free_of_authority": "on",
    } | more


def test_the_pages_lead_from_the_meeting_to_the_answer(cast, sitting):
    browser = cast.browser(cast.owner_user)
    meeting = browser.get(reverse("meeting", args=[sitting.pk])).content.decode()
    url = reverse("hand_in_question", args=[sitting.pk])
    assert url in meeting
    page = browser.post(url, form(cast), follow=True).content.decode()
    assert "Hur lång är väntetiden?" in page
    item = AgendaItem.objects.get()
    actions.take_up(cast.owner, item, key="upp")
    proceeding = browser.get(reverse("proceeding", args=[item.pk])).content.decode()
    answer = reverse("handle_question", args=[item.pk])
    assert answer in proceeding
    assert "Fullmäktige beslutar utan överläggning" in plain(proceeding)
    fields = {"key": "s", "fate": "answered", "answered_by": "Cia Alm", "way": "oral"}
    shown = browser.post(answer, fields, follow=True).content.decode()
    assert "fick ställas och besvarades muntligt av Cia Alm" in shown
    assert "Interpellationen får ställas.\nInterpellationen är besvarad." in shown


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"is_free_of_authority": ""}, "Se efter det och bekräfta"),
        ({"reasons": ""}, "försedd med motivering"),
        ({"body": ""}, "Till vem?: Uppgiften behövs."),
        ({"body": "0", "let_by": "31 §"}, "Skriv vem den går till"),
        ({"body": "0", "other": "Ek"}, "beslut av fullmäktige som tillåter"),
        ({"other": "Ek, kommunalråd"}, "antingen en ordförande"),
    ],
)
def test_a_fault_is_told_at_its_field_and_loses_nothing(cast, council, more, words):
    url = reverse("hand_in_question", args=[council.pk])
    answer = cast.browser(cast.owner_user).post(url, form(cast, **more))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in plain(page)
    assert "Hur lång är väntetiden?" in page


def test_the_item_keeps_its_group_when_it_is_changed(cast, council):
    item = hand_in(cast, council)
    url = reverse("change_item", args=[item.pk])
    browser = cast.browser(cast.owner_user)
    fields = {"key": "k", "title": "Ny rubrik", "section": item.section, "matter": "ordinary"}
    assert browser.post(url, fields).status_code == 302
    other = browser.post(url, fields | {"key": "k2", "section": "Beslutas här"})
    assert other.status_code == 400


def test_the_question_is_shown_before_the_meeting_to_who_prepares_it(cast, council):
    item = hand_in(cast, council)
    page = cast.browser(cast.owner_user).get(reverse("item", args=[item.pk])).content.decode()
    assert "Väntetiden har vuxit." in page
    assert "Anteckna hur den behandlades" not in page


def test_what_was_struck_keeps_its_reason_in_the_log(cast, put):
    made = end(cast, put)
    actions.strike_handling(cast.owner, made, "Fel svar.", key="s")
    logged = AuditEvent.objects.filter(kind="meetings.handling_struck").get()
    assert logged.why == "Fel svar."


def test_its_extract_has_it_as_data(cast, sitting, put, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    end(cast, put)
    settle(cast, put)
    content = paragraph_of(queries.item_by_id(put.pk)).content(DAY, "Maj")
    assert content["question"] == {
        "kind": "interpellation",
        "asker": "Bo Lind (S)",
        "addressee": "ordföranden i Socialnämnden",
        "handed_in_on": DAY.isoformat(),
        "fate": "answered",
        "answered_by": "Cia Alm",
    }
    ask = {k: v for k, v in EXTRACT_SCHEMA["properties"].items() if k == "question"}
    assert list(faults({"question": content["question"]}, record("", **ask))) == []


def asks(cast, meeting):
    """How many questions the meeting's page puts to the database."""
    browser, url = cast.browser(cast.owner_user), reverse("meeting", args=[meeting.pk])
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


@pytest.fixture
def prepared(cast, council):
    """An item in a case, an interpellation and a question on the council's agenda."""
    new = registry.NewCase(cast.council.pk, "Avgifter", DAY)
    case = registry.open_case(SETUP, new, key="ärende")
    add(cast, council, "Taxan", case=case.pk)
    hand_in(cast, council)
    hand_in(cast, council, key="fråga", kind="question", reasons="")
    return again(council)


def test_a_councils_agenda_asks_as_few_questions_as_a_boards(cast, prepared):
    few = asks(cast, prepared)
    assert few <= 13
    for number in range(4):
        hand_in(cast, prepared, key=f"till/{number}")
    assert asks(cast, prepared) == few


def test_so_does_that_of_an_opened_meeting(cast, prepared):
    actions.open_meeting(cast.owner, prepared, person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(prepared), *MEMBERS)
    assert asks(cast, again(prepared)) <= 15


def test_an_agenda_of_interpellations_alone_asks_for_no_preparation(cast, council):
    hand_in(cast, council)
    assert asks(cast, council) <= 10
    assert queries.rows_of(again(council))[0].may_be_decided.value is May.YES


def test_a_secret_item_on_the_agenda_is_still_read_by_those_who_may(cast, prepared):
    facts = actions.ItemFacts("Ärendet", hidden=actions.Hidden("26 kap. 1 § OSL", "Barnet N"))
    actions.add_item(SETUP, prepared, facts, key="hemlig")
    url = reverse("meeting", args=[prepared.pk])
    assert "Barnet N" in cast.browser(cast.owner_user).get(url).content.decode()
    assert "Barnet N" not in cast.browser(cast.member_user).get(url).content.decode()
