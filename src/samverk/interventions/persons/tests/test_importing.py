"""Those who waited before the system: entered with their real days, all of a file or none."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from samverk.analytics.waiting.estimation import Beliefs, estimate
from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Sent
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import PriorityClass
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import queueing, waiting
from samverk.interventions.persons.actions.importing import try_waiting
from samverk.interventions.persons.models import (
    Person,
    Protection,
    QueueEntry,
    QueuePause,
    Referral,
    WaitReport,
)
from samverk.interventions.persons.queries.balance import stated
from samverk.interventions.persons.queries.histories import history, turned
from samverk.interventions.persons.queries.line import place_in_queue
from samverk.interventions.persons.reading.waiting import FileError, Known, read_waiting
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, WOMAN
from samverk.interventions.persons.tests.test_far import there
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import number_of
from samverk.interventions.persons.walls import unread

TODAY = date(2024, 3, 15)
CAME, JOINED = date(2023, 3, 1), date(2023, 3, 20)
HEAD = "Namn;Personnummer;Remittent;Remissen kom;Ställd i kö;Pauser;Underlag;Senast bekräftad"
ROW = "Siv Påhitt;{number};Lillköping;2023-03-01;2023-03-20;{pauses};Pärm 4;2024-01-10"


def waited(party, number=WOMAN, **more):
    said = {
        "name": "Siv Påhitt",
        "number": number,
        "sender": party.cast.town.pk,
        "received_on": CAME,
        "joined_on": JOINED,
        "source": "Pärm 4",
    }
    return persons.NewWaiting(**(said | more))


def enter(party, *rows, key="in"):
    at = (party.coordinator, party.receives, party.delivery.pk)
    return persons.enter_waiting(*at, rows, key=key)


def entry(party):
    with unread([party.receives]):
        return QueueEntry.objects.select_related("referral__person").get()


def test_the_clock_is_the_real_one_and_says_how_they_came(party):
    pause = persons.CarriedPause(date(2023, 5, 1), date(2023, 6, 1), "health")
    enter(party, waited(party, pauses=(pause,), confirmed_on=date(2024, 1, 10)))
    row = entry(party)
    assert (row.clock_start, row.joined_on, row.seen_from) == (CAME, JOINED, TODAY)
    assert (row.origin, row.state, row.confirmed_on) == ("imported", "waiting", date(2024, 1, 10))
    with unread([party.receives]):
        wait = place_in_queue(row, TODAY).wait.value
        assert (wait.total, wait.adjusted) == (380, 349)
        step = row.steps.get()
        assert (step.event, step.happened_on, step.recorded_at.date()) == ("join", JOINED, TODAY)
        assert "Underlag: Pärm 4" in told(row.referral.person, step, "note")["text"]
        days = row.referral.steps.values_list("event", "happened_on")
        assert list(days) == [("submit", CAME), ("take_up", JOINED), ("accept", JOINED)]


def test_a_pause_that_lasts_is_open(party):
    pause = persons.CarriedPause(date(2024, 2, 1), None, "health")
    enter(party, waited(party, pauses=(pause,)))
    assert entry(party).state == "paused"
    with unread([party.receives]):
        assert QueuePause.objects.get().to_date is None


def test_nothing_is_known_of_the_queue_before_they_were_entered(party):
    for nth in range(20):
        enter(party, waited(party, number_of(nth)), key=f"in/{nth}")
    with unread([party.receives]):
        queue = history(party.delivery)
    assert queue.observed == TODAY
    assert {(one.clock, one.entered, one.origin.value) for one in queue.entries} == {
        (CAME, TODAY, "imported")
    }
    # Nobody joined while the queue was seen: the rate is unknown, not twenty in a year
    assert estimate(queue, TODAY, Beliefs()).joined == 0


def test_the_queue_adds_up_on_both_sides_of_the_day(party):
    Walk(party, "w").in_queue(MAN)
    then = TODAY + timedelta(10)
    with time_machine.travel(f"{then}T12:00:00+01:00", tick=False):
        enter(party, waited(party))
    with unread([party.receives]):
        for day in (then, then + timedelta(1)):
            flow = stated(party.delivery, TODAY, day).flows[0]
            assert (flow.joined, flow.transferred_in, flow.closing, flow.missing) == (1, 1, 2, 0)
        flow = stated(party.delivery, TODAY, then - timedelta(1)).flows[0]
        assert (flow.joined, flow.transferred_in, flow.closing, flow.missing) == (1, 0, 1, 0)


def test_the_waits_are_measured_and_the_old_referral_counts_as_none_that_came(party):
    enter(party, waited(party))
    waiting.measure_all()
    with unread([party.receives]):
        assert WaitReport.objects.get(delivery=party.delivery).figures["adds_up"]
        assert turned(party.delivery.pk, date(2023, 1, 1), TODAY).came == 0


def test_a_referrer_elsewhere_is_told_nothing_of_what_it_does_not_have(party):
    with there():
        key = own_public_key()
    address = "https://l.example/vaxling/ta-emot/"
    peer = exchange.NewPeer(party.cast.town.pk, "212000-0001", address, key)
    exchange.add_peer(SETUP, peer, key="p")
    enter(party, waited(party))
    row = entry(party)
    queueing.remove_from_queue(
        party.receiver, party.receives, row.pk, queueing.Removal("moved"), key="av"
    )
    assert not Sent.objects.exists()


def test_the_team_confirms_with_the_person_itself(party):
    enter(party, waited(party))
    row = entry(party)
    queueing.confirm_with_person(party.receiver, party.receives, row.pk, key="b")
    assert entry(party).confirmed_on == TODAY


def test_one_with_a_protected_identity_is_hidden_from_the_first(party):
    enter(party, waited(party, protected=True))
    with unread([party.receives]):
        assert Protection.objects.count() == 1


def test_all_faults_are_told_at_once_and_nothing_is_entered(party):
    rows = (
        waited(party, row=2),
        waited(party, row=3, joined_on=date(2023, 1, 1)),
        waited(party, number_of(3), row=4, received_on=date(2025, 1, 1), source=" "),
    )
    with pytest.raises(InputError) as fault:
        enter(party, *rows)
    said = fault.value.message
    for words in (
        "Rad 3, kolumn Personnummer: Personen står också på rad 2",
        "Rad 3, kolumn Ställd i kö: Personen ställdes i kö innan remissen kom",
        "Rad 4, kolumn Remissen kom: Dagen då remissen kom är i framtiden",
        "Rad 4, kolumn Underlag",
    ):
        assert words in said
    with unread([party.receives]):
        assert not Person.objects.exists()


def test_one_who_stands_there_already_is_not_entered_again(party):
    enter(party, waited(party))
    with pytest.raises(InputError, match="står redan i kön"):
        enter(party, waited(party), key="igen")


def test_the_same_send_enters_once(party):
    assert enter(party, waited(party)).pk == enter(party, waited(party)).pk
    with unread([party.receives]):
        assert QueueEntry.objects.count() == Referral.objects.count() == 1


def test_nobody_else_enters_anybody(party):
    for actor in (party.receiver, party.referrer, party.other_coordinator):
        with pytest.raises(NotAllowedError):
            persons.enter_waiting(
                actor, party.receives, party.delivery.pk, [waited(party)], key="x"
            )
        with pytest.raises(NotAllowedError):
            try_waiting(actor, party.receives, party.delivery.pk, [waited(party)])


def known(party):
    group = PriorityClass.objects.filter(delivery=party.delivery)
    return Known(
        {"lillköping": party.cast.town.pk, "norrvik": party.cast.neighbour.pk},
        {one.name.casefold(): one.pk for one in group},
    )


def csv_of(*rows, head=HEAD):
    return "\r\n".join([head, *rows]).encode()


def test_a_file_is_read_with_pauses_of_both_kinds(party):
    PriorityClass.objects.create(delivery=party.delivery, rank=0, name="Unga", ground="Under 30")
    pauses = '"2023-05-01 till 2023-06-01 hälsa; från 2024-02-01 eget önskemål"'
    found = read_waiting(csv_of(ROW.format(number=WOMAN, pauses=pauses)), known(party))
    assert not found.faults
    (row,) = found.rows
    assert (row.row, row.sender, row.received_on) == (2, party.cast.town.pk, CAME)
    assert [(one.from_date, one.to_date, one.reason) for one in row.pauses] == [
        (date(2023, 5, 1), date(2023, 6, 1), "health"),
        (date(2024, 2, 1), None, "person_choice"),
    ]


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("2023-03-01", "1/3 2023", "är inte skriven som ÅÅÅÅ-MM-DD"),
        ("2023-03-01", "2023-02-30", "finns inte"),
        ("2023-03-01", "45000", "sparad som ett tal"),
        ("{number}", "1,99E+11", "sparat som ett tal"),
        ("{number}", "101019802", "sparat som ett tal"),
        ("{number}", "=A1", "det är en formel"),
        ("Lillköping", "Storköping", "finns inte här"),
        ("Siv Påhitt", "", "fyll i den"),
        ("{pauses}", "ett tag", "skriv pausen som"),
        ("{pauses}", "från 2024-01-01 semester", "skälet till pausen"),
    ],
)
def test_each_fault_names_its_row_and_column(party, cell, value, words):
    wrong = ROW.replace(cell, value).format(number=WOMAN, pauses="")
    right = ROW.format(number=MAN, pauses="")
    found = read_waiting(csv_of(right, wrong), known(party))
    (fault,) = found.faults
    assert fault.row == 3
    assert words in fault.text
    assert str(fault).startswith(f"Rad 3, kolumn {fault.column}: ")


def book(*rows):
    sheet = Workbook()
    for row in (HEAD.split(";"), *rows):
        sheet.active.append(row)
    out = BytesIO()
    sheet.save(out)
    return out.getvalue()


def test_an_excel_file_is_read_with_its_days_and_its_formulas_named(party):
    day = (date(2023, 3, 1), date(2023, 3, 20))
    right = ["Siv Påhitt", WOMAN, "Lillköping", *day, "", "Pärm 4", ""]
    wrong = ["Bo Påhitt", 7505019802, "Lillköping", day[0], "=D3+1", "", "Pärm 4", ""]
    small = ["Bo Påhitt", 101019802, "Lillköping", *day, "", "Pärm 4", ""]
    found = read_waiting(book(right, wrong, small), known(party))
    assert [(row.row, row.joined_on) for row in found.rows] == [(2, day[1])]
    assert [(one.row, one.column) for one in found.faults] == [
        (3, "Ställd i kö"),
        (4, "Personnummer"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (HEAD.encode(), "inga rader"),
        (b"Namn;Personnummer\nSiv;1", "saknar rubriken Remittent"),
        ((HEAD + ";Diagnos").encode(), "Ta bort kolumnen"),
        (b"PK\x03\x04 inget", "Excel"),
    ],
)
def test_what_is_no_such_table_is_refused(party, content, words):
    with pytest.raises(FileError, match=words):
        read_waiting(content, known(party))


def upload(content):
    return SimpleUploadedFile("ko.csv", content, "text/csv")


def test_the_file_is_tried_first_and_then_entered(party):
    pages, at = Pages(party), (party.receives, party.delivery.pk)
    who = party.coordinator_user
    content = csv_of(ROW.format(number=WOMAN, pauses=""), ROW.format(number=MAN, pauses=""))
    page = pages.send(who, "enter_waiting_file", *at, file=upload(content))
    assert "2 kan föras in" in text(page)
    with unread([party.receives]):
        assert not QueueEntry.objects.exists()
    wrong = content + b"\r\n" + ROW.format(number="1", pauses="").encode()
    page = pages.send(who, "enter_waiting_file", *at, file=upload(wrong), enters="on")
    assert page.status_code == 400
    assert "Inget har förts in" in text(page)
    page = pages.send(who, "enter_waiting_file", *at, file=upload(content), enters="on")
    assert page.status_code == 302
    with unread([party.receives]):
        assert QueueEntry.objects.count() == 2


def test_one_is_entered_on_a_page(party):
    pages, at = Pages(party), (party.receives, party.delivery.pk)
    said = {
        "name": "Siv Påhitt",
        "number": WOMAN,
        "sender": party.cast.town.pk,
        "received_on": "2023-03-01",
        "joined_on": "2023-03-20",
        "source": "Pärm 4",
    }
    who = party.coordinator_user
    half = pages.send(who, "enter_waiting", *at, **said, pause_from="2023-05-01")
    assert half.status_code == 400
    assert pages.send(who, "enter_waiting", *at, **said).status_code == 302
    page = text(pages.get(party.receiver_user, "queue_entry", entry(party).pk))
    assert "Väntade redan när systemet togs i bruk" in page
    came = text(pages.get(party.receiver_user, "received_referral", entry(party).referral_id))
    assert "remissen kom innan systemet togs i bruk" in came
