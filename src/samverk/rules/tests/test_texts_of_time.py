"""What computed days are told with: every text in full, with the statute it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.appeal import AppealKind, Boards, appeal_time
from samverk.rules.bylaws import STATUTORY_TERMS, Counting, NoticeTerms
from samverk.rules.holidays import next_open_day, weekday_of
from samverk.rules.tests.texts import in_full
from samverk.rules.three_months import three_months
from samverk.rules.withdrawal import effect_per_notice_year, exit_day

JUNE, NOVEMBER = date(2020, 6, 15), date(2023, 11, 2)
CALENDAR = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), None, "15 § förbundsordningen")
ONE_YEAR = replace(CALENDAR, years=1)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: appeal_time(date(2025, 12, 3)),
            [
                "Tiden är tre veckor från den dag justeringen tillkännagavs på anslagstavlan, "
                "den 3 december 2025. [13 kap. 5 § kommunallagen (2017:725) i lydelsen "
                "2019:835]",
                "3 veckor räknat från den 3 december 2025 slutar den 24 december 2025. [1 § "
                "lagen om beräkning av lagstadgad tid (1930:173)]",
                "Den 24 december 2025 är julafton, den 25 december 2025 är juldagen, den 26 "
                "december 2025 är annandag jul, den 27 december 2025 är lördag, den 28 "
                "december 2025 är söndag: åtgärden får vidtas nästa vardag, den 29 december "
                "2025. [2 § lagen om beräkning av lagstadgad tid (1930:173) i lydelsen "
                "2022:931]",
                "Har ingen överklagat när tiden gått ut får beslutet laga kraft dagen efter, "
                "den 30 december 2025. Att räkna en dag efter sista dagen är Samverks läsning; "
                "fråga domstolen om överklaganden.",
            ],
        ),
        (
            lambda: appeal_time(date(2011, 4, 4), taken_down=date(2011, 4, 26)),
            [
                "Tiden är tre veckor från den dag justeringen tillkännagavs på anslagstavlan, "
                "den 4 april 2011. [10 kap. 6 § kommunallagen (1991:900) i lydelsen 2009:808]",
                "3 veckor räknat från den 4 april 2011 slutar den 25 april 2011. [1 § lagen om "
                "beräkning av lagstadgad tid (1930:173)]",
                "Den 25 april 2011 är annandag påsk: åtgärden får vidtas nästa vardag, den 26 "
                "april 2011. [2 § lagen om beräkning av lagstadgad tid (1930:173) i lydelsen "
                "2005:44]",
                "Anslaget togs ned den 26 april 2011 men ska sitta uppe till utgången av den "
                "26 april 2011.",
                "Saknas tillkännagivandet någon del av tiden löper den inte ut: anslå på nytt. "
                "[10 kap. 6 § kommunallagen (1991:900) i lydelsen 2009:808]",
                "! Den lydelse som motsvarade 8 kap. 12 § kommunallagen (2017:725) den 26 "
                "april 2011 finns inte i Samverks tabell. Äldsta kända lydelse gäller från den "
                "1 januari 2018 och används.",
            ],
        ),
        (
            lambda: appeal_time(NOVEMBER, kind=AppealKind.ADMINISTRATIVE),
            [
                "Tiden är tre veckor från den dag parten fick del av beslutet, den 2 november "
                "2023. [44 § förvaltningslagen (2017:900)]",
                "3 veckor räknat från den 2 november 2023 slutar den 23 november 2023. [1 § "
                "lagen om beräkning av lagstadgad tid (1930:173)]",
                "Har ingen överklagat när tiden gått ut får beslutet laga kraft dagen efter, "
                "den 24 november 2023. Att räkna en dag efter sista dagen är Samverks läsning; "
                "fråga domstolen om överklaganden.",
            ],
        ),
        (
            lambda: appeal_time(NOVEMBER, kind=AppealKind.NOT_APPEALABLE),
            [
                "Ett beslut som bara förbereder eller verkställer kan inte överklagas: ingen "
                "tid löper. [13 kap. 2 § kommunallagen (2017:725)]",
            ],
        ),
        (
            lambda: appeal_time(NOVEMBER, boards=Boards.JOINT_BOARD),
            [
                "Tiden är tre veckor från den dag justeringen tillkännagavs på anslagstavlan, "
                "den 2 november 2023. [13 kap. 5 § kommunallagen (2017:725) i lydelsen "
                "2019:835]",
                "3 veckor räknat från den 2 november 2023 slutar den 23 november 2023. [1 § "
                "lagen om beräkning av lagstadgad tid (1930:173)]",
                "Har ingen överklagat när tiden gått ut får beslutet laga kraft dagen efter, "
                "den 24 november 2023. Att räkna en dag efter sista dagen är Samverks läsning; "
                "fråga domstolen om överklaganden.",
                "För en gemensam nämnd räknas tiden från det att alla samverkande har "
                "anslagit. [13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835]",
            ],
        ),
        (
            lambda: appeal_time(NOVEMBER, boards=Boards.FEDERATION),
            [
                "Tiden är tre veckor från den dag justeringen tillkännagavs på anslagstavlan, "
                "den 2 november 2023. [13 kap. 5 § kommunallagen (2017:725) i lydelsen "
                "2019:835]",
                "3 veckor räknat från den 2 november 2023 slutar den 23 november 2023. [1 § "
                "lagen om beräkning av lagstadgad tid (1930:173)]",
                "Har ingen överklagat när tiden gått ut får beslutet laga kraft dagen efter, "
                "den 24 november 2023. Att räkna en dag efter sista dagen är Samverks läsning; "
                "fråga domstolen om överklaganden.",
                "Förbundets justering anslås på varje medlemskommuns och medlemsregions "
                "anslagstavla. [19 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210) i lydelsen 2019:914]",
                "! Vilken anslagstavla som räknas när medlemmarna anslår olika dagar är inte "
                "bekräftat för samordningsförbund. Här räknas från den sista, som för en "
                "gemensam nämnd.",
            ],
        ),
    ],
)
def test_an_appeal_time_is_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: exit_day(JUNE, CALENDAR),
            [
                "En medlem får utträda efter uppsägning. [27 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210)]",
                "Uppsägningstiden är 3 kalenderår, räknat från utgången av uppsägningsåret. "
                "[15 § förbundsordningen]",
                "Uppsägning under 2020 och 3 hela kalenderår därefter: utträdet gäller från "
                "utgången av den 31 december 2023. [15 § förbundsordningen]",
                "! Tiden blir längre än lagens tre år, som räknat från uppsägningen slutar den "
                "15 juni 2023. Förbundsordningen får ange kortare tid; om den får ge längre är "
                "inte bekräftat. [27 § lagen om finansiell samordning av "
                "rehabiliteringsinsatser (2003:1210)]",
            ],
        ),
        (
            lambda: exit_day(JUNE, ONE_YEAR),
            [
                "En medlem får utträda efter uppsägning. [27 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210)]",
                "Uppsägningstiden är 1 kalenderår, räknat från utgången av uppsägningsåret. "
                "[15 § förbundsordningen]",
                "Uppsägning under 2020 och 1 helt kalenderår därefter: utträdet gäller från "
                "utgången av den 31 december 2021. [15 § förbundsordningen]",
            ],
        ),
        (
            lambda: exit_day(JUNE, STATUTORY_TERMS),
            [
                "En medlem får utträda efter uppsägning. [27 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210)]",
                "Uppsägningstiden är 3 år, räknat från uppsägningsdagen. [27 § lagen om "
                "finansiell samordning av rehabiliteringsinsatser (2003:1210)]",
                "Uppsägning den 15 juni 2020 och 3 år från dag till dag: utgången av den 15 "
                "juni 2023. [27 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210)]",
                "! Att år räknas från dag till dag är Samverks läsning; lagen säger bara tre "
                "år. [27 § lagen om finansiell samordning av rehabiliteringsinsatser "
                "(2003:1210)]",
            ],
        ),
        (
            lambda: effect_per_notice_year(JUNE, ONE_YEAR, years=2),
            [
                "En medlem får utträda efter uppsägning. [27 § lagen om finansiell samordning "
                "av rehabiliteringsinsatser (2003:1210)]",
                "Uppsägningstiden är 1 kalenderår, räknat från utgången av uppsägningsåret. "
                "[15 § förbundsordningen]",
                "Uppsägning under 2020 och 1 helt kalenderår därefter: utträdet gäller från "
                "utgången av den 31 december 2021. [15 § förbundsordningen]",
                "Varje år som uppsägningen dröjer flyttar utträdet, och avgiftsskyldigheten, "
                "ett år. [15 § förbundsordningen]",
            ],
        ),
    ],
)
def test_an_exit_is_told_in_full(rule, said):
    assert in_full(rule()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            lambda: weekday_of(date(2026, 6, 6)),
            [
                "Den 6 juni 2026 är nationaldagen, alltså inte vardag. [1 § lagen om allmänna "
                "helgdagar (1989:253) i lydelsen 2004:1320]",
            ],
        ),
        (
            lambda: weekday_of(date(2026, 6, 5)),
            [
                "Den 5 juni 2026 är varken söndag eller helgdag. [1 § lagen om allmänna "
                "helgdagar (1989:253) i lydelsen 2004:1320]",
            ],
        ),
        (
            lambda: next_open_day(date(2026, 6, 19)),
            [
                "Den 19 juni 2026 är midsommarafton, den 20 juni 2026 är midsommardagen, den "
                "21 juni 2026 är söndag: åtgärden får vidtas nästa vardag, den 22 juni 2026. "
                "[2 § lagen om beräkning av lagstadgad tid (1930:173) i lydelsen 2022:931]",
            ],
        ),
        (
            lambda: next_open_day(date(2026, 6, 18)),
            [],
        ),
        (
            lambda: three_months(date(2022, 11, 30)),
            [
                "Ett gynnande beslut som inte verkställts inom tre månader ska rapporteras. "
                "[16 kap. 6 f § socialtjänstlagen (2001:453) i lydelsen 2017:742]",
                "3 månader räknat från den 30 november 2022 slutar den 28 februari 2023. [1 § "
                "lagen om beräkning av lagstadgad tid (1930:173)]",
                "Tre månader har gått först dagen efter slutdagen, den 1 mars 2023. Så räknar "
                "tillsynsmyndighetens blankett.",
                "Slutdagen flyttas inte från helg: den är en gräns, inte en sista dag för en "
                "åtgärd. Det är Samverks läsning.",
            ],
        ),
    ],
)
def test_a_day_is_told_in_full(rule, said):
    assert in_full(rule()) == said
