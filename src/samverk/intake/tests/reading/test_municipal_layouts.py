"""Layouts of Swedish minutes, each in a sample of our own: every field right, or null."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.intake.lints.run import findings
from samverk.intake.reading.model import Paragraph
from samverk.intake.tests.reading.given import SAMPLES, read, sample
from samverk.intake.tests.reading.making import docx_of, pdf_of_lines

HEADS: dict[str, tuple[str | None, str | None, int, str | None, str]] = {
    "kf_rubriker_alla.txt": (
        "Kommunfullmäktige",
        "2023-11-27",
        131,
        "KS 2023/412",
        "Detaljplan för kvarteret Svanen",
    ),
    "ks_35_mot_12.txt": (
        "Kommunfullmäktige",
        "2024-03-18",
        22,
        "KS-2024/00031",
        "Försäljning av fastigheten Gästgivaren 3",
    ),
    "sn_roster_i_listor.txt": (
        "Socialnämnden",
        "2023-05-24",
        45,
        "SN 2023/118",
        "Avgift för trygghetslarm",
    ),
    "ks_spann.txt": (
        "Kommunstyrelsen",
        "2024-09-30",
        140,
        None,
        "Upprop och val av justerare",
    ),
    "bun_hyfen.txt": (
        "Barn- och utbildningsnämnden",
        "2023-10-18",
        77,
        "BUN 2023/204",
        "Ny förskola i Åkerby",
    ),
    "mbn_tva_spalter.txt": (
        "Miljö- och byggnadsnämnden",
        "2024-01-23",
        6,
        "MBN 2023-1188",
        "Strandskyddsdispens på Näset 1:4",
    ),
    "rf_region.txt": (
        "Regionfullmäktige",
        "2023-06-14",
        58,
        "RS 2023-00219",
        "Årsredovisning 2022",
    ),
    "au_forslag_i_kedja.txt": (
        "Kommunstyrelsens arbetsutskott",
        "2022-08-29",
        112,
        "2022.231 KS",
        "Revisionsrapport om intern kontroll",
    ),
    "namnd_markdown_tabell.md": (
        "Kultur- och fritidsnämnden",
        "2024-02-15",
        9,
        "KFN 2024/17",
        "Bidrag till studieförbund",
    ),
    "ks_utan_dag.txt": (
        "Kommunstyrelsen",
        None,
        77,
        None,
        "Yttrande över granskning av upphandling",
    ),
    "kf_bordlaggning.txt": (
        "Kommunfullmäktige",
        "2023-02-27",
        19,
        "KS 2022/731",
        "Utträde ur kommunalförbundet Vatten Väst",
    ),
    "styrelse_forbund.txt": (
        "Styrelsen",
        "2024-05-23",
        31,
        "2024/14",
        "Insatsen Steget vidare",
    ),
    "ks_justering_sidor.txt": (
        "Kommunstyrelsen",
        "2023-12-05",
        201,
        "KS 2023/502",
        "Gemensam upphandling av livsmedel",
    ),
}


def first(name: str) -> Paragraph:
    return sample(name).paragraphs[0]


@pytest.mark.parametrize("name", HEADS)
def test_the_head_of_the_first_paragraph(name: str) -> None:
    record = first(name)
    day = str(record.date) if record.date else None
    assert (record.body, day, record.paragraph, record.diary, record.title) == HEADS[name]


@pytest.mark.parametrize("name", HEADS)
def test_every_printed_head_has_its_place(name: str) -> None:
    record = first(name)
    printed = {f for f in ("body", "date", "paragraph", "diary", "title") if getattr(record, f)}
    assert printed <= record.places.keys()


@pytest.mark.parametrize("name", HEADS)
def test_no_check_fires_on_a_sound_layout(name: str) -> None:
    assert [hit.text for hit in findings(sample(name))] == []


TALLIES = [
    ("kf_rubriker_alla.txt", (35, 12, 3, None), 0),
    ("ks_35_mot_12.txt", (None, None, 3, None), 0),
    ("sn_roster_i_listor.txt", (None, None, None, None), 8),
    ("mbn_tva_spalter.txt", (5, 3, 1, None), 9),
    ("kf_bordlaggning.txt", (26, 17, 2, 4), 0),
]


@pytest.mark.parametrize(("name", "tally", "ballots"), TALLIES)
def test_a_tally_is_read_as_far_as_it_is_printed(
    name: str, tally: tuple[int | None, ...], ballots: int
) -> None:
    (vote,) = first(name).votes
    assert (vote.yes, vote.no, vote.abstain, vote.absent) == tally
    assert len(vote.ballots) == ballots


def test_figures_without_a_side_become_a_suggestion_with_its_ground() -> None:
    found = {s.field: s for s in first("ks_35_mot_12.txt").suggestions}
    assert (found["votes[0].yes"].value, found["votes[0].no"].value) == (35, 12)
    assert "med 35 röster mot 12" in found["votes[0].yes"].ground


def test_figures_without_a_side_are_turned_when_no_won() -> None:
    text = (SAMPLES / "ks_35_mot_12.txt").read_text(encoding="utf-8")
    turned = text.replace(
        "12 att bifalla kommunstyrelsens förslag", "12 att bifalla återremissyrkandet"
    )
    (record,) = read(turned).paragraphs
    found = {s.field: s.value for s in record.suggestions}
    assert (found["votes[0].yes"], found["votes[0].no"]) == (12, 35)


def test_figures_whose_side_cannot_be_told_suggest_nothing() -> None:
    text = (SAMPLES / "ks_35_mot_12.txt").read_text(encoding="utf-8")
    (record,) = read(text.replace("12 att bifalla kommunstyrelsens förslag", "12 så")).paragraphs
    assert [s.field for s in record.suggestions] == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("sn_roster_i_listor.txt", ["yes"] * 4 + ["no"] * 3 + ["abstain"]),
        (
            "mbn_tva_spalter.txt",
            ["yes", "yes", "yes", "no", "no", "no", "yes", "yes", "abstain"],
        ),
    ],
)
def test_ballots_stand_in_printed_order(name: str, options: list[str]) -> None:
    assert [ballot.option for ballot in first(name).votes[0].ballots] == options


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("kf_rubriker_alla.txt", ["Sten Kvist", "Ebba Lund"]),
        ("ks_35_mot_12.txt", ["Karin Modig", "Nils Åberg"]),
        ("sn_roster_i_listor.txt", ["Lena Palm", "Jonas Holm", "Mia Vret"]),
        ("bun_hyfen.txt", ["Anders Ek", "Britt Alholm", "Per Sund"]),
        ("namnd_markdown_tabell.md", ["Alma Rosén", "Didrik Ås"]),
        ("kf_bordlaggning.txt", ["Stig Orre", "Hedda Rask"]),
        ("ks_utan_dag.txt", []),
    ],
)
def test_reservations_are_one_entry_per_person(name: str, people: list[str]) -> None:
    assert [r.name for r in first(name).reservations] == people


@pytest.mark.parametrize(
    ("name", "kronor"),
    [
        ("kf_rubriker_alla.txt", [14_500_000]),
        ("ks_35_mot_12.txt", [8_400_000]),
        ("sn_roster_i_listor.txt", [275]),
        ("bun_hyfen.txt", [62_500_000]),
        ("namnd_markdown_tabell.md", [1_200_000]),
        ("ks_justering_sidor.txt", [250_000]),
        ("rf_region.txt", []),
    ],
)
def test_money_is_exact_and_a_loss_is_no_amount(name: str, kronor: list[int]) -> None:
    assert [amount.ore for amount in first(name).amounts] == [100 * k for k in kronor]


@pytest.mark.parametrize(
    ("name", "recipients"),
    [
        ("kf_rubriker_alla.txt", ["Byggnadsnämnden", "Samhällsbyggnadsförvaltningen"]),
        ("sn_roster_i_listor.txt", ["Socialförvaltningen"]),
        ("rf_region.txt", ["Regionens revisorer"]),
        ("namnd_markdown_tabell.md", ["Studieförbunden", "Ekonomiavdelningen"]),
        ("kf_bordlaggning.txt", ["Kommunstyrelsen", "Vatten Väst"]),
        ("ks_utan_dag.txt", ["Kommunens revisorer"]),
    ],
)
def test_recipients_under_their_many_headings(name: str, recipients: list[str]) -> None:
    assert [r.name for r in first(name).recipients] == recipients


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        (
            "kf_rubriker_alla.txt",
            [("Kommunstyrelsen", "2023-11-06", 190), ("Byggnadsnämnden", "2023-09-12", 88)],
        ),
        ("bun_hyfen.txt", [("Barn- och utbildningsnämnden", "2023-05-24", 41)]),
        ("rf_region.txt", [("Regionstyrelsen", "2023-05-31", 102)]),
        ("styrelse_forbund.txt", [("Styrelsen", "2023-11-16", 62)]),
        (
            "au_forslag_i_kedja.txt",
            [
                ("Kommunstyrelsen", "2022-03-07", 41),
                ("Kommunstyrelsens arbetsutskott", "2022-02-21", 12),
                ("Kommunfullmäktige", None, 94),
            ],
        ),
    ],
)
def test_earlier_decisions_are_cited(
    name: str, cited: list[tuple[str | None, str | None, int | None]]
) -> None:
    found = {(c.body, str(c.date) if c.date else None, c.paragraph) for c in first(name).citations}
    assert found == set(cited)


def test_a_decision_cut_by_a_page_footer_is_whole() -> None:
    assert first("ks_justering_sidor.txt").decision_text == (
        "Kommunstyrelsen beslutar att delta i den gemensamma upphandlingen och att kostnaden om "
        "högst 250 000 kronor tas ur kommunstyrelsens budget."
    )


def test_soft_hyphens_and_broken_words_are_mended() -> None:
    assert first("bun_hyfen.txt").decision_text == (
        "Barn- och utbildningsnämnden godkänner lokalprogrammet till en kostnad av "
        "62 500 000 kronor och överlämnar ärendet till kommunstyrelsen."
    )


def test_only_the_paragraph_that_says_so_is_adjusted_at_once() -> None:
    adjusted = {name for name in HEADS if first(name).immediate_adjustment}
    assert adjusted == {"kf_rubriker_alla.txt"}


def test_several_paragraphs_opened_as_one_are_each_a_record() -> None:
    told = [(p.paragraph, p.title) for p in sample("ks_spann.txt").paragraphs]
    assert told[1:3] == [(141, "Ärendena utgår."), (142, "Ärendena utgår.")]
    assert [number for number, _ in told] == [140, 141, 142, 143]


def test_the_paragraphs_opened_as_one_have_ids_of_their_own() -> None:
    ids = [p.record_id for p in sample("ks_spann.txt").paragraphs]
    assert len(set(ids)) == len(ids)


def test_a_diary_number_with_its_body_after_it_suggests_nothing_the_header_prints() -> None:
    last = sample("ks_spann.txt").paragraphs[-1]
    assert (last.diary, last.title) == ("2024/311", "Svar på remiss om ny lokaltrafik")
    assert last.suggestions == []


def test_a_decision_basis_that_begins_with_a_sign_opens_no_paragraph() -> None:
    assert [p.paragraph for p in sample("au_forslag_i_kedja.txt").paragraphs] == [112]


def test_a_proposal_and_its_support() -> None:
    (proposal,) = first("rf_region.txt").proposals
    assert [p.name for p in proposal.by] == ["Eva Sten"]
    assert [p.name for p in proposal.supported_by] == ["Pia Mars"]


def test_jav_is_neither_proposal_nor_reservation() -> None:
    record = first("kf_rubriker_alla.txt")
    named = {p.name for proposal in record.proposals for p in proposal.by}
    assert named == {"Maria Hage", "Sten Kvist"}


def test_a_table_in_markdown_is_kept_cell_by_cell() -> None:
    (table,) = first("namnd_markdown_tabell.md").tables
    assert table.header == ("Förbund", "2023", "2024")
    assert table.rows[-1] == ("Summa", "1 000", "1 200")


@pytest.mark.parametrize("name", ["sn_roster_i_listor.txt", "kf_bordlaggning.txt"])
def test_a_pdf_of_the_same_lines_reads_alike(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    (record,) = read(pdf_of_lines(*_pages(text)), "a.pdf").paragraphs
    plain = first(name)
    assert (record.title, record.diary, record.date) == (plain.title, plain.diary, plain.date)
    assert [v.yes for v in record.votes] == [v.yes for v in plain.votes]


def _pages(text: str) -> list[str]:
    rows = text.replace("\n\n", "\n").splitlines()
    return ["\n".join(rows[i : i + 40]) for i in range(0, len(rows), 40)]


def test_a_word_file_with_the_vote_as_a_table() -> None:
    text = "§ 4 Dnr KS 2024/9\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\nOmröstning\n\n"
    text += "Ja för bifall. Nej för avslag."
    table = [
        ["Ledamot", "Parti", "Ja", "Nej", "Avstår"],
        ["Eva Ro", "S", "X", "", ""],
        ["Bo Al", "M", "", "X", ""],
    ]
    (record,) = read(docx_of(*text.split("\n\n"), table=table), "a.docx").paragraphs
    (vote,) = record.votes
    assert [(b.name, b.party, b.option) for b in vote.ballots] == [
        ("Eva Ro", "S", "yes"),
        ("Bo Al", "M", "no"),
    ]


def test_a_day_that_is_not_printed_stays_null() -> None:
    record = first("ks_utan_dag.txt")
    assert (record.date, "date" in record.places) == (None, False)


def test_the_deferral_keeps_both_meanings() -> None:
    (vote,) = first("kf_bordlaggning.txt").votes
    assert (vote.yes_means, vote.no_means) == ("att ärendet avgörs idag", "återremiss")
    assert first("kf_bordlaggning.txt").date == date(2023, 2, 27)
