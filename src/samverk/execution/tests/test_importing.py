"""A source's file into the register: tried, read in whole or not at all, and the next one changes by key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from samverk.execution.actions import (
    NewCode,
    NewFile,
    NewStep,
    ask_import,
    clear_files,
    drop_import,
    protect,
    run_import,
    take_step,
    upload_register_file,
    write_code,
)
from samverk.execution.actions.importing import CHANGED, opened
from samverk.execution.models import (
    GrantedDecision,
    RegisterImport,
    RegisterImportProgress,
    RegisterSource,
    RegisterStep,
    RegisterWait,
)
from samverk.execution.records import concerned, text_of
from samverk.execution.tests.source_files import (
    SOURCE,
    as_it_stands,
    brought_in,
    carry,
    choose,
    file_of,
    upload,
)
from samverk.execution.tests.stage import MAN, step, user
from samverk.execution.walls import reading, unread
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.code_books import CodeList
from samverk.rules.unexecuted.code_lists import ReasonGroup
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db


def told(row, name="faults"):
    return [f"Rad {line}, {column}: {text}" for line, column, text in opened(row, "tried")[name]]


def decisions(stage):
    with unread([stage.body]):
        return list(GrantedDecision.objects.order_by("number"))


def steps(stage):
    with unread([stage.body]):
        rows = RegisterStep.objects.order_by("decision__number", "number")
        return [(one.event, one.happened_on.isoformat(), one.code) for one in rows]


def waits(stage):
    with unread([stage.body]):
        rows = RegisterWait.objects.order_by("decision__number", "nth")
        return list(rows.values_list("cause", "began_on", "ended_on", "end"))


def test_a_file_is_tried_and_nothing_is_registered(stage):
    row = upload(stage, file_of({}, {"id": "K2", "personnummer": MAN}))

    assert (row.counts["new"], row.counts["faults"]) == (2, 0)
    assert not decisions(stage)


def test_a_tried_file_is_read_in_with_its_steps_and_its_wait(stage):
    done = brought_in(
        stage,
        {
            "erbjuden": "2023-04-01",
            "svar": "nej",
            "skäl": "har tackat nej till erbjudande",
            "slutdatum": "2023-05-02",
            "utfall": "verkställt",
        },
    )

    (made,) = decisions(stage)
    assert (done.state, made.source) == ("done", SOURCE)
    assert (made.state, made.reason, made.is_answered) == ("executed", "tackat-nej", True)
    assert [one[:2] for one in steps(stage)] == [
        ("decide", "2023-03-01"),
        ("offer", "2023-04-01"),
        ("answer", "2023-04-01"),
        ("explain", "2023-05-02"),
        ("execute", "2023-05-02"),
    ]
    assert waits(stage) == [("decision", date(2023, 3, 1), date(2023, 5, 2), "executed")]


def test_a_step_is_told_by_a_file_and_by_no_user(stage):
    brought_in(stage, {})
    with unread([stage.body]):
        step = RegisterStep.objects.get()

    assert (step.user_id, step.hand, step.user_name) == (None, "import", "Inläst från Treserva")


def test_one_act_is_in_the_log_and_says_nothing_of_anybody(stage):
    brought_in(stage, {}, {"id": "K2", "personnummer": MAN})
    events = AuditEvent.objects.filter(kind="execution.imported")

    assert [(one.actor_id, one.body_id) for one in events] == [(stage.reporter.user, stage.body)]
    assert "Påhitt" not in repr(list(AuditEvent.objects.values()))


def test_the_same_file_again_changes_nothing(stage):
    rows = ({"skäl": "matchning pågår", "erbjuden": "2023-04-01", "avbrottsdatum": "2023-03-20"},)
    brought_in(stage, *rows)
    before = as_it_stands(stage)
    again = upload(stage, file_of(*rows), "igen")

    assert (again.counts["same"], again.counts["changed"], again.counts["new"]) == (1, 0, 0)
    with pytest.raises(InputError, match="ändrar inget"):
        ask_import(stage.reporter, stage.body, again.pk, again.digest, key="tomt")
    assert as_it_stands(stage) == before


def test_the_next_file_changes_a_decision_by_its_key(stage):
    brought_in(stage, {})
    row = upload(
        stage,
        file_of({"efternamn": "Nyman", "slutdatum": "2023-06-01", "utfall": "avliden"}),
        "nasta",
    )
    (shown,) = opened(row, "tried")["rows"]

    assert shown["changes"] == [["Efternamn", "Påhitt", "Nyman"]]
    assert [one[:3] for one in shown["steps"]] == [
        ["Avslutat utan verkställighet", "2023-06-01", "avliden"]
    ]
    carry(stage, row)
    (made,) = decisions(stage)
    with unread([stage.body]):
        amended = RegisterStep.objects.get(event="amend")
        assert concerned(made).name == "Siv Nyman"
        assert text_of(made, amended) == "Ändrat i källan.\nEfternamn: Påhitt → Nyman"
    assert waits(stage) == [("decision", date(2023, 3, 1), date(2023, 6, 1), "closed")]


def test_an_empty_cell_changes_nothing(stage):
    brought_in(stage, {"skäl": "matchning pågår"})
    row = upload(stage, file_of({"personnummer": "", "förnamn": "", "lagrum": ""}), "tomma")

    assert (row.counts["same"], row.counts["faults"]) == (1, 0)


def test_what_was_said_before_an_interruption_is_not_of_the_wait_after_it(stage):
    before = {
        "erbjuden": "2023-04-01",
        "svar": "tackade nej",
        "skäl": "saknar ledig bostad eller plats",
    }
    brought_in(stage, {**before, "slutdatum": "2023-05-02", "utfall": "verkställt"})
    with unread([stage.body]):
        row = GrantedDecision.objects.get()
    step(stage, row, E.INTERRUPT, day=date(2023, 9, 1))
    file = {**before, "slutdatum": "2023-05-02", "utfall": "verkställt"}
    again = upload(stage, file_of(file), "igen")
    if again.counts["changed"]:
        carry(stage, again)
    with unread([stage.body]):
        row = GrantedDecision.objects.get()
        offers = RegisterStep.objects.filter(event="offer").count()
    # The offer is of the wait that ended; what the source says of a reason now is of the one that lasts
    assert (row.offered_on, row.is_answered, offers) == (None, True, 1)
    assert row.state == "interrupted"
    assert not upload(stage, file_of(file), "tredje").counts["changed"]


def test_an_interruption_without_its_execution_makes_no_wait_before_it(stage):
    row = upload(stage, file_of({"avbrottsdatum": "2023-06-01"}))
    carry(stage, row)

    assert waits(stage) == [
        ("decision", date(2023, 3, 1), date(2023, 3, 1), "executed"),
        ("interruption", date(2023, 6, 1), None, ""),
    ]


def test_every_fault_of_every_row_is_told_at_once_and_nothing_is_read_in(stage):
    row = upload(
        stage,
        file_of(
            {"id": "", "beslutsdatum": "2100-01-01", "typ": "Fadderfamilj"},
            {"id": "K2", "personnummer": "101019802", "lagrum": "=A1"},
            {"id": "K3", "lagrum": "11 kap. 1 § SoL", "skäl": "annat skäl"},
            {"id": "K4"},
        ),
    )

    assert told(row) == [
        "Rad 2, id: Saknas. Nyckeln är det som finner beslutet vid nästa import: ta med källans eget nummer"
        " på beslutet i filen.",
        "Rad 2, beslutsdatum: 2100-01-01 har inte varit än.",
        "Rad 2, typ: Fadderfamilj är ingen känd insats. Välj vilken den är.",
        "Rad 3, lagrum: Cellen är en formel. Klistra in värdet i stället.",
        "Rad 3, personnummer: Numret är ett tal och har tappat inledande nollor. Sätt kolumnens format till"
        " text, och skriv tolv siffror.",
        "Rad 4, lagrum: 11 kap. 1 § socialtjänstlagen (2025:400) gäller först från den 1\xa0juli 2025, inte"
        " den 1\xa0mars 2023.",
    ]
    with pytest.raises(InputError, match="Rätta felen först"):
        ask_import(stage.reporter, stage.body, row.pk, row.digest, key="fel")
    assert not decisions(stage)


def test_an_end_that_the_register_has_another_of_is_a_fault(stage):
    brought_in(stage, {"slutdatum": "2023-05-02", "utfall": "verkställt"})
    row = upload(stage, file_of({"slutdatum": "2023-05-09", "utfall": "verkställt"}), "annan")

    assert told(row) == [
        "Rad 2, slutdatum: Registret har redan ett annat slut, den 2\xa0maj 2023. Öppna beslutet igen där,"
        " eller rätta i källan."
    ]


def test_what_words_mean_is_remembered_by_the_source(stage):
    row = upload(stage, file_of({"typ": "Fadderfamilj", "lagrum": "SoL 4:1 gamla"}))
    chosen = choose(
        stage,
        row,
        types={"fadderfamilj": "sol-kontaktfamilj"},
        grounds={"sol 4:1 gamla": "sol-2001-4-1"},
    )
    assert chosen.counts["faults"] == 0
    drop_import(stage.reporter, stage.body, row.pk, key="kasta")
    brought_in(stage, {"typ": "Fadderfamilj", "lagrum": "SoL 4:1 gamla"}, key="nasta")

    assert decisions(stage)[0].kind == "sol-kontaktfamilj"


def test_the_columns_of_one_source_are_not_anothers(stage):
    choose(stage, upload(stage, file_of({"typ": "X"})), types={"x": "sol-hemtjanst"})
    new = NewFile("Lifecare", file_of({"typ": "X"}))
    other = upload_register_file(stage.reporter, stage.body, new, key="annan kalla")

    assert other.counts["faults"] == 1


def test_a_measure_of_both_acts_is_told_by_the_provision(stage):
    brought_in(
        stage,
        {"typ": "Kontaktperson", "lagrum": "9 § LSS"},
        {"id": "K2", "typ": "Kontaktperson", "personnummer": MAN},
    )
    without = upload(stage, file_of({"id": "K3", "typ": "Kontaktperson", "lagrum": ""}), "utan")

    assert [one.kind for one in decisions(stage)] == ["lss-9-4", "sol-kontaktperson"]
    assert told(without) == [
        "Rad 2, typ: Kontaktperson finns enligt både LSS och SoL. Ange lagrum, eller välj."
    ]


def test_the_file_is_sealed_and_goes_with_its_key(stage):
    row = upload(stage, file_of({}))
    assert "Påhitt".encode() not in bytes(row.sealed) + bytes(row.tried)
    done = carry(stage, row)

    assert (bytes(done.sealed), bytes(done.tried), bytes(done.key)) == (b"", b"", b"")


def test_the_night_lets_a_file_go_that_nobody_went_on_with(stage, monkeypatch):
    upload(stage, file_of({}))
    clear_files()
    with unread([stage.body]):
        assert RegisterImport.objects.get().state == "open"
    monkeypatch.setattr("samverk.execution.actions.running.LEFT_AFTER", timedelta(hours=-1))
    clear_files()
    with unread([stage.body]):
        kept = RegisterImport.objects.get()

    assert (kept.state, bytes(kept.sealed), bytes(kept.key)) == ("dropped", b"", b"")


def test_a_run_that_meets_another_register_than_the_dry_run_reads_in_nothing(stage):
    brought_in(stage, {})
    row = upload(stage, file_of({"efternamn": "Nyman"}), "nasta")
    (made,) = decisions(stage)
    new = NewStep(E.EXECUTE, date(2023, 9, 1))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")
    take_step(stage.officer, stage.body, made.pk, new, key="under tiden")
    run_import(stage.body, row.pk)
    with unread([stage.body]):
        kept = RegisterImport.objects.get(pk=row.pk)
        name = concerned(GrantedDecision.objects.get()).last_name

    assert (kept.state, kept.message, name) == ("open", CHANGED, "Påhitt")
    carry(stage, kept)
    with unread([stage.body]):
        assert concerned(GrantedDecision.objects.get()).last_name == "Nyman"


def test_a_dry_run_that_was_not_seen_is_not_asked_for(stage):
    row = upload(stage, file_of({}))

    with pytest.raises(ConflictError, match="ett annat"):
        ask_import(stage.reporter, stage.body, row.pk, "x" * 64, key="las")


def test_a_run_is_done_once(stage):
    row = upload(stage, file_of({}))
    carry(stage, row)
    run_import(stage.body, row.pk)

    assert len(decisions(stage)) == 1


def test_whoever_lost_the_right_reads_in_nothing(stage):
    row = upload(stage, file_of({}))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")
    stage.reporter_user.is_active = False
    stage.reporter_user.save()
    run_import(stage.body, row.pk)
    with unread([stage.body]):
        kept = RegisterImport.objects.get()

    assert kept.state == "open"
    assert "får inte läsa in" in kept.message
    assert not decisions(stage)


def test_a_fault_in_the_middle_leaves_nothing(stage, monkeypatch):
    row = upload(stage, file_of({}, {"id": "K2", "personnummer": MAN}))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")
    broken = RuntimeError("mitt i")

    def breaks(*_args, **_more):
        raise broken

    monkeypatch.setattr("samverk.execution.actions.running.empty", breaks)
    with pytest.raises(RuntimeError):
        run_import(stage.body, row.pk)
    with unread([stage.body]):
        kept = RegisterImport.objects.get()

    assert (kept.state, "inget är inläst" in kept.message) == ("open", True)
    assert not decisions(stage)


def test_somebody_protected_in_the_file_is_protected_from_the_first(stage):
    brought_in(stage, {"skyddad identitet": "ja"})
    (made,) = decisions(stage)

    with unread([stage.body]):
        assert made.protections.filter(lifted_at=None).count() == 1
    with pytest.raises(NotFoundError):
        take_step(
            stage.colleague, stage.body, made.pk, NewStep(E.EXECUTE, clock.today()), key="dold"
        )


def late_reporter(stage):
    return actor_for(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))


def test_one_that_the_reader_may_not_know_of_is_changed_and_only_counted(stage):
    brought_in(stage, {}, {"id": "K2", "personnummer": MAN, "efternamn": "Annan"})
    protect(stage.officer, stage.body, decisions(stage)[0].pk, key="skydd")
    late = late_reporter(stage)
    rows = ({"efternamn": "Nyman"}, {"id": "K2", "personnummer": MAN, "efternamn": "Ek"})
    row = upload(stage, file_of(*rows), "nasta", late)

    assert [one["line"] for one in opened(row, "tried")["rows"]] == [3]
    assert (row.counts["changed"], row.counts["hidden"]) == (2, 1)
    carry(stage, row, late)
    with unread([stage.body]):
        names = [concerned(one).last_name for one in GrantedDecision.objects.order_by("number")]
    assert names == ["Nyman", "Ek"]


def test_a_fault_of_one_that_is_hidden_says_nothing_of_it(stage):
    brought_in(stage, {"slutdatum": "2023-05-02", "utfall": "verkställt"})
    protect(stage.officer, stage.body, decisions(stage)[0].pk, key="skydd")
    row = upload(
        stage,
        file_of({"slutdatum": "2023-05-09", "utfall": "verkställt"}),
        "annan",
        late_reporter(stage),
    )

    assert ["maj" in one for one in told(row)] == [False]


def test_nobody_else_brings_files_in_or_goes_on_with_anothers(stage):
    row = upload(stage, file_of({}))
    for actor in (*stage.strangers, stage.officer):
        with pytest.raises(NotAllowedError):
            upload(stage, file_of({}), f"x{actor.user}", actor)
        with pytest.raises(NotAllowedError):
            drop_import(actor, stage.body, row.pk, key=f"y{actor.user}")
    with pytest.raises(NotFoundError):
        drop_import(late_reporter(stage), stage.body, row.pk, key="annans")


def test_rows_of_files_are_not_there_without_the_compartment(stage):
    row = upload(stage, file_of({}))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")
    for table in (RegisterSource, RegisterImport, RegisterImportProgress):
        assert not table.objects.exists()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "inga rader"),
        (b"PK\x03\x04nej", "inte att läsa som Excel"),
        (b"id;typ\n", "inga rader"),
        (b"a\0b", "ingen text"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(stage, content, text):
    with pytest.raises(InputError, match=text) as fault:
        upload(stage, content)
    assert fault.value.field == "file"


def test_many_rows_are_read_in_with_few_questions(stage, django_assert_max_num_queries):
    people_ = [{"id": f"N{n}", "personnummer": ""} for n in range(200)]
    row = upload(stage, file_of(*people_))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")
    with django_assert_max_num_queries(60, connection=connection):
        run_import(stage.body, row.pk)

    assert len(decisions(stage)) == 200


def test_what_is_read_in_on_a_protected_number_is_protected(stage):
    brought_in(stage, {})
    protect(stage.officer, stage.body, decisions(stage)[0].pk, key="skydd")
    row = upload(stage, file_of({"id": "K2", "typ": "hemtjänst"}), "nasta")
    carry(stage, row)
    with reading([stage.body], stage.colleague.user):
        assert not GrantedDecision.objects.exists()

    assert len(decisions(stage)) == 2


def test_a_boards_own_codes_are_read_in_and_told_in_its_words(stage):
    own = NewCode(CodeList.TYPE, "", "trygghetsbo", date(2020, 1, 1), group="SoL")
    write_code(stage.reporter, stage.body, own, key="insats")
    why = NewCode(CodeList.REASON, "", "ombyggnad pågår", date(2020, 1, 1), group=ReasonGroup.OTHER)
    write_code(stage.reporter, stage.body, why, key="skäl")
    brought_in(stage, {"typ": "Trygghetsbo", "skäl": "Ombyggnad pågår"})
    (made,) = decisions(stage)
    assert (made.kind, made.ground) == ("sol-trygghetsbo", "sol-2001-4-1")

    row = upload(stage, file_of({"typ": "hemtjänst", "skäl": "Ombyggnad pågår"}), "nasta")
    (shown,) = opened(row, "tried")["rows"]
    assert shown["changes"] == [["Insats", "trygghetsbo (SoL)", "hemtjänst (SoL)"]]
    carry(stage, row)
    with unread([stage.body]):
        amended = RegisterStep.objects.get(event="amend")
        told = text_of(decisions(stage)[0], amended)
    assert "Insats: trygghetsbo (SoL) → hemtjänst (SoL)" in told


def test_a_boards_own_code_of_the_other_act_is_a_fault(stage):
    own = NewCode(CodeList.TYPE, "", "trygghetsbo", date(2020, 1, 1), group="LSS")
    write_code(stage.reporter, stage.body, own, key="insats")
    row = upload(stage, file_of({"typ": "trygghetsbo"}))
    assert row.counts["faults"] == 1
