"""Taking an extract that has come: as a document of a case, with the decision that it tells of.

The message speaks for the organisation that signed it, so what it tells of that organisation's
decision is registered on its word and no other.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from samverk.decisions import actions as decisions
from samverk.decisions import queries as decided
from samverk.decisions.queries import Decision, DecisionKind, MotionKind
from samverk.directory import queries as directory
from samverk.exchange.ports import Incoming, unpacked
from samverk.exchange.queries import payload_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.files.kinds import FILE_KINDS, file_fault
from samverk.foundation.permissions import Permission, Right, may, require
from samverk.meetings.actions.enclosing import direction_in, enclose
from samverk.meetings.actions.fates import tell_registered
from samverk.meetings.models import ExtractDispatch, Fate, IncomingExtract, PlacedExtract
from samverk.meetings.queries.incoming import body_named, case_for, incoming_by_id, senders_case
from samverk.registry import actions as registry
from samverk.registry import queries as diary
from samverk.registry.queries import Case

EXTRACT_CAME = acts.kind("meetings.extract_came", "Protokollsutdrag inkommet")
EXTRACT_PLACED = acts.kind("meetings.extract_placed", "Inkommet utdrag lagt i ärende")
FATE_TOLD = acts.kind("meetings.fate_told", "Besked om utdrag inkommet")
DOOR = system("Meddelandeväxlingen")
TAKEN = "Utdraget ligger redan i ett ärende. Läs in sidan igen."


def may_place(actor: Actor, incoming: IncomingExtract) -> Permission:
    """Answer whether ``actor`` may put an incoming extract in a case of the body it came to."""
    body = incoming.body
    return may(actor, Right.REGISTER_CASE, organisation=body.organisation_id, body=body.pk)


def take_extract(came: Incoming) -> IncomingExtract:
    """Keep an extract that has come, in the case it belongs to if that is known.

    Raises InputError for a body that the organisation does not have, or a file that is damaged.
    """
    content = dict(came.payload)
    files, documents = content.pop("files"), content.pop("documents", [])
    body = body_named(came.recipient, content["to_body"])
    if body is None:
        raise InputError(f"Organet {content['to_body']} finns inte hos mottagaren.")
    for file in (*files, *(each["file"] for each in documents)):
        _check_file(file)
    if documents:
        content["enclosed"] = [each["title"] for each in documents]
    act = acts.Act(DOOR, EXTRACT_CAME, f"utdrag/{came.message}", body.organisation, body=body.id)

    def keep() -> IncomingExtract:
        made = IncomingExtract.objects.create(
            message=came.message, sender_id=came.sender, body_id=body.id, content=content
        )
        incoming = incoming_by_id(made.pk)
        if case := case_for(incoming):
            _placed(DOOR, incoming, case)
        return made

    return acts.carry_out(act, keep)


def _check_file(file: dict[str, str]) -> None:
    """Refuse at the door what could not be registered later, when nobody is there to send another."""
    try:
        content = unpacked(file)
    except ValueError as fault:
        raise InputError(str(fault)) from fault
    if wrong := file_fault(file["name"], content, FILE_KINDS):
        raise InputError(f"Filen {file['name']} {wrong}")


def place_extract(actor: Actor, incoming: IncomingExtract, case: int, *, key: str) -> PlacedExtract:
    """Put an incoming extract in a case (id) of the body that it came to.

    Raises InputError for another body's case or one that is closed or secret, ConflictError when
    somebody has put it in a case already.
    """
    require(may_place(actor, incoming))
    found = diary.case_by_id(case)
    if not diary.may_take_up(incoming.body_id, found):
        raise InputError("Ärendet hör till ett annat organs diarium.", field="case")
    if found.closed_on or found.secret:
        raise InputError("Välj ett ärende som pågår och inte är sekretessbelagt.", field="case")
    act = _act(actor, incoming, key, case)
    return acts.carry_out(act, lambda: _placed(actor, incoming, found))


def open_case_for(
    actor: Actor, incoming: IncomingExtract, title: str, *, key: str
) -> PlacedExtract:
    """Open a case in the body's diary and put the extract there. Raises InputError without a title."""
    require(may_place(actor, incoming))
    act = _act(actor, incoming, key, title)

    def open_and_place() -> PlacedExtract:
        new = registry.NewCase(incoming.body_id, title, clock.today())
        case = registry.open_case(actor, new, key=f"{key}/ärende")
        return _placed(actor, incoming, diary.case_by_id(case.pk))

    return acts.carry_out(act, open_and_place)


def _act(actor: Actor, incoming: IncomingExtract, key: str, content: object) -> acts.Act:
    body = incoming.body
    return acts.Act(
        actor,
        EXTRACT_PLACED,
        key,
        body.organisation_id,
        content=(incoming.pk, content),
        body=body.pk,
    )


