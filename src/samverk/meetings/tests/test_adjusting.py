"""Sending minutes, signing them and giving them back: the loop until all have signed."""

from __future__ import annotations

import io

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pyhanko.pdf_utils.reader import PdfFileReader

from samverk.directory import actions as directory
from samverk.directory.queries import Person
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.login.letters import SEND_JOB
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewRemark, NewText
from samverk.meetings.models import MinutesPrint, SealedRecord
from samverk.meetings.queries import print_of, remarks_on, stage_by_id, stages_of
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
from samverk.meetings.tests.conftest import again, handle, note, person, roll
from samverk.project.testing.stages import kept
from samverk.rules.adjustment import AdjustmentState, Move


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.SEAL_DIR = tmp_path


@kept
def ready(seated, opened):
    """A meeting that has been held, with one decided item."""
    by_laws(seated)
    return held(seated, opened)


def back(cast, stage, *, refuses=False, name=ADJUSTER, key="åter"):
    new = NewRemark("Beloppet är fel.", refuses=refuses)
    return actions.return_minutes(SETUP, stage.adjustment, person(name), new, key=key)


def test_minutes_are_sent_to_the_chair_and_the_adjusters(seated, ready):
    stage = send(seated, ready)
    assert [str(row.signer) for row in stage.signers] == [
        "Asta Ek, ordförande",
        "Bo Lind, justerare",
    ]
    assert stage.state is AdjustmentState.SENT
    assert stage.span == "§\N{NO-BREAK SPACE}1"


def test_each_signs_the_document_itself_and_the_last_one_locks_it(seated, ready):
    stage = adjust(seated, ready)
    pdf = bytes(print_of(stage.version).pdf)
    signed = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    assert [each.sig_object["/Name"] for each in signed] == [CHAIR, ADJUSTER]
    assert stage.state is AdjustmentState.ADJUSTED
    assert SealedRecord.objects.count() == 2


def test_a_signer_signs_as_nobody_but_themselves(seated, ready):
    stage = send(seated, ready)
    chair, adjuster = acting(account(seated, CHAIR)), acting(account(seated, ADJUSTER))
    for actor, name in ((chair, ADJUSTER), (adjuster, CHAIR), (seated.owner, CHAIR)):
        with pytest.raises(NotAllowedError, match="var och en för sig"):
            sign(actor, stage, name)
    sign(chair, stage, CHAIR)
    sign(adjuster, stage, ADJUSTER)
    assert stage_by_id(stage.adjustment.pk).state is AdjustmentState.ADJUSTED


def test_a_retried_signature_is_one_signature(seated, ready):
    stage = send(seated, ready)
    first = sign(SETUP, stage, CHAIR, key="en gång")
    assert sign(SETUP, stage, CHAIR, key="en gång") == first
    assert stage_by_id(stage.adjustment.pk).ruling.value.signed == (person(CHAIR),)
    with pytest.raises(ConflictError, match="redan signerat"):
        sign(SETUP, stage, CHAIR, key="igen")


def test_the_log_tells_who_signed_for_which_body(seated, ready):
    stage = send(seated, ready)
    sign(acting(account(seated, CHAIR)), stage, CHAIR)
    event = AuditEvent.objects.get(kind="meetings.minutes_signed")
    assert (event.actor_name, event.body_id) == (CHAIR, seated.board.pk)
    assert event.effective_on == ready.day


def test_a_remark_brings_the_minutes_back_and_is_kept(seated, ready):
    stage = send(seated, ready)
    sign(SETUP, stage, CHAIR)
    step = back(seated, stage)
    stage = stage_by_id(stage.adjustment.pk)
    assert stage.state is AdjustmentState.RETURNED
    assert remarks_on(stage) == {step.number: "Beloppet är fel."}


def test_a_remark_without_words_is_refused(seated, ready):
    stage = send(seated, ready)
    with pytest.raises(InputError, match="Skriv vad som ska ändras"):
        actions.return_minutes(SETUP, stage.adjustment, person(CHAIR), NewRemark(" "), key="k")


def test_a_new_version_has_the_new_words_and_needs_all_signatures(seated, ready):
    stage = send(seated, ready)
    sign(SETUP, stage, CHAIR)
    back(seated, stage)
    item = stage.items[0]
    actions.save_text(seated.owner, item, NewText("background", "Rättat belopp.", 0), key="text")
    actions.send_again(seated.owner, stage.adjustment, key="igen")
    stage = stage_by_id(stage.adjustment.pk)
    assert (stage.version.number, stage.ruling.value.signed) == (2, ())
    assert "Rättat belopp." in print_of(stage.version).content
    assert MinutesPrint.objects.filter(version__number=1).count() == 2


