from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import council, found, ids

NOTICE = "Uppsägningstiden är tre år och sträcker sig till och med år 2023."
SAVING = "Kommunen ska träda ut och därmed göra en besparing på 0,7 mnkr år {}."


def test_a_saving_inside_the_notice_period_is_a_question() -> None:
    (finding,) = found(council(f"Bakgrund\n{SAVING.format(2020)} {NOTICE}"))
    assert (finding.lint.id, finding.lint.kind) == ("saving-in-notice", "question")
    assert "0,7 mnkr år 2020" in finding.text


@pytest.mark.parametrize(
    "notice",
    [
        "Uppsägningen träder i kraft den 31 december 2023.",
        "Efter uppsägning ska avgift betalas fram till och med år 2023.",
        "Uppsägningstiden löper t.o.m. 2023.",
    ],
)
def test_the_notice_period_is_told_in_several_ways(notice: str) -> None:
    assert ids(council(f"Bakgrund\n{SAVING.format(2023)} {notice}")) == ["saving-in-notice"]


@pytest.mark.parametrize("year", [2024, 2010])
def test_a_saving_outside_the_period_is_right(year: int) -> None:
    assert ids(council(f"Bakgrund\n{SAVING.format(year)} {NOTICE}")) == []


@pytest.mark.parametrize(
    "text", ["Det ger en besparing år 2020.", "En besparing på 0,7 mnkr väntas."]
)
def test_without_amount_or_year_nothing_is_said(text: str) -> None:
    assert ids(council(f"Bakgrund\n{text} {NOTICE}")) == []


def test_without_a_notice_period_a_saving_is_right() -> None:
    assert ids(council(f"Bakgrund\n{SAVING.format(2020)}")) == []


def test_a_fee_below_the_saving_is_told() -> None:
    title = "Utträde ur Samordningsförbundet Insjöviken"
    text = council(f"Bakgrund\n{SAVING.format(2020)} {NOTICE}\n\nDen årliga avgiften är 590 tkr.")
    (finding,) = found(text.replace("En rubrik", title))
    assert "590 tkr, mindre än besparingen" in finding.text
    assert len(finding.spots) == 2
