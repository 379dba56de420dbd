"""What became of referrals, places and offers reaches the federation: by reason, and as no small number."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.exchange import actions as exchange
from samverk.exchange.models import Received
from samverk.federation.models import CountReport
from samverk.federation.queries import PARTS, RETURNS, Measure, count_tables
from samverk.interventions.models import AttendanceCount
from samverk.interventions.persons.actions import people, queueing, receiving, send_counts
from samverk.interventions.persons.actions.keeping_counts import keep_counts
from samverk.interventions.persons.models import KeptCount, Person
from samverk.interventions.persons.queries.answered import REASONS
from samverk.interventions.persons.queries.editions import Sent, to_send
from samverk.interventions.persons.queries.sums import DeliveryCount, counts_shown_between
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.returning import answered, many
from samverk.interventions.persons.tests.test_editions import CODES, SMALL, rows_of
from samverk.interventions.persons.tests.test_sending_counts import in_force, numbers, peers
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.interventions.queries import results_of
from samverk.project.testing.readers import ReaderClient
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReturnReason

__all__ = ["peers"]
YEAR = (date(2024, 1, 1), date(2024, 3, 15))
COMPLEX = Measure.RETURNED_COMPLEX


def send(party, key="k"):
    made = send_counts(party.coordinator, party.receives, 2024, key=key)
    exchange.deliver(made.pk)
    return made


def test_every_reason_is_told_in_one_measure():
    assert {*REASONS.values(), ReturnReason.OTHER} == set(ReturnReason)
    assert {*REASONS, Measure.RETURNED_OTHER} == set(RETURNS)
    assert dict(PARTS)[Measure.RETURNED] == RETURNS


def test_what_the_team_returns_is_counted_by_its_reason(party):
    copy = Walk(party, "a").came(Walk(party, "a").sent())
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    assert numbers(party) == {"referred": (1, 0, 0)}
    receiving.return_referral(*at, receiving.Return("too_complex", "Vården först"), key="r")
    assert numbers(party) == {
        "referred": (1, 0, 0),
        "returned": (1, 0, 0),
        "returned_complex": (1, 0, 0),
    }


def test_a_referral_counts_in_the_years_that_the_team_had_it(party):
    answered(party, "woman", "returned", "other", came=date(2023, 12, 28))
    answered(party, "man", "lapsed", came=date(2023, 12, 1))
    answered(party, "man", "entered_in_error")
    before = numbers(party, days=(date(2023, 1, 1), date(2023, 12, 31)))
    assert before == {"referred": (1, 1, 0), "lapsed": (0, 1, 0)}
    assert numbers(party) == {
        "referred": (1, 0, 0),
        "returned": (1, 0, 0),
        "returned_other": (1, 0, 0),
    }


def test_who_says_no_and_is_taken_out_of_the_queue_is_counted(party):
    entry = Walk(party, "a").in_queue(MAN)
    at = (party.receiver, party.receives, entry.pk)
    queueing.offer_place(*at, queueing.NewOffer(date(2024, 3, 22)), key="o")
    queueing.answer_offer(*at, queueing.Answer("declined", reason="bad_time"), key="n")
    queueing.remove_from_queue(*at, queueing.Removal("studies"), key="r")
    found = numbers(party)
    assert {name: found[name] for name in ("offered", "declined", "removed")} == dict.fromkeys(
        ("offered", "declined", "removed"), (0, 1, 0)
    )
    assert "waiting" not in found


def test_who_is_protected_counts_in_the_sum_alone(party):
    row = answered(party, "woman", "returned", "too_complex")
    desk = Desk(party.receives, Hand.CASE_WORKER)
    people.protect_person(party.worker, desk, row.person_id, key="skydd")
    assert numbers(party)["returned"] == (1, 0, 0)
    shown = counts_shown_between(party.receives, *YEAR, party.coordinator_user.pk)
    assert not [one for one in shown if one.total]


def test_a_return_is_counted_when_the_person_is_removed_too(party):
    row = answered(party, "woman", "returned", "too_complex", came=date(2023, 12, 28))
    with unread([party.receives]):
        keep_counts(Person.objects.get(pk=row.person_id))
        kept = sorted(KeptCount.objects.values_list("measured", "year", "number", "is_protected"))
    assert kept == [
        ("referred", 2023, 1, False),
        ("referred", 2024, 1, False),
        ("returned", 2024, 1, False),
        ("returned_complex", 2024, 1, False),
    ]
    # Nobody is removed here: who is counted once as a person and once as a number is two
    both = dict.fromkeys(("referred", "returned", "returned_complex"), (2, 0, 0))
    assert numbers(party, days=(date(2024, 1, 1), date(2024, 12, 31))) == both


def test_returns_go_from_the_team_to_the_federations_page(party, peers):
    many(party, 9, "woman", "returned", "too_complex")
    many(party, 8, "man", "returned", "too_complex")
    many(party, 6, "woman", "accepted")
    many(party, 2, "man", "returned", "outside_age")
    send(party)
    found = in_force()
    assert found["referred"] == (15, 10, 0, 25)
    assert found["returned_complex"][3] in (17, None)
    assert found["returned_age"][1:] == (None, 0, None)
    told = results_of([party.delivery.pk], 2024)
    assert told[party.delivery.pk, Measure.RETURNED].total == 19
    page = ReaderClient().get("/forbund/trean/insatser/").content.decode()
    assert "Återremitterades under perioden" in page
    assert "Räknat i remisser: en person kan ha flera." in page
    assert "Ett skäl som inte står för sig gällde ingen remiss." in page
    assert "för bostadsorten" not in page


def test_the_same_message_received_twice_changes_nothing(party, peers):
    many(party, 9, "woman", "returned", "too_complex")
    made = send(party)
    before = list(CountReport.objects.order_by("pk").values())
    exchange.deliver(made.pk)
    send(party, "k")
    assert Received.objects.count() == 1
    assert list(CountReport.objects.order_by("pk").values()) == before


def test_visits_are_told_where_they_are_counted_and_unknown_elsewhere(party, peers):
    for day, women in ((date(2024, 2, 1), 7), (date(2024, 3, 1), 8), (date(2023, 5, 1), 40)):
        AttendanceCount.objects.create(delivery=party.open_door, held_on=day, women=women, men=9)
    send(party)
    told = results_of([party.open_door.pk, party.delivery.pk], 2024)
    assert told[party.open_door.pk, Measure.VISITS].numbers == (15, 18, 0, 33)
    assert (party.delivery.pk, Measure.VISITS) not in told
    assert in_force()["visits"] == (15, 18, 0, 33)
    (table,) = [
        one
        for one in count_tables(party.delivery.intervention.federation_id)
        if one.measure is Measure.VISITS
    ]
    assert table.unit_told.startswith("Räknat i besök: ingen vet vilka som kom")
    assert table.shown.value.total == 33


def test_few_visits_are_not_told(party, peers):
    AttendanceCount.objects.create(
        delivery=party.open_door, held_on=date(2024, 2, 1), women=3, men=0
    )
    send(party)
    assert in_force()["visits"] == (None, None, 0, None)


def counted(*each):
    """Count women and men by delivery, in turn, and measure; nobody in what is not named."""
    return [
        DeliveryCount(
            place, code, str(code), 1, "individual", one, *by.get(one.value, (0, 0)), unknown=0
        )
        for place, (code, by) in enumerate(zip(CODES, each, strict=False))
        for one in Measure
    ]


def returned_for(near, complexity, other=(0, 0)):
    """Give the measures of a delivery from its returns: near work, too complex, and otherwise."""
    reasons = {"returned_near": near, "returned_complex": complexity, "returned_other": other}
    returned = tuple(map(sum, zip(*reasons.values(), strict=True)))
    return {**reasons, "returned": returned, "referred": tuple(one + 10 for one in returned)}


def told_of(told, measure, deliveries, name):
    """Give a number; nobody in all is nobody in a row that stands nowhere."""
    none = 0 if told[measure, ()]["total"] == 0 else None
    return told.get((measure, deliveries), {}).get(name, none)


def last_reasons(told):
    """Give what is left of the returns when all reasons but one are taken away."""
    for (measure, deliveries), row in told.items():
        for name in ("women", "men", "total") if measure == "returned" else ():
            inner = [told_of(told, one.value, deliveries, name) for one in RETURNS]
            if row[name] is not None and inner.count(None) == 1:
                yield row[name] - sum(one or 0 for one in inner)


def test_the_last_reason_is_not_told_by_the_others():
    """Without the tie the third delivery's total, three, is what the other reasons leave."""
    each = (
        returned_for((3, 0), (12, 0)),
        returned_for((6, 2), (0, 8)),
        returned_for((3, 5), (0, 14), (0, 3)),
    )
    told = rows_of(to_send(counted(*each), YEAR[1], []))
    assert not [left for left in last_reasons(told) if left in SMALL]
    assert not [row[name] for row in told.values() for name in row if row[name] in SMALL]


