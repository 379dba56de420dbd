"""Everything that crosses is written down: what, to whom, on which ground, and who decided it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.directory import actions as directory
from samverk.exchange.models import Sent
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import consents, queueing, receiving, referrals
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.people import NewPerson
from samverk.interventions.persons.models import Disclosure, Referral
from samverk.interventions.persons.queries import grounds
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, NECESSARY, somebody
from samverk.interventions.persons.tests.test_far import far, sent_by
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]
WHY = "Behövs för vårt eget ärende"


@kept
def pages(party):
    return Pages(party)


def written(body):
    """What an authority has told, in order."""
    with unread([body]):
        rows = Disclosure.objects.select_related("receiver", "consent").order_by("recorded_at")
        return list(rows)


def whats(body):
    return sorted(one.what for one in written(body))


def test_each_thing_that_crosses_is_a_row_at_whoever_told_it(party):
    walk = Walk(party, "w")
    walk.planned()
    assert whats(party.sends) == ["remiss"]
    assert whats(party.receives) == ["accept", "queue", "queue", "queue", "take_up"]
    town, neighbour = party.cast.town, party.cast.neighbour
    assert {one.receiver for one in written(party.sends)} == {neighbour}
    assert {one.receiver for one in written(party.receives)} == {town}
    told_by = {one.user_name for one in written(party.receives)}
    assert told_by == {"Mats Lundby"}
    assert {one.user_id for one in written(party.receives)} == {party.receiver_user.pk}


def test_the_referral_s_row_says_what_it_carried_and_the_consent(party):
    Walk(party, "w").sent()
    (row,) = written(party.sends)
    assert row.kinds == ["identity", "contact", "reason", "health", "livelihood", "support"]
    assert (row.withheld, row.ground, row.told_on) == ([], "consent", date(2024, 3, 15))
    assert row.consent is not None
    assert row.referral_id is not None


def test_question_answer_and_return_are_rows(party):
    walk = Walk(party, "w")
    row = walk.sent()
    copy = walk.came(row)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    receiving.ask_referrer(*at, "Vad har provats?", key="a")
    referrals.answer_question(party.referrer, party.sends, row.pk, "Praktik", key="b")
    receiving.return_referral(*at, receiving.Return("not_ready_health", "Vila"), key="r")
    assert whats(party.sends) == ["answer", "remiss"]
    assert whats(party.receives) == ["ask", "return", "take_up"]
    (last,) = [one for one in written(party.receives) if one.what == "return"]
    assert last.kinds == ["identity", "health", "assessment"]


def test_a_row_is_written_once_for_each_message(far):
    row = sent_by(far)
    at = (far.referrer, far.sends, row.pk)
    referrals.withdraw_referral(*at, "Ångrat sig", key="w")
    referrals.withdraw_referral(*at, "Ångrat sig", key="w")
    assert whats(far.sends) == ["remiss", "withdraw"]
    sent = set(Sent.objects.values_list("pk", flat=True))
    assert {one.message for one in written(far.sends)} == sent


def test_nothing_is_written_when_an_authority_refers_to_itself(party):
    body = party.receives
    new = NewPerson(body, "Siv Påhitt", MAN)
    person = actions.register_person(SETUP, new, key="egen")
    draft = actions.NewReferral(person.pk, party.delivery.pk)
    row = actions.draft_referral(SETUP, body, draft, key="d")
    actions.save_referral(SETUP, body, row.pk, CONTENT, key="s")
    actions.submit_referral(SETUP, body, row.pk, NECESSARY, key="i")
    with unread([body]):
        copy = Referral.objects.get(side="received")
    receiving.take_up_referral(party.receiver, body, copy.pk, key="t")
    receiving.accept_referral(party.receiver, body, copy.pk, actions.Acceptance("Ja"), key="a")
    assert written(body) == []


def with_other_ground(party, basis, key="i"):
    walk = Walk(party, "g")
    row = walk.draft(somebody(party))
    return referrals.submit_referral(party.referrer, party.sends, row.pk, basis, key=key)


def test_another_ground_than_consent_is_reasoned_and_the_reason_is_sealed(party):
    with pytest.raises(InputError, match="minst 10 tecken"):
        with_other_ground(party, Basis("necessary", "för att"))
    row = with_other_ground(party, NECESSARY, key="j")
    (made,) = written(party.sends)
    assert (made.ground, made.consent, made.is_harmless) == ("necessary", None, None)
    with unread([party.sends]):
        assert told(row.person, made, "why") == {"text": NECESSARY.why}
    assert WHY.encode() not in bytes(made.why)


def test_supervision_asks_for_a_harm_test(party):
    with pytest.raises(InputError, match="utan men"):
        with_other_ground(party, Basis("supervision", WHY))
    with_other_ground(party, Basis("supervision", WHY, is_harmless=True), key="j")
    (made,) = written(party.sends)
    assert (made.ground, made.is_harmless) == ("supervision", True)


@pytest.fixture
def kinds(party, monkeypatch):
    """What the two are: the referrer first."""

    def set_to(sender, receiver):
        both = {party.cast.town.pk: sender, party.cast.neighbour.pk: receiver}
        monkeypatch.setattr(grounds, "kind_of", both.__getitem__)

    return set_to


def test_care_is_the_ground_of_social_services_alone(party, kinds):
    kinds("agency", "region")
    with pytest.raises(InputError, match="socialtjänsten i en kommun"):
        with_other_ground(party, Basis("care", WHY))
    kinds("municipality", "region")
    assert with_other_ground(party, Basis("care", WHY), key="j").ground == "care"


def test_who_was_told_on_a_ground_that_is_not_theirs_tells_back_on_their_own(party, kinds):
    kinds("municipality", "region")
    row = with_other_ground(party, Basis("care", WHY))
    copy = Walk(party, "x").came(row)
    receiving.take_up_referral(party.receiver, party.receives, copy.pk, key="t")
    (made,) = written(party.receives)
    assert (copy.ground, made.ground) == ("care", "necessary")


def test_a_reservation_is_read_and_kept_before_anything_is_shown(party, pages, kinds):
    with pytest.raises(InputError, match="enskild utförare"):
        with_other_ground(party, Basis("reservation", WHY, reservation="Bara för insatsen"))
    kinds("municipality", "private")
    with pytest.raises(InputError, match="förbehållet"):
        with_other_ground(party, Basis("reservation", WHY), key="j")
    basis = Basis("reservation", WHY, reservation="Får bara användas i insatsen")
    row = with_other_ground(party, basis, key="k")
    copy = Walk(party, "x").came(row)
    page = text(pages.get(party.receiver_user, "received_referral", copy.pk))
    assert "Får bara användas i insatsen" in page
    assert "Behöver stöd att komma ut" not in page
    at = (party.receiver, party.receives, copy.pk)
    with pytest.raises(InputError, match="förbehållet"):
        receiving.take_up_referral(*at, key="t")
    answer = pages.send(party.receiver_user, "take_up_referral", copy.pk, keeps_reservation="on")
    assert answer.status_code == 302
    page = text(pages.get(party.receiver_user, "received_referral", copy.pk))
    assert "Behöver stöd att komma ut" in page
    with unread([party.sends]):
        row.refresh_from_db()
        note = told(row.person, row.steps.last(), "note")["text"]
    assert (row.state, note) == ("under_assessment", "Förbehållet är läst och följs.")


def test_a_ground_that_is_shut_is_no_choice_until_it_is_opened(party, pages):
    Walk(party, "g").draft(somebody(party))
    with unread([party.sends]):
        row = Referral.objects.get()
    at = (party.referrer_user, "check_referral", row.pk)
    assert "OSL 10 kap. 2 §" in text(pages.get(*at))
    shut = actions.NewGroundDecision("necessary", False, "Beslut 2024:7")
    actions.decide_ground(party.other_coordinator, party.sends, shut, key="stäng")
    assert "OSL 10 kap. 2 §" not in text(pages.get(*at))
    with pytest.raises(InputError, match="Ni använder inte grunden"):
        referrals.submit_referral(party.referrer, party.sends, row.pk, NECESSARY, key="i")
    again = actions.NewGroundDecision("necessary", True, "Beslut 2024:8")
    with time_machine.travel("2024-03-15T15:00:00+01:00", tick=False):
        actions.decide_ground(party.other_coordinator, party.sends, again, key="öppna")
    assert (
        referrals.submit_referral(party.referrer, party.sends, row.pk, NECESSARY, key="j").ground
        == "necessary"
    )


@pytest.mark.parametrize(
    ("ground", "reference", "says"),
    [
        ("consent", "Beslut 1", "myndigheten själv"),
        ("påhittad", "Beslut 1", "myndigheten själv"),
        ("wrongful", "Beslut 1", "finns inte i dag"),
        ("care", " ", "vilket beslut"),
    ],
)
def test_a_decision_on_a_ground_needs_a_ground_and_a_reference(party, ground, reference, says):
    new = actions.NewGroundDecision(ground, True, reference)
    with pytest.raises(InputError, match=says):
        actions.decide_ground(party.other_coordinator, party.sends, new, key="k")


def test_the_coordinator_sees_every_ground_and_shuts_one(party, pages):
    user = party.other_coordinator_user
    page = text(pages.get(user, "grounds", party.sends))
    assert "Omsorg om den enskilde, OSL 26 kap. 9 §" in page
    assert "10 kap. 15 §" not in page  # it is from December 2025
    place = (user, "decide_ground", party.sends, "care")
    assert pages.get(*place).status_code == 200
    assert pages.send(*place, reference="").status_code == 400
    assert pages.send(*place, reference="Nämndens beslut § 12").status_code == 302
    page = text(pages.get(user, "grounds", party.sends))
    assert "Nämndens beslut § 12" in page
    assert "Används inte" in page
    assert pages.get(user, "decide_ground", party.sends, "consent").status_code == 404


def test_what_was_told_stands_on_the_person_s_page(party, pages):
    row = Walk(party, "w").sent()
    page = text(pages.get(party.referrer_user, "person", row.person_id))
    assert "Lämnat till andra" in page
    assert "Vem personen är och att remissen finns" in page
    assert "Samtycke, OSL 10 kap. 1 §" in page


def test_a_namesake_s_consent_carries_nothing(party):
    name = party.cast.neighbour.short_name
    new = directory.NewOrganisation("municipality", "Norrviks by", name, "norrvik-by")
    namesake = directory.add_organisation(SETUP, new, key="namne")
    person, walk = somebody(party), Walk(party, "w")
    given = consents.NewConsent(
        person.pk, "information_exchange", (namesake.pk,), "", "skriftligt", date(2024, 3, 1)
    )
    consents.give_consent(party.referrer, Desk(party.sends, Hand.REFERRER), given, key="c")
    row = walk.draft(person)
    with pytest.raises(InputError, match="inget samtycke"):
        referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="i")
    assert whats(party.sends) == []


def test_an_answer_to_an_offer_is_a_row_at_the_referrer(party):
    walk = Walk(party, "w")
    row = walk.sent()
    copy = walk.came(row)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    entry = receiving.accept_referral(*at, actions.Acceptance("Passar"), key="a")
    place = (party.receiver, party.receives, entry.pk)
    queueing.offer_place(*place, queueing.NewOffer(date(2024, 3, 22)), key="o")
    said = queueing.Answer("accepted")
    actions.answer_for_person(party.referrer, party.sends, row.pk, said, key="y")
    assert whats(party.sends) == ["offer_answer", "remiss"]
