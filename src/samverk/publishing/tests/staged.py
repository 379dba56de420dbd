"""A small published world: one municipality with its board, a meeting with votes, and a federation.

Ids are far from each other's, so that a mixed-up one is seen. Everything is written by the contract.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samverk.publishing.actions.records import write
from samverk.publishing.drafts import Draft, DraftFile
from samverk.publishing.models import Kind

MOMENT = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 5, 12)
MUNICIPALITY, OWNER = 11, 12
BOARD, COUNCIL, FEDERATION_BOARD = 21, 22, 23
MEETING, COMING, CANCELLED = 31, 32, 33
ITEM, TABLED, SECRET, CALLED = 41, 42, 43, 44
CASE, MEMO, MINUTES = 51, 61, 62
PROPOSAL, DECISION, REPEAL = 71, 72, 73
NOTICE, TAKEN_DOWN = 81, 82
FEDERATION, INTERVENTION, BUS = 91, 92, 93
VOTE = ITEM * 1000 + 1
FORCE = {
    "status": "running",
    "words": "kan överklagas till och med den 3 juni 2026",
    "lastDay": "2026-06-03",
    "reasons": [{"text": "Tre veckor från tillkännagivandet.", "statute": "13 kap. 5 § KL"}],
}


def organisations() -> list[Draft]:
    return [
        Draft(Kind.ORGANISATION, MUNICIPALITY, "Åby kommun", sort="municipality"),
        Draft(Kind.ORGANISATION, OWNER, "Samordningsförbundet Älven", sort="federation"),
    ]


def bodies() -> list[Draft]:
    found = [
        (BOARD, "Socialnämnden", MUNICIPALITY, "board", "nämnd", COUNCIL),
        (COUNCIL, "Kommunfullmäktige", MUNICIPALITY, "council", "fullmäktige", None),
        (FEDERATION_BOARD, "Förbundsstyrelsen", OWNER, "federation_board", "styrelse", None),
    ]
    return [
        Draft(
            Kind.BODY,
            source,
            title,
            organisation=owner,
            sort=sort,
            data={"classification": words, "parent": parent},
        )
        for source, title, owner, sort, words, parent in found
    ]


def seats() -> list[Draft]:
    found = [
        ("Inga Eriksson", "S", "ordförande", False, "2023-01-01", None),
        ("Olof Brygge", "M", "vice ordförande", False, "2023-01-01", None),
        ("Ulla Ekström", "C", "ledamot", False, "2023-01-01", "2025-12-31"),
        ("Per Vik", "V", "ersättare", True, "2023-01-01", None),
    ]
    return [
        Draft(
            Kind.MEMBERSHIP,
            100 + nth,
            name,
            organisation=MUNICIPALITY,
            body=BOARD,
            day=date.fromisoformat(start),
            parties=(party,),
            data={
                "person": 200 + nth,
                "role": role,
                "party": party,
                "substitute": substitute,
                "startDate": start,
                "endDate": end,
            },
        )
        for nth, (name, party, role, substitute, start, end) in enumerate(found)
    ]


def of_board(kind: Kind, source: int, title: str, **more: Any) -> Draft:
    return Draft(kind, source, title, **({"organisation": MUNICIPALITY, "body": BOARD} | more))


def meetings() -> list[Draft]:
    held = {"start": "2026-05-12T13:30:00+02:00", "place": "Tingshuset", "chair": "Inga Eriksson"}
    return [
        of_board(
            Kind.MEETING,
            MEETING,
            "Socialnämnden den 12 maj 2026",
            day=DAY,
            status="held",
            data=held | {"public": True, "minutes": "adjusted", "calledOn": "2026-05-04"},
        ),
        of_board(
            Kind.MEETING,
            COMING,
            "Socialnämnden den 9 juni 2026",
            day=date(2026, 6, 9),
            status="planned",
            data={"place": "Tingshuset", "minutes": "none", "public": None},
        ),
        of_board(
            Kind.MEETING,
            CANCELLED,
            "Socialnämnden den 14 april 2026",
            day=date(2026, 4, 14),
            status="cancelled",
            data={"cancelledWhy": "Ärendena var få.", "minutes": "none"},
        ),
    ]


def items() -> list[Draft]:
    def item(source: int, title: str, number: str, **more: Any) -> Draft:
        return of_board(Kind.ITEM, source, title, number=number, meeting=MEETING, day=DAY, **more)

    parts = [
        {"heading": "Beslut", "texts": ["Nämnden höjer taxan."], "points": ["Taxan höjs."]},
        {"heading": "Reservationer", "bullets": ["Olof Brygge (M) reserverar sig mot beslutet"]},
    ]
    return [
        item(
            ITEM,
            "Taxa för hemtjänst",
            "§ 12",
            sort="beslut",
            status="adjusted",
            case=CASE,
            text="Nämnden höjer taxan.",
            parties=("M",),
            data={
                "paragraph": 12,
                "position": 3,
                "parts": parts,
                "decisions": ["Nämnden höjer taxan."],
                "corrections": [
                    {"text": "Taxan är 2026 års.", "why": "Fel år", "day": "2026-05-18"}
                ],
                "sealed": {"chain": "socialnamnden", "number": 7},
                "adjustedOn": "2026-05-13",
            },
            links=(("treats", Kind.CASE, CASE), ("paper", Kind.FILE, MEMO)),
        ),
        item(
            TABLED,
            "Lokaler",
            "§ 13",
            sort="bordlagt",
            status="adjusted",
            data={"paragraph": 13, "position": 1, "parts": parts[:1]},
        ),
        item(
            SECRET,
            "Sekretessärende",
            "§ 14",
            status="adjusted",
            data={"paragraph": 14, "position": 2, "secret": True},
        ),
        of_board(
            Kind.ITEM,
            CALLED,
            "Budget",
            number="1",
            status="called",
            meeting=COMING,
            day=date(2026, 6, 9),
            data={"position": 1},
        ),
    ]


def votes() -> list[Draft]:
    ballots = [
        {"person": "Inga Eriksson (S)", "option": "yes"},
        {"person": "Per Vik (V)", "option": "yes"},
        {"person": "Olof Brygge (M)", "option": "no"},
    ]
    return [
        of_board(
            Kind.VOTE,
            VOTE,
            "Omröstning, § 12",
            meeting=MEETING,
            day=DAY,
            status="bifall",
            data={
                "item": ITEM,
                "n": 1,
                "yes": 2,
                "no": 1,
                "abstain": 0,
                "yesMeans": "taxan höjs",
                "noMeans": "avslag",
                "outcome": "yes",
                "ballots": ballots,
            },
            links=(("vote", Kind.ITEM, ITEM),),
        )
    ]


def case_and_files() -> list[Draft]:
    return [
        of_board(
            Kind.CASE,
            CASE,
            "Taxa för hemtjänst",
            number="SN 2026/41",
            case=CASE,
            day=date(2026, 2, 3),
            status="open",
            data={"openedOn": "2026-02-03", "closedOn": None},
        ),
        of_board(
            Kind.FILE,
            MEMO,
            "Tjänsteskrivelse om taxan",
            text="Förslaget är att höja.",
            number="SN 2026/41-2",
            case=CASE,
            day=date(2026, 4, 28),
            sort="memo",
            data={"parts": [{"heading": "Ärendet", "texts": ["Förslaget är att höja."]}]},
            links=(("of", Kind.CASE, CASE),),
            file=DraftFile("taxan.pdf", "application/pdf", b"%PDF-1.7 granskad"),
        ),
        of_board(
            Kind.FILE,
            MINUTES,
            "Protokoll den 12 maj 2026",
            meeting=MEETING,
            day=DAY,
            sort="minutes",
            links=(("of", Kind.MEETING, MEETING),),
        ),
    ]


def decisions() -> list[Draft]:
    return [
        of_board(
            Kind.DECISION,
            DECISION,
            "Taxa för hemtjänst",
            text="Nämnden höjer taxan.",
            number="§ 12",
            case=CASE,
            day=DAY,
            sort="decides",
            status=FORCE["words"],
            data={"force": FORCE, "item": ITEM, "citedOnly": False, "unconfirmed": ""},
            links=(("decides", Kind.DECISION, PROPOSAL), ("minuted", Kind.ITEM, ITEM)),
        ),
        of_board(
            Kind.DECISION,
            PROPOSAL,
            "Förslag till taxa",
            number="§ 4",
            case=CASE,
            day=date(2026, 3, 2),
            sort="proposes",
            organisation=OWNER,
            body=FEDERATION_BOARD,
        ),
        of_board(
            Kind.DECISION,
            REPEAL,
            "Taxan upphävs",
            number="§ 30",
            day=date(2026, 5, 19),
            sort="repeals",
            body=COUNCIL,
            links=(("repeals", Kind.DECISION, DECISION), ("cites", Kind.DECISION, PROPOSAL)),
        ),
    ]


def notices() -> list[Draft]:
    appeal = "Skriv till Förvaltningsrätten i Karlstad."
    return [
        of_board(
            Kind.NOTICE,
            NOTICE,
            "Justerat protokoll, Socialnämnden den 12 maj 2026",
            meeting=MEETING,
            day=date(2026, 5, 13),
            sort="adjustment",
            status="up",
            data={
                "postedOn": "2026-05-13",
                "lastAppealDay": "2026-06-03",
                "keptAt": "kansliet, Tingshuset",
                "meetingDay": "2026-05-12",
                "paragraphs": "§§ 12–14",
                "howToAppeal": appeal,
                "reasons": [{"text": "Tre veckor.", "statute": "13 kap. 5 § KL"}],
                "proof": [{"what": "uppsatt", "day": "2026-05-13", "note": "av registrator"}],
            },
        ),
        of_board(
            Kind.NOTICE,
            TAKEN_DOWN,
            "Sammanträde den 14 april 2026",
            day=date(2026, 4, 1),
            sort="meeting",
            status="down",
            data={"postedOn": "2026-04-01", "takenDownOn": "2026-04-15"},
        ),
    ]


# A year of an intervention, with a number that is not told
YEAR_OUT = {
    "title": "Hur många deltog? 2023",
    "year": 2023,
    "counted": "",
    "published_by": "Åby kommun",
    "published_on": "2024-02-01",
    "tables": [
        {
            "title": "Deltog under året",
            "label": "kön",
            "columns": ["antal"],
            "rows": [
                {"label": "kvinna", "counts": [31]},
                {"label": "man", "counts": [None]},
            ],
        }
    ],
}


def federations() -> list[Draft]:
    members = [{"name": "Åby kommun", "share": "25 %", "since": "2020-01-01", "until": None}]
    fees = [
        {"name": "Åby kommun", "year": 2025, "amount": 500_000},
        {"name": "Åby kommun", "year": 2026, "amount": 512_000},
    ]
    waits = {"words": "Tre av fyra har börjat inom 41 dagar.", "n": 23, "day": "2026-03-31"}
    return [
        Draft(
            Kind.FEDERATION,
            FEDERATION,
            "Samordningsförbundet Älven",
            organisation=OWNER,
            status="Fyra parter",
            data={"members": members, "contributions": fees, "interventions": [INTERVENTION]},
        ),
        Draft(
            Kind.INTERVENTION,
            INTERVENTION,
            "Grön rehab",
            text="Utomhus i grupp.",
            organisation=OWNER,
            status="Tar emot",
            data={"provider": "Åby kommun", "waits": waits, "requirements": ["18–64 år"]},
        ),
        Draft(Kind.INTERVENTION, BUS, "Unga framåt", organisation=OWNER),
    ]


def world() -> list[Draft]:
    """Give all of it, as drafts."""
    parts = (organisations, bodies, seats, meetings, items, votes, case_and_files)
    return [draft for part in (*parts, decisions, notices, federations) for draft in part()]


def publish() -> int:
    """Write all of it."""
    return write(world(), MOMENT)


# An address of every page of the site, by its name
ADDRESSES = {
    "open_start": "/oppet/",
    "open_about": "/oppet/om/",
    "open_meetings": "/oppet/sammantraden/",
    "open_sitting": f"/oppet/sammantraden/{MEETING}/",
    "open_item": f"/oppet/paragrafer/{ITEM}/",
    "open_cases": "/oppet/arenden/",
    "open_case": f"/oppet/arenden/{CASE}/",
    "open_decisions": "/oppet/beslut/",
    "open_decision": f"/oppet/beslut/{DECISION}/",
    "open_bodies": "/oppet/organ/",
    "open_body": f"/oppet/organ/{BOARD}/",
    "open_notices": "/oppet/anslagstavla/",
    "open_notice": f"/oppet/anslagstavla/{NOTICE}/",
    "open_federation": f"/oppet/forbund/{FEDERATION}/",
    "open_interventions": "/oppet/insatser/",
    "open_intervention": f"/oppet/insatser/{INTERVENTION}/",
    "open_file": f"/oppet/handlingar/{MEMO}/",
    "open_file_bytes": f"/oppet/handlingar/{MEMO}/fil/",
}
