"""`samverk law`: the answers, as JSON and as Swedish text."""

from __future__ import annotations

import json

import pytest

from samverk.rules.calculators import CATALOGUE, calculator


def test_appeal_gives_last_day_and_legal_force(law):
    told = law("appeal", "--posted", "2025-12-03")

    assert told.status == 0
    assert told.answer["last_day_to_appeal"] == "2025-12-29"
    assert told.answer["legal_force"] == "2025-12-30"


def test_withdrawal_gives_the_exit_day(law):
    told = law(
        "withdrawal", "--notice", "2020-06-15", "--years", "3", "--counting", "calendar-years"
    )

    assert told.answer["effective"] == "2023-12-31"


def test_withdrawal_may_count_from_the_notice(law):
    told = law("withdrawal", "--notice", "2020-06-15", "--years", "3", "--counting", "from-notice")

    assert told.answer["effective"] == "2023-06-15"


def test_deferral_gives_outcome_present_and_need(law):
    told = law("deferral", "--body", "council", "--yes", "35", "--no", "12", "--abstain", "3")

    assert told.answer["outcome"] == "decided_today"
    assert (told.answer["present"], told.answer["minority_needs"]) == (50, 17)


@pytest.mark.parametrize(
    ("more", "outcome"), [((), "minority"), (("--earlier-minority",), "decided_today")]
)
def test_a_minority_may_defer_once(law, more, outcome):
    told = law("deferral", "--body", "council", "--yes", "43", "--no", "38", *more)

    assert told.answer["outcome"] == outcome


def test_vote_gives_outcome_and_what_decided_it(law):
    told = law("vote", "--yes", "6", "--no", "6", "--abstain", "1", "--chair", "yes")

    assert (told.answer["outcome"], told.answer["decided_by"]) == ("yes", "casting_vote")


@pytest.mark.parametrize(("present", "quorate"), [("26", True), ("25", False), ("0", False)])
def test_quorum_answers_yes_or_no(law, present, quorate):
    told = law("quorum", "--members", "51", "--present", present)

    assert told.answer["quorate"] is quorate


def test_shares_gives_state_region_and_municipalities(law):
    told = law("shares", "--total", "14300000", "--population", "Alingsås=1,Härryda=3")

    assert (told.answer["state"], told.answer["region"]) == (7150000, 3575000)
    assert told.answer["municipalities"] == {"Alingsås": 893750, "Härryda": 2681250}


def test_three_months_takes_the_day_without_an_option(law):
    told = law("three-months", "2022-11-30")

    assert told.answer["end_day"] == "2023-02-28"
    assert told.answer["first_reportable"] == "2023-03-01"


def test_diary_gives_integers_and_the_text_verbatim(law):
    told = law("diary", "2022VFN360 709")

    assert {key: told.answer[key] for key in ("year", "body", "number", "class", "text")} == {
        "year": 2022,
        "body": "VFN",
        "number": 360,
        "class": "709",
        "text": "2022VFN360 709",
    }


def test_every_reason_has_a_text_and_a_statute_or_none(law):
    told = law("appeal", "--posted", "2025-12-03")

    for reason in told.answer["reasons"]:
        assert set(reason) == {"text", "statute"}
    assert told.answer["reasons"][0]["statute"] == (
        "13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835"
    )


def test_doubts_are_told_as_remarks(law):
    told = law(
        "withdrawal", "--notice", "2020-01-02", "--years", "3", "--counting", "calendar-years"
    )

    assert "inte bekräftat" in told.answer["remarks"][0]["text"]


def test_json_keeps_swedish_letters_readable(law):
    told = law("shares", "--total", "4", "--population", "Åre=1")

    assert '"Åre": 1' in told.out


@pytest.mark.parametrize("place", [0, 1, 3])
def test_json_may_be_asked_for_anywhere(samverk, place):
    words = ["appeal", "--posted", "2025-12-03"]
    words.insert(max(1, place), "--json")

    assert samverk("law", *words).answer["legal_force"] == "2025-12-30"


def test_an_option_may_be_joined_with_an_equals_sign(law):
    assert law("appeal", "--posted=2025-12-03").answer["legal_force"] == "2025-12-30"


def test_a_double_hyphen_ends_the_options(samverk):
    told = samverk("law", "diary", "--json", "--", "2022KS554")

    assert json.loads(told.out)["number"] == 554


def test_swedish_text_is_the_default(samverk):
    told = samverk("law", "quorum", "--members", "8", "--present", "4", "--body", "board")

    assert told.out == (
        "Beslutsför: nej\n"
        "Minsta antal närvarande: 5\n"
        "\n"
        "Varför:\n"
        "- Mer än hälften av 8 ledamöter är 5; 4 är närvarande. "
        "[6 kap. 27 § kommunallagen (2017:725)]\n"
    )


