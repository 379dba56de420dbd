"""All that an authority holds about a person, table by table, as the person is told it (GDPR art. 15).

Every table of a person's rows is told, with every column: what is left out stands here with the
reason. Other persons are in none of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from samverk.interventions.persons import models as tables
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.queries.grounds import kinds_named
from samverk.interventions.persons.queries.steps import (
    BESIDE,
    PARTICIPATION_DONE,
    PROPOSAL_DONE,
    QUEUE_DONE,
    REFERRAL_DONE,
    beside_words,
)
from samverk.interventions.persons.records import told, why_asked
from samverk.rules.interventions.consent import PURPOSES, Purpose
from samverk.rules.interventions.day_bits import bits_in_words
from samverk.rules.interventions.facts import HORIZONS, LIVELIHOODS
from samverk.rules.interventions.participation import END_REASONS, HOLD_REASONS, PARTICIPATION
from samverk.rules.interventions.proposal import KINDS, PROPOSAL, REJECT_REASONS, ProposalKind
from samverk.rules.interventions.queue import (
    CONFIRMED,
    DECLINE_REASONS,
    PAUSE_REASONS,
    QUEUE,
    REMOVAL_REASONS,
)
from samverk.rules.interventions.referral import QUESTIONS_ABOUT, REFERRAL, RETURN_REASONS
from samverk.rules.wording import kronor_and_ore

# In the order that they are told, under which heading
TOLD: dict[type[OfPerson], str] = {
    tables.Protection: "Skyddade personuppgifter",
    tables.NamedHandler: "Namngivna handläggare",
    tables.Consent: "Samtycken",
    tables.ConsentReceiver: "Vilka samtyckena gäller",
    tables.Referral: "Remisser",
    tables.ReferralStep: "Vad som har hänt med remisserna, och bedömningar",
    tables.Support: "Stöd under väntan",
    tables.QueueEntry: "Köplatser",
    tables.QueueStep: "Vad som har hänt i köerna",
    tables.FarWait: "Köplatser hos mottagare",
    tables.QueuePause: "Pauser i väntan",
    tables.PlaceOffer: "Erbjudanden om plats",
    tables.Participation: "Deltaganden",
    tables.ParticipationStep: "Vad som har hänt i deltagandena",
    tables.ChangeProposal: "Förslag till ändringar",
    tables.ProposalStep: "Vad som har hänt med förslagen",
    tables.ParticipationExtent: "Omfattning och planerat slut före ändringar",
    tables.EarlierEnd: "Tidigare avslut av deltaganden",
    tables.Hold: "Uppehåll",
    tables.DayEntry: "Deltagardagar i dagboken",
    tables.Goal: "Mål",
    tables.EarlierResult: "Tidigare bedömningar av mål",
    tables.Measurement: "Mätningar före och efter",
    tables.Struck: "Felregistreringar",
    tables.Attendance: "Närvaro vid träffar",
    tables.Disclosure: "Utlämnade uppgifter",
    tables.NumberCorrection: "Rättelser av personnumret",
    tables.JoinedRecord: "Sammanslagna poster",
    tables.NumberReveal: "Visningar av hela personnumret",
    tables.EmergencyGrant: "Nödåtkomst",
    tables.DisposalHold: "Undantag från gallring",
    tables.WhatIfPerson: "Kapacitetsfrågor som räknat med personen",
    tables.SubjectRequest: "Begäranden om registerutdrag",
}
# Tables that are not told, each with the reason
UNTOLD: dict[type[OfPerson], str] = {}
# Columns that are not told, each with the reason
TECHNICAL = {
    "id": "a row's own key",
    "copied": "days of the places and participations, which are told themselves",
    "controller": "stands at the top of the extract, the same for all",
    "person": "whom the extract is about",
    "goal": "a key of the goal, which is told in words instead",
    "offer": "a key of the offer, which says nothing of the person",
    "shared_nth": "a count that tells which of two messages is the newer",
    "tied_to": "a key of the place in the queue, which is told with the places",
    "thread": "a key between two authorities' rows, which says nothing of the person",
    "line": "a key of the sum that days stand in, which says nothing of the person",
    "added": "the days stand in words instead",
    "removed": "the days stand in words instead",
    "message": "a key of the message, which says nothing of the person",
    "was": "a key of the record that was emptied, which is told in words instead",
    "moved": "keys of the rows that came from it, which are told themselves",
    "earlier": "what was noted before it was corrected is told in words instead",
    "request": "what was asked and who said yes is told in words instead",
}
# What a step's codes are called: what was done, and the states
_STEPS: dict[type[OfPerson], tuple[Mapping[Any, str], Mapping[Any, str]]] = {
    tables.ReferralStep: (REFERRAL_DONE, REFERRAL.state_names),
    tables.QueueStep: (QUEUE_DONE, QUEUE.state_names),
    tables.ParticipationStep: (PARTICIPATION_DONE, PARTICIPATION.state_names),
    tables.ProposalStep: (PROPOSAL_DONE, PROPOSAL.state_names),
}
_REASONS: Mapping[str, str] = {
    str(code): text
    for named in (
        RETURN_REASONS,
        REMOVAL_REASONS,
        PAUSE_REASONS,
        END_REASONS,
        HOLD_REASONS,
        CONFIRMED,
        DECLINE_REASONS,
        QUESTIONS_ABOUT,
        CONFIRMED,
        REJECT_REASONS,
    )
    for code, text in named.items()
}
_CONTENT = {
    "need": "Behov",
    "aim": "Vill nå",
    "livelihood": "Försörjning",
    "horizon": "Bedöms kunna arbeta eller studera",
    "reached_by": "Nås genom",
    "support": "Stöd under väntan",
    "number": "Tidigare eller annat nummer",
    "born": "Född, enligt det eller den posten",
    "why": "Varför det rättades",
    "name": "Namn i den andra posten",
    "phone": "Telefon i den andra posten",
    "email": "E-post i den andra posten",
    "address": "Adress i den andra posten",
    "same": "Varför det är samma person",
    "health": "Hälsa",
    "reservation": "Förbehåll",
    "withheld": "Inte lämnat",
    "text": "Anteckning",
    **BESIDE,
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "livelihood": LIVELIHOODS,
    "horizon": {str(code): text for code, text in HORIZONS.items()},
}
# What the columns do not say by themselves
_MORE: dict[type[OfPerson], tuple[tuple[str, Callable[[Any], object]], ...]] = {
    tables.EmergencyGrant: (
        ("Godkänd av", lambda row: row.request.decided_by),
        ("Varför", lambda row: why_asked(row.request)),
    ),
    tables.Attendance: (
        ("Minuter", lambda row: row.session.minutes),
        ("Felregistrerad träff", lambda row: hasattr(row.session, "struck")),
        ("Förut noterat", lambda row: _noted_before(row.earlier)),
    ),
    tables.DayEntry: (
        ("Dagar", lambda row: bits_in_words(row.added, row.month)),
        ("Dagar som har tagits bort", lambda row: bits_in_words(row.removed, row.month)),
    ),
    tables.EarlierResult: (("Mål", lambda row: told(row.goal.person, row.goal)["text"]),),
    tables.Struck: (
        ("Mål", lambda row: told(row.goal.person, row.goal)["text"] if row.goal else ""),
    ),
}
_BESIDE: dict[type[OfPerson], tuple[str, ...]] = {
    tables.EmergencyGrant: ("request__decided_by",),
    tables.EarlierResult: ("goal__person",),
    tables.Attendance: ("session__struck",),
    tables.Struck: ("measurement", "support", "goal__person"),
}


@dataclass(frozen=True, slots=True)
class HeldTable:
    """What one table holds of a person (register): its heading, columns and rows, all in words."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def records(self) -> list[list[tuple[str, str]]]:
        """The rows as pairs of a column's name and what it says, without what is empty."""
        pairs = ([*zip(self.head, row, strict=True)] for row in self.rows)
        return [[(name, said) for name, said in one if said] for one in pairs]