def test_what_is_out_is_changed_by_nobody(seated, ready):
    stage = send(seated, ready)
    item = stage.items[0]
    new = NewText("background", "Nytt.", 0)
    with pytest.raises(ConflictError, match="ute för justering"):
        actions.save_text(seated.owner, item, new, key="t")
    with pytest.raises(ConflictError, match="ute för justering"):
        actions.set_recipients(seated.owner, item, ["Annan"], key="m")
    with pytest.raises(ConflictError, match="ute för justering"):
        actions.choose_adjusters(seated.owner, ready, [person("Cia Alm")], key="j")


def test_what_is_adjusted_is_corrected_and_never_changed(seated, ready):
    stage = adjust(seated, ready)
    new = NewText("background", "Nytt.", 0)
    with pytest.raises(ConflictError, match="gör en rättelse"):
        actions.save_text(seated.owner, stage.items[0], new, key="t")
    with pytest.raises(ConflictError, match="redan skickade"):
        send(seated, ready, key="igen")
    with pytest.raises(ConflictError, match="justerat och låst"):
        actions.send_again(seated.owner, stage.adjustment, key="igen2")


def test_what_was_sent_is_taken_back_when_somebody_cannot_sign(seated, ready):
    stage = send(seated, ready)
    with pytest.raises(InputError, match="varför"):
        actions.recall_minutes(seated.owner, stage.adjustment, " ", key="r")
    actions.recall_minutes(seated.owner, stage.adjustment, "Bo Lind är sjuk.", key="r2")
    stranger = Person.objects.create(name="Sara Utomstående").pk
    with pytest.raises(InputError, match="ledamöter och ersättare"):
        actions.choose_adjusters(seated.owner, ready, [stranger], key="främling")
    actions.choose_adjusters(seated.owner, ready, [person("Cia Alm")], key="j")
    actions.send_again(seated.owner, stage.adjustment, key="s")
    names = [str(row.signer.person) for row in stage_by_id(stage.adjustment.pk).signers]
    assert names == [CHAIR, "Cia Alm"]


def test_incomplete_minutes_are_not_sent_and_say_what_is_missing(seated, opened):
    by_laws(seated)
    item = handle(seated, opened, "Taxan")
    actions.settle_item(seated.owner, item, ["Antecknas."], key="u")
    with pytest.raises(ConflictError, match="Avsluta sammanträdet först"):
        send(seated, opened)
    actions.end_meeting(seated.owner, again(opened), key="slut")
    with pytest.raises(InputError, match="inte fullständigt"):
        send(seated, opened, key="igen")


def test_the_by_laws_say_how_many_adjust_and_how(seated, opened):
    by_laws(seated, adjusters=2)
    meeting = held(seated, opened)
    with pytest.raises(InputError, match="kräver 2 justerare jämte ordföranden och 1 är utsedda"):
        send(seated, meeting)
    actions.choose_adjusters(
        seated.owner, meeting, [person(ADJUSTER), person("Cia Alm")], key="två"
    )
    with pytest.raises(InputError, match="justeras med elektronisk underskrift"):
        send(seated, meeting, "paper", key="papper")
    assert len(send(seated, meeting, key="rätt").signers) == 3


def test_an_adjuster_away_for_jav_does_not_adjust_that_paragraph(seated, opened):
    by_laws(seated)
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm", "Dan Rönn")
    item = handle(seated, opened, "Avtalet")
    note(seated, opened, "stepped_aside", ADJUSTER, ground="Make till avtalsparten.")
    actions.settle_item(seated.owner, item, ["Avtalet godkänns."], key="u")
    actions.choose_adjusters(seated.owner, opened, [person(ADJUSTER)], key="j")
    actions.end_meeting(seated.owner, again(opened), key="slut")
    with pytest.raises(InputError, match="jävig i"):
        send(seated, opened)


def test_signatures_on_paper_are_noted_with_their_days(seated, opened):
    by_laws(seated, adjustment_form="paper")
    stage = send(seated, held(seated, opened), "paper")
    with pytest.raises(ConflictError, match="på papper"):
        sign(SETUP, stage, CHAIR)
    for name in (CHAIR, ADJUSTER):
        who = person(name)
        actions.note_signature(seated.owner, stage.adjustment, who, opened.day, key=f"p/{name}")
    stage = stage_by_id(stage.adjustment.pk)
    assert stage.state is AdjustmentState.ADJUSTED
    assert MinutesPrint.objects.count() == 1


def test_a_signature_on_paper_is_not_of_a_day_to_come_or_before_it_was_sent(seated, opened):
    from datetime import timedelta

    by_laws(seated, adjustment_form="paper")
    stage = send(seated, held(seated, opened), "paper")
    for days, said in ((1, "inte varit än"), (-1, "skickades eller undertecknades")):
        day = opened.day + timedelta(days=days)
        with pytest.raises(InputError, match=said):
            actions.note_signature(
                seated.owner, stage.adjustment, person(CHAIR), day, key=f"p{days}"
            )


def test_paper_and_electronic_signatures_are_not_mixed(seated, ready):
    stage = send(seated, ready)
    with pytest.raises(ConflictError, match="blanda inte"):
        actions.note_signature(seated.owner, stage.adjustment, person(CHAIR), ready.day, key="p")


