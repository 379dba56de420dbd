"""The agenda: items come, move, go and are taken up with their §, without gaps."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions.secret_reading import reading
from samverk.meetings.models import AgendaItem, AgendaItemSecret
from samverk.meetings.queries.agenda import agenda_of, rows_of
from samverk.meetings.queries.meetings import meeting_by_id
from samverk.meetings.tests.conftest import DAY, add, fill, occasion, person, settle
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.agenda import May, Section

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")


def titles(meeting):
    return [i.title for i in AgendaItem.objects.filter(meeting=meeting).order_by("position")]


@kept
def three(seated, meeting):
    return [add(seated, meeting, title) for title in ("Ett", "Två", "Tre")]


@pytest.mark.parametrize(
    ("which", "place", "order"),
    [(2, 1, ["Tre", "Ett", "Två"]), (0, 3, ["Två", "Tre", "Ett"]), (1, 2, ["Ett", "Två", "Tre"])],
)
def test_an_item_moves_and_the_others_make_room(seated, meeting, three, which, place, order):
    actions.move_item(seated.owner, three[which], place, key="k")
    assert titles(meeting) == order


def test_an_item_does_not_move_outside_the_agenda(seated, three):
    with pytest.raises(InputError, match="från 1 till 3"):
        actions.move_item(seated.owner, three[0], 4, key="k")


def test_items_are_grouped_by_who_decides(seated, meeting):
    add(
        seated,
        meeting,
        "Till fullmäktige",
        section="Beslutas av annat organ",
        decider=seated.council.pk,
    )
    add(seated, meeting, "Rapport", section=Section.INFORMATION.value)
    add(seated, meeting, "Eget", section=Section.HERE.value)
    groups = agenda_of(rows_of(meeting))
    assert [(g.heading, [r.item.title for r in g.rows]) for g in groups] == [
        ("Beslutas här", ["Eget"]),
        ("Beslutas av Kommunfullmäktige, Lillköping", ["Till fullmäktige"]),
        ("Information och anmälningar", ["Rapport"]),
    ]


def test_a_secret_items_true_title_is_read_only_inside_its_compartment(seated, meeting):
    item = add(seated, meeting, "Individärende", hidden=HIDDEN)
    with reading(seated.owner, meeting, [item]):
        (own,) = rows_of(meeting)
    assert own.secret.title == HIDDEN.title
    for stranger in seated.strangers[1:]:
        with reading(stranger, meeting, [item]):
            (row,) = rows_of(meeting)
        assert (row.secret, row.item.title) == (None, "Individärende")
    assert AgendaItemSecret.objects.filter(item=item).count() == 0


def test_a_secret_item_needs_its_provision(seated, meeting):
    with pytest.raises(InputError, match="sekretessbestämmelse") as fault:
        add(seated, meeting, "X", hidden=actions.Hidden(" ", "Y"))
    assert fault.value.field == "provision"


def test_a_secret_paper_never_comes_to_an_open_item(seated, meeting, three):
    case = registry.open_case(SETUP, registry.NewCase(seated.board.pk, "Barnet", DAY), key="c")
    secret = registry.Secret("26 kap. 1 § OSL", "Om barnet")
    new = registry.NewDocument(case.pk, "drawn_up", "memo", DAY, secret=secret)
    paper = registry.register_document(SETUP, new, key="d")
    with pytest.raises(InputError, match="sekretessbelagd punkt"):
        actions.add_paper(seated.owner, three[0], paper.pk, key="k1")
    hidden = add(seated, meeting, "Individärende", hidden=HIDDEN)
    assert actions.add_paper(seated.owner, hidden, paper.pk, key="k2").position == 1


def test_items_get_their_paragraphs_in_the_order_they_are_taken_up(seated, opened, three):
    taken = []
    for n in (1, 0):
        taken.append(actions.take_up(seated.owner, three[n], key=f"k{n}"))
        settle(seated, taken[-1])
    assert [(i.turn, i.paragraph) for i in taken] == [(1, 1), (2, 2)]


def test_the_years_numbers_go_on_at_the_next_meeting(seated, opened, three):
    actions.take_up(seated.owner, three[0], key="k0")
    evening = occasion(starts_at=time(18))
    later = actions.plan_meeting(seated.owner, seated.board.pk, evening, key="kväll")
    later = meeting_by_id(later.pk)
    actions.open_meeting(seated.owner, later, person("Asta Ek"), "Maj", key="öppna kväll")
    item = add(seated, later, "Fyra")
    assert actions.take_up(seated.owner, item, key="k1").paragraph == 2


def test_a_body_may_number_each_meeting_from_one(seated, opened, three):
    new = directory.NewTerms(seated.board.pk, date(2024, 3, 1), "Nytt", numbering="meeting")
    directory.set_terms(SETUP, new, key="nytt")
    actions.take_up(seated.owner, three[0], key="k0")
    assert AgendaItem.objects.get(pk=three[0].pk).paragraph == 1


def test_what_is_taken_up_is_neither_moved_nor_struck(seated, opened, three):
    actions.take_up(seated.owner, three[0], key="k0")
    for act in (
        lambda: actions.take_up(seated.owner, three[0], key="k1"),
        lambda: actions.move_item(seated.owner, three[0], 3, key="k2"),
        lambda: actions.strike_item(seated.owner, three[0], "Utgår.", key="k3"),
    ):
        with pytest.raises(ConflictError, match="redan upptagen som § 1"):
            act()


def test_a_struck_item_stays_with_its_reason(seated, opened, three):
    actions.strike_item(seated.owner, three[1], "Dras tillbaka.", key="k")
    assert AgendaItem.objects.get(pk=three[1].pk).struck_why == "Dras tillbaka."
    with pytest.raises(ConflictError, match="utgått: Dras tillbaka"):
        actions.take_up(seated.owner, three[1], key="k1")


def test_nothing_is_taken_up_before_the_meeting_is_opened(seated, meeting, three):
    with pytest.raises(ConflictError, match="Öppna sammanträdet först"):
        actions.take_up(seated.owner, three[0], key="k")


def test_what_came_after_the_papers_were_sent_is_marked(seated, meeting, three):
    sent = actions.NewMeetingFact("dispatched", DAY)
    actions.record_meeting_fact(seated.owner, meeting, sent, key="sänt")
    with time_machine.travel("2024-03-15T12:30:00+01:00", tick=False):
        add(seated, meeting, "Sent")
    assert [row.is_new for row in rows_of(meeting)] == [False] * 3 + [True]


def test_others_may_not_change_the_agenda(seated, three):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.move_item(stranger, three[0], 2, key="k")


def test_a_council_item_shows_the_chain_that_prepared_it(seated):
    fill(seated.council, parties=("S", "M"))
    meeting = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    meeting = meeting_by_id(meeting.pk)
    for kind in ("announced", "called"):
        fact = actions.NewMeetingFact(kind, date(2024, 3, 1))
        actions.record_meeting_fact(seated.owner, meeting, fact, key=kind)
    case = registry.open_case(SETUP, registry.NewCase(seated.council.pk, "Taxa", DAY), key="c1")
    item = actions.ItemFacts("Taxa", case=case.pk)
    actions.add_item(seated.owner, meeting, item, key="i")
    (row,) = rows_of(meeting)
    assert row.may_be_decided.value is May.NO
    executive = directory.add_body(
        SETUP, directory.NewBody(seated.town.pk, "executive", "Kommunstyrelsen", "KS"), key="ks"
    )
    prepared = registry.open_case(SETUP, registry.NewCase(executive.pk, "Taxa", DAY), key="c2")
    registry.link_cases(SETUP, case, prepared, "same_matter", key="l")
    proposal = decisions.NewDecision(
        seated.town.pk, "Taxa", "proposes", executive.pk, date(2024, 2, 1), 12, case=prepared.pk
    )
    decisions.register_decision(SETUP, proposal, key="b")
    (row,) = rows_of(meeting)
    assert row.may_be_decided.value is May.YES


def test_the_agenda_is_read_in_a_fixed_number_of_queries(
    seated, meeting, three, django_assert_max_num_queries
):
    for number in range(20):
        add(seated, meeting, f"Punkt {number}")
    with django_assert_max_num_queries(10):
        rows_of(meeting_by_id(meeting.pk))
