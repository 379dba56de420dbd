"""A change that is proposed to the referrer: answered here at once, or in another installation."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.exchange.sealing import sealed
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import correcting, proposing
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.actions.far import read_sealed
from samverk.interventions.persons.models import ChangeProposal, Consent, Participation, Referral
from samverk.interventions.persons.queries.proposals import asked_of
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, there
from samverk.interventions.persons.tests.test_far_waits import accepted, message
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.wires import in_turn, legible
from samverk.interventions.persons.tests.working import begun, in_the_door, through
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.proposal import ProposalEvent as E
from samverk.rules.interventions.proposal import ProposalState as S
from samverk.rules.interventions.proposal import proposal_step

__all__ = ["accepted", "far"]
END = date(2024, 9, 30)
WHY = "Behöver tre månader till"
LONGER = persons.NewProposal("end_date", WHY, planned_end=END)
HALF = persons.NewProposal("extent", "Orkar halva dagar", extent=50)
YES, NO = persons.Reply(approved=True), persons.Reply(approved=False, reason="need", note="Räcker")


@kept
def part(party):
    """Somebody who was referred, and takes part."""
    return through(party, "f")


def at(party, part):
    return (party.worker, party.receives, part.pk)


def sent_of(party):
    with unread([party.sends]):
        return Referral.objects.get(side="sent")


def rows(party, kind="end_date"):
    """The proposer's rows of a kind and the referrer's, as they stand, the first first."""
    found = []
    for body in (party.receives, party.sends):
        with unread([body]):
            of_kind = ChangeProposal.objects.filter(kind=kind).order_by("recorded_at")
            found.append([row.state for row in of_kind])
    return found


def now(party, part):
    with unread([party.receives]):
        return Participation.objects.get(pk=part.pk)


def answer(party, kind, reply, key="svar"):
    sent = sent_of(party)
    return persons.answer_proposal(party.referrer, party.sends, (sent.pk, kind), reply, key=key)


def test_what_is_approved_is_carried_out_and_both_know(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    assert rows(party) == [["open"], ["open"]]
    assert now(party, part).planned_end is None
    answer(party, "end_date", persons.Reply(approved=True, note="Bra"))
    assert rows(party) == [["approved"], ["approved"]]
    changed = now(party, part)
    assert changed.planned_end == END
    with unread([party.receives]):
        step = changed.steps.get(event="change")
        assert (step.hand, step.party_id) == ("referrer", party.cast.town.pk)
        assert "Godkänt förslag" in told(changed.person, step, "note")["text"]
        made = ChangeProposal.objects.get()
        assert told(made.person, made, "reply")["text"] == "Bra"
        assert [(one.event, one.hand) for one in made.steps.all()] == [
            ("propose", "case_worker"),
            ("approve", "referrer"),
        ]


def test_what_is_rejected_changes_nothing_and_says_why(party, part):
    persons.propose_change(*at(party, part), HALF, key="f1")
    with pytest.raises(InputError, match="varför förslaget avslås"):
        answer(party, "extent", persons.Reply(approved=False), "a")
    with pytest.raises(InputError, match="bara när förslaget avslås"):
        answer(party, "extent", persons.Reply(approved=True, reason="need"), "b")
    answer(party, "extent", NO)
    assert rows(party, "extent") == [["rejected"], ["rejected"]]
    assert now(party, part).extent == 100
    page = text(Pages(party).get(party.worker_user, "participation", part.pk))
    assert "Avslaget" in page
    assert "behovet bedöms annorlunda" in page
    assert "Räcker" in page


def test_a_new_one_of_the_same_kind_replaces_and_another_kind_stands_beside(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    persons.propose_change(*at(party, part), HALF, key="f2")
    later = persons.NewProposal("end_date", WHY, planned_end=date(2024, 12, 31))
    persons.propose_change(*at(party, part), later, key="f3")
    assert rows(party) == [["replaced", "open"]] * 2
    assert rows(party, "extent") == [["open"]] * 2
    answer(party, "end_date", YES)
    assert now(party, part).planned_end == date(2024, 12, 31)
    with pytest.raises(ConflictError, match="inget öppet förslag"):
        answer(party, "end_date", NO, "igen")


def test_one_that_is_taken_back_cannot_be_answered(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    persons.withdraw_proposal(*at(party, part), "end_date", key="t1")
    assert rows(party) == [["withdrawn"], ["withdrawn"]]
    with pytest.raises(ConflictError, match="inget öppet förslag"):
        answer(party, "end_date", YES)
    with pytest.raises(ConflictError, match="att ta tillbaka"):
        persons.withdraw_proposal(*at(party, part), "end_date", key="t2")


def test_nothing_is_changed_or_ended_past_a_proposal_that_waits(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    with pytest.raises(ConflictError, match="Vänta på svaret"):
        taking.change_participation(*at(party, part), taking.NewTerms(50, None), key="ä")
    leave = taking.NewMeasurement("exit", date(2024, 3, 15), missing="declined")
    taking.measure_status(*at(party, part), leave, key="m")
    ending = taking.Ending(date(2024, 3, 15), "Gick bra", "moved")
    with pytest.raises(ConflictError, match="ta tillbaka förslaget"):
        taking.end_participation(*at(party, part), ending, key="s1")
    persons.withdraw_proposal(*at(party, part), "end_date", key="t")
    assert taking.end_participation(*at(party, part), ending, key="s2").state == "ended_early"
    with pytest.raises(ConflictError, match="medan deltagandet pågår"):
        persons.propose_change(*at(party, part), LONGER, key="f2")


def test_the_page_before_an_end_says_what_stops_it_before_anything_is_filled_in(party, part):
    def page(point):
        return text(Pages(party).get(party.worker_user, "measure_status", part.pk, point))

    assert "har ett förslag att svara på" not in page("exit")
    persons.propose_change(*at(party, part), LONGER, key="f1")
    assert "har ett förslag att svara på" in page("exit")
    assert "har ett förslag att svara på" not in page("entry")


def test_an_ending_that_is_approved_sets_the_day_and_is_carried_out_by_the_case_worker(party, part):
    early = persons.NewProposal("ending", "Börjar arbeta", date(2024, 4, 30), reason="found_work")
    persons.propose_change(*at(party, part), early, key="f1")
    answer(party, "ending", YES)
    row = now(party, part)
    assert (row.state, row.planned_end) == ("active", date(2024, 4, 30))


def test_another_delivery_is_for_the_referrer_to_refer_to(party, part):
    move = persons.NewProposal("delivery", "Närmare hem", delivery=party.successor.pk)
    persons.propose_change(*at(party, part), move, key="f1")
    answer(party, "delivery", YES)
    row = now(party, part)
    assert (row.delivery, row.state, row.planned_end) == (party.delivery, "active", None)
    page = text(Pages(party).get(party.referrer_user, "sent_referral", sent_of(party).pk))
    assert "Gör en ny remiss" in page


def test_one_is_approved_also_while_the_participation_stands_still(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    hold = taking.NewHold("health", date(2099, 1, 1))
    taking.interrupt_participation(*at(party, part), hold, key="u")
    answer(party, "end_date", YES)
    row = now(party, part)
    assert (row.state, row.planned_end) == ("interrupted", END)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (persons.NewProposal("annat", WHY), "vad du föreslår"),
        (persons.NewProposal("end_date", " ", END), "Skriv varför"),
        (persons.NewProposal("end_date", WHY), "Välj en dag"),
        (persons.NewProposal("end_date", WHY, date(2024, 3, 14)), "började"),
        (persons.NewProposal("extent", WHY, extent=100), "redan 100"),
        (persons.NewProposal("extent", WHY, extent=0), "mellan 1 och 100"),
        (persons.NewProposal("ending", WHY, END), "varför deltagandet bör sluta"),
        (persons.NewProposal("delivery", WHY), "annan verksamhet"),
    ],
)
def test_what_cannot_be_is_not_proposed(party, part, new, says):
    with pytest.raises(InputError, match=says):
        persons.propose_change(*at(party, part), new, key="f")
    assert rows(party) == [[], []]


def test_without_a_referrer_there_is_nobody_to_ask(party):
    row = in_the_door(party)
    with pytest.raises(ConflictError, match="Ingen har remitterat"):
        persons.propose_change(party.worker, party.receives, row.pk, LONGER, key="f")
    page = text(Pages(party).get(party.worker_user, "participation", row.pk))
    assert "Förslag" not in page


def test_only_the_case_worker_proposes_and_only_the_referrer_answers(party, part):
    for who in (party.receiver, party.coordinator, party.referrer):
        with pytest.raises(NotAllowedError):
            persons.propose_change(who, party.receives, part.pk, LONGER, key="f")
    persons.propose_change(*at(party, part), LONGER, key="f1")
    sent = sent_of(party)
    for who in (party.worker, party.other_coordinator):
        with pytest.raises(NotAllowedError):
            persons.answer_proposal(who, party.sends, (sent.pk, "end_date"), YES, key="s")
    assert rows(party) == [["open"], ["open"]]


def test_with_the_consent_goes_what_was_to_be_answered(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    with unread([party.sends]):
        given = Consent.objects.get()
    persons.withdraw_consent(party.referrer, Desk(party.sends, Hand.REFERRER), given.pk, key="å")
    assert rows(party) == [["withdrawn"], ["withdrawn"]]
    with pytest.raises(ConflictError, match="har upphört"):
        persons.propose_change(*at(party, part), LONGER, key="f2")
    assert "Föreslå" not in text(Pages(party).get(party.worker_user, "participation", part.pk))


def test_the_day_after_the_last_one_it_can_be_answered_no_more(party, part):
    with unread([party.receives, party.sends]):
        Referral.objects.update(shared_until=date(2024, 3, 31))
    persons.propose_change(*at(party, part), LONGER, key="f1")
    with time_machine.travel("2024-04-01T08:00:00+02:00", tick=False):
        with unread([party.sends]):
            assert asked_of([sent_of(party)]) == {}
        with pytest.raises(ConflictError, match="har upphört"):
            answer(party, "end_date", YES)
        persons.end_shares()
    assert rows(party) == [["withdrawn"], ["withdrawn"]]


def test_with_a_participation_that_was_a_mistake_goes_what_was_proposed(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    correcting.correct_participation(
        party.coordinator, party.receives, part.pk, "Fel person", key="k"
    )
    assert rows(party) == [["withdrawn"], ["withdrawn"]]


def test_the_whole_way_through_the_pages(party, part):
    pages, sent = Pages(party), sent_of(party)
    page = text(pages.get(party.worker_user, "participation", part.pk))
    assert "Föreslå nytt planerat slut" in page
    said = {"planned_end": "2024-09-30", "why": WHY}
    kind = (part.pk, "end_date")
    assert pages.send(party.worker_user, "propose_change", *kind, **said).status_code == 302
    assert "Ta tillbaka" in text(pages.get(party.worker_user, "participation", part.pk))
    assert "Förslag att svara på" in text(pages.get(party.referrer_user, "persons"))
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert WHY in page
    kind = (sent.pk, "end_date")
    assert WHY in text(pages.get(party.referrer_user, "answer_proposal", *kind))
    wrong = pages.send(party.referrer_user, "answer_proposal", *kind, answer="rejected")
    assert wrong.status_code == 400
    done = pages.send(party.referrer_user, "answer_proposal", *kind, answer="approved")
    assert done.status_code == 302
    assert "Förslag att svara på" not in text(pages.get(party.referrer_user, "persons"))
    assert "Godkänt" in text(pages.get(party.worker_user, "participation", part.pk))


def test_the_database_keeps_to_the_table_too(party, part):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    answer(party, "end_date", NO)
    with unread([party.receives]), connection.cursor() as cursor:
        for change in ("state = 'open'", "sealed = ''", "planned_end = NULL"):
            with pytest.raises(Exception, match=r"pgtrigger|Invalid"), transaction.atomic():
                cursor.execute(f"UPDATE persons_changeproposal SET {change}")
        row = ChangeProposal.objects.get()
        row.pk, row.thread, row.state = uuid.uuid4(), uuid.uuid4(), "open"
        row.save(force_insert=True)
        row.pk, row.thread = uuid.uuid4(), uuid.uuid4()
        with pytest.raises(IntegrityError, match="one_open_proposal"), transaction.atomic():
            row.save(force_insert=True)


# To and from another installation


@pytest.fixture
def crossed(monkeypatch):
    """What those who propose tell a referrer who lives elsewhere."""
    found = []
    monkeypatch.setattr(proposing, "is_far", lambda _: True)
    monkeypatch.setattr(
        proposing, "send_sealed", lambda _, event, said, *__, **___: found.append((event, said))
    )
    return found


def reply_to(party, proposal, **said):
    """An answer as it comes from the referrer's installation."""
    sent = sent_of(party)
    hidden = {"note": "", "proposal": proposal, "answer": "approved", "reason": ""} | said
    payload = {
        "thread": str(sent.thread),
        "delivery": str(party.delivery.code),
        "event": "proposal_answer",
        "day": "2024-03-15",
        "sealed": sealed(json.dumps(hidden).encode(), own_public_key(), str(sent.thread)),
    }
    return incoming(party, payload)


