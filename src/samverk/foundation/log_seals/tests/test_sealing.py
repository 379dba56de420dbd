"""The log in the database: sealed as it grows, whoever writes meanwhile, and checked line by line."""

from __future__ import annotations

import json
import os
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samverk.foundation import acts, jobs
from samverk.foundation.actors import system
from samverk.foundation.log_seals.checking import check_log, keep_proof, latest_proof
from samverk.foundation.log_seals.making import UnsettledError, kept_checkpoint, seal_log
from samverk.foundation.models import AuditEvent, LogProof, LogSeal
from samverk.foundation.postgres.location import place_of, var_directory
from samverk.foundation.postgres.roles import connect_as_superuser
from samverk.foundation.reads import SECRET_READ
from samverk.foundation.seals.canonical import read_canonical
from samverk.foundation.tests.race import race

READER = system("Läsaren")


def read(times: int = 1, name: str = "x") -> None:
    acts.log_read(acts.Act(READER, SECRET_READ, ""), [("persons.Person", name, name)] * times)


def parts(seal: LogSeal) -> dict[str, int]:
    told = read_canonical(seal.content)["parts"]
    return {name: one["count"] for name, one in told.items()}


def as_owner(sql: str) -> None:
    """Do what no app role may: the work of whoever owns the database."""
    place = place_of(var_directory(), os.environ["SAMVERK_CLUSTER"])
    with connect_as_superuser(place.socket, os.environ["SAMVERK_DATABASE"]) as owner:
        owner.execute(sql)


@pytest.mark.django_db
def test_a_seal_takes_what_has_come_since_the_last():
    AuditEvent.objects.exists()
    first = seal_log()
    read(3)
    second = seal_log()
    assert parts(second) == {"readings": 3}
    assert second.number == (first.number + 1 if first else 1)
    assert seal_log() is None
    report = check_log()
    assert (report.faults, report.unsealed) == ([], 0)


@pytest.mark.django_db
def test_a_reading_asks_no_more_than_before():
    with CaptureQueriesContext(connection) as asked:
        read(50)
    assert len(asked) == 1


@pytest.mark.django_db
def test_seals_are_only_added_to():
    read()
    seal_log()
    for sql in ("UPDATE foundation_logseal SET content = ''", "DELETE FROM foundation_logseal"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_whoever_writes_meanwhile_is_waited_for_and_no_line_is_lost(committed):
    """Some lines get their places long before they are committed, and come out of order."""
    stop, sealed = threading.Event(), []

    def work(number: int) -> int:
        if number == 0:
            sealed.extend(seal_log(patience=60) for _ in range(12))
            stop.set()
            return 0
        done = 0
        while not stop.is_set():
            with transaction.atomic():
                read(2, f"{number}/{done}")
                # A transaction is open a while, and now and then rolled back
                stop.wait(0.01 * (done % 4))
                if done % 5 == 4:
                    transaction.set_rollback(True)
            done += 1
        return done

    race(work, 5)
    seal_log()
    report = check_log()
    assert report.faults == []
    assert report.lines == AuditEvent.objects.count() > 50
    assert report.unsealed == 0
    assert sum(sum(parts(one).values()) for one in LogSeal.objects.all()) == report.lines
    assert len([one for one in sealed if one]) > 3


def test_an_open_transaction_puts_the_seal_off(committed):
    opened, close = threading.Event(), threading.Event()

    def late() -> None:
        try:
            with transaction.atomic():
                read(1, "sen")
                opened.set()
                close.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    thread.start()
    opened.wait(30)
    read(1, "tidig")
    with pytest.raises(UnsettledError):
        seal_log(patience=0.2)
    assert not LogSeal.objects.exists()
    close.set()
    thread.join()
    assert parts(seal_log()) == {"readings": 2}
    assert check_log().faults == []


TAMPERED = {
    "altered": "UPDATE foundation_auditevent SET actor_name = 'Någon annan' WHERE subject_id = '1'",
    "removed": "DELETE FROM foundation_auditevent WHERE subject_id = '1'",
    "added": (
        "INSERT INTO foundation_auditevent (id, kind, actor_name, subject_type, subject_id, subject_label,"
        " why, recorded_at, position) SELECT gen_random_uuid(), kind, actor_name, subject_type, '9', '', '',"
        " recorded_at, position FROM foundation_auditevent WHERE subject_id = '1'"
    ),
    "moved": (
        "UPDATE foundation_auditevent SET recorded_at = recorded_at - interval '1 day'"
        " WHERE subject_id = '1'"
    ),
}


@pytest.mark.parametrize("way", TAMPERED)
def test_what_the_databases_owner_does_to_a_line_is_found(committed, way):
    for name in "012":
        read(1, name)
        seal_log()
    assert check_log().faults == []
    as_owner(TAMPERED[way])
    (fault,) = check_log().faults
    assert (fault.seal, fault.part) == (2, "readings")


OLDER = """
TRUNCATE foundation_logseal;
DELETE FROM foundation_auditevent WHERE subject_id = 'gammal';
DELETE FROM foundation_numberseries
"""


def test_an_older_database_is_found_by_the_checkpoint_outside_it(committed):
    read(1, "gammal")
    seal_log()
    kept = kept_checkpoint().read_text()
    as_owner(OLDER)
    assert "gammal säkerhetskopia" in check_log().faults[0].text
    # It goes on as if nothing had happened, and the witness is not written over
    read(1, "ny")
    seal_log()
    assert kept_checkpoint().read_text() == kept
    assert check_log().faults
    kept_checkpoint().unlink()
    assert check_log().faults == []
    assert check_log([kept]).faults


def test_what_came_of_a_check_is_signed(committed):
    read()
    seal_log()
    keep_proof(check_log())
    assert latest_proof(7).is_clean
    as_owner("ALTER TABLE foundation_logproof DISABLE TRIGGER USER")
    as_owner(
        "UPDATE foundation_logproof SET content = replace(content, '\"lines\":1', '\"lines\":2')"
    )
    as_owner("ALTER TABLE foundation_logproof ENABLE TRIGGER USER")
    assert latest_proof(7).is_forged
    assert LogProof.objects.count() == 1


@pytest.mark.django_db
def test_the_command_tells_what_was_checked(capsys):
    read()
    seal_log()
    call_command("check_log")
    assert "Inget är ändrat." in capsys.readouterr().out
    call_command("check_log", "--json")
    assert json.loads(capsys.readouterr().out)["faults"] == []


def test_the_command_fails_and_names_the_period(committed, tmp_path):
    for name in "012":
        read(1, name)
        seal_log()
    as_owner(TAMPERED["removed"])
    with pytest.raises(
        CommandError, match=r"försegling 2, den .* klockan .*läsningar utan myndighet: 1 rad"
    ):
        call_command("check_log")
    kept = tmp_path / "vittne"
    kept.write_text("inget")
    with pytest.raises(CommandError, match="vittne 2: Kontrollpunkten går inte att läsa"):
        call_command("check_log", "--vittne", str(kept))


@pytest.mark.django_db
def test_each_hour_seals_and_each_night_checks():
    read()
    jobs.seal_log(0)
    jobs.prove_log(0)
    assert latest_proof(7).seal == LogSeal.objects.latest("number").number
