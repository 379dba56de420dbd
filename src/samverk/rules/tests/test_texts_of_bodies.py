"""What preparation and repeal are told with: every text in full, with the statute it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.preparation import Preparer, Step, StepKind, Waiver, preparation
from samverk.rules.repeal import Body, Place, may_repeal
from samverk.rules.tests.texts import in_full

DAY = date(2023, 12, 13)
COUNCIL = Body(1, 1, "Kommunfullmäktige", Place.COUNCIL)
EXECUTIVE = Body(2, 1, "Kommunstyrelsen")
BOARD = Body(3, 1, "Socialnämnden")
COMMITTEE = Body(4, 1, "Arbetsutskottet", parent=3)
HEAD = Body(5, 2, "Ledningen", Place.HEAD)
OFFICE = Body(6, 2, "Kontoret")
BOARD_STEP = Step(Preparer.BOARD, StepKind.PROPOSED, date(2023, 11, 22))
UNDATED = Step(Preparer.EXECUTIVE, StepKind.PROPOSED, None)
DRAFTING = Step(Preparer.COUNCIL_DRAFTING, StepKind.PROPOSED, date(2023, 12, 1))
LATE = Step(Preparer.SUBCOMMITTEE, StepKind.PROPOSED, date(2023, 12, 14))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: preparation((BOARD_STEP, UNDATED), council_day=DAY),
            [
                "Ärendet är berett, kommunstyrelsen har hörts och ett förslag finns. [5 kap. "
                "26 § kommunallagen (2017:725)]",
                "Kommunstyrelsen ska alltid få yttra sig. [5 kap. 28 § kommunallagen (2017:725)]",
                "! Steget saknar datum: kommunstyrelsen föreslog. Här antas att det togs före "
                "fullmäktige.",
            ],
        ),
        (
            lambda: preparation((DRAFTING,), council_day=DAY),
            [
                "Det saknas: tillfälle för berörd nämnd att yttra sig. [5 kap. 27 § "
                "kommunallagen (2017:725)]",
                "Det saknas: tillfälle för kommunstyrelsen att yttra sig. [5 kap. 28 § "
                "kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: preparation((LATE,), council_day=DAY),
            [
                "Det saknas: beredning i nämnd eller fullmäktigeberedning. [5 kap. 26 § "
                "kommunallagen (2017:725)]",
                "Det saknas: tillfälle för kommunstyrelsen att yttra sig. [5 kap. 28 § "
                "kommunallagen (2017:725)]",
                "Det saknas: förslag till beslut. [5 kap. 28 § kommunallagen (2017:725)]",
                "! Steget räknas inte, det togs efter fullmäktige: utskott föreslog den 14 "
                "december 2023.",
                "! Ett utskott är ingen nämnd: dess förslag ersätter inte nämndens beredning.",
            ],
        ),
        (
            lambda: preparation((), council_day=DAY, waiver=Waiver.ELECTION),
            [
                "Beredning behövs inte: val eller avsägelse. [5 kap. 29 § kommunallagen "
                "(2017:725)]",
            ],
        ),
        (
            lambda: preparation((), council_day=DAY, waiver=Waiver.AUDIT_REPORT),
            [
                "Beredning behövs inte: revisionsberättelse. [5 kap. 32 § kommunallagen "
                "(2017:725)]",
                "De ansvarigas förklaring ska ändå hämtas in över anmärkningar. [5 kap. 32 § "
                "kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: preparation((), council_day=DAY, waiver=Waiver.URGENT_UNANIMOUS),
            [
                "Beredning behövs inte: brådskande, alla närvarande eniga. [5 kap. 33 § "
                "kommunallagen (2017:725)]",
                "Är någon närvarande ledamot emot beslutet måste ärendet beredas. [5 kap. 33 § "
                "kommunallagen (2017:725)]",
            ],
        ),
    ],
)
def test_a_preparation_is_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: may_repeal(None, COUNCIL, DAY),
            [
                "Källan anger inte vilket organ som beslutade: då går det inte att se vem som "
                "får upphäva.",
            ],
        ),
        (
            lambda: may_repeal(COUNCIL, HEAD, DAY),
            [
                "Bara samma organisation upphäver sitt beslut. Domstols upphävande registreras "
                "under laga kraft.",
            ],
        ),
        (
            lambda: may_repeal(BOARD, BOARD, DAY),
            [
                "Socialnämnden upphäver sitt eget beslut.",
            ],
        ),
        (
            lambda: may_repeal(BOARD, COMMITTEE, DAY),
            [
                "Arbetsutskottet beslutar på uppdrag av Socialnämnden. [6 kap. 37 § "
                "kommunallagen (2017:725) i lydelsen 2022:638]",
            ],
        ),
        (
            lambda: may_repeal(HEAD, OFFICE, DAY),
            [
                "Myndighetens ledning ansvarar för allt den beslutar.",
            ],
        ),
        (
            lambda: may_repeal(COUNCIL, BOARD, DAY),
            [
                "Fullmäktige beslutar i viktiga ärenden och ger nämnderna deras "
                "uppdrag. [5 kap. 1 § kommunallagen (2017:725) i lydelsen 2019:835]",
                "! Har Socialnämnden beslutat i en fråga som den har enligt lag får "
                "fullmäktige inte besluta i dess ställe. Läs protokollet. [6 kap. 3 § "
                "kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: may_repeal(BOARD, COUNCIL, DAY),
            [
                "Bara fullmäktige upphäver fullmäktiges beslut. Socialnämnden kan föreslå det: "
                "välj föreslår upphävande. [6 kap. 3 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: may_repeal(BOARD, EXECUTIVE, DAY),
            [
                "Socialnämnden får inte upphäva vad Kommunstyrelsen har beslutat: organet "
                "upphäver bara sina egna beslut och dem som fattas på dess uppdrag. [6 kap. 3 "
                "§ kommunallagen (2017:725)]",
            ],
        ),
    ],
)
def test_who_may_repeal_is_told_in_full(rule, said):
    assert in_full(rule()) == said
