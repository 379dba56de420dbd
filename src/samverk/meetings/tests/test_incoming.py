"""Extracts that come: registered on the linked case, or put there by the registrar; and their fate."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.models import Decision, DecisionSource, Proceedings
from samverk.documents.extract import Part, Sheet, extract_pdf
from samverk.exchange import actions as exchange
from samverk.exchange.actions import receive
from samverk.exchange.models import Refusal
from samverk.exchange.models import Sent as Message
from samverk.exchange.ports import packed
from samverk.exchange.tests.conftest import ADDRESS, NEIGHBOUR, OtherTown
from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.desk import extracts as pile
from samverk.meetings.models import Draft, Fate, IncomingExtract, PlacedExtract
from samverk.meetings.queries import incoming_by_id, item_by_id, proposals_for
from samverk.meetings.tests.adjusting import ADJUSTER, adjust
from samverk.meetings.tests.conftest import DAY, MEMBERS, fill, occasion, person, roll
from samverk.meetings.tests.sending import (
    add_town,
    council_meeting,
    decide,
    deliver_all,
    finish,
    linked_cases,
    open_case,
)
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry.models import Document

SHEET = Sheet(
    "Norrviks kommun",
    "Socialnämnden",
    "2024-03-01",
    "§ 22",
    "2024SN7",
    "Uppsägning",
    (Part("Beslut", ("Medlemskapet sägs upp.",)),),
    "2024-03-04",
    "Ulla Fjärdvik",
    "2024-03-04",
)
PDF = extract_pdf(SHEET, datetime(2024, 3, 4, tzinfo=UTC))


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def other(seated):
    """Norrvik's installation, added as a peer beside the town's own."""
    made = OtherTown()
    add_town(seated)
    new = exchange.NewPeer(seated.neighbour.pk, NEIGHBOUR, ADDRESS, made.public_key)
    exchange.add_peer(SETUP, new, key="motpart/2")
    return made


def extract(**changed):
    """An extract from the social board of Norrvik to that of Lillköping."""
    return {
        "organisation": "Norrviks kommun",
        "body": "Socialnämnden",
        "body_abbreviation": "SN",
        "to_body": "Socialnämnden",
        "to_diary_number": "",
        "meeting_day": "2024-03-01",
        "paragraph": 22,
        "diary_number": "2024SN7",
        "title": "Uppsägning av medlemskap",
        "kind": "proposes",
        "proposed_to": "Socialnämnden",
        "decisions": ["Medlemskapet sägs upp.", "Beslutet gäller genast."],
        "votes": [{"yes": 5, "no": 2, "abstain": 0, "yes_means": "bifall", "no_means": "avslag"}],
        "reservations": ["M"],
        "corrections": [],
        "adjusted_on": "2024-03-04",
        "certified_by": "Ulla Fjärdvik",
        "files": [packed("utdrag.pdf", "application/pdf", PDF)],
    } | changed


def come(other, **changed):
    """Let an extract come, and answer what it became."""
    wire = other.message(type="protokollsutdrag", payload=extract(**changed))
    answer = receive(wire)
    assert answer.status == 200, answer.body
    return incoming_by_id(IncomingExtract.objects.latest("id").pk)


def placed(incoming):
    return PlacedExtract.objects.filter(incoming=incoming).first()


def test_an_extract_of_a_case_that_is_known_here_is_registered_there(seated, other):
    case = open_case(seated.board, "Medlemskap")
    found = placed(come(other, to_diary_number=case.diary_number))
    paper = Document.objects.get(case=case)
    assert (found.case, found.document) == (case, paper)
    assert (paper.direction, paper.kind, paper.dated_on) == ("incoming", "minutes", DAY)
    assert paper.correspondent == "Socialnämnden, Norrviks kommun"
    assert paper.files.get().media_type == "application/pdf"


def test_its_decision_is_registered_on_the_senders_own_word_with_its_source(seated, other):
    case = open_case(seated.board, "Medlemskap")
    come(other, to_diary_number=case.diary_number)
    made = Decision.objects.get()
    assert (made.organisation, made.body) == (seated.neighbour, seated.neighbour_board)
    assert (made.decided_on, made.paragraph) == (date(2024, 3, 1), 22)
    assert made.text == "Medlemskapet sägs upp.\nBeslutet gäller genast."
    assert made.read_from == ""
    told = Proceedings.objects.get(decision=made)
    assert told.vote_events.get().yes == 5
    assert told.reservations.get().party == "M"


def test_an_extract_that_says_how_its_vote_was_settled_is_taken_too(seated, other):
    case = open_case(seated.board, "Medlemskap")
    settled = {"outcome": "no", "decided_by": "minority"}
    vote = extract()["votes"][0] | settled
    ground = {"question": "Återremiss", "ground": "minority", "requesters": 2, "present": 5}
    told = {"votes": [vote], "deferrals": [ground], "elections": []}
    incoming = come(other, to_diary_number=case.diary_number, **told)
    assert incoming.content["deferrals"] == [ground]
    assert placed(incoming)
    page = seated.browser(seated.owner_user).get(reverse("incoming_extract", args=[incoming.pk]))
    shown = " ".join(page.content.decode().split())
    assert "En minoritet fick sin begäran igenom: avslag." in shown
    assert "Grund: begäran av en minoritet, 2 av 5" in shown.replace("\xa0", " ")


QUESTION = {
    "kind": "interpellation",
    "asker": "Bo Lind (S)",
    "addressee": "Cia Alm, ordförande i Socialnämnden",
    "handed_in_on": "2024-02-20",
    "fate": "answered",
    "answered_by": "Cia Alm",
}


def page_of(cast, incoming):
    answer = cast.browser(cast.owner_user).get(reverse("incoming_extract", args=[incoming.pk]))
    return " ".join(answer.content.decode().split())


def test_an_extract_tells_who_asked_whom_and_who_took_no_part(seated, other):
    out = ["Dan Rönn (M)", "Eva Hägg (C)"]
    shown = page_of(seated, come(other, question=QUESTION, not_taking_part=out))
    assert (
        "Interpellation från Bo Lind (S) till Cia Alm, ordförande i Socialnämnden, inlämnad"
        " <time>2024-02-20</time>: besvarades av Cia Alm." in shown
    )
    assert "Deltar inte i beslutet: Dan Rönn (M), Eva Hägg (C)." in shown


def test_a_question_without_an_outcome_says_so(seated, other):
    asked = {k: v for k, v in QUESTION.items() if k != "fate"} | {
        "kind": "question",
        "answered_by": "",
    }
    shown = page_of(seated, come(other, question=asked))
    assert "Fråga från Bo Lind (S)" in shown
    assert "ingen utgång är antecknad." in shown


def test_an_extract_from_before_these_were_sent_is_read_as_it_was(seated, other):
    shown = page_of(seated, come(other))
    assert "Interpellation" not in shown
    assert "Deltar inte" not in shown


@pytest.mark.parametrize(
    "changed",
    [
        {"not_taking_part": []},
        {"not_taking_part": [""]},
        {"question": QUESTION | {"fate": "forgotten"}},
        {"question": QUESTION | {"handed_in_on": "i går"}},
        {"question": {"kind": "question"}},
    ],
)
def test_what_does_not_follow_the_schema_is_refused(seated, other, changed):
    answer = receive(other.message(type="protokollsutdrag", payload=extract(**changed)))
    assert answer.status == 422
    assert not IncomingExtract.objects.exists()


def test_a_decision_that_is_known_gets_one_source_more_and_no_double(seated, other):
    case = open_case(seated.board, "Medlemskap")
    place = {"organisation": seated.neighbour.pk, "body": seated.neighbour_board.pk}
    new = decisions.NewDecision(
        **place, title="Redan känt", kind="proposes", decided_on=date(2024, 3, 1), paragraph=22
    )
    known = decisions.register_decision(SETUP, new, key="känt")
    found = placed(come(other, to_diary_number=case.diary_number))
    assert found.decision == known
    assert Decision.objects.get().title == "Redan känt"
    assert DecisionSource.objects.filter(decision=known, document=found.document).exists()


def test_a_body_that_the_directory_lacks_is_registered_once(seated, other):
    case = open_case(seated.board, "Medlemskap")
    for _ in range(2):
        come(other, to_diary_number=case.diary_number, body="Kulturnämnden")
    made = Decision.objects.get()
    assert made.body is None
    assert made.sources.count() == 2


def test_an_extract_of_no_known_case_waits_for_the_registrar(seated, other):
    found = come(other)
    assert placed(found) is None
    (task,) = pile(Visit(seated.owner, DAY)).tasks
    assert task.label == "Socialnämnden § 22 Uppsägning av medlemskap"
    assert pile(Visit(seated.colleague, DAY)).tasks == ()


def test_the_registrar_puts_it_in_a_case(seated, other):
    found, case = come(other), open_case(seated.board, "Medlemskap")
    made = actions.place_extract(seated.owner, found, case.pk, key="lägg")
    assert (made.case_id, made.placed_by) == (case.pk, "Maj Ekedal")
    assert made.pk == actions.place_extract(seated.owner, found, case.pk, key="lägg").pk
    with pytest.raises(ConflictError, match="redan i ett ärende"):
        actions.place_extract(seated.owner, found, case.pk, key="lägg 2")
    assert Document.objects.count() == 1


def test_the_registrar_opens_a_case_for_it_and_the_next_one_finds_its_way(seated, other):
    first = come(other)
    made = actions.open_case_for(seated.owner, first, "Norrviks uppsägning", key="öppna")
    assert made.case.title == "Norrviks uppsägning"
    second = placed(come(other, paragraph=40, meeting_day="2024-03-08"))
    assert second.case_id == made.case_id


def test_it_is_put_in_no_closed_or_secret_case_and_in_no_others(seated, other):
    found = come(other)
    closed = open_case(seated.board, "Avslutat")
    registry.close_case(SETUP, closed, DAY, key="avsluta")
    with pytest.raises(InputError, match="pågår"):
        actions.place_extract(seated.owner, found, closed.pk, key="a")
    elsewhere = open_case(seated.other_board, "Skolan")
    with pytest.raises(InputError, match="annat organs"):
        actions.place_extract(seated.owner, found, elsewhere.pk, key="b")


def test_a_closed_case_is_not_found_by_itself(seated, other):
    case = open_case(seated.board, "Avslutat")
    registry.close_case(SETUP, case, DAY, key="avsluta")
    assert placed(come(other, to_diary_number=case.diary_number)) is None


def test_strangers_neither_see_nor_place_it(seated, other):
    found, case = come(other), open_case(seated.board, "Medlemskap")
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.place_extract(stranger, found, case.pk, key=f"l/{stranger.name}")
    for user in (None, seated.member_user, seated.colleague_user):
        page = seated.browser(user).get(reverse("incoming_extract", args=[found.pk]))
        assert page.status_code == 403


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"to_body": "Kulturnämnden"}, "Organet Kulturnämnden finns inte"),
        ({"files": []}, "files har fel antal"),
        ({"kind": "repeals"}, "kind är inte något av"),
        ({"meeting_day": "2024-02-30"}, "meeting_day är inte date"),
        (
            {"files": [packed("utdrag.pdf", "application/pdf", PDF) | {"sha256": "0" * 64}]},
            "utdrag.pdf är skadad",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(seated, other, changed, words):
    wire = other.message(type="protokollsutdrag", payload=extract(**changed))
    assert receive(wire).status == 422
    assert words in Refusal.objects.get().reason
    assert not IncomingExtract.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("utdrag.pdf", b"<html></html>"), ("utdrag.exe", PDF), ("u.pdf", PDF[:99])],
)
def test_a_file_that_the_diary_does_not_store_is_refused_at_the_door(seated, other, name, content):
    bad = extract(files=[packed(name, "application/pdf", content)])
    assert receive(other.message(type="protokollsutdrag", payload=bad)).status == 422
    assert not IncomingExtract.objects.exists()


def test_the_sender_is_told_that_it_is_registered(seated, other):
    case = open_case(seated.board, "Medlemskap")
    come(other, to_diary_number=case.diary_number)
    message = Message.objects.get()
    assert (message.type, message.recipient.organisation) == ("utdragsbesked", seated.neighbour)


def test_the_list_asks_as_many_questions_for_many_extracts(
    seated, other, django_assert_max_num_queries
):
    case = open_case(seated.board, "Medlemskap")
    for number in range(1, 9):
        number_there = case.diary_number if number % 2 else ""
        come(other, paragraph=number, to_diary_number=number_there, diary_number=str(number))
    browser = seated.browser(seated.owner_user)
    with django_assert_max_num_queries(12):
        page = browser.get(reverse("incoming_extracts")).content.decode()
    assert page.count("Uppsägning av medlemskap") == 8


def test_the_registrars_page_puts_it_in_a_case(seated, other):
    found, case = come(other), open_case(seated.board, "Medlemskap")
    browser = seated.browser(seated.owner_user)
    url = reverse("incoming_extract", args=[found.pk])
    assert "Medlemskapet sägs upp." in browser.get(url).content.decode()
    assert browser.post(url, {"key": "f", "case": ""}).status_code == 400
    answer = browser.post(url, {"key": "f", "case": case.pk})
    assert answer.url == reverse("case", args=[case.pk])


def test_the_registrars_page_opens_a_case(seated, other):
    found = come(other)
    url = reverse("case_for_extract", args=[found.pk])
    browser = seated.browser(seated.owner_user)
    answer = browser.post(url, {"key": "f", "title": "Norrvik"})
    assert answer.url == reverse("case", args=[placed(found).case_id])


# From one body to the next, within the installation


@pytest.fixture
def sent(seated, opened):
    """The board's proposal, sent to the council and registered on its linked case."""
    add_town(seated)
    own, theirs = linked_cases(seated)
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened, own, "Kommunfullmäktige", decider=seated.council.pk)
    finish(seated, opened)
    actions.send_extract(seated.owner, item_by_id(made.pk), DAY, key="sänd")
    deliver_all()
    return item_by_id(made.pk), theirs


