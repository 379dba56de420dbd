"""Sample documents of our own writing, in the layouts met in other municipalities."""

from __future__ import annotations

from datetime import date

from samverk.intake.reading.model import Paragraph
from samverk.intake.tests.reading.given import read, sample
from samverk.intake.tests.reading.making import docx_of, pdf_of_lines


def only(name: str) -> Paragraph:
    (found,) = sample(name).paragraphs
    return found


def test_votes_in_prose_with_counts() -> None:
    record, _ = sample("ks_roster_i_prosa.txt").paragraphs
    (vote,) = record.votes
    assert (vote.yes, vote.no, vote.abstain, len(vote.ballots)) == (5, 2, 1, 8)
    assert vote.no_means == "bifall till yrkandet från V och MP"


def test_the_page_header_is_body_and_day_of_all_paragraphs() -> None:
    for record in sample("ks_roster_i_prosa.txt").paragraphs:
        assert (record.body, record.date) == ("Kommunstyrelsen", date(2024, 4, 17))


def test_numbered_points_are_kept_apart() -> None:
    _, record = sample("ks_roster_i_prosa.txt").paragraphs
    assert (record.decision_text or "").split("\n")[1] == "1. Anna Rönn (S) väljs till ledamot."


def test_a_list_in_columns_with_substitutes_and_absent() -> None:
    record = only("kf_lista_i_kolumner.txt")
    (vote,) = record.votes
    assert (vote.yes, vote.no, vote.abstain, vote.absent) == (5, 2, 1, 1)
    assert [b.name for b in vote.ballots if b.role] == ["Irma Hed"]


def test_earlier_handling_is_cited_not_decided() -> None:
    record = only("kf_lista_i_kolumner.txt")
    assert [(c.body, c.paragraph) for c in record.citations] == [
        ("Tekniska nämnden", 118),
        ("Kommunstyrelsen", 9),
    ]


def test_minutes_with_front_page_contents_and_notice_board() -> None:
    (document,) = sample("ks_med_framsida.txt").documents
    assert [item.number for item in document.items] == [14, 15, 16]
    assert document.announcement is not None
    assert document.announcement.fields["down"] == "2024-03-14"


def test_a_sentence_cut_by_a_page_is_mended() -> None:
    record = next(p for p in sample("ks_med_framsida.txt").paragraphs if p.paragraph == 15)
    assert (record.citations[0].date, record.citations[0].paragraph) == (date(2015, 12, 14), 120)


def test_page_headers_do_not_end_up_in_decisions() -> None:
    for record in sample("ks_med_framsida.txt").paragraphs:
        assert "2024-02-12" not in (record.decision_text or "")


def test_a_proposal_without_decision_heading_is_the_bodys_decision() -> None:
    record = next(p for p in sample("ks_med_framsida.txt").paragraphs if p.paragraph == 16)
    assert (record.proposal_to, record.reservations[0].party) == ("Kommunfullmäktige", "SD")


def test_a_decision_last_and_an_earlier_vote_left_out() -> None:
    record = only("kf_beslut_sist.txt")
    assert record.decision_text == "Ärendet återremitteras för att belysa grundvattnet."
    assert [(v.yes, v.no) for v in record.votes] == [(18, 13)]


def test_several_votes_in_one_paragraph() -> None:
    record = only("kf_flera_voteringar.txt")
    assert [(v.yes, v.no, v.abstain, len(v.ballots)) for v in record.votes] == [
        (4, 1, 4, 0),
        (5, 3, 1, 9),
    ]


def test_a_memo_with_its_fields_in_columns() -> None:
    record = only("tjansteutlatande.txt")
    assert (record.diary, record.addressed_to) == ("SRF-2021-00231", "Socialnämnden")
    assert record.proposal_to == "Kommunstyrelsen"
    assert [r.name for r in record.recipients] == ["Kommunstyrelsen", "ekonomichefen"]


def test_a_notice_in_markdown() -> None:
    (document,) = sample("kallelse.md").documents
    assert (document.body, document.date) == ("Vård- och omsorgsnämnden", date(2024, 9, 5))
    assert [item.diary for item in document.items] == [None, "VON 2024/77", "VON 2024/52", None]


def test_a_notice_board_block_alone() -> None:
    (document,) = sample("anslag.txt").documents
    assert (document.kind, document.body) == ("notice", "Kultur- och fritidsnämnden")


def test_markdown_minutes_with_a_list_between_bars() -> None:
    first, second = sample("namnd_pipe_votering.md").paragraphs
    assert [b.option for b in first.votes[0].ballots] == ["yes", "yes", "no", "abstain"]
    assert second.votes == []


def test_the_same_minutes_as_pdf_give_the_same_record() -> None:
    text = "§ 7 Dnr KS 2024/1\n\nTaxa för vatten\n\nBeslut\n\nTaxan antas."
    (plain,), (pdf,) = read(text).paragraphs, read(pdf_of_lines(text), "a.pdf").paragraphs
    assert pdf.record_id == plain.record_id
    assert pdf.places["title"].page == 1


def test_the_same_minutes_as_word_give_the_same_record() -> None:
    text = "§ 7 Dnr KS 2024/1\n\nTaxa för vatten\n\nBeslut\n\nTaxan antas."
    (plain,) = read(text).paragraphs
    (word,) = read(docx_of(*text.split("\n\n")), "a.docx").paragraphs
    assert (word.record_id, word.decision_text) == (plain.record_id, "Taxan antas.")


def test_minutes_with_a_vote_in_columns_and_a_page_break_after_it() -> None:
    record = sample("kf_med_bevis.txt").paragraphs[0]
    (vote,) = record.votes
    assert [b.option for b in vote.ballots] == ["yes", "yes", "no"]
    assert vote.no_means == "Anita Stens förslag"
    assert [r.name for r in record.reservations] == ["Anita Sten"]


def test_the_repeated_header_starts_no_new_paragraph() -> None:
    assert [p.paragraph for p in sample("kf_med_bevis.txt").paragraphs] == [62, 63, 64]


def test_the_certificate_of_posting_is_read() -> None:
    announcement = sample("kf_med_bevis.txt").documents[0].announcement
    assert announcement is not None
    assert (announcement.fields["up"], announcement.fields["down"]) == ("2024-12-03", "2024-12-27")


def test_a_tax_rate_with_a_colon_is_money() -> None:
    (amount,) = sample("kf_med_bevis.txt").paragraphs[0].amounts
    assert amount.ore == 2175


def test_a_roll_call_set_out_by_option() -> None:
    record = only("namnd_upprop_i_rader.txt")
    (vote,) = record.votes
    assert [b.option for b in vote.ballots] == ["yes"] * 3 + ["no"] * 2 + ["abstain"]
    assert (vote.yes_means, vote.yes) == ("bifall till utskottets förslag", None)
    assert [r.party for r in record.reservations] == ["S", "V"]
