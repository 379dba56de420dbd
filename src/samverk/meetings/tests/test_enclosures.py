"""What goes along with an extract: chosen by the secretary, sent once, and registered where it comes."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date

import pytest
from django.urls import reverse

from samverk.exchange import actions as exchange
from samverk.exchange.actions import receive
from samverk.exchange.models import Sent as Message
from samverk.exchange.ports import packed
from samverk.exchange.tests.conftest import ADDRESS, NEIGHBOUR, OtherTown
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.files.tests.made import PDF, copied, png
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import (
    Draft,
    Extract,
    ExtractEnclosure,
    IncomingExtract,
    PlacedEnclosure,
    PlacedExtract,
)
from samverk.meetings.queries import enclosures, item_by_id
from samverk.meetings.queries.enclosures import enclosures_for
from samverk.meetings.tests.conftest import DAY, MEMBERS, handle, roll
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.sending import (
    add_town,
    council_meeting,
    decide,
    deliver_all,
    fill,
    finish,
    linked_cases,
    open_case,
)
from samverk.meetings.tests.test_dispatching import work
from samverk.meetings.tests.test_incoming import extract
from samverk.registry import actions as registry
from samverk.registry.models import Document

__all__ = ["post_office"]
LETTER = PDF + b"\n%brev"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_HOST = "post.example"


@pytest.fixture
def cases(seated):
    add_town(seated)
    return linked_cases(seated)


def document(case, subject, *, kind="letter", content=PDF, secret=None, ending="pdf"):
    """A document of a case with a file; its id."""
    new = registry.NewDocument(
        case.pk,
        "drawn_up",
        kind,
        date(2024, 3, 1),
        "" if secret else subject,
        secret=secret,
        file=registry.NewFile(f"Namn Namnsson.{ending}", content),
    )
    return registry.register_document(SETUP, new, key=f"{case.pk}/{subject}").pk


@pytest.fixture
def item(seated, opened, cases):
    """A final paragraph with a memo and a letter, for the council and an agency."""
    roll(seated, opened, *MEMBERS)
    names = ["Kommunfullmäktige", "Myndigheten <post@myndighet.example>"]
    made = decide(seated, opened, cases[0], *names, decider=seated.council.pk)
    memo = document(cases[0], "Höjd taxa", kind="memo")
    letter = document(cases[0], "Svar/remiss", content=LETTER)
    for paper in (letter, memo):
        actions.add_paper(SETUP, made, paper, key=f"papper/{paper}")
    finish(seated, opened)
    return item_by_id(made.pk)


def offered(item):
    return {each.document.subject: each.file.pk for each in enclosures_for(item)}


def send(cast, item, *subjects, key="sänd"):
    chosen = [offered(item)[subject] for subject in subjects]
    return actions.send_extract(cast.owner, item, DAY, key=key, enclosed=chosen)


def payload_of_sent():
    """What the one message says."""
    return json.loads(Message.objects.get().wire)["envelope"]["payload"]


def test_the_memo_is_chosen_beforehand_and_the_rest_offered(seated, item):
    assert [(e.document.subject, e.is_usual) for e in enclosures_for(item)] == [
        ("Svar/remiss", False),
        ("Höjd taxa", True),
    ]
    page = seated.browser(seated.owner_user).get(reverse("dispatch_item", args=[item.pk]))
    form = page.context["form"]
    assert form["enclosures"].value() == [offered(item)["Höjd taxa"]]
    assert "Namnsson" not in page.content.decode()


def test_the_message_carries_them_with_their_checksums(seated, item):
    send(seated, item, "Höjd taxa", "Svar/remiss")
    documents = payload_of_sent()["documents"]
    assert [(d["title"], d["kind"], d["dated_on"]) for d in documents] == [
        ("Svar/remiss", "letter", "2024-03-01"),
        ("Höjd taxa", "memo", "2024-03-01"),
    ]
    assert [d["file"]["name"] for d in documents] == [
        "Bilaga 1 Svar-remiss.pdf",
        "Bilaga 2 Höjd taxa.pdf",
    ]
    assert documents[0]["file"]["sha256"] == hashlib.sha256(LETTER).hexdigest()
    assert base64.b64decode(documents[1]["file"]["content"]) == PDF


def test_without_any_the_message_is_as_it_was_before(seated, item):
    send(seated, item)
    assert "documents" not in payload_of_sent()
    assert not ExtractEnclosure.objects.exists()


def test_the_letter_carries_them_and_names_them(seated, item, post_office):
    send(seated, item, "Höjd taxa")
    work()
    (letter,) = post_office.letters
    names = [part.get_filename() for part in letter.iter_attachments()]
    assert "Bilaga 1 Höjd taxa.pdf" in names
    assert "- Bilaga 1 Höjd taxa.pdf" in letter.get_body(("plain",)).get_content()


def test_a_letter_carries_the_copy_and_a_message_what_came(seated, item, post_office):
    send(seated, item, "Höjd taxa")
    (came,) = [each["file"] for each in payload_of_sent()["documents"]]
    work()
    (letter,) = post_office.letters
    sent = {part.get_filename(): part.get_content() for part in letter.iter_attachments()}
    assert base64.b64decode(came["content"]) == PDF
    assert sent["Bilaga 1 Höjd taxa.pdf"] == copied(PDF)


def test_a_file_that_has_no_copy_is_not_sent_in_a_letter(seated, opened, item, cases):
    broken = document(cases[0], "Trasig", content=b"%PDF-1.7 obj startxref")
    actions_add(item, broken)
    with pytest.raises(InputError, match=r"Trasig .* kan inte gå med\. Filen är skadad"):
        send(seated, item, "Trasig")
    assert not Message.objects.exists()


def test_what_went_is_told_at_each_recipient(seated, item):
    browser, url = seated.browser(seated.owner_user), reverse("dispatch_item", args=[item.pk])
    form = {"key": "f1", "adjusted_on": "2024-03-15", "enclosures": [offered(item)["Höjd taxa"]]}
    page = browser.post(url, form, follow=True).content.decode()
    assert page.count("Bilaga 1 Höjd taxa.pdf") == 2
    assert ExtractEnclosure.objects.count() == 2


def test_the_same_press_twice_sends_once(seated, item):
    send(seated, item, "Höjd taxa")
    send(seated, item, "Höjd taxa")
    assert Message.objects.count() == 1
    assert ExtractEnclosure.objects.count() == 2


def test_the_same_file_in_two_documents_goes_once(seated, opened, item, cases):
    again = document(cases[0], "Samma skrivelse en gång till", kind="memo")
    actions_add(item, again)
    assert "Samma skrivelse en gång till" not in offered(item)
    assert len(enclosures_for(item)) == 2


def actions_add(item, paper):
    item.papers.create(document_id=paper, position=9)


def test_secret_documents_are_never_offered_and_never_go(seated, opened, cases, item):
    secret = registry.Secret("26 kap. 1 § OSL", "Om barnet N")
    hidden = document(cases[0], "Om barnet N", kind="memo", secret=secret, content=LETTER + b"2")
    actions_add(item, hidden)
    assert set(offered(item)) == {"Svar/remiss", "Höjd taxa"}
    with pytest.raises(InputError, match="hör inte längre") as fault:
        actions.send_extract(seated.owner, item, DAY, key="x", enclosed=[999_999])
    assert fault.value.field == "enclosures"
    assert not Extract.objects.exists()


def test_another_items_file_does_not_go(seated, item, cases):
    other = document(cases[0], "Annat", content=LETTER + b"3")
    file = Document.objects.get(pk=other).files.get()
    browser, url = seated.browser(seated.owner_user), reverse("dispatch_item", args=[item.pk])
    form = {"key": "f1", "adjusted_on": "2024-03-15", "enclosures": [file.pk]}
    answer = browser.post(url, form)
    assert answer.status_code == 400
    assert "hör inte längre till punkten" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_secret_paragraph_has_none(seated, opened, cases):
    roll(seated, opened, *MEMBERS)
    made = handle(
        seated, opened, "Individärende", hidden=actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    )
    actions_add(made, document(cases[0], "Höjd taxa", kind="memo"))
    assert enclosures_for(item_by_id(made.pk)) == ()


@pytest.mark.parametrize(("over", "fits"), [(0, True), (1, False)])
def test_they_are_within_a_size_together(seated, item, monkeypatch, over, fits):
    monkeypatch.setattr(enclosures, "LARGEST", len(PDF) + len(LETTER) - over)
    if fits:
        assert send(seated, item, "Höjd taxa", "Svar/remiss")
        return
    with pytest.raises(InputError, match="tillsammans"):
        send(seated, item, "Höjd taxa", "Svar/remiss")
    assert not Message.objects.exists()
    assert send(seated, item, "Höjd taxa", key="en")


def test_and_within_a_number(seated, item, monkeypatch):
    monkeypatch.setattr(enclosures, "MOST", 1)
    with pytest.raises(InputError, match="Välj bort 1"):
        send(seated, item, "Höjd taxa", "Svar/remiss")


def test_a_file_that_is_gone_from_the_store_is_told(seated, item):
    stored = next(e for e in enclosures_for(item) if e.is_usual).file
    stored.content.storage.delete(stored.content.name)
    with pytest.raises(InputError, match="saknas i lagret"):
        send(seated, item, "Höjd taxa")
    assert not Message.objects.exists()


def test_who_may_not_hold_the_meeting_sends_none(seated, item):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.send_extract(
                stranger, item, DAY, key=stranger.name, enclosed=list(offered(item).values())
            )


def test_the_receiver_gets_them_as_documents_of_its_linked_case(seated, item, cases):
    send(seated, item, "Höjd taxa", "Svar/remiss")
    deliver_all()
    placed = PlacedExtract.objects.get()
    assert placed.case_id == cases[1].pk
    rows = list(Document.objects.filter(case=cases[1]).order_by("number"))
    assert [(d.kind, d.direction, d.subject) for d in rows[1:]] == [
        ("letter", "incoming", "Svar/remiss"),
        ("memo", "incoming", "Höjd taxa"),
    ]
    assert rows[2].correspondent == "Socialnämnden, Lillköpings kommun"
    assert rows[2].dated_on == DAY
    assert rows[2].files.get().sha256 == hashlib.sha256(PDF).hexdigest()
    assert [e.document for e in placed.enclosures.order_by("id")] == rows[1:]


def test_a_file_that_the_case_has_is_not_registered_again(seated, item, cases):
    known = document(cases[1], "Fick vi tidigare")
    send(seated, item, "Höjd taxa")
    deliver_all()
    assert Document.objects.filter(case=cases[1]).count() == 2
    assert PlacedEnclosure.objects.get().document_id == known


def test_the_body_that_is_to_decide_gets_them_among_its_papers(seated, item, cases):
    send(seated, item, "Höjd taxa")
    deliver_all()
    fill(seated.council)
    meeting = council_meeting(seated)
    facts = actions.ItemFacts("Taxan", case=cases[1].pk)
    theirs = item_by_id(actions.add_item(SETUP, meeting, facts, key="kf-punkt").pk)
    placed = PlacedExtract.objects.get()
    for _ in range(2):
        actions.take_received_proposal(SETUP, theirs, placed.pk, key="utgå")
    assert Draft.objects.filter(item=theirs).count() == 1
    assert [p.document.kind for p in theirs.papers.order_by("position")] == ["minutes", "memo"]


@pytest.fixture
def other(seated):
    """Norrvik's installation, added as a peer beside the town's own."""
    made = OtherTown()
    add_town(seated)
    new = exchange.NewPeer(seated.neighbour.pk, NEIGHBOUR, ADDRESS, made.public_key)
    exchange.add_peer(SETUP, new, key="motpart/2")
    return made


def enclosed(**changed):
    """A document as a message has it."""
    file = packed("Bilaga 1 Skrivelsen.pdf", "application/pdf", LETTER)
    return {"title": "Skrivelsen", "kind": "memo", "dated_on": "2024-02-20", "file": file} | changed


def come(other, **changed):
    return receive(other.message(type="protokollsutdrag", payload=extract(**changed)))


def test_a_message_from_an_older_peer_has_none_and_is_read(seated, other):
    assert come(other).status == 200
    incoming = IncomingExtract.objects.get()
    assert "enclosed" not in incoming.content


def test_the_registrar_sees_what_came_along_before_placing_it(seated, other):
    assert come(other, documents=[enclosed()]).status == 200
    incoming = IncomingExtract.objects.get()
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("incoming_extract", args=[incoming.pk])).content.decode()
    assert "Skrivelsen" in page
    case = open_case(seated.board, "Medlemskap")
    actions.place_extract(seated.owner, incoming, case.pk, key="lägg")
    came = Document.objects.filter(case=case).order_by("number")
    assert [(d.kind, d.subject, d.dated_on) for d in came][1] == ("memo", "Skrivelsen", DAY)
    assert "content" not in repr(incoming.content.get("enclosed"))


@pytest.mark.parametrize(
    "wrong",
    [
        enclosed(file=packed("a.exe", "application/x", b"MZ")),
        enclosed(file=packed("a.pdf", "application/pdf", LETTER) | {"sha256": "0" * 64}),
        enclosed(file=packed("a.pdf", "application/pdf", png(2, 2))),
        enclosed(kind="hemligt"),
        enclosed(title=""),
        enclosed(dated_on="i går"),
    ],
    ids=["a program", "a wrong checksum", "another kind", "no such kind", "no title", "no day"],
)
def test_what_is_damaged_or_strange_is_refused_at_the_door(seated, other, wrong):
    assert come(other, documents=[wrong]).status == 422
    assert not IncomingExtract.objects.exists()


def test_more_than_fits_is_refused(seated, other):
    assert come(other, documents=[enclosed()] * (enclosures.MOST + 1)).status == 422
