from __future__ import annotations

import pytest

from samverk.intake.reading.fields.citations import citations_in
from samverk.intake.tests.reading.given import prose

Cited = tuple[str | None, str | None, int | None]


def cited(text: str) -> list[Cited]:
    found = citations_in(prose(text))
    return [(c.body, str(c.date) if c.date else None, c.paragraph) for c in found]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("genom beslut i KF, § 94 2021-05-26, utträde", ("Kommunfullmäktige", "2021-05-26", 94)),
        (
            "Kommunfullmäktiges beslut 15 juni 2020, §128, Utträde",
            ("Kommunfullmäktige", "2020-06-15", 128),
        ),
        ("Välfärdsnämndens beslut 23 november 2022 § 222", ("Välfärdsnämnden", "2022-11-23", 222)),
        ("enligt KS § 187, 2016-12-06", ("Kommunstyrelsen", "2016-12-06", 187)),
        ("KSAU 2024-01-29 § 7", ("Kommunstyrelsens arbetsutskott", "2024-01-29", 7)),
        (
            "Socialnämnden behandlade ärendet den 28 april 2020 § 114.",
            ("Socialnämnden", "2020-04-28", 114),
        ),
        (
            "Socialnämnden fastställde den 6 november 2019 § 256 planen",
            ("Socialnämnden", "2019-11-06", 256),
        ),
        (
            "kommunfullmäktiges beslut om utträde, § 94 den 26 maj 2021",
            ("Kommunfullmäktige", "2021-05-26", 94),
        ),
        ("Bordlagt den 23 februari 2023, § 20", (None, "2023-02-23", 20)),
        ("beslutet 2021-05-26 (§ 94)", (None, "2021-05-26", 94)),
        (
            "Kommunstyrelsen föreslår i beslut 2022-03-07, § 41, att",
            ("Kommunstyrelsen", "2022-03-07", 41),
        ),
        (
            "Kommunstyrelsen föreslår kommunfullmäktige i beslut 2022-03-07, § 41",
            ("Kommunstyrelsen", "2022-03-07", 41),
        ),
        ("KF § 94/2021", ("Kommunfullmäktige", None, 94)),
        ("KF § 94/21, 2021-05-26", ("Kommunfullmäktige", "2021-05-26", 94)),
        (
            "kommunfullmäktiges beslut den 26 maj 2021, § 94",
            ("Kommunfullmäktige", "2021-05-26", 94),
        ),
        ("Se 2021-05-26 § 94", (None, "2021-05-26", 94)),
        ("KF 2021-05-26 §94", ("Kommunfullmäktige", "2021-05-26", 94)),
        ("§ 12 KSAU", ("Kommunstyrelsens arbetsutskott", None, 12)),
        ("beslut i kommunstyrelsen § 41, 2022-03-07", ("Kommunstyrelsen", "2022-03-07", 41)),
        ("KF:s beslut 2021-05-26 § 94", ("Kommunfullmäktige", "2021-05-26", 94)),
        ("Kf 2021-05-26 § 94", ("Kommunfullmäktige", "2021-05-26", 94)),
        ("ks § 12", ("Kommunstyrelsen", None, 12)),
        ("KF 2021-05-26, paragraf 94", ("Kommunfullmäktige", "2021-05-26", 94)),
        ("§ 94, KF 2021-05-26", ("Kommunfullmäktige", "2021-05-26", 94)),
        ("§ 94 i kommunfullmäktige den 26 maj 2021", ("Kommunfullmäktige", "2021-05-26", 94)),
        (
            "beslutet § 94 den 26 maj 2021 i kommunfullmäktige",
            ("Kommunfullmäktige", "2021-05-26", 94),
        ),
        ("§ 94/2021-05-26", (None, "2021-05-26", 94)),
        (
            "Utdrag från kommunstyrelsen den 5 mars 2024, § 41",
            ("Kommunstyrelsen", "2024-03-05", 41),
        ),
        (
            "Kommunstyrelsen har den 7 mars 2022, § 41, beslutat",
            ("Kommunstyrelsen", "2022-03-07", 41),
        ),
        (
            "Den 7 mars 2022, § 41, beslutade kommunstyrelsen att",
            ("Kommunstyrelsen", "2022-03-07", 41),
        ),
        (
            "Kommunfullmäktige gav 2021-05-26 § 94 nämnden i uppdrag",
            ("Kommunfullmäktige", "2021-05-26", 94),
        ),
        ("Utdrag ur protokoll 2022-03-07, KS § 41", ("Kommunstyrelsen", None, 41)),
    ],
)
def test_the_forms_met_are_read(text: str, citation: Cited) -> None:
    assert cited(text) == [citation]


