"""Searching: by name, number or case number at one's own authority, and by nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.tests.pages import Pages, reads_of, text
from samverk.interventions.persons.tests.party import MAN, WOMAN, somebody, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.project.testing.stages import kept

COORDINATION = "19850769-9810"
CANARY = "Kanarie"


@kept
def pages(party):
    return Pages(party)


def search(pages, said, user=None, body=None):
    party = pages.party
    client = pages.browser(user or party.referrer_user)
    place = reverse("search_persons", args=[body or party.sends])
    return client.post(place, {"sok": said})


@pytest.mark.parametrize(
    "said",
    [
        "Siv",
        "påhitt",
        "SIV PÅHITT",
        WOMAN,
        "850709-9805",
        "198507099805",
        "SN 2024/12",
        "sn 2024/12",
    ],
)
def test_a_person_is_found_by_whole_words_number_and_case(party, pages, said):
    person = somebody(party)
    Walk(party, "a").draft(person)
    answer = search(pages, said)
    assert "Siv Påhitt" in text(answer)
    assert "19850709-••••" in text(answer)
    assert "9805" not in without_ids(text(answer)).replace(said, "")
    assert str(person.pk) in text(answer)


@pytest.mark.parametrize("said", ["Si", "Pahitt", "Siv Annan", MAN, "SN 2024/1", "1985"])
def test_parts_and_others_find_nobody(party, pages, said):
    somebody(party)
    assert "Ingen person hittades" in text(search(pages, said))


def test_a_coordination_number_is_found(party, pages):
    new = persons.NewPerson(party.sends, "Alba Nilvik", "198507699805"[:8] + _last())
    made = persons.register_person(party.referrer, new, key="sam")
    assert str(made.pk) in text(search(pages, new.number))


def _last():
    from samverk.rules.personal_numbers import is_checked

    return next(f"980{n}" for n in range(10) if is_checked(f"850769980{n}"))


def test_a_faulty_number_says_what_to_do_and_keeps_what_was_written(pages):
    answer = search(pages, "19850709-9806")
    assert answer.status_code == 400
    assert "Kontrollsiffran stämmer inte" in text(answer)
    assert "19850709-9806" in text(answer)


def test_another_authority_finds_nobody_of_ours(party, pages):
    somebody(party)
    answer = search(pages, "Siv", party.receiver_user, party.receives)
    assert "Ingen person hittades" in text(answer)
    assert search(pages, "Siv", party.receiver_user, party.sends).status_code == 404
    assert search(pages, "Siv", party.receiver_user, 999_999).status_code == 404


def test_a_protected_person_is_found_by_the_named_alone(party, pages):
    new = persons.NewPerson(party.sends, f"{CANARY} Dold", WOMAN, protected=True)
    persons.register_person(party.referrer, new, key="dold")
    assert f"{CANARY} Dold" in text(search(pages, "Dold"))
    for said in ("Dold", WOMAN):
        page = text(search(pages, said, party.other_coordinator_user))
        assert "Ingen person hittades" in page
        assert CANARY not in page


def test_nothing_else_is_searched_by(party, pages):
    client = pages.browser(party.referrer_user)
    place = reverse("search_persons", args=[party.sends])
    assert client.post(place, {"sok": "Siv", "hemkommun": "1"}).status_code == 400
    assert client.get(place, {"sok": "Siv"}).status_code == 400
    assert client.get(place).status_code == 200


def test_each_hit_is_noted_and_nobody_else(party, pages):
    person, other = somebody(party), somebody(party, MAN)
    search(pages, WOMAN)
    assert reads_of(person.pk, party.referrer_user) == 1
    assert reads_of(other.pk, party.referrer_user) == 0


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (WOMAN, "1 träff,"),
        (MAN, "ingen träff"),
        ("Ingen Alls", "ingen träff"),
        ("19850709-9806", "sökte inte"),
    ],
)
def test_each_search_is_noted_whether_it_hits_or_not(party, pages, said, outcome):
    somebody(party)
    search(pages, said)
    noted = AuditEvent.objects.get(kind="persons.searched")
    assert noted.why.startswith(outcome)
    assert (noted.actor, noted.body_id) == (party.referrer_user, party.sends)
    told = f"{noted.why} {noted.subject_label} {noted.subject_id}"
    for word in (*said.replace("-", " ").split(), said.replace("-", "")):
        assert word not in told


@pytest.mark.parametrize("pair", [("Ingen Alls", "alls INGEN"), (MAN, MAN[2:].replace("-", ""))])
def test_the_same_search_is_the_same_and_at_one_authority_alone(party, pages, pair):
    for said in pair:
        search(pages, said)
    search(pages, pair[0], party.receiver_user, party.receives)
    first, same, elsewhere = (
        one.rpartition(" ")[2]
        for one in AuditEvent.objects.filter(kind="persons.searched")
        .order_by("recorded_at")
        .values_list("why", flat=True)
    )
    assert first == same != elsewhere


def test_many_searches_in_a_day_are_shown_to_the_auditor(party, pages, settings):
    settings.SEARCHES_A_DAY = 2
    for said in ("Siv", "Ture", MAN):
        search(pages, said)
    for said in ("Siv", "Ture"):
        search(pages, said, party.other_coordinator_user)
    auditor = user("Vera Vakt", Role.LOG_AUDITOR, party.cast.board)
    page = text(pages.get(auditor, "review_readings", party.sends))
    section = page.partition("Fler än 2 sökningar på en dag")[2].partition("</table>")[0]
    assert str(party.referrer_user) in section
    assert str(party.other_coordinator_user) not in section
    assert section.count(">3</td>") == 2
    told = f"{party.referrer_user}: 3 sökningar den 15\xa0mars 2024"
    assert told in text(pages.get(auditor, "start"))
    assert "sökningar den" not in text(pages.get(party.coordinator_user, "start"))
    settings.SEARCHES_A_DAY = 3
    assert told not in text(pages.get(auditor, "start"))
    page = text(pages.get(auditor, "review_readings", party.sends))
    assert "sökt mer än 3 gånger på en dag" in page


def test_the_thirty_first_search_within_a_minute_waits(party, pages):
    somebody(party)
    answers = [search(pages, "Siv") for _ in range(31)]
    assert [one.status_code for one in answers] == [200] * 30 + [429]
    assert "Siv Påhitt" not in text(answers[-1])
    assert answers[-1]["Retry-After"] == "60"
    assert search(pages, "Siv", party.other_coordinator_user).status_code == 200


def test_a_person_is_registered_and_then_found_by_the_number(party, pages):
    said = {"name": "Ture Myran", "number": MAN, "sex": "unknown"}
    first = pages.send(party.referrer_user, "register_person", party.sends, **said)
    again = pages.send(party.referrer_user, "register_person", party.sends, **said)
    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    assert MAN.replace("-", "") not in first["Location"]


def test_a_faulty_registration_keeps_what_was_written(party, pages):
    said = {"name": "Ture Myran", "number": "19900118-9812", "sex": "man"}
    answer = pages.send(party.referrer_user, "register_person", party.sends, **said)
    assert answer.status_code == 400
    assert "Kontrollsiffran stämmer inte" in text(answer)
    assert 'value="Ture Myran"' in text(answer)
