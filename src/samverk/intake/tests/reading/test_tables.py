from __future__ import annotations

from samverk.intake.reading.model import Table
from samverk.intake.reading.tables import tables_in
from samverk.intake.tests.reading.given import lines


def table(text: str) -> Table:
    (found,) = tables_in(lines(text))
    return found


def test_tabs_make_a_table() -> None:
    found = table("Insats\tKvinnor\tMän\nAktiv\t9\t4\nSumma\t9\t4")
    assert found.header == ("Insats", "Kvinnor", "Män")
    assert found.rows == (("Aktiv", "9", "4"), ("Summa", "9", "4"))


def test_bars_make_a_table_and_its_rule_is_left_out() -> None:
    found = table("| Ort | Antal |\n|---|---:|\n| Vik | 4 |")
    assert (found.header, found.rows) == (("Ort", "Antal"), (("Vik", "4"),))


def test_columns_of_blanks_with_figures_make_a_table() -> None:
    found = table("Ort      2022    2023\nVik      4       5\nSand     6       7")
    assert found.rows == (("Vik", "4", "5"), ("Sand", "6", "7"))


def test_signatures_side_by_side_are_no_table() -> None:
    text = "Anna Alm      Bo Ek      Cia Dal\nChef      Jurist      Ekonom\nVik      Sand      Ås"
    assert tables_in(lines(text)) == []


def test_cells_are_verbatim_but_for_markup() -> None:
    found = table("<i>Typ</i>\t**Antal**\nAktiv Lerum*\t1 st")
    assert (found.header, found.rows[0]) == (("Typ", "Antal"), ("Aktiv Lerum*", "1 st"))


def test_empty_cells_stay_in_their_place() -> None:
    assert table("Typ\tK1\tK2\tK3\nA\t\t1 st\t").rows == (("A", "", "1 st", ""),)


def test_a_header_with_no_rows_is_a_table() -> None:
    found = table("Datum\tTyp\tSkäl\n--------\t----\t----")
    assert (found.header, found.rows) == (("Datum", "Typ", "Skäl"), ())


def test_the_line_above_is_the_caption() -> None:
    assert table("Antal deltagare 2023\n\nOrt\tAntal\nVik\t4").caption == "Antal deltagare 2023"


def test_a_table_without_text_near_has_no_caption() -> None:
    assert table("Text\n\n\n\n\nOrt\tAntal\nVik\t4").caption is None


def test_rows_know_their_lines() -> None:
    assert [place.line for place in table("\nOrt\tAntal\nVik\t4").places] == [2, 3]


def test_a_blank_line_ends_a_table() -> None:
    assert len(tables_in(lines("A\t1\tx\nB\t2\ty\n\nC\t3\tz\nD\t4\tw"))) == 2


def test_running_text_is_no_table() -> None:
    assert tables_in(lines("Nämnden beslutar.\nDet gäller 4 orter.")) == []