def test_who_proposes_now_did_not_decide_then() -> None:
    text = "Socialnämnden föreslår att beslutet om utträde, § 94 den 26 maj 2021, upphävs."
    assert cited(text) == [(None, "2021-05-26", 94)]


def test_who_proposes_through_its_chair_did_not_decide_then_either() -> None:
    text = "Nämndens ordförande föreslår att beslutet § 94 den 26 maj 2021 upphävs."
    assert cited(text) == [(None, "2021-05-26", 94)]


@pytest.mark.parametrize(
    "text",
    [
        "Enligt § 15 i förbundsordningen är tiden tre år.",
        "enligt 5 kap. 50 § kommunallagen",
        "27 § i lagen om finansiell samordning",
        "enligt Socialnämnden § 15 i reglementet",
        "enligt § 12 kommunstyrelsens reglemente",
        "enligt § 12 i nämndens reglemente",
        "enligt § 12 i reglementet för kommunstyrelsen",
        "Tjänsteskrivelse 3 oktober 2022",
        "skrivelse daterad den 31 januari 2020",
    ],
)
def test_law_and_letters_are_no_decisions(text: str) -> None:
    assert cited(text) == []


def test_a_decision_may_be_cited_without_day() -> None:
    assert cited("Se kommunstyrelsens beslut § 12.") == [("Kommunstyrelsen", None, 12)]


def test_a_decision_may_be_cited_without_number() -> None:
    assert cited("Kommunfullmäktige beslutade den 15 juni 2020 att ge firmatecknare i uppdrag") == [
        ("Kommunfullmäktige", "2020-06-15", None)
    ]


def test_what_is_told_better_elsewhere_is_told_once() -> None:
    text = (
        "Kommunfullmäktige beslutade den 15 juni 2020 att lämna.\n\n"
        "Kommunfullmäktiges beslut 15 juni 2020 § 128\n\nbeslutet § 128 den 15 juni 2020"
    )
    assert cited(text) == [("Kommunfullmäktige", "2020-06-15", 128)]


def test_several_numbers_are_several_citations() -> None:
    found = cited("Kommunstyrelsens beslut 2024-01-10 §§ 12, 14 och 16-18")
    assert [number for _, _, number in found] == [12, 14, 16, 17, 18]


def test_two_citations_in_a_row_keep_their_own_bodies() -> None:
    text = "KF 2021-01-02 § 5, KS 2020-12-01 § 300"
    assert cited(text) == [
        ("Kommunfullmäktige", "2021-01-02", 5),
        ("Kommunstyrelsen", "2020-12-01", 300),
    ]


def test_the_place_is_the_citations_line() -> None:
    (found,) = citations_in(prose("Bakgrund\n\nbeslut i KF,\n§ 94 2021-05-26"))
    assert found.place.line == 4


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen upphävde beslutet 2021-05-26 § 94",
        "enligt kommunstyrelsens förslag och med ändring av beslutet 2021-05-26 § 94",
        "Kommunstyrelsens beslut att upphäva beslutet 2021-05-26 § 94",
    ],
)
def test_who_undoes_a_decision_is_not_said_to_have_taken_it(text: str) -> None:
    assert cited(text) == [(None, "2021-05-26", 94)]


def test_a_day_after_and_is_the_next_citation_not_a_number() -> None:
    text = "Kommunfullmäktiges beslut 2021-05-26 § 94 och 2021-06-20 § 101"
    assert cited(text) == [
        ("Kommunfullmäktige", "2021-05-26", 94),
        ("Kommunfullmäktige", "2021-06-20", 101),
    ]


def test_a_body_after_the_sign_with_its_own_sign_begins_the_next_citation() -> None:
    assert cited("KS § 12, KF 2021-05-26 § 94") == [
        ("Kommunfullmäktige", "2021-05-26", 94),
        ("Kommunstyrelsen", None, 12),
    ]