def person_tables() -> list[type[OfPerson]]:
    """List every table that has rows of a person, those with a heading first."""
    found = [one for one in apps.get_models() if issubclass(one, OfPerson) and one not in TOLD]
    return [*TOLD, *(one for one in found if one not in UNTOLD)]


def held_of(person: Person) -> list[HeldTable]:
    """List what is held of a person in what is open, leaving out tables without rows.

    A table that has no heading here yet is told last, under its own name. The caller has noted that
    the person is read.
    """
    found = (_table(model, person) for model in person_tables())
    return [one for one in found if one.rows]


def _table(model: type[OfPerson], person: Person) -> HeldTable:
    columns = list(_columns(model))
    rows = list(_rows(model, person.pk))
    said = [
        [*(_said(row, field, person) for field in columns), *_more_of(model, row)] for row in rows
    ]
    head = [_name(field) for field in columns] + [name for name, _ in _MORE.get(model, ())]
    kept = [at for at in range(len(head)) if any(line[at] for line in said)]
    title = TOLD.get(model) or str(model._meta.verbose_name_plural).capitalize()
    return HeldTable(
        title,
        tuple(head[at] for at in kept),
        tuple(tuple(line[at] for at in kept) for line in said),
    )


def _columns(model: type[OfPerson]) -> Iterator[models.Field[Any, Any]]:
    names = {field.name for field in model._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        # Who took a step stands in words beside the key of the user
        if field.name not in TECHNICAL and not (field.name == "user" and "user_name" in names):
            yield field


def _rows(model: type[OfPerson], person: uuid.UUID) -> models.QuerySet[Any]:
    beside = list(_BESIDE.get(model, ()))
    for field in _columns(model):
        if isinstance(field, models.ForeignKey):
            beside.append(field.name)
            if hasattr(field.related_model, "delivery"):
                beside.append(f"{field.name}__delivery")
    rows = model._default_manager.filter(person=person)
    return rows.select_related(*beside).order_by("recorded_at", "pk")


def _more_of(model: type[OfPerson], row: OfPerson) -> list[str]:
    return [_words(find(row)) for _, find in _MORE.get(model, ())]


def _name(field: models.Field[Any, Any]) -> str:
    name = str(field.verbose_name)
    if isinstance(field, models.BinaryField):
        # It is told in the clear: "förseglad slutrapport" is their report
        name = name.partition(" ")[2]
    if isinstance(field, models.ForeignKey) and field.verbose_name == field.name.replace("_", " "):
        name = _KEYS.get(field.name) or str(field.related_model._meta.verbose_name)
    return name[:1].upper() + name[1:]


# What a key to another row is called
_KEYS = {
    "subject": "gäller",
    "user": "vem",
    "party": "part",
    "home": "hemkommun",
    "sender": "från",
    "receiver": "till",
    "organisation": "till",
    "delivery": "verksamhet",
    "redirected_from": "hänvisad från",
    "moved_from": "flyttad från",
    "moving_to": "tillfrågad om flytt till",
    "lift_asked_by": "hävning begärd av",
    "lifted_by": "hävd av",
}


def _said(row: OfPerson, field: models.Field[Any, Any], person: Person) -> str:
    """Say what a column holds, in words; what is sealed is opened."""
    value = getattr(row, field.name)
    if isinstance(field, models.BinaryField):
        return _opened(told(person, row, field.name))
    if value and (named := _step_words(type(row), field.name)):
        return named.get(value, str(value))
    if isinstance(field, ArrayField):
        return kinds_named(value)
    if field.choices and value:
        return str(getattr(row, f"get_{field.name}_display")())
    return _kronor(value) if field.name == "cost" else _words(value)


def _step_words(model: type[OfPerson], name: str) -> dict[str, str]:
    """Give the words of a step's codes; nothing for what has words of its own."""
    if model not in _STEPS:
        return {}
    done, names = _STEPS[model]
    states = {str(code): text for code, text in names.items()}
    return {
        "event": {str(code): text for code, text in done.items()},
        "from_state": states,
        "to_state": states,
        "reason": dict(_REASONS),
    }.get(name, {})


def _kronor(value: int | None) -> str:
    return "" if value is None else kronor_and_ore(value)


def _opened(content: Mapping[str, Any]) -> str:
    if set(content) <= {"text"}:
        return str(content.get("text", ""))
    lines = []
    for name in dict.fromkeys([*_CONTENT, *content]):
        text = content.get(name, "")
        if isinstance(text, list):
            text = kinds_named(text)
        said = _CODES.get(name, {}).get(text, text)
        if name in BESIDE and said:
            said = beside_words(name, said)
        if str(said).strip():
            lines.append(f"{_CONTENT.get(name, name)}: {said}")
    return "\n".join(lines)


def _noted_before(earlier: Iterable[Mapping[str, Any]]) -> str:
    lines = (
        f"{'kom' if one['came'] else 'kom inte'}, rättat"
        f" {_words(datetime.fromisoformat(one['until']))}"
        for one in earlier
    )
    return "; ".join(lines)


def _words(value: object) -> str:  # noqa: PLR0911
    match value:
        case None | "":
            return ""
        case bool():
            return "ja" if value else "nej"
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case tables.Consent():
            return f"samtycke att {PURPOSES[Purpose(value.purpose)]}"
        case tables.ChangeProposal():
            return f"förslag: {KINDS[ProposalKind(value.kind)]}"
        case tables.Measurement():
            return f"mätning {value.get_point_display()} {value.measured_on.isoformat()}"
        case tables.Support():
            return f"{value.get_kind_display()} från {value.from_date.isoformat()}"
        case tables.Referral() | tables.QueueEntry() | tables.Participation():
            return f"{value._meta.verbose_name}: {value.delivery}"
        case _:
            return str(value)
