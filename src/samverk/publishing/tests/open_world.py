"""A small world that is published: two organisations, bodies, people, a meeting, cases, votes, decisions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from samverk.publishing.actions.records import write
from samverk.publishing.drafts import Draft, DraftFile
from samverk.publishing.models import Kind

MOMENT = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
DAY = date(2026, 5, 3)
OWNER, OTHER, BOARD, COMMITTEE = 1, 2, 10, 11
MEETING, ITEM, STRUCK, CASE, MEMO, MINUTES, VOTE = 20, 30, 31, 40, 50, 51, 30001
DECISION, EARLIER, NOTICE, FEDERATION, INTERVENTION, PERSON = 60, 61, 70, 80, 90, 100
PART = {"heading": "Beslut", "texts": [], "points": ["Taxan antas."], "bullets": []}


def organised() -> list[Draft]:
    """Give organisations, bodies and people."""
    return [
        Draft(Kind.ORGANISATION, OWNER, "Ekby kommun", sort="municipality",
              data={"shortName": "Ekby", "classification": "Kommun", "number": "212000-0001"}),
        Draft(Kind.ORGANISATION, OTHER, "Björkby kommun", data={"classification": "Kommun"}),
        Draft(Kind.BODY, BOARD, "Kommunstyrelsen", organisation=OWNER,
              data={"classification": "Styrelse", "startDate": "2023-01-01", "parent": None}),
        Draft(Kind.BODY, COMMITTEE, "Arbetsutskottet", organisation=OWNER,
              data={"classification": "Utskott", "parent": BOARD}),
        Draft(Kind.PERSON, PERSON, "Anna Ek", data={"memberships": 1}),
        Draft(Kind.MEMBERSHIP, 110, "Anna Ek", organisation=OWNER, body=BOARD, parties=("S",),
              data={"person": PERSON, "role": "ledamot", "party": "S", "votingRight": True,
                    "substitute": False, "startDate": "2023-01-01", "onBehalfOf": ""}),
    ]  # fmt: skip


def met() -> list[Draft]:
    """Give a meeting with two items, a case with files, and a vote."""
    of: dict[str, Any] = {"organisation": OWNER, "body": BOARD, "day": DAY}
    return [
        Draft(Kind.MEETING, MEETING, "Kommunstyrelsen den 3 maj 2026", status="held", **of,
              data={"start": "2026-05-03T13:00:00+02:00", "end": "2026-05-03T15:00:00+02:00",
                    "place": "Kommunhuset", "public": False, "extra": False, "cancelledWhy": "",
                    "announcedOn": None, "calledOn": "2026-04-26", "chair": "Bo Al", "minutes": "adjusted"}),
        Draft(Kind.CASE, CASE, "Taxa för förskolan", number="KS 2026/12", status="open", case=CASE, **of,
              data={"openedOn": "2026-03-01", "closedOn": None}),
        Draft(Kind.ITEM, ITEM, "Taxa för förskolan", "Taxan antas.", meeting=MEETING, case=CASE, **of,
              number="§ 12", sort="beslut", status="adjusted", parties=("M", "S"), data=item_data(),
              links=(("treats", Kind.CASE, CASE), ("paper", Kind.FILE, MEMO))),
        Draft(Kind.ITEM, STRUCK, "Anmälningar", meeting=MEETING, number="2", status="called", **of,
              data={"position": 2, "paragraph": None, "section": "", "secret": False, "decider": None}),
        Draft(Kind.FILE, MEMO, "Tjänsteskrivelse", "Förslag till taxa.", case=CASE, **of, sort="memo",
              number="KS 2026/12-1", links=(("of", Kind.CASE, CASE), ("of", Kind.ITEM, ITEM)),
              data={"fileName": "skrivelse.txt", "mediaType": "text/plain", "size": 4, "masked": False,
                    "sha512": "ab" * 64, "parts": [{"heading": "", "texts": ["Förslag till taxa."]}]},
              file=DraftFile("skrivelse.txt", "text/plain", b"taxa")),
        Draft(Kind.FILE, MINUTES, "Protokoll", meeting=MEETING, sort="minutes", **of, data={}),
        Draft(Kind.VOTE, VOTE, "Omröstning § 12", meeting=MEETING, status="yes", parties=("S",), **of,
              data={"item": ITEM, "n": 1, "yes": 8, "no": 5, "abstain": 0, "yesMeans": "Bifall",
                    "noMeans": "Avslag", "outcome": "yes", "decidedBy": "majority",
                    "ballots": [{"person": "Anna Ek (S)",
                                 "party": "S", "option": "yes"},
                                {"person": "Per Ås", "party": "", "option": "no"}]},
              links=(("vote", Kind.ITEM, ITEM),)),
    ]  # fmt: skip


def item_data() -> dict[str, Any]:
    """Give what an adjusted paragraph says beside its text."""
    return {
        "position": 1, "paragraph": 12, "section": "", "secret": False, "decider": BOARD,
        "parts": [PART], "decisions": ["Taxan antas."], "votes": [VOTE],
        "reservations": [{"person": "Per Ås (M)", "against": "beslutet"}],
        "order": [{"round": 1, "main": "Taxan antas."}], "corrections": [],
        "sealed": {"chain": "b10", "number": 12},
        "adjustedOn": "2026-05-10",
    }  # fmt: skip


def followed() -> list[Draft]:
    """Give decisions, a notice, a federation and an intervention."""
    of: dict[str, Any] = {"organisation": OWNER, "body": BOARD, "day": DAY}
    force = {
        "status": "in_force",
        "words": "vann laga kraft den 2 juni 2026",
        "lastDay": "2026-06-01",
        "reasons": [{"text": "Ingen överklagade.", "statute": "13 kap. 5 § kommunallagen"}],
    }
    return [
        Draft(Kind.DECISION, EARLIER, "Gammal taxa", "Taxan antas.", **of, number="§ 3", sort="decides",
              data={"appealForm": "municipal", "force": force, "unconfirmed": "", "citedOnly": False}),
        Draft(Kind.DECISION, DECISION, "Taxa", "Taxan antas.", case=CASE, **of, number="§ 12",
              sort="decides", status="vann laga kraft den 2 juni 2026",
              data={"appealForm": "municipal", "force": force, "unconfirmed": "", "citedOnly": False,
                    "item": ITEM,
                    "assignments": [{"text": "Informera", "due": "2026-09-01", "reported": False}]},
              links=(("repeals", Kind.DECISION, EARLIER), ("minuted", Kind.ITEM, ITEM))),
        Draft(Kind.NOTICE, NOTICE, "Protokoll är justerat", **of, meeting=MEETING, sort="adjustment",
              status="up", data={"postedOn": "2026-05-11", "takenDownOn": None,
                                 "lastAppealDay": "2026-06-01", "keptAt": "Kommunhuset",
                                 "meetingDay": "2026-05-03", "paragraphs": "§ 12",
                                 "howToAppeal": "Skriv till förvaltningsrätten.", "reasons": [],
                                 "proof": [{"what": "Uppsatt", "day": "2026-05-11", "note": ""}]}),
        Draft(Kind.FEDERATION, FEDERATION, "Samordningsförbundet Ek", organisation=OWNER,
              data={"members": [{"name": "Ekby kommun", "share": "1/4"}],
                    "interventions": [INTERVENTION, 9]}),
        Draft(Kind.INTERVENTION, INTERVENTION, "Stegen", "Arbetsträning.", organisation=OWNER,
              status="open", data={"provider": "Ekby kommun", "places": 12, "waits": {"n": 7}}),
    ]  # fmt: skip


def publish(moment: datetime = MOMENT) -> None:
    """Publish all of it."""
    write([*organised(), *met(), *followed()], moment)


def publish_items(
    count: int, first: int = 1000, moment: datetime = MOMENT + timedelta(hours=1)
) -> None:
    """Publish more items, which belong to no case."""
    write(
        [
            Draft(Kind.ITEM, first + n, f"Punkt {n}", organisation=OWNER, body=BOARD, meeting=MEETING,
                  day=DAY, number=str(n), status="called", data={"position": n})
            for n in range(count)
        ],
        moment,
    )  # fmt: skip