def test_remarks_are_set_apart_in_the_text(samverk):
    told = samverk("law", "deferral", "--body", "board", "--yes", "6", "--no", "6")

    assert "\nObservera:\n- Ordförandens röst är inte angiven, så utfallet är okänt" in told.out


def test_help_lists_the_rules_in_swedish(samverk):
    told = samverk("law", "--help")

    assert told.status == 0
    assert "Användning: samverk law REGEL" in told.out
    assert all(entry.command in told.out for entry in CATALOGUE)


@pytest.mark.parametrize("command", [entry.command for entry in CATALOGUE])
def test_each_rule_explains_its_options_in_swedish(samverk, command):
    told = samverk("law", command, "--help")

    assert told.status == 0
    assert told.out.startswith(f"Användning: samverk law {command}")
    assert "usage" not in told.out


def test_an_election_is_told_to_the_vote(law):
    told = law("vote", "--yes", "4", "--no", "4", "--election")

    assert (told.answer["outcome"], told.answer["decided_by"]) == (None, "lot")


def test_members_absent_for_conflict_are_told_to_the_quorum(law):
    told = law("quorum", "--members", "51", "--present", "20", "--disqualified", "6")

    assert told.answer["quorate"] is True


OLD_DEFERRAL = "5 kap. 36 § kommunallagen (1991:900) i lydelsen 2010:1414"


@pytest.mark.parametrize(
    "words",
    [
        ("quorum", "--members", "51", "--present", "26"),
        ("vote", "--yes", "2", "--no", "1"),
        ("deferral", "--body", "council", "--yes", "2", "--no", "1"),
    ],
)
def test_the_day_of_the_meeting_chooses_the_act_that_is_cited(law, words):
    before = law(*words, "--date", "2017-12-31").answer["reasons"][0]["statute"]
    after = law(*words, "--date", "2018-01-01").answer["reasons"][0]["statute"]

    assert (before or "inte läst") in ("inte läst", OLD_DEFERRAL)
    assert "2017:725" in after


def test_the_day_chooses_the_wording_on_shares(law):
    told = law("shares", "--total", "4", "--population", "Berg=1", "--date", "2009-05-01")

    assert told.answer["reasons"][0]["statute"].endswith("2004:793")


def test_regions_and_a_municipality_outside_are_told_to_the_shares(law):
    told = law(
        "shares", "--total", "800", "--population", "Fast=3,Ön=1", "--regions", "Regionen=1",
        "--outside-region", "Ön=1",
    )  # fmt: skip

    assert told.answer["regions"] == {"Regionen": 100, "Ön": 100}


def test_the_kind_of_appeal_and_the_removed_notice_are_told_to_the_appeal(law):
    removed = law("appeal", "--posted", "2023-11-06", "--taken-down", "2023-11-20")
    preparatory = law("appeal", "--posted", "2023-11-06", "--kind", "ej-overklagbart")

    assert removed.answer["state"] == "not_run_out"
    assert preparatory.answer["state"] == "not_applicable"


@pytest.mark.parametrize(
    ("boards", "doubts"), [("en", 0), ("gemensam-namnd", 0), ("samordningsforbund", 1)]
)
def test_several_notice_boards_give_the_same_days_and_their_own_reasons(law, boards, doubts):
    told = law("appeal", "--posted", "2025-12-03", "--boards", boards)

    assert told.answer["legal_force"] == "2025-12-30"
    assert len(told.answer["remarks"]) == doubts
    assert len(told.answer["reasons"]) == (4 if boards == "en" else 5)


@pytest.mark.parametrize("command", [entry.command for entry in CATALOGUE])
def test_each_rules_help_is_swedish_and_names_its_fields(samverk, command):
    told = samverk("law", command, "--help")

    assert (told.status, told.err) == (0, "")
    assert told.out.startswith(f"Användning: samverk law {command} ")
    assert all(field.label in told.out for field in calculator(command).fields)


def test_the_sentences_write_days_in_words_and_the_rows_as_iso(samverk):
    told = samverk("law", "appeal", "--posted", "2025-12-03").out
    rows, reasons = told.split("Varför:")

    assert "Laga kraft: 2025-12-30" in rows
    assert "den 30\N{NO-BREAK SPACE}december 2025" in reasons
    assert "2025-12" not in reasons


def test_election_gives_the_seats_of_each_group(law):
    told = law("election", "--seats", "7", "--votes", "A=17,B=5,C=5,G=4", "--present", "40")

    assert told.answer["seats"] == {"A": 4, "B": 1, "C": 1, "G": 1}
    assert (told.answer["threshold"], told.answer["tied"]) == (5, None)


def test_election_leaves_a_tie_for_the_last_seat_to_the_lot(law):
    told = law("election", "--seats", "2", "--votes", "A=6,B=3")

    assert told.answer["seats"] == {"A": 1, "B": 0}
    assert told.answer["tied"] == {"groups": ["A", "B"], "seats": 1}
