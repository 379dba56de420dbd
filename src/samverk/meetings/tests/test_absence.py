"""A member cannot come: the substitute in turn is called in, is told, and is who the roll suggests."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from samverk.directory.models import Seat
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions, queries
from samverk.meetings.letters import message_of
from samverk.meetings.models import (
    AnnouncedAbsence,
    CalledIn,
    Dispatch,
    DispatchKind,
    LetterStep,
    PresenceEvent,
)
from samverk.meetings.queries.absence import absence_page
from samverk.meetings.queries.letters import reached_by_calling
from samverk.meetings.tests.conftest import MEMBERS, add, again, person, roll
from samverk.project.testing.stages import kept
from samverk.rules.tests.texts import plain

PAGE = "https://samverk.example/m/1/"


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


def text(answer):
    return plain(" ".join(answer.content.decode().split()))


def seat_of(name):
    return Seat.objects.get(holdings__person__name=name).pk


def absent(cast, meeting, name, *, key=None):
    return actions.note_absence(cast.owner, meeting, person(name), key=key or f"borta/{name}")


def call(cast, meeting, name, whose, *, key=None):
    new = actions.NewCall(seat_of(whose), person(name))
    return actions.call_in(cast.owner, meeting, new, key=key or f"kalla/{name}")


def in_turn(meeting):
    return [(row.whom, row.name) for row in absence_page(again(meeting)).seats]


def test_the_substitute_in_turn_is_called_in_and_why_is_kept(seated, meeting):
    absent(seated, meeting, "Bo Lind")
    assert in_turn(meeting) == [("Bo Lind (S)", "Folke Ask (S)")]
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    assert made.whom == "Bo Lind (S)"
    assert plain(made.reason).startswith(
        "Folke Ask (S) står i tur att tjänstgöra för Bo Lind (S) (6 kap. 17 § kommunallagen (2017:725))."
    )
    assert in_turn(meeting) == []
    assert AuditEvent.objects.filter(kind="meetings.called_in").count() == 1


def test_nobody_is_called_in_out_of_turn(seated, meeting):
    absent(seated, meeting, "Bo Lind")
    with pytest.raises(InputError, match=r"Nu står Folke Ask \(S\) i tur"):
        call(seated, meeting, "Greta Pil", "Bo Lind")
    with pytest.raises(InputError, match="inte tom"):
        call(seated, meeting, "Folke Ask", "Asta Ek", key="annan plats")
    assert not CalledIn.objects.exists()


def test_the_next_is_called_in_when_the_first_cannot_come(seated, meeting):
    absent(seated, meeting, "Bo Lind")
    call(seated, meeting, "Folke Ask", "Bo Lind")
    absent(seated, meeting, "Folke Ask")
    assert CalledIn.objects.get().struck_why == "Kan inte komma."
    assert in_turn(meeting) == [("Bo Lind (S)", "Greta Pil (M)")]
    call(seated, meeting, "Greta Pil", "Bo Lind")
    absent(seated, meeting, "Greta Pil")
    assert in_turn(meeting) == [("Bo Lind (S)", "")]
    with pytest.raises(InputError, match="Ingen ersättare finns kvar"):
        call(seated, meeting, "Greta Pil", "Bo Lind", key="igen")


def test_a_member_who_can_come_after_all_frees_the_substitute(seated, meeting):
    noted = absent(seated, meeting, "Bo Lind")
    call(seated, meeting, "Folke Ask", "Bo Lind")
    with pytest.raises(InputError, match="Skriv varför"):
        actions.strike_absence(seated.owner, noted, " ", key="tom")
    actions.strike_absence(seated.owner, noted, "Kan komma.", key="kan")
    assert CalledIn.objects.get().struck_why == "Ledamoten kan komma."
    with pytest.raises(ConflictError, match="redan struken"):
        actions.strike_absence(seated.owner, noted, "Igen.", key="igen")
    absent(seated, meeting, "Bo Lind", key="borta igen")
    assert in_turn(meeting) == [("Bo Lind (S)", "Folke Ask (S)")]


def test_a_call_is_struck_with_its_reason(seated, meeting):
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    with pytest.raises(InputError, match="Skriv varför"):
        actions.strike_call(seated.owner, made, "", key="tom")
    actions.strike_call(seated.owner, made, "Fel plats.", key="stryk")
    assert in_turn(meeting) == [("Bo Lind (S)", "Folke Ask (S)")]
    with pytest.raises(ConflictError, match="redan struken"):
        actions.strike_call(seated.owner, made, "Igen.", key="igen")


def test_the_same_is_noted_once(seated, meeting):
    first = absent(seated, meeting, "Bo Lind")
    assert absent(seated, meeting, "Bo Lind") == first
    with pytest.raises(ConflictError, match="redan anmält frånvaro"):
        absent(seated, meeting, "Bo Lind", key="igen")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    assert call(seated, meeting, "Folke Ask", "Bo Lind") == made


def test_a_stranger_is_not_absent_and_others_note_nothing(seated, meeting):
    with pytest.raises(InputError, match="ledamöter eller ersättare"):
        actions.note_absence(seated.owner, meeting, 10**9, key="okänd")
    with pytest.raises(NotAllowedError):
        actions.note_absence(seated.outsider, meeting, person("Bo Lind"), key="annan")
    assert not AnnouncedAbsence.objects.exists()


def test_when_the_meeting_is_open_presence_is_noted_in_the_room(seated, opened):
    with pytest.raises(ConflictError, match="mötesrummet"):
        absent(seated, opened, "Bo Lind")


@pytest.fixture
def post(settings, tmp_path):
    settings.MEDIA_ROOT, settings.EMAIL_HOST = tmp_path, "127.0.0.1"


def send_calling(cast, meeting):
    add(cast, meeting, "Taxan")
    addresses = {
        person(name): f"{name.split()[0].lower()}@prov.example" for name in (*MEMBERS, "Folke Ask")
    }
    actions.note_addresses(cast.owner, meeting, addresses, key="adresser")
    return actions.dispatch(cast.owner, meeting, actions.NewDispatch(PAGE), key="kallelse")


def test_one_called_in_after_the_calling_gets_it_in_a_letter_of_their_own(seated, meeting, post):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    call(seated, meeting, "Folke Ask", "Bo Lind")
    sent = Dispatch.objects.get(kind=DispatchKind.CALLED_IN)
    [letter] = sent.letters.all()
    assert letter.person_id == person("Folke Ask")
    message = message_of(letter, "folke@prov.example")
    assert message.subject.startswith("Kallelse: ")
    body = plain(message.body)
    assert "Du kallas till sammanträde" in body
    assert "Du är inkallad att tjänstgöra för Bo Lind (S)." in body
    assert [name for name, *_ in message.attachments if name] == ["moteshandlingar.pdf"]
    LetterStep.objects.create(
        letter=letter, number=2, round=1, kind="sent", address="folke@prov.example"
    )
    assert set(reached_by_calling(meeting)) == {"folke@prov.example"}
    assert mail.outbox == []


def test_one_called_in_before_the_calling_is_told_in_it_and_the_others_are_not(
    seated, meeting, post
):
    absent(seated, meeting, "Bo Lind")
    call(seated, meeting, "Folke Ask", "Bo Lind")
    sent = send_calling(seated, meeting)
    assert not Dispatch.objects.filter(kind=DispatchKind.CALLED_IN).exists()
    letters = {
        one.name: plain(message_of(one, "a@prov.example").body) for one in sent.letters.all()
    }
    assert "Du är inkallad att tjänstgöra för Bo Lind (S)." in letters["Folke Ask"]
    assert "inkallad" not in letters["Asta Ek"]


def test_one_without_an_address_is_called_in_all_the_same(seated, meeting, post):
    send_calling(seated, meeting)
    for name in ("Bo Lind", "Folke Ask"):
        absent(seated, meeting, name)
    call(seated, meeting, "Greta Pil", "Bo Lind")
    assert not Dispatch.objects.filter(kind=DispatchKind.CALLED_IN).exists()
    page = text(seated.browser(seated.owner_user).get(reverse("absences", args=[meeting.pk])))
    assert "Ingen e-postadress: meddela på annat sätt" in page


def test_a_calling_noted_by_hand_is_to_be_sent_to_the_substitute_by_hand(seated, meeting, browser):
    absent(seated, meeting, "Bo Lind")
    url = reverse("absences", args=[meeting.pk])
    assert "tillsammans med de andras" in text(browser.get(url))
    fact = actions.NewMeetingFact("called", meeting.day)
    actions.record_meeting_fact(seated.owner, meeting, fact, key="kallat")
    assert "antecknad som skickad på annat sätt" in text(browser.get(url))


def test_the_roll_expects_and_the_room_suggests_the_one_called_in(seated, meeting, browser):
    absent(seated, meeting, "Bo Lind")
    absent(seated, meeting, "Folke Ask", key="borta/tillfälligt")
    call(seated, meeting, "Greta Pil", "Bo Lind")
    actions.strike_absence(
        seated.owner, AnnouncedAbsence.objects.get(person=person("Folke Ask")), "Kom.", key="f"
    )
    actions.open_meeting(seated.owner, meeting, person("Asta Ek"), "Maj", key="öppna")
    url = reverse("hall", args=[meeting.pk])
    shown = browser.get(url + "?alla=room")
    assert "Ledamot, har anmält frånvaro" in text(shown)
    assert "Markera alla som väntas" in text(shown)
    assert "Ersättare, inkallad för Bo Lind (S)" in text(shown)
    form = shown.context["form"]
    marked = {
        name for name, field in form.fields.items() if getattr(field, "initial", "") == "room"
    }
    here = ("Asta Ek", "Cia Alm", "Dan Rönn", "Eva Hägg", "Greta Pil")
    assert marked == {f"person-{person(name)}" for name in here}
    roll(seated, again(meeting), *here, "Folke Ask")
    room = browser.get(url)
    assert "Greta Pil (M) kallades in före mötet att tjänstgöra för Bo Lind (S)" in text(room)


def test_the_pages_lead_from_the_meeting_and_lose_nothing(seated, meeting, browser):
    assert "Frånvaro och ersättare" in text(browser.get(reverse("meeting", args=[meeting.pk])))
    url = reverse("absences", args=[meeting.pk])
    assert browser.post(url, {"key": "t"}).status_code == 400
    shown = browser.post(url, {"key": "f", "person": person("Bo Lind")}, follow=True)
    assert "I tur: <strong>Folke Ask (S)</strong>" in text(shown)
    sent = {"key": "k", "seat": seat_of("Bo Lind"), "substitute": person("Folke Ask")}
    shown = browser.post(reverse("call_in", args=[meeting.pk]), sent, follow=True)
    assert "Inkallad <time>2024-03-15</time>" in text(shown)
    again_sent = browser.post(reverse("call_in", args=[meeting.pk]), sent, follow=True)
    assert again_sent.status_code == 200
    wrong = browser.post(reverse("call_in", args=[meeting.pk]), sent | {"key": "k2"})
    assert wrong.status_code == 400
    made, noted = CalledIn.objects.get(), AnnouncedAbsence.objects.get()
    for name, row in (("strike_call", made), ("strike_absence", noted)):
        page = reverse(name, args=[row.pk])
        assert browser.get(page).status_code == 200
        assert browser.post(page, {"key": name, "why": "Fel."}).status_code == 302
    assert seated.browser(seated.outsider_user).get(url).status_code == 403


@kept
def room(seated, opened):
    """Two members are missing, and both substitutes are there."""
    roll(seated, opened, "Asta Ek", "Dan Rönn", "Eva Hägg", "Folke Ask", "Greta Pil")
    return again(opened)


def pairs(*rows):
    return [(seat_of(whose), person(name)) for whose, name in rows]


BOTH = (("Bo Lind", "Folke Ask"), ("Cia Alm", "Greta Pil"))


def seat(cast, meeting, *rows, turn=1, key="alla"):
    return actions.seat_substitutes(cast.owner, meeting, pairs(*rows), turn=turn, key=key)


def started():
    rows = PresenceEvent.objects.filter(kind="started").order_by("number")
    return list(rows.values_list("person__name", "seat__holdings__person__name"))


def test_all_suggested_begin_to_serve_in_one_act(seated, room):
    seat(seated, room, *BOTH)
    seat(seated, room, *BOTH)
    assert started() == [("Folke Ask", "Bo Lind"), ("Greta Pil", "Cia Alm")]
    hall = queries.hall_of(again(room), [], queries.presence_of(again(room)))
    assert hall.quorum.value.present == 5


def test_what_is_no_longer_suggested_seats_nobody(seated, room):
    with pytest.raises(ConflictError, match="har ändrats"):
        seat(seated, room, ("Bo Lind", "Greta Pil"), ("Cia Alm", "Folke Ask"))
    with pytest.raises(InputError, match="Välj minst en"):
        seat(seated, room, key="ingen")
    assert started() == []


def test_the_page_offers_all_and_takes_those_left_marked(seated, room, browser):
    shown = browser.get(reverse("hall", args=[room.pk]))
    assert "Kalla in alla 2 föreslagna ersättare" in text(shown)
    url = reverse("seat_substitutes", args=[room.pk])
    page = browser.get(url)
    assert text(page).count(" checked") == 2
    assert "Folke Ask (S) står i tur att tjänstgöra för Bo Lind (S)." in text(page)
    one = f"{seat_of('Cia Alm')}-{person('Greta Pil')}"
    assert browser.post(url, {"key": "k", "turn": 1}).status_code == 400
    browser.post(url, {"key": "k2", "turn": 1, "chosen": [one]})
    assert started() == [("Greta Pil", "Cia Alm")]
    assert browser.post(url, {"key": "k2", "turn": 1, "chosen": [one]}).status_code == 302
    assert browser.post(url, {"key": "k3", "turn": 1, "chosen": ["x-y"]}).status_code == 400
    assert browser.post(url, {"key": "k4", "turn": 9, "chosen": [one]}).status_code == 400


def test_the_page_with_nobody_to_call_goes_back(seated, opened, browser):
    roll(seated, opened, *MEMBERS)
    answer = browser.get(reverse("seat_substitutes", args=[opened.pk]))
    assert answer["Location"] == reverse("hall", args=[opened.pk])


def strike(cast, made, why="Fel plats.", *, key="stryk"):
    return actions.strike_call(cast.owner, made, why, key=key)


def words_of_strike():
    """The letter that tells of a struck call, as it is written."""
    sent = Dispatch.objects.get(kind=DispatchKind.CALL_STRUCK)
    [letter] = sent.letters.all()
    assert LetterStep.objects.get(letter=letter).address == "folke@prov.example"
    return letter, message_of(letter, "folke@prov.example")


def test_one_who_was_called_in_by_letter_is_told_by_letter_that_it_no_longer_holds(
    seated, meeting, post
):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    struck = strike(seated, made)
    letter, message = words_of_strike()
    assert letter.person_id == person("Folke Ask")
    assert message.subject.startswith("Du behövs inte som ersättare: ")
    body = plain(message.body)
    assert "inte längre inkallad att tjänstgöra för Bo Lind (S)" in body
    assert "Skäl: Fel plats." in body
    assert message.attachments == []
    assert (struck.told_struck_id, struck.tell_otherwise) == (letter.dispatch_id, False)


def test_the_same_press_again_sends_no_second_letter(seated, meeting, post):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    assert strike(seated, made) == strike(seated, made)
    with pytest.raises(ConflictError, match="redan struken"):
        strike(seated, made, key="en gång till")
    words_of_strike()


def test_one_told_in_the_calling_itself_is_told_too(seated, meeting, post):
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    send_calling(seated, meeting)
    strike(seated, made)
    words_of_strike()


def test_one_whom_no_calling_has_reached_needs_no_word(seated, meeting, post):
    absent(seated, meeting, "Bo Lind")
    struck = strike(seated, call(seated, meeting, "Folke Ask", "Bo Lind"))
    send_calling(seated, meeting)
    assert not Dispatch.objects.filter(kind=DispatchKind.CALL_STRUCK).exists()
    assert not struck.tell_otherwise


def test_a_member_who_comes_after_all_sends_the_substitute_word(seated, meeting, post):
    send_calling(seated, meeting)
    noted = absent(seated, meeting, "Bo Lind")
    call(seated, meeting, "Folke Ask", "Bo Lind")
    actions.strike_absence(seated.owner, noted, "Frisk igen.", key="kan")
    _, message = words_of_strike()
    assert "Skäl: Ledamoten kan komma." in message.body
    assert "Frisk" not in message.body


def test_a_substitute_who_cannot_come_needs_no_word_of_it(seated, meeting, post):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    call(seated, meeting, "Folke Ask", "Bo Lind")
    absent(seated, meeting, "Folke Ask")
    assert not Dispatch.objects.filter(kind=DispatchKind.CALL_STRUCK).exists()
    assert not CalledIn.objects.get().tell_otherwise


def lose_address(cast, meeting):
    actions.note_addresses(cast.owner, meeting, {person("Folke Ask"): ""}, key="borta")


def lose_post(settings):
    settings.EMAIL_HOST = ""


@pytest.mark.parametrize("lost", ["address", "post"])
def test_one_whom_no_letter_reaches_is_to_be_told_by_the_secretary(
    seated, meeting, post, settings, browser, lost
):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    if lost == "address":
        lose_address(seated, meeting)
    else:
        lose_post(settings)
    assert strike(seated, made).tell_otherwise
    assert not Dispatch.objects.filter(kind=DispatchKind.CALL_STRUCK).exists()
    page = text(browser.get(reverse("absences", args=[meeting.pk])))
    assert "Inget brev gick: meddela ersättaren på annat sätt" in page


def test_one_who_never_had_an_address_is_to_be_told_of_both(seated, meeting, post, browser):
    send_calling(seated, meeting)
    for name in ("Bo Lind", "Folke Ask"):
        absent(seated, meeting, name)
    strike(seated, call(seated, meeting, "Greta Pil", "Bo Lind"))
    page = text(browser.get(reverse("absences", args=[meeting.pk])))
    assert "Inget brev gick: meddela ersättaren på annat sätt" in page


def test_the_pages_tell_that_word_was_sent(seated, meeting, post, browser):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    form = text(browser.get(reverse("strike_call", args=[made.pk])))
    assert "får ersättaren besked i ett brev" in form
    strike(seated, made)
    assert "Ersättaren har fått besked i brev" in text(
        browser.get(reverse("absences", args=[meeting.pk]))
    )
    assert "inkallelse som inte gäller" in text(browser.get(reverse("letters", args=[meeting.pk])))


def test_others_strike_no_call_and_send_no_letter(seated, meeting, post):
    send_calling(seated, meeting)
    absent(seated, meeting, "Bo Lind")
    made = call(seated, meeting, "Folke Ask", "Bo Lind")
    with pytest.raises(NotAllowedError):
        actions.strike_call(seated.outsider, made, "Fel.", key="annan")
    assert not Dispatch.objects.filter(kind=DispatchKind.CALL_STRUCK).exists()


def test_one_called_in_by_hand_is_told_by_hand_also_where_an_address_has_come(
    seated, meeting, post
):
    send_calling(seated, meeting)
    for name in ("Bo Lind", "Folke Ask"):
        absent(seated, meeting, name)
    made = call(seated, meeting, "Greta Pil", "Bo Lind")
    late = {person("Greta Pil"): "greta@prov.example"}
    actions.note_addresses(seated.owner, meeting, late, key="sent")
    assert strike(seated, made).tell_otherwise
    assert not Dispatch.objects.filter(kind=DispatchKind.CALL_STRUCK).exists()
