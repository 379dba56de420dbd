"""Who can log in to the demo. The people are invented; the organisations are real."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation.actors import Role

PASSWORD = "samverk-i-demon"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Post:
    """A role at an organisation (slug), or at one of its bodies (name)."""

    role: Role
    organisation: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """A demo user: what they are, and the posts they hold."""

    email: str
    name: str
    title: str
    posts: tuple[Post, ...]


LOGINS = (
    Login(
        "sekreterare@alingsas.example",
        "Maj Ekedal",
        "nämndsekreterare i Alingsås",
        (
            Post(Role.SECRETARY, "alingsas", "Kommunfullmäktige"),
            Post(Role.SECRETARY, "alingsas", "Socialnämnden"),
            Post(Role.SECRETARY, "alingsas", "Socialnämndens arbetsutskott"),
        ),
    ),
    Login(
        "sekreterare@harryda.example",
        "Nils Hallvarn",
        "nämndsekreterare i Härryda",
        (
            Post(Role.SECRETARY, "harryda", "Kommunfullmäktige"),
            Post(Role.SECRETARY, "harryda", "Kommunstyrelsen"),
            Post(Role.SECRETARY, "harryda", "Välfärdsnämnden"),
        ),
    ),
    Login(
        "forbundschef@insjoriket.example",
        "Ylva Sörstrand",
        "förbundschef i Insjöriket",
        (Post(Role.MANAGER, "insjoriket"), Post(Role.MANAGER, "insjoriket", "Förbundsstyrelsen")),
    ),
    Login(
        "ledamot@alingsas.example",
        "Tage Brunnskog",
        "ledamot i Socialnämnden, Alingsås",
        (Post(Role.MEMBER, "alingsas", "Socialnämnden"),),
    ),
    Login(
        "revisor@insjoriket.example",
        "Signe Lövqvarn",
        "revisor i Insjöriket",
        (Post(Role.AUDITOR, "insjoriket"),),
    ),
    Login(
        "utredare@insjoriket.example",
        "Embla Tjärnvik",
        "utredare i Insjöriket",
        (Post(Role.OFFICER, "insjoriket", "Förbundsstyrelsen"),),
    ),
    Login(
        "handlaggare@alingsas.example",
        "Ruben Askhult",
        "handläggare i Alingsås",
        (Post(Role.OFFICER, "alingsas", "Socialnämnden"),),
    ),
    Login(
        "forvaltningschef@alingsas.example",
        "Gullan Fagerdal",
        "förvaltningschef i Alingsås",
        (Post(Role.HEAD, "alingsas", "Socialnämnden"),),
    ),
)
