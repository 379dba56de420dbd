"""The completeness check: each thing that the minutes must contain, taken away one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.assembly import Assembly
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.minutes import completeness, paragraph_completeness
from samverk.rules.minutes.facts import (
    MinutesFact,
    Outcome,
    ParagraphFact,
    ProposalFact,
    QuestionFact,
    RemoteFact,
    ReservationFact,
    VoteFact,
)
from samverk.rules.minutes.finding import Part, Severity
from samverk.rules.ruling import Reason
from samverk.rules.tests.texts import plain, told
from samverk.rules.voting import Ballot, DecidedBy

EIGHT = frozenset(range(1, 9))
YES, NO, ABSTAIN = Ballot.YES, Ballot.NO, Ballot.ABSTAIN
VOTE = VoteFact(
    "bifall till förslaget",
    "avslag",
    5,
    2,
    1,
    ballots={1: YES, 2: YES, 3: YES, 4: YES, 5: YES, 6: NO, 7: NO, 8: ABSTAIN},
    found=YES,
    decided_by=DecidedBy.MAJORITY,
)
PARAGRAPH = ParagraphFact(
    12,
    "Budget 2027",
    Outcome.DECIDED,
    ("Budgeten fastställs.",),
    (ProposalFact(1, "Bifall", 1), ProposalFact(2, "Avslag", 6)),
    (1, 2),
    (VOTE,),
    EIGHT,
    EIGHT,
    case_number="SOF 2026/14",
    recipients=(),
)
MINUTES = MinutesFact(
    Assembly.FEDERATION,
    date(2026, 11, 20),
    8,
    (PARAGRAPH,),
    EIGHT,
    1,
    "Sekreteraren",
    "Salen",
    "09.00",
    "11.30",
    (6,),
    1,
    names={6: "Tove Ek", 8: "Nils Ahl"},
)


def check(minutes=MINUTES, **changes):
    paragraph = replace(minutes.paragraphs[0], **changes)
    return completeness(replace(minutes, paragraphs=(paragraph,))).value


def voted(**changes):
    return check(votes=(replace(VOTE, **changes),))


def errors(value):
    return [(each.part, plain(each.reason.text)) for each in value.errors]


def only(value, part, text):
    """The one error stands at that part of the form and says that; its rule is cited."""
    assert [each.part for each in value.errors] == [part]
    assert text in plain(value.errors[0].reason.text)
    return str(value.errors[0].reason.statute)


def test_complete_minutes_have_no_findings():
    ruling = completeness(MINUTES)
    assert ruling.value.findings == ()
    assert ruling.value.is_complete
    assert "kan justeras" in told(ruling)


@pytest.mark.parametrize(
    ("assembly", "sections"),
    [
        (Assembly.COUNCIL, ["5 kap. 67 §"]),
        (Assembly.BOARD, ["5 kap. 67 §", "6 kap. 35 §"]),
        (Assembly.FEDERATION, ["5 kap. 67 §", "6 kap. 35 §", "19 §"]),
    ],
)
def test_the_rule_reaches_each_body_through_its_own_section(assembly, sections):
    ruling = completeness(replace(MINUTES, assembly=assembly))
    assert [each.statute.section for each in ruling.reasons if each.statute] == sections


@pytest.mark.parametrize(
    ("changes", "part", "section"),
    [
        ({"outcome": None}, Part.DECISION, "5 kap. 67 §"),
        ({"decisions": ()}, Part.DECISION, "5 kap. 67 §"),
        ({"decisions": (" ",)}, Part.DECISION, "5 kap. 67 §"),
        ({"took_part": None}, Part.DECISION, "5 kap. 67 §"),
        ({"took_part": frozenset({1, 99})}, Part.DECISION, "5 kap. 67 §"),
        ({"put": ()}, Part.PROPOSITION, "5 kap. 67 §"),
        ({"put": (1,)}, Part.PROPOSITION, "5 kap. 67 §"),
        ({"put": (1, 2, 3)}, Part.PROPOSITION, "5 kap. 67 §"),
        ({"matter": ""}, Part.MATTER, "5 kap. 66 §"),
    ],
)
def test_what_is_missing_of_a_matter_is_found_at_its_place(changes, part, section):
    value = check(**changes)
    assert [each.part for each in value.errors] == [part]
    assert value.errors[0].reason.statute.section == section
    assert value.errors[0].index == 0


def test_a_withdrawn_proposal_needs_no_putting():
    left = (PARAGRAPH.proposals[0], replace(PARAGRAPH.proposals[1], is_withdrawn=True))
    assert check(proposals=left, put=()).is_complete
    assert "tagits tillbaka" in errors(check(proposals=left))[0][1]


def test_a_proposal_without_text_is_found():
    only(check(proposals=(ProposalFact(1, ""),), put=(1,)), Part.PROPOSALS, "saknar text")


def test_a_struck_item_needs_neither_decision_nor_participants():
    assert check(outcome=Outcome.STRUCK, decisions=(), took_part=None, votes=()).is_complete


def test_who_did_not_serve_at_the_meeting_is_warned_of_as_adjuster():
    found = completeness(replace(MINUTES, adjusters=(6, 9), names={9: "Ulf Bo"})).value
    assert [finding.reason.text for finding in found.findings] == [
        "Ulf Bo ska justera men tjänstgjorde inte vid sammanträdet: välj någon som var med."
    ]
    assert found.is_complete


def test_custom_gives_warnings_that_stop_nothing():
    bare = replace(MINUTES, secretary="", place="", closed="", adjusters=())
    value = check(bare, number=None, case_number="", recipients=None)
    assert value.is_complete
    assert {each.severity for each in value.findings} == {Severity.WARNING}
    assert len(value.findings) == 7
    assert all(each.reason.statute is None for each in value.findings)


@pytest.mark.parametrize(
    ("changes", "part", "section"),
    [
        ({"chair": None}, Part.HEAD, "5 kap. 65 §"),
        ({"served": frozenset()}, Part.ATTENDANCE, "5 kap. 66 §"),
        ({"paragraphs": ()}, Part.MATTER, "5 kap. 66 §"),
        ({"served": frozenset({1, 2})}, Part.ATTENDANCE, "5 kap. 66 §"),
        ({"remote": (RemoteFact(3),)}, Part.ATTENDANCE, "19 a §"),
    ],
)
def test_what_the_head_lacks_is_found(changes, part, section):
    value = completeness(replace(MINUTES, **changes)).value
    assert (part, section) in [(e.part, e.reason.statute.section) for e in value.errors]
    assert value.errors[0].index is None


@pytest.mark.parametrize(
    ("assembly", "ground", "is_complete"),
    [
        (Assembly.FEDERATION, "Bilden bröts", True),
        (Assembly.FEDERATION, " ", False),
        (Assembly.BOARD, "Bilden bröts", False),
        (Assembly.COUNCIL, "Bilden bröts", False),
    ],
)
def test_sound_alone_is_for_federations_with_special_reasons(assembly, ground, is_complete):
    remote = (RemoteFact(6, only_sound=True, ground=ground),)
    minutes = replace(MINUTES, assembly=assembly, remote=remote, remote_allowed=True)
    assert completeness(minutes).value.is_complete is is_complete


@pytest.mark.parametrize(
    ("questions", "count"),
    [(None, 1), ((), 0), ((QuestionFact("Fråga 1"),), 1), ((QuestionFact("Fråga 1", False),), 0)],
)
def test_the_council_tells_of_questions_and_a_board_need_not(questions, count):
    council = replace(MINUTES, assembly=Assembly.COUNCIL, questions=questions)
    value = completeness(council).value
    assert [each.part for each in value.errors] == [Part.QUESTIONS] * count
    assert completeness(replace(council, assembly=Assembly.BOARD)).value.is_complete


def test_a_decision_without_quorum_is_an_error():
    four = frozenset({1, 2, 3, 4})
    value = check(served=four, took_part=four, votes=())
    assert "6 kap. 27 §" in only(value, Part.ATTENDANCE, "4 tjänstgjorde och det krävs 5")


def test_jav_breaks_a_boards_quorum_but_not_the_councils():
    away = frozenset({5, 6, 7, 8})
    left = EIGHT - away
    changes = {"conflicts": away, "took_part": left, "votes": ()}
    assert not check(**changes).is_complete
    assert check(replace(MINUTES, assembly=Assembly.COUNCIL), **changes).is_complete


def test_more_serving_than_seats_is_told_and_not_raised():
    many = EIGHT | {9}
    minutes = replace(MINUTES, served=many)
    only(check(minutes, served=many, votes=()), Part.ATTENDANCE, "Fler tjänstgör")


@pytest.mark.parametrize(
    ("changes", "text", "section"),
    [
        ({"yes_means": ""}, "vad ja och nej betyder", "5 kap. 67 §"),
        ({"ballots": {}}, "hur var och en röstade", "5 kap. 67 §"),
        ({"is_closed": True, "ballots": {}}, "bara användas vid val", "5 kap. 54 §"),
        ({"found": NO}, "stämmer inte med röstetalen: 5 ja mot 2 nej", "5 kap. 55 §"),
        ({"found": None}, "Ange utgången", "5 kap. 67 §"),
        ({"decided_by": None}, "Ange vad som avgjorde", "5 kap. 67 §"),
        ({"decided_by": DecidedBy.LOT}, "av majoriteten, inte av lotten", "5 kap. 55 §"),
        ({"yes": 6}, "ja är 6, men 5 är antecknade", "5 kap. 67 §"),
        ({"abstain": 2}, "avstår är 2, men 1 är antecknade", "5 kap. 67 §"),
    ],
)
def test_a_vote_that_does_not_hang_together_is_found(changes, text, section):
    assert section in only(voted(**changes), Part.VOTES, text)


def test_an_impossible_count_is_told_and_not_raised():
    value = voted(yes=0, no=0, abstain=0, ballots={})
    assert (Part.VOTES, "Ingen är närvarande: alla röstetal är noll.") in errors(value)
    assert (Part.VOTES, "Ett röstetal kan inte vara negativt.") in errors(voted(no=-1))


def test_a_vote_by_one_who_does_not_serve_is_named():
    seven = EIGHT - {6}
    value = check(served=seven, took_part=seven)
    assert (Part.VOTES, "Tove Ek röstade utan att tjänstgöra i ärendet.") in errors(value)


def test_a_vote_by_one_with_jav_is_named_under_the_bodys_own_law():
    changes = {"conflicts": frozenset({6}), "took_part": EIGHT - {6}}
    assert "6 kap. 30 §" in only(check(**changes), Part.VOTES, "Tove Ek är jävig")
    council = replace(MINUTES, assembly=Assembly.COUNCIL)
    assert "5 kap. 47 §" in only(check(council, **changes), Part.VOTES, "Tove Ek är jävig")


def test_one_who_serves_without_a_recorded_vote_is_warned_of():
    ballots = {person: cast for person, cast in VOTE.ballots.items() if person != 8}
    value = voted(abstain=0, ballots=ballots)
    assert value.is_complete
    assert "Röst saknas för Nils Ahl." in value.findings[0].reason.text


def test_a_tie_is_settled_by_the_chairs_recorded_vote():
    ballots = {1: NO, 2: YES, 3: YES, 4: YES, 5: YES, 6: NO, 7: NO, 8: NO}
    casting = {"yes": 4, "no": 4, "abstain": 0, "ballots": ballots}
    right = voted(**casting, found=NO, decided_by=DecidedBy.CASTING_VOTE)
    assert right.is_complete
    wrong = voted(**casting, found=YES, decided_by=DecidedBy.CASTING_VOTE)
    assert "5 kap. 56 §" in only(wrong, Part.VOTES, "stämmer inte")


def test_a_tie_where_the_chair_abstained_is_not_settled():
    ballots = {1: ABSTAIN, 2: YES, 3: YES, 4: YES, 5: NO, 6: NO, 7: NO}
    value = voted(yes=3, no=3, abstain=1, ballots=ballots, decided_by=DecidedBy.CASTING_VOTE)
    only(value, Part.VOTES, "ordföranden måste rösta")


def test_the_casting_vote_is_that_of_whoever_presided_at_the_item():
    ballots = {1: NO, 2: YES, 3: YES, 4: YES, 5: YES, 6: NO, 7: NO, 8: NO}
    casting = {"yes": 4, "no": 4, "abstain": 0, "ballots": ballots}
    held = replace(VOTE, **casting, found=YES, decided_by=DecidedBy.CASTING_VOTE)
    assert check(votes=(held,), chair=2).is_complete
    only(check(votes=(held,)), Part.VOTES, "stämmer inte")


def test_a_chair_who_abstained_and_then_voted_has_settled_the_tie():
    ballots = {1: ABSTAIN, 2: YES, 3: YES, 4: YES, 5: NO, 6: NO, 7: NO}
    counts = {"yes": 3, "no": 3, "abstain": 1, "ballots": ballots}
    assert voted(**counts, casting=NO, found=NO, decided_by=DecidedBy.MAJORITY).is_complete


def test_a_casting_vote_without_a_tie_is_found():
    only(voted(decided_by=DecidedBy.CASTING_VOTE), Part.VOTES, "inte av ordförandens utslagsröst")


def closed_election(**changes):
    vote = replace(VOTE, is_closed=True, ballots={}, **changes)
    return check(is_election=True, votes=(vote,))


def test_an_election_is_closed_and_names_nobody():
    assert closed_election().is_complete
    named = replace(VOTE, is_closed=True)
    only(check(is_election=True, votes=(named,)), Part.VOTES, "ta bort uppgifterna")
    assert "5 kap. 54 §" in only(check(is_election=True), Part.VOTES, "antecknad som öppen")


def test_a_tied_election_is_settled_by_lot_and_not_by_the_chair():
    tied = {"yes": 4, "no": 4, "abstain": 0}
    assert closed_election(**tied, found=YES, decided_by=DecidedBy.LOT).is_complete
    wrong = closed_election(**tied, found=YES, decided_by=DecidedBy.CASTING_VOTE)
    only(wrong, Part.VOTES, "avgjordes av lotten")


COUNCIL_DEFERRAL = replace(
    VOTE,
    ballots={1: YES, 2: YES, 3: YES, 4: YES, 5: YES, 6: NO, 7: NO, 8: NO},
    no=3,
    abstain=0,
    found=None,
    decided_by=None,
    deferral=DeferralOutcome.MINORITY,
)


def deferred(assembly=Assembly.COUNCIL, **changes):
    vote = replace(COUNCIL_DEFERRAL, **changes)
    return check(
        replace(MINUTES, assembly=assembly), votes=(vote,), outcome=Outcome.REFERRED_BACK, put=(1,)
    )


def test_a_minority_of_a_third_can_refer_back_in_the_council_only():
    assert deferred().is_complete
    assert "6 kap. 33 §" in only(deferred(Assembly.BOARD), Part.VOTES, "stämmer inte")


def test_a_minority_can_refer_back_once_only():
    found = only(deferred(earlier_minority=True), Part.VOTES, "redan skjutits upp")
    assert "5 kap. 50 §" in found


def test_an_employment_is_no_election_where_a_minority_refers_back():
    vote = replace(COUNCIL_DEFERRAL, is_closed=True, ballots={})
    council = replace(MINUTES, assembly=Assembly.COUNCIL)
    given = {"votes": (vote,), "outcome": Outcome.REFERRED_BACK, "put": (1,), "is_election": True}
    assert check(council, **given, is_employment=True).is_complete
    only(check(council, **given), Part.VOTES, "stämmer inte")


def test_a_deferred_item_may_leave_proposals_unput():
    found = deferred().findings
    assert [(each.severity, each.part) for each in found] == [(Severity.WARNING, Part.PROPOSITION)]


def reserved(by=6, against="punkt 1", in_time=True, allowed=False, **changes):
    return check(reservations=(ReservationFact(by, against, in_time, allowed),), **changes)


def test_one_who_voted_against_may_reserve():
    assert reserved().findings == ()


@pytest.mark.parametrize(
    ("changes", "text", "section"),
    [
        ({"against": ""}, "ange vilket beslut", "5 kap. 67 §"),
        ({"in_time": False}, "efter sammanträdets slut", "4 kap. 27 §"),
        ({"in_time": None}, "innan sammanträdet avslutades", "4 kap. 27 §"),
        ({"took_part": EIGHT - {6}}, "deltog inte i beslutet", "4 kap. 27 §"),
    ],
)
def test_a_reservation_names_its_decision_and_comes_from_one_who_took_part(changes, text, section):
    assert section in only(reserved(**changes), Part.RESERVATIONS, text)


@pytest.mark.parametrize(("by", "said"), [(8, "Nils Ahl avstod"), (2, "röstade för")])
def test_the_chair_settles_when_the_recorded_vote_speaks_against(by, said):
    value = reserved(by)
    assert value.is_complete
    assert said in plain(value.findings[0].reason.text)
    assert reserved(by, allowed=True).findings == ()


def test_a_yes_to_deciding_today_is_no_yes_to_the_decision():
    today = replace(
        VOTE, deferral=DeferralOutcome.DECIDED_TODAY, ballots=VOTE.ballots, decided_by=None
    )
    value = check(votes=(today,), reservations=(ReservationFact(2, "beslutet", True),))
    assert [each.part for each in value.findings] == []


def test_one_who_voted_to_defer_is_warned_when_reserving_against_it():
    minutes = replace(MINUTES, assembly=Assembly.COUNCIL)
    reservations = (
        ReservationFact(6, "återremissen", True),
        ReservationFact(2, "återremissen", True),
    )
    changes = {"votes": (COUNCIL_DEFERRAL,), "outcome": Outcome.REFERRED_BACK}
    value = check(minutes, reservations=reservations, **changes)
    assert ["Tove Ek röstade för" in each.reason.text for each in value.findings] == [True]


def test_two_paragraphs_with_one_number_is_an_error_and_a_gap_a_warning():
    twice = completeness(replace(MINUTES, paragraphs=(PARAGRAPH, PARAGRAPH))).value
    assert "samma nummer" in errors(twice)[0][1]
    gap = completeness(replace(MINUTES, paragraphs=(PARAGRAPH, replace(PARAGRAPH, number=14))))
    assert gap.value.is_complete
    assert "luckor" in gap.value.findings[0].reason.text


def test_one_paragraph_is_checked_alone_for_immediate_adjustment():
    broken = replace(PARAGRAPH, number=13, outcome=None)
    minutes = replace(MINUTES, paragraphs=(PARAGRAPH, broken))
    assert paragraph_completeness(minutes, 0).value.is_complete
    assert [each.index for each in paragraph_completeness(minutes, 1).value.errors] == [1]


@pytest.mark.parametrize("index", [-1, 1])
def test_a_paragraph_that_is_not_there_is_refused(index):
    with pytest.raises(ValueError, match="ingen sådan"):
        paragraph_completeness(MINUTES, index)


def test_a_body_without_seats_is_refused():
    with pytest.raises(ValueError, match="minst 1"):
        completeness(replace(MINUTES, members=0))


BALLOTS = st.dictionaries(st.integers(1, 8), st.sampled_from(Ballot), min_size=1)


@given(BALLOTS)
def test_an_open_vote_counted_from_its_ballots_never_disagrees_with_its_names(ballots):
    cast = list(ballots.values())
    counts = {"yes": cast.count(YES), "no": cast.count(NO), "abstain": cast.count(ABSTAIN)}
    texts = [text for _, text in errors(voted(ballots=ballots, **counts))]
    assert not any("antecknade med namn" in text for text in texts)


@given(BALLOTS, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_a_count_that_differs_from_the_names_is_always_found(ballots, yes, no, abstain):
    cast = list(ballots.values())
    agrees = [cast.count(b) for b in (YES, NO, ABSTAIN)] == [yes, no, abstain]
    texts = [t for _, t in errors(voted(ballots=ballots, yes=yes, no=no, abstain=abstain))]
    assert agrees != any("antecknade med namn" in text for text in texts)


def test_what_spoke_against_deciding_stands_beside_the_decision():
    """The meeting has decided: the minutes may be adjusted, and who reads them sees the doubt."""
    doubt = Reason("Det saknas: beredning.")
    found = check(doubts=(doubt,))
    assert [each.reason for each in found.findings if each.part is Part.DECISION] == [doubt]
    assert found.is_complete
    assert doubt not in [
        each.reason for each in check(doubts=(doubt,), outcome=Outcome.TABLED).findings
    ]


@pytest.mark.parametrize(
    ("assembly", "is_public", "changes", "is_told"),
    [
        (Assembly.FEDERATION, None, {}, True),
        (Assembly.FEDERATION, False, {}, True),
        (Assembly.FEDERATION, True, {}, False),
        (Assembly.FEDERATION, None, {"sets_budget": False}, False),
        (Assembly.FEDERATION, None, {"outcome": Outcome.TABLED}, False),
        (Assembly.COUNCIL, None, {}, False),
    ],
)
def test_a_budget_set_behind_closed_doors_is_told_and_stops_nothing(
    assembly, is_public, changes, is_told
):
    paragraph = replace(PARAGRAPH, **({"sets_budget": True} | changes))
    minutes = replace(MINUTES, assembly=assembly, is_public=is_public, paragraphs=(paragraph,))
    found = completeness(minutes).value
    told_of = [f for f in found.findings if "Budgeten fastställdes" in f.reason.text]
    assert bool(told_of) is is_told
    assert all(f.severity is Severity.WARNING for f in told_of)
