"""The minutes: what they say, what they lack, and what the secretary writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewReservation, NewStatement, NewText
from samverk.meetings.models import AgendaItem, RunningText
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    again,
    contested,
    draft,
    fill,
    handle,
    move,
    occasion,
    person,
    roll,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.minutes.finding import Part
from samverk.rules.preparation import Waiver
from samverk.rules.reservation import ReservationState


@kept
def item(seated, opened):
    """An item taken up with all five members there, and a draft of one point."""
    roll(seated, opened, *MEMBERS)
    made = handle(seated, opened, "Taxan")
    draft(seated, made, "Taxan höjs.")
    return AgendaItem.objects.select_related("meeting__body").get(pk=made.pk)


@kept
def decided(seated, item):
    """The item decided by a vote in which Bo Lind and Eva Hägg lost, and Dan Rönn abstained."""
    contested(seated, item)
    vote(seated, item, "main/1/vote", "yes", "no", "yes", "abstain", "no", key="rösten")
    # Two each, and the chair was for it
    actions.settle_item(seated.owner, item, ["Taxan höjs."], key="utgång")
    return item


def page(meeting):
    return minutes_of(again(meeting))


def errors(meeting):
    return [f.reason.text for f in page(meeting).check.value.errors]


def reserve(cast, item, name, against="beslutet att höja taxan"):
    new = NewReservation(person(name), against)
    return actions.reserve(cast.owner, item, new, key=f"res/{name}")


def test_minutes_of_a_meeting_that_has_all_are_complete(seated, opened, decided):
    assert errors(opened) == []
    assert page(opened).check.value.is_complete


def test_an_item_without_an_outcome_is_an_error_before_adjustment(seated, opened, item):
    assert any("ingen utgång" in text for text in errors(opened))


def test_the_minutes_say_who_served_in_which_paragraphs(seated, opened, decided):
    told = {name: service.span for name, service in page(opened).served}
    assert told["Asta Ek (M)"] == "§\N{NO-BREAK SPACE}1"
    assert len(told) == 5


def test_one_who_voted_against_reserves(seated, opened, decided):
    reserve(seated, decided, "Bo Lind")
    ((_, judged),) = page(opened).paragraphs[0].reservations
    assert judged.value.state is ReservationState.STANDS


@pytest.mark.parametrize("name", ["Asta Ek", "Dan Rönn"])
def test_one_whose_vote_speaks_against_it_waits_for_the_chair(seated, opened, decided, name):
    made = reserve(seated, decided, name)
    ((_, judged),) = page(opened).paragraphs[0].reservations
    assert judged.value.state is ReservationState.CHAIR_DECIDES
    actions.judge_reservation(seated.owner, made, accepts=True, key="j")
    ((_, judged),) = page(opened).paragraphs[0].reservations
    assert judged.value.state is ReservationState.STANDS
    with pytest.raises(ConflictError, match="redan avgjort"):
        actions.judge_reservation(seated.owner, made, accepts=False, key="j2")


def test_one_who_did_not_take_part_does_not_reserve(seated, decided):
    with pytest.raises(InputError, match="deltog inte i beslutet"):
        reserve(seated, decided, "Folke Ask")


def test_a_reservation_names_the_decision_and_is_noted_once(seated, decided):
    with pytest.raises(InputError, match="vilket beslut"):
        reserve(seated, decided, "Bo Lind", " ")
    new = NewReservation(person("Eva Hägg"), "beslutet")
    actions.reserve(seated.owner, decided, new, key="r1")
    with pytest.raises(ConflictError, match="redan antecknad"):
        actions.reserve(seated.owner, decided, new, key="r2")


def test_several_reserve_at_once_and_all_or_none_is_noted(seated, opened, decided):
    def together(*names, key):
        new = actions.NewReservations(tuple(person(name) for name in names), "beslutet")
        actions.reserve_together(seated.owner, decided, new, key=key)

    with pytest.raises(InputError, match="deltog inte i beslutet"):
        together("Bo Lind", "Folke Ask", key="fel")
    with pytest.raises(InputError, match="vem som reserverar sig"):
        together(key="ingen")
    together("Bo Lind", "Eva Hägg", key="rätt")
    told = page(opened).paragraphs[0].reserving
    assert sorted(name for name, *_ in told) == ["Bo Lind (S)", "Eva Hägg (M)"]


def test_no_reservation_after_the_meeting_has_ended(seated, opened, decided):
    actions.end_meeting(seated.owner, opened, key="slut")
    with pytest.raises(ConflictError, match="avslutat"):
        reserve(seated, decided, "Bo Lind")


def test_running_text_is_saved_also_after_the_meeting(seated, opened, decided):
    actions.end_meeting(seated.owner, opened, key="slut")
    new = NewText("background", "Taxan har stått still.", 0)
    assert actions.save_text(seated.owner, decided, new, key="t1").version == 1


def test_nobody_writes_over_what_somebody_else_has_saved(seated, decided):
    first = NewText("background", "Först.", 0)
    actions.save_text(seated.owner, decided, first, key="t1")
    with pytest.raises(ConflictError, match="Någon annan har ändrat"):
        actions.save_text(seated.owner, decided, NewText("background", "Sen.", 0), key="t2")
    assert RunningText.objects.get().text == "Först."


def test_a_statement_is_noted_with_its_words(seated, opened, decided):
    new = NewStatement(person("Bo Lind"), "note", "Vi ville ha ett underlag.")
    actions.state(seated.owner, decided, new, key="s")
    shown = (
        seated.browser(seated.owner_user).get(reverse("minutes", args=[opened.pk])).content.decode()
    )
    assert "Protokollsanteckning från Bo Lind: Vi ville ha ett underlag." in shown


def test_the_chair_is_no_adjuster_of_the_own_minutes(seated, opened):
    with pytest.raises(InputError, match="justerar ändå"):
        actions.choose_adjusters(seated.owner, opened, [person("Asta Ek")], key="k")
    actions.choose_adjusters(seated.owner, opened, [person("Bo Lind")], key="k2")
    actions.choose_adjusters(seated.owner, opened, [person("Cia Alm")], key="k3")
    assert [a.person.name for a in opened.adjusters.all()] == ["Cia Alm"]


@pytest.mark.parametrize(
    ("layout", "order"),
    [
        ("alingsas", ["Ärendebeskrivning", "Beslutsgång", ">Beslut<", "Beslutet ska skickas till"]),
        ("harryda", [">Beslut<", "Sammanfattning av ärendet", "Beslutsgång"]),
        ("harryda-2020", ["Yrkanden", "Propositionsordning", "Propositioner", ">Beslut<"]),
    ],
)
def test_a_bodys_own_layout_gives_its_order_and_labels(seated, opened, decided, layout, order):
    from datetime import date

    terms = directory.NewTerms(seated.board.pk, date(2024, 3, 10), "Nytt", minutes_layout=layout)
    directory.set_terms(SETUP, terms, key="mall")
    for part in ("background", "basis"):
        actions.save_text(seated.owner, decided, NewText(part, "Text.", 0), key=part)
    actions.set_recipients(seated.owner, decided, ["Kansliet"], key="m")
    shown = (
        seated.browser(seated.owner_user).get(reverse("minutes", args=[opened.pk])).content.decode()
    )
    places = [shown.index(label, shown.index('id="p1"')) for label in order]
    assert places == sorted(places)


def test_what_is_secret_is_not_in_the_minutes_that_others_read(seated, opened):
    people = [actions.Arrival(person(name)) for name in MEMBERS]
    actions.call_roll(seated.owner, opened, people, key="upprop")
    hidden = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
    facts = actions.ItemFacts("Individärende", hidden=hidden)
    made = actions.add_item(seated.owner, opened, facts, key="p")
    made = actions.take_up(seated.owner, made, key="t")
    actions.settle_item(seated.owner, made, ["Barnet N placeras."], key="u")
    actions.save_text(seated.owner, made, NewText("background", "Om barnet N.", 0), key="b")
    new = NewReservation(person("Bo Lind"), "beslutet om barnet N")
    actions.reserve(seated.owner, made, new, key="r")
    url = reverse("minutes", args=[opened.pk])
    assert "barnet N" in seated.browser(seated.owner_user).get(url).content.decode()
    for user in (None, seated.outsider_user, seated.colleague_user):
        assert "arnet N" not in seated.browser(user).get(url).content.decode()


def test_motions_are_told_as_they_were_put(seated, opened, item):
    move(seated, item, "rejection")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    shown = (
        seated.browser(seated.owner_user).get(reverse("minutes", args=[opened.pk])).content.decode()
    )
    assert "Bo Lind (S): avslag" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("waiver", "expected"), [("", ["5 kap. 26"]), (Waiver.AUDIT_REPORT.value, [])]
)
def test_a_council_that_decides_what_nobody_prepared_leaves_a_doubt(cast, waiver, expected):
    fill(cast.council)
    meeting = again(actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf"))
    for kind in ("announced", "called"):
        fact = actions.NewMeetingFact(kind, date(2024, 3, 1))
        actions.record_meeting_fact(cast.owner, meeting, fact, key=kind)
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(meeting), *MEMBERS)
    item = handle(cast, again(meeting), "Taxan")
    AgendaItem.objects.filter(pk=item.pk).update(waiver=waiver)
    actions.settle_item(cast.owner, item, ["Taxan höjs."], decided=True, key="u")
    found = minutes_of(again(meeting)).check.value.findings
    doubts = [f.reason for f in found if f.part is Part.DECISION]
    assert [str(each.statute)[:9] for each in doubts] == expected