def fates():
    """What was told, whatever the order: the clock stands still here."""
    return sorted(Fate.objects.values_list("state", flat=True))


def on_the_agenda(cast, theirs, **more):
    meeting = council_meeting(cast)
    new = actions.ItemFacts("Taxan", case=theirs.pk, **more)
    return meeting, item_by_id(actions.add_item(cast.owner, meeting, new, key="kf-punkt").pk)


def test_a_proposal_within_the_town_stands_in_both_cases(seated, sent):
    item, theirs = sent
    found = PlacedExtract.objects.get()
    assert found.case == theirs
    assert found.decision.case == item.case
    assert fates() == ["registered"]
    assert Fate.objects.get().diary_number == theirs.diary_number


def test_the_sender_follows_it_to_the_agenda_and_off_it(seated, sent):
    meeting, item = on_the_agenda(seated, sent[1])
    actions.strike_item(seated.owner, item, "Utgår.", key="stryk")
    deliver_all()
    assert fates() == ["agenda", "registered", "struck"]
    assert Fate.objects.get(state="agenda").meeting_day == meeting.day


def test_the_sender_is_told_when_the_meeting_moves_or_is_cancelled(seated, sent):
    meeting, _ = on_the_agenda(seated, sent[1])
    later = occasion(day=meeting.day + timedelta(days=7))
    actions.move_meeting(seated.owner, meeting, later, key="flytta")
    actions.cancel_meeting(seated.owner, meeting, "Få ärenden.", key="ställ in")
    deliver_all()
    assert fates() == ["agenda", "agenda", "registered", "struck"]