def test_an_answer_from_there_is_carried_out_once(party, part, crossed):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    event, said = crossed[0]
    assert (event, said["state"], said["why"]) == ("proposal", "open", WHY)
    for _ in range(2):
        take_in_step(reply_to(party, said["proposal"]))
    assert rows(party)[0] == ["approved"]
    changed = now(party, part)
    assert changed.planned_end == END
    with unread([party.receives]):
        assert changed.steps.filter(event="change").count() == 1
    # Told each time how it stands
    assert [one["state"] for _, one in crossed] == ["open", "approved", "approved"]


def test_a_contrary_or_late_answer_changes_nothing_and_is_told_how_it_stands(party, part, crossed):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    proposal = crossed[0][1]["proposal"]
    persons.withdraw_proposal(*at(party, part), "end_date", key="t")
    take_in_step(reply_to(party, proposal))
    assert rows(party)[0] == ["withdrawn"]
    assert now(party, part).planned_end is None
    assert crossed[-1][1]["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"proposal": str(uuid.uuid4())}, "finns inte här"),
        ({"proposal": "1"}, "går inte att läsa"),
        ({"answer": "kanske"}, "går inte att läsa"),
        ({"answer": "rejected", "reason": "påhitt"}, "varför förslaget avslås"),
    ],
)
def test_an_answer_that_is_none_is_refused(party, part, crossed, said, says):
    persons.propose_change(*at(party, part), LONGER, key="f1")
    with pytest.raises(InputError, match=says):
        take_in_step(reply_to(party, **({"proposal": crossed[0][1]["proposal"]} | said)))
    assert rows(party)[0] == ["open"]


