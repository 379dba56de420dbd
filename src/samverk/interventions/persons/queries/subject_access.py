"""Requests to be told what is held, and what a person is told besides the rows themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samverk.interventions.persons.field_catalogue import aims_of
from samverk.interventions.persons.models import (
    ConsentReceiver,
    Disclosure,
    Person,
    Protection,
    Referral,
    Side,
    SubjectRequest,
)
from samverk.interventions.persons.queries.extract_words import (
    AIMS,
    COUNTS,
    GROUND,
    KEPT,
    RIGHTS,
    SEALED,
)
from samverk.interventions.persons.queries.held import TOLD, HeldTable, held_of
from samverk.interventions.persons.queries.readings import readings_of
from samverk.interventions.persons.records import Identity
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.subject_access import answer_by, extended_to
from samverk.rules.ruling import Ruling

MOST_ANSWERED = 50


def due(row: SubjectRequest) -> Ruling[date]:
    """Answer the last day to answer a request, with the reasons."""
    rule = extended_to if row.extended_on else answer_by
    return rule(row.received_on)


def requests_at(body: int) -> tuple[list[SubjectRequest], list[SubjectRequest]]:
    """List an authority's (body id) open requests, the most urgent first, and the latest answered."""
    rows = SubjectRequest.objects.filter(controller=body)
    rows = rows.select_related("person__controller__organisation")
    waiting = rows.filter(answered_on=None).order_by("due_on", "recorded_at", "pk")
    done = rows.exclude(answered_on=None).order_by("-answered_on", "-recorded_at", "pk")
    return list(waiting), list(done[:MOST_ANSWERED])


@dataclass(frozen=True, slots=True)
class Extract:
    """What a person is told (registerutdrag): who they are, what is held, and what is done with it.

    ``about`` are headings with their paragraphs; ``who`` are facts of the person.
    """

    home: Authority
    who: tuple[tuple[str, str], ...]
    held: tuple[HeldTable, ...]
    about: tuple[tuple[str, tuple[str, ...]], ...]


def extract_of(person: Person, who: Identity, home: Authority, *, number: str) -> Extract:
    """Gather all that is told of a person; ``number`` is how the number is to stand.

    The caller has noted that it is read, in this transaction: the list of readings has that too.
    """
    rows = held_of(person)
    held = (*rows, readings_table(person.pk, home))
    return Extract(home, _facts(person, who, number), held, _about(person, home, rows))


def _facts(person: Person, who: Identity, number: str) -> tuple[tuple[str, str], ...]:
    protected = Protection.objects.filter(person=person, lifted_at=None).exists()
    facts = (
        ("Namn", who.name),
        ("Personnummer eller samordningsnummer", number),
        ("Född", who.born),
        ("Kön", person.get_sex_display()),
        ("Hemkommun", person.home.short_name if person.home else ""),
        ("Telefon", who.phone),
        ("E-post", who.email),
        ("Adress", who.address),
        ("Skyddade personuppgifter", "ja" if protected else "nej"),
        ("Registrerad", f"{timezone.localtime(person.recorded_at):%Y-%m-%d}"),
    )
    return tuple((name, said or "saknas") for name, said in facts)


def readings_table(person: uuid.UUID, home: Authority) -> HeldTable:
    """Tell who has read about a person, as the log has it."""
    lines = readings_of(person, home) or []
    rows = tuple(
        (f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}", one.who, one.roles, one.what)
        for one in lines
    )
    return HeldTable("Vem som har läst", ("När", "Vem", "Roll", "Vad"), rows)


def aims_told(titles: Iterable[str]) -> tuple[str, ...]:
    """Tell what the rows under each heading are for, as the catalogue of fields has it."""
    tables = {title: table.__name__ for table, title in TOLD.items()}
    known = (one for one in titles if one in tables)
    return tuple(f"{one}: {'; '.join(aims_of(tables[one]))}." for one in known)


def _about(
    person: Person, home: Authority, held: list[HeldTable]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("Vem som är ansvarig", (f"Personuppgiftsansvarig är {home.name}.",)),
        ("Varför uppgifterna finns", AIMS),
        ("Vad varje slags uppgift används till", aims_told(one.title for one in held)),
        ("Rättslig grund", GROUND),
        ("Varifrån uppgifterna kommer", sources_of(person)),
        ("Vilka som har fått uppgifter", recipients_of(person)),
        ("Hur länge uppgifterna sparas", KEPT),
        ("Dina rättigheter", RIGHTS),
    )


def sources_of(person: Person) -> tuple[str, ...]:
    """Tell where the data came from: other authorities by their referrals, and the person's own."""
    came = _senders(person)
    first = "Du själv har lämnat uppgifter, eller så har handläggare hos oss skrivit dem."
    if not came:
        return (first,)
    names = ", ".join(came)
    return (first, f"Remisser med uppgifter om dig har kommit från: {names}.")


def recipients_of(person: Person) -> tuple[str, ...]:
    """Tell who has been given data: by disclosures, and by answers to those who referred."""
    given = Disclosure.objects.filter(person=person).values_list("receiver__name", flat=True)
    named = ConsentReceiver.objects.filter(person=person)
    may_get = named.values_list("organisation__name", flat=True)
    lines = []
    if told := sorted(set(given)):
        lines.append(f"Uppgifter har lämnats till: {', '.join(told)}. Varje gång står ovan.")
    # What was answered before each answer was written down
    if senders := sorted(set(_senders(person)) - set(given)):
        lines.append(f"Besked om vad som hänt med remissen har lämnats till: {', '.join(senders)}.")
    if reached := sorted(set(may_get) - set(given)):
        lines.append(f"Samtycken som du har gett gäller också: {', '.join(reached)}.")
    lines = lines or ["Ingen annan myndighet har fått uppgifter om dig härifrån."]
    return (*lines, SEALED, COUNTS)


def _senders(person: Person) -> list[str]:
    rows = Referral.objects.filter(person=person, side=Side.RECEIVED)
    theirs = rows.exclude(sender=person.controller.organisation_id)
    return sorted(set(theirs.values_list("sender__name", flat=True)))
