"""Whether tables of unexecuted decisions that others have published can be true."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from samverk.rules.unexecuted.checks import (
    COLUMN_MEAN,
    COLUMN_SUM,
    FLOW,
    PAIRED,
    ROW_MEAN,
    ROW_SUM,
    SHORTEST,
    SUBSET,
    UNENDED,
    WHOLE,
    Check,
    Checked,
    Verdict,
    check_table,
)
from samverk.rules.unexecuted.published import Measure, read_published
from samverk.rules.unexecuted.published_cells import TableFaultError, quarter_in
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.register_checks import REGISTER_CHECKS, may_leave, stops

HOLDS = """Insats;Antal;;;Genomsnittligt antal dagar;;
;Kvinnor;Män;Totalt;Kvinnor;Män;Totalt
Bostad;10;20;30;386;409;401
Kontaktperson;2;1;3;100;364;188
Ledsagning;0;0;0;;;
Summa;12;21;33;338;407;382
varav avbruten verkställighet;3;2;5;300;310;304
"""
SERIES = """Lista;2023 Q1;2023 Q2;2023 Q3;2023 Q4
Ej verkställda inom tre månader;2;1;1;
Avbrutna;0;0;0;
Tidigare rapporterade som nu verkställts;1;1;0;
"""


def checked(text: str, as_of: date | None = None, year: int | None = None) -> dict[Check, Checked]:
    rows = list(enumerate(csv.reader(text.splitlines(), delimiter=";"), 1))
    made = check_table(read_published(rows, year), as_of).value
    return {one.check: one for one in made}


def verdicts(text: str, as_of: date | None = None) -> dict[Check, Verdict]:
    return {check: one.verdict for check, one in checked(text, as_of).items()}


def test_a_table_that_hangs_together_passes_all_that_it_lets_be_checked():
    made = verdicts(HOLDS)
    assert {check for check, one in made.items() if one is Verdict.NOT_MADE} == {UNENDED, FLOW}
    assert Verdict.FAILS not in made.values()


@pytest.mark.parametrize(
    ("old", "new", "check", "told"),
    [
        ("10;20;30", "10;21;30", ROW_SUM, "Bostad: delarna blir 31, men där står 30."),
        (
            "12;21;33",
            "12;22;34",
            COLUMN_SUM,
            "Antal Män: raderna blir 21, men i summaraden står 22.",
        ),
        ("409;401", "409;424", ROW_MEAN, "Det kan inte vara under 386 eller över 409."),
        ("407;382", "407;377", ROW_MEAN, "Summa: där står 377 dagar, men det vägda medlet är 382."),
        ("338;407", "243;407", COLUMN_MEAN, "där står 243 dagar, men det vägda medlet är 338."),
        ("3;2;5;300", "3;22;25;300", SUBSET, "Antal Män: 22 avbrutna av 21."),
        (
            "100;364;188",
            "89;364;181",
            SHORTEST,
            "Kontaktperson, Genomsnittligt antal dagar Kvinnor",
        ),
        ("Ledsagning;0;0;0;;;", "Ledsagning;0;0;0;95;;95", PAIRED, "95 dagar, men inget beslut."),
        ("386;409;401", ";409;401", PAIRED, "10 beslut, men ingen väntetid."),
    ],
)
def test_what_cannot_be_true_is_told_with_its_place(old, new, check, told):
    assert old in HOLDS
    made = checked(HOLDS.replace(old, new))
    assert any(told in fault for fault in made[check].faults)


@pytest.mark.parametrize(("told", "verdict"), [(403, Verdict.HOLDS), (404, Verdict.FAILS)])
def test_two_days_may_be_roundings(told, verdict):
    assert verdicts(HOLDS.replace("409;401", f"409;{told}"))[ROW_MEAN] is verdict


def test_the_quarters_of_a_year_hang_together_and_an_empty_one_is_no_fault():
    made = verdicts(SERIES, date(2023, 10, 11))
    assert (made[FLOW], made[UNENDED]) == (Verdict.HOLDS, Verdict.HOLDS)
    assert made[ROW_SUM] is Verdict.NOT_MADE


def test_printed_zeros_for_a_quarter_that_has_not_ended_are_caught():
    zeros = SERIES.replace("2;1;1;", "2;1;1;0").replace("0;0;0;", "0;0;0;0")
    zeros = zeros.replace("1;1;0;", "1;1;0;0")
    made = checked(zeros, date(2023, 10, 11))
    assert len(made[UNENDED].faults) == 3
    assert made[FLOW].faults == ("Kvartal 4 2023: 0 − 1 + 0 = -1 nya.",)
    assert verdicts(zeros)[UNENDED] is Verdict.NOT_MADE
    assert verdicts(zeros, date(2024, 1, 1))[UNENDED] is Verdict.HOLDS


def test_quarters_without_a_year_get_the_one_that_is_told():
    text = SERIES.replace("2023 Q", "Kvartal ")
    assert checked(text, date(2023, 9, 30), 2023)[UNENDED].faults != ()
    assert checked(text, date(2023, 9, 30))[UNENDED].verdict is Verdict.NOT_MADE


def test_boards_in_a_row_are_added_up():
    text = "Nämnd;LSS;SoL;Summa\nNorr;250;58;308\nSöder;2;0;2\nSumma;252;58;310\nvarav avbrutna;8;1;84\n"
    made = checked(text)
    assert made[COLUMN_SUM].verdict is Verdict.HOLDS
    assert made[ROW_SUM].faults == ("varav avbrutna: delarna blir 9, men där står 84.",)
    assert made[SUBSET].verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Tabellen ska ha rubriker"),
        ("Insats;Antal\n", "Tabellen ska ha rubriker"),
        ("Insats;Antal\nBostad;tio\nSumma;10\n", "inget tal"),
        ("Insats;Antal\nBostad;10\nSumma;ett\n", "Rad 3, Antal: ”ett” är inget tal"),
    ],
)
def test_what_is_no_table_is_told_in_swedish(text, told):
    rows = list(enumerate(csv.reader(text.splitlines(), delimiter=";"), 1))
    if told == "inget tal":
        # A row of words before the first number is read as a heading
        assert read_published(rows).columns[0].heading == "Antal tio"
        return
    with pytest.raises(TableFaultError, match=told):
        read_published(rows)


def test_numbers_are_read_as_they_are_printed():
    rows = [
        (1, ["", "Antal", "Medel dagar"]),
        (2, ["Bostad", "1 234 st", "386,5"]),
        (3, ["X", "–", ""]),
    ]
    table = read_published(rows)
    assert [one.numbers for one in table.lines] == [(1234.0, 386.5), (None, None)]
    assert [one.measure for one in table.columns] == [Measure.COUNT, Measure.DAYS]


def of_row(numbers: str) -> str:
    return f"Insats;Antal;;;Genomsnittligt antal dagar;;\n;K;M;T;K;M;T\nBostad;{numbers}\n"


@pytest.mark.parametrize(
    ("text", "check", "told"),
    [
        (of_row("70;54;124;386;409;424"), ROW_MEAN, "Det kan inte vara under 386 eller över 409."),
        (of_row("40;57;97;583;508;513"), ROW_MEAN, "513 dagar, men det vägda medlet är 539."),
        (of_row("291;55;347;200;200;200"), ROW_SUM, "delarna blir 346, men där står 347."),
        (
            "Nämnd;LSS;SoL FH;SoL IFO;SoL ÄO;Summa\nNorr;252;58;16;253;579\n"
            "Summa;252;58;16;253;579\nvarav avbruten verkställighet;74;8;27;230;84\n",
            ROW_SUM,
            "varav avbruten verkställighet: delarna blir 339, men där står 84.",
        ),
        (
            "Nämnd;LSS;SoL\nNorr;300;41\nSöder;200;27\nSumma;501;68\n",
            COLUMN_SUM,
            "LSS: raderna blir 500, men i summaraden står 501.",
        ),
        # A mean of the rows' means, where those without decisions weigh as much as the others
        (
            "Insats;Antal;Medel dagar\nBostad;90;500\nLedsagning;10;40\nLarm;0;\nSumma;100;180\n",
            COLUMN_MEAN,
            "där står 180 dagar, men det vägda medlet är 454.",
        ),
    ],
)
def test_the_faults_of_printed_tables_are_found(text, check, told):
    found = checked(text)[check].faults
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    "heading",
    [
        "2023 Q{}", "Q{} 2023", "Kv {} 2023", "kv.{} 2023", "2023 kvartal {}", "2023K{}", "K{} 2023",
        "{}:e kvartalet 2023", "Kvartal {}, 2023", "Q{}-23", "kvartal {} '23",
    ],
)  # fmt: skip
def test_a_quarter_is_read_however_it_is_written(heading):
    assert [quarter_in(heading.format(n), None) for n in (1, 4)] == [
        Quarter(2023, 1),
        Quarter(2023, 4),
    ]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Kvartal I", 1), ("kvartal II", 2), ("kvartal III", 3), ("kvartal IV", 4),
        ("Första kvartalet", 1), ("fjärde kvartalet", 4), ("apr–jun", 2), ("okt-dec", 4), ("Q3", 3),
        ("januari till mars", 1), ("Kvinnor 1", None), ("kv 12", None), ("sek 1", None), ("T1", None),
        ("Antal 2023", None), ("jan", None), ("Kvartal 5", None),
    ],
)  # fmt: skip
def test_a_quarter_without_a_year_is_of_the_one_told(heading, number):
    expected = Quarter(2023, number) if number else None
    assert quarter_in(heading, 2023) == expected
    assert quarter_in(heading, None) is None


def test_the_year_of_the_title_is_that_of_the_quarters():
    titled = "Ej verkställda beslut 2023\n" + SERIES.replace("2023 Q", "Kv ")
    assert checked(titled, date(2023, 9, 30))[UNENDED].faults != ()
    two = titled.replace("beslut 2023", "beslut 2022 och 2023")
    assert checked(two)[FLOW].verdict is Verdict.NOT_MADE
    rows = list(enumerate(csv.reader(two.splitlines(), delimiter=";"), 1))
    remarks = check_table(read_published(rows), None).remarks
    assert [one.text for one in remarks] == [
        "Kv 1 är ett kvartal utan år, och prövas inte som kvartal. Ange året."
    ]


def test_a_title_above_the_headings_is_no_heading_of_the_numbers():
    assert verdicts("Ej verkställda beslut\n" + HOLDS) == verdicts(HOLDS)


def test_a_table_beside_the_margin_is_the_same_table():
    rows = [
        (at, ["", "", *cells])
        for at, cells in enumerate(csv.reader(HOLDS.splitlines(), delimiter=";"), 1)
    ]
    assert read_published(rows).lines[0].numbers[:3] == (10.0, 20.0, 30.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HOLDS + HOLDS, "Rad 6 och rad 13 är båda summarader"),
        (HOLDS.replace("Summa", "Tidigt") + HOLDS, "Rad 8 ser ut som rubriker till en tabell till"),
        (HOLDS.replace("10;20", "<5;20"), "Rad 3, Antal Kvinnor: ”<5” är ett dolt antal"),
        (HOLDS.replace("10;20", "1–4;20"), "är ett dolt antal"),
        (HOLDS.replace("10;20", "..;20"), "är ett dolt antal"),
        (HOLDS.replace("10;20", "#REF!;20"), "Rad 3, kolumn 2: ”#REF!” är ett fel i kalkylbladet"),
        (HOLDS.replace("10;20", "9999999999;20"), "är för stort"),
    ],
)
def test_what_cannot_be_checked_is_told_and_not_guessed(text, told):
    rows = list(enumerate(csv.reader(text.splitlines(), delimiter=";"), 1))
    with pytest.raises(TableFaultError, match=told):
        read_published(rows)


def test_shares_and_the_longest_wait_are_not_added_up():
    text = (
        "Insats;Antal;Andel;Längst väntan;Kommentar\n"
        "Bostad;3;75 %;900;saknas\nStöd;1;25 %;90;\nSumma;4;100 %;900;\n"
    )
    made = verdicts(text)
    assert made[COLUMN_SUM] is made[WHOLE] is Verdict.HOLDS
    assert Verdict.FAILS not in made.values()


@pytest.mark.parametrize("number", ["-1", "−1", "1,5"])
def test_a_number_of_decisions_is_whole_and_never_under_zero(number):
    made = checked(f"Insats;Antal\nBostad;{number}\n")
    assert len(made[WHOLE].faults) == 1
    assert checked("Insats;Medel dagar\nBostad;386,5\n")[WHOLE].verdict is Verdict.NOT_MADE


def test_rows_of_which_are_no_part_of_the_sum():
    assert verdicts("Insats;Antal\nBostad;3\nvarav barn;1\nSumma;3\n")[COLUMN_SUM] is Verdict.HOLDS


@pytest.mark.parametrize(
    "last", ["", "Summa ej verkställda;5;5\n", "varav avbruten verkställighet;1;5\n"]
)
def test_the_rows_of_a_list_are_added_up(last):
    rows = "Lista;2023 Q1;2023 Q2\nBoende, ej verkställda;0;4\nStöd, ej verkställda;5;1\n"
    ended = "Boende, tidigare rapporterade;0;0\nStöd, tidigare rapporterade;0;{}\n"
    assert verdicts(rows + last + ended.format(0))[FLOW] is Verdict.HOLDS
    assert checked(rows + last + ended.format(6))[FLOW].faults == (
        "Kvartal 2 2023: 6 avslutade, men bara 5 fanns kvar från kvartalet före.",
    )


def test_what_is_just_possible_is_no_fault():
    least = HOLDS.replace("100;364;188", "90;364;181").replace("338;407;382", "337;407;382")
    assert verdicts(least)[SHORTEST] is Verdict.HOLDS
    all_of_them = HOLDS.replace("3;2;5;300", "12;21;33;300")
    assert verdicts(all_of_them)[SUBSET] is Verdict.HOLDS
    assert verdicts(SERIES.replace("1;1;0;", "1;2;0;"))[FLOW] is Verdict.HOLDS


def test_quarters_that_do_not_follow_on_each_other_are_not_compared():
    gap = "Lista;2023 Q1;2023 Q3\nEj verkställda;9;1\nTidigare rapporterade;0;0\n"
    assert checked(gap)[FLOW].faults == ()
    assert len(checked(gap.replace("Q3", "Q2"))[FLOW].faults) == 1


def test_a_mean_is_not_weighed_where_a_part_of_it_is_unknown():
    unknown = checked(HOLDS.replace("386;409;401", ";409;401"))
    assert unknown[COLUMN_MEAN].faults == unknown[ROW_MEAN].faults == ()
    women_alone = (
        "Insats;Antal K;Antal totalt;Medel dagar K;Medel dagar totalt\nBostad;1;3;100;400\n"
    )
    assert verdicts(women_alone)[ROW_MEAN] is Verdict.NOT_MADE


def test_two_rows_are_weighed_and_one_is_not():
    rows = "Insats;Antal;Medel dagar\nBostad;90;500\nStöd;10;100\nSumma;100;300\n"
    assert checked(rows)[COLUMN_MEAN].verdict is Verdict.FAILS
    assert checked(rows.replace("Stöd;10;100\n", ""))[COLUMN_MEAN].verdict is Verdict.NOT_MADE


def test_only_what_lies_outside_of_its_parts_is_said_to():
    at_the_most = checked(HOLDS.replace("409;401", "409;409"))[ROW_MEAN].faults
    assert at_the_most == ("Bostad: där står 409 dagar, men det vägda medlet är 401.",)


def test_no_days_of_nobody_is_no_fault():
    assert verdicts(HOLDS.replace("0;0;0;;;", "0;0;0;0;0;0"))[PAIRED] is Verdict.HOLDS


def test_what_is_not_told_is_not_added_up():
    assert checked(HOLDS.replace("10;20;30", "10;20;"))[ROW_SUM].faults == ()
    two_sums = "Insats;Kvinnor;Män;Totalt;Summa\nBostad;1;2;9;9\n"
    assert verdicts(two_sums)[ROW_SUM] is Verdict.NOT_MADE
    quarters = "Lista;2023 Q1;2023 Q2;Totalt\nEj verkställda;2;1;9\n"
    assert verdicts(quarters)[ROW_SUM] is Verdict.NOT_MADE
    days_alone = "Insats;Medel dagar\nBostad;300\nSumma;300\nvarav avbrutna;400\n"
    assert verdicts(days_alone)[SUBSET] is Verdict.NOT_MADE


def test_days_without_a_decision_are_told_once():
    made = checked(HOLDS.replace("0;0;0;;;", "0;0;0;5;;"))
    assert (len(made[PAIRED].faults), made[SHORTEST].faults) == (1, ())


def test_one_that_is_interrupted_waits_again_and_has_not_gone():
    again = (
        SERIES.replace("2;1;1;", "2;1;0;").replace("0;0;0;", "0;1;2;").replace("1;1;0;", "0;0;0;")
    )
    assert verdicts(again)[FLOW] is Verdict.HOLDS


def test_no_more_can_have_ended_than_there_were():
    more = SERIES.replace("2;1;1;", "2;1;1;").replace("1;1;0;", "1;3;0;")
    assert checked(more)[FLOW].faults == (
        "Kvartal 2 2023: 3 avslutade, men bara 2 fanns kvar från kvartalet före.",
    )


@pytest.mark.parametrize("check", REGISTER_CHECKS, ids=lambda one: one.id)
def test_a_report_leaves_with_a_stopping_fault_only_when_somebody_wrote_why(check):
    assert may_leave([check]).value is not stops(check)
    assert may_leave([check], "  ").value is not stops(check)
    assert may_leave([check], "Utreds").value is True


def test_what_may_be_so_in_truth_is_the_only_thing_that_warns():
    assert {one.id for one in REGISTER_CHECKS if not stops(one)} == {
        "överlappande",
        "svar-före-erbjudande",
    }
    assert {"försvunnet", "läge-väntan", "dubblett", "kvartal-pågår", "flöde"} <= {
        one.id for one in REGISTER_CHECKS
    }


def test_every_check_of_a_register_has_its_own_id_and_its_ground():
    assert len({one.id for one in REGISTER_CHECKS}) == len(REGISTER_CHECKS)
    assert all(one.text and one.ground for one in REGISTER_CHECKS)
