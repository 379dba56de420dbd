"""OParl 1.1: organisations, bodies, people in their roles, meetings, items, cases and files.

What OParl has no word for has the prefix ``samverk:``, as its section on vendors' extensions says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverk.publishing.standards.names import LISTS_OF_BODY, OPARL, Names
from samverk.publishing.standards.rows import Around, Row, head, told

# OParl recommends these words for how far a meeting has come
PLANNED, CALLED, HELD = "terminiert", "eingeladen", "durchgeführt"
SECTIONS = ("reservations", "deferrals", "elections", "refusals", "conflicts", "corrections")


def system(names: Names, *, name: str, licence: str, contact: tuple[str, str]) -> dict[str, Any]:
    """Give the way in: where the list of organisations is, and under what licence the records are."""
    return told(
        {
            "id": f"{names.base}/",
            "type": f"{OPARL}System",
            "oparlVersion": OPARL,
            "license": licence,
            "body": f"{names.base}/bodies",
            "name": name,
            "contactName": contact[0],
            "contactEmail": contact[1],
            "website": f"{names.site}/oppet/",
            "web": f"{names.base}/docs",
            "samverk:openapi": f"{names.base}/openapi.json",
            "samverk:bulk": f"{names.base}/bulk",
            "samverk:dcat": f"{names.base}/dcat.rdf",
        }
    )


def body(row: Row, around: Around) -> dict[str, Any]:
    """Give an organisation: OParl's Body, which has its lists by address."""
    made = head(row, around, "body")
    here = made["id"]
    lists = {word: around.names.within(here, word) for word in LISTS_OF_BODY}
    more = {
        "system": f"{around.names.base}/",
        "name": row.title,
        "shortName": row.data.get("shortName"),
        "classification": row.data.get("classification"),
        "samverk:number": row.data.get("number"),
    }
    # It must be there, and which terms there are is not published
    return told(made | more | lists) | {"legislativeTerm": []}


def organization(row: Row, around: Around) -> dict[str, Any]:
    """Give a body: OParl's Organization."""
    data = row.data
    made = head(row, around, "organization")
    held = [one.source for one in around.inside.get(row.key, ())]
    return told(
        made
        | {
            "body": around.ref("organisation", row.organisation),
            "name": row.title,
            "shortName": data.get("shortName"),
            "organizationType": "Gremium",
            "classification": data.get("classification"),
            "startDate": data.get("startDate"),
            "endDate": data.get("endDate"),
            "subOrganizationOf": around.ref("body", data.get("parent")),
            "membership": [around.names.of("membership", one) for one in held],
            "meeting": f"{made['id']}/meetings",
            "consultation": f"{made['id']}/consultations",
        }
    )


def person(row: Row, around: Around) -> dict[str, Any]:
    """Give an elected member: a name and the roles held, and nothing more of anybody."""
    held = around.inside.get(row.key, ())
    shown = [] if around.omit_internal else held
    # OParl knows one organisation of a person; who is elected in several has roles that tell of each
    owners = (around.ref("organisation", one.organisation) for one in held)
    return told(
        head(row, around, "person")
        | {
            "body": next((owner for owner in owners if owner), None),
            "name": row.title,
            "membership": [_without(membership(one, around), "person") for one in shown],
        }
    )


def membership(row: Row, around: Around) -> dict[str, Any]:
    """Give a role that somebody holds in a body."""
    data = row.data
    return told(
        head(row, around, "membership")
        | {
            "person": around.ref("person", data.get("person")),
            "organization": around.ref("body", row.body),
            "role": data.get("role"),
            "votingRight": data.get("votingRight"),
            "startDate": data.get("startDate"),
            "endDate": data.get("endDate"),
            "samverk:name": row.title,
            "samverk:party": data.get("party"),
            "samverk:substitute": data.get("substitute"),
            "samverk:onBehalfOf": data.get("onBehalfOf"),
        }
    )


def meeting(row: Row, around: Around) -> dict[str, Any]:
    """Give a meeting with its items and its files."""
    data = row.data
    organ = around.ref("body", row.body)
    inner = {} if around.omit_internal else _inside_meeting(row, around)
    return told(
        head(row, around, "meeting")
        | {
            "name": row.title,
            "meetingState": _state(row),
            "cancelled": row.status == "cancelled",
            "start": data.get("start"),
            "end": data.get("end"),
            "location": _place(row, around),
            "organization": [organ] if organ else [],
            "samverk:body": around.ref("organisation", row.organisation),
            "samverk:public": data.get("public"),
            "samverk:extra": data.get("extra"),
            "samverk:cancelledWhy": data.get("cancelledWhy"),
            "samverk:movedFrom": data.get("movedFrom"),
            "samverk:announcedOn": data.get("announcedOn"),
            "samverk:calledOn": data.get("calledOn"),
            "samverk:chair": data.get("chair"),
            "samverk:minutes": data.get("minutes"),
        }
        | inner
    )


def _state(row: Row) -> str:
    if row.status == "held":
        return HELD
    return CALLED if row.data.get("calledOn") else PLANNED


def _inside_meeting(row: Row, around: Around) -> dict[str, Any]:
    """Give a meeting's items in their order, and its files by what they are."""
    held = around.inside.get(row.key, ())
    files = [one for one in held if one.kind == "file"]
    by_sort = {one.sort: _without(file(one, around), "meeting") for one in reversed(files)}
    others = [one for one in files if one.sort not in ("calling", "minutes")]
    items = sorted((one for one in held if one.kind == "item"), key=place_in_order)
    return {
        "invitation": by_sort.get("calling"),
        "resultsProtocol": by_sort.get("minutes"),
        "auxiliaryFile": [_without(file(one, around), "meeting") for one in others],
        "agendaItem": [_without(agenda_item(one, around), "meeting") for one in items],
    }


