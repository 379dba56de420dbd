"""Law of its time, bodies that decide in another's paragraph, and savings under notice."""

from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import council, found, ids, memo


@pytest.mark.parametrize(
    "text",
    [
        "Bolaget bildades 2006 med stöd av 3 kap. 16 § kommunallagen (1991:900).",
        "År 2010 antogs reglementet enligt kommunallagen (1991:900).",
        "Fullmäktige beslutade 2009 om revisorer enligt 3 kap. 8 § kommunallagen.",
        "Nämnden inrättades den 1 mars 2004 enligt socialtjänstlagen (2001:453).",
    ],
)
def test_the_law_of_the_time_told_of_is_right(text: str) -> None:
    assert ids(memo(text, "2026-02-01")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bolaget bildades 2019 med stöd av kommunallagen (1991:900).",
        "Avtalet gäller 2006 års priser enligt kommunallagen (1991:900).",
        "Beslut fattas enligt kommunallagen (1991:900).",
        "Förslaget grundades på kommunallagen (1991:900).",
    ],
)
def test_law_no_longer_in_force_is_a_fault_where_no_such_time_is_told(text: str) -> None:
    assert ids(memo(text, "2026-02-01")) == ["statute-not-in-force"]


COUNCIL = "Kommunfullmäktiges beslut\n{}"


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen beslutar att avtalet sägs upp.",
        "Kommunstyrelsen antar planen.",
        "1. Socialnämnden godkänner rapporten.",
        "Avtalet sägs upp. Med 7 ja-röster mot 4 nej-röster beslutar kommunstyrelsen det.",
        "Med 7 röster mot 4 avslår kommunstyrelsen förslaget.",
    ],
)
def test_a_decision_in_another_bodys_name_is_a_fault(text: str) -> None:
    (finding,) = found(council("", COUNCIL.format(text)))
    assert finding.lint.id == "organ-mismatch"


@pytest.mark.parametrize(
    "text",
    [
        "Kommunfullmäktige beslutar att avtalet sägs upp.",
        "Fullmäktige antar planen.",
        "Kommunstyrelsens förslag antas.",
        "Kommunstyrelsen får i uppdrag att säga upp avtalet.",
        "Med 7 ja-röster mot 4 nej-röster beslutar kommunfullmäktige att säga upp avtalet.",
        "Planen antas. Kommunstyrelsen beslutade 2024-01-10 med 7 röster mot 4.",
    ],
)
def test_the_own_bodys_decision_is_right(text: str) -> None:
    assert ids(council("", COUNCIL.format(text))) == []


def test_a_proposal_in_the_words_of_the_body_above_is_right() -> None:
    text = "§ 12 Dnr KS 2024/3\n\nEn rubrik\n\nKommunstyrelsens beslut\nKommunfullmäktige antar planen."
    assert ids(text) == []


SAVING = "Kommunen lämnar förbundet och gör en besparing på 350 tkr under 2026."


@pytest.mark.parametrize(
    "notice",
    [
        "Uppsägningstiden löper till och med 31 december 2027.",
        "Uppsägningstiden löper t.o.m. december 2027.",
        "Uppsägningstiden sträcker sig till 2027-12-31.",
        "Uppsägningstiden går ut först till utgången av år 2027.",
        "Uppsägningstiden gäller till slutet av 2027.",
        "Uppsägningen träder i kraft 31 december 2027.",
        "Efter uppsägning betalas avgift till och med den 31 december 2027.",
    ],
)
def test_the_end_of_the_notice_may_be_told_without_den(notice: str) -> None:
    assert ids(council(f"Bakgrund\n{SAVING} {notice}")) == ["saving-in-notice"]


def test_a_saving_after_the_notice_is_right() -> None:
    notice = "Uppsägningstiden löper till och med 31 december 2025."
    assert ids(council(f"Bakgrund\n{SAVING} {notice}")) == []
