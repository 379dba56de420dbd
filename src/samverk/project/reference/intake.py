"""The reference of ``samverk intake``: a worked example, what each field is, and every check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from samverk.intake.lints.run import LINTS, finding_as_json, findings
from samverk.intake.reading.as_json import reading_as_json
from samverk.intake.reading.batch import read_uploads

HEAD = """# `samverk intake`

Läser protokoll, tjänsteskrivelser, kallelser och voteringslistor i text, Markdown, PDF och Word, utan
databas. `samverk intake FIL ... --json` svarar med `documents`, en post för varje del av varje fil, och
`lints`, det som granskningen anmärker på. Sidan skrivs av `make docs` ur koden, och exemplets svar är
läst av den.

Det som handlingen inte skriver ut är `null`. Det som går att sluta sig till står under `suggestions`
med sin grund. Varje fält vet var i källan det står: `line`, och `page` där källan har sidor. En fil som
inte går att läsa blir en post med `error`, och kommandot slutar då med 2.
"""
EXAMPLE = """Ekdala kommun
Socialnämnden
Protokoll 2024-03-12

§ 31  Dnr SN 2024/17
Fortsatt samverkan

Beslut
Socialnämnden föreslår kommunfullmäktige att avsätta 450 tkr för 2025.

Reservation
Vide Ostbjer (V) reserverar sig mot beslutet.

Expedieras till
Kommunfullmäktige
"""
KINDS = {"fault": "fel", "question": "fråga"}
# The fields of a paragraph, as ``paragraph_as_json`` names them
FIELDS = {
    "record_id": "samma för samma paragraf i två källor",
    "body": "organet, som det är tryckt",
    "date": "dagen, ÅÅÅÅ-MM-DD",
    "paragraph": "paragrafens nummer; `null` för en tjänsteskrivelse",
    "diary": "diarienumret, tecken för tecken",
    "title": "rubriken",
    "decision_text": "beslutets ord",
    "proposal_to": "det organ som beslutet föreslår något för",
    "addressed_to": "det organ som en tjänsteskrivelse är ställd till",
    "proposals": "yrkanden och förslag: vem, vem som instämde, och orden",
    "votes": (
        "omröstningar: röstetal, vad Ja och Nej betyder, och rösterna rad för rad; i `sides` båda"
        " sidors antal där texten inte säger vilken som var ja"
    ),
    "reservations": "en post för varje person eller parti",
    "citations": "beslut som nämns: organ, organisation, dag eller år, paragraf",
    "immediate_adjustment": "om paragrafen är omedelbart justerad; `null` när det inte sägs",
    "recipients": "dit beslutet skickas",
    "amounts": "belopp, som de är tryckta och i öre; `kronor` är `null` när det inte är helt tal",
    "suggestions": "slutsatser: fält, värde och grund",
    "places": "var fälten står i källan",
}


def text() -> str:
    """Write the page."""
    return "\n".join([HEAD, *_fields(), "", *_example(), "", *_checks()]) + "\n"


def record() -> dict[str, Any]:
    """Answer the example's one record, as the command gives it."""
    found: dict[str, Any] = _read()["documents"][0]["paragraphs"][0]
    return found


def _read() -> dict[str, Any]:
    reading = read_uploads([("protokoll.txt", EXAMPLE.encode())])
    hits = [finding_as_json(hit) for hit in findings(reading)]
    return {"documents": reading_as_json(reading), "lints": hits}


def _fields() -> Iterator[str]:
    yield from ("## Fälten i en paragraf", "", "| Fält | Innehåll |", "|---|---|")
    yield from (f"| `{name}` | {meaning} |" for name, meaning in FIELDS.items())


def _example() -> Iterator[str]:
    yield from ("## Exempel", "", "`protokoll.txt`, en påhittad handling:", "", "```text")
    yield from (EXAMPLE.rstrip("\n"), "```", "", "```console")
    yield from ("$ samverk intake protokoll.txt --json", "```", "", "```json")
    yield json.dumps(_read(), ensure_ascii=False, indent=2)
    yield "```"


def _checks() -> Iterator[str]:
    yield from ("## Granskningens regler", "")
    yield "Ett fel är fel enligt handlingens egna ord; en fråga kan ha ett gott svar."
    yield from ("", "| Regel | Vad den säger | Slag | Grund |", "|---|---|---|---|")
    for lint in sorted(LINTS, key=lambda one: one.id):
        yield f"| `{lint.id}` | {lint.title} | {KINDS[lint.kind]} | {lint.ground} |"
