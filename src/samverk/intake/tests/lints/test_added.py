"""Tables that multiply, tell ages or years, list days, or speak of whole years."""

from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import ids, memo


@pytest.mark.parametrize(
    "table",
    [
        "Vara\tAntal\tPris\tSumma\nLampa\t3\t150\t450\nMatta\t2\t800\t1600\nSumma\t\t\t2050",
        "Roll\tTimmar\tKronor per timme\tTotalt\nLärare\t12\t410\t4920\nVikarie\t7\t300\t2100",
        "Vara\tMängd\tà-pris\tSumma\nGrus\t3\t150\t450\nSand\t2\t80\t160",
        "Del\tStorlek\tFaktor\tSumma\nHus\t3\t7\t21\nGård\t4\t5\t20",
        "Namn\tÅlder\tKön\nVik\t34\tK\nMo\t40\tM\nSumma\t2\t",
        "Enhet\tStartår\tPlatser\nVik\t2008\t4\nMo\t2011\t6\nSumma\t2\t10",
        "Enhet\tNr\tPlatser\nVik\t12\t4\nMo\t14\t6\nTotalt\t2\t10",
    ],
)
def test_what_is_no_quantity_or_multiplies_is_not_added(table: str) -> None:
    assert ids(memo(table)) == []


@pytest.mark.parametrize(
    ("table", "faults"),
    [
        ("Vara\tPris\tFrakt\tSumma\nLampa\t150\t50\t210\nMatta\t800\t90\t890", 1),
        ("Vara\tAntal\tPris\tSumma\nLampa\t3\t150\t450\nMo\t2\t80\t160\nSumma\t5\t\t900", 1),
        ("Ort\tÅlder 0–5\tÅlder 6–9\tSumma\nVik\t4\t5\t8\nMo\t6\t7\t13", 1),
        ("Ort\tHelår\nVik\t4\nMo\t6\nSumma\t11", 1),
        ("Ort\tAntal timmar\nVik\t2000\nMo\t1990\nSumma\t4000", 1),
    ],
)
def test_quantities_that_do_not_add_up_are_still_faults(table: str, faults: int) -> None:
    assert ids(memo(table)) == ["table-sum"] * faults


DAYS = "Mars\tApril\tMaj\n{}\t{}\t{}\n12\t9\t14"


@pytest.mark.parametrize(
    "caption", ["Sammanträdesdagar 2024", "Mötestider 2024", "Datum för möten 2024", "Schema 2024"]
)
def test_days_of_coming_meetings_are_no_figures_of_a_period(caption: str) -> None:
    assert ids(memo(f"{caption}\n\nNämnd\t{DAYS.format(5, 8, 6)}", "2024-01-15")) == []
    rows = f"{caption}\n\nMånad\tDag\nMars\t12\nApril\t9\nMaj\t14"
    assert ids(memo(rows, "2024-01-15")) == []


def test_how_many_meetings_there_were_is_a_figure_of_its_period() -> None:
    table = "Antal möten 2024\n\nGrupp\tMars\tApril\nVik\t3\t2\nMo\t1\t4"
    assert ids(memo(table, "2024-01-15")) == ["period-not-ended"] * 2


@pytest.mark.parametrize(
    "table",
    [
        "Antal deltagare\n\nInsats\t2023\t2024\nVägen\t14\t3\nBron\t9\t2",
        "Statistik\n\nInsats\tHelår 2024\nVägen\t14\nBron\t9",
        "Insats\tUtfall 2023\tUtfall 2024\nVägen\t14\t3\nBron\t9\t2",
        "Inkomna anmälningar\n\nÅr\tAntal\n2023\t88\n2024\t12",
    ],
)
def test_figures_for_a_year_under_way_are_a_fault(table: str) -> None:
    assert ids(memo(table, "2024-03-13")) == ["period-not-ended"]
    assert ids(memo(table, "2025-01-01")) == []


@pytest.mark.parametrize(
    "table",
    [
        "Budget\n\nInsats\t2023\t2024\nVägen\t14\t3",
        "Medlemsavgift per kommun\n\nKommun\t2023\t2024\nVik\t14\t3\nMo\t9\t2",
        "Taxa\n\nTjänst\t2023\t2024\nBad\t40\t45\nGym\t90\t95",
        "Antal platser vi behöver\n\nOmråde\t2023\t2024\nVik\t40\t45\nMo\t90\t95",
        "Fördelning\n\nKommun\t2023\t2024\nVik\t14\t3\nMo\t9\t2",
        "Prognos helår\n\nInsats\tHelår 2024\nVägen\t14\nBron\t9",
        "Insats\t2023\t2024\nVägen\t14\t\nAntal\t9\t",
        "Kommun\t2023\t2024\nVik\t14\t3\nMo\t9\t2",
    ],
)
def test_a_budget_a_fee_or_a_year_without_a_word_of_what_was_is_left_alone(table: str) -> None:
    assert ids(memo(table, "2024-03-13")) == []