SAID = {
    "kind": "end_date",
    "state": "open",
    "planned_end": "2024-09-30",
    "extent": None,
    "end_reason": "",
    "to": "",
    "why": WHY,
    "proposed_on": "2024-03-15",
    "reject_reason": "",
}


def tell(far, row, **said):
    payload = message(far, row, "proposal", **(SAID | said))
    take_in_step(incoming(far, payload, far.cast.neighbour, far.cast.town))


def test_the_referrer_answers_a_proposal_from_there_and_waits_for_the_word(far, accepted):
    thread, pages = str(uuid.uuid4()), Pages(far)
    tell(far, accepted, proposal=thread)
    tell(far, accepted, proposal=thread)
    assert rows(far)[1] == ["open"]
    assert WHY in text(pages.get(far.referrer_user, "sent_referral", accepted.pk))
    answer(far, "end_date", YES, "1")
    answer(far, "end_date", YES, "2")
    with pytest.raises(ConflictError, match="redan svarat: godkänt"):
        answer(far, "end_date", NO, "3")
    payload = payload_of(Sent.objects.get(type="remissteg"))
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    assert "approved" not in json.dumps(payload | {"sealed": ""})
    with there():
        said = read_sealed(incoming(far, payload))
    assert (said["proposal"], said["answer"]) == (thread, "approved")
    assert rows(far)[1] == ["open"]
    page = text(pages.get(far.referrer_user, "sent_referral", accepted.pk))
    assert "har inte bekräftat än" in page
    tell(far, accepted, proposal=thread, state="approved")
    assert rows(far)[1] == ["approved"]


