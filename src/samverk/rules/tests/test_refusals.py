"""What the rules refuse to compute: each impossible fact with the whole text that a person reads."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from samverk.rules.appeal import appeal_time
from samverk.rules.apportionment import apportion
from samverk.rules.bylaws import STATUTORY_TERMS, Counting, NoticeTerms, terms_on
from samverk.rules.calculators.reading import (
    read_date,
    read_number,
    read_weights,
)
from samverk.rules.fees import Interval, fee_interval, implied_total
from samverk.rules.quorum import quorum
from samverk.rules.shares import shares
from samverk.rules.tests.texts import plain
from samverk.rules.voting import Ballot, Tally
from samverk.rules.withdrawal import exit_day

DAY = date(2024, 1, 1)
TOWNS = {"Berg": 1, "Åre": 1}
HALF, WHOLE = Fraction(1, 2), Fraction(1)
INTERVAL = "Ett intervall går från ett lägre till ett högre belopp, minst 0."
SHARE = "Andelen ska vara större än 0 och högst 1, den lägre först."
PART = "Varje del behöver ett tal som är minst 1."

IMPOSSIBLE = [
    (lambda: Tally(-1, 2), "Ett röstetal kan inte vara negativt."),
    (lambda: Tally(1, -2), "Ett röstetal kan inte vara negativt."),
    (lambda: Tally(1, 2, -1), "Ett röstetal kan inte vara negativt."),
    (lambda: Tally(0, 0), "Ingen är närvarande: alla röstetal är noll."),
    (
        lambda: Tally(0, 2, chair=Ballot.YES),
        "Ordförandens röst finns inte bland de räknade rösterna.",
    ),
    (lambda: quorum(0, 0), "Antalet ledamöter ska vara minst 1."),
    (lambda: quorum(5, -1), "Antalet närvarande eller jäviga kan inte vara negativt."),
    (
        lambda: quorum(5, 1, disqualified=-1),
        "Antalet närvarande eller jäviga kan inte vara negativt.",
    ),
    (lambda: quorum(5, 6), "Fler närvarande och jäviga än de 5 ledamöterna."),
    (lambda: quorum(5, 4, disqualified=2), "Fler närvarande och jäviga än de 5 ledamöterna."),
    (
        lambda: appeal_time(DAY, taken_down=date(2023, 12, 31)),
        "Anslaget kan inte ha tagits ned före anslagsdagen.",
    ),
    (lambda: apportion(-1, TOWNS), "Beloppet att fördela kan inte vara negativt."),
    (lambda: apportion(1, {}), PART),
    (lambda: apportion(1, {"Berg": 1, "Åre": 0}), PART),
    (
        lambda: shares(4, TOWNS, outside_region={"Ön": 1, "Skäret": 1}),
        "Ön står utanför region men finns inte bland kommunerna.",
    ),
    (
        lambda: shares(4, TOWNS, regions={"Berg": 1}, outside_region={"Berg": 1}),
        "Samma namn anges både som region och som kommun utanför region.",
    ),
    (
        lambda: shares(4, TOWNS, outside_region={"Berg": 1}),
        "Ange regionerna när bara en del av kommunerna står utanför region.",
    ),
    (lambda: Interval(-1, 1), INTERVAL),
    (lambda: Interval(2, 1), INTERVAL),
    (lambda: implied_total(1, 1, Fraction(0), HALF), SHARE),
    (lambda: implied_total(1, 1, WHOLE, HALF), SHARE),
    (lambda: implied_total(1, 1, HALF, Fraction(3, 2)), SHARE),
    (lambda: fee_interval(Interval(1, 1), (), "Berg"), "Folkmängd saknas för Berg."),
    (
        lambda: fee_interval(Interval(1, 1), (TOWNS, {"Åre": 1}), "Berg"),
        "Folkmängd saknas för Berg.",
    ),
    (
        lambda: NoticeTerms(-1, Counting.FROM_NOTICE, DAY, None, "12 §"),
        "Uppsägningstiden kan inte vara negativ.",
    ),
    (
        lambda: terms_on((STATUTORY_TERMS, STATUTORY_TERMS), DAY),
        "Två villkor i förbundsordningen gäller samma dag, den 1 januari 2024.",
    ),
    (
        lambda: exit_day(DAY, NoticeTerms(1, Counting.FROM_NOTICE, date(2024, 1, 2), None, "12 §")),
        "Villkoret (12 §) gällde inte den 1 januari 2024.",
    ),
    (lambda: read_date("igår"), "”igår” är inget datum, skriv som 2023-11-01."),
    (lambda: read_date("1899-12-31"), "”1899-12-31” ligger utanför åren 1900-2199."),
    (lambda: read_date("2200-01-01"), "”2200-01-01” ligger utanför åren 1900-2199."),
    (lambda: read_date("2023-02-29"), "”2023-02-29” finns inte i kalendern."),
    (lambda: read_number("-1", 9), "”-1” är negativt, skriv 0 eller mer."),
    (lambda: read_number("ett", 9), "”ett” är inget heltal."),
    (lambda: read_number("10", 9), "talet är för stort, högst 9."),
    (lambda: read_number("100001", 100_000), "talet är för stort, högst 100 000."),
    (lambda: read_weights("Berg=1, Åre "), "”Åre” ska skrivas som Namn=tal."),
    (lambda: read_weights("Berg=1,Berg=2"), "”Berg” är angivet två gånger."),
    (lambda: read_weights("Berg=0"), "”Berg” har talet 0, det ska vara minst 1."),
]


@pytest.mark.parametrize(("compute", "text"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_in_words(compute, text):
    with pytest.raises(ValueError) as refused:
        compute()
    assert plain(str(refused.value)) == text


@pytest.mark.parametrize(
    "compute",
    [
        lambda: Tally(0, 0, 1, Ballot.ABSTAIN),
        lambda: quorum(1, 0),
        lambda: quorum(5, 3, disqualified=2),
        lambda: appeal_time(DAY, taken_down=DAY),
        lambda: apportion(0, TOWNS),
        lambda: shares(0, TOWNS),
        lambda: Interval(0, 0),
        lambda: implied_total(0, 1, WHOLE, WHOLE),
        lambda: exit_day(DAY, NoticeTerms(0, Counting.FROM_NOTICE, DAY, DAY, "12 §")),
        lambda: read_date("1900-01-01"),
        lambda: read_date("2199-12-31"),
        lambda: read_number("9", 9),
        lambda: read_number("0" * 5000, 9),
    ],
)
def test_the_last_that_can_be_is_computed(compute):
    assert compute() is not None
