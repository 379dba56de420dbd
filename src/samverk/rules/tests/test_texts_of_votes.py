"""What votes, deferrals and quorum are told with: every text in full, with the statute it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.body import Body
from samverk.rules.deferral import deferral
from samverk.rules.quorum import quorum
from samverk.rules.tests.texts import in_full
from samverk.rules.voting import Ballot, Tally, vote_result

C, B = Body.COUNCIL, Body.BOARD


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: deferral(Tally(35, 12, 3), body=C),
            [
                "50 är närvarande; en tredjedel av dem, minst 17, kan få ärendet uppskjutet. "
                "[5 kap. 50 § kommunallagen (2017:725)]",
                "12 begär det, färre än 17. [5 kap. 50 § kommunallagen (2017:725)]",
                "35 mot 12: majoriteten avgör ärendet i dag. [5 kap. 55 § kommunallagen "
                "(2017:725)]",
            ],
        ),
        (
            lambda: deferral(Tally(43, 38), body=C),
            [
                "81 är närvarande; en tredjedel av dem, minst 27, kan få ärendet uppskjutet. "
                "[5 kap. 50 § kommunallagen (2017:725)]",
                "38 av 81 närvarande begär det: minst en tredjedel. [5 kap. 50 § kommunallagen "
                "(2017:725)]",
            ],
        ),
        (
            lambda: deferral(Tally(40, 41), body=C),
            [
                "81 är närvarande; en tredjedel av dem, minst 27, kan få ärendet uppskjutet. "
                "[5 kap. 50 § kommunallagen (2017:725)]",
                "41 mot 40: majoriteten skjuter upp ärendet. [5 kap. 55 § kommunallagen "
                "(2017:725)]",
            ],
        ),
        (
            lambda: deferral(Tally(43, 38), body=C, earlier_minority=True),
            [
                "81 är närvarande; en tredjedel av dem, minst 27, kan få ärendet uppskjutet. "
                "[5 kap. 50 § kommunallagen (2017:725)]",
                "Ärendet har redan skjutits upp av en minoritet: nu krävs enkel majoritet. [5 "
                "kap. 50 § kommunallagen (2017:725)]",
                "43 mot 38: majoriteten avgör ärendet i dag. [5 kap. 55 § kommunallagen "
                "(2017:725)]",
            ],
        ),
        (
            lambda: deferral(Tally(6, 6, chair=Ballot.NO), body=C),
            [
                "12 är närvarande; en tredjedel av dem, minst 4, kan få ärendet uppskjutet. [5 "
                "kap. 50 § kommunallagen (2017:725)]",
                "Lika röstetal, 6 mot 6: ordförandens utslagsröst avgör. [5 kap. 56 § "
                "kommunallagen (2017:725)]",
                "! Högst hälften av de närvarande begärde det. Om det då räknas som majoritet "
                "eller minoritet är omtvistat: anteckna grunden i protokollet.",
            ],
        ),
        (
            lambda: deferral(Tally(6, 6), body=C),
            [
                "12 är närvarande; en tredjedel av dem, minst 4, kan få ärendet uppskjutet. [5 "
                "kap. 50 § kommunallagen (2017:725)]",
                "6 av 12 närvarande begär det: minst en tredjedel. [5 kap. 50 § kommunallagen "
                "(2017:725)]",
                "! Ordförandens röst är inte angiven. Röstar ordföranden nej är det "
                "majoriteten som skjuter upp ärendet, och minoritetens rätt är inte förbrukad.",
            ],
        ),
        (
            lambda: deferral(Tally(6, 6), body=B),
            [
                "I nämnd krävs enkel majoritet för att skjuta upp ett ärende; ingen "
                "minoritetsrätt. [6 kap. 33 § kommunallagen (2017:725)]",
                "Lika röstetal, 6 mot 6: ordförandens utslagsröst avgör. [5 kap. 56 § "
                "kommunallagen (2017:725)]",
                "! Ordförandens röst är inte angiven, så utfallet är okänt: ja avgör ärendet i "
                "dag, nej skjuter upp det.",
            ],
        ),
        (
            lambda: deferral(Tally(8, 5), body=B),
            [
                "I nämnd krävs enkel majoritet för att skjuta upp ett ärende; ingen "
                "minoritetsrätt. [6 kap. 33 § kommunallagen (2017:725)]",
                "8 mot 5: majoriteten avgör ärendet i dag. [5 kap. 55 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: deferral(Tally(5, 2), body=C, is_election=True),
            [
                "Ett val skjuts upp bara med enkel majoritet. [5 kap. 50 § kommunallagen "
                "(2017:725)]",
                "5 mot 2: majoriteten avgör ärendet i dag. [5 kap. 55 § kommunallagen (2017:725)]",
                "! Gäller inte extra val: ett ärende om extra val bordläggs alltid första "
                "gången. [5 kap. 50 § kommunallagen (2017:725)]",
            ],
        ),
    ],
)
def test_a_deferral_is_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: vote_result(Tally(6, 6, 1, Ballot.YES)),
            [
                "Lika röstetal, 6 mot 6: ordföranden har utslagsröst. [5 kap. 56 § "
                "kommunallagen (2017:725)]",
                "1 avstod och räknas inte till någon sida. [4 kap. 25 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: vote_result(Tally(38, 43), body=B),
            [
                "38 ja mot 43 nej: enkel majoritet avgör, om inget annat är föreskrivet. [5 "
                "kap. 55 § kommunallagen (2017:725)]",
                "Samma regler gäller i nämnd. [6 kap. 33 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: vote_result(Tally(4, 4), is_election=True),
            [
                "Lika röstetal, 4 mot 4: vid val och anställning avgör lotten. [5 kap. 56 § "
                "kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: vote_result(Tally(4, 4)),
            [
                "Lika röstetal, 4 mot 4: ordföranden måste rösta för att ärendet ska avgöras. "
                "[4 kap. 25 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: vote_result(Tally(3, 2), day=date(2017, 5, 1)),
            [
                "3 ja mot 2 nej: enkel majoritet avgör, om inget annat är föreskrivet.",
                "! Den lydelse som motsvarade 5 kap. 55 § kommunallagen (2017:725) den 1 maj "
                "2017 finns inte i Samverks tabell. Äldsta kända lydelse gäller från den 1 "
                "januari 2018 och används.",
            ],
        ),
    ],
)
def test_a_vote_is_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: quorum(51, 26),
            [
                "Mer än hälften av 51 ledamöter är 26; 26 är närvarande. [5 kap. 45 § "
                "kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: quorum(51, 25),
            [
                "Mer än hälften av 51 ledamöter är 26; 25 är närvarande. [5 kap. 45 § "
                "kommunallagen (2017:725)]",
                "! Fullmäktige får bestämma att interpellationer och frågor besvaras även med "
                "färre. [5 kap. 45 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: quorum(51, 24, disqualified=2),
            [
                "Mer än hälften av 51 ledamöter är 26; 24 är närvarande. [5 kap. 45 § "
                "kommunallagen (2017:725)]",
                "2 är borta för jäv. Det hindrar inte fullmäktige från att handlägga: med dem "
                "räknas 26. [5 kap. 46 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: quorum(8, 4, body=B, disqualified=1),
            [
                "Mer än hälften av 8 ledamöter är 5; 4 är närvarande. [6 kap. 27 § "
                "kommunallagen (2017:725)]",
                "! I nämnd räknas den som är borta för jäv inte som närvarande. Kommunallagen "
                "har ingen motsvarighet till fullmäktiges undantag; det är Samverks läsning.",
            ],
        ),
    ],
)
def test_a_quorum_is_told_in_full(rule, said):
    assert in_full(rule()) == said