def _placed(actor: Actor, incoming: IncomingExtract, case: Case) -> PlacedExtract:
    if PlacedExtract.objects.filter(incoming=incoming).exists():
        raise ConflictError(TAKEN)
    document = _document(incoming, case)
    decision = _decision(incoming, case, document)
    _proceedings(incoming, decision, document)
    placed = PlacedExtract(
        incoming=incoming,
        case=case,
        document_id=document,
        decision=decision,
        placed_by=actor.name,
    )
    try:
        with transaction.atomic():
            placed.save()
    except IntegrityError as fault:
        raise ConflictError(TAKEN) from fault
    enclose(DOOR, placed)
    tell_registered(placed)
    return placed


def _document(incoming: IncomingExtract, case: Case) -> int:
    """Register the extract as it came, with its file (OSL 5 kap. 2 §)."""
    content = incoming.content
    (file, *_) = payload_of(incoming.message)["files"]
    new = registry.NewDocument(
        case.pk,
        direction_in(incoming, case),
        "minutes",
        clock.today(),
        f"Protokollsutdrag § {content['paragraph']} {content['title']}"[:300],
        f"{content['body']}, {incoming.sender.name}"[:200],
        file=registry.NewFile(file["name"], unpacked(file)),
    )
    return registry.register_document(DOOR, new, key=_key(incoming, "handling")).pk


def _decision(incoming: IncomingExtract, case: Case, document: int) -> Decision:
    """Register the decision, or let the one that is known here have one source more."""
    content = incoming.content
    body = body_named(incoming.sender_id, content["body"])
    day, mark = date.fromisoformat(content["meeting_day"]), "" if body else _mark(incoming)
    known = decided.decision_at(body.id if body else None, day, content["paragraph"])
    known = known or decided.decision_of_record(mark)
    if known and not known.cited_only and not known.read_from:
        source = decisions.NewSource(document)
        return decisions.add_source(DOOR, known, source, key=_key(incoming, "källa"))
    own = senders_case(incoming.sender_id, content["body"], content["diary_number"])
    new = decisions.NewDecision(
        organisation=incoming.sender_id,
        title=content["title"],
        kind=content["kind"],
        body=body.id if body else None,
        decided_on=day,
        paragraph=content["paragraph"],
        diary_number=content["diary_number"],
        case=(own or case).pk,
        text="\n".join(content["decisions"]),
        record_id=mark,
        documents=(document,),
    )
    reader = directory.body_ref(incoming.body_id)
    return decisions.register_decision(DOOR, new, key=_key(incoming, "beslut"), read_by=reader)


def _mark(incoming: IncomingExtract) -> str:
    """Mark a paragraph of a body that the directory does not have, so that it is registered once."""
    content = incoming.content
    told = (incoming.sender_id, content["body"], content["meeting_day"], content["paragraph"])
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _proceedings(incoming: IncomingExtract, decision: Decision, document: int) -> None:
    content = incoming.content
    proposed = content["kind"] == DecisionKind.PROPOSES
    motion = decisions.NewMotion(
        MotionKind.TO_NEXT_BODY.value, "\n".join(content["decisions"]), content["proposed_to"]
    )
    new = decisions.NewProceedings(
        document,
        motions=(motion,) if proposed else (),
        vote_events=tuple(_vote(vote) for vote in content["votes"]),
        reservations=tuple(decisions.NewReservation(party=p) for p in content["reservations"]),
    )
    if new.says_anything:
        reader = directory.body_ref(incoming.body_id)
        decisions.record_proceedings(
            DOOR, decision, new, key=_key(incoming, "gång"), read_by=reader
        )


def _vote(vote: dict[str, Any]) -> decisions.NewVoteEvent:
    known = ("yes", "no", "abstain", "yes_means", "no_means")
    return decisions.NewVoteEvent(**{name: vote[name] for name in known})


def _key(incoming: IncomingExtract, what: str) -> str:
    return f"utdrag/{incoming.message}/{what}"


def take_fate(came: Incoming) -> Fate:
    """Note what the recipient tells of an extract that was sent from here.

    Raises InputError when it is about nothing that was sent to the one who tells.
    """
    told = came.payload
    rows = ExtractDispatch.objects.select_related("to_body", "extract__item__meeting__body")
    found = rows.filter(message=told["about"]).first()
    if found is None or found.to_body is None or found.to_body.organisation_id != came.sender:
        raise InputError("Beskedet gäller inget utdrag som sänts härifrån.")
    body = found.extract.item.meeting.body
    act = acts.Act(DOOR, FATE_TOLD, f"besked/{came.message}", body.organisation_id, body=body.pk)

    def note() -> Fate:
        return Fate.objects.create(
            dispatch=found,
            message=came.message,
            state=told["state"],
            happened_on=date.fromisoformat(told["happened_on"]),
            diary_number=told["diary_number"],
            meeting_day=told["meeting_day"] and date.fromisoformat(told["meeting_day"]),
            paragraph=told["paragraph"],
            outcome=told["outcome"],
            told_at=came.created,
        )

    return acts.carry_out(act, note)
