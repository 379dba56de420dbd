"""Suggestions for a record's fields, each with its ground and what one click puts in the form.

A suggestion is never a fact: nothing here fills a field by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localdate

from samverk.decisions.queries import DecisionKind
from samverk.directory.queries import BodyRef
from samverk.intake.forms.organs import organ_value
from samverk.intake.models import MINUTES, NOTICE, ReadRecord
from samverk.intake.printed import printed_home
from samverk.intake.readings import StoredLine, place_name
from samverk.intake.review.kinds import kinds_of
from samverk.registry.queries import Case
from samverk.rules.diary import read_diary_number

_LATER_DAY = "date_not_before"


# What has a suggestion of its own, and the rows that the rest are for.
_OWN = frozenset({"body", "date", _LATER_DAY, "proposal_to"})
_ROW = re.compile(r"(?P<list>citations|votes)\[(?P<at>\d+)\]\.(?P<name>\w+)")
_IN_WORDS = {
    "body": "Organ",
    "yes": "Ja, antal röster",
    "no": "Nej, antal röster",
    "abstain": "Avstår",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion (förslag till uppgift): for which field, what, on what ground.

    ``accept`` is what one click puts in the form; "" for one that only informs.
    """

    field: str
    text: str
    ground: str
    accept: str = ""


def suggestions_for(
    record: ReadRecord, bodies: Sequence[BodyRef], diaries: Sequence[BodyRef], cases: Sequence[Case]
) -> list[Offer]:
    """List what is suggested for a record, from its text, the other sources and the registers."""
    return [
        *_organs(record, bodies),
        *_days(record),
        *_kinds(record),
        *_cases(record, diaries, cases),
        *_received(record),
        *_titles(record),
        *_others(record),
    ]


def _read(record: ReadRecord, field: str) -> list[dict[str, Any]]:
    return [one for one in record.fields.get("suggestions", []) if one["field"] == field]


def _organs(record: ReadRecord, bodies: Sequence[BodyRef]) -> Iterator[Offer]:
    """Suggest which known body a printed name is, and which body was meant when none is printed."""
    printed = record.fields.get("body")
    if printed:
        yield from _bodies_named(record, printed, _at(record, "body"), bodies)
    elif record.kind != "minutes" and record.fields.get("addressed_to"):
        to = record.fields["addressed_to"]
        ground = f"Skrivelsen är ställd till {to} ({_place(record, 'addressed_to')})."
        yield from _bodies_named(record, to, ground, bodies)
    for one in _read(record, "body"):
        yield from _bodies_named(record, str(one["value"]), str(one["ground"]), bodies)


def _at(record: ReadRecord, field: str) -> str:
    if field not in record.fields.get("places", {}):
        return "Tryckt i handlingen."
    return f"Tryckt på {_place(record, field)}."


def _place(record: ReadRecord, field: str) -> str:
    place = record.fields.get("places", {}).get(field)
    return place_name(place.get("page"), place["line"]) if place else "okänd rad"


def _bodies_named(
    record: ReadRecord, name: str, ground: str, bodies: Sequence[BodyRef]
) -> Iterator[Offer]:
    """Suggest the bodies that a name may be: many municipalities have one of the same name."""
    wanted = name.casefold()
    found = [b for b in bodies if wanted in (b.name.casefold(), b.abbreviation.casefold())]
    home = printed_home(record)
    if home and found and not any(home.is_of(body) for body in found):
        why = f"{home.name} står på {home.place}, och dess organ är inte upplagt i Samverk."
        yield Offer("organ", f"{name}, {home.name}", f"{ground} {why}")
        return
    if not found:
        yield Offer("organ", name, f"{ground} Organet är inte upplagt i Samverk.")
    for body, why in _told_apart(record, found):
        accept = urlencode({"organ": organ_value(body)})
        yield Offer("organ", body.full_name, f"{ground} {why}".strip(), accept)


def _told_apart(record: ReadRecord, found: Sequence[BodyRef]) -> Iterator[tuple[BodyRef, str]]:
    """Keep those whose organisation the text names, else the only one, else the reader's own."""
    home = printed_home(record)
    if home and (own := [body for body in found if home.is_of(body)]):
        yield from ((body, f"{home.name} står på {home.place}.") for body in own)
        return
    lines = (record.source.lines or [])[record.first : record.last + 1]
    named = {body.id: place for body in found if (place := _named_at(body, lines))}
    own = [b for b in found if b.organisation == record.source.organisation_id]
    if named:
        for body in found:
            if body.id in named:
                yield body, f"{body.organisation_name} står på {named[body.id]}."
    elif len(found) == 1:
        yield found[0], "Inget annat organ i Samverk heter så."
    else:
        yield from ((b, f"Filen är inläst för {b.organisation_name}.") for b in own)


