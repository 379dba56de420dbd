"""The five source documents: every fact they print, and nothing they do not."""

from __future__ import annotations

from collections import Counter
from datetime import date

from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Document, Paragraph


def numbered(reading: Reading, number: int) -> list[Paragraph]:
    return [p for p in reading.paragraphs if p.paragraph == number]


def memo(reading: Reading, day: date) -> Paragraph:
    (found,) = (p for p in reading.paragraphs if p.paragraph is None and p.date == day)
    return found


def owner(reading: Reading, record: Paragraph) -> Document:
    return next(d for d in reading.documents if any(p is record for p in d.paragraphs))


def test_the_files_hold_nine_parts(seeds: Reading) -> None:
    kinds = Counter(document.kind for document in seeds.documents)
    assert kinds == {"minutes": 5, "memo": 4, "notice": 1, "vote_list": 1}


def test_243_stands_in_two_sources_and_is_one_record(seeds: Reading) -> None:
    copies = numbered(seeds, 243)
    assert len({p.source for p in copies}) == 2
    assert len({p.record_id for p in copies}) == 1


def test_243_prints_no_body(seeds: Reading) -> None:
    assert [p.body for p in numbered(seeds, 243)] == [None, None]


def test_243_has_a_day_in_one_copy_only(seeds: Reading) -> None:
    assert {p.date for p in numbered(seeds, 243)} == {None, date(2023, 11, 1)}


def test_243_is_suggested_to_be_the_committees(seeds: Reading) -> None:
    for copy in numbered(seeds, 243):
        body = next(s for s in copy.suggestions if s.field == "body")
        assert body.value == "Socialnämndens arbetsutskott"
        assert "rad 22" in body.ground


def test_243_proposes_to_the_council_and_cites_its_decision(seeds: Reading) -> None:
    for copy in numbered(seeds, 243):
        cited = [(c.body, str(c.date), c.paragraph) for c in copy.citations]
        assert cited == [("Kommunfullmäktige", "2021-05-26", 94)]
        assert (copy.proposal_to, copy.diary) == ("Kommunfullmäktige", "2023.076 SN")


def test_the_notice_has_its_items(seeds: Reading) -> None:
    (notice,) = (d for d in seeds.documents if d.kind == "notice")
    assert (notice.body, notice.date) == ("Socialnämndens arbetsutskott", date(2023, 11, 1))
    assert [item.diary for item in notice.items] == [None, "2023.076 SN", "2023.039 SN"]


def test_the_notices_two_memos_have_their_tables(seeds: Reading) -> None:
    first, second = memo(seeds, date(2023, 10, 24)), memo(seeds, date(2023, 10, 11))
    assert (first.diary, second.diary) == ("2023.076 SN", "2023.039 SN")
    assert (len(first.tables), len(second.tables)) == (0, 6)
    assert second.tables[-1].rows[0] == ("2", "1", "1", "0")


def test_the_memos_recipients_are_no_signatures(seeds: Reading) -> None:
    names = [r.name for r in memo(seeds, date(2023, 10, 11)).recipients]
    assert names == ["Kommunfullmäktige", "Kommunens revisorer"]


def test_440_prints_no_day_and_was_adjusted_at_once(seeds: Reading) -> None:
    (record,) = numbered(seeds, 440)
    assert (record.diary, record.date, record.body) == ("2022KS554", None, "Kommunstyrelsen")
    assert record.immediate_adjustment is True


def test_440_cites_the_board_and_the_council(seeds: Reading) -> None:
    (record,) = numbered(seeds, 440)
    assert {(c.body, c.paragraph) for c in record.citations} == {
        ("Välfärdsnämnden", 222),
        ("Kommunfullmäktige", 128),
    }


def test_440_has_a_proposer_and_a_supporter(seeds: Reading) -> None:
    (record,) = numbered(seeds, 440)
    (put,) = (p for p in record.proposals if p.kind == "at_meeting")
    assert ([p.name for p in put.by], [p.name for p in put.supported_by]) == (
        ["Per Vorberg"],
        ["Patrik Linde"],
    )


def test_222_proposes_to_council_and_executive(seeds: Reading) -> None:
    (record,) = numbered(seeds, 222)
    assert (record.diary, record.body) == ("2022VFN360", "Välfärdsnämnden")
    assert [p.to for p in record.proposals] == ["Kommunfullmäktige", "Kommunstyrelsen"]


def test_222s_day_is_a_suggestion_from_440(seeds: Reading) -> None:
    (record,) = numbered(seeds, 222)
    assert record.date is None
    assert [(s.field, s.value) for s in record.suggestions] == [("date", "2022-11-23")]


def test_the_memo_of_2022_is_read_with_its_money(seeds: Reading) -> None:
    record = memo(seeds, date(2022, 10, 3))
    assert (record.diary, record.addressed_to) == ("2022VFN360 709", "Välfärdsnämnden")
    assert [a.ore for a in record.amounts] == [150_000_000, 59_000_000]


def test_128_has_its_vote_by_name(seeds: Reading) -> None:
    (record,) = numbered(seeds, 128)
    (vote,) = record.votes
    assert (vote.yes, vote.no, vote.abstain) == (35, 12, 3)
    assert Counter(b.option for b in vote.ballots) == {"yes": 35, "no": 12, "abstain": 3}


def test_128s_ballots_sum_by_party_as_known(seeds: Reading) -> None:
    (vote,) = numbered(seeds, 128)[0].votes
    no = Counter(b.party for b in vote.ballots if b.option == "no")
    assert no == {"S": 10, "V": 1, "MP": 1}
    assert Counter(b.role for b in vote.ballots)["ersättare"] == 8


def test_128s_vote_was_on_the_time_not_on_the_exit(seeds: Reading) -> None:
    (vote,) = numbered(seeds, 128)[0].votes
    assert "avgörs idag" in (vote.yes_means or "")
    assert "återremitteras" in (vote.no_means or "")


def test_128s_ten_reservers_all_voted_no(seeds: Reading) -> None:
    (record,) = numbered(seeds, 128)
    option = {b.name: b.option for b in record.votes[0].ballots}
    assert [option[r.name or ""] for r in record.reservations] == ["no"] * 10


def test_the_memo_of_2020_has_its_table_with_the_asterisks(seeds: Reading) -> None:
    record = memo(seeds, date(2020, 10, 8))
    (table,) = record.tables
    assert table.rows[0] == ("Aktiv Lerum*", "90", "43", "133")
    assert (len(table.rows), table.rows[-1]) == (10, ("Summa", "163", "92", "255"))


def test_every_field_that_is_printed_knows_its_place(seeds: Reading) -> None:
    for record in seeds.paragraphs:
        printed = [
            n for n in ("diary", "title", "date", "body", "decision_text") if getattr(record, n)
        ]
        assert set(printed) <= set(record.places)


def test_memos_decide_nothing_and_have_no_body(seeds: Reading) -> None:
    memos = [p for p in seeds.paragraphs if p.paragraph is None]
    assert {(p.body, p.decision_text) for p in memos} == {(None, None)}


def test_the_voting_list_points_at_its_paragraph(seeds: Reading) -> None:
    (listed,) = (d for d in seeds.documents if d.kind == "vote_list")
    assert listed.joined_to is numbered(seeds, 128)[0]
