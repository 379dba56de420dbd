"""What is printed of the minutes, and locked: every part, in the body's own order, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.documents.minutes import render_minutes
from samverk.foundation import clock
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.seals.canonical import canonical
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewReservation, NewStatement, NewText
from samverk.meetings.models import AgendaItem, Method
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import (
    NOT_HERE,
    Signing,
    locked_paragraph,
    printed_minutes,
)
from samverk.meetings.tests.conftest import (
    MEMBERS,
    again,
    contested,
    draft,
    handle,
    move,
    note,
    person,
    roll,
    vote,
)
from samverk.project.testing.stages import kept

SIGNERS = (("Asta Ek", "ordförande"), ("Bo Lind", "justerare"))
HOW = Signing(Method.ELECTRONIC, SIGNERS, immediate=False)


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    made = handle(seated, opened, "Taxan")
    draft(seated, made, "Taxan höjs.")
    return AgendaItem.objects.select_related("meeting__body").get(pk=made.pk)


@kept
def decided(seated, item):
    """Decided by a vote in which Bo Lind and Eva Hägg lost, and Dan Rönn abstained."""
    contested(seated, item)
    vote(seated, item, "main/1/vote", "yes", "no", "yes", "abstain", "no", key="rösten")
    actions.settle_item(seated.owner, item, ["Taxan höjs."], key="utgång")
    return item


def printed(meeting, **more):
    page = minutes_of(again(meeting))
    return printed_minutes(page, page.paragraphs, HOW, **more)


def parts(meeting):
    (paragraph,) = printed(meeting).paragraphs
    return {part.heading: part for part in paragraph.parts}


def test_the_decision_is_printed_point_by_point(opened, decided):
    assert parts(opened)["Beslut"].points == ("Taxan höjs.",)


def test_a_vote_is_printed_with_what_yes_meant_and_who_voted_what(opened, decided):
    texts = parts(opened)["Beslutsgång"].texts
    assert "Ja för bifall till förvaltningens förslag, nej för avslag: 2 ja, 2 nej" in texts[1]
    assert "Ja (2): Asta Ek (M), Cia Alm (M)." in texts
    assert "Nej (2): Bo Lind (S), Eva Hägg (M)." in texts
    assert "Avstår (1): Dan Rönn (S)." in texts


def test_a_proposal_that_was_withdrawn_is_not_printed(seated, opened, item):
    kept = move(seated, item, "amendment", text="Taxan höjs senare.")
    gone = move(seated, item, "rejection", "Cia Alm")
    actions.support_motion(seated.owner, kept, person("Eva Hägg"), key="stöd")
    actions.withdraw_motion(seated.owner, gone, key="tillbaka")
    (told,) = parts(opened)["Yrkanden"].bullets
    assert told == "Bo Lind (S) med instämmande av Eva Hägg (M): ändring. Taxan höjs senare."


def test_a_reservation_is_printed_when_it_stands_and_not_while_it_waits(seated, opened, decided):
    for name in ("Bo Lind", "Asta Ek"):
        new = NewReservation(person(name), "beslutet att höja taxan")
        actions.reserve(seated.owner, decided, new, key=f"res/{name}")
    told = parts(opened)["Reservationer"].bullets
    assert told == ("Bo Lind (S) reserverar sig mot beslutet att höja taxan",)


def test_what_the_secretary_wrote_is_printed_in_its_paragraphs(seated, opened, decided):
    new = NewText("background", "Första\r\nraden.\r\n\r\nAndra stycket.\n\n\n", 0)
    actions.save_text(seated.owner, decided, new, key="text")
    texts = parts(opened)["Sammanfattning av ärendet"].texts
    assert texts == ("Första raden.", "Andra stycket.")


def test_statements_and_recipients_are_printed(seated, opened, decided):
    new = NewStatement(person("Bo Lind"), "note", "Vi ville ha ett underlag.")
    actions.state(seated.owner, decided, new, key="s")
    actions.set_recipients(seated.owner, decided, ["Kansliet", "Ekonomi"], key="m")
    found = parts(opened)
    (told,) = found["Särskilda yttranden och anteckningar"].bullets
    assert told == "Protokollsanteckning från Bo Lind: Vi ville ha ett underlag."
    assert found["Beslutet skickas till"].texts == ("Kansliet, Ekonomi",)


def test_a_decision_that_is_sent_to_nobody_says_so(seated, opened, decided):
    actions.set_recipients(seated.owner, decided, [], key="m")
    assert parts(opened)["Beslutet skickas till"].texts == ("Ingen",)


def test_a_part_with_nothing_in_it_has_no_heading(opened, decided):
    assert "Reservationer" not in parts(opened)
    assert "Beslutsunderlag" not in parts(opened)


@pytest.mark.parametrize(
    ("layout", "order"),
    [
        ("alingsas", ["Ärendebeskrivning", "Yrkanden", "Beslutsgång", "Beslut"]),
        ("harryda", ["Beslut", "Sammanfattning av ärendet", "Beslutsgång"]),
        ("harryda-2020", ["", "Yrkanden", "Propositionsordning", "Propositioner", "Beslut"]),
    ],
)
def test_the_parts_stand_in_the_bodys_own_order_with_its_own_labels(
    seated, opened, decided, layout, order
):
    terms = directory.NewTerms(seated.board.pk, date(2024, 3, 10), "Nytt", minutes_layout=layout)
    directory.set_terms(SETUP, terms, key="mall")
    actions.save_text(seated.owner, decided, NewText("background", "Text.", 0), key="b")
    found = list(parts(opened))
    assert [heading for heading in found if heading in order] == order


def test_who_served_is_printed_with_paragraphs_and_who_presided(seated, opened, decided):
    rows = {name: (role, span) for name, role, span in printed(opened).served}
    assert rows["Asta Ek (M)"] == ("ledamot, ordförande", "§\N{NO-BREAK SPACE}1")
    assert rows["Bo Lind (S)"] == ("ledamot", "§\N{NO-BREAK SPACE}1")
    assert len(rows) == 5


def test_one_who_left_before_the_paragraph_is_not_printed_as_having_served(seated, opened):
    roll(seated, opened, *MEMBERS)
    first = handle(seated, opened, "Upprop")
    actions.settle_item(seated.owner, first, ["Antecknas."], key="u1")
    note(seated, opened, "left", "Eva Hägg")
    second = handle(seated, opened, "Taxan")
    actions.settle_item(seated.owner, second, ["Antecknas."], key="u2")
    page = minutes_of(again(opened))
    one = printed_minutes(page, page.paragraphs[1:], HOW)
    assert "Eva Hägg (M)" not in [name for name, _, _ in one.served]
    assert one.title.endswith("§\N{NO-BREAK SPACE}2")


def test_the_head_tells_where_when_and_who(seated, opened, decided):
    facts = dict(printed(opened).facts)
    assert facts["Plats och tid"].startswith("Stora salen, 2024-03-15 klockan 12:00")
    assert (facts["Ordförande"], facts["Sekreterare"]) == ("Asta Ek", "Maj Ekedal")
    assert facts["Utsedda att justera"] == "Bo Lind"


def test_a_new_chair_is_told_with_the_paragraph(seated, opened, decided):
    actions.hand_over_chair(seated.owner, opened, person("Cia Alm"), key="byt")
    second = handle(seated, opened, "Avtalet")
    actions.settle_item(seated.owner, second, ["Antecknas."], key="u2")
    facts = dict(printed(opened).facts)
    assert facts["Ordförande"] == "Asta Ek, Cia Alm från §\N{NO-BREAK SPACE}2"


class TestSecret:
    """A secret paragraph in the two documents."""

    @pytest.fixture
    def hidden(self, seated, opened):
        roll(seated, opened, *MEMBERS)
        kept = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
        made = handle(seated, opened, "Individärende", hidden=kept)
        actions.settle_item(seated.owner, made, ["Barnet N placeras."], key="u")
        return opened

    def test_the_open_one_has_its_heading_and_one_sentence(self, seated, hidden):
        with compartment([seated.board.pk]):
            (paragraph,) = printed(hidden).paragraphs
        assert paragraph.heading == "§\N{NO-BREAK SPACE}1 Individärende"
        assert [part.texts for part in paragraph.parts] == [(NOT_HERE,)]

    def test_the_secret_one_has_its_true_title_and_words(self, seated, hidden):
        with compartment([seated.board.pk]):
            found = printed(hidden, secret=True)
        assert found.paragraphs[0].heading.endswith("Placering av barnet N")
        assert found.paragraphs[0].parts[0].points == ("Barnet N placeras.",)
        assert "sekretessbelagd del" in found.title

    def test_what_is_locked_in_the_open_says_no_more(self, seated, hidden):
        with compartment([seated.board.pk]):
            page = minutes_of(again(hidden))
            shown = printed_minutes(page, page.paragraphs, HOW).paragraphs[0]
            told = canonical(locked_paragraph(page.paragraphs[0], shown, secret=False))
            kept = locked_paragraph(page.paragraphs[0], shown, secret=True)
        assert "arnet N" not in told
        assert (kept["provision"], kept["title"]) == ("26 kap. 1 § OSL", "Placering av barnet N")


def test_the_votes_are_locked_as_data(opened, decided):
    page = minutes_of(again(opened))
    shown = printed_minutes(page, page.paragraphs, HOW).paragraphs[0]
    (held,) = locked_paragraph(page.paragraphs[0], shown, secret=False)["votes"]
    assert (held["yes"], held["no"], held["abstain"]) == (2, 2, 1)
    assert held["ballots"]["Bo Lind"] == "no"
    assert (held["outcome"], held["decided_by"]) == ("yes", "casting_vote")


def test_a_tie_is_printed_with_what_settled_it(seated, opened, decided):
    line = parts(opened)["Beslutsgång"].texts[1]
    assert "ordförandens utslagsröst avgjorde: bifall till förvaltningens förslag." in line
    url = reverse("minutes", args=[opened.pk])
    assert line in seated.browser(seated.owner_user).get(url).content.decode()


def test_a_proportional_election_is_printed_and_locked(seated, opened):
    roll(seated, opened, *MEMBERS)
    made = handle(seated, opened, "Val", matter="election")
    new = actions.NewElectionRequest("ledamöter", 2, 3)
    request = actions.request_election(seated.owner, made, new, key="b")
    groups = (actions.Group("Block A", 3, ("Ek",)), actions.Group("Block B", 2, ("Alm",)))
    actions.hold_election(seated.owner, request, actions.NewElection(groups, 0, ()), key="h")
    page = minutes_of(again(opened))
    texts = printed(opened).paragraphs[0].parts[0].texts
    assert "3 av 5 närvarande begär proportionellt val" in texts[0]
    assert texts[1] == "Block A, 3 sedlar, 1 plats: Ek."
    shown = printed_minutes(page, page.paragraphs, HOW).paragraphs[0]
    (held,) = locked_paragraph(page.paragraphs[0], shown, secret=False)["elections"]
    assert held["groups"][1] == {"name": "Block B", "ballots": 2, "seats": 1, "chosen": ["Alm"]}


def test_real_minutes_become_a_pdf(opened, decided):
    assert render_minutes(printed(opened), moment=clock.now()).startswith(b"%PDF-1.7")
