"""Every field of a calculator reaches its rule: the form says what a call of the rule says."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.appeal import AppealKind, Boards, appeal_time
from samverk.rules.body import Body
from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.calculators import calculator
from samverk.rules.calculators.ballots import WAITS_FOR_CHAIR
from samverk.rules.calculators.base import InputError, Row
from samverk.rules.calculators.reading import answer, read_values
from samverk.rules.calculators.showing import in_words
from samverk.rules.deferral import deferral
from samverk.rules.quorum import quorum
from samverk.rules.shares import shares
from samverk.rules.tests.texts import in_full
from samverk.rules.three_months import three_months
from samverk.rules.voting import Ballot, Tally, vote_result
from samverk.rules.withdrawal import exit_day

NOVEMBER, BEFORE = date(2023, 11, 2), date(2017, 5, 1)
TOWNS = {"Berg": 3, "Ön": 1}
TYPED = "förbundsordningen (villkor enligt uppgift)"
BALLOTS = {"yes": "6", "no": "6", "abstain": "1", "chair": "no"}
TALLY = Tally(6, 6, 1, Ballot.NO)

SAME = [
    ("appeal", {"posted": "2023-11-02"}, lambda: appeal_time(NOVEMBER)),
    (
        "appeal",
        {"posted": "2023-11-02", "kind": "forvaltningsbesvar"},
        lambda: appeal_time(NOVEMBER, kind=AppealKind.ADMINISTRATIVE),
    ),
    (
        "appeal",
        {"posted": "2023-11-02", "kind": "ej-overklagbart"},
        lambda: appeal_time(NOVEMBER, kind=AppealKind.NOT_APPEALABLE),
    ),
    (
        "appeal",
        {"posted": "2023-11-02", "taken_down": "2023-11-20", "boards": "samordningsforbund"},
        lambda: appeal_time(NOVEMBER, taken_down=date(2023, 11, 20), boards=Boards.FEDERATION),
    ),
    (
        "withdrawal",
        {"notice": "2023-11-02", "years": "2", "counting": "from-notice"},
        lambda: exit_day(NOVEMBER, NoticeTerms(2, Counting.FROM_NOTICE, date.min, None, TYPED)),
    ),
    (
        "deferral",
        {"body": "council", "date": "2017-05-01", "earlier_minority": "ja", **BALLOTS},
        lambda: deferral(TALLY, body=Body.COUNCIL, earlier_minority=True, day=BEFORE),
    ),
    (
        "deferral",
        {"body": "council", "yes": "8", "no": "5", "earlier_minority": "ja"},
        lambda: deferral(Tally(8, 5), body=Body.COUNCIL, earlier_minority=True),
    ),
    (
        "deferral",
        {"body": "council", "yes": "8", "no": "5", "election": "ja"},
        lambda: deferral(Tally(8, 5), body=Body.COUNCIL, is_election=True),
    ),
    (
        "vote",
        {"body": "board", "date": "2017-05-01", **BALLOTS},
        lambda: vote_result(TALLY, body=Body.BOARD, day=BEFORE),
    ),
    ("vote", {"election": "ja", **BALLOTS}, lambda: vote_result(TALLY, is_election=True)),
    (
        "quorum",
        {"members": "9", "present": "4", "disqualified": "1", "date": "2017-05-01"},
        lambda: quorum(9, 4, disqualified=1, day=BEFORE),
    ),
    (
        "quorum",
        {"members": "9", "present": "4", "disqualified": "1", "body": "board"},
        lambda: quorum(9, 4, disqualified=1, body=Body.BOARD),
    ),
    (
        "shares",
        {
            "total": "1 001",
            "population": "Berg=3,Ön=1",
            "regions": "Norra=2",
            "outside_region": "Ön=1",
            "date": "2015-05-01",
        },
        lambda: shares(
            1001, TOWNS, regions={"Norra": 2}, outside_region={"Ön": 1}, day=date(2015, 5, 1)
        ),
    ),
    ("three-months", {"day": "2023-11-02"}, lambda: three_months(NOVEMBER)),
]


@pytest.mark.parametrize(("command", "given", "rule"), SAME)
def test_the_calculator_says_all_that_the_rule_says(command, given, rule):
    assert in_full(answer(calculator(command), given)) == in_full(rule())


@pytest.mark.parametrize(("years", "effective"), [("1", "2024-11-02"), ("100", "2123-11-02")])
def test_notice_may_be_of_one_to_a_hundred_years(years, effective):
    given = {"notice": "2023-11-02", "years": years, "counting": "from-notice"}
    assert answer(calculator("withdrawal"), given).value == {"effective": effective}


@pytest.mark.parametrize("years", ["0", "101", "100000"])
def test_notice_of_other_lengths_is_refused(years):
    given = {"notice": "2023-11-02", "years": years, "counting": "calendar-years"}
    with pytest.raises(InputError, match=r"^Uppsägningstiden ska vara 1-100 år\.$") as refused:
        answer(calculator("withdrawal"), given)
    assert refused.value.field == "years"


@pytest.mark.parametrize("typed", ["JA", "Yes", "ON", "1", "True", " ja "])
def test_a_flag_is_set_whatever_its_case(typed):
    given = {"yes": "6", "no": "6", "election": typed}
    assert answer(calculator("vote"), given).value["decided_by"] == "lot"


@pytest.mark.parametrize("typed", ["NEJ", "Off", "0", "false", "", " "])
def test_a_flag_is_left_unset_whatever_its_case(typed):
    given = {"yes": "6", "no": "6", "election": typed}
    assert answer(calculator("vote"), given).value["decided_by"] is None


@pytest.mark.parametrize("typed", ["kanske", "2", "ja ja"])
def test_a_flag_that_is_neither_is_refused_by_its_name(typed):
    with pytest.raises(InputError) as refused:
        answer(calculator("vote"), {"yes": "6", "no": "6", "election": typed})
    said = f"Val eller anställning (--election): ”{typed}” är varken ja eller nej."
    assert (str(refused.value), refused.value.field) == (said, "election")


@pytest.mark.parametrize(
    ("value", "row", "words"),
    [
        (None, Row("a", "A", unit="kr"), "–"),
        (True, Row("a", "A", unit="kr"), "ja"),
        (False, Row("a", "A", {"x": "y"}), "nej"),
        ("x", Row("a", "A", {"x": "y"}), "y"),
        ("x", Row("a", "A"), "x"),
        ("1234", Row("a", "A", unit="kr"), "1234 kr"),
        (1234567, Row("a", "A", unit="kr"), "1 234 567 kr"),
        (1234, Row("a", "A", unit="år"), "1234 år"),
        (0, Row("a", "A", {"x": "y"}), "0"),
    ],
)
def test_each_kind_of_value_is_shown_in_its_words(value, row, words):
    assert in_words(value, row).replace("\N{NO-BREAK SPACE}", " ") == words


TOO_EARLY = "Tiden har inte löpt ut: anslaget togs ned för tidigt"
NO_APPEAL = "Beslutet kan inte överklagas och får ingen laga kraft"
TIE = {"yes": "6", "no": "6"}


@pytest.mark.parametrize(
    ("command", "given", "said"),
    [
        ("appeal", {"posted": "2023-11-02"}, ""),
        ("appeal", {"posted": "2023-11-02", "taken_down": "2023-11-20"}, TOO_EARLY),
        ("appeal", {"posted": "2023-11-02", "kind": "ej-overklagbart"}, NO_APPEAL),
        ("vote", {"yes": "6", "no": "5"}, ""),
        ("vote", {**TIE, "chair": "no"}, ""),
        ("vote", {**TIE, "election": "ja"}, "Lika röstetal: lotten avgör"),
        ("vote", TIE, WAITS_FOR_CHAIR),
        ("deferral", {**TIE, "body": "board"}, WAITS_FOR_CHAIR),
        ("deferral", {**TIE, "body": "board", "chair": "yes"}, ""),
        ("deferral", {**TIE, "body": "council"}, ""),
        ("deferral", {"yes": "7", "no": "6", "body": "board"}, ""),
    ],
)
def test_an_answer_that_settles_nothing_says_what_it_waits_for(command, given, said):
    chosen = calculator(command)
    values = read_values(chosen, given)
    assert chosen.hesitation(values, chosen.compute(values).value) == said