def place_in_order(row: Row) -> tuple[int, int]:
    """Answer where an item stands among a meeting's."""
    return row.data.get("position") or 0, row.source


def _place(row: Row, around: Around) -> dict[str, Any] | None:
    return _without(location(row, around), "meetings") if row.data.get("place") else None


def location(row: Row, around: Around) -> dict[str, Any]:
    """Give the place of a meeting: made of the meeting, and named by its id."""
    return told(
        head(row, around, "location")
        | {
            "description": row.data.get("place"),
            "meetings": [around.names.of("meeting", row.source)],
        }
    )


def agenda_item(row: Row, around: Around) -> dict[str, Any]:
    """Give an item: as it was called, or with what was decided when its paragraph is adjusted."""
    data = row.data
    treats = row.case is not None and around.ref("case", row.case)
    held = [] if around.omit_internal else around.inside.get(row.key, ())
    own = {f"samverk:{word}": data.get(word) for word in SECTIONS}
    return told(
        head(row, around, "agenda-item")
        | {
            "meeting": around.ref("meeting", row.meeting),
            "number": row.number,
            "order": data.get("position") or 0,
            "name": row.title,
            "public": not data.get("secret"),
            "consultation": around.names.of("consultation", row.source) if treats else None,
            "result": row.sort,
            "resolutionText": resolution(data),
            "auxiliaryFile": [file(one, around) for one in held],
            "samverk:status": row.status,
            "samverk:paragraph": data.get("paragraph"),
            "samverk:decidedBy": around.ref("body", data.get("decider")),
            "samverk:adjustedOn": data.get("adjustedOn"),
            "samverk:voteEvents": around.refs("vote", data.get("votes") or []),
            "samverk:proposalOrder": data.get("order"),
            "samverk:notTakingPart": data.get("notTakingPart") or data.get("not_taking_part"),
            "samverk:chain": data.get("sealed"),
            "samverk:parts": data.get("parts"),
        }
        | own
    )


def resolution(data: Mapping[str, Any]) -> str:
    """Give what was decided as one text, a decision on each line."""
    found = data.get("decisions") or []
    return "\n".join(line for line in found if line)


def paper(row: Row, around: Around) -> dict[str, Any]:
    """Give a case (ärende): OParl's Paper, with its open files and where it was treated."""
    held = around.inside.get(row.key, ())
    organ = around.ref("body", row.body)
    items = [one for one in held if one.kind == "item"]
    files = [] if around.omit_internal else [one for one in held if one.kind == "file"]
    return told(
        head(row, around, "paper")
        | {
            "body": around.ref("organisation", row.organisation),
            "name": row.title,
            "reference": row.number,
            "date": row.day.isoformat() if row.day else None,
            "paperType": "Ärende",
            "underDirectionOf": [organ] if organ else [],
            "auxiliaryFile": [_without(file(one, around), "paper") for one in files],
            "consultation": [_without(consultation(one, around), "paper") for one in items],
            "samverk:status": row.status,
            "samverk:closedOn": row.data.get("closedOn"),
        }
    )


def consultation(row: Row, around: Around) -> dict[str, Any]:
    """Give the treatment of a case by a body: made of the item, and named by its id.

    It is ``authoritative`` in the body that decides the matter, where that is known.
    """
    organ = around.ref("body", row.body)
    decider = row.data.get("decider")
    return told(
        head(row, around, "consultation")
        | {
            "paper": around.ref("case", row.case),
            "agendaItem": around.names.of("agenda-item", row.source),
            "meeting": around.ref("meeting", row.meeting),
            "organization": [organ] if organ else [],
            "authoritative": decider == row.body if decider and row.body else None,
            "samverk:decidedBy": around.ref("body", decider),
        }
    )


def file(row: Row, around: Around) -> dict[str, Any]:
    """Give a file: its page, and where its bytes are when they are published too.

    OParl's ``accessUrl`` is never sent as something to save: it is the page, and ``downloadUrl`` the
    bytes, which always are.
    """
    data = row.data
    made = head(row, around, "file")
    of_meeting, of_case = around.ref("meeting", row.meeting), around.ref("case", row.case)
    size, is_own = data.get("size"), bool(data.get("ownWork"))
    licence = around.names.licence_of(is_own=is_own)
    return told(
        made
        | {
            "name": row.title,
            "fileName": data.get("fileName"),
            "mimeType": data.get("mediaType"),
            "date": row.day.isoformat() if row.day else None,
            "size": size,
            "sha512Checksum": data.get("sha512"),
            "text": row.text,
            "accessUrl": made["web"],
            "downloadUrl": f"{made['web']}fil/" if data.get("sha512") else None,
            "meeting": [of_meeting] if of_meeting else [],
            "paper": [of_case] if of_case else [],
            "agendaItem": around.linked(row, "of", "item"),
            "samverk:sort": row.sort,
            "samverk:number": row.number,
            "samverk:masked": data.get("masked"),
            # Of its own, as what it stands in may have another
            "license": licence,
            "fileLicense": licence if data.get("sha512") else None,
            "samverk:ownWork": is_own,
        }
    )


def _without(made: dict[str, Any], parent: str) -> dict[str, Any]:
    """Leave out what leads back to the object it stands in."""
    return {name: value for name, value in made.items() if name != parent}


def error(status: int, message: str) -> dict[str, Any]:
    """Give OParl's object for what could not be answered."""
    return {"type": f"{OPARL}Error", "message": message, "debug": f"HTTP {status}"}
