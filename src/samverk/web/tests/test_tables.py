"""Tables that can stand as lists: every cell knows its column."""

from __future__ import annotations

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from samverk.web.tables import stacked

HEAD = "<thead><tr><th scope='col'>Dag</th><th scope='col'>Vad <b>nu</b></th></tr></thead>"


def body(*cells):
    found = stacked(f"{HEAD}<tbody><tr>{''.join(cells)}</tr></tbody>")
    return found.partition("<tbody")[2]


def test_each_cell_carries_its_columns_heading():
    drawn = body("<td>2023-11-01</td>", "<td>§ 243</td>")
    assert 'data-label="Dag">2023-11-01' in drawn
    assert 'data-label="Vad nu">§ 243' in drawn


def test_every_row_begins_again_at_the_first_column():
    drawn = body("<td>1</td>", "<td>2</td></tr><tr><td>3</td>")
    assert 'data-label="Dag">3' in drawn


def test_a_cell_over_two_columns_counts_as_two():
    wide = stacked(
        "<thead><tr><th colspan='1'>A</th><th colspan=\"2\">B</th><th>C</th></tr></thead>"
        '<tbody><tr><td>a</td><td colspan="2">b</td><td>c</td></tr></tbody>'
    )
    assert 'data-label="B" colspan="2">b' in wide
    assert 'data-label="C">c' in wide


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("<td>a</td>", "cell"),
        ('<th scope="row">a</th>', "rowheader"),
        ('<td class="sv-number">a</td>', "cell"),
    ],
)
def test_a_cell_keeps_what_it_is_when_drawn_as_a_list(cell, role):
    assert f'role="{role}"' in body(cell)


def test_rows_and_headings_keep_what_they_are():
    drawn = stacked(f"{HEAD}<tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot>")
    assert drawn.count('role="rowgroup"') == 3
    assert drawn.count('role="row"') == 3
    assert drawn.count('role="columnheader"') == 2


def test_a_cell_without_anything_in_it_is_marked_to_be_left_out():
    drawn = body("<td> \n</td>", "<td>x</td>")
    assert '<td role="cell" data-empty> \n</td>' in drawn
    assert 'data-label="Vad nu">x' in drawn


def test_a_cell_beyond_the_headings_has_no_label():
    assert 'data-label="">tredje' in body("<td>a</td>", "<td>b</td>", "<td>tredje</td>")


def test_a_quote_in_a_heading_stays_within_the_label():
    drawn = stacked('<thead><tr><th>Sa "ja"</th></tr></thead><tbody><tr><td>1</td></tr></tbody>')
    assert 'data-label="Sa &quot;ja&quot;">1' in drawn


@pytest.mark.parametrize(
    "markup",
    [
        "<tbody><tr><td>1</td></tr></tbody>",
        "<thead><tr><td></td></tr></thead><tbody><tr><td>1</td></tr></tbody>",
    ],
)
def test_a_table_without_headings_is_left_as_it_is(markup):
    assert stacked(markup) is None


def test_times_and_tracks_are_not_taken_for_cells():
    assert "<time datetime=" in body("<td><time datetime='2023-11-01'>nu</time></td>")


@pytest.mark.parametrize(("head", "stands"), [(HEAD, True), ("", False)])
def test_the_component_says_which_tables_can_stand_as_lists(head, stands):
    source = f'<c-table caption="A" id="a">{head}<tr><td>1</td></tr></c-table>'
    drawn = engines["django"].from_string(CottonCompiler().process(source)).render({})
    assert ("sv-stacks" in drawn) is stands
    assert ('role="table"' in drawn) is stands


def test_what_a_cell_says_stays_escaped():
    source = f'<c-table caption="A" id="a">{HEAD}<tr><td>{{{{ sly }}}}</td></tr></c-table>'
    template = engines["django"].from_string(CottonCompiler().process(source))
    assert "<script>" not in template.render({"sly": "<script>"})
