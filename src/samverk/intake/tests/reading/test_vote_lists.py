from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import read, read_all

MINUTES = """§ {number} Dnr KS 2024/{diary}

{title}

Votering
Utfallet blev {yes} ja-röster och {no} nej-röster.

Beslut
Ja.
"""
LIST = """Voteringslista: § {number}
Ärende: {title}, KS 2024/{diary}

Ledamot Ja Nej
Anna Alm (S) X
Bo Ek (M)  X
Resultat 1 1
"""
GIVEN = {"number": 4, "diary": 9, "title": "Taxa för vatten", "yes": 1, "no": 1}


def test_a_list_joins_its_paragraph_in_another_file() -> None:
    minutes, listed = read_all(MINUTES.format(**GIVEN), LIST.format(**GIVEN)).documents
    assert len(minutes.paragraphs[0].votes[0].ballots) == 2
    assert listed.joined_to is minutes.paragraphs[0]
    assert listed.paragraphs == []


def test_the_order_of_the_files_does_not_matter() -> None:
    reading = read_all(LIST.format(**GIVEN), MINUTES.format(**GIVEN))
    assert [len(p.votes[0].ballots) for p in reading.paragraphs] == [2]


def test_a_list_of_another_matter_keeps_its_own_record() -> None:
    other = {**GIVEN, "diary": 10}
    reading = read_all(MINUTES.format(**GIVEN), LIST.format(**other))
    assert [len(p.votes[0].ballots) for p in reading.paragraphs] == [0, 2]


def test_a_list_alone_keeps_what_it_prints() -> None:
    (record,) = read(LIST.format(**GIVEN)).paragraphs
    assert (record.paragraph, record.diary, record.title) == (4, "KS 2024/9", "Taxa för vatten")


def test_a_list_without_number_finds_its_paragraph_by_title() -> None:
    listed = LIST.format(**GIVEN).replace(": § 4", " nr 1").replace(", KS 2024/9", "")
    reading = read_all(
        MINUTES.format(**{**GIVEN, "number": 5, "title": "Budget"}), MINUTES.format(**GIVEN), listed
    )
    assert [len(p.votes[0].ballots) for p in reading.paragraphs] == [0, 2]


def test_a_list_that_names_nothing_belongs_to_the_paragraph_above() -> None:
    listed = "Voteringslista\nLedamot Ja Nej\nAnna Alm (S) X\nBo Ek (M)  X\n"
    following = MINUTES.format(**{**GIVEN, "number": 5})
    reading = read(MINUTES.format(**GIVEN) + listed + "\n" + following)
    assert [len(p.votes[0].ballots) for p in reading.paragraphs] == [2, 0]


def test_the_list_gives_the_result_the_text_leaves_out() -> None:
    minutes = MINUTES.format(**GIVEN).replace(
        "Utfallet blev 1 ja-röster och 1 nej-röster.", "Ja för bifall. Nej för avslag. Se bilaga."
    )
    (record,) = read_all(minutes, LIST.format(**GIVEN)).paragraphs
    assert (record.votes[0].yes, record.votes[0].no, record.votes[0].yes_means) == (1, 1, "bifall")


def test_a_result_that_differs_is_kept_beside_the_lists_own() -> None:
    (record,) = read_all(MINUTES.format(**{**GIVEN, "yes": 2}), LIST.format(**GIVEN)).paragraphs
    assert (record.votes[0].yes, record.votes[0].listed) == (2, (1, 1, None))


def test_of_several_votes_the_one_with_the_lists_result_gets_it() -> None:
    two = MINUTES.format(**GIVEN).replace(
        "Utfallet", "Först blev utfallet 7 ja-röster och 2 nej-röster.\n\nHuvudvotering\nUtfallet"
    )
    (record,) = read_all(two, LIST.format(**GIVEN)).paragraphs
    assert [len(vote.ballots) for vote in record.votes] == [0, 2]


def test_a_list_of_another_day_is_not_joined() -> None:
    minutes = "Sammanträdesdatum 2024-02-01\n\n" + MINUTES.format(**GIVEN)
    listed = LIST.format(**GIVEN).replace("\n\nLedamot", "\n2024-03-01\n\nLedamot")
    assert len(read_all(minutes, listed).paragraphs) == 2


