"""Every field of the register about a person, and what it is for: 6 § lagen (2001:454), GDPR art. 5.1 b.

A field that stands here under no purpose fails a test, and so does one that is there no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Model

from samverk.execution.models import GrantedDecision, RegisterImport, RegisterTrialLine
from samverk.execution.queries.retention import tables_of_a_decision


class Aim(StrEnum):
    """What a field of the register is for (ändamål)."""

    IDENTIFY = "identify"
    EXECUTE = "execute"
    REPORT = "report"
    PROTECT = "protect"
    TRACE = "trace"
    DISPOSE = "dispose"
    TOGETHER = "together"


AIMS: Mapping[Aim, str] = {
    Aim.IDENTIFY: "veta säkert vem beslutet gäller, och hitta det igen",
    Aim.EXECUTE: "se till att beslutet verkställs",
    Aim.REPORT: "rapportera till IVO, revisorerna och fullmäktige",
    Aim.PROTECT: "skydda den som har skyddade personuppgifter",
    Aim.TRACE: "kunna visa i efterhand vem som gjorde vad, när och varför",
    Aim.DISPOSE: "bevara och gallra i rätt tid",
    Aim.TOGETHER: "hålla ihop raderna, utan att säga något om den enskilde",
}
# In every table: the row's key, whose it is, of which decision, and when it was made
EVERYWHERE: Mapping[str, Aim] = {
    "id": Aim.TOGETHER,
    "controller": Aim.TOGETHER,
    "decision": Aim.TOGETHER,
    "recorded_at": Aim.TRACE,
}
FIELDS: Mapping[str, Mapping[Aim, str]] = {
    "GrantedDecision": {
        Aim.IDENTIFY: "sealed number_key name_keys source source_key",
        Aim.PROTECT: "key",
        Aim.REPORT: "kind area ground decided_on clock_from sex stay_municipality reason explained_on",
        Aim.EXECUTE: "state offered_on is_answered",
        Aim.TOGETHER: "number replaces",
    },
    "RegisterStep": {
        Aim.TOGETHER: "number",
        Aim.TRACE: "event from_state to_state hand happened_on user user_name",
        Aim.REPORT: "code note",
    },
    "RegisterWait": {
        Aim.TOGETHER: "nth",
        Aim.REPORT: "cause began_on reportable_on ended_on end",
    },
    "RegisterProtection": {Aim.PROTECT: "user lifted_at"},
    "RegisterHandler": {Aim.PROTECT: "user named_by ended_at"},
    "RegisterHold": {Aim.DISPOSE: "reason reference held_by lifted_on"},
    "KeptReportRow": {
        Aim.TOGETHER: "report nth",
        Aim.REPORT: "is_counted is_ended waits_at_end sealed",
    },
    "RegisterImport": {
        Aim.EXECUTE: "source mapping sealed tried counts state message",
        Aim.PROTECT: "key digest",
        Aim.TRACE: "uploaded_by uploaded_by_name ended_at",
    },
    "SentDecision": {
        Aim.TOGETHER: "nth sending",
        Aim.REPORT: "ended_on sheet",
    },
    "RegisterTrialLine": {
        Aim.TOGETHER: "trial whom number facts",
        Aim.DISPOSE: "standing why year due_on finish_by",
        Aim.PROTECT: "is_protected",
    },
}
# What may be delicate: needed in the case itself (7 § lagen 2001:454)
DELICATE: Mapping[str, str] = {
    "GrantedDecision.sealed": "namn och personnummer",
    "GrantedDecision.number_key": "nycklat avtryck av personnumret",
    "GrantedDecision.reason": "kan röra hälsa",
    "KeptReportRow.sealed": "insats, dagar och skäl som de rapporterades",
    "RegisterStep.code": "kan röra hälsa",
    "RegisterImport.sealed": "filens alla uppgifter, tills den är inläst eller kastad",
    "RegisterImport.tried": "namn och händelser i provet, lika länge",
    "RegisterStep.note": "fritext",
    "SentDecision.sheet": "allt som stod i rapporten",
}


def tables_of_people() -> list[type[Model]]:
    """List every table whose rows are of one decision, and so of one person, and that of whole files."""
    return [GrantedDecision, *tables_of_a_decision(), RegisterTrialLine, RegisterImport]


def aims_of(table: str) -> list[str]:
    """List what a table's fields are for, in Swedish, but for what only holds rows together."""
    return [AIMS[aim] for aim in Aim if aim in FIELDS.get(table, {}) and aim != Aim.TOGETHER]
