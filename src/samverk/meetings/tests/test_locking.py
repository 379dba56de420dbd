"""What is locked: the chain, what the database refuses, secrets, corrections, and what follows."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction

from samverk.decisions import queries as decisions
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.seals.bundle import bundle
from samverk.foundation.seals.checking import check
from samverk.foundation.signing import seal_key
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import SealCheckpoint, SealedRecord, SealedSecret
from samverk.meetings.queries import locked_in, print_of, sealed_for_export
from samverk.meetings.queries.seals import keeps_its_word
from samverk.meetings.tests.adjusting import (
    ADJUSTER,
    CHAIR,
    account,
    acting,
    adjust,
    by_laws,
    held,
    send,
    sign,
)
from samverk.meetings.tests.conftest import MEMBERS, again, handle, note, person, roll

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.SEAL_DIR = tmp_path


@pytest.fixture
def adjusted(seated, opened):
    by_laws(seated)
    return adjust(seated, held(seated, opened, "Taxan", "Avtalet"))


@pytest.fixture
def secret(seated, opened):
    """Minutes with one open and one secret paragraph, ready to be sent."""
    by_laws(seated)
    roll(seated, opened, *MEMBERS)
    for title, hidden, words in (
        ("Taxan", None, "Taxan höjs."),
        ("Individärende", HIDDEN, "Barnet N placeras."),
    ):
        item = handle(seated, opened, title, hidden=hidden)
        actions.settle_item(seated.owner, item, [words], key=f"u/{title}")
    actions.choose_adjusters(seated.owner, opened, [person(ADJUSTER)], key="j")
    actions.end_meeting(seated.owner, again(opened), key="slut")
    return again(opened)


def content(record):
    return json.loads(record.content)


def exported():
    sealed = sealed_for_export()
    return bundle(sealed.links, sealed.checkpoints, sealed.files, seal_key())


def test_each_paragraph_and_the_document_stand_in_the_bodys_chain(seated, adjusted):
    records = list(SealedRecord.objects.order_by("number"))
    assert [r.kind for r in records] == ["paragraph", "paragraph", "document"]
    assert {r.chain for r in records} == {f"lillkoping/{seated.board.pk}"}
    assert [r.previous for r in records[1:]] == [r.digest for r in records[:-1]]
    assert content(records[0])["decisions"] == ["Taxan godkänns."]
    assert content(records[0])["adjusted_on"] == "2024-03-15"


def test_the_chain_and_the_signed_file_hold_in_an_export(adjusted):
    report = check(exported(), trusted=seal_key().public)
    assert report.faults == []
    assert (report.records, report.files, len(report.checkpoints)) == (3, 1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_sealedrecord SET content = '{}'",
        "DELETE FROM meetings_sealedrecord",
        "UPDATE meetings_minutesprint SET pdf = ''",
        "DELETE FROM meetings_sealcheckpoint",
        "UPDATE meetings_postingfact SET happened_on = '2024-01-01'",
        "DELETE FROM meetings_adjustmentstep",
        "TRUNCATE meetings_sealedrecord CASCADE",
    ],
)
def test_the_app_role_cannot_change_what_is_locked(adjusted, statement):
    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "table", ["sealedrecord", "sealedsecret", "sealcheckpoint", "minutesprint"]
)
def test_a_trigger_refuses_whoever_has_the_right(db, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass"
            " AND tgname LIKE 'pgtrigger_locked%%'",
            [f"meetings_{table}"],
        )
        ((_, enabled),) = cursor.fetchall()
    assert enabled == "O"


def test_the_decisions_are_registered_with_their_words(seated, adjusted):
    found = decisions.decision_at(seated.board.pk, adjusted.adjustment.meeting.day, 1)
    assert (found.title, found.text, found.kind) == ("Taxan", "Taxan godkänns.", "notes")


def test_a_decision_that_somebody_has_registered_is_let_be(seated, opened):
    from samverk.decisions import actions as writing

    by_laws(seated)
    meeting = held(seated, opened)
    own = writing.NewDecision(
        seated.town.pk, "Taxan, inläst", "decides", seated.board.pk, meeting.day, 1
    )
    first = writing.register_decision(seated.owner, own, key="inläst")
    adjust(seated, meeting)
    assert decisions.decision_at(seated.board.pk, meeting.day, 1) == first


class TestSecret:
    """A secret paragraph: its own document, and a commitment alone in the chain."""

    def test_the_open_document_says_that_it_exists_and_no_more(self, seated, secret):
        stage = send(seated, secret)
        told = print_of(stage.version).content
        assert "Individärende" in told
        assert "sekretessbelagd" in told
        assert "arnet N" not in told

    def test_nothing_secret_is_in_the_chain_the_log_or_an_export(self, seated, secret):
        from samverk.foundation.models import AuditEvent

        adjust(seated, secret)
        everything = b"".join(exported().values())
        assert b"arnet N" not in everything
        logged = AuditEvent.objects.values_list("subject_label", "why")
        assert not any("arnet N" in " ".join(row) for row in logged)

    def test_its_words_are_kept_behind_the_wall_and_vouched_for(self, seated, secret):
        adjust(seated, secret)
        assert not SealedSecret.objects.exists()
        with compartment([seated.board.pk]):
            kept = SealedSecret.objects.select_related("record").get()
            assert json.loads(kept.content)["decisions"] == ["Barnet N placeras."]
            assert kept.provision == "26 kap. 1 § OSL"
            assert keeps_its_word(kept)
            kept.content = kept.content.replace("placeras", "flyttas")
            assert not keeps_its_word(kept)

    def test_both_documents_are_signed(self, seated, secret):
        stage = adjust(seated, secret)
        assert print_of(stage.version).signatures == 2
        with compartment([seated.board.pk]):
            assert print_of(stage.version, secret=True).signatures == 2

    def test_it_is_read_by_its_signers_while_it_is_out_and_logged(self, seated, secret):
        from samverk.foundation.models import AuditEvent

        stage = send(seated, secret)
        adjuster = acting(account(seated, ADJUSTER))
        found = actions.read_secret_minutes(adjuster, stage.adjustment, key="läs")
        assert bytes(found.pdf).startswith(b"%PDF")
        assert AuditEvent.objects.get(kind="meetings.secret_minutes_read").actor_name == ADJUSTER

    def test_it_is_read_by_nobody_else(self, seated, secret):
        stage = send(seated, secret)
        for actor in (seated.member, seated.colleague, seated.outsider):
            with pytest.raises(NotAllowedError):
                actions.read_secret_minutes(actor, stage.adjustment, key=f"läs/{actor.user}")

    def test_a_signer_reads_it_no_more_when_it_is_adjusted(self, seated, secret):
        stage = adjust(seated, secret)
        adjuster = acting(account(seated, ADJUSTER))
        with pytest.raises(NotAllowedError):
            actions.read_secret_minutes(adjuster, stage.adjustment, key="läs")

    def test_a_remark_on_it_is_behind_the_wall_too(self, seated, secret):
        from samverk.meetings.queries import remarks_on

        stage = send(seated, secret)
        new = actions.NewRemark("Barnet N heter annat.")
        actions.return_minutes(SETUP, stage.adjustment, person(CHAIR), new, key="k")
        assert remarks_on(stage) == {}
        with compartment([seated.board.pk]):
            assert list(remarks_on(stage).values()) == ["Barnet N heter annat."]

    def test_a_chair_away_for_jav_in_it_gets_no_part_of_it(self, seated, opened):
        by_laws(seated)
        roll(seated, opened, *MEMBERS)
        first = handle(seated, opened, "Taxan")
        actions.settle_item(seated.owner, first, ["Taxan höjs."], key="u1")
        item = handle(seated, opened, "Individärende", hidden=HIDDEN)
        note(seated, opened, "stepped_aside", CHAIR, ground="Släkt.")
        actions.hand_over_chair(seated.owner, opened, person("Cia Alm"), key="byt")
        actions.settle_item(seated.owner, item, ["Barnet N placeras."], key="u2")
        actions.choose_adjusters(seated.owner, opened, [person(ADJUSTER)], key="j")
        actions.end_meeting(seated.owner, again(opened), key="slut")
        stage = send(seated, opened)
        barred = {str(row.signer.person): row.signer.barred for row in stage.signers}
        assert barred == {CHAIR: True, "Cia Alm": False, ADJUSTER: False}
        chair = acting(account(seated, CHAIR))
        with pytest.raises(NotAllowedError, match="jävig"):
            actions.read_secret_minutes(chair, stage.adjustment, key="läs")
        for name in barred:
            sign(SETUP, stage, name)
        with compartment([seated.board.pk]):
            assert print_of(stage.version, secret=True).signatures == 2


class TestCorrection:
    """A correction is a new record that points back."""

    @pytest.fixture
    def record(self, adjusted):
        return SealedRecord.objects.select_related("adjustment__meeting__body").get(number=1)

    def correct(self, cast, record, *, text="Taxan höjs med 3 %.", why="Skrivfel.", key="r"):
        return actions.correct_paragraph(cast.owner, record, text, why, key=key)

    def test_the_original_stays_and_the_correction_points_at_it(self, seated, record):
        made = self.correct(seated, record)
        assert (made.corrects, content(made)["corrects"]) == (record, 1)
        assert content(SealedRecord.objects.get(pk=record.pk)) == content(record)
        assert check(exported(), trusted=seal_key().public).is_clean

    def test_it_is_shown_with_the_paragraph(self, seated, record):
        self.correct(seated, record)
        row = locked_in(record.adjustment.meeting)[record.item_id]
        assert [c.text for c in row.corrections] == ["Taxan höjs med 3 %."]

    @pytest.mark.parametrize(("text", "why"), [("", "Skrivfel."), ("Rätt.", " ")])
    def test_it_needs_words_and_a_reason(self, seated, record, text, why):
        with pytest.raises(InputError):
            self.correct(seated, record, text=text, why=why)

    def test_a_retried_form_corrects_once(self, seated, record):
        first = self.correct(seated, record)
        assert self.correct(seated, record) == first
        assert SealedRecord.objects.filter(kind="correction").count() == 1


def test_every_lock_signs_a_checkpoint_and_nothing_new_signs_none(seated, adjusted):
    actions.make_checkpoint(SETUP, key="export")
    assert SealCheckpoint.objects.count() == 1
    with pytest.raises(NotAllowedError):
        actions.make_checkpoint(seated.owner, key="min")


@pytest.mark.parametrize("name", ["export", "export.zip"])
def test_an_export_is_written_and_holds_by_itself(adjusted, tmp_path, name, capsys):
    from django.core.management import CommandError, call_command

    from samverk.project.cli import main

    place = tmp_path / name
    call_command("export_chains", str(place))
    told = capsys.readouterr().out
    assert "3 poster" in told
    assert main(["verify", str(place), "--nyckel", seal_key().public]) == 0
    with pytest.raises(CommandError, match="finns redan"):
        call_command("export_chains", str(place))


def test_a_row_changed_by_whoever_owns_the_database_is_found(adjusted):
    sealed = sealed_for_export()
    from dataclasses import replace

    changed = replace(sealed.links[0], content=sealed.links[0].content.replace("Taxan", "Avgiften"))
    files = bundle((changed, *sealed.links[1:]), sealed.checkpoints, sealed.files, seal_key())
    assert not check(files, trusted=seal_key().public).is_clean
