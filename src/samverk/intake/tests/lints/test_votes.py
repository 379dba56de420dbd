from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import council, found, ids

LIST = "\n\nVoteringslista: § 12\nLedamot Ja Nej\nAnna Alm (S) X\nBo Ek (M) X\nCia Dal (V)  X\nResultat {}"
VOTE = "Votering\n{} Utfallet blev {} ja-röster och {} nej-röster."
PLAIN = "Ja för bifall. Nej för avslag."
DEFER = "Ja för att ärendet avgörs i dag. Nej för återremiss."


def voted(
    yes: int = 2, no: int = 1, *, meaning: str = PLAIN, extra: str = "", result: str = "2 1"
) -> str:
    return council(VOTE.format(meaning, yes, no) + extra) + LIST.format(result)


def test_a_result_that_is_the_sum_of_its_ballots_is_right() -> None:
    assert ids(voted()) == []


def test_a_result_that_differs_from_the_ballots_is_a_fault() -> None:
    (finding,) = found(voted(yes=3))
    assert (finding.lint.id, finding.lint.kind) == ("tally-ballots", "fault")
    assert "ja 3 mot 2" in finding.text


def test_the_lists_own_result_row_is_checked_too() -> None:
    (finding,) = found(voted(result="2 2"))
    assert "listans resultatrad" in finding.text


def test_one_missing_ballot_is_found() -> None:
    assert ids(voted().replace("Bo Ek (M) X\n", "")) == ["tally-ballots"]


def test_lost_columns_are_no_fault_of_the_tally() -> None:
    assert ids(voted().replace("  X", " X")) == []


RESERVES = "\n\nMot beslutet reserverar sig {} ({})."


def test_one_who_voted_against_may_reserve() -> None:
    assert ids(voted(extra=RESERVES.format("Cia Dal", "V"))) == []


def test_one_who_voted_for_may_not() -> None:
    (finding,) = found(voted(extra=RESERVES.format("Anna Alm", "S")))
    assert finding.lint.id == "reserver-vote"
    assert "Anna Alm (S)" in finding.text
    assert len(finding.spots) == 2


def test_one_who_abstained_may_not() -> None:
    text = voted(extra=RESERVES.format("Dan Fors", "C"))
    text = text.replace("Ja Nej\n", "Ja Nej Avstår\n").replace(
        "Resultat 2 1", "Dan Fors (C)   X\nResultat 2 1 1"
    )
    assert "avstod" in found(text)[0].text


def test_one_who_is_not_on_the_list_is_left_alone() -> None:
    assert ids(voted(extra=RESERVES.format("Eva Fors", "C"))) == []


def test_losing_to_a_minority_is_losing() -> None:
    # Two of three want the matter decided, but one of three is a third: it is referred back.
    text = voted(meaning=DEFER, extra=RESERVES.format("Anna Alm", "S"))
    assert ids(text) == []


def test_the_minority_that_got_its_deferral_has_nothing_to_reserve_against() -> None:
    text = voted(meaning=DEFER, extra=RESERVES.format("Cia Dal", "V"))
    assert ids(text) == ["reserver-vote"]


def test_a_board_has_no_minority_right() -> None:
    text = voted(meaning=DEFER, extra=RESERVES.format("Cia Dal", "V"))
    assert ids(text.replace("Kommunfullmäktiges beslut", "Socialnämndens beslut")) == []


def test_a_reservation_after_the_decision_is_not_against_the_time() -> None:
    text = council(VOTE.format("Ja för avgörande i dag. Nej för återremiss.", 9, 1))
    text += "\n\nReservation\nAnna Alm (S)" + LIST.format("2 1")
    assert "reserver-vote" not in ids(text)


def test_one_who_lost_one_of_several_votes_may_reserve() -> None:
    first = "Votering\nAnna Alm (S) röstar Ja (1). Bo Ek (M) och Cia Dal (V) röstar Nej (2)."
    second = (
        "\n\nHuvudvotering\nAnna Alm (S) och Bo Ek (M) röstar Ja (2). Cia Dal (V) röstar Nej (1)."
    )
    assert ids(council(first + second + RESERVES.format("Anna Alm", "S"))) == []


@pytest.mark.parametrize("name", ["Anna Alm", "Bo Ek"])
def test_ballots_in_prose_are_checked_like_those_in_lists(name: str) -> None:
    party = {"Anna Alm": "S", "Bo Ek": "M"}[name]
    text = "Votering\nAnna Alm (S) och Bo Ek (M) röstar Ja (2). Cia Dal (V) röstar Nej (1)."
    assert ids(council(text + RESERVES.format(name, party))) == ["reserver-vote"]


def test_one_division_told_twice_is_not_held_against_itself() -> None:
    text = (
        "Votering\nJA = bifall. NEJ = avslag. AVSTÅR = avstår.\n"
        "2 ledamöter röstar JA och 1 NEJ. 1 AVSTÅR.\nRöstar JA:\nAnna Alm (S), Bo Ek (M)\n"
        "Röstar NEJ:\nCia Dal (V)\nAVSTÅR:\nDan Fors (C)\n\nMot beslutet reserverar sig Cia Dal (V)."
    )
    decision = (
        "Kommunfullmäktiges beslut\nFullmäktige beslutar med 2 JA mot 1 NEJ, 1 AVSTÅR att anta den."
    )
    assert ids(council(text, decision)) == []


def test_sides_that_the_text_names_nobody_of_are_no_fault() -> None:
    assert (
        ids(council("Votering\n21 ja och 18 nej, 1 avstår. Anna Alm (S) avstår. Bo Ek (M) talar."))
        == []
    )


def test_a_table_with_a_column_of_parties_is_checked() -> None:
    rows = "| Namn | Parti | Ja | Nej |\n|---|---|---|---|\n| Anna Alm | S | X | |\n| Bo Ek | M | | X |"
    text = f"Votering\n2 ja-röster och 1 nej-röst.\n\n{rows}"
    assert ids(council(text)) == ["tally-ballots"]
