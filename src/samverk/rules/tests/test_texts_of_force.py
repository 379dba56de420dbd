"""What legal force and standing are told with: every text in full, with the statute it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.appeal import AppealKind
from samverk.rules.force import ForceFacts, Repeal, StandingFacts, legal_force, standing
from samverk.rules.tests.judgments import in_court
from samverk.rules.tests.texts import in_full

DAY, DECIDED, OLD = date(2024, 1, 1), date(2021, 1, 1), date(2016, 5, 1)
REVIEW = AppealKind.LEGALITY_REVIEW
REPEALED = Repeal(date(2022, 1, 1), "KF § 9")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: legal_force(ForceFacts(AppealKind.NOT_APPEALABLE), DAY),
            [
                "Beslutet förbereder eller verkställer bara: det kan inte överklagas och får "
                "ingen laga kraft. [13 kap. 2 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(REVIEW, decided=date(2024, 1, 2)), DAY),
            [
                "Beslutet fattas först den 2 januari 2024.",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(REVIEW), DAY),
            [
                "Okänt, handling saknas: ingen uppgift om när justeringen tillkännagavs på "
                "anslagstavlan. [13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835]",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(AppealKind.ADMINISTRATIVE), DAY),
            [
                "Okänt, handling saknas: ingen uppgift om när parten fick del av beslutet. [44 "
                "§ förvaltningslagen (2017:900)]",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(AppealKind.ADMINISTRATIVE), OLD),
            [
                "Okänt, handling saknas: ingen uppgift om när parten fick del av beslutet.",
                "! Den lydelse som motsvarade 44 § förvaltningslagen (2017:900) den 1 maj 2016 "
                "finns inte i Samverks tabell. Äldsta kända lydelse gäller från den 1 juli "
                "2018 och används.",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(REVIEW, confirmed=DAY), DAY),
            [
                "Sekreteraren har bekräftat laga kraft den 1 januari 2024.",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(REVIEW, courts=in_court(appealed=DAY)), DAY),
            [
                "Beslutet överklagades den 1 januari 2024 och domstolen har inte avgjort det.",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(REVIEW, courts=in_court(upheld=DAY)), DAY),
            [
                "Beslutet står fast: överklagandet avslogs eller avvisades slutligt den 1 januari 2024.",
            ],
        ),
        (
            lambda: legal_force(ForceFacts(REVIEW, courts=in_court(annulled=DAY)), DAY),
            [
                "Domstol upphävde beslutet den 1 januari 2024.",
            ],
        ),
    ],
)
def test_legal_force_is_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: standing(StandingFacts(DECIDED, only_proposes=True), DAY),
            [
                "Paragrafen föreslår något för ett annat organ: den avgör ingenting själv. [13 "
                "kap. 2 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: standing(StandingFacts(OLD, only_proposes=True), OLD),
            [
                "Paragrafen föreslår något för ett annat organ: den avgör ingenting själv.",
                "! Den lydelse som motsvarade 13 kap. 2 § kommunallagen (2017:725) den 1 maj "
                "2016 finns inte i Samverks tabell. Äldsta kända lydelse gäller från den 1 "
                "januari 2018 och används.",
            ],
        ),
        (
            lambda: standing(StandingFacts(DECIDED, only_notes=True), DAY),
            [
                "Paragrafen antecknar något till protokollet: den avgör ingenting.",
            ],
        ),
        (
            lambda: standing(StandingFacts(date(2024, 1, 2)), DAY),
            [
                "Beslutet fattas först den 2 januari 2024.",
            ],
        ),
        (
            lambda: standing(StandingFacts(DECIDED, courts=in_court(annulled=DAY)), DAY),
            [
                "Domstol upphävde beslutet den 1 januari 2024.",
            ],
        ),
        (
            lambda: standing(StandingFacts(DECIDED, cited_only=True), DAY),
            [
                "Fattat den 1 januari 2021. Inget känt beslut upphäver det till och med den 1 "
                "januari 2024.",
                "! Beslutet är känt bara genom att andra handlingar hänvisar till det.",
            ],
        ),
        (
            lambda: standing(StandingFacts(None), DAY),
            [
                "Okänt, handling saknas: källan anger ingen beslutsdag.",
            ],
        ),
        (
            lambda: standing(StandingFacts(DECIDED, repeals=(Repeal(None, "KF § 9"),)), DAY),
            [
                "Okänt, handling saknas: KF § 9 upphäver beslutet men anger ingen dag.",
            ],
        ),
        (
            lambda: standing(StandingFacts(DECIDED, repeals=(REPEALED,)), DAY),
            [
                "KF § 9 upphävde beslutet den 1 januari 2022.",
            ],
        ),
        (
            lambda: standing(
                StandingFacts(DECIDED, repeals=(replace(REPEALED, repealed=DAY),)), DAY
            ),
            [
                "KF § 9 upphävde beslutet den 1 januari 2022.",
                "Upphävandet upphävdes i sin tur den 1 januari 2024. Om det första beslutet "
                "gäller igen framgår inte: läs det senaste beslutet.",
            ],
        ),
        (
            lambda: standing(
                StandingFacts(DECIDED, repeals=(replace(REPEALED, courts=in_court(annulled=DAY)),)),
                DAY,
            ),
            [
                "Fattat den 1 januari 2021. Inget känt beslut upphäver det till och med den 1 "
                "januari 2024.",
                "! KF § 9 upphävde beslutet, men domstol upphävde det den 1 januari 2024.",
            ],
        ),
    ],
)
def test_standing_is_told_in_full(rule, said):
    assert in_full(rule()) == said
