"""The reference of personal data: what each field is for, on what ground persons are listed, and the log."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

HEAD = """# Personuppgifter: fält, listor och läslogg

Sidan skrivs av `make docs` ur koden. Den gäller installationer hos en part: hos ett förbund finns inga
uppgifter om enskilda.

## Vad varje fält är till för

Uppgifter om enskilda behandlas bara när det behövs för ett ändamål (6 § lagen 2001:454, artikel 5.1 b i
dataskyddsförordningen). Personnummer, hälsa och annat ömtåligt behövs i det enskilda ärendet (7 § samma
lag). Ett nytt fält utan ändamål stoppas av ett test. Personen får läsa ändamålen i sitt registerutdrag.

Varje rad har dessutom sin nyckel, sin personuppgiftsansvarige, vem den rör och när den skrevs.

| Tabell | Fält | Ändamål | Ömtåligt |
|---|---|---|---|
"""
LISTS = """
## Vilka listor som visar personer

En sammanställning får inte ha känsliga uppgifter eller ömtåliga förhållanden, utom beslut, uppföljning
och tillsyn ({cited}). Varje sida som listar personer säger sin grund. En sida utan stoppas av ett test.

| Sida | Visar | Grund |
|---|---|---|
"""
LOG = """
## Vad läsloggen säger

En rad för varje person som visas, skriven innan något visas. Går den inte att skriva visas ingenting, och
svaret är 503. En rad har tid, användare, roll, grund, session (ett nycklat avtryck), anrop, slag av
läsning och om läsaren satt i organisationens eget nät, men varken adressen eller något av
innehållet. Den som nekas lämnar en likadan rad vare sig det som söktes finns eller
inte: vad hen sökte står som ett nycklat avtryck.

| Slag av läsning | Kod |
|---|---|
{readings}

| Grund | Kod |
|---|---|
{grounds}

## Varför läsningar dras till månadsgranskningen

Andelen och gränserna bestämmer myndigheten själv. Utan beslut: {share} av 1 000 lästillfällen och minst
{least}, arbetstid vardagar {opens}–{closes}, {days_after} dagar efter ett avslutat ärende och mer än
{deviations} standardavvikelser över det vanliga. Läsarens adress är inte känd och jämförs inte.

| Skäl | Kod |
|---|---|
{signs}
"""


def text() -> str:
    """Write the page; the rooms must have been started."""
    from samverk.interventions.persons import reading_grounds  # noqa: F401
    from samverk.rules.interventions.list_grounds import CITED

    return "".join(
        (HEAD, *_fields(), LISTS.format(cited=CITED), *_lists(), _log()),
    )


def _fields() -> Iterator[str]:
    from samverk.interventions.persons.field_catalogue import AIMS, catalogued

    for one in catalogued():
        yield f"| {one.table} | `{one.name}` | {AIMS[one.aim]} | {one.delicate} |\n"


def _lists() -> Iterator[str]:
    # A page declares itself when its module is read
    import_module("samverk.interventions.persons.urls")
    from samverk.interventions.persons.listing import LISTINGS
    from samverk.rules.interventions.list_grounds import LIST_GROUNDS

    for one in sorted(LISTINGS.values(), key=lambda one: one.title):
        yield f"| {one.title} | {one.shows} | {LIST_GROUNDS[one.ground]} |\n"


def _log() -> str:
    from dataclasses import asdict

    from samverk.foundation.tracing import GROUNDS, READING_NAMES
    from samverk.rules.interventions.log_review import DEFAULT_TERMS, SIGNS

    return LOG.format(
        readings=_table((name, one.value) for one, name in READING_NAMES.items()),
        grounds=_table((name, code) for code, name in GROUNDS.items()),
        signs=_table((name, one.value) for one, name in SIGNS.items()),
        **asdict(DEFAULT_TERMS),
    )


def _table(rows: Iterator[tuple[str, str]]) -> str:
    return "\n".join(f"| {name} | `{code}` |" for name, code in rows)