def test_a_sign_after_a_body_keeps_it_though_another_body_follows() -> None:
    assert cited("KS § 12, KF 2021-05-26") == [("Kommunstyrelsen", None, 12)]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Kommunfullmäktiges beslut 2020-06-15 § 128 i Härryda kommun", "Härryda kommun"),
        ("kommunfullmäktiges beslut 2020-06-15 § 128 (Härryda kommun)", "Härryda kommun"),
        ("kommunfullmäktige i Härryda kommun beslutade 2020-06-15 § 128", "Härryda kommun"),
        ("kommunfullmäktige i Härryda 2020-06-15 § 128", "Härryda"),
        ("enligt Härryda kommuns kommunfullmäktiges beslut 2020-06-15 § 128", "Härryda kommun"),
        ("I Härryda kommun fattade kommunfullmäktige beslut 2020-06-15 § 128.", "Härryda kommun"),
        ("se Lerums kommunfullmäktiges beslut 2020-06-15 § 128", "Lerum"),
        ("se Alingsås kommunfullmäktiges beslut 2020-06-15 § 128", "Alingsås"),
        (
            "Samordningsförbundet Deltas styrelse beslutade 2020-06-15 § 128",
            "Samordningsförbundet Delta",
        ),
        ("Region Hallands regionfullmäktige beslutade 2020-06-15 § 128", "Region Halland"),
        ("KF § 128/2020 i Härryda kommun", "Härryda kommun"),
        ("Kommunfullmäktiges beslut 2020-06-15 § 128", None),
        ("Kommunfullmäktiges beslut 2020-06-15 § 128 i ärendet", None),
        ("Kommunfullmäktige beslutade om verksamheten i Härryda kommun 2020-06-15 § 128", None),
        (
            "Efter att kommunfullmäktige i Härryda kommun frågat beslutade kommunstyrelsen 2020-06-15 § 128",
            None,
        ),
        ("Kommunstyrelsens arbetsutskott 2020-06-15 § 128", None),
    ],
)
def test_a_citation_carries_the_organisation_it_names(text: str, organisation: str | None) -> None:
    (found,) = citations_in(prose(text))
    assert (found.paragraph, found.organisation) == (128, organisation)


def test_two_years_of_one_number_are_two_citations() -> None:
    found = citations_in(prose("KF § 12/2019 och KF § 12/2020, se även KF 2020-03-02 § 12."))
    assert [(c.paragraph, c.year, str(c.date)) for c in found] == [
        (12, None, "2020-03-02"),
        (12, 2019, "None"),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Kommunstyrelsen upphäver sitt beslut den 5 februari 2024, § 3.",
            "Kommunstyrelsen",
        ),
        (
            "Styrelsen föreslår att kommunfullmäktige upphäver sitt beslut 2020-06-15 § 3.",
            "Kommunfullmäktige",
        ),
        (
            "Kommunstyrelsen har efter samråd med socialnämnden upphävt sitt tidigare beslut 2020-06-15 § 3.",
            "Kommunstyrelsen",
        ),
        ("Kommunstyrelsen meddelar socialnämnden sitt beslut 2020-06-15 § 3.", None),
        ("att upphäva sitt beslut 2020-06-15 § 3", "Välfärdsnämnden"),
        ("att upphäva beslutet 2020-06-15 § 3", None),
    ],
)
def test_its_decision_is_the_one_who_acts(text: str, body: str | None) -> None:
    (found,) = citations_in(prose(text), "Välfärdsnämnden")
    assert found.body == body


def test_the_next_of_a_list_is_the_same_bodys() -> None:
    text = "Socialnämnden har den 3 mars 2024 § 12 och den 7 april 2024 § 33 behandlat frågan."
    assert [c.body for c in citations_in(prose(text))] == ["Socialnämnden"] * 2


def test_who_has_handled_the_matter_is_cited() -> None:
    assert cited("Kommunstyrelsen har behandlat ärendet 2019-02-25, § 34.") == [
        ("Kommunstyrelsen", "2019-02-25", 34)
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Tekniska nämnden föreslog den 14 maj 2024, § 61, att avgift införs.", "Tekniska nämnden"),
        ("Socialnämnden avslog 2024-05-14 § 61 ansökan.", "Socialnämnden"),
        ("Socialnämnden föreslog § 61 den 14 maj 2024 upphävd.", None),
    ],
)
def test_who_proposed_on_a_day_did_so_by_that_decision(text: str, body: str | None) -> None:
    assert cited(text) == [(body, "2024-05-14", 61)]


@pytest.mark.parametrize(
    "text",
    [
        "Styrelsens för Samordningsförbundet Ådalen beslut 2024-11-29 § 52",
        "Styrelsen för Samordningsförbundet Ådalen beslutade 2024-11-29 § 52 om budget.",
        "Styrelsen för Samordningsförbundet Ådalens beslut 2024-11-29 § 52",
    ],
)
def test_whose_board_decided_is_kept(text: str) -> None:
    (found,) = citations_in(prose(text))
    assert found.organisation == "Samordningsförbundet Ådalen"


def test_a_board_called_by_its_kind_and_by_name_is_cited_once() -> None:
    text = "Nämndens beslut § 12 den 3 mars 2021 upphävs.\nSocialnämnden beslutade 2021-03-03 § 12."
    assert cited(text) == [("Socialnämnden", "2021-03-03", 12)]