def test_of_a_secret_item_the_sender_is_told_nothing(seated, sent):
    hidden = actions.Hidden("26 kap. 1 § OSL", "Annat")
    on_the_agenda(seated, sent[1], hidden=hidden)
    deliver_all()
    assert fates() == ["registered"]


def test_the_next_body_takes_the_proposal_as_its_own_starting_point(seated, sent):
    fill(seated.council, parties=("V", "C"))
    _, item = on_the_agenda(seated, sent[1])
    (proposal,) = proposals_for(item)
    actions.take_received_proposal(seated.owner, item, proposal.pk, key="utgå")
    actions.take_received_proposal(seated.owner, item, proposal.pk, key="utgå")
    made = Draft.objects.get(item=item)
    assert (made.name, made.points) == ("Socialnämndens förslag", ["Taxan höjs."])
    assert [paper.document_id for paper in item.papers.all()] == [proposal.document_id]
    with pytest.raises(ConflictError, match="redan ett förslag"):
        actions.take_received_proposal(seated.owner, item, proposal.pk, key="utgå 2")


def test_a_proposal_of_another_case_is_not_taken(seated, sent):
    meeting = council_meeting(seated)
    new = actions.add_item(seated.owner, meeting, actions.ItemFacts("Annat"), key="annat")
    with pytest.raises(InputError, match="hör inte till"):
        actions.take_received_proposal(
            seated.owner, item_by_id(new.pk), PlacedExtract.objects.get().pk, key="fel"
        )


