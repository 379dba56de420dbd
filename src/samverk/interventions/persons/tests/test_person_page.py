"""A person's page: masked, by authority, with consents one for each purpose."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.models import Consent, NumberReveal, Person, Protection
from samverk.interventions.persons.records import text_of
from samverk.interventions.persons.tests.pages import Pages, reads_of, text
from samverk.interventions.persons.tests.party import WOMAN, somebody, user
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

CANARY = "Kanariefågel"
GIVEN = {
    "kinds": ["identity", "reason"],
    "note": "bara remissen",
    "way": "skriftligt",
    "language": "svenska",
    "from_date": "2024-03-01",
    "yes": "on",
}


@kept
def pages(party):
    return Pages(party)


@kept
def hidden(party):
    """A protected person whom the referrer alone knows of."""
    new = persons.NewPerson(party.sends, CANARY, WOMAN, protected=True)
    return persons.register_person(party.referrer, new, key="dold")


def test_the_page_names_its_controller_and_masks_the_number(party, pages):
    person = somebody(party, phone="070-1740605")
    page = text(pages.get(party.referrer_user, "person", person.pk))
    assert "Personuppgiftsansvarig: Socialnämnden" in page
    assert "19850709-••••" in page
    assert "9805" not in without_ids(page)
    assert "070-1740605" in page
    assert reads_of(person.pk, party.referrer_user) == 1


def test_who_has_no_number_has_none_to_show(party, pages):
    new = persons.NewPerson(party.sends, "Siv Påhitt", born=date(1985, 7, 9))
    bare = persons.register_person(party.referrer, new, key="utan")
    for person, has in ((bare, False), (somebody(party), True)):
        address = reverse("reveal_number", args=[person.pk])
        assert (address in text(pages.get(party.referrer_user, "person", person.pk))) is has


def test_no_title_or_address_tells_who_it_is(party, pages):
    person = somebody(party)
    page = text(pages.get(party.referrer_user, "person", person.pk))
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Siv" not in title
    assert "1985" not in title


def test_the_number_is_shown_after_the_reason_is_noted(party, pages):
    person = somebody(party)
    short = pages.send(party.referrer_user, "reveal_number", person.pk, why="för att")
    assert short.status_code == 400
    assert "19850709-9805" not in text(short)
    why = "Ringer Försäkringskassan om ärendet"
    answer = pages.send(party.referrer_user, "reveal_number", person.pk, why=why)
    assert "19850709-9805" in text(answer)
    with unread([party.sends]):
        noted = NumberReveal.objects.get()
        assert why.encode() not in bytes(noted.why)
        assert text_of(noted.person, noted, "why") == why


@pytest.mark.parametrize("again", ["Ringer Försäkringskassan om ärendet", "Helt annat skäl här"])
def test_each_note_shows_the_number_once(party, pages, again):
    person = somebody(party)
    at = (party.referrer_user, "reveal_number", person.pk)
    first = pages.send(*at, why="Ringer Försäkringskassan om ärendet", key="samma")
    assert "19850709-9805" in text(first)
    second = pages.send(*at, why=again, key="samma")
    assert second.status_code in {400, 409}
    assert "9805" not in without_ids(text(second))
    with unread([party.sends]):
        assert NumberReveal.objects.count() == 1


def test_how_a_person_is_reached_is_changed_and_the_number_stays(party, pages):
    person = somebody(party, phone="070-1740605")
    form = text(pages.get(party.referrer_user, "change_person", person.pk))
    assert 'value="070-1740605"' in form
    said = {"name": "Siv Nyström", "phone": "070-1740606"}
    for _ in range(2):
        answer = pages.send(party.referrer_user, "change_person", person.pk, **said, key="c")
        assert answer.status_code == 302
    page = text(pages.get(party.referrer_user, "person", person.pk))
    assert "Siv Nyström" in page
    assert "070-1740606" in page
    assert "19850709-••••" in page


def test_what_somebody_else_has_changed_since_is_not_written_over(party, pages):
    person = somebody(party, phone="070-1740605")
    at = (party.referrer_user, "change_person", person.pk)
    read = pages.get(*at).context["form"]["read"].value()
    said = {"name": "Siv Påhitt", "read": read}
    assert pages.send(*at, **said, phone="070-1740606").status_code == 302
    late = pages.send(*at, **said, phone="070-1740605")
    assert late.status_code == 400
    assert "Någon har ändrat uppgifterna" in text(late)
    assert "070-1740606" in text(pages.get(*at))


def test_where_a_protected_person_is_has_no_field(party, pages, hidden):
    form = text(pages.get(party.referrer_user, "change_person", hidden.pk))
    for name in ("phone", "email", "address"):
        assert f'name="{name}"' not in form
    said = {"name": "Nytt Namn", "address": "Gatan 1"}
    pages.send(party.referrer_user, "change_person", hidden.pk, **said)
    assert "Gatan 1" not in text(pages.get(party.referrer_user, "person", hidden.pk))


def test_consent_is_given_for_one_purpose_and_nothing_is_ticked(party, pages):
    person = somebody(party)
    form = text(pages.get(party.referrer_user, "give_consent", person.pk, "uppgifter"))
    assert "checked" not in form
    place = (party.referrer_user, "give_consent", person.pk, "uppfoljning")
    receivers = [party.cast.neighbour.pk]
    without_yes = {name: said for name, said in GIVEN.items() if name != "yes"}
    assert pages.send(*place, receivers=receivers, **without_yes).status_code == 400
    assert pages.send(*place, receivers=receivers, **GIVEN).status_code == 302
    with unread([party.sends]):
        assert Consent.objects.get().purpose == "follow_up"


def test_consent_is_taken_back_once(party, pages):
    person = somebody(party)
    place = (party.referrer_user, "give_consent", person.pk, "uppgifter")
    pages.send(*place, receivers=[party.cast.neighbour.pk], **GIVEN)
    with unread([party.sends]):
        consent = Consent.objects.get()
    back = (party.referrer_user, "withdraw_consent", consent.pk)
    assert pages.send(*back, key="k").status_code == 302
    assert pages.send(*back, key="k").status_code == 302
    assert "återtogs redan" in text(pages.send(*back))
    assert "Återtaget 2024" in text(pages.get(party.referrer_user, "person", person.pk))


def test_an_unknown_purpose_is_no_page(party, pages):
    person = somebody(party)
    answer = pages.get(party.referrer_user, "give_consent", person.pk, "allt")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "person",
        "change_person",
        "reveal_number",
        "protect_person",
        "name_handler",
        "end_handler",
        "lift_protection",
        "person_readings",
    ],
)
def test_a_hidden_person_and_one_who_is_not_there_look_the_same(party, pages, hidden, name):
    for user_ in (party.other_coordinator_user, party.receiver_user):
        there = pages.get(user_, name, hidden.pk)
        missing = pages.get(user_, name, uuid.uuid4())
        assert (there.status_code, there.content) == (missing.status_code, missing.content)
        assert there.status_code == 404


def test_who_is_named_no_more_is_shut_out_and_the_last_one_stays(party, pages, hidden):
    colleague = party.other_coordinator_user
    at = (party.referrer_user, "end_handler", hidden.pk)
    alone = pages.send(*at, user=party.referrer_user.pk)
    assert alone.status_code == 400
    assert "annars vet ingen" in text(alone)
    pages.send(party.referrer_user, "name_handler", hidden.pk, user=colleague.pk)
    assert pages.get(colleague, "person", hidden.pk).status_code == 200
    assert pages.send(*at, user=colleague.pk).status_code == 302
    assert pages.get(colleague, "person", hidden.pk).status_code == 404
    assert str(colleague) not in text(pages.get(party.referrer_user, "person", hidden.pk))


def test_one_s_own_naming_is_ended_too(party, pages, hidden):
    colleague = party.other_coordinator_user
    pages.send(party.referrer_user, "name_handler", hidden.pk, user=colleague.pk)
    done = pages.send(colleague, "end_handler", hidden.pk, user=colleague.pk)
    assert (done.status_code, done["Location"]) == (302, "/personer/")
    assert pages.get(colleague, "person", hidden.pk).status_code == 404


def test_a_named_handler_is_let_in(party, pages, hidden):
    place = (party.referrer_user, "name_handler", hidden.pk)
    colleague = party.other_coordinator_user
    assert pages.get(colleague, "person", hidden.pk).status_code == 404
    assert pages.send(*place, user=colleague.pk, key="h").status_code == 302
    assert pages.send(*place, user=colleague.pk, key="h").status_code == 302
    page = text(pages.get(colleague, "person", hidden.pk))
    assert CANARY in page
    assert "Skyddade personuppgifter" in page
    assert "Adress" not in page


def test_protection_is_lifted_by_two(party, pages, hidden):
    desk = Desk(party.sends, Hand.REFERRER)
    persons.name_handler(party.referrer, desk, hidden.pk, party.other_coordinator_user.pk, key="h")
    ours = (party.referrer_user, "lift_protection", hidden.pk)
    for _ in range(2):
        assert pages.send(*ours).status_code == 302
    with unread([party.sends]):
        assert Protection.objects.get().lifted_at is None
    assert "har begärt" in text(pages.get(party.other_coordinator_user, *ours[1:]))
    pages.send(party.other_coordinator_user, *ours[1:])
    with unread([party.sends]):
        assert Protection.objects.get().lifted_at is not None


def test_protecting_takes_away_where_somebody_is(party, pages):
    person = somebody(party, phone="070-1740605", address="Gatan 1")
    assert pages.send(party.referrer_user, "protect_person", person.pk).status_code == 302
    page = text(pages.get(party.referrer_user, "person", person.pk))
    assert "070-1740605" not in page
    assert "Gatan 1" not in page


def test_the_extract_says_who_read_when_and_in_which_role(party, pages):
    person = somebody(party)
    pages.get(party.referrer_user, "person", person.pk)
    page = text(pages.get(party.other_coordinator_user, "person_readings", person.pk))
    assert "Rut Alnäs" in page
    assert "remittent" in page
    assert "Siv" not in page
    assert AuditEvent.objects.filter(kind="persons.extract_read").count() == 1
    assert pages.get(party.referrer_user, "person_readings", person.pk).status_code == 404


def test_the_auditor_reads_the_log_by_pseudonym_and_is_noted(party, pages, hidden):
    pages.get(party.referrer_user, "person", hidden.pk)
    page = text(pages.get(party.auditor_user, "review_readings", party.sends))
    assert f"person {hidden.pk.hex[:8]}" in page
    assert CANARY not in page
    noted = AuditEvent.objects.get(kind="persons.log_reviewed")
    assert (noted.actor, noted.body_id) == (party.auditor_user, party.sends)
    extract = pages.get(party.auditor_user, "person_readings", hidden.pk)
    assert "Rut Alnäs" in text(extract)
    assert CANARY not in text(extract)


def test_the_log_is_chosen_by_day_and_reader(party, pages):
    person = somebody(party)
    pages.get(party.referrer_user, "person", person.pk)
    place = (party.auditor_user, "review_readings", party.sends)
    pseudonym = f"person {person.pk.hex[:8]}"
    reader = str(party.referrer_user.pk)
    assert pseudonym in text(pages.get(*place, dag="2024-03-15", anvandare=reader))
    assert pseudonym not in text(pages.get(*place, dag="2024-03-14"))
    assert pseudonym not in text(pages.get(*place, dag="2024-03-16"))
    assert pages.get(*place, dag="2024-02-30").status_code == 400
    assert pages.get(*place, namn="Siv").status_code == 400


def test_another_authoritys_log_is_no_page(party, pages):
    at = party.receives
    assert pages.get(party.auditor_user, "review_readings", at).status_code == 404
    assert pages.get(party.referrer_user, "review_readings", party.sends).status_code == 404
    elsewhere = user("Ebba Sjö", Role.LOG_AUDITOR, party.cast.neighbour_board)
    person = somebody(party)
    pages.get(party.referrer_user, "person", person.pk)
    assert pages.get(elsewhere, "person_readings", person.pk).status_code == 404
    with unread([party.sends]):
        assert Person.objects.count() == 1
