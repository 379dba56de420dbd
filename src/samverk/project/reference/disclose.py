"""The reference of ``samverk disclose``: its options, what it answers, and a worked example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.protect import protect, unguarded
from samverk.analytics.disclosure.reading import Totals, read_table
from samverk.analytics.disclosure.report import as_json, as_text
from samverk.project.cli.disclose import HELP

HEAD = """# `samverk disclose`

Visar hur en tabell med antal personer kan publiceras, och prövar svaret. Hur man gör står i
[Publicera små tal](../how-to/publicera-sma-tal.md). Sidan skrivs av `make docs` ur koden, och exemplets svar
är räknat av den.

```text
"""
EXAMPLE = """Insats;Kvinnor;Män;Summa
Kursen;90;43;133
Caféet;7;2;9
Verkstan;7;1;8
Skogen;2;1;3
Trädgården;1;2;3
Summa;107;49;156
"""
# The fields of the answer, as ``report.as_json`` names them
FIELDS = {
    "table": "tabellen som den kan publiceras: `columns`, och `rows` med `label` och `counts`",
    "suppressed": "de antal som inte visas, med rad och kolumn; de är `null` i tabellen",
    "pooled": "rader som visas tillsammans: rubriken och de rader som den står för",
    "withheld": "om tabellen inte går att visa uppdelad",
    "protected": "hur många antal som skyddas, också sådana som inte har en plats i trycket",
    "leaks": "hur många av dem som den starkaste angriparen räknar ut",
    "leaks_by_subtraction": "hur många som går att räkna ut bara med summorna",
    "naive_hidden": "hur många små antal tabellen har, summorna frånräknade",
    "naive_leaks": "hur många av dem samma angripare räknar ut om bara de döljs",
    "naive_leaks_by_subtraction": "hur många av dem som då går att räkna ut bara med summorna",
    "solves": "hur många gånger lösaren frågades när svaret prövades",
    "policy": "regeln: version, gräns, nollor och avrundning",
}


def text() -> str:
    """Write the page."""
    return "\n".join([HEAD + HELP, "```", "", *_fields(), "", *_example()]) + "\n"


def answer() -> dict[str, Any]:
    """Answer the example, as the command does with ``--json``."""
    policy, table = DisclosurePolicy(), read_table(EXAMPLE.encode(), "deltagare", Totals())
    return as_json(protect(table, policy), unguarded(table, policy))


def _fields() -> Iterator[str]:
    yield "Kommandot slutar med 1 om tabellen inte får publiceras, och med 2 när något inte går att läsa."
    yield from ("", "## Fälten i svaret", "", "| Fält | Innehåll |", "|---|---|")
    yield from (f"| `{name}` | {meaning} |" for name, meaning in FIELDS.items())


def _example() -> Iterator[str]:
    policy, table = DisclosurePolicy(), read_table(EXAMPLE.encode(), "deltagare", Totals())
    yield from ("## Exempel", "", "`deltagare.csv`, en påhittad tabell:", "", "```text")
    yield from (EXAMPLE.rstrip("\n"), "```", "", "```console", "$ samverk disclose deltagare.csv")
    yield as_text(protect(table, policy), unguarded(table, policy))
    yield from ("```", "", "Med `--json`:", "", "```json")
    yield json.dumps(answer(), ensure_ascii=False, indent=2)
    yield "```"
