"""The reports of a quarter as page, PDF and Excel: what each holds, and whom it can never name."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import uuid
from datetime import date
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.models import GrantedDecision, Recipient
from samverk.execution.queries.quarters import figures
from samverk.execution.queries.report_figures import Figures
from samverk.execution.queries.report_rows import AuditRow, AuditRows, PersonRow, gather
from samverk.execution.queries.reports import report_of
from samverk.execution.report_blocks import CouncilReport, figure_blocks
from samverk.execution.tests.stage import granted, step, user
from samverk.execution.tests.test_quarters import FAR, golden
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.quarters import Quarter, read_quarter

pytestmark = pytest.mark.django_db
THIRD = Quarter(2023, 3)
FIRST_NAME, LAST_NAME, NUMBER = "Kanariefagel", "Zxqv", "19850709-9805"
NOTE = "Vill inte bo granne med Qwop"
CANARIES = (FIRST_NAME, LAST_NAME, "19850709", "9805", NOTE, "Qwop", "kvinna", "woman")
ENDED = "C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"


def made(stage, recipient, quarter=THIRD, definition=Definition.OPEN):
    with inside(stage.reporter):
        return report_of(stage.reporter, stage.body, recipient, (quarter, definition), FAR)


def named(stage, key="kanarie", **changes):
    """Register a decision whose words stand out, with a reason in writing."""
    words = {"first_name": FIRST_NAME, "last_name": LAST_NAME, "number": NUMBER, "kind": "lss-9-9"}
    row = granted(stage, key, decided_on=date(2023, 3, 1), **{**words, **changes})
    step(stage, row, E.EXPLAIN, code="onskemal", note=NOTE, day=date(2023, 3, 2))
    return row


def page(stage, name, *args, who=None, **asked):
    browser = stage.cast.browser(who or stage.reporter_user)
    return browser.get(reverse(name, args=[stage.body, *args]), asked)


def texts(stage, recipient, quarter=THIRD, **asked):
    """Read what a report says as page, PDF and Excel."""
    at = (quarter.code, recipient.value)
    html = page(stage, "register_report", *at, **asked).content.decode()
    pdf = pypdfium2.PdfDocument(page(stage, "register_report_file", *at, "pdf", **asked).content)
    printed = "\n".join(one.get_textpage().get_text_range() for one in pdf)
    sheets = openpyxl.load_workbook(
        BytesIO(page(stage, "register_report_file", *at, "xlsx", **asked).content)
    )
    cells = "\n".join(
        str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None
    )
    return {"html": html.partition("<main")[2], "pdf": printed, "xlsx": cells}


@pytest.mark.parametrize("recipient", Recipient)
def test_the_golden_register_gives_its_figures_in_every_report(stage, shared, recipient):
    golden(stage, shared)
    expected = json.loads((shared / "golden" / "evb_expected.json").read_text())
    for code, waiting in expected["A_ej_verkstallda"].items():
        found = made(stage, recipient, read_quarter(code))
        total = found.figures.total
        assert (total.not_executed, total.interrupted) == (waiting, 0)
        assert total.ended == expected[ENDED][code]
        if recipient != Recipient.COUNCIL:
            rows = found.rows
            lists = (rows.waiting, rows.interrupted, rows.ended)
            assert [len(one) for one in lists] == [waiting, 0, total.ended]


def test_the_golden_figures_stand_on_page_paper_and_sheet(stage, shared):
    golden(stage, shared)
    for recipient in (Recipient.BOARD, Recipient.AUDITORS):
        for kind, said in texts(stage, recipient, Quarter(2023, 1)).items():
            assert "Kontaktfamilj" in said or "kontaktfamilj" in said, kind
            # The open one has waited 249 days, and one was carried out in the quarter
            assert "249" in said, kind
            assert "2023-02-14" in said, kind
    for kind, said in texts(stage, Recipient.COUNCIL, Quarter(2023, 1)).items():
        assert "2023-02-14" not in said, kind
        assert "249" not in said, kind


@pytest.mark.parametrize("definition", Definition)
def test_the_figures_are_those_of_the_quarter_page(stage, definition):
    for nth, (kind, ended) in enumerate([("lss-9-4", None), ("lss-9-5", 8), ("lss-9-4", 9)]):
        row = granted(stage, str(nth), decided_on=date(2023, 1 + nth, 3), kind=kind, number="")
        if ended:
            step(stage, row, E.EXECUTE, day=date(2023, ended, 2))
    with inside(stage.reporter):
        told = figures(stage.body, THIRD, FAR)[definition].told.value
        found = gather(stage.body, THIRD, definition, FAR).figures
    one = found.total
    assert told.tally is not None
    assert (one.not_executed, one.ended, one.executed, found.new) == (
        told.tally.not_executed,
        told.tally.ended,
        told.tally.executed,
        told.new,
    )
    assert sorted(line.waiting for line in found.kinds) == sorted(
        tally.waiting for tally in told.by_kind.values()
    )


def test_nobody_is_named_to_council_or_auditors(stage):
    row = named(stage)
    broken = granted(stage, "bruten", decided_on=date(2022, 11, 1), first_name=FIRST_NAME)
    step(stage, broken, E.EXECUTE, day=date(2023, 1, 2))
    step(stage, broken, E.INTERRUPT, day=date(2023, 2, 2))
    for recipient in (Recipient.COUNCIL, Recipient.AUDITORS):
        for kind, said in texts(stage, recipient).items():
            for canary in CANARIES:
                assert canary not in said, (recipient, kind, canary)
            assert str(row.pk) not in said
    audited = texts(stage, Recipient.AUDITORS)
    assert all("2023-03-01" in said for said in audited.values())
    assert all("önskemål" in said for said in audited.values())
    assert all("2023-03-01" not in said for said in texts(stage, Recipient.COUNCIL).values())


def test_the_board_is_told_the_name_and_no_personal_number_or_free_text(stage):
    named(stage)
    for kind, said in texts(stage, Recipient.BOARD).items():
        assert f"{FIRST_NAME} {LAST_NAME}" in " ".join(said.split()), kind
        for canary in ("19850709", "9805", "Qwop", "kvinna"):
            assert canary not in said, (kind, canary)


@pytest.mark.parametrize("recipient", [Recipient.BOARD, Recipient.AUDITORS])
def test_somebody_protected_is_in_the_sums_and_has_no_row(stage, recipient):
    named(stage, is_protected=True)
    granted(stage, "öppen", decided_on=date(2023, 3, 2), number="")
    found = made(stage, recipient)

    assert (found.figures.total.not_executed, found.rows.unlisted) == (2, 1)
    assert [one.decided_on for one in found.rows.waiting] == [date(2023, 3, 2)]
    for kind, said in texts(stage, recipient).items():
        assert "1 beslut med skyddade uppgifter ingår i summorna" in " ".join(said.split()), kind
        for canary in (*CANARIES[:6], "2023-03-01"):
            assert canary not in said, (kind, canary)


def test_a_reporter_who_may_not_see_somebody_protected_is_told_the_same(stage):
    named(stage, is_protected=True)
    late = user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board)
    at = (THIRD.code, Recipient.BOARD.value)
    seen, unseen = (
        page(stage, "register_report", *at, who=who).content.decode().partition("<main")[2]
        for who in (stage.reporter_user, late)
    )

    assert seen == unseen
    assert "1 beslut med skyddade uppgifter" in seen


def reached(kind, seen):
    """List every type that a type can hold."""
    if kind in seen:
        return seen
    seen.add(kind)
    for one in typing.get_args(kind):
        reached(one, seen)
    if dataclasses.is_dataclass(kind):
        for one in typing.get_type_hints(kind).values():
            reached(one, seen)
    return seen


@pytest.mark.parametrize("kind", [CouncilReport, Figures])
def test_no_row_day_or_id_fits_in_what_the_council_is_told(kind):
    held = {one for one in reached(kind, set()) if one is not types.NoneType}

    # Days are those of quarters and statutes, never of a decision
    from_statutes = {date}
    assert not held & {PersonRow, AuditRow, AuditRows, GrantedDecision, uuid.UUID}
    if kind is Figures:
        assert not held & from_statutes
    assert typing.get_type_hints(figure_blocks)["figures"] is Figures


def test_the_auditors_row_has_no_field_that_names_anybody():
    fields = {one.name for one in dataclasses.fields(AuditRow)}

    assert fields == {
        "kind",
        "ground",
        "decided_on",
        "interrupted_on",
        "days",
        "reason",
        "outcome",
    }


@pytest.mark.parametrize("recipient", Recipient)
@pytest.mark.parametrize("ending", ["", "pdf", "xlsx"])
def test_each_decision_is_noted_as_read_before_it_is_told(stage, recipient, ending):
    row, _ = named(stage), named(stage, "skyddad", number="", is_protected=True)
    name = "register_report_file" if ending else "register_report"
    more = [ending] if ending else []
    answer = page(stage, name, THIRD.code, recipient.value, *more)

    assert answer.status_code == 200
    read = AuditEvent.objects.filter(
        kind="foundation.secret_read", actor=stage.reporter_user.pk, reading__in=["list", "export"]
    )
    expected = [] if recipient == Recipient.COUNCIL else [str(row.pk)]
    assert list(read.values_list("subject_id", flat=True)) == expected
    assert all(one.reading == ("export" if ending else "list") for one in read)


def test_what_is_empty_is_told_as_zero(stage):
    early = granted(stage, decided_on=date(2023, 1, 2))
    step(stage, early, E.EXECUTE, day=date(2023, 1, 9))
    for recipient in Recipient:
        for kind, said in texts(stage, recipient).items():
            assert "Det här är en nollrapport" in " ".join(said.split()), (recipient, kind)


def test_what_ended_is_told_the_auditors_with_its_day(stage):
    row = granted(stage, decided_on=date(2023, 2, 1))
    step(stage, row, E.EXECUTE, day=date(2023, 8, 1))
    found = made(stage, Recipient.AUDITORS)
    by_the_other = made(stage, Recipient.AUDITORS, definition=Definition.OPEN_OR_ENDED)

    assert [one.outcome for one in found.rows.ended] == ["verkställt 2023-08-01"]
    assert found.rows.waiting == ()
    assert [one.outcome for one in by_the_other.rows.waiting] == ["verkställt 2023-08-01"]


REPORTS = (
    ("tell_quarter", ()),
    ("kept_reports", ()),
    ("register_report", (THIRD.code, "namnden")),
    ("register_report_file", (THIRD.code, "namnden", "pdf")),
    ("kept_report", (uuid.uuid4(),)),
)


@pytest.mark.parametrize("who", ["officer_user", "colleague_user", "other_user", "abroad_user"])
@pytest.mark.parametrize(("name", "more"), REPORTS)
def test_the_reports_are_the_main_reporters_own(stage, who, name, more):
    named(stage)

    assert page(stage, name, *more, who=getattr(stage, who)).status_code == 404


@pytest.mark.parametrize(
    ("more", "asked", "status"),
    [
        (("2024Q1", "namnden"), {}, 404),
        (("2023Q5", "namnden"), {}, 404),
        (("9999Q4", "namnden"), {}, 404),
        (("2023Q3", "grannen"), {}, 404),
        (("2023Q3", "namnden"), {"definition": "min-egen"}, 400),
        (("2023Q3", "namnden"), {"namn": "Siv"}, 400),
        (("2023Q3", "fullmaktige"), {"definition": "open-or-ended"}, 200),
    ],
)
def test_an_address_that_asks_for_nothing_is_refused(stage, more, asked, status):
    granted(stage, decided_on=date(2023, 3, 1))

    assert page(stage, "register_report", *more, **asked).status_code == status


def test_a_report_asks_as_many_questions_of_one_decision_as_of_many(stage):
    asked, browser = {one: [] for one in Recipient}, stage.cast.browser(stage.reporter_user)
    for nth in range(4):
        granted(stage, str(nth), decided_on=date(2023, 3, 1 + nth), number="")
        for one, many in asked.items():
            where = reverse("register_report", args=[stage.body, THIRD.code, one.value])
            with CaptureQueriesContext(connection) as questions:
                assert browser.get(where).status_code == 200
            many.append(len(questions))
    for one, many in asked.items():
        # The first also reads the session anew
        assert max(many[1:]) == min(many[1:]) <= 19, (one, many)


def test_nothing_of_it_opens_without_a_compartment(stage):
    named(stage)
    with unread([stage.cast.other_board.pk]):
        assert gather(stage.body, THIRD, Definition.OPEN, FAR).all == ()