def _named_at(body: BodyRef, lines: Sequence[StoredLine]) -> str:
    """Answer where the organisation is named in full, "" when nowhere."""
    wanted = body.organisation_name.casefold()
    return next(
        (place_name(line[0], line[1]) for line in lines if wanted in line[2].casefold()), ""
    )


def _days(record: ReadRecord) -> Iterator[Offer]:
    for one in _read(record, "date"):
        value = str(one["value"])
        yield Offer("decided_on", value, str(one["ground"]), urlencode({"decided_on": value}))
    for one in _read(record, _LATER_DAY):
        yield Offer("decided_on", f"tidigast {one['value']}", str(one["ground"]))


def _received(record: ReadRecord) -> Iterator[Offer]:
    """Suggest the day a paper came in or was drawn up: it may print one, and it has come by now."""
    printed = record.fields.get("date")
    home = printed_home(record)
    is_ours = (
        home is None or home.name.casefold() == record.source.body.organisation.name.casefold()
    )
    if printed and record.kind == MINUTES and is_ours:
        ground = "Det är sammanträdesdagen. Protokollet upprättas först när det justeras."
        yield Offer("dated_on", str(printed), ground, urlencode({"dated_on": printed}))
    if printed and record.kind not in (MINUTES, NOTICE):
        ground = f"{_at(record, 'date')} Är skrivelsen er egen upprättades den då."
        yield Offer("dated_on", str(printed), ground, urlencode({"dated_on": printed}))
    day = localdate(record.source.uploaded_at).isoformat()
    ground = "Filen laddades upp den dagen. Handlingen kan ha kommit tidigare."
    yield Offer("dated_on", day, ground, urlencode({"dated_on": day}))


def _titles(record: ReadRecord) -> Iterator[Offer]:
    """Suggest what to call a notice of meeting, which often prints no title."""
    if record.kind == NOTICE and not record.fields.get("title"):
        told = (record.fields.get("body"), record.fields.get("date"))
        title = " ".join(["Kallelse", *(str(one) for one in told if one)])
        yield Offer("title", title, "Ingen rubrik är tryckt.", urlencode({"title": title}))


def _kinds(record: ReadRecord) -> Iterator[Offer]:
    """Suggest what the paragraph does: see kinds_of, and where a marker says who decides it."""
    if record.kind != "minutes":
        return
    for one in _read(record, "proposal_to"):
        yield _kind(DecisionKind.PROPOSES, f"{one['ground']} Då är det ett förslag dit.")
    for kind, ground in kinds_of(record.fields, _place(record, "proposal_to")):
        yield _kind(kind, ground)


def _kind(kind: DecisionKind, ground: str) -> Offer:
    return Offer("kind", kind.label, ground, urlencode({"kind": kind.value}))


def _cases(
    record: ReadRecord, diaries: Sequence[BodyRef], cases: Sequence[Case]
) -> Iterator[Offer]:
    """Suggest the case that has the printed diary number, or to open it in its own diary."""
    number = record.fields.get("diary")
    if not number:
        return
    open_here = {body.id: body for body in diaries}
    found = [case for case in cases if case.body_id in open_here]
    for case in found:
        name = open_here[case.body_id].name
        accept = urlencode({"diary": case.body_id, "case_number": case.diary_number})
        yield Offer("case_number", f"{case}, {name}", "Ärendet har samma diarienummer.", accept)
    if not found:
        yield from _new_case(record, number, diaries)


def _new_case(record: ReadRecord, number: str, diaries: Sequence[BodyRef]) -> Iterator[Offer]:
    """Suggest to open the case in the diary that its number names, else in the printed body's."""
    home = printed_home(record)
    read = read_diary_number(number).value
    of_number = (read.body or "").casefold() if read else ""
    printed = (record.fields.get("body") or "").casefold()
    for body in diaries:
        if home and not home.is_of(body):
            continue
        short, name = body.abbreviation.casefold(), body.name.casefold()
        if of_number:
            fits, ground = of_number == short, f"Numret är {body.abbreviation}:s."
        else:
            fits, ground = bool(printed) and printed in (name, short), "Organet är tryckt."
        if fits:
            accept = urlencode({"diary": body.id, "case_number": number})
            yield Offer("case_number", f"nytt ärende {number}, {body.name}", ground, accept)


def _others(record: ReadRecord) -> Iterator[Offer]:
    """Suggest for the rows of what was read beside the decision: whose is cited, what was counted."""
    for one in record.fields.get("suggestions", []):
        text, ground = str(one["value"]), str(one["ground"])
        if row := _ROW.fullmatch(one["field"]):
            stem = "cited" if row["list"] == "citations" else row["list"]
            name = f"{stem}_{row['at']}_{row['name']}"
            yield Offer(name, f"{_IN_WORDS[row['name']]} {text}", ground, urlencode({name: text}))
        elif one["field"] not in _OWN:
            yield Offer(one["field"], text, ground)
