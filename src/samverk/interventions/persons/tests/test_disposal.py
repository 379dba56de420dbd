"""Removing a person: tried, decided by another, carried out, and certified; and nothing is left."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import BinaryField
from django.test.utils import CaptureQueriesContext

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import SealBrokenError, unseal
from samverk.interventions.persons.actions import (
    disposal,
    disposing,
    people,
    retention,
    sessions,
)
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import (
    DisposalCertificate,
    DisposalDecision,
    DisposalOutcome,
    DisposalStart,
    DryRunLine,
    KeptCount,
    Outcome,
    Participation,
    Person,
    SubjectRequest,
)
from samverk.interventions.persons.queries.counts import counts_of
from samverk.interventions.persons.queries.retention import gather, tables_of_a_person
from samverk.interventions.persons.queries.sums import counts_between
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.tests.archive import LATER, Archive, archive_at, on
from samverk.interventions.persons.tests.party import MAN, OTHER, WOMAN, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import TODAY, begun, planned_at_the_door
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.retention import DEFAULT_PLAN

pytestmark = pytest.mark.django_db
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
WORKER = Hand.CASE_WORKER


@kept
def archive(party) -> Archive:
    found = archive_at(party)
    found.plan()
    return found


def outcomes(archive):
    with unread([archive.body]):
        return sorted(DisposalOutcome.objects.values_list("outcome", flat=True))


def everything() -> str:
    """Read every row of every table as text, as a dump does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [f"{table} {row[0]}" for row in cursor.fetchall()]
    return "\n".join(found)


