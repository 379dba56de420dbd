"""The body decides a question of jäv: what is noted and printed of a no, and where a yes leads."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, queries
from samverk.meetings.models import ConflictQuestion, NotedConflict, PresenceEvent
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import Signing, locked_paragraph, printed_minutes
from samverk.meetings.tests.conftest import (
    MEMBERS,
    again,
    draft,
    fill,
    handle,
    note,
    occasion,
    person,
    roll,
    settle,
    step,
)
from samverk.project.testing.stages import kept
from samverk.rules.tests.texts import plain

HOW = "Beslutet fattades med acklamation."


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    return handle(seated, opened, "Bidraget")


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


def ask(cast, item, name="Bo Lind", *, found=False, key="jävsfråga", by="Cia Alm", **more):
    given = {"ground": "affected", "raised_by": person(by) if by else None} | more
    new = actions.NewConflictQuestion(person(name), is_disqualified=found, **given)
    return actions.decide_conflict(cast.owner, item, new, key=key)


def printed(meeting):
    page = minutes_of(again(meeting))
    document = printed_minutes(page, page.paragraphs, Signing("paper", (), False)).paragraphs[0]
    part = next((each for each in document.parts if each.heading == "Jäv"), None)
    locked = locked_paragraph(page.paragraphs[0], document, secret=False)
    return part and [plain(each) for each in part.bullets], locked


def serving(meeting):
    items = list(again(meeting).items.all())
    return queries.hall_of(again(meeting), items, queries.presence_of(again(meeting)))


def test_a_no_is_noted_and_the_person_goes_on_serving(seated, opened, item):
    made = ask(seated, item, decided_how=HOW, why="Hon äger ingen del i bolaget")
    assert (made.is_disqualified, made.event, made.took_part) == (False, None, False)
    assert person("Bo Lind") in serving(opened).serving.value.people
    assert AuditEvent.objects.filter(kind="meetings.conflict_decided").count() == 1


def test_the_minutes_print_and_lock_a_no(seated, opened, item):
    ask(seated, item, decided_how=HOW, why="Hon äger ingen del i bolaget")
    settle(seated, item)
    bullets, locked = printed(opened)
    assert bullets == [
        "Frågan om jäv för Bo Lind (S) väcktes av Cia Alm (M) (6 kap. 28 § kommunallagen (2017:725) i"
        " lydelsen 2022:638:"
        " är själv eller genom närstående part eller påverkas inte oväsentligt). Nämnden beslutade att"
        " jäv inte föreligger; personen deltog inte när frågan prövades. Beslutet fattades med"
        " acklamation. Skäl: Hon äger ingen del i bolaget."
    ]
    assert locked["conflict_questions"][0]["is_disqualified"] is False
    assert "conflicts" not in locked


def test_a_yes_leads_to_the_same_record_as_any_jav(seated, opened, item):
    made = ask(seated, item, found=True, decided_how=HOW)
    noted = NotedConflict.objects.get()
    assert (noted.event, noted.settled, noted.ground) == (made.event, "decided", "affected")
    assert person("Bo Lind") in serving(opened).serving.value.aside
    settle(seated, item)
    bullets, locked = printed(opened)
    assert "Nämnden beslutade att jäv föreligger; personen deltog inte" in bullets[0]
    assert bullets[1] == "Frågan om jäv för Bo Lind (S) väcktes av Cia Alm (M)."
    assert locked["conflicts"][0]["name"] == "Bo Lind (S)"


def test_one_may_raise_the_question_oneself(seated, item):
    assert ask(seated, item, by="Bo Lind").raised_by is None
    assert ask(seated, item, "Dan Rönn", by="", key="d").raised_by is None


def test_it_is_decided_once_until_it_is_struck(seated, opened, item):
    first = ask(seated, item)
    assert ask(seated, item) == first
    with pytest.raises(ConflictError, match="redan prövad"):
        ask(seated, item, key="igen")
    with pytest.raises(InputError, match="Skriv varför"):
        actions.strike_conflict_question(seated.owner, first, " ", key="tom")
    actions.strike_conflict_question(seated.owner, first, "Fel person.", key="stryk")
    assert printed(opened)[0] is None
    with pytest.raises(ConflictError, match="redan struken"):
        actions.strike_conflict_question(seated.owner, first, "Igen.", key="igen")
    assert ask(seated, item, key="ny").pk != first.pk


def test_a_question_falls_with_the_jav_that_it_led_to(seated, opened, item):
    made = ask(seated, item, found=True)
    with pytest.raises(ConflictError, match="faller frågan med det"):
        actions.strike_conflict_question(seated.owner, made, "Fel.", key="stryk")
    event = PresenceEvent.objects.get(pk=made.event_id)
    actions.strike_presence(seated.owner, event, "Fel person.", key="stryk jäv")
    assert printed(opened)[0] is None
    assert ask(seated, item, key="ny").is_disqualified is False


def test_one_who_is_out_already_or_not_there_is_not_asked_about(seated, opened, item):
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkt.")
    with pytest.raises(InputError, match="redan antecknad som jävig"):
        ask(seated, item)
    with pytest.raises(InputError, match="inte antecknad som närvarande"):
        ask(seated, item, "Folke Ask")
    with pytest.raises(InputError, match="väckte frågan") as refused:
        ask(seated, item, "Dan Rönn", by="Folke Ask")
    assert refused.value.field == "raised_by"


def test_a_ground_is_the_bodys_own(seated, item):
    with pytest.raises(InputError, match="gäller för organet"):
        ask(seated, item, ground="personal")


def test_one_does_not_decide_ones_own_question_while_the_board_is_quorate_without(seated, item):
    with pytest.raises(InputError, match="inte får delta när jävsfrågan prövas") as refused:
        ask(seated, item, took_part=True)
    assert refused.value.field == "took_part"
    assert not ConflictQuestion.objects.exists()


def test_a_board_that_is_not_quorate_without_lets_the_person_take_part(seated, opened):
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm")
    item = handle(seated, opened, "Bidraget")
    with pytest.raises(InputError, match="inte beslutsfört i jävsfrågan"):
        ask(seated, item)
    assert ask(seated, item, took_part=True, key="med").took_part
    assert "personen deltog när frågan" in printed(opened)[0][0]


def test_where_a_substitute_can_be_called_in_the_person_stays_out(seated, opened):
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm", "Folke Ask")
    item = handle(seated, opened, "Bidraget")
    for took_part in (True, False):
        with pytest.raises(InputError):
            ask(seated, item, took_part=took_part, key=f"{took_part}")


def test_jav_in_an_item_that_is_voted_on_is_refused_whole(seated, opened, item):
    draft(seated, item)
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "VoteRequested", "main/1/confirm", by="Bo Lind")
    ballots = {person(name): "yes" for name in MEMBERS}
    actions.hold_vote(seated.owner, item, "main/1/vote", ballots, key="röst")
    with pytest.raises(InputError, match="omröstning är hållen"):
        ask(seated, item, found=True)
    assert not ConflictQuestion.objects.exists()
    settle(seated, item)
    with pytest.raises(ConflictError, match="utgång är antecknad"):
        ask(seated, item, key="efter")


def test_a_council_has_its_own_grounds_and_statute(cast):
    fill(cast.council)
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    meeting = queries.meeting_by_id(made.pk)
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(meeting), *MEMBERS)
    item = handle(cast, again(meeting), "Tomten")
    ask(cast, item, ground="personal")
    words = printed(meeting)[0][0]
    assert "5 kap. 47 §" in words
    assert "Fullmäktige beslutade att jäv inte föreligger" in words


def test_others_note_nothing(seated, item):
    new = actions.NewConflictQuestion(person("Bo Lind"), "affected", is_disqualified=False)
    with pytest.raises(NotAllowedError):
        actions.decide_conflict(seated.outsider, item, new, key="k")


def text(answer):
    return plain(" ".join(answer.content.decode().split()))


def test_the_pages_note_show_and_strike_a_question(seated, opened, item, browser):
    assert "Pröva jävsfråga" in text(browser.get(reverse("hall", args=[opened.pk])))
    url = reverse("decide_conflict", args=[item.pk])
    form = text(browser.get(url))
    assert "6 kap. 28 §" not in form
    assert "Jäv föreligger inte" in form
    assert "ansvarsfrihet" not in form
    sent = {"key": "k", "person": person("Bo Lind"), "ground": "affected", "why": "Kvar."}
    faulty = browser.post(url, sent)
    assert faulty.status_code == 400
    assert "Välj vad som beslutades." in text(faulty)
    assert "Välj vem frågan gäller." in text(browser.post(url, sent | {"person": ""}))
    assert "Kvar." in text(faulty)
    shown = text(browser.post(url, sent | {"is_disqualified": "no"}, follow=True))
    assert "väcktes av personen själv" in shown
    assert "väcktes av personen själv" in text(browser.get(reverse("minutes", args=[opened.pk])))
    question = ConflictQuestion.objects.get()
    strike = reverse("strike_conflict_question", args=[question.pk])
    assert browser.get(strike).status_code == 200
    shown = text(browser.post(strike, {"key": "s", "why": "Fel."}, follow=True))
    assert "Ingen jävsfråga är prövad" in shown
    assert seated.browser(seated.outsider_user).get(url).status_code == 403


def test_a_secret_items_question_stands_behind_the_wall(seated, opened):
    roll(seated, opened, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    item = handle(seated, opened, "Ärendet", hidden=hidden)
    new = actions.NewConflictQuestion(
        person("Bo Lind"), "affected", is_disqualified=False, why="Känner N."
    )
    actions.decide_conflict(SETUP, item, new, key="fråga")
    assert not ConflictQuestion.objects.exists()
    assert printed(opened)[0] is None
    with compartment([seated.board.pk]):
        made = ConflictQuestion.objects.get()
        assert made.why == "Känner N."
        assert "Bo" not in str(made)
