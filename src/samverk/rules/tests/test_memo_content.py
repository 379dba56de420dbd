"""What a memo costs and proposes, how far it has come, and where a document's text goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.memos.economy import CostKind, CostRow, Economy, sums
from samverk.rules.memos.layouts import DEFAULT, LAYOUTS, REPORTS, Part, memo_layout
from samverk.rules.memos.placing import Block, placed
from samverk.rules.memos.proposals import Deciding, Point, for_meeting, passed_on
from samverk.rules.memos.standing import MemoState, Verdict, VersionFact, memo_state

FEE = CostRow("Medlemsavgift", CostKind.COST, (63_900_000, 63_900_000))
SAVED = CostRow("Egna insatser upphör", CostKind.SAVING, (10_000_000, 70_000_000))
BOARD, COUNCIL = Deciding(1, "Socialnämnden"), Deciding(2, "Kommunfullmäktige")
NAMES = {1: "Socialnämnden", 2: "Kommunfullmäktige"}
POINTS = (Point("Beslutet upphävs.", 2), Point("Nämnden tackar för rapporten."))
AMOUNTS = st.lists(st.integers(0, 10**12), min_size=3, max_size=3).map(tuple)
ROWS = st.lists(st.builds(CostRow, st.just("rad"), st.sampled_from(CostKind), AMOUNTS), max_size=6)


def test_costs_and_savings_are_added_apart_and_weighed_year_by_year():
    found = sums(Economy(2024, 2, (FEE, SAVED)))
    assert (found.costs, found.savings) == ((63_900_000, 63_900_000), (10_000_000, 70_000_000))
    assert found.net == (53_900_000, -6_100_000)
    assert found.total == 47_800_000


def test_an_assessment_without_rows_comes_to_nothing():
    assert sums(Economy(2024, 3)).net == (0, 0, 0)


def test_the_years_follow_each_other():
    assert Economy(2024, 3).listed_years == (2024, 2025, 2026)


def test_a_row_with_another_number_of_years_is_refused():
    with pytest.raises(ValueError, match="varje år"):
        Economy(2024, 3, (FEE,))


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="utan minus"):
        CostRow("Avgift", CostKind.COST, (-1,))


@pytest.mark.parametrize("years", [0, 11])
def test_a_strange_number_of_years_is_refused(years):
    with pytest.raises(ValueError, match="mellan 1 och 10"):
        Economy(2024, years)


@given(ROWS)
def test_the_total_is_all_costs_less_all_savings(rows):
    found = sums(Economy(2024, 3, tuple(rows)))
    signs = {CostKind.COST: 1, CostKind.SAVING: -1}
    assert found.total == sum(signs[row.kind] * sum(row.ore) for row in rows)


def test_the_memos_own_board_decides_its_points_and_proposes_the_councils():
    assert for_meeting(POINTS, BOARD, home=1, names=NAMES) == (
        "Socialnämnden föreslår Kommunfullmäktige: Beslutet upphävs.",
        "Nämnden tackar för rapporten.",
    )


def test_the_council_is_given_its_own_points_as_they_stand():
    assert for_meeting(POINTS, COUNCIL, home=1, names=NAMES) == ("Beslutet upphävs.",)


def test_a_body_that_no_point_is_for_is_given_none():
    assert for_meeting(POINTS, Deciding(3, "Skolnämnden"), home=1, names=NAMES) == ()


@pytest.mark.parametrize(
    ("verdict", "digest", "state"),
    [
        (None, "a", MemoState.WAITING),
        (None, "b", MemoState.WAITING),
        (Verdict.RETURNED, "a", MemoState.RETURNED),
        (Verdict.APPROVED, "a", MemoState.APPROVED),
        (Verdict.APPROVED, "b", MemoState.CHANGED),
    ],
)
def test_the_last_version_and_the_text_now_tell_how_far_it_has_come(verdict, digest, state):
    versions = [VersionFact(1, "x", Verdict.APPROVED), VersionFact(2, "a", verdict)]
    found = memo_state(versions, digest)
    assert found.value is state
    assert "Version 2" in found.reasons[0].text


def test_a_memo_that_was_never_sent_is_a_draft():
    assert memo_state([], "a").value is MemoState.DRAFT


def test_a_change_after_approval_says_what_holds_until_then():
    found = memo_state([VersionFact(1, "a", Verdict.APPROVED)], "b")
    assert any("gäller tills" in reason.text for reason in found.reasons)


def test_the_seeds_municipalities_have_their_own_order():
    alingsas = [label for _, label in LAYOUTS["alingsas"].listed]
    assert alingsas[0] == "Ärendebeskrivning"
    assert alingsas[-1] == "Beslutet ska skickas till"
    assert LAYOUTS["harryda"].listed[0] == (Part.PROPOSAL, "Förslag till beslut")


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_no_layout_has_a_part_twice_and_all_have_figures_and_attachments(name):
    parts = [part for part, _ in LAYOUTS[name].parts]
    assert len(parts) == len(set(parts))
    assert parts.index(Part.FIGURES) == parts.index(Part.ECONOMY) + 1
    assert parts[-1] is Part.ATTACHMENTS


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_report_has_its_own_name_and_every_part_once(name):
    parts = [part for part, _ in REPORTS[name].parts]
    assert len(parts) == len(set(parts))
    assert memo_layout(name).kind == REPORTS[name].name != DEFAULT.kind


def test_a_layout_that_nobody_knows_is_the_usual_one():
    assert memo_layout("finns inte") is DEFAULT


def test_text_goes_under_the_heading_above_it():
    blocks = [Block("Bakgrund", 2), Block("Förr."), Block("Nu."), Block("Bedömning", 2)]
    assert placed(blocks, DEFAULT).texts == {Part.BACKGROUND: "Förr.\n\nNu."}


def test_what_another_layout_calls_the_part_is_understood():
    found = placed([Block("Ärendebeskrivning", 2), Block("Förr.")], DEFAULT)
    assert found.texts == {Part.BACKGROUND: "Förr."}


def test_a_heading_that_nobody_set_as_one_is_found_by_its_words():
    found = placed([Block("Förslag till beslut:"), Block("Taxan höjs.")], DEFAULT)
    assert found.texts == {Part.PROPOSAL: "Taxan höjs."}


def test_what_fits_no_part_is_kept_with_its_heading():
    found = placed([Block("Datum: 2023-10-24"), Block("Nuläge", 2), Block("Kö.")], DEFAULT)
    assert found == type(found)({}, "Datum: 2023-10-24\n\nNuläge\n\nKö.")


def test_a_heading_below_the_parts_own_stays_in_the_part():
    found = placed([Block("Bakgrund", 2), Block("Nuläge", 3), Block("Kö.")], DEFAULT)
    assert found.texts == {Part.BACKGROUND: "Nuläge\n\nKö."}


def test_a_bold_line_that_is_no_label_begins_what_is_kept():
    found = placed([Block("Bakgrund", 9), Block("Förr."), Block("Karin Ek", 9)], DEFAULT)
    assert found.kept == "Karin Ek"


def test_a_label_within_a_sentence_is_no_heading():
    found = placed([Block("Bakgrund", 2), Block("Bedömning.")], DEFAULT)
    assert found.texts == {Part.BACKGROUND: "Bedömning."}


BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["Bakgrund", "Nuläge", "Kö råder.", "Förslag till beslut", "639 tkr", ""]),
        st.sampled_from([0, 1, 2, 9]),
    ),
    max_size=20,
)


@given(BLOCKS)
def test_no_word_of_a_document_is_lost(blocks):
    found = placed(blocks, DEFAULT)
    stands = [
        *found.kept.split("\n\n"),
        *(t for x in found.texts.values() for t in x.split("\n\n")),
    ]
    labels = {"Bakgrund", "Förslag till beslut"}
    wanted = [b.text for b in blocks if b.text and b.text not in labels]
    assert sorted(x for x in stands if x and x not in labels) == sorted(wanted)


def test_what_a_board_proposed_is_worded_as_the_next_bodys_proposal_and_then_as_the_decision():
    points = (
        "Socialnämnden föreslår kommunfullmäktige: Vi stannar: det är bäst.",
        "Paragrafen justeras.",
    )
    after = passed_on(points, by="Socialnämnden", meets="Kommunstyrelsen", to="kommunfullmäktige")
    assert after == (
        "Kommunstyrelsen föreslår kommunfullmäktige: Vi stannar: det är bäst.",
        "Paragrafen justeras.",
    )
    last = passed_on(after, by="Kommunstyrelsen", meets="Kommunfullmäktige")
    assert last == ("Vi stannar: det är bäst.", "Paragrafen justeras.")


def test_another_bodys_proposal_is_not_reworded():
    points = ("Skolnämnden föreslår kommunfullmäktige: Nej.",)
    assert passed_on(points, by="Socialnämnden", meets="Kommunstyrelsen", to="x") == points
