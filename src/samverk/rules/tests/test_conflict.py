"""Conflict of interest: grounds, exceptions, effects and who decides, in board and council."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.assembly import Assembly
from samverk.rules.conflict import (
    FREE,
    Claim,
    Conflict,
    Excuse,
    Ground,
    Role,
    conflict,
    decides_own_conflict,
)
from samverk.rules.tests.texts import in_full, told

DAY = date(2024, 3, 15)
BOARD_GROUNDS = [ground for ground in Ground if ground.is_boards]
COUNCIL_GROUNDS = [ground for ground in Ground if not ground.is_boards]
OUT = Conflict(
    is_disqualified=True,
    may_take_part=False,
    may_debate=False,
    may_be_present=False,
    sees_closed_papers=False,
    keeps_quorum=False,
)


def test_the_boards_have_four_grounds_and_the_council_three():
    assert (len(BOARD_GROUNDS), len(COUNCIL_GROUNDS)) == (4, 3)


@pytest.mark.parametrize("assembly", [Assembly.BOARD, Assembly.FEDERATION])
@pytest.mark.parametrize("ground", BOARD_GROUNDS)
def test_who_is_disqualified_in_a_board_neither_takes_part_nor_stays(assembly, ground):
    assert conflict(assembly, Claim(ground), day=DAY).value == OUT


@pytest.mark.parametrize("ground", COUNCIL_GROUNDS)
def test_who_is_disqualified_in_the_council_may_stay_and_breaks_no_quorum(ground):
    found = conflict(Assembly.COUNCIL, Claim(ground), day=DAY).value

    assert (found.is_disqualified, found.may_take_part) == (True, False)
    assert (found.may_be_present, found.keeps_quorum) == (True, True)


@pytest.mark.parametrize("assembly", Assembly)
def test_nobody_disqualified_sees_closed_papers_meanwhile(assembly):
    ground = Ground.PERSONAL if assembly is Assembly.COUNCIL else Ground.OTHER
    ruling = conflict(assembly, Claim(ground), day=DAY)

    assert not ruling.value.sees_closed_papers
    assert "handlingar som inte är offentliga" in told(ruling)


@pytest.mark.parametrize("ground", BOARD_GROUNDS)
def test_a_boards_ground_is_none_in_the_council(ground):
    ruling = conflict(Assembly.COUNCIL, Claim(ground), day=DAY)

    assert ruling.value == FREE
    assert "I fullmäktige är det inte jäv" in told(ruling)


@pytest.mark.parametrize("assembly", [Assembly.BOARD, Assembly.FEDERATION])
@pytest.mark.parametrize("ground", COUNCIL_GROUNDS)
def test_a_ground_of_the_councils_is_a_mistake_in_a_board(assembly, ground):
    with pytest.raises(ValueError, match="Välj en av dem"):
        conflict(assembly, Claim(ground), day=DAY)


@pytest.mark.parametrize(
    ("excuse", "ground", "excused"),
    [
        *[(Excuse.IMMATERIAL, ground, True) for ground in BOARD_GROUNDS],
        (Excuse.MUNICIPAL_COMPANY, Ground.AFFECTED, False),
        (Excuse.MUNICIPAL_COMPANY, Ground.REPRESENTATIVE, True),
        (Excuse.MUNICIPAL_COMPANY, Ground.SUPERVISION, False),
        (Excuse.MUNICIPAL_COMPANY, Ground.OTHER, True),
        (Excuse.OTHER_BOARD, Ground.AFFECTED, False),
        (Excuse.OTHER_BOARD, Ground.REPRESENTATIVE, False),
        (Excuse.OTHER_BOARD, Ground.SUPERVISION, False),
        (Excuse.OTHER_BOARD, Ground.OTHER, True),
    ],
)
def test_an_exception_helps_only_against_the_grounds_it_names(excuse, ground, excused):
    ruling = conflict(Assembly.BOARD, Claim(ground, excuse), day=DAY)

    assert ruling.value == (FREE if excused else OUT)
    assert ("Undantaget gäller inte den jävsgrund" in told(ruling)) is not excused


@pytest.mark.parametrize("ground", [Ground.REPRESENTATIVE, Ground.OTHER])
def test_a_municipal_company_does_not_excuse_where_authority_is_exercised(ground):
    claim = Claim(ground, Excuse.MUNICIPAL_COMPANY, exercises_authority=True)
    ruling = conflict(Assembly.BOARD, claim, day=DAY)

    assert ruling.value == OUT
    assert "myndighetsutövning mot enskild" in told(ruling)


@pytest.mark.parametrize("excuse", [Excuse.IMMATERIAL, Excuse.OTHER_BOARD])
def test_the_other_exceptions_hold_where_authority_is_exercised(excuse):
    claim = Claim(Ground.OTHER, excuse, exercises_authority=True)

    assert conflict(Assembly.BOARD, claim, day=DAY).value == FREE


@pytest.mark.parametrize("excuse", Excuse)
def test_the_boards_exceptions_do_not_help_in_the_council(excuse):
    ruling = conflict(Assembly.COUNCIL, Claim(Ground.PERSONAL, excuse), day=DAY)

    assert ruling.value.is_disqualified
    assert "Undantagen från jäv gäller i nämnd" in told(ruling)


@pytest.mark.parametrize(
    ("ground", "may_be_criticised", "debates"),
    [
        (Ground.DISCHARGE, True, True),
        (Ground.DISCHARGE, False, False),
        (Ground.AUDITOR_ELECTION, True, False),
        (Ground.PERSONAL, True, False),
    ],
)
def test_only_those_criticised_join_the_debate_and_only_on_discharge(
    ground, may_be_criticised, debates
):
    claim = Claim(ground, may_be_criticised=may_be_criticised)
    ruling = conflict(Assembly.COUNCIL, claim, day=DAY)

    assert ruling.value.may_debate is debates
    assert ("5 kap. 49 §" in "\n".join(in_full(ruling))) is debates


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.STAFF_REPRESENTATIVE])
def test_others_than_members_follow_the_boards_rules_and_not_the_councils(role):
    claim = Claim(Ground.OTHER, role=role)

    assert conflict(Assembly.BOARD, claim, day=DAY).value == OUT
    with pytest.raises(ValueError, match="Välj nämnd"):
        conflict(Assembly.COUNCIL, claim, day=DAY)


@pytest.mark.parametrize(
    ("role", "section"),
    [(Role.EMPLOYEE, "7 kap. 4 §"), (Role.STAFF_REPRESENTATIVE, "7 kap. 17 §")],
)
def test_others_than_members_are_told_the_section_that_says_so(role, section):
    ruling = conflict(Assembly.BOARD, Claim(Ground.OTHER, role=role), day=DAY)

    assert str(ruling.reasons[-1].statute).startswith(section)


@pytest.mark.parametrize(("role", "doubted"), [(Role.ELECTED, False), (Role.EMPLOYEE, True)])
def test_a_federations_act_names_only_members_and_substitutes(role, doubted):
    ruling = conflict(Assembly.FEDERATION, Claim(Ground.OTHER, role=role), day=DAY)

    assert ("nämner bara ledamöter och ersättare" in told(ruling)) is doubted


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (date(2022, 6, 30), "6 kap. 28 § kommunallagen (2017:725)"),
        (date(2022, 7, 1), "6 kap. 28 § kommunallagen (2017:725) i lydelsen 2022:638"),
        (None, "6 kap. 28 § kommunallagen (2017:725) i lydelsen 2022:638"),
    ],
)
def test_the_grounds_are_cited_as_worded_on_the_day(day, cited):
    ruling = conflict(Assembly.BOARD, Claim(Ground.AFFECTED), day=day)

    assert str(ruling.reasons[0].statute) == cited


@pytest.mark.parametrize(
    ("day", "doubted"), [(date(2022, 6, 30), True), (date(2022, 7, 1), False), (None, False)]
)
def test_the_older_grounds_are_remarked_as_not_read(day, doubted):
    ruling = conflict(Assembly.BOARD, Claim(Ground.AFFECTED), day=day)

    assert ("har inte lästs" in told(ruling)) is doubted


def test_a_boards_conflict_is_told_in_full():
    assert in_full(conflict(Assembly.FEDERATION, Claim(Ground.SUPERVISION), day=DAY)) == [
        "Grund: ärendet rör tillsyn över kommunal verksamhet som personen hör till. "
        "[6 kap. 28 § kommunallagen (2017:725) i lydelsen 2022:638]",
        "Nämndernas jävsregler gäller för förbundets styrelse. [19 § lagen om finansiell "
        "samordning av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
        "Den som är jävig får varken delta eller närvara när ärendet handläggs, och ska självmant "
        "uppge omständigheten. [6 kap. 30 § kommunallagen (2017:725)]",
        "Den som är jävig räknas inte som närvarande i ärendet. "
        "[6 kap. 27 § kommunallagen (2017:725)]",
        "Ett beslut om jäv överklagas bara tillsammans med beslutet i ärendet. "
        "[6 kap. 32 § kommunallagen (2017:725)]",
        "! Den som är jävig ser inte ärendets handlingar som inte är offentliga så länge det "
        "handläggs. Att det följer av förbudet att delta är Samverks läsning.",
    ]


def test_a_councils_conflict_is_told_in_full():
    assert in_full(conflict(Assembly.COUNCIL, Claim(Ground.AUDITOR_ELECTION), day=DAY)) == [
        "Grund: redovisningsskyldig, eller närstående, vid val av revisor för verksamheten. "
        "[5 kap. 48 § kommunallagen (2017:725) i lydelsen 2019:835]",
        "Den som är jävig får inte delta i handläggningen. "
        "[5 kap. 48 § kommunallagen (2017:725) i lydelsen 2019:835]",
        "Den som känner till en omständighet som kan vara jäv ska självmant uppge den. "
        "[5 kap. 47 § kommunallagen (2017:725)]",
        "Frånvaro som beror på jäv hindrar inte fullmäktige från att handlägga ärendet. "
        "[5 kap. 46 § kommunallagen (2017:725)]",
        "Ett beslut om jäv överklagas bara tillsammans med beslutet i ärendet. "
        "[6 kap. 32 § kommunallagen (2017:725)]",
        "! Kommunallagen ålägger inte en jävig ledamot att lämna fullmäktiges sal: att den får "
        "vara kvar är Samverks läsning.",
        "! Den som är jävig ser inte ärendets handlingar som inte är offentliga så länge det "
        "handläggs. Att det följer av förbudet att delta är Samverks läsning.",
    ]


@pytest.mark.parametrize("assembly", Assembly)
@pytest.mark.parametrize(
    ("quorate", "another", "may"),
    [(True, True, False), (True, False, False), (False, True, False), (False, False, True)],
)
def test_one_decides_ones_own_conflict_only_as_the_last_resort(assembly, quorate, another, may):
    ruling = decides_own_conflict(
        assembly, is_quorate_without=quorate, another_can_be_called=another, day=DAY
    )

    assert ruling.value is may


@pytest.mark.parametrize(
    ("assembly", "who", "sections"),
    [
        (Assembly.COUNCIL, "Fullmäktige beslutar", ["6 kap. 30 §"] * 2 + ["5 kap. 47 §"]),
        (Assembly.BOARD, "Nämnden beslutar", ["6 kap. 30 §"] * 2),
        (Assembly.FEDERATION, "Styrelsen beslutar", ["6 kap. 30 §"] * 2 + ["19 § lagen "]),
    ],
)
def test_the_body_itself_decides_and_its_sections_are_cited(assembly, who, sections):
    ruling = decides_own_conflict(
        assembly, is_quorate_without=True, another_can_be_called=True, day=DAY
    )

    assert ruling.reasons[0].text.startswith(who)
    assert [str(reason.statute)[:11].rstrip() for reason in ruling.reasons] == [
        section.rstrip() for section in sections
    ]


@pytest.mark.parametrize(
    ("quorate", "another", "said"),
    [
        (True, False, "Beslutsförheten håller utan personen"),
        (False, True, "Någon annan kan tillkallas"),
        (False, False, "ingen annan kan tillkallas i tid"),
    ],
)
def test_why_one_may_or_may_not_decide_is_said(quorate, another, said):
    ruling = decides_own_conflict(
        Assembly.BOARD, is_quorate_without=quorate, another_can_be_called=another
    )

    assert said in told(ruling)


def test_one_who_is_not_disqualified_does_all_that_others_do():
    assert (FREE.is_disqualified, FREE.keeps_quorum) == (False, False)
    assert FREE.may_take_part
    assert FREE.may_debate
    assert FREE.may_be_present
    assert FREE.sees_closed_papers


def test_nobody_is_taken_for_criticised_or_for_exercising_authority_unsaid():
    claim = Claim(Ground.DISCHARGE)

    assert (claim.may_be_criticised, claim.exercises_authority) == (False, False)
    assert (claim.excuse, claim.role) == (None, Role.ELECTED)
