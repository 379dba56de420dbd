"""Every field about a person, and what it is for (fältkatalog): 6 § lagen (2001:454), GDPR art. 5.1 b.

A field that stands here under no purpose fails a test, and so does one that is there no more: nobody adds
a column about people without saying why it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Model

from samverk.interventions.persons.models import DryRunLine, Person
from samverk.interventions.persons.models.base import OfPerson


class Aim(StrEnum):
    """What a field is for (ändamål)."""

    IDENTIFY = "identify"
    REFER = "refer"
    QUEUE = "queue"
    WORK = "work"
    FOLLOW = "follow"
    SHARE = "share"
    PROTECT = "protect"
    TRACE = "trace"
    CHARGE = "charge"
    RIGHTS = "rights"
    DISPOSE = "dispose"
    TOGETHER = "together"


AIMS: Mapping[Aim, str] = {
    Aim.IDENTIFY: "veta säkert vem personen är, och nå hen",
    Aim.REFER: "bedöma behovet, och veta var remissen är och vad som ska göras",
    Aim.QUEUE: "hålla turordningen rättvis och väntetiden sann",
    Aim.WORK: "planera och ge insatsen",
    Aim.FOLLOW: "följa upp och utvärdera insatsen",
    Aim.SHARE: "lämna rätt uppgifter till rätt mottagare, på en grund som är prövad",
    Aim.PROTECT: "skydda den som har skyddade personuppgifter",
    Aim.TRACE: "kunna visa i efterhand vem som gjorde vad, när och varför",
    Aim.CHARGE: "räkna deltagardagar och kostnader",
    Aim.RIGHTS: "uppfylla personens rättigheter",
    Aim.DISPOSE: "bevara och gallra i rätt tid",
    Aim.TOGETHER: "hålla ihop raderna, utan att säga något om personen",
}
# In every table: the row's key, whose it is, of whom, and when it was made
EVERYWHERE: Mapping[str, Aim] = {
    "id": Aim.TOGETHER,
    "controller": Aim.TOGETHER,
    "person": Aim.TOGETHER,
    "recorded_at": Aim.TRACE,
}
_STEP = {
    Aim.TOGETHER: "subject number",
    Aim.TRACE: "event from_state to_state hand happened_on user user_name party reason note",
}
FIELDS: Mapping[str, Mapping[Aim, str]] = {
    "Person": {
        Aim.IDENTIFY: "sealed number_key name_keys",
        Aim.PROTECT: "key",
        Aim.FOLLOW: "sex home",
        Aim.WORK: "registered_for",
    },
    "JoinedRecord": {
        Aim.IDENTIFY: "was made_at sealed number_key",
        Aim.TOGETHER: "moved",
        Aim.TRACE: "user user_name",
    },
    "Protection": {Aim.PROTECT: "lift_asked_by lifted_by lifted_at ended_by_joining"},
    "NamedHandler": {Aim.PROTECT: "user ended_at"},
    "NumberReveal": {Aim.TRACE: "user why"},
    "NumberCorrection": {Aim.TRACE: "user user_name sealed"},
    "Consent": {
        Aim.SHARE: "purpose kinds note from_date to_date",
        Aim.RIGHTS: "form language withdrawn_on withdrawn_at withdrawn_by",
    },
    "ConsentReceiver": {Aim.SHARE: "consent organisation"},
    "Disclosure": {
        Aim.TOGETHER: "referral message",
        Aim.SHARE: "receiver what kinds withheld ground why is_harmless consent",
        Aim.TRACE: "user user_name told_on",
    },
    "Referral": {
        Aim.TOGETHER: "thread tied_to redirected_from",
        Aim.REFER: "side delivery sender case_number state sealed return_reason on_paper assignee",
        Aim.QUEUE: "clock_start moving_to move_answer moving_until",
        Aim.SHARE: "ground unshared_on shared_until shared shared_nth moving_shared",
    },
    "ReferralStep": _STEP,
    "Support": {Aim.REFER: "referral kind from_date to_date", Aim.CHARGE: "cost"},
    "QueueEntry": {
        Aim.TOGETHER: "referral number moved_from",
        Aim.QUEUE: "delivery priority priority_ground state clock_start joined_on origin seen_from"
        " confirmed_on left_on removal rule",
    },
    "QueueStep": _STEP,
    "QueuePause": {Aim.QUEUE: "entry from_date to_date reason"},
    "PlaceOffer": {
        Aim.TOGETHER: "number",
        Aim.QUEUE: "entry made_on answer_by first_day out_of_order answer answered_on",
    },
    "FarWait": {
        Aim.TOGETHER: "referral number offer",
        Aim.QUEUE: (
            "state clock_start confirmed_on left_on removal answer_by first_day answer answered_on refusal"
        ),
    },
    "Participation": {
        Aim.TOGETHER: "entry turn",
        Aim.WORK: "delivery party state extent starts_on planned_end ended_on end_reason report"
        " responsible",
        Aim.FOLLOW: "home sex age town is_followed",
    },
    "ParticipationStep": _STEP,
    "ParticipationExtent": {
        Aim.TOGETHER: "participation number",
        Aim.TRACE: "from_date extent planned_end",
    },
    "EarlierEnd": {Aim.TOGETHER: "participation turn", Aim.TRACE: "ended_on end_reason report"},
    "Hold": {
        Aim.WORK: "participation from_date to_date planned_return keeps_place reason",
    },
    "Attendance": {Aim.WORK: "session participation came", Aim.TRACE: "earlier"},
    "Goal": {Aim.WORK: "participation sealed", Aim.FOLLOW: "result judged_on"},
    "EarlierResult": {Aim.TOGETHER: "goal turn", Aim.TRACE: "result judged_on"},
    "Measurement": {
        Aim.TOGETHER: "participation turn number",
        Aim.FOLLOW: "point occupation hours livelihood education share second second_share source blank"
        " missing measured_on is_late",
    },
    "Struck": {Aim.TOGETHER: "measurement goal support", Aim.TRACE: "user user_name why"},
    "ChangeProposal": {
        Aim.TOGETHER: "thread referral participation",
        Aim.WORK: "side kind state planned_end extent end_reason delivery sealed proposed_on answer"
        " answered_on reject_reason reply",
    },
    "ProposalStep": _STEP,
    "DayEntry": {Aim.TOGETHER: "number line", Aim.CHARGE: "delivery month added removed"},
    "EmergencyGrant": {Aim.TRACE: "request user from_moment until"},
    "SubjectRequest": {
        Aim.RIGHTS: "received_on way identity_check taken_by due_on extended_on extended_why answered_on"
        " answered_by",
    },
    "DisposalHold": {Aim.DISPOSE: "reason reference held_by lifted_on"},
    "DryRunLine": {
        Aim.TOGETHER: "run whom facts",
        Aim.DISPOSE: "standing why year due_on finish_by rows",
        Aim.PROTECT: "is_protected",
    },
    "WhatIfPerson": {Aim.TOGETHER: "what_if", Aim.QUEUE: "copied"},
}
# Personal numbers, health and what else may be delicate: needed in the case itself (7 § lagen 2001:454)
DELICATE: Mapping[str, str] = {
    "Person.sealed": "personnummer, adress",
    "Person.number_key": "nycklat avtryck av personnumret",
    "JoinedRecord.number_key": "nycklat avtryck av ett tidigare nummer",
    "NumberCorrection.sealed": "tidigare personnummer",
    "JoinedRecord.sealed": "namn och personnummer i den andra posten, fritext",
    "Referral.sealed": "behov och hälsa",
    "Referral.case_number": "ärendenummer hos avsändaren",
    "Referral.return_reason": "kan röra hälsa",
    "QueueEntry.removal": "kan röra hälsa",
    "QueueEntry.priority_ground": "fritext",
    "QueuePause.reason": "kan röra hälsa",
    "PlaceOffer.out_of_order": "fritext",
    "FarWait.removal": "kan röra hälsa",
    "Participation.end_reason": "kan röra hälsa",
    "Participation.report": "fritext",
    "EarlierEnd.end_reason": "kan röra hälsa",
    "EarlierEnd.report": "fritext",
    "Hold.reason": "kan röra hälsa",
    "Goal.sealed": "fritext",
    "Measurement.livelihood": "försörjning",
    "Measurement.second": "försörjning",
    "ChangeProposal.sealed": "fritext",
    "ChangeProposal.end_reason": "kan röra hälsa",
    "ReferralStep.note": "fritext",
    "QueueStep.note": "fritext",
    "ParticipationStep.note": "fritext",
    "ProposalStep.note": "fritext",
    "Disclosure.why": "fritext",
}


@dataclass(frozen=True, slots=True)
class FieldAim:
    """A field about a person (fält): where it stands, what it is for, and what about it is delicate."""

    table: str
    name: str
    aim: Aim
    delicate: str = ""


def tables_of_people() -> list[type[Model]]:
    """List every table whose rows are of one person."""
    found = [
        one for one in apps.get_app_config("persons").get_models() if issubclass(one, OfPerson)
    ]
    return [Person, *found, DryRunLine]


def catalogued() -> Iterator[FieldAim]:
    """Give each field of the catalogue; the columns of every row are told of once, by themselves."""
    for table, aims in FIELDS.items():
        for aim, names in aims.items():
            for name in names.split():
                yield FieldAim(table, name, aim, DELICATE.get(f"{table}.{name}", ""))


def aims_of(table: str) -> list[str]:
    """List what a table's fields are for, in Swedish, but for what only holds rows together."""
    return [AIMS[aim] for aim in Aim if aim in FIELDS.get(table, {}) and aim != Aim.TOGETHER]
