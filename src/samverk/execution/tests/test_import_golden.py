"""The golden register read in from its file gives the golden figures; Excel gives what text gives."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection

from samverk.documents.xlsx import Sheet, Workbook, workbook_xlsx
from samverk.execution.actions.beside import telling
from samverk.execution.actions.importing import opened
from samverk.execution.queries.quarters import quarters
from samverk.execution.tests.source_files import HEAD, ROW, carry, choose, file_of, upload
from samverk.execution.zone import inside
from samverk.foundation import clock
from samverk.rules.unexecuted.quarters import Quarter

LAST = Quarter(2023, 3)


@pytest.mark.django_db
def test_the_golden_register_is_read_in_and_gives_its_figures(stage, shared):
    row = upload(stage, (shared / "golden" / "evb_register.csv").read_bytes())
    assert opened(row, "tried")["words"] == {
        "type": ["okänd (IFO)"],
        "outcome": ["verkställt/avslutat (okänt vilket)"],
    }
    chosen = choose(
        stage,
        row,
        types={"okänd (ifo)": "sol-annat-bistand"},
        outcomes={"verkställt/avslutat (okänt vilket)": "avslutat"},
    )
    # A measure of both acts stands with its provision in the file
    assert chosen.counts == {
        "new": 7,
        "changed": 0,
        "same": 0,
        "hidden": 0,
        "faults": 0,
        "remarks": 0,
    }
    carry(stage, chosen)
    expected = json.loads((shared / "golden" / "evb_expected.json").read_text())
    with inside(stage.reporter):
        series = {
            one.quarter.code: one.tally for one in quarters(stage.body, Quarter(2022, 1), LAST)
        }
    ended = "C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"
    for code, waiting in expected["A_ej_verkstallda"].items():
        assert series[code].not_executed == waiting
        assert series[code].interrupted == expected["B_avbrott"][code]
        assert series[code].ended == expected[ended][code]


@pytest.mark.django_db
def test_excel_gives_what_text_gives(stage):
    told = {**ROW, "personnummer": "8507099805"}
    cells = [told.get(name, "") for name in HEAD]
    cells[HEAD.index("beslutsdatum")] = date(2023, 3, 1)
    cells[HEAD.index("personnummer")] = 8507099805
    sheet = Sheet("Beslut", HEAD, (tuple(cells),))
    made = workbook_xlsx(Workbook("Beslut", "Prov", clock.now(), (sheet,)))
    excel = upload(stage, made.content, "excel")
    plain = upload(stage, file_of({}), "text")

    assert opened(excel, "tried")["rows"] == opened(plain, "tried")["rows"]
    assert [one[1] for one in opened(excel, "tried")["remarks"]] == ["personnummer"]


@pytest.mark.django_db
def test_that_progress_cannot_be_told_stops_nothing(stage):
    row = upload(stage, file_of({}))
    with telling(stage.body, row.pk) as beside:
        beside._to.settings_dict = {**connection.settings_dict, "NAME": "finns-inte"}
        beside.tell(1)
        beside.tell(2)

    assert beside._is_lost
