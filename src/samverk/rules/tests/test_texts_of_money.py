"""What shares and fees are told with: every text in full, with the statute it rests on."""

from __future__ import annotations

from fractions import Fraction

import pytest

from samverk.rules.fees import Interval, fee_interval, implied_total
from samverk.rules.shares import shares
from samverk.rules.tests.texts import in_full

FIFTH, HUNDRED = Fraction(1, 5), Interval(100, 100)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: shares(8, {"Berg": 1, "Åre": 1}),
            [
                "Staten bidrar med hälften, regionerna tillsammans med en fjärdedel och "
                "kommunerna tillsammans med en fjärdedel. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
                "Kommunerna fördelar sin del som de kommer överens om; här efter de tal som "
                "angetts. [5 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "Avrundat till hela kronor med största rest: varje del avrundas nedåt och "
                "kronorna som blir över går till de största resterna, så att summan stämmer. "
                "Metoden är Samverks val.",
            ],
        ),
        (
            lambda: shares(101, {"Berg": 3, "Åre": 1}),
            [
                "Staten bidrar med hälften, regionerna tillsammans med en fjärdedel och "
                "kommunerna tillsammans med en fjärdedel. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
                "Totalen går inte jämnt upp: kronorna som blir över går till de största "
                "resterna, vid lika rest till staten först och därefter till kommunerna. Lagen "
                "säger inget om avrundning; det är Samverks ordning.",
                "Kommunerna fördelar sin del som de kommer överens om; här efter de tal som "
                "angetts. [5 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "Avrundat till hela kronor med största rest: varje del avrundas nedåt och "
                "kronorna som blir över går till de största resterna, så att summan stämmer. "
                "Metoden är Samverks val.",
            ],
        ),
        (
            lambda: shares(101, {"Ön": 1}, outside_region={"Ön": 1}),
            [
                "En kommun som inte tillhör någon region bidrar med hälften när ingen region "
                "deltar. [5 a § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "Den udda kronan läggs på staten. Det är Samverks ordning, inte lagens.",
                "En ensam kommun bär hela kommunernas del. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
            ],
        ),
        (
            lambda: shares(100, {"Ön": 1}, outside_region={"Ön": 1}),
            [
                "En kommun som inte tillhör någon region bidrar med hälften när ingen region "
                "deltar. [5 a § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "En ensam kommun bär hela kommunernas del. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
            ],
        ),
        (
            lambda: shares(
                1000, {"Fast": 3, "Ön": 1}, regions={"Norra": 3}, outside_region={"Ön": 1}
            ),
            [
                "Staten bidrar med hälften, regionerna tillsammans med en fjärdedel och "
                "kommunerna tillsammans med en fjärdedel. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
                "Regionerna fördelar sin del som de kommer överens om; här efter de tal som "
                "angetts. [5 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "Lika rest för Norra, Ön: det större talet går före, därefter bokstavsordning.",
                "Ön tillhör ingen region: räknas bland kommunerna och dessutom som region när "
                "regionernas del fördelas. [5 a § lagen om finansiell samordning av "
                "rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
                "Kommunerna fördelar sin del som de kommer överens om; här efter de tal som "
                "angetts. [5 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "Avrundat till hela kronor med största rest: varje del avrundas nedåt och "
                "kronorna som blir över går till de största resterna, så att summan stämmer. "
                "Metoden är Samverks val.",
                "Lika rest för Fast, Ön: det större talet går före, därefter bokstavsordning.",
            ],
        ),
        (
            lambda: shares(1000, {"Berg": 1}, regions={"Norra": 1, "Södra": 1}),
            [
                "Staten bidrar med hälften, regionerna tillsammans med en fjärdedel och "
                "kommunerna tillsammans med en fjärdedel. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
                "Regionerna fördelar sin del som de kommer överens om; här efter de tal som "
                "angetts. [5 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "En ensam kommun bär hela kommunernas del. [5 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210) i lydelsen 2019:914]",
            ],
        ),
    ],
)
def test_shares_are_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: implied_total(644_000, 644_000, FIFTH, FIFTH),
            [
                "Totalen är avgiften delad med kommunens del av kommunernas fjärdedel. [5 § "
                "lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210) i "
                "lydelsen 2019:914]",
                "! Att kommunernas del fördelas efter folkmängd följer förbundets "
                "överenskommelse, inte lagen. Vilket års folkmängd som använts är inte känt.",
            ],
        ),
        (
            lambda: fee_interval(HUNDRED, ({"Berg": 1},), "Berg"),
            [
                "Kommunens del av kommunernas fjärdedel, räknad med ett års folkmängd. [5 § "
                "lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210) i "
                "lydelsen 2019:914]",
                "! Att kommunernas del fördelas efter folkmängd följer förbundets "
                "överenskommelse, inte lagen. Vilket års folkmängd som använts är inte känt.",
            ],
        ),
        (
            lambda: fee_interval(HUNDRED, ({"Berg": 1}, {"Berg": 2}), "Berg"),
            [
                "Kommunens del av kommunernas fjärdedel, räknad med 2 års folkmängder. [5 § "
                "lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210) i "
                "lydelsen 2019:914]",
                "! Att kommunernas del fördelas efter folkmängd följer förbundets "
                "överenskommelse, inte lagen. Vilket års folkmängd som använts är inte känt.",
            ],
        ),
    ],
)
def test_fees_are_told_in_full(rule, said):
    assert in_full(rule()) == said
