"""Who can log in to the demo's party installation. The people are invented; the authorities are real."""

from __future__ import annotations

from samverk.foundation.actors import Role
from samverk.project.demo.people import Login, Post

ALINGSAS = ("alingsas", "Socialnämnden")
LERUM = ("lerum", "Socialnämnden")
FK = ("forsakringskassan", "Lokalkontoret Alingsås")
AF = ("arbetsformedlingen", "Lokalkontoret Alingsås")
VGR = ("vgr", "Närhälsan Alingsås")


def _at(email: str, name: str, title: str, role: Role, *places: tuple[str, str]) -> Login:
    return Login(email, name, title, tuple(Post(role, *place) for place in places))


PARTY_LOGINS = (
    _at(
        "remittent@alingsas.example",
        "Hedvig Rönnholm",
        "remittent på Alingsås socialnämnd",
        Role.REFERRER,
        ALINGSAS,
    ),
    _at(
        "remittent@lerum.example",
        "Sixten Aspnäs",
        "remittent på Lerums socialnämnd",
        Role.REFERRER,
        LERUM,
    ),
    _at(
        "remittent@forsakringskassan.example",
        "Tuva Stensjö",
        "remittent på Försäkringskassan",
        Role.REFERRER,
        FK,
    ),
    _at(
        "remittent@arbetsformedlingen.example",
        "Loke Bergsund",
        "remittent på Arbetsförmedlingen",
        Role.REFERRER,
        AF,
    ),
    _at("remittent@vgr.example", "Ingrid Säveå", "remittent på Närhälsan", Role.REFERRER, VGR),
    _at(
        "mottagare@alingsas.example",
        "Frida Nolhaga",
        "mottagare för ACTivera i Alingsås",
        Role.RECEIVER,
        ALINGSAS,
    ),
    _at(
        "mottagare@lerum.example",
        "Hampus Torpadal",
        "mottagare för Aktiv Lerum",
        Role.RECEIVER,
        LERUM,
    ),
    _at(
        "deltagaransvarig@alingsas.example",
        "Saga Kvarnbäck",
        "deltagaransvarig i Alingsås",
        Role.CASE_WORKER,
        ALINGSAS,
    ),
    _at(
        "deltagaransvarig@lerum.example",
        "Valter Hjällsnäs",
        "deltagaransvarig i Lerum",
        Role.CASE_WORKER,
        LERUM,
    ),
    Login(
        "tradgarden@lerum.example",
        "Maja Nääs",
        "deltagaransvarig bara för Trädgården i Lerum",
        (Post(Role.CASE_WORKER, *LERUM, ("Trädgården i Lerum",)),),
    ),
    _at(
        "samordnare@alingsas.example",
        "Britta Gerdsken",
        "samordnare hos Alingsås socialnämnd",
        Role.COORDINATOR,
        ALINGSAS,
    ),
    _at(
        "samordnare@lerum.example",
        "Arvid Aggetorp",
        "samordnare hos Lerums socialnämnd",
        Role.COORDINATOR,
        LERUM,
    ),
    _at(
        "loggranskare@alingsas.example",
        "Elna Mjörnvik",
        "loggranskare i Alingsås",
        Role.LOG_AUDITOR,
        ALINGSAS,
    ),
    _at(
        "loggranskare@lerum.example",
        "Rolf Floskär",
        "loggranskare i Lerum",
        Role.LOG_AUDITOR,
        LERUM,
    ),
    _at(
        "arkivansvarig@alingsas.example",
        "Kerstin Gräfsnäs",
        "arkivansvarig i Alingsås",
        Role.ARCHIVIST,
        ALINGSAS,
    ),
    _at(
        "arkivansvarig@lerum.example",
        "Torsten Öxsjö",
        "arkivansvarig i Lerum",
        Role.ARCHIVIST,
        LERUM,
    ),
    _at(
        "verkstallighet@alingsas.example",
        "Margit Brobacka",
        "verkställighetshandläggare i Alingsås",
        Role.EXECUTION_OFFICER,
        ALINGSAS,
    ),
    # Who reports also writes the report's memo
    Login(
        "rapportor@alingsas.example",
        "Ottilia Vallby",
        "huvudrapportör i Alingsås",
        (Post(Role.MAIN_REPORTER, *ALINGSAS), Post(Role.OFFICER, *ALINGSAS)),
    ),
)
