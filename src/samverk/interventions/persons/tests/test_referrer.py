"""The referrer's pages: one question at a time, saved, checked, sent, followed and taken back."""

from __future__ import annotations

import uuid
from dataclasses import asdict, replace

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation.errors import InputError, NotAllowedError, NotFoundError
from samverk.foundation.tests.cast import TODAY
from samverk.interventions.models import Delivery, IntakeWindow
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import NewSupport, receiving
from samverk.interventions.persons.forms.referrals import QUESTIONS
from samverk.interventions.persons.models import Disclosure, Referral, Side, Support
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import somebody
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept


@kept
def pages(party):
    return Pages(party)


def written(party):
    with unread([party.sends]):
        return Referral.objects.get(side=Side.SENT)


def begin(pages, person):
    party = pages.party
    said = {"delivery": party.delivery.pk, "case_number": "SN 2024/12"}
    return pages.send(party.referrer_user, "new_referral", person.pk, **said)


def test_a_referral_is_written_one_question_at_a_time(party, pages):
    person = somebody(party)
    Walk(party, "a").consent(person)
    step = begin(pages, person)
    client = pages.browser(party.referrer_user)
    for number, question in enumerate(QUESTIONS):
        assert step["Location"].endswith(f"/fraga/{question.slug}/")
        coded = {"livelihood": "assistance", "horizon": "m12"}
        said = coded.get(question.field, f"Svar {number}")
        step = client.post(step["Location"], {"key": str(uuid.uuid4()), "text": said})
    assert step["Location"].endswith("/kontrollera/")
    page = text(client.get(step["Location"]))
    assert "Svar 0" in page
    assert "ekonomiskt bistånd" in page
    assert "inom ett år" in page
    assert "Samtycke att utbyta uppgifter om mig gäller för Norrvik" in page
    assert "checked" not in page
    row = written(party)
    sent = pages.send(party.referrer_user, "check_referral", row.pk, ground="consent")
    assert sent.status_code == 302
    assert written(party).state == "submitted"
    with unread([party.sends]):
        assert Disclosure.objects.get().ground == "consent"


def test_two_who_answer_at_the_same_time_lose_no_answer(party, pages):
    row = Walk(party, "a").draft(somebody(party))
    changed = {"need": "Nytt behov", "aim": "Nytt mål"}
    for field, said in changed.items():
        # Each has read the whole draft as it was before the other saved
        content = replace(CONTENT, **{field: said})
        at = (party.referrer, party.sends, row.pk, content)
        actions.save_referral(*at, key=field, only=field)
    with unread([party.sends]):
        said = told(row.person, Referral.objects.get(pk=row.pk))
    assert said == asdict(CONTENT) | changed


def test_what_is_sent_is_what_was_read(party, pages):
    person = somebody(party)
    walk = Walk(party, "a")
    walk.consent(person)
    row = walk.draft(person)
    shown = pages.get(party.referrer_user, "check_referral", row.pk).context["form"]
    read = shown["read"].value()
    place = (party.referrer, party.sends, row.pk)
    actions.save_referral(*place, replace(CONTENT, need="Nytt behov"), key="kollega", only="need")
    at = (party.referrer_user, "check_referral", row.pk)
    refused = pages.send(*at, ground="consent", read=read)
    assert refused.status_code == 400
    assert "Svaren har ändrats" in text(refused)
    assert "Nytt behov" in text(refused)
    assert written(party).state == "draft"
    again = refused.context["form"]["read"].value()
    assert again != read
    assert pages.send(*at, ground="consent", read=again).status_code == 302


def test_who_a_delivery_is_for_and_when_it_is_tried_stands_where_it_is_chosen(party, pages):
    page = text(pages.get(party.referrer_user, "new_referral", somebody(party).pk))
    assert "18 till och med 39 år" in page
    assert "Prövas när remissen skickas" in page
    assert "38 år den 15\u00a0mars 2024" in page
    # No referral is needed there, so it is not among the choices
    assert "Öppna dörren" not in page