def test_the_item_shows_the_proposal_and_whose_it_is(seated, sent):
    _, item = on_the_agenda(seated, sent[1])
    page = seated.browser(seated.owner_user).get(reverse("item", args=[item.pk]))
    shown = " ".join(page.content.decode().split())
    assert "Inkommet från Socialnämnden" in shown
    assert "Utgå från förslaget" in shown
    public = seated.browser().get(reverse("item", args=[item.pk])).content.decode()
    assert "Utgå från förslaget" not in public


def test_the_senders_item_shows_what_became_of_it(seated, sent):
    item, theirs = sent
    page = seated.browser(seated.owner_user).get(reverse("item", args=[item.pk]))
    assert f"som {theirs.diary_number}" in page.content.decode()


@pytest.fixture
def ended(seated, sent, settings, tmp_path):
    """Hold the council's meeting on what came, up to its end; the clock stands on its day."""
    settings.SEAL_DIR = tmp_path
    fill(seated.council, parties=("V", "C"))
    meeting, item = on_the_agenda(seated, sent[1])
    with time_machine.travel("2024-03-22T12:00:00+01:00", tick=False):
        actions.open_meeting(seated.owner, meeting, person("Asta Ek"), "Maj", key="kf-öppna")
        roll(seated, meeting, *MEMBERS, key="kf-upprop")
        actions.take_up(seated.owner, item, key="kf-upp")
        actions.settle_item(seated.owner, item, ["Taxan höjs."], key="kf-utgång")
        actions.set_recipients(seated.owner, item, ["Kansliet"], key="kf-mottagare")
        actions.choose_adjusters(seated.owner, meeting, [person(ADJUSTER)], key="kf-justerare")
        actions.end_meeting(seated.owner, meeting, key="kf-slut")
        deliver_all()
        yield meeting, item


