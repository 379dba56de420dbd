"""Extracts: who gets one, by which way, and when none goes."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import docx
import pikepdf
import pytest
from django.urls import reverse

from samverk.documents.rendering import DOCX, PDF
from samverk.exchange.models import Received
from samverk.exchange.models import Sent as Message
from samverk.exchange.queries import sent_row
from samverk.exchange.states import State
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions
from samverk.meetings.models import AgendaItem, Extract, ExtractDispatch, Letter, Way
from samverk.meetings.queries import extract_page, item_by_id
from samverk.meetings.queries.content import says_the_same
from samverk.meetings.tests.conftest import DAY, MEMBERS, handle, person, roll
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.sending import add_town, decide, deliver_all, finish, linked_cases
from samverk.meetings.tests.test_dispatching import work
from samverk.project.testing.stages import kept
from samverk.rules.letters import LetterState

__all__ = ["post_office"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_HOST = "post.example"


@kept
def cases(seated):
    add_town(seated)
    return linked_cases(seated)


@kept
def item(seated, opened, cases):
    """A final paragraph that proposes to the council, for the council, an agency and the archive."""
    roll(seated, opened, *MEMBERS)
    names = ["Kommunfullmäktige", "Myndigheten <post@myndighet.example>", "Arkivet"]
    made = decide(seated, opened, cases[0], *names, voted=True, decider=seated.council.pk)
    finish(seated, opened)
    return item_by_id(made.pk)


def send(cast, item, key="sänd"):
    return actions.send_extract(cast.owner, item, DAY, key=key)


def test_each_recipient_is_reached_by_the_way_that_reaches_it(seated, item):
    page = extract_page(item)
    ways = [(route.way, route.body and route.body.id, route.address) for route in page.routes]
    assert ways == [
        (Way.MESSAGE, seated.council.pk, ""),
        (Way.EMAIL, None, "post@myndighet.example"),
        (Way.HAND, None, ""),
    ]


def test_the_extract_is_certified_and_goes_to_each_of_them(seated, item):
    extract = send(seated, item)
    assert extract.certified_by == "Maj Ekedal"
    assert ExtractDispatch.objects.filter(extract=extract).count() == 3
    assert Message.objects.get().subject.endswith("till Kommunfullmäktige")
    event = AuditEvent.objects.get(kind="meetings.extract_sent")
    assert (event.actor_name, event.body_id) == ("Maj Ekedal", seated.board.pk)


def test_the_paragraph_is_there_as_data(seated, item):
    content = send(seated, item).content
    assert content["decisions"] == ["Taxan höjs."]
    assert (content["kind"], content["proposed_to"]) == ("proposes", "Kommunfullmäktige")
    (vote,) = content["votes"]
    assert (vote["yes"], vote["no"], vote["abstain"]) == (3, 1, 1)
    assert (vote["yes_means"], vote["no_means"]) == (
        "bifall till förvaltningens förslag",
        "avslag",
    )
    assert (vote["outcome"], vote["decided_by"]) == ("yes", "majority")
    assert (content["deferrals"], content["elections"]) == ([], [])
    assert content["reservations"] == ["S"]
    assert content["adjusted_on"] == "2024-03-15"


def test_the_file_says_the_same_in_a_form_that_lasts(seated, item):
    with send(seated, item).pdf.open("rb") as stored:
        content = stored.read()
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert "Taxan" in str(meta["dc:title"])


def test_a_form_sent_twice_and_another_press_send_nothing_more(seated, item):
    assert send(seated, item).pk == send(seated, item).pk
    with pytest.raises(ConflictError, match="redan fått"):
        send(seated, item, key="en gång till")
    assert Message.objects.count() == 1


def test_a_recipient_that_is_added_later_gets_the_same_extract(seated, item):
    first = send(seated, item)
    actions.set_recipients(seated.owner, item, ["Kommunfullmäktige", "Skolnämnden"], key="fler")
    assert send(seated, item, key="igen").pk == first.pk
    assert ExtractDispatch.objects.filter(name="Skolnämnden", way=Way.MESSAGE).exists()
    assert Message.objects.count() == 2


def test_whoever_may_not_hold_the_meeting_sends_nothing(seated, item):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.send_extract(stranger, item, DAY, key=f"s/{stranger.name}")
    assert not Extract.objects.exists()


def test_a_secret_paragraph_never_goes_as_an_ordinary_extract(seated, opened, cases):
    roll(seated, opened, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    made = handle(seated, opened, "Individärende", hidden=hidden)
    actions.settle_item(seated.owner, made, ["Barnet N placeras."], key="u")
    actions.set_recipients(seated.owner, made, ["Kommunfullmäktige"], key="m")
    finish(seated, opened)
    with pytest.raises(InputError, match="sekretessbelagd"):
        send(seated, item_by_id(made.pk))
    page = seated.browser(seated.owner_user).get(reverse("dispatch_item", args=[made.pk]))
    assert "Bestyrk och sänd" not in page.content.decode()


def test_a_paragraph_that_is_not_final_is_not_certified(seated, opened, cases):
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened, cases[0], "Kommunfullmäktige")
    with pytest.raises(InputError, match="inte avslutat"):
        send(seated, made)
    actions.end_meeting(seated.owner, opened, key="slut")
    with pytest.raises(InputError, match="Justerare är inte valda"):
        send(seated, item_by_id(made.pk), key="sänd 2")
    assert not Extract.objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_paragraph_is_adjusted_after_the_meeting_and_not_in_days_to_come(seated, item, days):
    with pytest.raises(InputError, match="tidigast") as fault:
        actions.send_extract(seated.owner, item, DAY + timedelta(days=days), key="fel dag")
    assert fault.value.field == "adjusted_on"
    assert not Extract.objects.exists()


def test_without_recipients_the_secretary_is_told_to_name_them(seated, opened, cases):
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened, cases[0])
    finish(seated, opened)
    with pytest.raises(InputError, match="under Mottagare"):
        send(seated, item_by_id(made.pk))


def test_a_letter_goes_once_with_the_file_and_its_words(seated, item, post_office):
    send(seated, item)
    for _ in range(2):
        work()
    (letter,) = post_office.letters
    assert post_office.to == ["post@myndighet.example"]
    files = {part.get_content_type(): part.get_filename() for part in letter.iter_attachments()}
    assert files[PDF] == "Protokollsutdrag SN 2024-03-15 § 1.pdf"
    assert files[DOCX].endswith(".docx")
    words = letter.get_body(("plain",)).get_content()
    assert "§ 1 Taxan" in words
    (row,) = [row for row in extract_page(item).sent if row.letter]
    assert row.letter.state is LetterState.SENT


def test_a_letter_that_is_refused_is_told_and_sent_again(seated, item, post_office):
    address = "post@myndighet.example"
    post_office.says[address] = "550 No such mailbox"
    send(seated, item)
    work()
    url = reverse("dispatch_item", args=[item.pk])
    browser = seated.browser(seated.owner_user)
    shown = browser.get(url).content.decode()
    assert "Avvisat" in shown
    letter = Letter.objects.get()
    again = reverse("send_letter_again", args=[letter.pk])
    assert again in shown
    post_office.says.clear()
    form = browser.get(again).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    assert browser.post(again, {"key": key, "address": address}).url == url
    work()
    assert post_office.to == [address]


def test_words_that_have_changed_since_go_as_they_were_certified(seated, item, post_office):
    send(seated, item)
    actions.set_recipients(seated.owner, item, ["Arkivet"], key="färre")
    row = AgendaItem.objects.get(pk=item.pk)
    AgendaItem.objects.filter(pk=row.pk).update(title="Annan rubrik")
    work()
    (letter,) = post_office.letters
    assert [part.get_content_type() for part in letter.iter_attachments()] == [PDF]


def test_without_a_post_office_a_letter_is_left_to_the_secretary(seated, item, settings):
    settings.EMAIL_HOST = ""
    route = extract_page(item).routes[1]
    assert route.way == Way.HAND
    assert "E-post är inte inställd" in route.note


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("kommunfullmäktige", Way.MESSAGE),
        ("KF", Way.MESSAGE),
        ("Skolnämnden, Lillköping", Way.MESSAGE),
        ("SKN i Lillköpings kommun", Way.MESSAGE),
        ("Socialnämnden", Way.HAND),
        ("Socialnämnden, Norrvik", Way.HAND),
        ("Kommunfullmäktiges arkiv", Way.HAND),
    ],
)
def test_a_recipient_is_known_by_name_and_never_guessed(seated, item, name, way):
    actions.set_recipients(seated.owner, item, [name], key="m2")
    (route,) = extract_page(item).routes
    assert route.way == way


def test_a_municipality_that_is_no_peer_is_told(seated, item):
    actions.set_recipients(seated.owner, item, ["Socialnämnden, Norrvik"], key="m2")
    (route,) = extract_page(item).routes
    assert route.note == "Norrviks kommun är inte upplagd som motpart."


def test_the_page_shows_who_gets_what_and_then_what_became_of_it(seated, item):
    browser = seated.browser(seated.owner_user)
    url = reverse("dispatch_item", args=[item.pk])
    assert "Kommunfullmäktige, Lillköping" in browser.get(url).content.decode()
    bad = browser.post(url, {"key": "f0", "adjusted_on": "2024-03-16"})
    assert "och senast i dag" in bad.content.decode()
    answer = browser.post(url, {"key": "f1", "adjusted_on": "2024-03-15"}, follow=True)
    assert "Kvar att överlämna på annat sätt: Arkivet" in answer.content.decode()
    deliver_all()
    shown = " ".join(browser.get(url).content.decode().split())
    assert "Mottaget" in shown
    assert "Registrerat" in shown


def test_the_pages_of_an_extract_are_for_the_bodys_own(seated, item):
    extract = send(seated, item)
    for user in (None, seated.outsider_user):
        browser = seated.browser(user)
        for name, at in (("dispatch_item", item.pk), ("extract_file", extract.pk)):
            assert browser.get(reverse(name, args=[at])).status_code == 403
    file = seated.browser(seated.owner_user).get(reverse("extract_file", args=[extract.pk]))
    assert b"".join(file.streaming_content).startswith(b"%PDF")


def test_the_same_words_come_as_a_word_file_until_the_paragraph_changes(seated, item):
    extract = send(seated, item)
    browser, url = seated.browser(seated.owner_user), reverse("extract_words", args=[extract.pk])
    file = docx.Document(io.BytesIO(b"".join(browser.get(url).streaming_content)))
    assert "Taxan höjs." in [paragraph.text for paragraph in file.paragraphs]
    AgendaItem.objects.filter(pk=item.pk).update(title="Rättad rubrik")
    assert browser.get(url).status_code == 404
    assert seated.browser().get(url).status_code == 403


def test_the_page_asks_as_many_questions_for_many_recipients(
    seated, item, django_assert_max_num_queries
):
    names = ["Kommunfullmäktige", "Skolnämnden", *(f"a{n}@x.example" for n in range(20))]
    actions.set_recipients(seated.owner, item, names, key="många")
    send(seated, item)
    browser = seated.browser(seated.owner_user)
    with django_assert_max_num_queries(45):
        assert (
            "a19@x.example"
            in browser.get(reverse("dispatch_item", args=[item.pk])).content.decode()
        )


def test_what_goes_is_received_on_the_other_side_with_a_receipt(seated, item):
    send(seated, item)
    message = Message.objects.get()
    deliver_all()
    assert sent_row(message.pk).standing.state is State.RECEIVED
    assert Received.objects.filter(pk=message.pk).exists()


def test_who_took_no_part_goes_along_as_data_where_somebody_did(seated, opened):
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened, None, "Arkivet")
    new = actions.NewStandingOut((person("Dan Rönn"),))
    actions.note_standing_out(seated.owner, made, new, key="ut")
    finish(seated, opened)
    content = send(seated, item_by_id(made.pk)).content
    assert content["not_taking_part"] == ["Dan Rönn (S)"]
    assert "question" not in content


def test_where_nobody_stood_out_and_nothing_was_asked_nothing_is_sent_of_it(seated, item):
    assert not {"question", "not_taking_part"} & set(send(seated, item).content)


def test_an_extract_from_before_the_fields_were_added_says_the_same():
    old, new = {"title": "Taxan"}, {"title": "Taxan", "not_taking_part": ["Dan Rönn (M)"]}
    assert says_the_same(old, old)
    assert says_the_same(old, new)
    assert says_the_same(new, new)
    assert not says_the_same(new, old)
    assert not says_the_same(new, new | {"not_taking_part": ["Bo Lind (S)"]})
    assert not says_the_same(old, new | {"title": "Avgiften"})
