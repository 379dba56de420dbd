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
    """A demo user: what they are, and the posts they hold.

    ``is_in_seat`` says that the account belongs to the person of that name in the first post's body.
    """

    email: str
    name: str
    title: str
    posts: tuple[Post, ...]
    is_in_seat: bool = False


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
        "ordforande@insjoriket.example",
        "Göran Stenvik",
        "ordförande i Insjörikets styrelse",
        (Post(Role.CHAIR, "insjoriket", "Förbundsstyrelsen"),),
        is_in_seat=True,
    ),
    Login(
        "erik@insjoriket.example",
        "Erik Sjöhed",
        "ledamot för Härryda i Insjörikets styrelse",
        (Post(Role.MEMBER, "insjoriket", "Förbundsstyrelsen"),),
        is_in_seat=True,
    ),
    Login(
        "amina@insjoriket.example",
        "Amina Larsdal",
        "ledamot för Lerum i Insjörikets styrelse",
        (Post(Role.MEMBER, "insjoriket", "Förbundsstyrelsen"),),
        is_in_seat=True,
    ),
    Login(
        "ledamot@alingsas.example",
        "Tage Brunnskog",
        "ledamot i Socialnämnden, Alingsås",
        (Post(Role.MEMBER, "alingsas", "Socialnämnden"),),
    ),
    Login(
        "fullmaktige@alingsas.example",
        "Ebba Sollerud",
        "ledamot i Kommunfullmäktige, Alingsås",
        (Post(Role.MEMBER, "alingsas", "Kommunfullmäktige"),),
        is_in_seat=True,
    ),
    Login(
        "revisor@insjoriket.example",
        "Signe Lövqvarn",
        "revisor i Insjöriket",
        (Post(Role.AUDITOR, "insjoriket"),),
    ),
    Login(
        "systemforvaltare@insjoriket.example",
        "Birk Ängslid",
        "systemförvaltare i Insjöriket",
        (
            Post(Role.ADMINISTRATOR, "insjoriket"),
            Post(Role.ADMINISTRATOR, "alingsas"),
            Post(Role.ADMINISTRATOR, "harryda"),
        ),
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
    Login(
        "utforarekonom@lerum.example",
        "Disa Floda",
        "utförarekonom i Lerum",
        (Post(Role.PROVIDER_ECONOMIST, "lerum"),),
    ),
    Login(
        "granskare@insjoriket.example",
        "Rut Granvik",
        "granskare i Insjöriket",
        (Post(Role.CLAIM_REVIEWER, "insjoriket"),),
    ),
    Login(
        "attestant@insjoriket.example",
        "Alva Tåberg",
        "attestant i Insjöriket",
        (Post(Role.CLAIM_CERTIFIER, "insjoriket"),),
    ),
)