def test_the_sender_is_told_how_the_next_body_decided_once_it_is_adjusted(seated, ended):
    assert "decided" not in fates()
    adjust(seated, ended[0])
    deliver_all()
    told = Fate.objects.get(state="decided")
    assert (told.meeting_day, told.paragraph) == (date(2024, 3, 22), 1)


def test_where_minutes_are_adjusted_elsewhere_the_sender_is_told_when_they_are_vouched_for(
    seated, ended
):
    meeting, item = ended
    actions.send_extract(seated.owner, item_by_id(item.pk), meeting.day, key="kf-utdrag")
    deliver_all()
    assert Fate.objects.get(state="decided").paragraph == 1


def test_a_fate_told_by_another_than_the_recipient_is_refused(seated, sent):
    stranger = OtherTown()
    new = exchange.NewPeer(seated.neighbour.pk, NEIGHBOUR, ADDRESS, stranger.public_key)
    exchange.add_peer(SETUP, new, key="motpart/2")
    about = Message.objects.get(type="protokollsutdrag").pk
    payload = {
        "about": str(about),
        "state": "decided",
        "happened_on": "2024-03-15",
        "diary_number": "",
        "meeting_day": None,
        "paragraph": None,
        "outcome": "",
    }
    for one in (payload, payload | {"about": str(uuid4())}):
        answer = receive(stranger.message(type="utdragsbesked", payload=one))
        assert answer.status == 422
    assert fates() == ["registered"]


def test_an_item_of_another_case_tells_nobody_anything(seated, sent, opened):
    meeting = council_meeting(seated)
    actions.add_item(seated.owner, meeting, actions.ItemFacts("Annat"), key="annat")
    deliver_all()
    assert fates() == ["registered"]