def test_what_comes_in_the_wrong_order_ends_as_it_should(far, accepted):
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    tell(far, accepted, proposal=first)
    tell(far, accepted, proposal=second, planned_end="2024-12-31")
    assert rows(far)[1] == ["replaced", "open"]
    tell(far, accepted, proposal=first, state="replaced")
    tell(far, accepted, proposal=first)
    tell(far, accepted, proposal=second, state="withdrawn")
    third = str(uuid.uuid4())
    tell(far, accepted, proposal=third, state="withdrawn")
    tell(far, accepted, proposal=third)
    assert rows(far)[1] == ["replaced", "withdrawn", "withdrawn"]


@pytest.mark.parametrize("wrong", [{"kind": "annat"}, {"state": "klart"}, {"planned_end": "snart"}])
def test_a_proposal_that_cannot_be_read_is_refused(far, accepted, wrong):
    with pytest.raises(InputError, match="går inte att läsa"):
        tell(far, accepted, proposal=str(uuid.uuid4()), **wrong)


def test_nobody_but_the_provider_proposes(far, accepted):
    payload = message(far, accepted, "proposal", proposal=str(uuid.uuid4()), **SAID)
    with pytest.raises(Exception, match="finns inte"):
        take_in_step(incoming(far, payload, far.cast.town, far.cast.town))
    assert rows(far)[1] == []