def test_a_service_that_does_not_answer_leaves_nothing_signed(seated, ready, settings):
    stage = send(seated, ready)
    settings.SIGNING = ""
    with pytest.raises(InputError, match="Ingen underskriftstjänst"):
        sign(SETUP, stage, CHAIR)
    assert stage_by_id(stage.adjustment.pk).ruling.value.signed == ()


class TestAtOnce:
    """A paragraph adjusted at the meeting itself."""

    @pytest.fixture
    def going(self, seated, opened):
        by_laws(seated, immediate_adjustment="signers")
        return held(seated, opened, "Taxan", "Avtalet", ended=False)

    @pytest.fixture
    def item(self, going):
        return going.items.get(title="Taxan")

    def at_once(self, cast, item, *, key="genast", was_read=True):
        made = actions.adjust_at_once(cast.owner, item, "electronic", was_read=was_read, key=key)
        return stage_by_id(made.pk)

    def test_it_is_signed_by_itself_and_the_rest_later(self, seated, going, item):
        stage = self.at_once(seated, item)
        sign(SETUP, stage, CHAIR)
        sign(SETUP, stage, ADJUSTER)
        actions.end_meeting(seated.owner, again(going), key="slut")
        rest = adjust(seated, going)
        assert [s.span for s in stages_of(going)] == [
            "§\N{NO-BREAK SPACE}1",
            "§\N{NO-BREAK SPACE}2",
        ]
        assert rest.state is AdjustmentState.ADJUSTED
        assert SealedRecord.objects.filter(kind="document").count() == 2

    def test_its_text_must_have_been_read(self, seated, item):
        with pytest.raises(InputError, match="lästs upp"):
            self.at_once(seated, item, was_read=False)

    def test_it_is_laid_once(self, seated, item):
        self.at_once(seated, item)
        with pytest.raises(ConflictError, match="redan lagd"):
            self.at_once(seated, item, key="igen")

    def test_a_paragraph_laid_before_its_signers_is_not_opened_again(self, seated, item):
        self.at_once(seated, item)
        with pytest.raises(ConflictError, match="ute för justering"):
            actions.reopen_item(seated.owner, item, "Fel förslag.", key="öppna igen")

    def test_it_is_not_done_when_the_meeting_is_over(self, seated, going, item):
        actions.end_meeting(seated.owner, again(going), key="slut")
        with pytest.raises(ConflictError, match="vid sammanträdet"):
            self.at_once(seated, item)

    def test_where_the_meeting_itself_approves_the_chair_alone_signs(self, seated, going, item):
        terms = directory.NewTerms(
            seated.board.pk, going.day, "Nytt", 5, 2, adjusters=1, immediate_adjustment="meeting"
        )
        directory.set_terms(SETUP, terms, key="nytt")
        assert [str(r.signer.person) for r in self.at_once(seated, item).signers] == [CHAIR]

    def test_where_the_by_laws_have_none_it_is_refused(self, seated, going, item):
        terms = directory.NewTerms(
            seated.board.pk, going.day, "Nytt", 5, 2, adjusters=1, immediate_adjustment="no"
        )
        directory.set_terms(SETUP, terms, key="nytt")
        with pytest.raises(InputError, match="ingen omedelbar justering"):
            self.at_once(seated, item)

    def test_presence_of_a_locked_paragraph_is_not_struck(self, seated, going, item):
        self.at_once(seated, item)
        event = going.presence.order_by("number").first()
        with pytest.raises(ConflictError, match="ute för justering"):
            actions.strike_presence(seated.owner, event, "Fel.", key="stryk")


def test_the_steps_are_kept_in_order(seated, ready):
    stage = send(seated, ready)
    back(seated, stage)
    actions.send_again(seated.owner, stage.adjustment, key="igen")
    moves = [step.move for step in stage_by_id(stage.adjustment.pk).steps]
    assert moves == [Move.SEND, Move.REMARK, Move.SEND]


def letters():
    rows = ProcrastinateJob.objects.filter(task_name=SEND_JOB).order_by("id")
    return [row.args["letter"] for row in rows]


def test_those_who_sign_get_a_letter_that_says_nothing_of_the_matter(seated, ready, settings):
    settings.EMAIL_HOST = "smtp.prov.example"
    for name in (CHAIR, ADJUSTER):
        account(seated, name)
    send(seated, ready)
    assert [each["to"] for each in letters()] == ["asta@styrelsen.example", "bo@styrelsen.example"]
    assert "senast 2024-03-29" in letters()[0]["body"]
    assert "Taxan" not in str(letters())


def test_no_letter_is_written_where_none_is_sent_or_the_signature_is_on_paper(
    seated, opened, settings
):
    by_laws(seated, adjustment_form="paper")
    meeting = held(seated, opened)
    account(seated, CHAIR)
    settings.EMAIL_HOST = "smtp.prov.example"
    send(seated, meeting, "paper")
    assert letters() == []
