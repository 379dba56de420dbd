"""What a person is told of all that is held about them, on request and in time."""

from __future__ import annotations

import json
from datetime import date

import pypdfium2
import pytest
import time_machine
from django.apps import apps
from django.db import models

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.subject_access import make_extract
from samverk.interventions.persons.models import Disclosure, Referral, SubjectRequest
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.queries.held import (
    TECHNICAL,
    TOLD,
    UNTOLD,
    held_of,
    person_tables,
)
from samverk.interventions.persons.tests.pages import Pages, reads_of, text
from samverk.interventions.persons.tests.party import MAN, WOMAN, somebody
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.tests.working import begun, ended
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

DAY = date(2024, 3, 15)
ASKED = {"received_on": "2024-03-15", "way": "letter", "identity_check": "id_card"}


@kept
def pages(party):
    return Pages(party)


def asked(party, person, day=DAY, key="b"):
    new = persons.NewSubjectRequest(person.pk, day, "letter", "id_card")
    return persons.take_request(party.other_coordinator, party.sends, new, key=key)


def words_of(told):
    return json.dumps(
        [told.who, [(one.title, one.head, one.rows) for one in told.held], told.about],
        ensure_ascii=False,
    )


def test_every_table_of_a_person_is_told_or_has_a_reason():
    every = {one for one in apps.get_models() if issubclass(one, OfPerson)}
    assert every == set(TOLD) | set(UNTOLD)
    assert all(UNTOLD.values())


def test_a_table_that_nobody_gave_a_heading_is_told_all_the_same(party, monkeypatch):
    row = Walk(party, "w").sent()
    monkeypatch.delitem(TOLD, Disclosure)
    assert person_tables()[-1] is Disclosure
    with unread([party.sends]):
        assert held_of(row.person)[-1].title == "Utlämnanden"


def test_no_column_is_left_out_that_is_none():
    columns = {field.name for model in TOLD for field in model._meta.concrete_fields}
    assert set(TECHNICAL) <= columns


def test_every_column_with_a_key_to_another_row_has_a_name_in_swedish():
    from samverk.interventions.persons.queries import held

    names = {
        held._name(field)
        for model in TOLD
        for field in held._columns(model)
        if isinstance(field, models.ForeignKey)
    }
    assert not {name for name in names if name.isascii() and " " in name and "by" in name.split()}
    assert {"Vem", "Part", "Verksamhet", "Gäller"} <= names


def test_the_sender_tells_what_was_sent_and_to_whom(party):
    row = Walk(party, "w").sent()
    request = asked(party, row.person)
    _, told = make_extract(party.other_coordinator, request.pk, whole=True)
    said = words_of(told)
    for word in ("19850709-9805", CONTENT.need, CONTENT.aim, "ekonomiskt bistånd", "SN 2024/12"):
        assert word.replace("ekonomiskt ", "") in said
    assert "samtycke, OSL 10 kap. 1 § och 12 kap. 2 §" in said
    assert f"Uppgifter har lämnats till: {party.cast.neighbour.name}." in said
    assert "Kaj Torn" in said


def test_the_receiver_tells_the_whole_way_and_where_it_came_from(party):
    row = begun(party, Walk(party, "w").planned())
    persons.set_goal(party.worker, party.receives, row.pk, "Fyra timmar om dagen", key="g")
    with unread([party.receives]):
        goal = str(row.goals.get().pk)
        person = row.person
    leave = persons.NewMeasurement("exit", DAY, missing="declined")
    persons.measure_status(party.worker, party.receives, row.pk, leave, key="ut")
    ending = persons.Ending(DAY, "Gick mycket bra", goals=((goal, "partly"),))
    persons.end_participation(party.worker, party.receives, row.pk, ending, key="slut")
    new = persons.NewSubjectRequest(person.pk, DAY, "visit", "id_card")
    request = persons.take_request(party.coordinator, party.receives, new, key="b")
    _, told = make_extract(party.coordinator, request.pk, whole=False)
    said = words_of(told)
    for word in ("Passar väl", "Fyra timmar om dagen", "Gick mycket bra", "delvis uppnått"):
        assert word in said
    assert "19850709-••••" in said
    assert "9805" not in without_ids(said)
    assert f"har kommit från: {party.cast.town.name}" in said
    headings = {one.title for one in told.held}
    assert {"Köplatser", "Erbjudanden om plats", "Mätningar före och efter"} <= headings
    assert "waiting" not in said