def test_nothing_of_the_proposal_can_be_read_on_the_way(party, far_referrer):
    part = begun(party, Walk(party, "f").planned())
    persons.propose_change(*at(party, part), LONGER, key="f1")
    assert legible((WHY, "2024-09-30", "end_date"), in_turn("remissteg")[-1]) == []


@kept
def far_referrer(party):
    """Those who propose have their referrer in another installation, with a key to seal to."""
    with there():
        its_key = own_public_key()
    town, neighbour = party.cast.town.pk, party.cast.neighbour.pk
    exchange.add_peer(SETUP, exchange.NewPeer(neighbour, "212000-0002"), key="a")
    address = "https://lillkoping.example/vaxling/ta-emot/"
    exchange.add_peer(SETUP, exchange.NewPeer(town, "212000-0001", address, its_key), key="b")


# In what capacity each acts, and what each step is called in the table
WHO = {
    "worker": Hand.CASE_WORKER,
    "referrer": Hand.REFERRER,
    "receiver": Hand.RECEIVER,
    "coordinator": Hand.COORDINATOR,
    "other_coordinator": Hand.COORDINATOR,
}


def bring(party, part, state):
    """Bring a proposal to a state; answer the one that is in it."""
    persons.propose_change(*at(party, part), LONGER, key="till/1")
    match state:
        case S.APPROVED | S.REJECTED:
            answer(party, "end_date", YES if state is S.APPROVED else NO, "till/2")
        case S.WITHDRAWN:
            persons.withdraw_proposal(*at(party, part), "end_date", key="till/2")
        case S.REPLACED:
            later = persons.NewProposal("end_date", WHY, planned_end=date(2024, 12, 31))
            persons.propose_change(*at(party, part), later, key="till/2")
            # The one that replaced it goes too, so that what is tried is the old one
            persons.withdraw_proposal(*at(party, part), "end_date", key="till/3")


def tries(party, part, sent):
    asked = (party.sends, (sent.pk, "end_date"))
    mine = (party.receives, part.pk, "end_date")
    yield E.APPROVE, lambda who, key: persons.answer_proposal(who, *asked, YES, key=key)
    yield E.REJECT, lambda who, key: persons.answer_proposal(who, *asked, NO, key=key)
    yield E.WITHDRAW, lambda who, key: persons.withdraw_proposal(who, *mine, key=key)


@pytest.mark.parametrize("state", list(S))
def test_every_step_that_the_table_has_not_is_refused(party, part, state):
    bring(party, part, state)
    sent, before, taken = sent_of(party), rows(party), set()
    for event, step in tries(party, part, sent):
        for who, hand in WHO.items():
            try:
                with transaction.atomic():
                    step(getattr(party, who), f"{event}/{who}")
                    taken.add((event, hand))
                    transaction.set_rollback(True)
            except (ConflictError, NotAllowedError):
                continue
    allowed = {
        (event, hand)
        for event in (E.APPROVE, E.REJECT, E.WITHDRAW)
        for hand in WHO.values()
        if proposal_step(state, event, hand).value
    }
    assert taken == allowed
    assert rows(party) == before
