"""Who can log in to the demo. The people are invented; the organisations are real."""

from __future__ import annotations

from django.conf import settings

from samverk.foundation.actors import Role
from samverk.project.demo.party_cast import PARTY_LOGINS
from samverk.project.demo.people import Login, Post
from samverk.project.rooms import Profile

PASSWORD = "samverk-i-demon"  # noqa: S105


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


def logins_of(profile: Profile) -> tuple[Login, ...]:
    """List who can log in to the demo's installation of a profile."""
    return PARTY_LOGINS if profile is Profile.PARTY else LOGINS


def logins_here() -> tuple[Login, ...]:
    """List who can log in to this installation of the demo."""
    return logins_of(Profile(settings.DEMO_OF))