def test_the_functions_remove_from_every_table_of_a_person():
    """As the database has them: a table that comes later needs a migration that replaces them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'persons_remove'")
        source = str(cursor.fetchone()[0])
    listed = re.search(r"IN ARRAY ARRAY\[(.*?)\]", source)
    assert listed is not None
    named = set(re.findall(r"'(\w+)'", listed.group(1)))
    assert {one._meta.model_name for one in tables_of_a_person()} == named


def test_whoever_is_due_is_removed_and_the_rest_stay(archive):
    row = archive.ended()
    with on(date(2028, 1, 10)):
        archive.ended(MAN)
    with on(LATER):
        run = archive.tried()
        assert (run.totals["due"], run.totals["not_yet"]) == (1, 1)
        archive.carried_out(archive.decided(run))
        with unread([archive.body]):
            assert row.person_id not in set(Person.objects.values_list("pk", flat=True))
            assert (Person.objects.count(), Participation.objects.count()) == (1, 1)
            content = DisposalCertificate.objects.get().content
    assert (content["persons"], content["years"]) == (1, {"2024": 1})
    assert content["rows"]["person"] == 1
    assert content["rows"]["participationstep"] == 3
    assert content["decision"]["reference"] == "SN § 88"
    assert (content["trial"]["by"], content["decision"]["by"]) == ("Sten Ahlvik", "Arvid Fold")


def sealed_of(person):
    """List everything sealed or to search by that stands in the tables about a person, as a dump has it."""
    found = [person.number_key, *person.name_keys]
    for model in (Person, *tables_of_a_person()):
        whose = {"pk": person.pk} if model is Person else {"person": person}
        names = [one.name for one in model._meta.fields if isinstance(one, BinaryField)]
        for row in model._default_manager.filter(**whose):
            found += [bytes(getattr(row, name)).hex() for name in names if getattr(row, name)]
    return found


def test_nothing_that_was_sealed_or_searched_for_is_left(archive, party):
    """Of a referral, a queue, a goal, a session, notes and a report: read as a dump of every table."""
    row = Walk(party, "w").planned()
    at = (party.worker, party.receives, row.pk)
    taking.set_goal(*at, "KANARIE mål", key="mål")
    begun(party, row)
    new = sessions.NewSession(party.delivery.pk, TODAY, "Studiebesök")
    session = sessions.hold_session(party.worker, party.receives, new, key="träff")
    sessions.note_attendance(party.worker, party.receives, session.pk, ((row.pk, True),), key="kom")
    with unread([archive.body]):
        goal = str(row.goals.get().pk)
    left = taking.NewMeasurement("exit", TODAY, missing="declined")
    taking.measure_status(*at, left, key="ut")
    ending = taking.Ending(TODAY, "KANARIE slutrapport", goals=((goal, "partly"),))
    taking.end_participation(*at, ending, key="slut")
    with unread([archive.body]):
        person = Person.objects.get(pk=row.person_id)
        marks = [*sealed_of(person), str(row.pk)]
        key, sealed = bytes(person.key), bytes(person.sealed)
        assert identity(person).name == "Siv Påhitt"
    assert len(marks) >= 10
    with unread([party.receives, party.sends]):
        before = everything()
    assert [one for one in marks if one not in before] == []
    with on(LATER):
        archive.carried_out(archive.decided())
    assert outcomes(archive) == [Outcome.REMOVED]
    with unread([party.receives, party.sends]):
        after = rows_left(everything())
        keys = [bytes(one.key) for one in Person.objects.all()]
    assert [one for one in marks if one in after] == []
    assert "KANARIE" not in after
    assert keys
    for other in keys:
        with pytest.raises(SealBrokenError):
            unseal(other, archive.body, f"persons_person/{person.pk}", sealed)
    assert unseal(key, archive.body, f"persons_person/{person.pk}", sealed)["name"] == "Siv Påhitt"


def rows_left(dump: str) -> str:
    """Leave out the log and its keys: they hold ids of rows, which are pseudonyms."""
    logs = ("foundation_auditevent ", "foundation_idempotencykey ", "pghistory_context ")
    return "\n".join(line for line in dump.splitlines() if not line.startswith(logs))


def test_the_log_keeps_the_pseudonym_and_who_did_it(archive):
    row = archive.ended()
    with on(LATER):
        archive.carried_out(archive.decided())
    event = AuditEvent.objects.get(kind="persons.disposed")
    assert event.subject_label == f"gallring av person {row.person_id.hex[:8]}"
    assert (event.actor_name, event.body_id) == ("Arvid Fold", archive.body)


def test_the_counts_of_earlier_years_stay_what_they_were(archive, party):
    archive.ended()
    desk = Desk(archive.body, WORKER)
    row = archive.ended(MAN)
    people.protect_person(party.worker, desk, row.person_id, key="skydd")
    spans = (YEAR, Span(date(2023, 1, 1), date(2025, 12, 31)))
    with on(LATER):
        before = [counts_of(party.open_door, span, [archive.body]).totals for span in spans]
        sums = counts_between(archive.body, YEAR.from_date, YEAR.to_date)
        archive.carried_out(archive.decided())
        with unread([archive.body]):
            assert not Participation.objects.exists()
        found = [counts_of(party.open_door, span, [archive.body]) for span in spans]
        assert [one.totals for one in found] == before
        assert (found[0].removed, found[0].is_short) == (True, False)
        assert before[0][0].everybody == 2
        assert counts_between(archive.body, YEAR.from_date, YEAR.to_date) == sums
        half = counts_of(party.open_door, Span(date(2024, 1, 1), date(2024, 6, 30)), [archive.body])
        assert (half.is_short, half.totals[0].everybody) == (True, 0)


def test_the_kept_numbers_have_no_time_and_no_person(archive):
    archive.ended()
    with on(LATER):
        archive.carried_out(archive.decided())
    kinds = {one.get_internal_type() for one in KeptCount._meta.get_fields()}
    assert not kinds & {"DateTimeField", "DateField"}
    assert not {"person", "whom", "decision"} & {one.name for one in KeptCount._meta.get_fields()}


def test_whoever_made_the_trial_may_not_decide(archive, party):
    archive.ended()
    with on(LATER):
        run = archive.tried()
        new = disposal.NewDecision(run.pk, "SN § 88", run.day)
        with pytest.raises(NotAllowedError):
            disposal.decide_disposal(party.coordinator, archive.body, new, key="b")
        with unread([archive.body]), pytest.raises(DatabaseError), transaction.atomic():
            DisposalDecision.objects.create(
                controller_id=archive.body,
                run=run,
                tried_by_id=run.made_by_id,
                decided_by_id=run.made_by_id,
                reference="x",
                decided_on=run.day,
            )


@pytest.mark.parametrize("who", ["referrer", "receiver", "worker", "other_coordinator"])
def test_nobody_else_tries_decides_or_carries_out(archive, party, who):
    archive.ended()
    actor = getattr(party, who)
    with on(LATER):
        decision = archive.decided()
        new = disposal.NewDecision(decision.run_id, "SN § 88", LATER)
        with pytest.raises(NotAllowedError):
            disposal.try_plan(actor, archive.body, key="p")
        with pytest.raises(NotAllowedError):
            disposal.decide_disposal(actor, archive.body, new, key="b")
        with pytest.raises(NotAllowedError):
            disposing.carry_out_disposal(actor, archive.body, decision.pk, key="v")


def test_another_authoritys_decision_is_not_there(archive, party):
    archive.ended()
    with on(LATER):
        decision = archive.decided()
        elsewhere = actor_for(user("Berta Fack", Role.ARCHIVIST, party.cast.board))
        with pytest.raises(NotFoundError):
            disposing.carry_out_disposal(elsewhere, party.sends, decision.pk, key="v")


def test_a_trial_with_nobody_due_is_decided_like_any_other_and_removes_nobody(archive):
    """A refusal would tell whether somebody was due whom the reader may not know of."""
    archive.ended()
    archive.carried_out(archive.decided())
    with unread([archive.body]):
        assert (Person.objects.count(), DisposalOutcome.objects.count()) == (1, 0)
        assert DisposalCertificate.objects.get().content["persons"] == 0


def test_a_trial_is_decided_once(archive):
    archive.ended()
    with on(LATER):
        run = archive.tried()
        archive.decided(run)
        with pytest.raises(ConflictError, match="redan beslutad"):
            archive.decided(run)


def test_whoever_has_a_new_entry_stays(archive, party):
    row = archive.ended()
    archive.ended(MAN)
    with on(LATER):
        decision = archive.decided()
        desk = Desk(archive.body, WORKER)
        new = people.NewPerson(archive.body, "Siv Ny", born=date(1985, 7, 9))
        people.change_person(party.worker, desk, row.person_id, new, key="ändrad")
        archive.carried_out(decision)
        with unread([archive.body]):
            assert [one.pk for one in Person.objects.all()] == [row.person_id]
    assert outcomes(archive) == [Outcome.CHANGED, Outcome.REMOVED]


def test_whoever_is_held_back_after_the_decision_stays(archive, party):
    row = archive.ended()
    with on(LATER):
        decision = archive.decided()
        new = retention.NewDisposalHold(row.person_id, "appeal", "mål 12-30")
        held = retention.hold_back(party.coordinator, archive.body, new, key="h")
        archive.carried_out(decision)
        assert outcomes(archive) == [Outcome.CHANGED]
        assert archive.tried().totals["held"] == 1
        retention.let_go(party.coordinator, archive.body, held.pk, key="l")
        assert archive.tried().totals["due"] == 1


def test_a_longer_plan_decided_meanwhile_keeps_them(archive):
    archive.ended()
    with on(LATER):
        decision = archive.decided()
        longer = tuple(replace(one, years=10) if one.years else one for one in DEFAULT_PLAN)
        archive.plan(LATER, rules=longer)
        archive.carried_out(decision)
    assert outcomes(archive) == [Outcome.NOT_DUE]


def test_it_goes_on_where_it_was_stopped(archive):
    for number in (WOMAN, MAN, OTHER):
        archive.ended(number)
    with on(LATER):
        decision = archive.decided()
        archive.carried_out(decision, most=1)
        with unread([archive.body]):
            assert (Person.objects.count(), DisposalCertificate.objects.count()) == (2, 0)
        assert disposing.finish_disposals() == 1
        with unread([archive.body]):
            assert Person.objects.count() == 0
            assert DisposalCertificate.objects.get().content["persons"] == 3
        assert disposing.finish_disposals() == 0


def test_one_who_cannot_be_removed_leaves_no_trace_of_the_attempt(archive, monkeypatch):
    archive.ended()

    def dies(*_: object) -> None:
        raise RuntimeError("killed")

    with on(LATER):
        decision = archive.decided()
        monkeypatch.setattr(disposing, "_removed", dies)
        with pytest.raises(RuntimeError):
            archive.carried_out(decision)
        with unread([archive.body]):
            assert (Person.objects.count(), KeptCount.objects.count()) == (1, 0)
        monkeypatch.undo()
        archive.carried_out(decision)
        with unread([archive.body]):
            assert Person.objects.count() == 0
            assert {one.number for one in KeptCount.objects.all()} == {1}


def test_carrying_out_twice_changes_nothing(archive):
    archive.ended()
    with on(LATER):
        decision = archive.decided()
        archive.carried_out(decision)
        with unread([archive.body]):
            numbers = sorted(KeptCount.objects.values_list("measured", "number"))
        archive.carried_out(decision)
        with unread([archive.body]):
            assert sorted(KeptCount.objects.values_list("measured", "number")) == numbers
            assert DisposalStart.objects.count() == DisposalCertificate.objects.count() == 1


def test_the_protected_are_removed_too_and_shown_to_their_handlers_alone(archive, party):
    row = archive.ended()
    people.protect_person(party.worker, Desk(archive.body, WORKER), row.person_id, key="skydd")
    with on(LATER):
        run = archive.tried()
        assert run.totals["due"] == 1
        for user, seen in ((party.coordinator.user, 0), (party.worker.user, 1)):
            with reading([archive.body], user):
                assert DryRunLine.objects.filter(run=run).count() == seen
        archive.carried_out(archive.decided(run))
        with unread([archive.body]):
            assert Person.objects.count() == 0
            told = DisposalCertificate.objects.get().content
            outcome = DisposalOutcome.objects.get()
    assert outcome.outcome == Outcome.REMOVED
    assert not {"protection", "namedhandler", "emergencygrant"} & set(outcome.rows)
    assert outcome.rows["handling"] == 2
    # The certificate is read beside a list that they are not in
    assert (told["persons"], told["rows"], told["years"], told["stayed"]) == (0, {}, {}, {})


def test_whoever_waits_for_an_extract_stays(archive, party):
    row = archive.ended()
    with on(LATER):
        decision = archive.decided()
        with unread([archive.body]):
            SubjectRequest.objects.create(
                controller_id=archive.body,
                person_id=row.person_id,
                received_on=LATER,
                way="letter",
                identity_check="id_card",
                taken_by="Sten Ahlvik",
                due_on=LATER,
            )
        archive.carried_out(decision)
        assert outcomes(archive) == [Outcome.CHANGED]
        assert archive.tried().totals["ongoing"] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM persons_person",
        "DELETE FROM persons_participationstep",
        "DELETE FROM persons_keptcount",
        "UPDATE persons_keptcount SET number = 0",
        "UPDATE persons_dryrunline SET standing = 'due'",
        "DELETE FROM persons_disposalcertificate",
    ],
)
def test_the_database_refuses_what_is_not_decided(archive, statement):
    archive.ended()
    with on(LATER):
        archive.carried_out(archive.decided())
    refused = pytest.raises(DatabaseError)
    with unread([archive.body]), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)


def _remove(decision, line):
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons_remove(%s, %s)", [decision, line])


def test_the_database_removes_nobody_without_a_decision_that_is_set_going(archive, party):
    archive.ended()
    with on(LATER):
        run = archive.tried()
        with unread([archive.body]):
            line = DryRunLine.objects.get(run=run).pk
        decision = archive.decided(run)
    refused = pytest.raises(DatabaseError, match="no decision in force")
    with unread([archive.body]), refused, transaction.atomic():
        _remove(decision.pk, line)
    with unread([archive.body]), refused, transaction.atomic():
        _remove(uuid.uuid4(), line)
    with unread([archive.body]):
        DisposalStart.objects.create(
            controller_id=archive.body, decision=decision, started_by="prov"
        )
    with unread([party.sends]), refused, transaction.atomic():
        _remove(decision.pk, line)


def test_the_database_removes_nobody_who_takes_part(archive, party):
    row = archive.ended()
    with on(LATER):
        decision = archive.decided()
        with unread([archive.body]):
            line = DryRunLine.objects.get(run=decision.run_id)
            DisposalStart.objects.create(
                controller_id=archive.body, decision=decision, started_by="prov"
            )
        with unread([archive.body]):
            person = Person.objects.get(pk=row.person_id)
        planned_at_the_door(party, person, LATER)
        under_way = pytest.raises(DatabaseError, match="under way")
        with unread([archive.body]), under_way, transaction.atomic():
            _remove(decision.pk, line.pk)


def test_after_a_removal_rows_are_as_locked_as_before(archive):
    archive.ended()
    archive.ended(MAN)
    with on(LATER):
        decision = archive.decided()
        archive.carried_out(decision, most=1)
        with unread([archive.body]):
            step = Participation.objects.get().steps.first()
            with pytest.raises(DatabaseError), transaction.atomic():
                step.delete()


def test_the_questions_do_not_grow_with_the_people(archive):
    archive.ended()
    with unread([archive.body]):
        gather(archive.body, LATER)
    with unread([archive.body]), CaptureQueriesContext(connection) as one:
        gather(archive.body, LATER)
    archive.ended(MAN)
    archive.ended(OTHER)
    with unread([archive.body]), CaptureQueriesContext(connection) as three:
        assert len(gather(archive.body, LATER)) == 3
    assert len(one) == len(three)


def test_a_planned_follow_up_keeps_them(archive, party):
    row = archive.ended()
    with unread([archive.body]):
        Participation.objects.filter(pk=row.pk).update(is_followed=True)
        found = gather(archive.body, date(2024, 6, 1))[row.person_id]
    assert found.facts.ongoing == (
        "En uppföljning är planerad till den 15\u00a0juni 2024.",
        "En uppföljning är planerad till den 15\u00a0september 2024.",
        "En uppföljning är planerad till den 15\u00a0mars 2025.",
    )