@pytest.mark.parametrize(
    ("day", "answer"), [("2025-07-08", "passar"), ("2026-07-09", "passar inte")]
)
def test_the_birthday_decides_whether_a_person_fits(party, pages, day, answer):
    # Born 1985-07-09; the last age that fits is 39
    person = somebody(party)
    with time_machine.travel(f"{day}T12:00:00+02:00", tick=False):
        page = text(pages.get(party.referrer_user, "new_referral", person.pk))
    assert f"Siv Påhitt {answer} i dag" in page


def test_a_closed_intake_is_no_choice(party, pages):
    IntakeWindow.objects.filter(delivery=party.delivery).update(to_date="2024-03-14")
    answer = begin(pages, somebody(party))
    assert answer.status_code == 400
    assert Referral.objects.count() == 0


def test_an_answer_is_saved_and_one_comes_back_to_it(party, pages):
    row = Walk(party, "a").draft(somebody(party))
    place = (party.referrer_user, "ask_referral", row.pk, "behov")
    later = pages.send(*place, text="Behöver lugn och ro", senare="1")
    assert later["Location"].endswith(f"/remiss/{row.pk}/")
    assert "Behöver lugn och ro" in text(pages.get(*place))
    # The other answers stay
    assert "Vill börja arbeta" in text(pages.get(*place[:2], row.pk, "mal"))


def test_an_empty_needed_answer_says_so(party, pages):
    row = Walk(party, "a").draft(somebody(party))
    assert (
        pages.send(party.referrer_user, "ask_referral", row.pk, "behov", text=" ").status_code
        == 400
    )
    assert (
        pages.send(party.referrer_user, "ask_referral", row.pk, "stod", text="").status_code == 302
    )
    assert pages.get(party.referrer_user, "ask_referral", row.pk, "annat").status_code == 404


def test_a_sent_referral_is_not_rewritten(party, pages):
    row = Walk(party, "a").sent()
    answer = pages.send(party.referrer_user, "ask_referral", row.pk, "behov", text="Något nytt")
    assert answer.status_code == 400
    assert "är inskickad och ändras inte" in text(answer)
    assert "Något nytt" in text(answer)


def test_without_consent_the_ground_is_refused_and_the_draft_stays(party, pages):
    row = Walk(party, "a").draft(somebody(party))
    answer = pages.send(party.referrer_user, "check_referral", row.pk, ground="consent")
    assert answer.status_code == 400
    assert "Det finns inget samtycke" in text(answer)
    assert pages.send(party.referrer_user, "check_referral", row.pk).status_code == 400
    assert written(party).state == "draft"


def test_a_question_is_answered_once(party, pages):
    row = Walk(party, "a").sent()
    at = (party.receiver, party.receives, Walk(party, "a").came(row).pk)
    receiving.take_up_referral(*at, key="t")
    receiving.ask_referrer(*at, "Vilka tider passar?", key="q")
    assert "Vilka tider passar?" in text(pages.get(party.referrer_user, "answer_question", row.pk))
    said = {"text": "Förmiddagar", "key": "svar"}
    for _ in range(2):
        answer = pages.send(party.referrer_user, "answer_question", row.pk, **said)
        assert answer.status_code == 302
    assert "Förmiddagar" in text(pages.get(party.receiver_user, "received_referral", at[2]))


def test_a_referral_is_withdrawn_with_a_reason(party, pages):
    row = Walk(party, "a").sent()
    assert pages.send(party.referrer_user, "withdraw_referral", row.pk, why="").status_code == 400
    pages.send(party.referrer_user, "withdraw_referral", row.pk, why="Flyttar till annan ort")
    assert written(party).state == "withdrawn"
    again = pages.send(party.referrer_user, "withdraw_referral", row.pk, why="Igen")
    assert "är återtagen" in text(again)


def test_a_wait_is_confirmed(party, pages):
    Walk(party, "a").in_queue()
    row = written(party)
    with time_machine.travel("2024-06-20T12:00:00+02:00", tick=False):
        pages.send(party.referrer_user, "confirm_wait", row.pk, says="still_wants", support="talks")
        page = text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert "Bekräfta senast 2024-09-18" in page