pairs = st.tuples(st.integers(0, 9), st.integers(0, 9))


@given(st.lists(st.builds(returned_for, pairs, pairs, pairs), min_size=1, max_size=3))
@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_is_returned_no_small_number_is_told_or_left(each):
    told = rows_of(to_send(counted(*each), YEAR[1], []))
    assert not [row[name] for row in told.values() for name in row if row[name] in SMALL]
    assert not [left for left in last_reasons(told) if left in SMALL]


def test_one_more_return_since_the_last_message_is_not_told():
    first = counted(returned_for((0, 0), (12, 10)))
    later = counted(returned_for((0, 0), (13, 10)))
    before = [Sent(date(2024, 2, 1), to_send(first, date(2024, 2, 1), []).kept)]
    told = rows_of(to_send(later, YEAR[1], before))
    for measure in ("referred", "returned", "returned_complex"):
        assert told[measure, ()]["women"] is None
        assert told[measure, ()]["total"] is None


def test_what_is_divided_has_no_rest_in_the_proof():
    proof = to_send(counted(returned_for((6, 5), (6, 5))), YEAR[1], []).proof
    links = [one for part in proof for one in part["links"]]
    rests = [one["rest"] for one in links if one["whole"][0].startswith("returned ")]
    assert rests
    assert not any(rests)