def test_nobody_else_is_in_it(party):
    other = Walk(party, "x").sent(MAN)
    mine = Walk(party, "w").sent()
    request = asked(party, mine.person)
    _, told = make_extract(party.other_coordinator, request.pk, whole=True)
    said = words_of(told)
    assert MAN not in said
    assert other.person.pk.hex[:8] not in said
    assert sum(len(one.rows) for one in told.held if one.title == "Remisser") == 1


def test_the_number_of_questions_does_not_grow_with_the_rows(party, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    row = Walk(party, "w").sent()
    with unread([party.sends]):
        with CaptureQueriesContext(connection) as few:
            held_of(row.person)
        for nth in range(5):
            new = persons.NewSupport("talks", DAY, None, 100 * nth)
            persons.note_support(party.referrer, party.sends, row.pk, new, key=f"s{nth}")
    with unread([party.sends]), django_assert_num_queries(len(few)):
        held_of(row.person)


def test_the_extract_is_noted_as_read_and_as_made(party):
    person = somebody(party)
    request = asked(party, person)
    before = reads_of(person.pk, party.other_coordinator_user)
    _, told = make_extract(party.other_coordinator, request.pk, whole=True)
    assert reads_of(person.pk, party.other_coordinator_user) == before + 1
    made = AuditEvent.objects.get(kind="persons.access_extract")
    assert (made.subject_id, made.why) == (str(person.pk), "Med hela numret, att lämna ut")
    readings = next(one for one in told.held if one.title == "Vem som har läst")
    assert any("Registerutdrag framställt" in row for row in readings.rows)


def test_the_month_is_counted_and_may_be_made_longer_once(party):
    request = asked(party, somebody(party), date(2024, 3, 4))
    at = (party.other_coordinator, party.sends, request.pk)
    assert request.due_on == date(2024, 4, 4)
    with pytest.raises(InputError, match="varför mer tid"):
        persons.extend_request(*at, "kort", key="f0")
    longer = persons.extend_request(*at, "Uppgifterna är mycket omfattande", key="f")
    assert longer.due_on == date(2024, 6, 4)
    with pytest.raises(ConflictError, match="redan förlängd"):
        persons.extend_request(*at, "Uppgifterna är mycket omfattande", key="f2")


def test_no_more_time_is_taken_after_the_month(party):
    request = asked(party, somebody(party), date(2024, 3, 4))
    with (
        time_machine.travel("2024-04-05T09:00:00+02:00", tick=False),
        pytest.raises(InputError, match="skulle ha fått veta"),
    ):
        persons.extend_request(
            party.other_coordinator, party.sends, request.pk, "Mycket omfattande", key="f"
        )


def test_a_request_is_answered_once(party):
    request = asked(party, somebody(party))
    at = (party.other_coordinator, party.sends, request.pk)
    done = persons.answer_request(*at, key="s")
    assert (done.answered_on, done.answered_by) == (DAY, "Kaj Torn")
    assert persons.answer_request(*at, key="s").pk == done.pk
    with pytest.raises(ConflictError, match="redan besvarad"):
        persons.answer_request(*at, key="s2")


def test_nobody_but_the_authority_s_coordinator_has_it(party):
    request = asked(party, somebody(party))
    for actor in (party.referrer, party.coordinator, party.receiver):
        with pytest.raises(NotFoundError):
            make_extract(actor, request.pk, whole=False)
    new = persons.NewSubjectRequest(request.person_id, DAY, "letter", "id_card")
    with pytest.raises(NotAllowedError):
        persons.take_request(party.referrer, party.sends, new, key="n")


def test_a_protected_person_s_request_is_known_to_named_handlers_alone(party, pages):
    person = somebody(party, protected=True)
    new = persons.NewSubjectRequest(person.pk, DAY, "letter", "id_card")
    with pytest.raises(NotFoundError):
        persons.take_request(party.other_coordinator, party.sends, new, key="n")
    with unread([party.sends]):
        row = SubjectRequest.objects.create(
            controller_id=party.sends,
            person=person,
            received_on=DAY,
            way="letter",
            identity_check="id_card",
            taken_by="Rut",
            due_on=DAY,
        )
    user = party.other_coordinator_user
    for name in ("subject_request", "subject_extract", "subject_extract_file"):
        assert pages.get(user, name, row.pk).status_code == 404
    assert "Ingen väntar på svar" in text(pages.get(user, "subject_requests", party.sends))


def test_the_coordinator_takes_a_request_reads_it_and_answers(party, pages):
    person, user = somebody(party, phone="070-1740605"), party.other_coordinator_user
    assert "Registerutdrag" in text(pages.get(user, "person", person.pk))
    assert "Registerutdrag" not in text(pages.get(party.referrer_user, "person", person.pk))
    assert pages.send(user, "new_subject_request", person.pk, way="letter").status_code == 400
    page = pages.send(user, "new_subject_request", person.pk, **ASKED)
    assert page.status_code == 302
    with unread([party.sends]):
        row = SubjectRequest.objects.get()
    shown = text(pages.get(user, "subject_request", row.pk))
    assert "Besvaras senast den 15\N{NO-BREAK SPACE}april 2024" in shown
    assert "artikel 12.3 dataskyddsförordningen" in shown
    assert "Siv Påhitt" in text(pages.get(user, "subject_requests", party.sends))
    extract = text(pages.get(user, "subject_extract", row.pk))
    for word in ("070-1740605", "Socialnämnden", "Integritetsskyddsmyndigheten", "artikel 6.1 e"):
        assert word in extract
    assert "9805" not in without_ids(extract)
    assert pages.send(user, "answer_request", row.pk).status_code == 400
    assert pages.send(user, "answer_request", row.pk, yes="on").status_code == 302
    assert "Besvarad den 15" in text(pages.get(user, "subject_request", row.pk))
    assert "Ingen väntar på svar" in text(pages.get(user, "subject_requests", party.sends))


def test_the_file_has_the_whole_number_and_its_name_tells_nothing(party, pages):
    row = Walk(party, "w").sent()
    request = asked(party, row.person)
    answer = pages.get(party.other_coordinator_user, "subject_extract_file", request.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    name = answer["Content-Disposition"]
    assert f"registerutdrag-{request.pk.hex[:8]}.pdf" in name
    assert "1985" not in name
    with pypdfium2.PdfDocument(answer.content) as found:
        said = "\n".join(sheet.get_textpage().get_text_range() for sheet in found)
        title = found.get_metadata_value("Title")
    assert title == "Registerutdrag"
    for word in ("19850709-9805", CONTENT.need, "Vem som har läst", "Dina rättigheter"):
        assert word in said


def test_nothing_of_the_sender_s_own_rows_is_told_by_the_receiver(party):
    row = Walk(party, "w").sent()
    with unread([party.sends]):
        theirs = Referral.objects.get(pk=row.pk)
    with unread([party.receives]):
        copy = Referral.objects.select_related("person").get().person
    new = persons.NewSubjectRequest(copy.pk, DAY, "letter", "id_card")
    request = persons.take_request(party.coordinator, party.receives, new, key="r")
    _, told = make_extract(party.coordinator, request.pk, whole=True)
    assert theirs.person_id != copy.pk
    assert "Utlämnade uppgifter" not in {one.title for one in told.held}
    assert WOMAN in words_of(told)


def test_a_request_of_tomorrow_is_none(party):
    person = somebody(party)
    with pytest.raises(InputError, match="framtiden"):
        asked(party, person, date(2024, 3, 16))


def test_what_has_ended_is_told_too(party):
    row = ended(party, begun(party, Walk(party, "w").planned()), reason="found_work")
    with unread([party.receives]):
        said = json.dumps([one.rows for one in held_of(row.person)], ensure_ascii=False)
    assert "avslutat i förtid" in said
    # What was done, and not what may be
    assert "Påbörjat" in said
    assert "Avslutat i förtid" in said
    assert '"Påbörja"' not in said
    assert "fick arbete" in said
