"""The reference of messages: what travels between installations, with the JSON Schema of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samverk.exchange.envelope import MESSAGE, RECEIPT
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import DRAFT, Schema

FOLDER = "meddelanden"
HEAD = """# Meddelanden mellan installationer

Protokollsutdrag, remisser och antal går mellan organisationer som underskrivna meddelanden, i samma
installation eller i en annan. Det som rör en person är förseglat till mottagaren. Sidan och schemana
skrivs av `make docs` ur koden, som prövar varje meddelande mot samma scheman.

## Så sänds ett meddelande

Avsändaren gör `POST` med `Content-Type: application/json` till mottagarens adress, som slutar på
`/vaxling/ta-emot/`. Meddelandet är ett [kuvert med nyckel och underskrift](meddelanden/kuvert.json).

- **Kanonisk form**: nycklar i ordning, inga mellanslag, UTF-8, bara heltal. Det är kuvertets
  kanoniska form som skrivs under.
- **Underskrift**: Ed25519 över orden `samverk-message-1` och ett radslut, följda av kuvertet. För ett
  kvitto är orden `samverk-receipt-1`.
- **Samma nummer, samma innehåll**: mottagaren svarar med samma kvitto och gör inget mer. Samma nummer
  med annat innehåll avvisas.

| Svar | Betyder | Avsändaren |
|---|---|---|
| 200 | mottaget; innehållet är ett [kvitto](meddelanden/kvitto.json) | prövar kvittots underskrift |
| 400, 413 | går inte att läsa, eller är för stort | slutar och visar skälet |
| 403 | okänd avsändare, nyckel som inte gäller, fel underskrift | slutar och visar skälet |
| 404 | mottagaren finns inte här | slutar och visar skälet |
| 409 | ett annat meddelande med samma nummer är mottaget | slutar och visar skälet |
| 422 | innehållet följer inte sitt schema, eller kan inte tas om hand | slutar och visar skälet |
| 425 | det som meddelandet gäller har inte kommit än | försöker igen, allt glesare, i fem dygn |
| 429, 5xx, inget svar | just nu går det inte | försöker igen, allt glesare, i fem dygn |

Skälet står på svenska i `reason`.

## Meddelanden

| Typ | Version | Vad | Schema |
|---|---|---|---|
"""


def text() -> str:
    """Write the page."""
    rows = (
        f"| `{kind.name}` | {kind.version} | {kind.title} |"
        f" [{file_name(kind.name, kind.version)}]({FOLDER}/{file_name(kind.name, kind.version)}) |"
        for kind in MESSAGE_TYPES
    )
    return HEAD + "\n".join(rows) + "\n"


def file_name(name: str, version: int) -> str:
    """Name the file of a kind's schema."""
    return f"{name}-{version}.json"


def schemas() -> Iterator[tuple[Path, str]]:
    """Give each schema as a file of its own, by its place in the reference."""
    yield Path(FOLDER) / "kuvert.json", _written("kuvert", "Kuvert", MESSAGE)
    yield Path(FOLDER) / "kvitto.json", _written("kvitto", "Kvitto", RECEIPT)
    for kind in MESSAGE_TYPES:
        name = file_name(kind.name, kind.version)
        title = f"{kind.title}, version {kind.version}"
        yield Path(FOLDER) / name, _written(name.removesuffix(".json"), title, kind.schema)


def _written(name: str, title: str, schema: Schema) -> str:
    whole: dict[str, Any] = {"$schema": DRAFT, "$id": f"urn:samverk:{name}", "title": title}
    return json.dumps(whole | dict(schema), ensure_ascii=False, indent=2) + "\n"