def test_nobody_waits_on_a_referral_that_is_not_accepted(party, pages):
    row = Walk(party, "a").sent()
    answer = pages.send(
        party.referrer_user, "confirm_wait", row.pk, says="still_wants", support="talks"
    )
    assert "Personen står inte i kö" in text(answer)


def test_support_during_the_wait_is_noted_with_its_cost(party, pages):
    row = Walk(party, "a").sent()
    said = {"kind": "talks", "from_date": "2024-03-15", "cost": "1250", "key": "s"}
    for _ in range(2):
        answer = pages.send(party.referrer_user, "note_support", row.pk, **said)
        assert answer.status_code == 302
    with unread([party.sends]):
        assert Support.objects.get().cost == 125_000
    page = text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert "1\u00a0250\u00a0kr" in page


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"from_date": "2024-03-16"}, "i framtiden"),
        ({"to_date": "2024-03-14"}, "före den första"),
        ({"cost": "-1"}, "negativ"),
        ({"cost": "tolv"}, "med siffror"),
        ({"kind": "none", "cost": "5"}, "ingen kostnad"),
        ({"kind": ""}, "Välj vilket stöd"),
    ],
)
def test_faulty_support_says_what_to_do(party, pages, said, fault):
    row = Walk(party, "a").sent()
    whole = {"kind": "talks", "from_date": "2024-03-15", **said}
    answer = pages.send(party.referrer_user, "note_support", row.pk, **whole)
    assert answer.status_code == 400
    assert fault in text(answer)


def test_support_is_noted_by_the_referrer_on_a_sent_referral(party):
    walk = Walk(party, "a")
    draft = walk.draft(somebody(party))
    new = NewSupport("talks", TODAY)
    place = (party.sends, draft.pk, new)
    with pytest.raises(InputError, match="inskickad"):
        actions.note_support(party.referrer, *place, key="a")
    for stranger in (party.receiver, party.other_coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            actions.note_support(stranger, *place, key="b")
    with pytest.raises(NotFoundError):
        actions.note_support(party.referrer, party.sends, uuid.uuid4(), new, key="c")


def test_the_copy_that_came_takes_no_support(party, pages):
    copy = pages.came()
    with pytest.raises(NotFoundError):
        actions.note_support(
            party.referrer, party.sends, copy.pk, NewSupport("talks", TODAY), key="a"
        )


def test_where_nobody_receives_a_referral_is_not_begun(party, pages):
    other = Delivery.objects.create(
        intervention=party.delivery.intervention,
        provider=party.cast.neighbour,
        name="Språnget utan team",
        start_mode="rolling",
        from_date=TODAY,
    )
    IntakeWindow.objects.create(delivery=other, from_date=TODAY)
    person = somebody(party)
    page = pages.get(party.referrer_user, "new_referral", person.pk)
    offered = [pk for pk, _ in page.context["form"].fields["delivery"].choices]
    assert set(offered) == {party.delivery.pk, party.successor.pk}
    assert "ingen tar emot remisser i Samverk än" in text(page)
    assert "Språnget utan team" in text(page)
    body = {"delivery": other.pk, "case_number": ""}
    refused = pages.send(party.referrer_user, "new_referral", person.pk, **body)
    assert refused.status_code == 400


def test_who_came_back_may_be_referred_anew_from_the_page(party, pages):
    walk = Walk(party, "a")
    row = walk.sent()
    at = (party.receiver, party.receives, walk.came(row).pk)
    again = reverse("new_referral", args=[row.person_id])
    assert again not in pages.get(party.referrer_user, "sent_referral", row.pk).content.decode()
    receiving.take_up_referral(*at, key="t")
    back = receiving.Return("too_complex", "Börja hos vården")
    receiving.return_referral(*at, back, key="r")
    assert again in pages.get(party.referrer_user, "sent_referral", row.pk).content.decode()