def test_a_list_that_opens_with_its_rows_stands_where_they_stand() -> None:
    minutes = "§ 4 Dnr KS 2024/9\n\nTaxa för vatten\n\nBeslut\nJa.\n\n"
    listed = "Ledamot Ja Nej\nAnna Alm (S) X\nBo Ek (M)  X\n"
    (record,) = read(f"{minutes}{listed}\nSekreteraren antecknar detta.\n").paragraphs
    assert record.votes[0].place == record.votes[0].ballots[0].place


def test_a_list_cut_by_a_page_header_is_read_without_it() -> None:
    listed = LIST.format(**GIVEN).replace("Bo Ek", "Sida 3 (9)\nBo Ek")
    reading = read(MINUTES.format(**GIVEN) + listed)
    assert [b.name for b in reading.paragraphs[0].votes[0].ballots] == ["Anna Alm", "Bo Ek"]


def test_the_same_member_in_two_lists_has_a_place_in_each() -> None:
    second = {**GIVEN, "number": 5, "diary": 10}
    texts = [form.format(**given) for given in (GIVEN, second) for form in (MINUTES, LIST)]
    votes = [p.votes[0] for p in read("\n".join(texts)).paragraphs]
    assert [b.name for b in votes[0].ballots] == [b.name for b in votes[1].ballots]
    assert votes[0].ballots[0].place.line < votes[1].ballots[0].place.line


def test_a_result_on_a_page_of_its_own_belongs_to_the_list_before() -> None:
    listed = LIST.format(**GIVEN).replace(
        "Resultat 1 1\n", "\nVoteringslista, sista sidan\nJa: 7 Nej: 5\n"
    )
    reading = read(MINUTES.format(**GIVEN) + listed)
    assert reading.paragraphs[0].votes[0].listed == (7, 5, None)


SUMMED = """Omröstningslista nr. 2
{meeting}
Ärende: § 103 Avgift för parkering

Namn              Parti    Ja   Nej  Avst  Frånv
Anna Alm          S        X
Bo Ek             M             X
Cia Dal           C                  X
Dan Fors          V                        X
                           1    1    1     1
"""


@pytest.mark.parametrize(
    "meeting", ["Kommunfullmäktige 2024-09-23", "Kommunfullmäktige\n2024-09-23"]
)
def test_the_sums_of_a_list_need_no_word(meeting: str) -> None:
    (record,) = read(SUMMED.format(meeting=meeting)).paragraphs
    (vote,) = record.votes
    assert (vote.yes, vote.no, vote.abstain, vote.absent) == (1, 1, 1, 1)
    assert (record.body, str(record.date), record.paragraph, record.title) == (
        "Kommunfullmäktige",
        "2024-09-23",
        103,
        "Avgift för parkering",
    )


@pytest.mark.parametrize("column", ["Deltar ej", "EJ RÖSTAT", "Jäv", "Röstar inte"])
def test_who_stood_aside_has_not_abstained(column: str) -> None:
    text = (
        f"Voteringslista § 8\n\nNamn          Parti     Ja    Nej   Avstår   {column}\n"
        "Anna Alm      S         X\nBo Ek         M               X\n"
        "Cia Dal       C                     X\nDan Fors      V                              X\n"
    )
    (document,) = read(text).documents
    (vote,) = document.paragraphs[0].votes
    assert [(b.name, b.option) for b in vote.ballots] == [
        ("Anna Alm", "yes"),
        ("Bo Ek", "no"),
        ("Cia Dal", "abstain"),
    ]
    assert "Dan Fors (V)" in document.notes[0]


def test_a_mark_for_being_there_is_no_ballot() -> None:
    text = (
        "Voteringslista § 8\n\nNamn          Parti     Närvarande   Ja    Nej\n"
        "Anna Alm      S         X            X\nBo Ek         M         X                  X\n"
    )
    (vote,) = read(text).paragraphs[0].votes
    assert [(b.name, b.option) for b in vote.ballots] == [("Anna Alm", "yes"), ("Bo Ek", "no")]


def test_a_numbered_row_may_begin_with_the_surname() -> None:
    text = (
        "Voteringslista § 8\n\nLedamot (parti)          JA    NEJ\n 1  Alm, Anna (S)        X\n"
        " 2  Ek, Bo (M)                 X\n"
    )
    (vote,) = read(text).paragraphs[0].votes
    assert [(b.name, b.party, b.option) for b in vote.ballots] == [
        ("Anna Alm", "S", "yes"),
        ("Bo Ek", "M", "no"),
    ]
